"""Nodes with their edges in one question: what the two questions answer, to everybody, at every moment."""

from __future__ import annotations

import pytest

from resnet.errors import UnknownKindError
from resnet.graph.elements import Direction, NodeId, NodesWithEdges
from resnet.graph.store import EDGE_LIMIT, EVERY_MOMENT, GraphView
from resnet.ontology.category import PERSONAL, Category
from tests.store.town import (
    AREA,
    AS_COORDINATOR,
    AS_DURI,
    AS_HANA,
    AS_MEMBER,
    AS_PARTNER,
    AS_STRANGER,
    BEGIN,
    CENTRE,
    CLINIC,
    DURI,
    HANA,
    KEEPER,
    MEMBER,
    STRANGER,
    Town,
    client,
    edge,
    node,
)

EVERYBODY = (KEEPER, AS_MEMBER, AS_STRANGER, AS_PARTNER, AS_HANA, AS_DURI, AS_COORDINATOR)
# The need is about two people; nobody has anything to do with the record and the lonely person.
NEED, RECORD, LONELY = NodeId("agreed_need:both"), NodeId("record:1"), NodeId("person:lonely")
IDS = [HANA, NodeId("person:none"), CENTRE, DURI, AREA, NEED, RECORD, LONELY, HANA, NodeId("junk"), STRANGER]


@pytest.fixture
def tied(town: Town) -> Town:
    """Hana and Duri with what joins them, of which Hana opens all to the centre and Duri a little."""
    town.put(
        client(LONELY, name="박혼자"),
        node(RECORD, row=1),
        node("case:hana", HANA, code="2026-000001-001"),
        node(NEED, HANA, DURI, category=Category.CASE, text="돌봄"),
        edge("partner_of", HANA, DURI),
        edge("concerns", "case:hana", HANA),
        edge("in_case", NEED, "case:hana"),
        edge("resides_in", HANA, AREA),
        edge("resides_in", DURI, AREA),
        edge("assigned_to", "case:hana", MEMBER),
    )
    town.consents(HANA, CENTRE, PERSONAL)
    town.consents(DURI, CENTRE, {Category.IDENTITY, Category.FAMILY})
    return town


def two_questions(view: GraphView, limit: int, *kinds: str) -> NodesWithEdges:
    return NodesWithEdges(view.nodes(IDS), view.edges(IDS, kinds, limit_each=limit))


@pytest.mark.parametrize("kinds", [(), ("works_for",)])
def test_they_are_what_the_two_questions_answer_everybody(tied: Town, kinds: tuple[str, ...]) -> None:
    for scope in EVERYBODY:
        for moment in (None, EVERY_MOMENT, BEGIN):
            view = tied.view(scope, as_of=moment)
            for limit in (1, EDGE_LIMIT):
                found = view.nodes_with_edges(IDS, kinds, limit_each=limit)

                assert found == two_questions(view, limit, *kinds), (scope.actor, moment, limit)
                assert list(found.nodes) == list(view.nodes(IDS))


def test_a_node_whose_edges_are_all_hidden_comes_alone_and_a_hidden_one_not_at_all(tied: Town) -> None:
    found = tied.view(AS_STRANGER).nodes_with_edges([AREA, HANA])

    assert (list(found.nodes), found.edges) == ([AREA], [])


def test_one_of_a_couple_is_seen_alone_where_only_the_other_s_consent_is_lacking(tied: Town) -> None:
    found = tied.view(AS_MEMBER).nodes_with_edges([HANA, NEED])

    assert list(found.nodes) == [HANA]
    assert {each.kind for each in found.edges} >= {"partner_of", "resides_in", "concerns"}
    assert "in_case" not in {each.kind for each in found.edges}


@pytest.mark.parametrize("direction", Direction)
def test_edges_come_in_the_direction_asked(tied: Town, direction: Direction) -> None:
    view = tied.view(KEEPER)

    found = view.nodes_with_edges([CENTRE, CLINIC, HANA], direction=direction)

    assert list(found.nodes) == [CENTRE, CLINIC, HANA]
    assert found.edges == view.edges([CENTRE, CLINIC, HANA], direction=direction)


def test_an_unknown_kind_is_refused_and_nobody_asked_for_is_nothing(tied: Town) -> None:
    with pytest.raises(UnknownKindError):
        tied.view(KEEPER).nodes_with_edges([HANA], ["nothing"])

    assert tied.view(KEEPER).nodes_with_edges([]) == NodesWithEdges({}, [])
