"""Who works in the case, and how much: assignment, caseload, level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.notice import Notice, refuse
from resnet.casework.open_case import ENDED, OpenCase, work_in
from resnet.graph.elements import CommitId, EdgeId, Node, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphStore, GraphView

# One person carries the case; the others of a case help.
_CARRIES: Final = frozenset({"case-manager", "part-time", "assistant"})
_LOW_RISK: Final = frozenset({"", "low"})


@dataclass(frozen=True, kw_only=True)
class AssignmentGiven:
    """Which worker carries the case, or helps in another role (vocabulary ``case_roles``)."""

    case: NodeId
    worker: NodeId
    role: str = "case-manager"


@dataclass(frozen=True, slots=True)
class Assigned:
    """The edge from the case to its worker."""

    edge: EdgeId
    warnings: tuple[Notice, ...]


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """How a case is judged from the assessment; the reason of a level is part of it."""

    case: NodeId
    level: str | None = None
    reason: str = ""
    risk: str | None = None
    service_type: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """The case."""

    case: NodeId
    warnings: tuple[Notice, ...]


def assign(
    store: GraphStore, scope: Scope, given: AssignmentGiven, *, commit: CommitId | None = None
) -> Assigned:
    """Give the case to a worker; who carried it until now no longer does. Over the caseload it warns.

    Raises:
        NodeNotFoundError: If case or worker is missing or hidden.
        RuleError: ``no-worker`` or ``case-closed``.
    """
    act = Act(store, scope, commit)
    case, role = work_in(act, given.case), given.role
    worker = get_node(act.view, given.worker, "person").id
    if not edges_out(act.view, [worker], "works_for"):
        raise refuse("no-worker")
    if role in _CARRIES:
        for edge in edges_out(act.view, [case.id], "assigned_to"):
            if edge.text("role") in _CARRIES:
                act.end(edge.id)
    edge_id = act.edge("assigned_to", case.id, worker, {"role": role})
    if role == "assistant" and case.node.text("risk") not in _LOW_RISK:
        act.warn("assistant-low-risk")
    if role in _CARRIES:
        _warn_of_caseload(act, case, worker)
    act.write("case assigned")
    return Assigned(edge_id, act.warnings)


def judge(store: GraphStore, scope: Scope, given: Judgement, *, commit: CommitId | None = None) -> Judged:
    """Set level, risk, type or state of a case.

    Raises:
        RuleError: ``level-reason``, ``nothing-said``, ``closing-door`` or ``case-closed``.
    """
    act = Act(store, scope, commit)
    case = work_in(act, given.case)
    if given.level is not None and not given.reason.strip():
        raise refuse("level-reason")
    if given.state in ENDED | {"follow-up"}:
        raise refuse("closing-door")
    fields = {
        "level": given.level,
        "level_reason": given.reason or None,
        "risk": given.risk,
        "service_type": given.service_type,
        "state": given.state,
    }
    known = {name: value for name, value in fields.items() if value is not None}
    if not known:
        raise refuse("nothing-said")
    act.patch(case.node, known)
    if given.level == "emergency":
        act.warn("emergency-now")
    act.write("case judged")
    return Judged(case.id, act.warnings)


def caseload(view: GraphView, worker: NodeId) -> tuple[Node, ...]:
    """The open cases the worker carries, as far as the caller sees them."""
    edges = [edge for edge in edges_in(view, [worker], "assigned_to") if edge.text("role") in _CARRIES]
    cases = view.nodes([edge.start for edge in edges])
    return tuple(case for case in cases.values() if case.text("state") not in ENDED)


def _warn_of_caseload(act: Act, case: OpenCase, worker: NodeId) -> None:
    """Source: handbook, standard caseload; over it: transfer, a managed wait list, part-time managers."""
    service_type = case.node.text("service_type") or "basic"
    same = [
        each
        for each in caseload(act.view, worker)
        if (each.text("service_type") or "basic") == service_type and each.id != case.id
    ]
    limit = case.standard.caseload(service_type).at_most
    if limit is not None and len(same) + 1 > limit:
        act.warn("caseload", count=len(same) + 1, limit=limit)
