"""The case an act works in, and the agency one works for."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.casework.act import Act
from resnet.casework.notice import refuse
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import Node, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphView
from resnet.ontology.standard import Standard
from resnet.ontology.standards import DEFAULT_STANDARD, load_standard

ENDED = frozenset({"closed", "not-selected"})


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case and its client."""

    node: Node
    client: Node

    @property
    def id(self) -> NodeId:
        """The case's id."""
        return self.node.id

    @property
    def about(self) -> tuple[NodeId, ...]:
        """Whose facts are in its file."""
        return (self.client.id,)

    @property
    def standard(self) -> Standard:
        """The numbers this case is worked by: those it was opened under."""
        return load_standard(self.node.text("standard") or DEFAULT_STANDARD)


def read_case(view: GraphView, case: NodeId) -> OpenCase:
    """The case and its client.

    Raises:
        NodeNotFoundError: If either is missing or hidden.
    """
    node = get_node(view, case, "case")
    clients = view.nodes([edge.end for edge in edges_out(view, [case], "concerns")])
    if not clients:
        raise NodeNotFoundError
    return OpenCase(node, next(iter(clients.values())))


def work_in(act: Act, case: NodeId) -> OpenCase:
    """The case, still open, that an act works in.

    Raises:
        NodeNotFoundError: If it is missing or hidden.
        RuleError: ``case-closed``.
    """
    found = read_case(act.view, case)
    if found.node.text("state") in ENDED:
        raise refuse("case-closed")
    return found


def cases_of(view: GraphView, client: NodeId) -> tuple[Node, ...]:
    """The client's cases that the caller may see, in the order of their codes."""
    cases = view.nodes([edge.start for edge in edges_in(view, [client], "concerns")])
    return tuple(sorted(cases.values(), key=lambda each: (each.text("code"), each.id)))


def workplace(act: Act, asked: NodeId | None = None) -> NodeId:
    """The agency the actor works for; ``asked`` picks one of several.

    Raises:
        RuleError: ``no-workplace`` or ``which-workplace``.
    """
    if act.scope.sees_everything:
        if asked is None:
            raise refuse("which-workplace")
        return get_node(act.view, asked, "agency").id
    agencies = [edge.end for edge in edges_out(act.view, [act.actor] if act.actor else [], "works_for")]
    if asked is not None:
        agencies = [agency for agency in agencies if agency == asked]
    if not agencies:
        raise refuse("no-workplace")
    if len(agencies) > 1:
        raise refuse("which-workplace")
    return agencies[0]
