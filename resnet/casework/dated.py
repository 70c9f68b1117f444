"""Facts that hold for a time: a new state ends the old one, so that then and now can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from resnet.casework.act import Act
from resnet.graph.elements import Edge, EdgeId, Node, NodeId
from resnet.graph.reading import edges_out
from resnet.ontology.field import Value


def replace_edge(
    act: Act, kind: str, start: NodeId, end: NodeId, fields: Mapping[str, Value | None]
) -> EdgeId:
    """The edge that holds from now on between these two; one that held until now ends now."""
    end_edges(act, kind, start, end)
    return act.edge(kind, start, end, fields)


def time_of(element: Node | Edge, name: str) -> datetime | None:
    """A field that is an instant, None when unknown or hidden."""
    value = element.get(name)
    return value if isinstance(value, datetime) else None


def end_edges(act: Act, kind: str, start: NodeId, end: NodeId) -> int:
    """End what holds now between these two; how many edges that were."""
    old = [edge for edge in edges_out(act.view, [start], kind) if edge.end == end]
    for edge in old:
        act.end(edge.id)
    return len(old)
