"""Systems that could be there and are not yet: whom a referral that nobody accepted is addressed to."""

from __future__ import annotations

from collections.abc import Collection

from resnet.drawing.ecomap.model import Relation
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_in, edges_out
from resnet.graph.store import GraphView

# Written, sent or waiting: what was accepted is received, and what was declined or ended is nothing.
_PROPOSED = frozenset({"draft", "requested", "on-hold"})


def planned_help(view: GraphView, client: NodeId, there: Collection[NodeId]) -> dict[NodeId, Relation]:
    """Receivers of the client's open proposals who are not ``there`` already, each with the service asked."""
    letters = [edge.start for edge in edges_in(view, [client], "about_client")]
    proposed = {
        letter: node.text("service_asked")
        for letter, node in view.nodes(sorted(letters)).items()
        if node.text("state") in _PROPOSED
    }
    asked: dict[NodeId, set[str]] = {}
    for edge in edges_out(view, sorted(proposed), "addressed_to"):
        if edge.end not in there:
            asked.setdefault(edge.end, set()).add(proposed[edge.start])
    return {end: Relation(planned=", ".join(sorted(filter(None, said)))) for end, said in asked.items()}
