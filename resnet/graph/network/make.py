"""From the tables of all that is public to the network of what may stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from operator import is_
from typing import Generic, NamedTuple, TypedDict, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from resnet.graph.elements import EdgeId, NodeId, Version
from resnet.graph.network.columns import Column, Rows, frozen, rows
from resnet.graph.network.public import EDGE_KINDS, NODE_KINDS, WHEREABOUTS
from resnet.graph.network.public_tables import Element, Listed, PublicTables
from resnet.graph.network.snapshot import EdgeTable, Network, NodeTable, PastSuccess, adjacency
from resnet.graph.network.success import Successes
from resnet.graph.protected import IS_PROTECTED, protected_types

T = TypeVar("T")
Flags = NDArray[np.bool_]
# Whoever starts one of these edges works somewhere or offers something.
_WORKING = ("works_for", "member_of", "offers")
_ENTRIES = ("agency", "group", "service")


def make_arrays(elements: Iterable[Element], successes: Successes, version: Version, at: datetime) -> Network:
    """The network of these public elements, each given once; they are ordered by kind and id."""
    return NetworkMaker().make(PublicTables.of(elements), successes, version, at)


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What of the tables stands in the network: which rows of each, and the row there of every number.

    A number that stands nowhere has row -1. ``still`` are the kinds of which the same rows stood before, of
    edges those between nodes that stand where they stood.
    """

    kept: Mapping[str, Flags]
    row_of_number: Rows
    still: frozenset[str] = frozenset()

    def edges(self, listed: Listed, kind: str) -> tuple[Rows, Rows, Rows]:
        """Start and end rows of the edges of a table that stand, in order; then their rows in the table."""
        flags = self.kept[kind]
        start, end = self.row_of_number[listed.start[flags]], self.row_of_number[listed.end[flags]]
        order = np.lexsort((end, start))
        return start[order], end[order], np.flatnonzero(flags)[order].astype(np.int64)


def find_standing(tables: PublicTables, before: Standing | None = None) -> Standing:
    """What of the tables stands in the network, and where; what did ``before`` is compared."""
    kept, first = _kept(tables), 0
    row_of_number = np.full(tables.count, -1, dtype=np.int64)
    for kind in NODE_KINDS:
        numbers = tables.by_kind[kind].numbers[kept[kind]]
        row_of_number[numbers] = np.arange(first, first + len(numbers))
        first += len(numbers)
    if before is None:
        return Standing(kept, row_of_number)
    are_unmoved = np.array_equal(row_of_number, before.row_of_number)
    kinds = [*NODE_KINDS, *EDGE_KINDS] if are_unmoved else NODE_KINDS
    still = frozenset(kind for kind in kinds if np.array_equal(kept[kind], before.kept[kind]))
    return Standing(kept, row_of_number, still)


class _Made(NamedTuple, Generic[T]):
    """A table of the network, and what it was made of: these rows of a listed one, in this order.

    Of a table that was taken over nobody knows more than the listed one.
    """

    listed: Listed
    table: T
    order: Rows | None = None
    cut: Listed | None = None


