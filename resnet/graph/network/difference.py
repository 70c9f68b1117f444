"""What differs between two snapshots of the same nodes: tables that are the same object are not looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from resnet.graph.elements import NodeId
from resnet.graph.network.columns import Column, Rows
from resnet.graph.network.snapshot import EdgeTable, Network, NodeTable, PastSuccess

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """By kind, the nodes that changed, and the ends of edges that came, went or changed; no kind is empty.

    ``has_successes`` says that past successes differ.
    """

    nodes: Mapping[str, frozenset[NodeId]] = field(default_factory=dict)
    edges: Mapping[str, frozenset[tuple[NodeId, NodeId]]] = field(default_factory=dict)
    has_successes: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """All kinds of which something differs."""
        return frozenset([*self.nodes, *self.edges])


def find_difference(old: Network, new: Network) -> Difference | None:
    """What differs; None where the nodes themselves are others, so that rows mean something else."""
    if new.row_of is not old.row_of and new.ids != old.ids:
        return None
    nodes = {kind: _changed_nodes(old.nodes[kind], table) for kind, table in new.nodes.items()}
    edges = {kind: _changed_edges(old, old.edges[kind], table) for kind, table in new.edges.items()}
    return Difference(
        nodes={kind: found for kind, found in nodes.items() if found},
        edges={kind: found for kind, found in edges.items() if found},
        has_successes=not _are_same(old.successes, new.successes),
    )


def is_same(one: Network, other: Network) -> bool:
    """Whether two networks say the same of the same, also of what ``find_difference`` does not look at."""
    if one.ids != other.ids or any(one.edges[kind].ids != other.edges[kind].ids for kind in one.edges):
        return False
    found = find_difference(one, other)
    return found is not None and not found.kinds and not found.has_successes


def _are_same(one: PastSuccess, other: PastSuccess) -> bool:
    pairs = ((one.first, other.first), (one.second, other.second), (one.count, other.count))
    return one is other or all(np.array_equal(*pair) for pair in pairs)


def _changed_nodes(old: NodeTable, new: NodeTable) -> frozenset[NodeId]:
    if old is new:
        return frozenset()
    every = np.arange(len(new.ids), dtype=np.int64)
    return frozenset(new.ids[row] for row in np.flatnonzero(_differ(old, new, every, every)).tolist())


def _changed_edges(network: Network, old: EdgeTable, new: EdgeTable) -> frozenset[tuple[NodeId, NodeId]]:
    if old is new:
        return frozenset()
    before, after, gone, come = _aligned(old, new)
    is_other = _differ(old, new, before, after)
    is_other |= (old.start[before] != new.start[after]) | (old.end[before] != new.end[after])
    found = [(old, np.concatenate([gone, before[is_other]])), (new, np.concatenate([come, after[is_other]]))]
    return frozenset(
        (network.ids[int(table.start[row])], network.ids[int(table.end[row])])
        for table, rows in found
        for row in rows.tolist()
    )


def _aligned(old: EdgeTable, new: EdgeTable) -> tuple[Rows, Rows, Rows, Rows]:
    """The rows of edges that are in both tables, side by side; then of those that went, and that came."""
    if old.ids is new.ids:
        every, none = np.arange(len(old.ids), dtype=np.int64), np.zeros(0, dtype=np.int64)
        return every, every, none, none
    least = min(len(old.ids), len(new.ids))
    head = _same(old.ids[:least], new.ids[:least])
    tail = _same(old.ids[: head - 1 if head else None : -1], new.ids[: head - 1 if head else None : -1])
    old_end, new_end = len(old.ids) - tail, len(new.ids) - tail
    row_of = {each: row for row, each in enumerate(new.ids[head:new_end], start=head)}
    pairs = [(row, row_of.pop(old.ids[row], -1)) for row in range(head, old_end)]
    middle = np.array([pair for pair in pairs if pair[1] >= 0], dtype=np.int64).reshape(-1, 2)
    first, last = np.arange(head, dtype=np.int64), np.arange(tail, dtype=np.int64)
    return (
        np.concatenate([first, middle[:, 0], last + old_end]),
        np.concatenate([first, middle[:, 1], last + new_end]),
        np.array([row for row, other in pairs if other < 0], dtype=np.int64),
        np.array(sorted(row_of.values()), dtype=np.int64),
    )


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many first ids are the same."""
    low, high = 0, min(len(one), len(other))
    # Whole runs are compared at once, since most ids in them are the same objects.
    if one[:high] == other[:high]:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _differ(
    old: NodeTable | EdgeTable, new: NodeTable | EdgeTable, before: Rows, after: Rows
) -> NDArray[np.bool_]:
    """Which of the rows side by side differ in their time or in a field."""
    found: Flags = np.zeros(len(after), dtype=np.bool_)
    for ours, theirs in ((old.since, new.since), (old.until, new.until)):
        if ours is not theirs:
            found |= ours[before] != theirs[after]
    for name, column in new.columns.items():
        if old.columns[name] is not column:
            found |= _cells_differ(old.columns[name], column, before, after)
    return found


def _cells_differ(old: Column, new: Column, before: Rows, after: Rows) -> Flags:
    known = new.known[after]
    found: Flags = old.known[before] != known
    if old.offsets is not None and new.offsets is not None:
        lengths = np.diff(new.offsets)[after]
        found |= known & (np.diff(old.offsets)[before] != lengths)
        rows = np.flatnonzero(known & ~found & (lengths > 0))
        offsets = np.cumsum(lengths[rows]) - lengths[rows]
        within = np.arange(int(lengths[rows].sum())) - np.repeat(offsets, lengths[rows])
        ours = np.repeat(old.offsets[before[rows]], lengths[rows]) + within
        theirs = np.repeat(new.offsets[after[rows]], lengths[rows]) + within
        if len(rows):
            is_other = _in_words(old, new)[old.values[ours].astype(np.int64)] != new.values[theirs]
            found[rows] |= np.logical_or.reduceat(is_other, offsets)
        return found
    ours, theirs = old.values[before], new.values[after]
    if old.words or new.words:
        both = known & ~found
        ours = np.where(both, ours, 0).astype(np.int64)
        ours = _in_words(old, new)[ours] if len(old.words) else ours
    found |= known & (ours != theirs)
    return found


def _in_words(old: Column, new: Column) -> Rows:
    """The place of each word of the old column in the new one, -1 where it has none."""
    if old.words == new.words:
        return np.arange(len(old.words), dtype=np.int64)
    place = {word: number for number, word in enumerate(new.words)}
    return np.array([place.get(word, -1) for word in old.words], dtype=np.int64)
