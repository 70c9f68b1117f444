"""What is around the client: relations of the eco-map, and services already received."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.dated import end_edges, replace_edge
from resnet.casework.notice import Notice, refuse
from resnet.graph.elements import CommitId, EdgeId, NodeId
from resnet.graph.reading import edges_out, get_node
from resnet.graph.store import GraphStore
from resnet.ontology.field import Value

SYSTEMS: Final = ("person", "group", "agency", "service")


@dataclass(frozen=True, kw_only=True)
class RelationGiven:
    """A system around the client as the client says now; what was not asked stays None and is drawn so.

    ``importance`` and ``nearness`` are points of 5, in the client's own judgement.
    """

    client: NodeId
    system: NodeId
    nature: str | None = None
    flow: str | None = None
    importance: int | None = None
    nearness: int | None = None
    words: str = ""

    def fields(self) -> dict[str, Value | None]:
        """As fields of the edge."""
        return {
            "nature": self.nature,
            "flow": self.flow,
            "importance": self.importance,
            "nearness": self.nearness,
            "words": self.words,
        }


@dataclass(frozen=True, kw_only=True)
class ReceivedGiven:
    """What the client receives now, from all sides: frequency, amount, who pays, whether it suffices."""

    client: NodeId
    service: NodeId
    per_week: float | None = None
    amount: str = ""
    payer: str = ""
    is_sufficient: bool | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """The edge that holds from now on; None when it only ended."""

    edge: EdgeId | None
    warnings: tuple[Notice, ...]


def relate(
    store: GraphStore, scope: Scope, given: RelationGiven, *, commit: CommitId | None = None
) -> Related:
    """Keep a relation of the eco-map; the state until now ends, and stays for comparing.

    Raises:
        NodeNotFoundError: If client or system is missing or hidden.
        RuleError: ``points``.
    """
    act = Act(store, scope, commit)
    get_node(act.view, given.client, "person")
    get_node(act.view, given.system, *SYSTEMS)
    check_points(given)
    edge = replace_edge(act, "relates_to", given.client, given.system, given.fields())
    act.write("eco-map relation")
    return Related(edge, act.warnings)


def check_points(given: RelationGiven) -> None:
    """Refuse points off the scale.

    Raises:
        RuleError: ``points``.
    """
    for points in (given.importance, given.nearness):
        if points is not None and not 1 <= points <= 5:
            raise refuse("points", low=1, high=5)


def receive(
    store: GraphStore, scope: Scope, given: ReceivedGiven, *, commit: CommitId | None = None
) -> Related:
    """Keep what the client already receives; another service of the same class from elsewhere warns.

    Raises:
        NodeNotFoundError: If client or service is missing or hidden.
        ConsentMissingError: If services received may not be recorded.
    """
    act = Act(store, scope, commit)
    get_node(act.view, given.client, "person")
    _warn_of_overlap(act, given)
    fields = {
        "per_week": given.per_week,
        "amount": given.amount,
        "payer": given.payer,
        "is_sufficient": given.is_sufficient,
    }
    edge = replace_edge(act, "receives", given.client, given.service, fields)
    act.write("service received")
    return Related(edge, act.warnings)


def no_longer(
    store: GraphStore,
    scope: Scope,
    kind: str,
    ends: tuple[NodeId, NodeId],
    *,
    commit: CommitId | None = None,
) -> Related:
    """A relation, a service received or a support (``relates_to``, ``receives``, ``supports``) ends now.

    Raises:
        RuleError: ``nothing-ends``.
    """
    act = Act(store, scope, commit)
    if kind not in {"relates_to", "receives", "supports"} or not end_edges(act, kind, *ends):
        raise refuse("nothing-ends")
    act.write(f"{kind} ended")
    return Related(None, act.warnings)


def _warn_of_overlap(act: Act, given: ReceivedGiven) -> None:
    """Overlap is what case management coordinates: it is shown, never forbidden (domain.md §7.3)."""
    service = get_node(act.view, given.service, "service")
    received = act.view.nodes([edge.end for edge in edges_out(act.view, [given.client], "receives")])
    same = [
        other.text("name")
        for other in received.values()
        if other.id != service.id
        and other.text("service_class")
        and other.text("service_class") == service.text("service_class")
    ]
    if same:
        act.warn("same-service-elsewhere", services=tuple(sorted(same)), count=len(same))
