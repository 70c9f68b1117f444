"""What the table of weights makes of a pair: the same, different, or a person decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from benchmarks.listed_twice import make_lists
from resnet.ingest.resolve.block import find_pairs
from resnet.ingest.resolve.columns import Entries
from resnet.ingest.resolve.explain import compare_profiles
from resnet.ingest.resolve.features import FEATURES, is_told_apart
from resnet.ingest.resolve.profile import Profile
from resnet.ingest.resolve.weigh import groups_of, weigh
from resnet.ingest.resolve.weights import load_weights
from tests.ingest.resolve.authored_pairs import authored_pairs

PAIRS = authored_pairs()


def outcome(*profiles: Profile) -> str:
    entries = Entries(profiles)
    weighed = weigh(entries, [(np.array([0]), np.array([1]))], load_weights())
    if len(weighed.one) == 0:
        return "different"
    return "same" if weighed.is_same[0] else "person"


@pytest.mark.parametrize(
    ("wanted", "one", "other"), [pytest.param(*each, id=f"{each[1].name}-{each[2].name}") for each in PAIRS]
)
def test_an_authored_pair_comes_out_as_it_should(wanted: str, one: Profile, other: Profile) -> None:
    assert outcome(one, other) == wanted
    assert outcome(other, one) == wanted


@pytest.mark.parametrize(
    ("wanted", "one", "other"), [each for each in PAIRS if each[0] == "same"], ids=lambda each: str(each)[:20]
)
def test_two_of_one_place_are_compared_at_all(wanted: str, one: Profile, other: Profile) -> None:
    ((first, second),) = find_pairs(Entries([one, other]))

    assert (first.tolist(), second.tolist()) == ([0], [1])


def test_every_level_of_a_feature_has_its_weight_and_its_words() -> None:
    weights = load_weights()

    assert [each.code for each in FEATURES if each.code not in weights.features] == []
    assert {each.code for each in FEATURES} == set(weights.features)
    for feature in FEATURES:
        assert set(feature.levels) == set(weights.features[feature.code].levels)


def test_a_list_that_leaves_the_province_out_tells_of_the_same_house() -> None:
    one = Profile(key="a", name="가온요양원", province="온새광역시", district="남구", site="남구 물빛로 1")

    assert outcome(one, replace(one, key="b", province="")) == "same"
    assert outcome(one, replace(one, key="b", province="다른광역시")) == "person"


def test_what_many_share_says_less() -> None:
    one = Profile(
        key="a", name="사랑요양원", province="온새광역시", district="가람구", phones=("099-111-2222",)
    )
    other = replace(one, key="b", phones=())
    others = [
        Profile(key=f"c{each}", name="사랑요양원", province="온새광역시", district=f"{each}구")
        for each in "가나다라마바사아"
    ]

    alone = weigh(Entries([one, other]), [(np.array([0]), np.array([1]))], load_weights())
    among = weigh(Entries([one, other, *others]), [(np.array([0]), np.array([1]))], load_weights())

    assert alone.millibits[0] - among.millibits[0] == pytest.approx(3000, abs=5)
    assert among.shared_millibits[0] == among.millibits[0] - alone.millibits[0]


def test_two_branches_are_not_joined_through_an_entry_without_a_number() -> None:
    house = Profile(key="", name="", site="가람구 물빛로 1", phones=("099-111-2222",))
    names = ("우람1요양원", "우람요양원", "우람2요양원")
    entries = Entries([replace(house, key=name, name=name) for name in names])

    weighed = weigh(entries, find_pairs(entries), load_weights())

    for group in groups_of(entries, weighed):
        assert {names[row] for row in group} != set(names)
        assert not {"우람1요양원", "우람2요양원"} <= {names[row] for row in group}


HOUSE = Profile(key="a", name="가온요양원", site="가람구 물빛로 1", phones=("099-111-2222",), sources=("가",))


def test_what_one_list_keeps_apart_a_person_decides() -> None:
    beside = replace(HOUSE, key="b", name="가온 요양 원", site="가람구 물빛로 3")

    assert outcome(HOUSE, replace(beside, sources=("나",))) == "same"
    assert outcome(HOUSE, beside) == "person"
    assert outcome(HOUSE, replace(HOUSE, key="b", unit="3층")) == "same"


def test_two_of_one_list_are_not_joined_through_another_list() -> None:
    entries = Entries(
        [
            HOUSE,
            replace(HOUSE, key="b", site="가람구 물빛로 3"),
            replace(HOUSE, key="c", site="", sources=("나",)),
        ]
    )

    weighed = weigh(entries, find_pairs(entries), load_weights())

    assert [len(group) for group in groups_of(entries, weighed)] == [2]


@pytest.mark.parametrize(
    ("since", "said_on", "wanted"),
    [
        pytest.param(date(2020, 3, 1), date(2019, 1, 1), "same", id="closed after it was said to run"),
        pytest.param(date(2020, 3, 1), date(2021, 1, 1), "different", id="a successor under its name"),
        pytest.param(None, date(2021, 1, 1), "person", id="nobody says when it closed"),
    ],
)
def test_a_place_that_closed_is_one_with_what_ran_before_and_not_with_what_runs_after(
    since: date | None, said_on: date, wanted: str
) -> None:
    shut = replace(HOUSE, state="closed", state_since=since)
    runs = replace(HOUSE, key="b", state="open", said_on=said_on, sources=("나",))

    assert outcome(shut, runs) == wanted
    assert outcome(runs, shut) == wanted


def test_evidence_says_in_words_what_it_weighs_with_both_values() -> None:
    one = Profile(key="a", name="가온요양원", phones=("099-111-2222",), site="가람구 물빛로 1")
    other = replace(one, key="b", phones=("099-333-4444",))

    told = {each.feature: each for each in compare_profiles([one, other], load_weights())}

    assert told["phone"].says.ko == "전화가 다르다"
    assert (told["phone"].one, told["phone"].other) == ("099-111-2222", "099-333-4444")
    assert told["phone"].millibits < 0 < told["site"].millibits
    assert next(iter(compare_profiles([one, other], load_weights()))).feature == "name"


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("남구청소년센터", "서구청소년센터", True),
        ("강서구센터", "서구센터", False),
        ("한울센터", "한울센터", False),
        ("늘찬서점", "늘찬서젬", False),
        ("북부쉼터", "남부쉼터", True),
    ],
)
def test_one_word_tells_two_places_apart(one: str, other: str, wanted: bool) -> None:
    assert is_told_apart(one, other) is wanted
    assert is_told_apart(other, one) is wanted


def test_two_lists_of_one_city_are_joined_nearly_without_fault() -> None:
    listed = make_lists(2000)
    profiles = [*listed.first, *listed.second]
    entries = Entries(profiles)

    weighed = weigh(entries, find_pairs(entries), load_weights())

    joined = [
        listed.places[profiles[one].key] == listed.places[profiles[other].key]
        for group in groups_of(entries, weighed)
        for place, one in enumerate(group)
        for other in group[place + 1 :]
    ]
    assert sum(joined) / len(joined) >= 0.995
    assert sum(joined) / (2000 * 0.6) >= 0.88


def test_pairs_weigh_the_same_however_many_are_weighed_at_once() -> None:
    entries = Entries(
        Profile(
            key=str(number), name=f"가온{number % 7}복지관", site=f"나래구 물결로 {number % 5}", phones=("1",)
        )
        for number in range(40)
    )
    pairs = list(find_pairs(entries))

    whole, parts = (weigh(entries, pairs, load_weights(), at_once=most) for most in (10_000, 17))

    assert sum(len(one) for one, _ in pairs) > 17 * 3
    assert len(whole.one)
    for name in ("one", "other", "millibits", "is_same", "shared_millibits"):
        assert np.array_equal(getattr(whole, name), getattr(parts, name)), name
    assert all(np.array_equal(whole.levels[code], parts.levels[code]) for code in whole.levels)
