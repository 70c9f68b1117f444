"""What stands packed is told as it was."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from resnet.ingest.clean.address import clean_address
from resnet.ingest.known_areas import house_of
from resnet.ingest.resolve.block import Pairs, find_pairs
from resnet.ingest.resolve.columns import Entries
from resnet.ingest.resolve.profile import Profile
from resnet.ingest.resolve.profiles import site_of
from resnet.ingest.resolve.texts import Keys, Texts

UUIDS = (
    "agency:75f9ada0-1bea-5749-8e06-d3b195fb35ca",
    "agency:1a6b9800-51f3-5d35-89bf-097cb583addd",
)
NAMES = ("가온복지관", "", "𠀀누리", "b1", "\ud800나래")


@pytest.mark.parametrize(
    "ids",
    [
        pytest.param(UUIDS, id="as a store makes them"),
        pytest.param(("agency:1", *UUIDS), id="one of another form"),
        pytest.param((*UUIDS, UUIDS[0].upper().replace("AGENCY", "agency")), id="with other digits"),
        pytest.param((*UUIDS, UUIDS[0].replace("agency", "person")), id="of another kind"),
    ],
)
def test_ids_come_back_as_they_were(ids: tuple[str, ...]) -> None:
    order = np.arange(len(ids))[::-1]
    keys = Keys(ids)

    assert list(keys) == list(ids)
    keys.put_in_order(order)
    assert list(keys) == [ids[row] for row in order]


@pytest.mark.parametrize("names", [NAMES[:2], NAMES])
def test_names_come_back_as_they_were(names: tuple[str, ...]) -> None:
    order = np.arange(len(names))[::-1]
    texts = Texts(names)
    texts.add(names)
    texts.put_in_order(np.concatenate([order, order + len(names)]))

    assert list(texts) == [*names[::-1], *names[::-1]]
    assert texts.lengths().tolist() == [len(each) for each in texts]


def test_an_address_as_it_is_kept_is_understood_as_any_other() -> None:
    heads = (
        "",
        "울산 ",
        "울산광역시 남구 ",
        "남구 ",
        "가람도 미르시 봄면 ",
        "가온 ",
        "가온로 ",
        "부평 구 ",
        "면 ",
    )
    roads = (
        "가온로 1",
        "가온대로 1-2",
        "가온로12번길 7",
        "길길 3",
        "비공개로 1",
        "가거리 1",
        "가온로 지하 1",
        "가동 1",
    )
    behind = ("", ", 2층", " (가동)")
    for head, road, rest in product(heads, roads, behind):
        cleaned = clean_address(f"{head}{road}{rest}").value
        assert cleaned is not None

        site = site_of(f"{head}{road}{rest}", "3호", 35.5, None)

        assert site.house == house_of(cleaned), (head, road, rest)
        assert (site.province, site.district) == (cleaned.province, cleaned.district)
        assert site.unit == ("2층 3호" if "2층" in cleaned.detail else "3호")
        assert (site.latitude, site.longitude) == (35.5, None)


def test_each_pair_is_handed_out_once_whatever_it_shares() -> None:
    profiles = [
        Profile(
            key=f"agency:{number}",
            name=("가온복지관", "나래2차복지관", "다솜복지관")[number % 3],
            former=("", "가온복지관", "나래2차복지관")[number % 2 + number % 7 % 2],
            phones=(("1", "2"), ("2", "1"), ("3",), ())[number % 4],
            site=("", "남구 가온로 1", "남구 가온로 2")[number % 5 % 3],
            district=("남구", "북구")[number % 2],
        )
        for number in range(24)
    ]
    profiles += [Profile(key=f"agency:{number}", name="하나", phones=("9",)) for number in range(30, 75)]
    is_new = np.array([number % 3 == 0 for number in range(len(profiles))])

    found = [pair for some in find_pairs(Entries(profiles)) for pair in _listed(some)]
    asked = [pair for some in find_pairs(Entries(profiles), is_new) for pair in _listed(some)]

    wanted = {
        (one, other)
        for (one, first), (other, second) in combinations(enumerate(profiles[:24]), 2)
        if _are_alike(first, second)
    }
    assert set(found) == wanted
    assert len(found) == len(wanted)
    assert sorted(asked) == sorted(pair for pair in wanted if is_new[list(pair)].any())


def _listed(some: Pairs) -> list[tuple[int, int]]:
    one, other = some
    return list(zip(one.tolist(), other.tolist(), strict=True))


def _are_alike(one: Profile, other: Profile) -> bool:
    """Whether they share a phone, a name, a house, or the beginning or end of a name in a district."""
    ends = one.name[:2] == other.name[:2] or one.name[-5:-3] == other.name[-5:-3]
    return bool(
        set(one.phones) & set(other.phones)
        or {one.name, one.former} & {other.name, other.former} - {""}
        or (one.site and one.site == other.site)
        or (ends and one.district == other.district)
    )
