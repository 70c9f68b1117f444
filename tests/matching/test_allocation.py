"""The dry run of scarce places: only open ones, by level and waiting time, saying nothing of others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.elements import NodeId
from resnet.matching.allocation.plan import Allocation, allocate
from resnet.matching.allocation.words import explain_allocation, explain_to_client
from resnet.matching.policy import BadPolicyError, Policy, load_policy, read_policy
from resnet.messages import messages_for
from resnet.ontology.authored import read_toml
from resnet.settings import LANGUAGES
from tests.matching.district import District, days
from tests.matching.test_asking import reachable


def crowded(places: int | None, *levels: str, waited: tuple[int, ...] = ()) -> District:
    """One kitchen with so many open places, and a client of each level who needs its meals."""
    district = reachable("a")
    if places is not None:
        said = {"places_open": places, "capacity_state": "capacity", "capacity_stated_at": district.now}
        district.say("service:a", **said)
    district.need(state="met")
    for number, level in enumerate(levels):
        client, case = NodeId(f"person:c{number}"), NodeId(f"case:c{number}")
        district.client(client, name=f"client {number}")
        district.case(client, case, manager="person:Kim", lead="agency:centre")
        district.node(case, about=(client,), fields={"level": level})
        agreed_at = district.now - days(waited[number] if waited else 0)
        district.need(
            NodeId(f"agreed_need:c{number}"), client, case, agreed_at=agreed_at, text=f"need {number}"
        )
    return district


def dry_run(district: District) -> Allocation:
    return allocate(district.network(), district.view())


def given(found: Allocation) -> dict[str, str]:
    return {each.text: each.name or each.reason for each in found.needs}


def test_an_emergency_comes_before_a_general_case() -> None:
    found = dry_run(crowded(1, "general", "emergency"))

    assert given(found) == {"need 1": "a", "need 0": "comes-later"}


def test_of_one_level_who_waited_longer_comes_first() -> None:
    found = dry_run(crowded(1, "general", "general", waited=(3, 40)))

    assert [each.text for each in found.needs] == ["need 1", "need 0"]
    assert given(found) == {"need 1": "a", "need 0": "comes-later"}


def test_long_waiting_outweighs_a_level_as_the_policy_says() -> None:
    assert given(dry_run(crowded(1, "general", "intensive", waited=(181, 0))))["need 0"] == "a"
    assert given(dry_run(crowded(1, "general", "intensive", waited=(179, 0))))["need 1"] == "a"


def test_only_places_that_were_said_to_be_open_are_given() -> None:
    found = dry_run(crowded(None, "emergency"))

    assert given(found) == {"need 0": "no-open-place"}
    assert found.places == 0


def test_places_that_contradict_what_was_said_are_not_given() -> None:
    district = crowded(None, "emergency")
    said = {"places_open": 1, "capacity_state": "no-capacity", "capacity_stated_at": district.now}
    district.say("service:a", **said)

    assert given(dry_run(district)) == {"need 0": "no-open-place"}


def test_met_needs_and_those_on_their_way_ask_for_nothing() -> None:
    district = crowded(2, "general")
    district.need(NodeId("agreed_need:way"), state="in-work")

    assert given(dry_run(district)) == {"need 0": "a"}


def test_only_needs_that_the_caller_may_know_of_are_told() -> None:
    district = crowded(2, "general")
    network = district.network()
    stranger = Scope.of(NodeId("person:of-a"), frozenset({Role.CASE_MANAGER}), reason="test")

    assert allocate(network, district.view(stranger)).needs == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_one_has_no_place_is_said_without_a_word_of_another(language: str) -> None:
    found = dry_run(crowded(1, "general", "emergency"))

    told = next(each for each in found.needs if each.text == "need 0")

    said = "\n".join(explain_to_client(told, language))

    assert "need 1" not in said
    assert "client" not in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("levels", "waited"),
    [
        pytest.param(("general", "emergency"), (5, 0), id="an emergency"),
        pytest.param(("general", "intensive"), (5, 0), id="an intensive case"),
        pytest.param(("general", "general"), (5, 90), id="who waited longer"),
        pytest.param(("general", "emergency", "emergency", "general"), (5, 7, 60, 1), id="several"),
    ],
)
def test_what_one_is_told_is_the_same_whoever_got_the_place(
    language: str, levels: tuple[str, ...], waited: tuple[int, ...]
) -> None:
    found = dry_run(crowded(1, *levels, waited=waited))
    alone = dry_run(crowded(1, "general", "emergency", waited=(5, 1)))

    told, other = (next(each for each in run.needs if each.text == "need 0") for run in (found, alone))

    assert explain_to_client(told, language) == explain_to_client(other, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_dry_run_says_the_change_of_each_and_that_a_person_confirms(language: str) -> None:
    district = crowded(1, "general", "emergency")
    network = district.network()
    words = messages_for(language)

    text = explain_allocation(allocate(network, district.view()), network, language)

    assert words.text("allot-gains") in text
    assert words.text("allot-stays") in text
    assert words.text("allot-confirm") in text


def referred(district: District, number: int, state: str, service: str = "service:a") -> None:
    """The need of that number has a letter in this state, written today."""
    letter = f"referral:{number}"
    district.node(letter, about=(NodeId(f"person:c{number}"),), fields={"state": state})
    district.edge("for_need", letter, f"agreed_need:c{number}", since=district.now)
    district.edge("asks_for", letter, service, since=district.now)


@pytest.mark.parametrize("state", ["draft", "requested", "accepted", "in-progress"])
def test_a_place_that_a_letter_holds_is_not_given_again_and_nobody_takes_it_away(state: str) -> None:
    district = crowded(1, "general", "emergency")
    referred(district, 0, state)

    found = dry_run(district)

    assert [(each.need, each.name, each.state) for each in found.held] == [("agreed_need:c0", "a", state)]
    assert given(found) == {"need 1": "no-open-place"}
    assert found.places == 0


def test_a_letter_of_before_the_provider_said_its_places_is_in_what_it_said() -> None:
    district = crowded(1, "general", "emergency")
    referred(district, 0, "accepted")
    district.now += days(3)
    said = {"places_open": 1, "capacity_state": "capacity", "capacity_stated_at": district.now}
    district.say("service:a", said_at=district.now, **said)

    assert given(dry_run(district)) == {"need 1": "a"}


def test_who_waits_on_a_list_still_asks_and_is_told_what_would_change() -> None:
    district = crowded(1, "general")
    district.offer("b", "agency:a")
    referred(district, 0, "on-hold", "service:b")

    (told,) = dry_run(district).needs

    assert (told.name, told.change, told.waits_for) == ("a", "moves", "b")


def even(share: int) -> Policy:
    return replace(load_policy(), name="even", area_floor=share)


def living_apart(district: District) -> District:
    """Of needs 0 to 2 the first two live in one area, the last in another."""
    for number, name in enumerate(("near", "near", "far")):
        district.area(name) if number != 1 else None
        district.edge("resides_in", f"person:c{number}", f"area:{name}")
    return district


def test_the_part_of_an_area_comes_before_priority_and_its_price_is_told() -> None:
    district = living_apart(crowded(1, "emergency", "emergency", "general"))
    network = district.network()

    found = allocate(network, district.view(), even(1000))
    alone = allocate(network, district.view())

    assert {each.text for each in alone.needs if each.service} == {"need 0"}
    assert [(each.area, each.asking, each.floor) for each in found.floors] == [
        ("area:far", 1, 1),
        ("area:near", 2, 2),
    ]
    # One place cannot reach every floor, so the one of highest priority among them has it.
    assert {each.text for each in found.needs if each.service} == {"need 0"}
    assert found.prices.displaced == 0


def test_a_need_that_leaves_its_place_to_an_areas_part_is_told_so() -> None:
    district = living_apart(crowded(2, "emergency", "emergency", "general"))
    network = district.network()

    found = allocate(network, district.view(), even(200))

    assert given(found) == {"need 0": "a", "need 1": "area-floor", "need 2": "a"}
    assert found.prices.displaced == 1


def test_the_shipped_policy_for_every_area_sets_a_part() -> None:
    assert load_policy().area_floor == 0
    assert load_policy("even-1").area_floor == 200
    assert load_policy("even-1").level_days == load_policy().level_days


def test_a_part_of_more_than_everybody_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    text = 'name = "x"\nbased_on = "standard-1"\n[allocation]\narea_floor = 1001'
    file.write_text(text, encoding="utf-8")

    with pytest.raises(BadPolicyError, match="area_floor"):
        read_policy(read_toml(file, BadPolicyError))