@dataclass(slots=True, eq=False)
class NetworkMaker:
    """Makes one network after another, and makes anew only what changed between them."""

    _nodes: dict[str, _Made[NodeTable]] = field(default_factory=dict)
    _edges: dict[str, _Made[EdgeTable]] = field(default_factory=dict)
    _standing: Standing | None = None
    _ids: Sequence[NodeId] = ()
    _row_of: Mapping[NodeId, int] = field(default_factory=dict)
    _counted: tuple[Successes, Mapping[NodeId, int], PastSuccess] | None = None

    def make(self, tables: PublicTables, successes: Successes, version: Version, at: datetime) -> Network:
        """The network of what may stand in it; elements are ordered by kind and id.

        Public by category is not enough, since a default category is easily left: a team must be a standing
        one, a person must work somewhere or offer something, a place must be that of an agency, group or
        service, an entry must have a name or something must hang on it (else it went into another). No place,
        point or area of an agency of a protected kind stays, whatever a list said.
        """
        standing, first = find_standing(tables, self._standing), 0
        nodes: dict[str, NodeTable] = {}
        before = [made.table.ids for made in self._nodes.values()]
        for kind in NODE_KINDS:
            nodes[kind] = self._node_table(kind, tables.by_kind[kind], standing, first)
            first += len(nodes[kind].ids)
        self._standing = standing
        self._index([table.ids for table in nodes.values()], before)
        edges = {kind: self._edge_table(kind, tables.by_kind[kind], standing, first) for kind in EDGE_KINDS}
        return Network(
            version=version,
            made_at=at,
            ids=self._ids,
            row_of=self._row_of,
            nodes=nodes,
            edges=edges,
            successes=self._success_table(successes),
        )

    def go_on_from(self, tables: PublicTables, network: Network) -> None:
        """Take a network over that was made of these very tables: what does not change is handed on."""
        self._standing = find_standing(tables)
        self._ids, self._row_of = network.ids, network.row_of
        for kind in NODE_KINDS:
            self._nodes[kind] = _Made(tables.by_kind[kind], network.nodes[kind])
        for kind in EDGE_KINDS:
            self._edges[kind] = _Made(tables.by_kind[kind], network.edges[kind])

    def _success_table(self, successes: Successes) -> PastSuccess:
        known = self._counted
        if known is None or known[1] is not self._row_of or known[0] != successes:
            known = dict(successes), self._row_of, _success_table(successes, self._row_of)
            self._counted = known
        return known[2]

    def _index(self, ids: list[Sequence[NodeId]], before: list[Sequence[NodeId]]) -> None:
        if len(ids) == len(before) and all(map(is_, ids, before)):
            return
        found = tuple(chain.from_iterable(ids))
        if found != self._ids:
            self._ids, self._row_of = found, dict(zip(found, range(len(found)), strict=True))

    def _node_table(self, kind: str, listed: Listed, standing: Standing, first: int) -> NodeTable:
        known, is_still = self._nodes.get(kind), kind in standing.still
        if known is not None and is_still and known.listed is listed:
            table = known.table if known.table.first == first else replace(known.table, first=first)
            self._nodes[kind] = known._replace(table=table)
            return table
        order = np.flatnonzero(standing.kept[kind]).astype(np.int64)
        cut = _cut(listed, order, known)
        ids = cast("Sequence[NodeId]", cut.ids)
        table = NodeTable(
            kind=kind,
            first=first,
            # The same object where they are the same: then nobody compares them again.
            ids=known.table.ids if known is not None and known.table.ids == ids else ids,
            since=cut.since,
            until=cut.until,
            columns=cut.columns,
        )
        self._nodes[kind] = _Made(listed, table, order, cut)
        return table

    def _edge_table(self, kind: str, listed: Listed, standing: Standing, count: int) -> EdgeTable:
        known, is_still = self._edges.get(kind), kind in standing.still
        if known is not None and is_still and known.listed is listed:
            return known.table
        start, end, order = standing.edges(listed, kind)
        cut = _cut(listed, order, known)
        ids = cast("Sequence[EdgeId]", cut.ids)
        if known is not None and _joins(known.table, start, end, count):
            is_same = known.table.ids == ids
            table = replace(known.table, ids=known.table.ids if is_same else ids, **_said(cut))
        else:
            table = EdgeTable(
                kind=kind,
                ids=ids,
                start=frozen(start),
                end=frozen(end),
                outgoing=adjacency(start, count),
                incoming=adjacency(end, count),
                **_said(cut),
            )
        self._edges[kind] = _Made(listed, table, order, cut)
        return table


class _Said(TypedDict):
    since: Rows
    until: Rows
    columns: Mapping[str, Column]


def _said(cut: Listed) -> _Said:
    return _Said(since=cut.since, until=cut.until, columns=cut.columns)


def _joins(table: EdgeTable, start: Rows, end: Rows, count: int) -> bool:
    """Whether a table's edges join these rows of so many nodes."""
    is_as_wide = len(table.outgoing.offsets) == count + 1
    return is_as_wide and np.array_equal(table.start, start) and np.array_equal(table.end, end)


