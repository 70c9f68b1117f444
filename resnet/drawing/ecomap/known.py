"""What the records know of help around a client that the client has not been asked about."""

from __future__ import annotations

from collections.abc import Iterable

from resnet.drawing.ecomap.model import Relation
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_in, edges_out
from resnet.graph.store import GraphView

# Help that comes is known to flow to the client; whether it is close or strained only the client can say.
_TO_CLIENT = "to-client"


def known_help(view: GraphView, client: NodeId, asked: Iterable[NodeId]) -> dict[NodeId, Relation]:
    """Supporters, and providers of services the client receives, each with what is known to come from it.

    A service stands for itself where the client was asked about it, or where no provider may be seen.
    """
    help_of: dict[NodeId, list[str]] = {}
    for edge in edges_in(view, [client], "supports"):
        help_of.setdefault(edge.start, []).append(edge.text("gives"))
    asked = set(asked)
    services = [edge.end for edge in edges_out(view, [client], "receives")]
    names = {service: node.text("name") for service, node in view.nodes(services).items()}
    providers: dict[NodeId, list[NodeId]] = {}
    for edge in edges_in(view, services, "offers"):
        providers.setdefault(edge.end, []).append(edge.start)
    for service, name in names.items():
        for end in [service] if service in asked else providers.get(service, [service]):
            help_of.setdefault(end, []).append(name)
    return {end: Relation(flow=_TO_CLIENT, known=_joined(said)) for end, said in help_of.items()}


def _joined(said: Iterable[str]) -> str:
    return ", ".join(sorted({each for each in said if each}))
