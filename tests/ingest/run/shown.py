"""All that anybody is shown of where something is: by every role, in the network, in what is exported."""

from __future__ import annotations

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.elements import ElementId, Node, NodeId
from resnet.graph.network.follow import make_network
from resnet.graph.network.search import SEARCHED, search_directory
from resnet.graph.reading import edges_out, find_all
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.ingest.export.rows import directory_sheet, resource_list_sheet
from resnet.messages import messages_for
from resnet.ontology.registry import KINDS

# A partner sees what everybody may, a coordinator the records too; administrators alone read more (0010).
_ROLES = (Role.PARTNER, Role.COORDINATOR)
EVERYWHERE = ["network", *_ROLES]


def shown_to(store: GraphStore, role: Role) -> str:
    """Everything that a stranger in this role finds, now and in the history, as one text."""
    view = store.view(_stranger(role), as_of=EVERY_MOMENT)
    nodes: list[Node] = [node for kind in KINDS for node in find_all(view, kind)]
    edges = view.edges([node.id for node in nodes])
    ids: list[ElementId] = [*(node.id for node in nodes), *(edge.id for edge in edges)]
    history = view.history(ids)
    return repr((nodes, edges, history))


def shown_in_public(store: GraphStore, words: str) -> str:
    """The network, what is exported of it, and what is found by these words."""
    network = make_network(store)
    found = search_directory(network, words, kinds=SEARCHED, limit=10)
    edges = [network.edges_of(kind) for kind in network.edges]
    said = messages_for("ko")
    sheets = [list(make(network, said).rows) for make in (directory_sheet, resource_list_sheet)]
    return repr(([network.node(each) for each in network.ids], edges, sheets, found))


def tells(store: GraphStore, words: str) -> list[str]:
    """Where these words of an address are read."""
    found: list[str] = ["network"] if words in shown_in_public(store, words) else []
    return found + [role for role in _ROLES if words in shown_to(store, role)]


def areas_of(store: GraphStore, agency: NodeId) -> list[str]:
    """Where the area of an agency is read."""
    found: list[str] = ["network"] if make_network(store).edges_out(agency, "in_area") else []
    views = {role: store.view(_stranger(role)) for role in _ROLES}
    return found + [role for role, view in views.items() if edges_out(view, [agency], "in_area")]


def _stranger(role: Role) -> Scope:
    return Scope.of(NodeId("person:stranger"), frozenset({role}), reason="look")
