"""Who works together: workers as named contacts, teams with seats, agreements between agencies.

It stands with people's acts and not with the lists: an agreement or a seat is agreed by people, no list
says it. What a list or a check says of an agency itself goes through ingest.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from resnet.access.scope import Scope
from resnet.casework.act import Act, Given
from resnet.casework.notice import Notice, refuse
from resnet.casework.open_case import work_in
from resnet.graph.elements import CommitId, Edge, EdgeId, Node, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphStore
from resnet.ingest.clean.contact import Contact
from resnet.ingest.said.contact import contact_id
from resnet.ontology.category import Category
from resnet.ontology.field import Value


@dataclass(frozen=True, kw_only=True)
class WorkerGiven:
    """A worker of an agency: what one needs to call, and nothing of the person's own."""

    name: str
    agency: NodeId
    title: str = ""
    work_phone: str = ""
    is_contact: bool = False


@dataclass(frozen=True, kw_only=True)
class Seat:
    """Who sits in a team: a person or an agency, in a seat (vocabulary ``team_seats``)."""

    member: NodeId
    seat: str | None = None
    is_leader: bool = False
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TeamGiven:
    """A team; ``case`` makes it a team of one case, seen by those who see the case."""

    name: str
    type: str
    seats: tuple[Seat, ...]
    case: NodeId | None = None


@dataclass(frozen=True, kw_only=True)
class Party:
    """A party of an agreement: its duties, its rights, the worker it names."""

    agency: NodeId
    duties: str = ""
    rights: str = ""
    named_worker: NodeId | None = None


@dataclass(frozen=True, kw_only=True)
class AgreementGiven:
    """An agreement of two parties or more, valid from ``since`` until ``until``."""

    name: str
    purpose: str
    parties: tuple[Party, ...] = field(default=())
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Cooperating:
    """The worker, team or agreement that was kept."""

    node: NodeId
    warnings: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Acquainted:
    """The tie of two workers."""

    edge: EdgeId
    warnings: tuple[Notice, ...]


def add_worker(
    store: GraphStore, scope: Scope, given: WorkerGiven, *, commit: CommitId | None = None
) -> Cooperating:
    """Keep a worker of an agency.

    Raises:
        NodeNotFoundError: If the agency is missing.
        RuleError: ``no-words``.
    """
    act = Act(store, scope, commit)
    agency = get_node(act.view, given.agency, "agency")
    if not given.name.strip():
        raise refuse("no-words")
    if given.is_contact and not given.work_phone:
        act.warn("contact-without-phone")
    fields = {"name": given.name, "title": given.title, "work_phone": given.work_phone}
    known = _told_by_a_list(act, agency.id, given.name)
    known_as = known.start if known is not None else None
    worker = act.node("person", fields, category=Category.PUBLIC, known_as=known_as)
    works: dict[str, Value] = {"title": given.title, "is_contact": given.is_contact}
    if known is None:
        act.edge("works_for", worker, agency.id, works)
    else:
        act.put_edge(replace(known, fields=works))
    act.write("worker noted")
    return Cooperating(worker, act.warnings)


def _told_by_a_list(act: Act, agency: NodeId, name: str) -> Edge | None:
    """How the worker works for the agency whom a list named as its contact, in the same words."""
    worker = contact_id(act.store.ids, agency, Contact(name))
    return next((edge for edge in edges_out(act.view, [worker], "works_for") if edge.end == agency), None)


def form_team(
    store: GraphStore, scope: Scope, given: TeamGiven, *, commit: CommitId | None = None
) -> Cooperating:
    """Form a standing team, or a team for one case.

    A team receives nothing by being formed: what it may read is the client's to consent to.

    Raises:
        RuleError: ``nobody-attended`` or ``case-closed``.
        NodeNotFoundError: If the case or a member is missing or hidden.
    """
    act = Act(store, scope, commit)
    if not given.seats:
        raise refuse("nobody-attended")
    about: tuple[NodeId, ...] = ()
    if given.case is not None:
        about = work_in(act, given.case).about
    category = Category.CASE if given.case is not None else Category.PUBLIC
    fields: Given = {"name": given.name, "type": given.type, "is_standing": given.case is None}
    team = act.node("team", fields, about=about, category=category)
    for seat in given.seats:
        _seat(act, team, seat, category)
    if not any(seat.is_leader for seat in given.seats):
        act.warn("nobody-leads")
    act.write("team formed")
    return Cooperating(team, act.warnings)


