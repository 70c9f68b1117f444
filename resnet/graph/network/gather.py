"""The public elements of a store, read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from resnet.graph.bulk import BulkView
from resnet.graph.elements import Edge, ElementId, Node, NodeId
from resnet.graph.network.public import EDGE_KINDS, NODE_KINDS, WHEREABOUTS, is_public, protected_types
from resnet.graph.network.public_tables import PublicTables
from resnet.graph.reading import edges_out, find_all
from resnet.graph.store import GraphView

AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Gathered:
    """Public nodes and edges by id, as the store last said them."""

    nodes: dict[NodeId, Node] = field(default_factory=dict)
    edges: dict[ElementId, Edge] = field(default_factory=dict)


def gather_tables(view: GraphView) -> PublicTables:
    """All public elements as tables: in bulk where the view hands them out so."""
    if isinstance(view, BulkView):
        found = PublicTables()
        found.read(view)
        return found
    gathered = gather(view)
    return PublicTables.of([*gathered.nodes.values(), *gathered.edges.values()])


def gather(view: GraphView) -> Gathered:
    """All public elements of a view that sees everything at every moment."""
    found = Gathered()
    for kind in NODE_KINDS:
        found.nodes.update((node.id, node) for node in find_all(view, kind) if is_public(node))
    for ids in in_batches(found.nodes):
        found.edges.update((edge.id, edge) for edge in edges_out(view, ids, *EDGE_KINDS) if is_public(edge))
    return found


def in_batches(ids: Iterable[NodeId], size: int = AT_ONCE) -> Iterator[list[NodeId]]:
    """The ids, at most ``size`` at once."""
    listed = list(ids)
    for first in range(0, len(listed), size):
        yield listed[first : first + size]


def for_everyone(gathered: Gathered) -> Gathered:
    """What of it may really stand in the snapshot.

    Public by category is not enough, since a default category is easily left: a team must be a standing one,
    a person must work somewhere or offer something, a place must be that of an agency, group or service.
    No place, point or area of an agency of a protected kind stays, whatever a list said.
    """
    nodes = {
        node_id: node
        for node_id, node in gathered.nodes.items()
        if node.kind != "team" or node.get("is_standing") is True
    }
    hidden = _protected(nodes, gathered.edges.values())
    edges = [
        edge
        for edge in gathered.edges.values()
        if edge.start in nodes
        and edge.end in nodes
        and not (edge.kind in WHEREABOUTS and {edge.start, edge.end} & hidden)
    ]
    working = {edge.start for edge in edges if edge.kind in {"works_for", "member_of", "offers"}}
    located = {edge.end for edge in edges if edge.kind == "located_at"}
    kept = {
        node_id: node
        for node_id, node in nodes.items()
        if (node.kind != "person" or node_id in working) and (node.kind != "place" or node_id in located)
    }
    return Gathered(kept, {edge.id: edge for edge in edges if edge.start in kept and edge.end in kept})


def _protected(nodes: dict[NodeId, Node], edges: Iterable[Edge]) -> set[NodeId]:
    """Protected agencies, their services, and the places of either: none of them is anywhere."""
    listed = list(edges)
    agencies = {node.id for node in nodes.values() if node.text("type") in protected_types()}
    services = {edge.end for edge in listed if edge.kind == "offers" and edge.start in agencies}
    hidden = agencies | services
    return hidden | {edge.end for edge in listed if edge.kind == "located_at" and edge.start in hidden}
