"""Who did something with a list, by name."""

from __future__ import annotations

from resnet.graph.elements import NodeId
from resnet.graph.store import GraphView


def name_of(view: GraphView, said_by: str) -> str:
    """The name of a person by id, as far as it may be seen; words that are no id stand as they are."""
    if not said_by.startswith("person:"):
        return said_by or "–"
    known = view.nodes([NodeId(said_by)])
    return known[NodeId(said_by)].text("name") if known else "–"
