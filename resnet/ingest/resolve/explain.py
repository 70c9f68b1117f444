"""The evidence on one pair, for a person to judge by."""

from __future__ import annotations

from resnet.graph.elements import NodeId
from resnet.graph.store import GraphView
from resnet.ingest.resolve.evidence import Evidence


def explain(view: GraphView, one: NodeId, other: NodeId) -> tuple[Evidence, ...]:
    """What speaks for and against, as far as the view shows it."""
    del view, one, other
    return ()
