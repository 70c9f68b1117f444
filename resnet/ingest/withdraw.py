"""A list taken back, as one act: what only it said ends, what others said stays."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.access.scope import Scope
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import Change, Direction, Edge, End, NodeId
from resnet.graph.store import EVERY_MOMENT, GraphStore, GraphView
from resnet.ingest.known import RELATIONS, source_records
from resnet.ingest.known_areas import batches
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
    writer = Writer(store, scope, why, is_dry_run=False)
    for change in changes:
        writer.add([change])
    writer.finish()
    return Withdrawn(len({edge.start for edge in said}), len(alone), writer.changed)


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
