"""The dry run of scarce places: only open ones, by level and waiting time, saying nothing of others."""

from __future__ import annotations

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.elements import NodeId
from resnet.matching.allocation.plan import Allocation, allocate
from resnet.matching.allocation.words import explain_allocation
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

    lines = explain_allocation(found, language).splitlines()

    refused = lines[next(number for number, line in enumerate(lines) if "need 0" in line) + 1]
    assert "need 1" not in refused
    assert "client" not in refused
