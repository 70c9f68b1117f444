"""An edge that joins other ends: whatever it says by then goes along, on every store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from resnet.access.scope import Scope
from resnet.errors import BadValueError
from resnet.graph.elements import Edge, End, Move, NodeId, Patch
from resnet.ontology.category import Category
from tests.store.refusal import NOT_FOUND, refusal
from tests.store.town import (
    AREA,
    AS_ADMINISTRATOR,
    AS_COORDINATOR,
    BEGIN,
    CENTRE,
    CLINIC,
    HANA,
    KEEPER,
    MEMBER,
    STRANGER,
    Town,
    consent,
    consent_id,
    edge,
    edge_id,
    node,
)

WORKS = edge_id("works_for", MEMBER, CENTRE)


def only(town: Town, end: NodeId, kind: str) -> list[Edge]:
    return [each for each in town.view(KEEPER).edges([end], (kind,)) if each.end == end]


def test_a_moved_edge_is_found_at_its_new_ends_with_all_it_says(town: Town) -> None:
    town.write(Patch(WORKS, {"title": "팀장"}))

    town.write(Move(WORKS, MEMBER, CLINIC))

    assert only(town, CENTRE, "works_for") == []
    assert [each.text("title") for each in only(town, CLINIC, "works_for") if each.start == MEMBER] == [
        "팀장"
    ]


def test_a_consent_that_was_withdrawn_meanwhile_stays_withdrawn(town: Town) -> None:
    town.put(node("agency:other"), consent(HANA, CENTRE, Category.CASE))
    given = consent_id(HANA, CENTRE, Category.CASE)
    town.write(End(given, BEGIN))

    town.write(Move(given, HANA, NodeId("agency:other")))
    town.clock.move(days=1)

    assert only(town, NodeId("agency:other"), "consents_to") == []


def test_a_record_that_is_moved_says_what_it_said_of_the_other_thing(town: Town) -> None:
    town.put(node("record:a"), edge("describes", "record:a", CENTRE, name="센터", standing="list"))

    town.write(Move(edge_id("describes", "record:a", CENTRE), NodeId("record:a"), CLINIC))

    nodes = town.view(KEEPER).nodes([CENTRE, CLINIC])
    assert (nodes[CENTRE].get("name"), nodes[CLINIC].get("name")) == (None, "센터")


def test_moved_back_everything_stands_as_it_did(town: Town) -> None:
    before = town.view(KEEPER).edges([CENTRE, CLINIC])

    town.write(Move(WORKS, MEMBER, CLINIC))
    town.clock.move(hours=1)
    town.write(Move(WORKS, MEMBER, CENTRE))

    after = town.view(KEEPER).edges([CENTRE, CLINIC])
    assert [(e.id, e.start, e.end, e.fields, e.since, e.until) for e in after] == [
        (e.id, e.start, e.end, e.fields, e.since, e.until) for e in before
    ]


def test_an_edge_moves_in_its_past_too(town: Town) -> None:
    town.clock.move(days=2)

    town.write(Move(WORKS, MEMBER, CLINIC))

    then = town.view(KEEPER, as_of=BEGIN + timedelta(days=1)).edges([MEMBER], ("works_for",))
    assert [each.end for each in then] == [CLINIC]


def test_an_edge_is_not_moved_to_what_is_missing_or_of_another_kind(town: Town) -> None:
    assert refusal(town, Move(WORKS, MEMBER, NodeId("agency:none")), scope=KEEPER) == NOT_FOUND
    assert refusal(town, Move(edge_id("works_for", "a", "b"), MEMBER, CLINIC), scope=KEEPER) == NOT_FOUND
    with pytest.raises(BadValueError):
        town.write(Move(WORKS, MEMBER, AREA))


def test_a_record_is_not_moved_to_a_thing_of_another_kind(town: Town) -> None:
    town.put(node("record:a"), edge("describes", "record:a", CENTRE, sector="public"), node("group:x"))

    with pytest.raises(BadValueError):
        town.write(Move(edge_id("describes", "record:a", CENTRE), NodeId("record:a"), NodeId("group:x")))


@pytest.mark.parametrize("scope", [AS_COORDINATOR, AS_ADMINISTRATOR])
def test_nobody_but_upkeep_moves_an_edge(town: Town, scope: Scope) -> None:
    answer = refusal(town, Move(edge_id("works_for", STRANGER, CLINIC), STRANGER, CENTRE), scope=scope)

    assert answer != NOT_FOUND
    assert [each.start for each in only(town, CENTRE, "works_for")] == [MEMBER]
