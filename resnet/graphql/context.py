"""What one GraphQL request works with: one view, and loaders that read each kind of edge once a level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from strawberry.dataloader import DataLoader
from strawberry.types import Info as StrawberryInfo

from resnet.graph.elements import Direction, Edge, Node, NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.store import GraphStore, GraphView
from resnet.serving.threads import in_thread

Joined = tuple[Edge, Node]


@dataclass
class Context:
    """One request's; the view limits everything that is read."""

    store: GraphStore
    view: GraphView
    network: Network
    _nodes: DataLoader[NodeId, Node | None] | None = None
    _joined: dict[tuple[str, Direction], DataLoader[NodeId, list[Joined]]] = field(default_factory=dict)

    @property
    def nodes(self) -> DataLoader[NodeId, Node | None]:
        """Nodes by id, None when missing or hidden."""
        if self._nodes is None:
            self._nodes = DataLoader(load_fn=partial(_load_nodes, self.view))
        return self._nodes

    def joined(self, kind: str, direction: Direction) -> DataLoader[NodeId, list[Joined]]:
        """For each node its edges of ``kind`` in ``direction``, each with the node at the other end."""
        key = (kind, direction)
        if key not in self._joined:
            self._joined[key] = DataLoader(load_fn=partial(_load_joined, self.view, kind, direction))
        return self._joined[key]


Info = StrawberryInfo[Context, None]


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
    edges = view.edges(ids, (kind,), direction=direction)
    at = {edge.id: edge.start if direction is Direction.OUT else edge.end for edge in edges}
    others = view.nodes({edge.other(at[edge.id]) for edge in edges})
    rows: dict[NodeId, list[Joined]] = {each: [] for each in ids}
    for edge in edges:
        other = others.get(edge.other(at[edge.id]))
        # The views of edges and nodes are two reads: an end erased between them drops its edge.
        if other is not None:
            rows[at[edge.id]].append((edge, other))
    return [rows[each] for each in ids]
