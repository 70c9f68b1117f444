"""The edges at some nodes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from resnet.graph.elements import Direction
from resnet.graph.rows.guard import Guard
from resnet.graph.rows.layout import END, ID, START, Row, edge_kinds_at
from resnet.graph.rows.reader import Reader, by_kind
from resnet.graph.rows.visible import visible_edges
from resnet.graph.values import kind_of
from resnet.ontology.registry import KINDS, edge_kind_named

_PLACE = itemgetter(START, END, ID)


@dataclass(frozen=True, slots=True)
class Reach:
    """Which edges of a node are asked for, and how many of each kind."""

    kinds: frozenset[str]
    direction: Direction
    limit_each: int


def reach_of(kinds: Collection[str], direction: Direction, limit_each: int) -> Reach:
    """The question, checked.

    Raises:
        UnknownKindError: If the ontology has no such kind of edge.
    """
    return Reach(frozenset(edge_kind_named(kind).name for kind in kinds), direction, limit_each)


def find_edges(
    reader: Reader, guard: Guard, ids: Iterable[str], reach: Reach, moment: int | None
) -> list[Row]:
    """The visible edges, ordered by (kind, start, end, id), each once."""
    nodes = {kind: sorted(set(group)) for kind, group in by_kind(ids).items() if kind in KINDS}
    found: dict[str, Row] = {}
    for kind, is_start, group in _by_kind_of_edge(nodes, reach):
        found.update((str(row[ID]), row) for row in reader.edges(kind, group, is_start=is_start))
    wanted = {node for group in nodes.values() for node in group}
    return in_order(visible_edges(reader, guard, found.values(), moment), wanted, reach)


def in_order(edges: Iterable[Row], wanted: set[str], reach: Reach) -> list[Row]:
    """Visible edges as they are answered: in order, and of each kind no more at a node than asked."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in edges:
        groups[kind_of(row[ID])].append(row)
    kept = [row for kind in sorted(groups) for row in sorted(groups[kind], key=_PLACE)]
    return kept if len(kept) <= reach.limit_each else _first_of_each(kept, wanted, reach)


def probes(node_kinds: Iterable[str], reach: Reach) -> Iterator[tuple[str, bool, list[str]]]:
    """(kind of node, whether it is the start, kinds of edge asked for that it may have there)."""
    sides = {Direction.OUT: (True,), Direction.IN: (False,), Direction.BOTH: (True, False)}[reach.direction]
    listed = list(node_kinds)
    for is_start in sides:
        for node_kind in listed:
            there = edge_kinds_at(node_kind, is_start=is_start)
            kinds = [kind for kind in there if not reach.kinds or kind in reach.kinds]
            if kinds:
                yield node_kind, is_start, kinds


def _by_kind_of_edge(nodes: dict[str, list[str]], reach: Reach) -> Iterator[tuple[str, bool, list[str]]]:
    """(kind of edge, whether they are its start, nodes): one statement each."""
    groups: dict[tuple[str, bool], list[str]] = {}
    for node_kind, is_start, kinds in probes(nodes, reach):
        for kind in kinds:
            groups.setdefault((kind, is_start), []).extend(nodes[node_kind])
    yield from ((kind, is_start, group) for (kind, is_start), group in groups.items())


def _first_of_each(edges: list[Row], wanted: set[str], reach: Reach) -> list[Row]:
    """The edges that are among the first ``limit_each`` of their kind at one of their asked ends."""
    counts: Counter[tuple[str, str]] = Counter()
    kept: list[Row] = []
    for row in edges:
        kind, start, end = kind_of(row[ID]), str(row[START]), str(row[END])
        at = {
            *((start,) if reach.direction is not Direction.IN and start in wanted else ()),
            *((end,) if reach.direction is not Direction.OUT and end in wanted else ()),
        }
        if any(counts[kind, node] < reach.limit_each for node in at):
            kept.append(row)
        counts.update((kind, node) for node in at)
    return kept
