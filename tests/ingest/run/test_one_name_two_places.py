"""Two places of one name in one district stay two: within a list, across lists, and in the next issue."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from resnet.graph.elements import Node
from resnet.graph.reading import edges_out, find_all
from resnet.graph.store import GraphStore
from resnet.ingest import kept_report
from resnet.ingest.verify import Said, say
from tests.ingest.lists import book
from tests.ingest.run.reading import EVERYTHING, facts, ingest, make_it_compare

HEAD = ["시설종류", "시설명", "군구명", "주소", "연락처"]
HERE = ["노인요양시설", "사랑요양원", "남구", "남구 가온로 1", "052-221-0001"]
THERE = ["노인요양시설", "사랑요양원", "남구", "남구 달빛로 9", "052-221-0009"]


def found(store: GraphStore) -> dict[str, Node]:
    """The homes by their phone."""
    homes = [node for node in find_all(store.view(EVERYTHING), "agency") if node.text("name")]
    return {node.text("phone"): node for node in homes}


def test_two_rows_with_neither_address_nor_phone_in_common_are_two_places(
    tmp_path: Path, store: GraphStore
) -> None:
    report = ingest(store, book(tmp_path, [HEAD, HERE, THERE]))

    assert report.described["agency"] == report.described["service"] == 2
    assert set(found(store)) == {"052-221-0001", "052-221-0009"}
    for home in found(store).values():
        assert len(edges_out(store.view(EVERYTHING), [home.id], "located_at")) == 1


def test_a_row_that_shares_the_phone_or_the_address_is_of_the_same_place(
    tmp_path: Path, store: GraphStore
) -> None:
    branch = [*HERE[:3], "남구 달빛로 9", HERE[4]]

    report = ingest(store, book(tmp_path, [HEAD, HERE, branch]))

    assert report.described["agency"] == 1


def test_the_same_list_again_changes_nothing(tmp_path: Path, store: GraphStore) -> None:
    path = book(tmp_path, [HEAD, HERE, THERE])
    ingest(store, path)
    before = facts(store)

    report = ingest(store, path)

    assert report.elements_changed == 0
    assert facts(store) == before


def test_in_the_next_issue_each_is_known_though_the_rows_are_turned(
    tmp_path: Path, store: GraphStore
) -> None:
    ingest(store, book(tmp_path, [HEAD, HERE, THERE], name="list_20260101.xlsx"))
    before = {phone: node.id for phone, node in found(store).items()}

    ingest(store, book(tmp_path, [HEAD, THERE, HERE], name="list_20270101.xlsx"))

    assert {phone: node.id for phone, node in found(store).items()} == before


def test_another_list_tells_of_the_one_it_means_and_not_of_the_other(
    tmp_path: Path, store: GraphStore
) -> None:
    ingest(store, book(tmp_path, [HEAD, HERE], name="list_20260101.xlsx"))

    ingest(store, book(tmp_path, [HEAD, THERE], name="other_20260101.xlsx"))
    ingest(store, book(tmp_path, [HEAD, HERE], name="third_20260101.xlsx"))

    assert set(found(store)) == {"052-221-0001", "052-221-0009"}


# What a row may tell of a name: kind, district, address, phone. Only one tells that it is a refuge.
ROWS = (
    ("노인요양시설", "남구", "남구 가온로 1", "052-221-0001"),
    ("지역아동센터", "남구", "남구 달빛로 9", "052-221-0009"),
    ("가정폭력피해자보호시설", "남구", "남구 가온로 1", "052-221-0009"),
    ("", "", "남구 달빛로 9", ""),
    ("", "남구", "", "052-221-0001"),
)


def test_a_whole_comparison_right_after_the_first_reading_writes_nothing(
    tmp_path: Path, store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Each order of rows under a name of its own: each name is read as though it were alone.
    orders = [order for many in (2, 3) for order in product(ROWS, repeat=many)]
    orders += [(ROWS[0], ROWS[1], each, ROWS[0]) for each in ROWS]
    listed = [
        [kind, f"사랑{number}요양원", *rest] for number, order in enumerate(orders) for kind, *rest in order
    ]
    path = book(tmp_path, [HEAD, *listed])
    ingest(store, path)
    before = facts(store)

    make_it_compare(store, monkeypatch)
    again = ingest(store, path)

    assert (again.elements_changed, again.unchanged) == (0, len(listed))
    assert facts(store) == before


@pytest.mark.parametrize("is_kept", [True, False])
def test_after_a_check_of_the_second_of_a_name_the_list_stands_by_the_rows_of_that_name(
    tmp_path: Path, store: GraphStore, monkeypatch: pytest.MonkeyPatch, *, is_kept: bool
) -> None:
    # Alone, the second row would be numbered as the first: only a whole comparison could tell.
    if not is_kept:
        monkeypatch.setattr(kept_report, "_MOST_BYTES", 0)
    others = [["경로당", f"물결{n}경로당", "남구", f"남구 물결로 {n}", ""] for n in range(1, 9)]
    path = book(tmp_path, [HEAD, HERE, *others, THERE])
    ingest(store, path)
    thing = found(store)["052-221-0009"].id
    say(store, EVERYTHING, Said(thing=thing, how="phone", values={"phone": "052-221-0010"}))
    told: list[int] = []

    report = ingest(store, path, progress=lambda done, _: told.append(done))

    assert (report.unchanged, report.elements_changed) == (10, 0)
    # A whole comparison would have told of every row once more.
    assert told == ([10] if is_kept else list(range(1, 11)))
