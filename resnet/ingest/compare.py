"""What the store has to change so that a list stands in it; nothing where it stands already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from resnet.graph.elements import Change, Direction, Edge, EdgeId, ElementId, End, Node, NodeId, Patch, Put
from resnet.graph.reading import never_held
from resnet.graph.store import GraphView
from resnet.ingest.elements_of import Element, RowElements
from resnet.ingest.known import RELATIONS, Known
from resnet.ingest.known_areas import batches
from resnet.ingest.seen import Seen
from resnet.ontology.category import Category
from resnet.ontology.registry import FOLDED, edge_kind_named, kind_named

# How a record stands in its list: a check by a person is in none.
_LISTED = frozenset({"list", "official-list"})
# What somebody said of a worker since stands, as long as the row says what it said before.
_OF_WORKERS = frozenset({"person", "works_for"})
# What no two rows have: their ids are made of the record's.
_OF_ONE_ROW = frozenset({"record", "from_source", "describes"})


class RowChanges(NamedTuple):
    """The changes that one row needs; none when it stands already. ``is_new`` when it was never read."""

    row: int
    is_new: bool
    changes: tuple[Change, ...]
    created: tuple[NodeId, ...]


@dataclass
class Compared:
    """All that a list changes: by row, then what its rows no longer say, then rows that are gone."""

    rows: list[RowChanges] = field(default_factory=list)
    no_longer_said: list[Change] = field(default_factory=list)
    gone: dict[NodeId, list[Change]] = field(default_factory=dict)


def compare(view: GraphView, known: Known, rows: Sequence[RowElements], at: datetime) -> Compared:
    """What the rows need, against a view that sees everything at every moment.

    Args:
        view: The store as it is.
        known: What it knows of the list's source.
        rows: The list, in its order.
        at: The list's day: what it no longer says ended then.
    """
    wanted = {element_id for row in rows for element_id in row.elements}
    dropped = _dropped(known, rows, wanted)
    ended = _unsupported(view, dropped, wanted)
    comparing = Comparing(view, {(edge.kind, edge.start): at for edge in ended})
    compared = Compared(comparing.compare(rows))
    compared.no_longer_said = [Patch(edge.id, {"is_listed": False}) for edge in dropped]
    compared.no_longer_said += [End(edge.id, at) for edge in ended]
    compared.gone = _gone(known, {row.record for row in rows})
    return compared


class Comparing:
    """Rows of one list against the store, some at a time; what an earlier row says a later one only repeats.

    ``begins`` is when a relation of a kind starts for a thing that moved; others have no start.
    """

    def __init__(self, view: GraphView, begins: Mapping[tuple[str, NodeId], datetime]) -> None:
        self._view, self._begins = view, begins
        self._done = Seen()

    def compare(self, rows: Sequence[RowElements]) -> list[RowChanges]:
        """What these rows need; what was asked for rows before may be written by now, or not yet."""
        there = _there(self._view, rows)
        shared: list[str] = [
            each.id for row in rows for each in row.elements.values() if each.kind not in _OF_ONE_ROW
        ]
        done = set(shared).difference(self._done.add(shared))
        return [_row_changes(row, there, done, self._begins) for row in rows]


def _row_changes(
    row: RowElements,
    there: Mapping[ElementId, Element],
    done: set[str],
    begins: Mapping[tuple[str, NodeId], datetime],
) -> RowChanges:
    changes: list[Change] = []
    created: list[NodeId] = []
    record = there.get(row.record)
    is_same = record is not None and record.text("digest") == row.elements[row.record].text("digest")
    for element_id, element in row.elements.items():
        if element_id in done:
            continue
        if element.kind not in _OF_ONE_ROW:
            done.add(element_id)
        before = there.get(element_id)
        if before is not None and (
            _stands(before, element, is_waiting=row.is_waiting) or (is_same and element.kind in _OF_WORKERS)
        ):
            continue
        since = before.since if before else element.since
        if before is None and isinstance(element, Node):
            created.append(element.id)
        elif before is None and begins and isinstance(element, Edge):
            since = element.since or begins.get((element.kind, element.start))
        changes.append(Put(element if since is element.since else replace(element, since=since)))
    return RowChanges(row.row, row.record not in there, tuple(changes), tuple(created))


def _there(view: GraphView, rows: Sequence[RowElements]) -> dict[ElementId, Element]:
    nodes = dict.fromkeys(element.id for row in rows for element in _nodes(row))
    there: dict[ElementId, Element] = {}
    for ids in batches(nodes):
        # Of a new list hardly any: what is not there has no edges either.
        found = view.nodes(ids)
        there.update((node.id, node) for node in found.values() if not never_held(node))
        edges = view.edges(
            found, ("describes", "from_source", "works_for", *RELATIONS), direction=Direction.OUT
        )
        there.update((edge.id, edge) for edge in edges if not never_held(edge))
    return there


def _nodes(row: RowElements) -> Iterator[Node]:
    """The nodes of a row: they stand before its edges."""
    for element in row.elements.values():
        if not isinstance(element, Node):
            return
        yield element


def _stands(before: Element, after: Element, *, is_waiting: bool) -> bool:
    if before.until != after.until:
        return False
    is_as_open = before.category == _category(after) or (is_waiting and before.category is Category.PROTECTED)
    if isinstance(before, Node) and before.kind in FOLDED:
        return is_as_open
    return dict(before.fields) == dict(after.fields) and is_as_open


def _category(element: Element) -> Category:
    if element.category is not None:
        return element.category
    is_node = isinstance(element, Node)
    return kind_named(element.kind).category if is_node else edge_kind_named(element.kind).category


def _dropped(known: Known, rows: Sequence[RowElements], wanted: set[ElementId]) -> list[Edge]:
    """What rows of the list said before and say no longer: the record moved to another thing."""
    return [
        edge
        for row in rows
        for edge in known.describes.get(row.record, ())
        if edge.id not in wanted and edge.get("is_listed") is not False
    ]


def _unsupported(view: GraphView, dropped: Iterable[Edge], wanted: set[ElementId]) -> list[Edge]:
    """Relations between two things that no record describes together any more: an agency that moved."""
    ended = {edge.id for edge in dropped}
    lost: dict[EdgeId, Edge] = {}
    for ids in batches({edge.end for edge in dropped}):
        for edge in view.edges(ids, ("located_at", "offers"), direction=Direction.BOTH):
            is_lost = edge.until is None and edge.id not in wanted
            if is_lost and not _is_described_together(view, edge, ended):
                lost[edge.id] = edge
    return list(lost.values())


def _is_described_together(view: GraphView, relation: Edge, ended: set[EdgeId]) -> bool:
    both = view.edges([relation.start, relation.end], ("describes",), direction=Direction.IN)
    open_ = [
        edge
        for edge in both
        if edge.until is None and edge.get("is_listed") is not False and edge.id not in ended
    ]
    starts = {edge.start for edge in open_ if edge.end == relation.start}
    return any(edge.start in starts for edge in open_ if edge.end == relation.end)


def _gone(known: Known, read: set[NodeId]) -> dict[NodeId, list[Change]]:
    """Records of the source that the list no longer has: their words stay, marked as no longer listed."""
    gone: dict[NodeId, list[Change]] = {}
    for record in known.records:
        listed = [
            edge
            for edge in known.describes.get(record, ())
            if edge.text("standing") in _LISTED and edge.get("is_listed") is not False
        ]
        if record not in read and listed:
            gone[record] = [Patch(edge.id, {"is_listed": False}) for edge in listed]
    return gone
