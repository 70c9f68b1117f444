"""The public elements of a store, read once."""

from __future__ import annotations

from collections.abc import Iterator

from resnet.graph.batches import in_batches
from resnet.graph.bulk import BulkView
from resnet.graph.network.public import EDGE_KINDS, NODE_KINDS, is_public
from resnet.graph.network.public_tables import Element, PublicTables
from resnet.graph.reading import AT_ONCE, edges_out, find_all
from resnet.graph.store import GraphView


def gather_tables(view: GraphView) -> PublicTables:
    """All public elements as tables: in bulk where the view hands them out so."""
    if isinstance(view, BulkView):
        found = PublicTables()
        found.read(view)
        return found
    return PublicTables.of(_gather(view))


def _gather(view: GraphView) -> Iterator[Element]:
    """All public elements of a view that sees everything at every moment."""
    nodes = {node.id: node for kind in NODE_KINDS for node in find_all(view, kind) if is_public(node)}
    yield from nodes.values()
    for ids in in_batches(nodes, AT_ONCE):
        yield from (edge for edge in edges_out(view, ids, *EDGE_KINDS) if is_public(edge))