def _cut(listed: Listed, order: Rows, known: _Made[T] | None) -> Listed:
    """These rows of a table, in this order; the table itself where that is all of it.

    Of a table of which the same rows were cut before, only what is another object is cut again.
    """
    if np.array_equal(order, np.arange(len(listed.ids))):
        return listed
    if known is None or known.order is None or known.cut is None or not np.array_equal(known.order, order):
        return listed.cut(order)
    return listed.cut_again(order, known.listed, known.cut)


def _kept(tables: PublicTables) -> dict[str, Flags]:
    """Which rows of the tables stand in the snapshot."""
    there = np.zeros(tables.count, dtype=np.bool_)
    for kind in NODE_KINDS:
        held = _has_held(tables.by_kind[kind])
        there[tables.by_kind[kind].numbers] = _is_standing(tables) & held if kind == "team" else held
    hidden = _protected(tables)
    edges: dict[str, Flags] = {}
    for kind in EDGE_KINDS:
        listed = tables.by_kind[kind]
        edges[kind] = there[listed.start] & there[listed.end] & _has_held(listed)
        if kind in WHEREABOUTS:
            edges[kind] &= ~(hidden[listed.start] | hidden[listed.end])
    working, located = np.zeros_like(there), np.zeros_like(there)
    for kind in _WORKING:
        working[tables.by_kind[kind].start[edges[kind]]] = True
    located[tables.by_kind["located_at"].end[edges["located_at"]]] = True
    reasons = {"person": working, "place": located, **_told_of(tables, edges)}
    for kind, reason in reasons.items():
        numbers = tables.by_kind[kind].numbers
        there[numbers] &= reason[numbers]
    flags = {kind: there[tables.by_kind[kind].numbers] for kind in NODE_KINDS}
    for kind in EDGE_KINDS:
        listed = tables.by_kind[kind]
        flags[kind] = edges[kind] & there[listed.start] & there[listed.end]
    return flags


def _told_of(tables: PublicTables, edges: dict[str, Flags]) -> dict[str, Flags]:
    """Entries with a name, or that something hangs on: one that went into another has neither."""
    told = np.zeros(tables.count, dtype=np.bool_)
    for kind, kept in edges.items():
        told[tables.by_kind[kind].start[kept]] = True
        told[tables.by_kind[kind].end[kept]] = True
    for kind in _ENTRIES:
        listed = tables.by_kind[kind]
        told[listed.numbers[listed.columns["name"].known]] = True
    return dict.fromkeys(_ENTRIES, told)


def _has_held(listed: Listed) -> Flags:
    """What was taken back altogether held at no moment."""
    held: Flags = listed.since < listed.until
    return held


def _is_standing(tables: PublicTables) -> Flags:
    said = tables.by_kind["team"].columns["is_standing"]
    standing: Flags = said.known & (said.values != 0)
    return standing


def _protected(tables: PublicTables) -> Flags:
    """Refuges, their services, and the places of either: none of them is anywhere."""
    hidden = np.zeros(tables.count, dtype=np.bool_)
    for kind in _ENTRIES:
        said = tables.by_kind[kind].columns[IS_PROTECTED]
        hidden[tables.by_kind[kind].numbers[said.known & (said.values != 0)]] = True
    agencies = tables.by_kind["agency"]
    types, said = agencies.columns["type"], agencies.columns[IS_PROTECTED]
    secret = np.array([word in protected_types() for word in types.words], dtype=np.bool_)
    if secret.any():
        hidden[agencies.numbers[types.known & ~said.known & secret[types.values]]] = True
    for kind in ("offers", "located_at"):
        listed = tables.by_kind[kind]
        hidden[listed.end[hidden[listed.start]]] = True
    return hidden


def _success_table(successes: Successes, row_of: Mapping[NodeId, int]) -> PastSuccess:
    pairs = sorted(
        (*sorted((row_of[one], row_of[other])), count)
        for (one, other), count in successes.items()
        if one in row_of and other in row_of
    )
    return PastSuccess(
        first=rows([pair[0] for pair in pairs]),
        second=rows([pair[1] for pair in pairs]),
        count=rows([pair[2] for pair in pairs]),
    )
