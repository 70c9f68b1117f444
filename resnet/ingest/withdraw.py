"""A list taken back, as one act: what only it said ends, what others said stays."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.access.scope import Scope
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import Change, Direction, Edge, EdgeId, End, Node, NodeId
from resnet.graph.reading import edges_in
from resnet.graph.store import EVERY_MOMENT, GraphStore, GraphView
from resnet.ingest.known import RELATIONS, source_records
from resnet.ingest.known_areas import batches
from resnet.ingest.said.contact import contact_before, contact_id
from resnet.ingest.writing import Writer


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What came of it: records whose words ended, things that nobody describes any more."""

    records: int
    left_undescribed: int
    elements_changed: int


def source_id(store: GraphStore, name: str) -> NodeId:
    """The id of the list of that name in this store."""
    return store.ids.key("source", name)


def withdraw(store: GraphStore, name: str, *, scope: Scope, why: str) -> Withdrawn:
    """Ends all that the records of the list ``name`` say; ``scope`` must see everything.

    Nothing is erased: history keeps it, and the list read again brings it back. Relations of things that no
    other source describes end with it.

    Raises:
        NodeNotFoundError: If no such list was read.
    """
    view = store.view(scope, as_of=EVERY_MOMENT)
    source = source_id(store, name)
    if source not in view.nodes([source]):
        raise NodeNotFoundError
    records = source_records(view, source)
    said = [
        edge
        for ids in batches(records)
        for edge in view.edges(ids, ("describes",), direction=Direction.OUT)
        if edge.until is None
    ]
    now = store.now()
    alone = _described_by_no_other(view, said)
    changes: list[Change] = [End(edge.id, now) for edge in said]
    changes += [End(edge.id, now) for edge in _relations_of(view, alone)]
    changes += [End(edge_id, now) for edge_id in _contacts_of(store, view, said)]
    writer = Writer(store, scope, why, is_dry_run=False)
    for change in changes:
        writer.add([change])
    writer.finish()
    return Withdrawn(len({edge.start for edge in said}), len(alone), writer.changed)


def _contacts_of(store: GraphStore, view: GraphView, said: list[Edge]) -> set[EdgeId]:
    """The work contacts that these records named and no other record of the agency names."""
    agencies = {edge.end for edge in said if edge.end.startswith("agency:")}
    own = {edge.id for edge in said}
    ended: set[EdgeId] = set()
    kept: set[EdgeId] = set()
    there: set[EdgeId] = set()
    for ids in batches(agencies):
        there |= {edge.id for edge in edges_in(view, ids, "works_for") if edge.until is None}
        told = [edge for edge in edges_in(view, ids, "describes") if edge.until is None]
        records: dict[NodeId, Node] = {}
        for some in batches({edge.start for edge in told}):
            records.update(view.nodes(some))
        for edge in told:
            contact = contact_before(records[edge.start]) if edge.start in records else None
            if contact is not None:
                worker = contact_id(store.ids, edge.end, contact)
                (ended if edge.id in own else kept).add(store.ids.edge_key("works_for", worker, edge.end))
    return (ended - kept) & there


def _described_by_no_other(view: GraphView, said: list[Edge]) -> set[NodeId]:
    own = {edge.id for edge in said}
    things = {edge.end for edge in said}
    others = {
        edge.end
        for ids in batches(things)
        for edge in view.edges(ids, ("describes",), direction=Direction.IN)
        if edge.until is None and edge.id not in own
    }
    return things - others


def _relations_of(view: GraphView, things: set[NodeId]) -> list[Edge]:
    found: dict[str, Edge] = {}
    for ids in batches(things):
        for edge in view.edges(ids, RELATIONS, direction=Direction.BOTH):
            if edge.until is None:
                found[edge.id] = edge
    return list(found.values())
