"""Entries as they are found, with all that judgements made one with them, where each is read by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from resnet.graph.elements import EdgeId, Node, NodeId
from resnet.graph.protected import denied_by, is_protected
from resnet.graph.reading import edges_in
from resnet.graph.store import GraphView
from resnet.ingest.resolve.apart import ApartView


def as_found(view: GraphView, nodes: Collection[Node]) -> dict[NodeId, Node]:
    """Each of these by its id, as what it is found as: a refuge makes one of all that is one with it."""
    if not isinstance(view, ApartView):
        return {node.id: node for node in nodes}
    heads = {node.id: view.clusters.head(node.id) for node in nodes if node.id in view.clusters.heads}
    found = view.inner.nodes(dict.fromkeys(heads.values()))
    return {node.id: found.get(heads.get(node.id, node.id), node) for node in nodes}


def waiting_with_refuges(view: GraphView, found_as: Mapping[NodeId, Node]) -> set[NodeId]:
    """Those of these entries of which a person has yet to say whether they are one with a refuge."""
    if not isinstance(view, ApartView) or not view.beside:
        return set()
    beside = {each: view.beside[node.id] for each, node in found_as.items() if node.id in view.beside}
    others = view.inner.nodes(sorted({other for each in beside.values() for other in each}))
    refuges = {node.id for node in others.values() if is_protected(node)}
    return {each for each, waits_with in beside.items() if refuges & waits_with}


def denied_words(view: GraphView, found: Collection[Node]) -> frozenset[EdgeId]:
    """What was said of these, as they are found, and answered by a keeper: they are no refuge."""
    whole = view.inner if isinstance(view, ApartView) else view
    asked = sorted({node.id for node in found if node.get("is_protected") is not None})
    edges = edges_in(whole, asked, "describes") if asked else []
    return frozenset(EdgeId(each) for edge in edges if edge.until is None for each in denied_by(edge))
