"""Which of several that became one an edge is about: judgements move edges, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from resnet.graph.elements import Edge, EdgeId, NodeId
from resnet.graph.store import GraphView, Ids
from resnet.ingest.resolve.clusters import Clusters

Ends = tuple[NodeId, NodeId]


def own_ends(view: GraphView, ids: Ids, clusters: Clusters, edges: Iterable[Edge]) -> dict[EdgeId, Ends]:
    """The ends that each edge would have without any judgement.

    An edge that a list made is known by its key, which is that of its own ends even where the list was read
    after the judgement. Any other began where it was written, as the log tells.
    """
    found: dict[EdgeId, Ends] = {}
    unsure: list[Edge] = []
    for edge in edges:
        ends = keyed_ends(ids, clusters, edge)
        if ends is None:
            unsure.append(edge)
        else:
            found[edge.id] = ends
    found.update(_begun(view, clusters, unsure))
    return found


def keyed_ends(ids: Ids, clusters: Clusters, edge: Edge) -> Ends | None:
    """The ends by which the edge's id was made; None when it was not made by a key of its ends."""
    starts, ends = clusters.all_of(edge.start), clusters.all_of(edge.end)
    if len(starts) == 1 and len(ends) == 1:
        return edge.start, edge.end
    return next(
        (each for each in product(starts, ends) if ids.edge_key(edge.kind, *each) == edge.id),
        None,
    )


def _begun(view: GraphView, clusters: Clusters, edges: list[Edge]) -> Iterator[tuple[EdgeId, Ends]]:
    first: dict[EdgeId, Edge] = {}
    for entry in view.history([edge.id for edge in edges]) if edges else ():
        if isinstance(entry.element, Edge):
            first.setdefault(entry.element.id, entry.element)
    for edge in edges:
        began = first.get(edge.id, edge)
        is_sound = clusters.is_one(began.start, edge.start) and clusters.is_one(began.end, edge.end)
        yield edge.id, (began.start, began.end) if is_sound else (edge.start, edge.end)
