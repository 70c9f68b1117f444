"""A store whose every personal answer is in the access log before it leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Final

from resnet.access.audit import AccessLog
from resnet.access.look import NOBODY, Look
from resnet.access.scope import Scope
from resnet.errors import ConflictError
from resnet.graph.access_path import AccessPaths
from resnet.graph.batches import in_batches
from resnet.graph.beside import Beside, beside_of
from resnet.graph.bulk import Bulk, BulkView, Ends, NumberedView
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
from resnet.graph.shown import Shown
from resnet.graph.store import EDGE_LIMIT, START, GraphStore, GraphView, Ids, Moment
from resnet.graph.touched import Touch, touched_after
from resnet.ontology.field import Field

_FEED_CHUNK: Final = 200


class AuditedStore:
    """``inner`` with the access log before it; what is refused or public leaves no row."""

    def __init__(self, inner: GraphStore, log: AccessLog) -> None:
        self.inner, self.log = inner, log

    @property
    def ids(self) -> Ids:
        """Mints this store's ids."""
        return self.inner.ids

    def now(self) -> datetime:
        """The store's injected clock, UTC."""
        return self.inner.now()

    def write(self, changes: Iterable[Change], *, scope: Scope, why: str, commit: CommitId) -> Receipt:
        """As ``GraphStore.write``; the commit itself is the audit of a write.

        A conflict shows what others wrote, so it is a look too.
        """
        listed = list(changes)
        try:
            return self.inner.write(listed, scope=scope, why=why, commit=commit)
        except ConflictError:
            touched = [NodeId(change.id) for change in listed if hasattr(change, "id")]
            self.view(scope).nodes(touched)
            raise

    def beside(self, scope: Scope) -> Beside | None:
        """As ``WritesBeside.beside``: each commit is its own audit, whichever process writes it."""
        return beside_of(self.inner, scope)

    def view(self, scope: Scope, *, as_of: Moment = None) -> GraphView:
        """The graph as ``scope`` may see it, every personal answer logged."""
        return AuditedView(self.inner.view(scope, as_of=as_of), self)

    def close(self) -> None:
        """Let go of the store and the log."""
        self.inner.close()
        self.log.close()


class AuditedView:
    """A view that logs what it shows; one row a call."""

    def __init__(self, inner: GraphView, store: AuditedStore) -> None:
        self._inner, self._log = inner, store.log
        self._paths = AccessPaths(store.inner, inner)
        self._is_upkeep_logged = False

    @property
    def scope(self) -> Scope:
        """Whose view it is."""
        return self._inner.scope

    @property
    def now(self) -> datetime:
        """The store's clock when the view was made, UTC."""
        return self._inner.now

    def nodes(self, ids: Iterable[NodeId]) -> dict[NodeId, Node]:
        """As ``GraphView.nodes``."""
        found = self._inner.nodes(ids)
        self._keep("nodes", found.values())
        return found

    def edges(
        self,
        ids: Iterable[NodeId],
        kinds: Collection[str] = (),
        *,
        direction: Direction = Direction.BOTH,
        limit_each: int = EDGE_LIMIT,
    ) -> list[Edge]:
        """As ``GraphView.edges``."""
        found = self._inner.edges(ids, kinds, direction=direction, limit_each=limit_each)
        self._keep("edges", found)
        return found

    def nodes_with_edges(
        self,
        ids: Iterable[NodeId],
        kinds: Collection[str] = (),
        *,
        direction: Direction = Direction.BOTH,
        limit_each: int = EDGE_LIMIT,
    ) -> NodesWithEdges:
        """As ``GraphView.nodes_with_edges``; one row for the nodes and the edges together."""
        found = self._inner.nodes_with_edges(ids, kinds, direction=direction, limit_each=limit_each)
        self._keep("nodes-with-edges", chain(found.nodes.values(), found.edges))
        return found

    def find(
        self, kind: str, where: Where = EVERYWHERE, *, after: Cursor | None = None, limit: int = 100
    ) -> Page:
        """As ``GraphView.find``."""
        page = self._inner.find(kind, where, after=after, limit=limit)
        self._keep("find", page.nodes)
        return page

    def history(self, ids: Iterable[ElementId]) -> list[Entry]:
        """As ``GraphView.history``."""
        entries = self._inner.history(ids)
        self._keep("history", (entry.element for entry in entries))
        return entries

    def newest(self) -> Version:
        """As ``BulkView.newest``."""
        return self._bulk.newest()

    def mark(self, version: Version) -> str:
        """As ``BulkView.mark``."""
        return self._bulk.mark(version)

    def at_once(self) -> int:
        """As ``BulkView.at_once``."""
        return self._bulk.at_once()

    def public(self, kind: str, fields: tuple[Field, ...]) -> Iterator[Bulk]:
        """As ``BulkView.public``: open to everyone and about nobody, so it leaves no row."""
        return self._bulk.public(kind, fields)

    def of_nobody(self, kind: str, fields: tuple[Field, ...]) -> Iterator[Bulk]:
        """As ``BulkView.of_nobody``: about nobody, so it leaves no row."""
        return self._bulk.of_nobody(kind, fields)

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """As ``NumberedView.numbers``: it tells nothing of the nodes, so it leaves no row."""
        return self._numbered.numbers(ids)

    def ends_of_nobody(
        self, kind: str, between: tuple[str, str], fields: tuple[Field, ...] = ()
    ) -> Iterator[Ends]:
        """As ``NumberedView.ends_of_nobody``: about nobody, so it leaves no row."""
        return self._numbered.ends_of_nobody(kind, between, fields)

    @property
    def _bulk(self) -> BulkView:
        if not isinstance(self._inner, BulkView):
            raise TypeError(type(self._inner).__name__)
        return self._inner

    @property
    def _numbered(self) -> NumberedView:
        if not isinstance(self._inner, NumberedView):
            raise TypeError(type(self._inner).__name__)
        return self._inner

    def feed(self, after: Version = START) -> Iterator[Commit]:
        """As ``GraphView.feed``; logged by the hundreds, each before the first of them leaves."""
        for chunk in in_batches(self._inner.feed(after), _FEED_CHUNK):
            self._keep("feed", (entry.element for commit in chunk for entry in commit.entries))
            yield from chunk

    def touched(self, after: Version) -> Iterator[Touch]:
        """As ``TouchedView.touched``; logged before the first of it leaves."""
        if self.scope.sees_everything:
            self._keep_upkeep("touched")
        yield from touched_after(self._inner, after)

    def _keep(self, verb: str, elements: Iterable[Node | Edge | None]) -> None:
        shown = Shown()
        for element in elements:
            if element is not None:
                shown.add(element)
        if not shown.seen:
            return
        if self.scope.sees_everything:
            self._keep_upkeep(verb)
            return
        self._log.add(
            Look(
                actor=self.scope.actor,
                verb=verb,
                why=self.scope.reason,
                seen=shown.seen,
                path=self._paths.opened(shown.subjects),
            )
        )

    def _keep_upkeep(self, verb: str) -> None:
        # One row for the whole view: upkeep reads everybody, and a row a person would say no more.
        if not self._is_upkeep_logged:
            self._log.add(Look(actor=None, verb=verb, why=self.scope.reason, seen=NOBODY))
            self._is_upkeep_logged = True
