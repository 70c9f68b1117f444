"""The client's own network is developed first: who is tired, what helped before, who is near."""

from __future__ import annotations

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import NodeId
from resnet.matching.read import read_facts
from resnet.matching.support import Support, find_support
from resnet.matching.support_words import say_support
from resnet.messages import messages_for
from resnet.ontology.category import Category
from resnet.settings import LANGUAGES
from tests.matching.district import CASE, CLIENT, MEALS, NEED, District
from tests.matching.test_asking import reachable


def somebody(district: District, name: str, **fields: object) -> NodeId:
    """Somebody of the client's file."""
    said = {"name": name, **fields}
    return district.node(f"person:{name}", category=Category.FAMILY, about=(CLIENT,), fields=said)


def found(district: District) -> list[Support]:
    network = district.network()
    view = district.view()
    return list(find_support(network, view, read_facts(view, NEED)))


def told(district: District) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in found(district)]


def test_who_helps_and_is_tired_comes_first_and_is_to_be_relieved() -> None:
    district = reachable("a")
    somebody(district, "daughter")
    district.edge("supports", "person:daughter", CLIENT, fields={"service_class": MEALS, "load": "burnt-out"})
    somebody(district, "brother")
    district.edge("parent_of", "person:brother", CLIENT)

    assert told(district) == [("relieve", "daughter"), ("own-person", "brother")]


def test_what_solved_it_before_is_told_with_why_it_ended() -> None:
    district = reachable("a")
    for number, fields in enumerate(
        (
            {"text": "the church's lunch", "type": "informal", "is_former": True, "ended_why": "moved"},
            {"text": "a neighbour with a car", "type": "informal"},
            {"text": "patient", "type": "inner-client"},
        )
    ):
        strength = district.node(f"strength:{number}", about=(CLIENT,), fields=fields)
        district.edge("in_case", strength, CASE)

    assert [(each.code, each.name, each.why) for each in found(district)] == [
        ("ask-again", "the church's lunch", "moved"),
        ("known-resource", "a neighbour with a car", ""),
    ]


def test_who_lives_near_comes_before_kin_far_away() -> None:
    district = reachable("a")
    district.area("near")
    district.area("far")
    district.edge("resides_in", CLIENT, "area:near")
    for name, area in (("aunt", "far"), ("son", "near")):
        somebody(district, name, birth_year=1970)
        district.edge("parent_of", CLIENT, f"person:{name}")
        district.edge("resides_in", f"person:{name}", f"area:{area}")

    assert told(district) == [("near-person", "son"), ("own-person", "aunt")]


@pytest.mark.parametrize(
    ("fields", "feeling"),
    [
        pytest.param({"birth_year": 2015}, None, id="a child"),
        pytest.param({"death_year": 2020}, None, id="somebody dead"),
        pytest.param({}, "physical-abuse", id="whom the client is afraid of"),
        pytest.param({}, "cut-off", id="whom the client has cut off"),
        pytest.param({}, "conflict", id="in conflict"),
    ],
)
def test_nobody_is_asked_who_cannot_or_must_not_be(fields: dict[str, int], feeling: str | None) -> None:
    district = reachable("a")
    somebody(district, "son", **fields)
    district.edge("parent_of", CLIENT, "person:son")
    if feeling is not None:
        district.edge("feels_about", "person:son", CLIENT, fields={"nature": feeling})

    assert told(district) == []


def test_a_broken_relation_of_the_eco_map_is_left_out_and_a_good_one_is_asked() -> None:
    district = reachable("a")
    for name, nature in (("friend", "strong"), ("other", "broken")):
        somebody(district, name)
        district.edge("relates_to", CLIENT, f"person:{name}", fields={"nature": nature})

    assert told(district) == [("own-person", "friend")]


def test_groups_of_the_clients_area_are_told_those_that_give_such_help_first() -> None:
    district = reachable("a")
    district.area("near")
    district.area("far")
    district.edge("resides_in", CLIENT, "area:near")
    for name, area in (("choir", "near"), ("kitchen", "near"), ("faraway", "far")):
        district.folded(f"group:{name}", name=name, type="religious")
        district.edge("covers", f"group:{name}", f"area:{area}")
    district.offer("lunch", "group:kitchen")

    assert [(each.name, each.is_of_class) for each in found(district)] == [("kitchen", True), ("choir", None)]


def test_nothing_of_it_is_read_by_who_may_not_read_the_file() -> None:
    district = reachable("a")
    somebody(district, "brother")
    district.edge("parent_of", "person:brother", CLIENT)
    network = district.network()
    partner = Scope.of(NodeId("person:of-a"), frozenset({Role.PARTNER}), reason="test")

    with pytest.raises(NodeNotFoundError):
        find_support(network, district.view(partner), read_facts(district.view(partner), NEED))
    # Even with the facts in hand, people are read through the caller's view alone.
    facts = read_facts(district.view(), NEED)
    assert find_support(network, district.view(partner), facts) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_words(language: str) -> None:
    district = reachable("a")
    somebody(district, "daughter")
    district.edge("supports", "person:daughter", CLIENT, fields={"load": "heavy"})
    somebody(district, "brother")
    district.edge("parent_of", "person:brother", CLIENT)

    lines = say_support(found(district), messages_for(language))

    assert ["daughter" in lines[0], "brother" in lines[1]] == [True, True]
