"""The store as though nobody had judged anything: every entry by itself, with what was said of it alone.

Lists are read against this. What a row is and was is a matter of its list; that two entries are one is the
ledger's, and is laid over it when something is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product

from resnet.access.scope import Scope
from resnet.graph.elements import (
    EVERYWHERE,
    Change,
    Commit,
    Cursor,
    Direction,
    Edge,
    EdgeId,
    ElementId,
    Entry,
    Node,
    NodeId,
    NodesWithEdges,
    Page,
    Put,
    Version,
    Where,
)
from resnet.graph.fold import fold
from resnet.graph.store import EDGE_LIMIT, START, GraphView, Ids
from resnet.graph.touched import Touch, touched_after
from resnet.ingest.resolve.clusters import Clusters
from resnet.ingest.resolve.ledger import Ledger
from resnet.ingest.resolve.moves import JUDGED_WHY, OF_THE_LEDGER
from resnet.ingest.resolve.own import Ends, own_ends
from resnet.ontology.registry import FOLDED


def apart(view: GraphView, ids: Ids, ledger: Ledger) -> GraphView:
    """The view with every entry by itself; the very view where nothing was ever judged.

    ``view`` must see everything; ``ledger`` is the whole one.
    """
    if not ledger.judgements:
        return view
    beside: dict[NodeId, set[NodeId]] = defaultdict(set)
    for each in ledger.waiting:
        one, other = map(ledger.clusters.head, each.pair)
        beside[one].add(other)
        beside[other].add(one)
    return ApartView(view, ids, ledger.clusters, beside)


def as_judged(changes: Iterable[Change], clusters: Clusters) -> Iterator[Change]:
    """The changes with every edge between what its ends are found as."""
    for change in changes:
        if isinstance(change, Put) and isinstance(change.element, Edge):
            edge = change.element
            start, end = clusters.head(edge.start), clusters.head(edge.end)
            is_moved = (start, end) != (edge.start, edge.end) and edge.kind not in OF_THE_LEDGER
            yield Put(replace(edge, start=start, end=end)) if is_moved else change
        else:
            yield change


@dataclass(frozen=True)
class ApartView:
    """A view in which no entry is one with another.

    ``beside`` are those with which what an entry is found as waits for a person to say whether they are one.
    """

    inner: GraphView
    ids: Ids
    clusters: Clusters
    beside: Mapping[NodeId, AbstractSet[NodeId]]

    @property
    def scope(self) -> Scope:
        """As ``GraphView.scope``."""
        return self.inner.scope

    @property
    def now(self) -> datetime:
        """As ``GraphView.now``."""
        return self.inner.now

    def nodes(self, ids: Iterable[NodeId]) -> dict[NodeId, Node]:
        """As ``GraphView.nodes``; of what is one with others, only what was said of itself."""
        return {node.id: node for node in self._by_themselves(self.inner.nodes(ids).values())}

    def edges(
        self,
        ids: Iterable[NodeId],
        kinds: Collection[str] = (),
        *,
        direction: Direction = Direction.BOTH,
        limit_each: int = EDGE_LIMIT,
    ) -> list[Edge]:
        """As ``GraphView.edges``, between the ends that the edges would have."""
        asked = set(ids)
        wide = asked | {self.clusters.head(each) for each in asked}
        found = self.inner.edges(wide, kinds, direction=direction, limit_each=limit_each)
        own = self._own(found)
        return sorted(
            (edge for edge in own if _is_at(edge, asked, direction)),
            key=lambda edge: (edge.kind, edge.start, edge.end, edge.id),
        )

    def nodes_with_edges(
        self,
        ids: Iterable[NodeId],
        kinds: Collection[str] = (),
        *,
        direction: Direction = Direction.BOTH,
        limit_each: int = EDGE_LIMIT,
    ) -> NodesWithEdges:
        """As ``GraphView.nodes_with_edges``, by two questions."""
        asked = list(ids)
        edges = self.edges(asked, kinds, direction=direction, limit_each=limit_each)
        return NodesWithEdges(self.nodes(asked), edges)

    def find(
        self, kind: str, where: Where = EVERYWHERE, *, after: Cursor | None = None, limit: int = 100
    ) -> Page:
        """As ``GraphView.find``; found by what the entries say now, shown as they are by themselves."""
        page = self.inner.find(kind, where, after=after, limit=limit)
        return Page(tuple(self._by_themselves(page.nodes)), page.next)

    def history(self, ids: Iterable[ElementId]) -> list[Entry]:
        """As ``GraphView.history``, without what judgements moved."""
        entries = [entry for entry in self.inner.history(ids) if not entry.why.startswith(JUDGED_WHY)]
        ends: dict[ElementId, set[Ends]] = defaultdict(set)
        for entry in entries:
            if isinstance(entry.element, Edge):
                edge = entry.element
                ends[entry.id] |= set(
                    product(self.clusters.all_of(edge.start), self.clusters.all_of(edge.end))
                )
        return [
            replace(entry, element=self._as_keyed(entry.element, ends[entry.id]))
            if isinstance(entry.element, Edge)
            else entry
            for entry in entries
        ]

    def _as_keyed(self, edge: Edge, ends: set[Ends]) -> Edge:
        """The edge between those of these ends that its id was made of."""
        for start, end in ends if len(ends) > 1 else ():
            if self.ids.edge_key(edge.kind, start, end) == edge.id:
                return replace(edge, start=start, end=end)
        return edge

    def touched(self, after: Version) -> Iterator[Touch]:
        """As ``TouchedView.touched``."""
        return touched_after(self.inner, after)

    def feed(self, after: Version = START) -> Iterator[Commit]:
        """As ``GraphView.feed``."""
        return self.inner.feed(after)

    def _own(self, edges: list[Edge]) -> list[Edge]:
        ends = own_ends(self.inner, self.ids, self.clusters, edges)
        return [
            edge
            if edge.kind in OF_THE_LEDGER or ends[edge.id] == (edge.start, edge.end)
            else replace(edge, start=ends[edge.id][0], end=ends[edge.id][1])
            for edge in edges
        ]

    def _by_themselves(self, nodes: Collection[Node]) -> list[Node]:
        joined = [node.id for node in nodes if node.kind in FOLDED and node.id in self.clusters.heads]
        if not joined:
            return list(nodes)
        told: dict[NodeId, dict[EdgeId, Edge]] = defaultdict(dict)
        for edge in self.edges(joined, ("describes",), direction=Direction.IN):
            if edge.until is None:
                told[edge.end][edge.id] = edge
        wanted = set(joined)
        return [
            replace(node, fields=fold(node.kind, told[node.id].values())) if node.id in wanted else node
            for node in nodes
        ]


def _is_at(edge: Edge, asked: set[NodeId], direction: Direction) -> bool:
    is_out = direction is not Direction.IN and edge.start in asked
    return is_out or (direction is not Direction.OUT and edge.end in asked)
