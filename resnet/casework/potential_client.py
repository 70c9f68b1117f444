"""People of a list handed over for outreach become potential clients: known by consent, no case yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.capacity import Signers, check_capacity
from resnet.casework.notice import Notice, refuse
from resnet.casework.open_case import workplace
from resnet.casework.person_facts import PersonFacts
from resnet.errors import ForbiddenError
from resnet.graph.elements import CommitId, Edge, Node, NodeId, Where
from resnet.graph.reading import edges_in, edges_out, find_all, get_node
from resnet.graph.store import GraphStore, GraphView
from resnet.ontology.category import Category

PURPOSE: Final = "outreach"
# Enough to find the person, to ask, and to see by which consent; all else is asked of the person, at intake.
OPENS: Final = frozenset({Category.IDENTITY, Category.CONTACT, Category.CASE})
_WORKERS: Final = frozenset({Role.CASE_MANAGER, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """One person of the list: facts, neighbourhood, and the consent that the giver obtained.

    ``given_by`` is ``""`` for the person, else the representative's name; ``given_as`` and ``given_how`` are
    codes of consent_capacities and consent_ways.
    """

    facts: PersonFacts
    area: NodeId | None
    given_at: datetime
    until: datetime
    given_by: str
    given_as: str
    given_how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachGiven:
    """A list: who gave it, and its people in their order. ``agency`` is the one that goes to see them."""

    giver: NodeId
    people: tuple[HandedOver, ...]
    agency: NodeId | None = None


@dataclass(frozen=True, slots=True)
class OutreachTaken:
    """The potential clients in the order given; ``known`` says how many were taken from it before."""

    people: tuple[NodeId, ...]
    known: int
    warnings: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class PotentialClient:
    """Somebody of a list who may be seen until then; ``giver`` gave the list, None where that is hidden."""

    person: Node
    until: datetime
    giver: NodeId | None


def take_outreach(
    store: GraphStore, scope: Scope, given: OutreachGiven, *, commit: CommitId | None = None
) -> OutreachTaken:
    """Take the whole list in, in one commit, or nothing of it.

    The same person handed over again by the same giver is left as they are: what was learnt since stands.
    The consents open identity, contact and the consent itself to the agency that goes to see them, from the
    day they were given until they end; the giver keeps what it had before.

    Raises:
        ForbiddenError: If the actor is no case manager or supervisor.
        NodeNotFoundError: If the giver is no agency that is there.
        RuleError: ``no-workplace``, ``which-workplace``, ``own-list``, or a rule of who may sign.

    Source: domain.md §3, Ways in.
    """
    if not scope.roles & _WORKERS:
        raise ForbiddenError("take over a list of persons")
    act = Act(store, scope, commit)
    agency = workplace(act, given.agency)
    giver = get_node(act.view, given.giver, "agency")
    if giver.id == agency:
        raise refuse("own-list")
    ids = [_id_of(act, giver.id, agency, each.facts) for each in given.people]
    there = act.view.nodes(ids)
    for person, each in zip(ids, given.people, strict=True):
        if person not in there:
            _take(act, person, each, (giver, agency))
    if len(there) < len(ids):
        act.write("outreach list")
    return OutreachTaken(tuple(ids), len(there), act.warnings)


def potential_clients(view: GraphView) -> tuple[PotentialClient, ...]:
    """Those whom the caller may go and see: known by a consent to outreach, without any case, by name."""
    people = {node.id: node for node in find_all(view, "person", Where(category=Category.IDENTITY))}
    consents = [
        edge
        for edge in edges_out(view, people, "consents_to")
        # One that has ended is not there any more.
        if edge.text("purpose") == PURPOSE
    ]
    with_case = {edge.end for edge in edges_in(view, {edge.start for edge in consents}, "concerns")}
    papers = view.nodes({NodeId(edge.text("consent")) for edge in consents})
    found: dict[NodeId, PotentialClient] = {}
    for edge in consents:
        paper = papers.get(NodeId(edge.text("consent")))
        if edge.start not in with_case and edge.until is not None:
            giver = NodeId(paper.text("obtained_by")) if paper is not None else None
            found[edge.start] = PotentialClient(people[edge.start], edge.until, giver)
    return tuple(found[each] for each in people if each in found)


def _id_of(act: Act, giver: NodeId, agency: NodeId, facts: PersonFacts) -> NodeId:
    """The same person of the same giver's lists has one id; keyed, so that nobody can probe for it."""
    parts = (facts.name or "", str(facts.born_on or facts.birth_year or ""), facts.phone or "")
    return act.store.ids.key("person", "outreach", giver, agency, *parts)


def _take(act: Act, person: NodeId, each: HandedOver, between: tuple[Node, NodeId]) -> None:
    giver, agency = between
    act.opens(person, OPENS)
    client = act.put(
        Node(
            id=person,
            kind="person",
            fields={name: value for name, value in each.facts.fields().items() if value is not None},
            about=(person,),
            category=Category.IDENTITY,
        )
    )
    signer = check_capacity(act, client, each.given_as, each.given_by or None, Signers())
    consent = act.node(
        "consent",
        {
            "purpose": PURPOSE,
            "categories": tuple(sorted(OPENS)),
            "given_how": each.given_how,
            "given_by": signer,
            "given_as": each.given_as,
            "given_at": each.given_at,
            "obtained_by": giver.id,
        },
        about=(person,),
    )
    for category in sorted(OPENS):
        act.put_edge(
            Edge(
                id=act.edge_id("consents_to"),
                kind="consents_to",
                start=person,
                end=agency,
                fields={
                    "category": str(category),
                    "purpose": PURPOSE,
                    "basis": "consent",
                    "consent": consent,
                },
                since=each.given_at,
                until=each.until,
            )
        )
    if each.area is not None:
        act.edge("resides_in", person, each.area)
