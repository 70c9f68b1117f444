"""What one GraphQL request works with: one view, and loaders that read each kind of edge once a level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeVar

from graphql import DocumentNode
from strawberry.dataloader import DataLoader
from strawberry.types import Info as StrawberryInfo

from resnet.access.scope import Scope
from resnet.graph.elements import Direction, Edge, Node, NodeId
from resnet.graph.network.follow import NetworkFollower
from resnet.graph.network.snapshot import Network
from resnet.graph.store import GraphStore, GraphView
from resnet.graphql.limits import NODE_LIMIT, Budget
from resnet.serving.threads import in_thread

T = TypeVar("T")
Joined = tuple[Edge, Node]
_ID_BYTES: Final = 200
_NOBODY: Final = NodeId("none:")


@dataclass(eq=False)
class Context:
    """One request's; the view limits everything that is read, the budget how much."""

    store: GraphStore
    view: GraphView
    follower: NetworkFollower
    document: DocumentNode
    budget: Budget = field(default_factory=Budget)
    _nodes: DataLoader[NodeId, Node | None] | None = None
    _joined: dict[tuple[str, Direction], DataLoader[NodeId, list[Joined]]] = field(default_factory=dict)

    @property
    def scope(self) -> Scope:
        """Whose request it is."""
        return self.view.scope

    async def network(self) -> Network:
        """The public network of now."""
        return await in_thread(self.follower.network)

    def renew(self) -> None:
        """Forget what was read, since something was written; the budget goes on."""
        self.view = self.store.view(self.scope)
        self._nodes = None
        self._joined = {}

    async def node(self, node_id: NodeId) -> Node | None:
        """The node, None when missing or hidden."""
        return (await self.nodes([node_id]))[0]

    async def nodes(self, ids: Sequence[NodeId]) -> list[Node | None]:
        """The nodes in the order asked, None where missing or hidden."""
        if self._nodes is None:
            self._nodes = DataLoader(load_fn=partial(_load_nodes, self.view))
        return self.counted(await self._nodes.load_many(ids))

    def counted(self, listed: list[T]) -> list[T]:
        """The list, counted among the nodes of the answer."""
        self.budget.spend(len(listed))
        return listed

    async def out(self, node_id: NodeId, kind: str) -> list[Joined]:
        """The node's edges of ``kind`` that start at it, each with the node at the other end."""
        return await self._rows([node_id], kind, Direction.OUT)

    async def into(self, node_id: NodeId, kind: str) -> list[Joined]:
        """The node's edges of ``kind`` that end at it, each with the node at the other end."""
        return await self._rows([node_id], kind, Direction.IN)

    async def into_many(self, ids: Sequence[NodeId], kind: str) -> list[Joined]:
        """The same for several nodes, in their order."""
        return await self._rows(ids, kind, Direction.IN)

    async def out_many(self, ids: Sequence[NodeId], kind: str) -> list[Joined]:
        """As ``out`` for several nodes, in their order."""
        return await self._rows(ids, kind, Direction.OUT)

    async def _rows(self, ids: Sequence[NodeId], kind: str, direction: Direction) -> list[Joined]:
        found = await self._loader(kind, direction).load_many(ids)
        return self.counted([row for rows in found for row in rows])

    def _loader(self, kind: str, direction: Direction) -> DataLoader[NodeId, list[Joined]]:
        key = (kind, direction)
        if key not in self._joined:
            self._joined[key] = DataLoader(load_fn=partial(_load_joined, self.view, kind, direction))
        return self._joined[key]


Info = StrawberryInfo[Context, None]


def id_of(given: str) -> NodeId:
    """The id a caller gave; what can be no id becomes one that nothing has.

    >>> id_of("person:" + chr(0)) == id_of("")
    True
    """
    is_id = bool(given) and given.isascii() and given.isprintable() and len(given) <= _ID_BYTES
    return NodeId(given) if is_id else _NOBODY


async def _load_nodes(view: GraphView, ids: Sequence[NodeId]) -> list[Node | None]:
    found = await in_thread(view.nodes, ids)
    return [found.get(each) for each in ids]


async def _load_joined(
    view: GraphView, kind: str, direction: Direction, ids: Sequence[NodeId]
) -> list[list[Joined]]:
    return await in_thread(_read_joined, view, kind, direction, ids)


def _read_joined(
    view: GraphView, kind: str, direction: Direction, ids: Sequence[NodeId]
) -> list[list[Joined]]:
    # One more than fits, so that the budget, and not a silent cut, ends what is too long.
    edges = view.edges(ids, (kind,), direction=direction, limit_each=NODE_LIMIT + 1)
    sides = [(edge, edge.start if direction is Direction.OUT else edge.end) for edge in edges]
    others = view.nodes({edge.other(side) for edge, side in sides})
    rows: dict[NodeId, list[Joined]] = {each: [] for each in ids}
    for edge, side in sides:
        # The views of edges and nodes are two reads: an end erased between them drops its edge.
        if (other := others.get(edge.other(side))) is not None:
            rows[side].append((edge, other))
    return [rows[each] for each in ids]
