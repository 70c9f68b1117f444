"""The town's store behind a counter: how often the graph is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from resnet.access.scope import Scope
from resnet.graph.elements import (
    EVERYWHERE,
    Change,
    Commit,
    CommitId,
    Cursor,
    Direction,
    Edge,
    ElementId,
    Entry,
    Node,
    NodeId,
    NodesWithEdges,
    Page,
    Receipt,
    Version,
    Where,
)
from resnet.graph.store import EDGE_LIMIT, START, GraphStore, GraphView, Ids, Moment


class CountedStore:
    """``inner``, and the calls of its views by name."""

    def __init__(self, inner: GraphStore) -> None:
        self.inner = inner
        self.calls: Counter[str] = Counter()

    @property
    def ids(self) -> Ids:
        return self.inner.ids

    def now(self) -> datetime:
        return self.inner.now()

    def write(self, changes: Iterable[Change], *, scope: Scope, why: str, commit: CommitId) -> Receipt:
        return self.inner.write(changes, scope=scope, why=why, commit=commit)

    def view(self, scope: Scope, *, as_of: Moment = None) -> GraphView:
        return CountedView(self.inner.view(scope, as_of=as_of), self.calls)

    def close(self) -> None:
        self.inner.close()


class CountedView:
    """A view that counts."""

    def __init__(self, inner: GraphView, calls: Counter[str]) -> None:
        self._inner, self._calls = inner, calls

    @property
    def scope(self) -> Scope:
        return self._inner.scope

    @property
    def now(self) -> datetime:
        return self._inner.now

    def nodes(self, ids: Iterable[NodeId]) -> dict[NodeId, Node]:
        self._calls["nodes"] += 1
        return self._inner.nodes(ids)

    def edges(
        self,
        ids: Iterable[NodeId],
        kinds: Collection[str] = (),
        *,
        direction: Direction = Direction.BOTH,
        limit_each: int = EDGE_LIMIT,
    ) -> list[Edge]:
        self._calls["edges"] += 1
        return self._inner.edges(ids, kinds, direction=direction, limit_each=limit_each)

    def nodes_with_edges(
        self,
        ids: Iterable[NodeId],
        kinds: Collection[str] = (),
        *,
        direction: Direction = Direction.BOTH,
        limit_each: int = EDGE_LIMIT,
    ) -> NodesWithEdges:
        self._calls["nodes with edges"] += 1
        return self._inner.nodes_with_edges(ids, kinds, direction=direction, limit_each=limit_each)

    def find(
        self, kind: str, where: Where = EVERYWHERE, *, after: Cursor | None = None, limit: int = 100
    ) -> Page:
        self._calls["find"] += 1
        return self._inner.find(kind, where, after=after, limit=limit)

    def history(self, ids: Iterable[ElementId]) -> list[Entry]:
        self._calls["history"] += 1
        return self._inner.history(ids)

    def feed(self, after: Version = START) -> Iterator[Commit]:
        self._calls["feed"] += 1
        return self._inner.feed(after)
