"""The eco-map gone over with the client: what changed is kept as one act, and can be taken back as one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.drawing_note import NoteGiven, add_note
from resnet.casework.notice import Notice, refuse
from resnet.casework.open_case import work_in
from resnet.casework.person_facts import PersonFacts
from resnet.casework.surroundings import SYSTEMS, RelationGiven, check_points
from resnet.errors import ConflictError
from resnet.graph.elements import CommitId, Edge, EdgeId, ElementId, NodeId, Version
from resnet.graph.reading import edges_out, get_node
from resnet.graph.store import EVERY_MOMENT, GraphStore, GraphView
from resnet.ontology.category import Category

_KIND: Final = "relates_to"
# A slip is noticed while the two still sit together; later, what is so now is said anew.
_UNDO_WITHIN: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class RelationSaid:
    """A relation as it is said now. ``was`` is the edge that was looked at, None where there was none.

    ``is_over`` says that the system is no longer around the client; what was said of it stays for comparing.
    """

    relation: RelationGiven
    was: EdgeId | None = None
    is_over: bool = False


@dataclass(frozen=True, kw_only=True)
class EcoMapRevised:
    """What was gone over: the relations, changed or not, and what the client says of the whole.

    ``newcomer`` is somebody around the client of whom nothing is recorded yet.
    """

    case: NodeId
    said: tuple[RelationSaid, ...] = ()
    newcomer: PersonFacts | None = None
    note: NoteGiven | None = None


@dataclass(frozen=True, slots=True)
class EcoMapKept:
    """How many systems came, changed or went."""

    changed: int
    warnings: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class LastChange:
    """The last change of a client's eco-map: the commit's version and time, what began and ended in it."""

    version: Version
    at: datetime
    begun: tuple[Edge, ...]
    ended: tuple[Edge, ...]


def revise_eco_map(
    store: GraphStore, scope: Scope, given: EcoMapRevised, *, commit: CommitId | None = None
) -> EcoMapKept:
    """Keep all that differs from what holds now, in one commit; what does not differ stays untouched.

    Raises:
        NodeNotFoundError: If the case or a system is missing or hidden.
        ConflictError: If somebody changed one of the relations after it was looked at.
        ConsentMissingError: If the client's relations may not be recorded.
        RuleError: ``points``, ``nothing-said``, ``no-words`` or ``case-closed``.
    """
    act = Act(store, scope, commit)
    case = work_in(act, given.case)
    client = case.client.id
    holds = {edge.end: edge for edge in edges_out(act.view, [client], _KIND)}
    changed = 0
    for each in given.said:
        edge = holds.get(each.relation.system)
        if (None if edge is None else edge.id) != each.was and not act.is_repeated():
            raise ConflictError({_KIND: True}, {})
        changed += _revise(act, client, edge, each)
    if given.newcomer is not None:
        facts = given.newcomer.fields()
        act.edge(_KIND, client, act.node("person", facts, about=case.about, category=Category.RELATIONS))
        changed += 1
    if given.note is not None:
        add_note(act, case, given.note)
    elif not changed and not act.is_repeated():
        raise refuse("nothing-said")
    act.write("eco-map gone over with the client")
    return EcoMapKept(changed, act.warnings)


def undo_eco_map(
    store: GraphStore, scope: Scope, case: NodeId, version: Version, *, commit: CommitId | None = None
) -> EcoMapKept:
    """Put back what the last change of the eco-map changed; both the change and this stay in the history.

    What the client said of the whole was said and is not taken back. Undone twice, the change holds again.

    Raises:
        NodeNotFoundError: If the case is missing or hidden.
        ConflictError: If ``version`` is not the last change any more.
        RuleError: ``nothing-to-undo`` or ``case-closed``.
    """
    act = Act(store, scope, commit)
    client = work_in(act, case).client.id
    last = last_change(store.view(scope, as_of=EVERY_MOMENT), client)
    if last is None:
        raise refuse("nothing-to-undo")
    if last.version != version:
        if act.is_repeated():
            return EcoMapKept(0, act.warnings)
        raise ConflictError({_KIND: True}, {})
    holds = {edge.id for edge in edges_out(act.view, [client], _KIND)}
    for edge in last.begun:
        if edge.id in holds:
            act.end(edge.id)
    for edge in last.ended:
        act.edge(_KIND, edge.start, edge.end, edge.fields, category=edge.category)
    act.write("last change of the eco-map undone")
    return EcoMapKept(len(last.begun) + len(last.ended), act.warnings)


def last_change(view: GraphView, client: NodeId) -> LastChange | None:
    """The last change that can still be undone, as far as it may be seen; ``view`` is of every moment."""
    edges = {edge.id: edge for edge in edges_out(view, [client], _KIND)}
    entries = view.history(sorted(edges))
    if not entries:
        return None
    last = max(entries, key=lambda each: each.version)
    if view.now - last.at > _UNDO_WITHIN:
        return None
    touched = {each.id for each in entries if each.version == last.version}
    before = {each.id for each in entries if each.version < last.version}
    return LastChange(
        last.version,
        last.at,
        begun=_those(edges.values(), touched - before),
        ended=_those(edges.values(), touched & before),
    )


def _those(edges: Iterable[Edge], ids: Collection[ElementId]) -> tuple[Edge, ...]:
    return tuple(edge for edge in edges if edge.id in ids)


def _revise(act: Act, client: NodeId, edge: Edge | None, said: RelationSaid) -> bool:
    """Write what differs; whether anything did."""
    given = said.relation
    if said.is_over:
        if edge is not None:
            act.end(edge.id)
        return edge is not None
    check_points(given)
    fields = {name: value for name, value in given.fields().items() if value not in {None, ""}}
    if edge is not None and fields == dict(edge.fields):
        return False
    get_node(act.view, given.system, *SYSTEMS)
    if edge is not None:
        act.end(edge.id)
    act.edge(_KIND, client, given.system, fields)
    return True
