"""What a store is: one door in, one way out. The same contract tests hold every adapter to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Final, Literal, Protocol

from resnet.access.scope import Scope
from resnet.graph.elements import (
    EVERYWHERE,
    Change,
    Commit,
    CommitId,
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
    Receipt,
    Version,
    Where,
)

EVERY_MOMENT: Final = "every-moment"
Moment = datetime | Literal["every-moment"] | None
ATOMIC_LIMIT: Final = 50_000
EDGE_LIMIT: Final = 10_000
START: Final = Version(0)


class GraphView(Protocol):
    """All that one scope may see at one moment. Hidden reads exactly like absent.

    Every call that returns something personal is in the access log before it returns.
    """

    @property
    def scope(self) -> Scope:
        """Whose view it is."""
        ...

    @property
    def now(self) -> datetime:
        """The store's clock when the view was made, UTC."""
        ...

    def nodes(self, ids: Iterable[NodeId]) -> dict[NodeId, Node]:
        """The nodes that exist and may be seen, in the order asked; others are absent."""
        ...

    def edges(
        self,
        ids: Iterable[NodeId],
        kinds: Collection[str] = (),
        *,
        direction: Direction = Direction.BOTH,
        limit_each: int = EDGE_LIMIT,
    ) -> list[Edge]:
        """The edges at these nodes (of these kinds, or all), both ends visible, each once.

        Ordered by (kind, start, end, id); at most ``limit_each`` a node and kind.
        """
        ...

    def nodes_with_edges(
        self,
        ids: Iterable[NodeId],
        kinds: Collection[str] = (),
        *,
        direction: Direction = Direction.BOTH,
        limit_each: int = EDGE_LIMIT,
    ) -> NodesWithEdges:
        """What ``nodes`` and ``edges`` answer of these nodes, for less than the two cost.

        Asked once and by one judgement of who may see what; it is one look.
        """
        ...

    def find(
        self, kind: str, where: Where = EVERYWHERE, *, after: Cursor | None = None, limit: int = 100
    ) -> Page:
        """One page of the visible nodes of ``kind``.

        Raises:
            UnknownKindError: If kind or field is unknown, or the field is not indexed.
            BadCursorError: If ``after`` was not given for this question and scope.
        """
        ...

    def history(self, ids: Iterable[ElementId]) -> list[Entry]:
        """The log of these elements, oldest first, as far as they may be seen now."""
        ...

    def feed(self, after: Version = START) -> Iterator[Commit]:
        """The commits after a version, in order, each cut down to what may be seen now."""
        ...


class Ids(Protocol):
    """Mints ids. An import key is keyed with the store's own secret, so that nobody can probe for it."""

    def mint(self, kind: str) -> NodeId:
        """A new random id ``kind:…``."""
        ...

    def mint_edge(self, kind: str) -> EdgeId:
        """A new random id ``kind:…`` for an edge."""
        ...

    def key(self, kind: str, *parts: str) -> NodeId:
        """The id that these parts always have in this store."""
        ...

    def edge_key(self, kind: str, *parts: str) -> EdgeId:
        """The edge id that these parts always have in this store."""
        ...


class GraphStore(Protocol):
    """A place that keeps the graph."""

    @property
    def ids(self) -> Ids:
        """Mints this store's ids."""
        ...

    def now(self) -> datetime:
        """The store's injected clock, UTC."""
        ...

    def write(self, changes: Iterable[Change], *, scope: Scope, why: str, commit: CommitId) -> Receipt:
        """Keep all changes or none. Acknowledged means durable.

        Role, consent and existence are checked inside the write's own transaction. Repeating a commit id
        (by the same actor) does nothing and says so. Folded states follow the records in the same commit.

        Raises:
            ForbiddenError: If the scope's roles may not write such a kind, or a subject's consent is missing
                for something the caller can see.
            NodeNotFoundError: If an end, a target or a subject is missing or hidden: the two read alike.
            ConflictError: If a patched field changed since ``seen``.
            BadValueError: If a value breaks the ontology or the value rules.
            TooLargeError: Above 50,000 changes.
        """
        ...

    def view(self, scope: Scope, *, as_of: Moment = None) -> GraphView:
        """The graph as ``scope`` may see it.

        ``as_of`` moves facts only: None is now, a datetime is what held then as known now,
        ``EVERY_MOMENT`` leaves valid time out. Consent and membership are always those of now.
        """
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
