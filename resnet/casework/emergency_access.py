"""Break-glass: danger to life opens a person's facts for some hours, with a reason and a reviewer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.access.upkeep import EMERGENCY as FINDING
from resnet.casework.act import Act
from resnet.casework.capacity import LAW
from resnet.casework.notice import Notice, refuse
from resnet.errors import ForbiddenError, NodeNotFoundError
from resnet.graph.access_path import EMERGENCY
from resnet.graph.elements import CommitId, Edge, EdgeId, NodeId, Where
from resnet.graph.reading import edges_out, get_node
from resnet.graph.store import GraphStore
from resnet.ontology.category import PERSONAL, Category
from resnet.ontology.standards import load_standard

_MAY: Final = frozenset({Role.CASE_MANAGER, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class NumberedClient:
    """A client of whom the actor sees nothing: the case number, and exactly the name."""

    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class EmergencyAccess:
    """Whose facts of which categories, why, and who reviews it afterwards (another person than the actor)."""

    subject: NodeId | NumberedClient
    categories: frozenset[Category]
    reason: str
    reviewer: NodeId


@dataclass(frozen=True, slots=True)
class Opened:
    """The edges that opened the facts, and when they close by themselves."""

    edges: tuple[EdgeId, ...]
    until: datetime
    warnings: tuple[Notice, ...]


def open_in_emergency(
    store: GraphStore, scope: Scope, given: EmergencyAccess, *, commit: CommitId | None = None
) -> Opened:
    """Open a person's facts to the actor alone, at most as long as the standard's ``emergency-access``.

    From then on it is ordinary consent with another basis: no second way of reading. The access log names
    the path ``danger-to-life``. The reviewer is shown nothing more for it: name somebody who may see the
    case, such as the supervisor at the agency that holds it (``emergency_review.review_access``).

    Raises:
        ForbiddenError: If the actor is neither case manager nor supervisor.
        NodeNotFoundError: If the subject does not exist (number and name: not both fit one case), or the
            reviewer is hidden.
        RuleError: ``emergency-reason``, ``nothing-asked``, ``not-a-clients-item`` or ``reviews-oneself``.
    """
    act = Act(store, scope, commit)
    if act.actor is None or not scope.roles & _MAY:
        raise ForbiddenError("open facts in an emergency")
    _check(act, given)
    subject = given.subject if isinstance(given.subject, str) else _find(act, given.subject)
    until = load_standard(LAW).clock("emergency-access").due_at(act.now)
    edges = tuple(_open(act, subject, category, given, until) for category in sorted(given.categories))
    act.warn("emergency-review", until=until)
    act.write("emergency access")
    return Opened(edges, until, act.warnings)


def _check(act: Act, given: EmergencyAccess) -> None:
    if not given.reason.strip():
        raise refuse("emergency-reason")
    if not given.categories:
        raise refuse("nothing-asked")
    if given.categories - PERSONAL:
        raise refuse("not-a-clients-item")
    if given.reviewer == act.actor:
        raise refuse("reviews-oneself")
    get_node(act.view, given.reviewer, "person")


def _find(act: Act, wanted: NumberedClient) -> NodeId:
    """The client of that case, whoever holds it.

    A number alone finds nobody, nor does a name, and which of them is wrong is not said. All else is checked
    before: whoever tries out a pair and hits has opened the facts, on the record and before a reviewer.
    """
    view = act.store.view(FINDING)
    cases = view.find("case", Where(equals={"code": wanted.code}), limit=2).nodes
    clients = view.nodes([edge.end for edge in edges_out(view, [each.id for each in cases], "concerns")])
    found = [each.id for each in clients.values() if each.text("name") == wanted.name]
    if not wanted.name or len(found) != 1:
        raise NodeNotFoundError
    return found[0]


def _open(act: Act, subject: NodeId, category: Category, given: EmergencyAccess, until: datetime) -> EdgeId:
    fields = {
        "category": str(category),
        "purpose": "emergency",
        "basis": EMERGENCY,
        "reason": given.reason,
        "reviewer": given.reviewer,
    }
    return act.put_edge(
        Edge(
            id=act.edge_id("consents_to"),
            kind="consents_to",
            start=subject,
            end=NodeId(str(act.actor)),
            fields=fields,
            since=act.now,
            until=until,
        )
    )
