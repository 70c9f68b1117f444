"""Small questions that every room asks of a view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from resnet.errors import NodeNotFoundError
from resnet.graph.elements import EVERYWHERE, Cursor, Direction, Edge, Node, NodeId, Where
from resnet.graph.store import GraphView

# How many ids a question of very many is cut into.
AT_ONCE: Final = 2_000


def get_node(view: GraphView, node_id: NodeId, *kinds: str) -> Node:
    """The node, of one of ``kinds`` when given.

    Raises:
        NodeNotFoundError: If it is missing, hidden, or of another kind.
    """
    node = view.nodes([node_id]).get(node_id)
    if node is None or (kinds and node.kind not in kinds):
        raise NodeNotFoundError
    return node


def find_all(view: GraphView, kind: str, where: Where = EVERYWHERE) -> Iterator[Node]:
    """Every visible node of ``kind``, page by page, in page order."""
    after: Cursor | None = None
    while True:
        page = view.find(kind, where, after=after, limit=1000)
        yield from page.nodes
        after = page.next
        if after is None:
            return


def edges_out(view: GraphView, ids: Iterable[NodeId], *kinds: str) -> list[Edge]:
    """The edges of these kinds that start at these nodes."""
    return view.edges(ids, kinds, direction=Direction.OUT)


def edges_in(view: GraphView, ids: Iterable[NodeId], *kinds: str) -> list[Edge]:
    """The edges of these kinds that end at these nodes."""
    return view.edges(ids, kinds, direction=Direction.IN)


def never_held(element: Node | Edge) -> bool:
    """Whether the fact was taken back altogether: its valid time is empty, so no moment knows it.

    Only a view of every moment still shows it.
    """
    return element.since is not None and element.until is not None and element.until <= element.since


def holds_at(edge: Edge, moment: datetime) -> bool:
    """Whether it is so then: a view of every moment shows also what has ended or is yet to begin."""
    return (edge.since is None or edge.since <= moment) and (edge.until is None or edge.until > moment)