def seat_member(
    store: GraphStore, scope: Scope, team: NodeId, seat: Seat, *, commit: CommitId | None = None
) -> Cooperating:
    """Give somebody a seat in a team from now on.

    Raises:
        NodeNotFoundError: If team or member is missing or hidden.
    """
    act = Act(store, scope, commit)
    found = get_node(act.view, team, "team")
    _seat(act, team, seat, found.category or Category.PUBLIC)
    act.write("seat taken")
    return Cooperating(team, act.warnings)


def leave_team(
    store: GraphStore, scope: Scope, team: NodeId, member: NodeId, *, commit: CommitId | None = None
) -> Cooperating:
    """A member leaves now, and with the seat what the team was consented to.

    Raises:
        RuleError: ``nothing-ends``.
    """
    act = Act(store, scope, commit)
    edges = [edge for edge in edges_in(act.view, [team], "member_of") if edge.start == member]
    if not edges:
        raise refuse("nothing-ends")
    for edge in edges:
        act.end(edge.id)
    act.write("seat left")
    return Cooperating(team, act.warnings)


def conclude_agreement(
    store: GraphStore, scope: Scope, given: AgreementGiven, *, commit: CommitId | None = None
) -> Cooperating:
    """Keep an agreement; a party that names no worker makes it a nominal one, which warns.

    Raises:
        RuleError: ``two-parties`` or ``period``.
        NodeNotFoundError: If a party or named worker is missing.
    """
    act = Act(store, scope, commit)
    if len({party.agency for party in given.parties}) < 2:
        raise refuse("two-parties")
    if given.since and given.until and given.until <= given.since:
        raise refuse("period")
    agreement = act.new_id("agreement")
    fields = {"name": given.name, "purpose": given.purpose}
    act.put(
        Node(
            id=agreement,
            kind="agreement",
            fields=fields,
            category=Category.PUBLIC,
            since=given.since,
            until=given.until,
        )
    )
    for party in given.parties:
        _join(act, agreement, party, given)
    if any(party.named_worker is None for party in given.parties):
        act.warn("agreement-nominal")
    act.write("agreement concluded")
    return Cooperating(agreement, act.warnings)


def get_acquainted(
    store: GraphStore,
    scope: Scope,
    workers: tuple[NodeId, NodeId],
    last_contact_at: datetime | None = None,
    *,
    commit: CommitId | None = None,
) -> Acquainted:
    """Two workers know each other from work.

    Raises:
        RuleError: ``tie-to-oneself``, or ``not-yet`` for a contact still to come.
        NodeNotFoundError: If one is missing.
    """
    act = Act(store, scope, commit)
    if last_contact_at is not None and last_contact_at > act.now:
        raise refuse("not-yet")
    first, second = sorted(get_node(act.view, worker, "person").id for worker in workers)
    if first == second:
        raise refuse("tie-to-oneself")
    edge = Edge(
        id=store.ids.edge_key("knows", first, second),
        kind="knows",
        start=first,
        end=second,
        fields={"last_contact_at": last_contact_at or act.now},
    )
    act.put_edge(edge)
    act.write("workers know each other")
    return Acquainted(edge.id, act.warnings)


def _seat(act: Act, team: NodeId, seat: Seat, category: Category) -> None:
    get_node(act.view, seat.member, "person", "agency")
    fields = {"seat": seat.seat, "leads": True if seat.is_leader else None}
    act.put_edge(
        Edge(
            id=act.edge_id("member_of"),
            kind="member_of",
            start=seat.member,
            end=team,
            fields={name: value for name, value in fields.items() if value is not None},
            category=category,
            since=seat.since or act.now,
            until=seat.until,
        )
    )


def _join(act: Act, agreement: NodeId, party: Party, given: AgreementGiven) -> None:
    get_node(act.view, party.agency, "agency", "group")
    if party.named_worker is not None:
        get_node(act.view, party.named_worker, "person")
    fields = {"duties": party.duties, "rights": party.rights, "named_worker": party.named_worker}
    act.put_edge(
        Edge(
            id=act.edge_id("party_to"),
            kind="party_to",
            start=party.agency,
            end=agreement,
            fields={name: value for name, value in fields.items() if value},
            since=given.since,
            until=given.until,
        )
    )
