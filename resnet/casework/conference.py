"""Conferences, and the lead agency that an integrated one decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from resnet.access.scope import Scope
from resnet.casework.act import Act, Given
from resnet.casework.circle import consent_circle
from resnet.casework.dated import time_of
from resnet.casework.notice import Notice, refuse
from resnet.casework.open_case import OpenCase, work_in
from resnet.graph.access_path import standing_receivers
from resnet.graph.elements import CommitId, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphStore
from resnet.ontology.vocabulary import load_vocabulary

_ATTENDS: Final = ("person", "agency")


@dataclass(frozen=True, kw_only=True)
class ConferenceGiven:
    """A conference on one case. ``lead`` is the agency it made the lead agency.

    ``asked_first`` are the agencies that were asked whether they lead: who already works with the client is
    asked before anybody else.
    """

    case: NodeId
    type: str
    at: datetime
    decided: str
    attended: tuple[NodeId, ...]
    lead: NodeId | None = None
    asked_first: tuple[NodeId, ...] = ()


@dataclass(frozen=True, slots=True)
class ConferenceKept:
    """The conference."""

    conference: NodeId
    warnings: tuple[Notice, ...]


def hold_conference(
    store: GraphStore, scope: Scope, given: ConferenceGiven, *, commit: CommitId | None = None
) -> ConferenceKept:
    """Keep what a conference decided on a case; the agencies that took part share the credit.

    Raises:
        RuleError: ``nobody-attended``, ``no-words``, ``not-yet``, ``lead-by-integrated`` or ``case-closed``.
        NodeNotFoundError: If somebody who attended, or the lead agency, is missing or hidden.
    """
    act = Act(store, scope, commit)
    case = work_in(act, given.case)
    _check(act, given)
    fields: Given = {"at": given.at, "type": given.type, "decided": given.decided}
    conference = act.node("conference", fields, about=case.about)
    act.edge("in_case", conference, case.id)
    for attendant in given.attended:
        act.edge("attended", get_node(act.view, attendant, *_ATTENDS).id, conference)
    for agency in _agencies(act, given):
        act.once("took_part", agency, case.id)
    if given.lead is not None:
        _set_lead(act, given.lead, case, conference)
        _warn_of_lead(act, given, case)
    act.write("conference held")
    return ConferenceKept(conference, act.warnings)


def share_minutes(
    store: GraphStore, scope: Scope, conference: NodeId, *, commit: CommitId | None = None
) -> ConferenceKept:
    """Note that the minutes were approved and shared; later than the standard warns."""
    act = Act(store, scope, commit)
    node = get_node(act.view, conference, "conference")
    at = time_of(node, "at") or act.now
    for edge in edges_out(act.view, [conference], "in_case"):
        due = work_in(act, edge.end).standard.clock("minutes-shared").due_at(at)
        if act.now >= due:
            act.warn("minutes-late", until=due)
    act.patch(node, {"minutes_shared_at": act.now})
    act.write("minutes shared")
    return ConferenceKept(conference, act.warnings)


def agencies_with(act: Act, case: OpenCase) -> dict[NodeId, str]:
    """The agencies that already work with the client, by name: they took part, serve, or were sent to."""
    view, client = act.view, case.client.id
    found = {edge.start for edge in edges_in(view, [case.id], "took_part", "leads")}
    received = [edge.end for edge in edges_out(view, [client], "receives")]
    found |= {edge.start for edge in edges_in(view, received, "offers")}
    states = load_vocabulary("referral_states")
    referrals = view.nodes([edge.start for edge in edges_in(view, [client], "about_client")])
    under_way = [node.id for node in referrals.values() if states.term(node.text("state")).flag("is_open")]
    found |= {edge.end for edge in edges_out(view, under_way, "addressed_to")}
    agencies = view.nodes(sorted(found))
    return {node.id: node.text("name") for node in agencies.values() if node.kind == "agency"}


def _check(act: Act, given: ConferenceGiven) -> None:
    if not given.attended:
        raise refuse("nobody-attended")
    if not given.decided.strip():
        raise refuse("no-words")
    if given.at > act.now:
        raise refuse("not-yet")
    term = load_vocabulary("conference_types").term(given.type)
    if given.lead is not None and not term.flag("decides_lead"):
        raise refuse("lead-by-integrated", type=term.label)


def _agencies(act: Act, given: ConferenceGiven) -> tuple[NodeId, ...]:
    """The agencies that were there, themselves or by a worker."""
    attended = act.view.nodes(given.attended)
    own = {node.id for node in attended.values() if node.kind == "agency"}
    people = [node.id for node in attended.values() if node.kind == "person"]
    return tuple(sorted(own | {edge.end for edge in edges_out(act.view, people, "works_for")}))


def _set_lead(act: Act, lead: NodeId, case: OpenCase, conference: NodeId) -> None:
    agency = get_node(act.view, lead, "agency")
    for edge in edges_in(act.view, [case.id], "leads"):
        act.end(edge.id)
    act.edge("leads", agency.id, case.id, {"decided_in": conference})


def _warn_of_lead(act: Act, given: ConferenceGiven, case: OpenCase) -> None:
    working = agencies_with(act, case)
    asked = {*given.asked_first, given.lead} | standing_receivers(act.view, act.actor)
    not_asked = [name for agency, name in working.items() if agency not in asked]
    if not_asked:
        act.warn("working-agency-first", agencies=tuple(sorted(not_asked)))
    if given.lead and not consent_circle(act.view, case.client.id).categories_of(given.lead):
        act.warn("lead-without-consent")
