"""Advocacy: speaking up for a client, a group or the community."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.access.scope import Scope
from resnet.casework.act import Act, Given
from resnet.casework.notice import Notice, refuse
from resnet.casework.open_case import work_in
from resnet.graph.elements import CommitId, NodeId
from resnet.graph.reading import get_node
from resnet.graph.store import GraphStore


@dataclass(frozen=True, kw_only=True)
class AdvocacyGiven:
    """Type, target, source of power, method; the result when there is one."""

    case: NodeId
    type: str
    target: str
    power: str
    method: str
    result: str = ""


@dataclass(frozen=True, slots=True)
class AdvocacyKept:
    """The record of advocacy."""

    advocacy: NodeId
    warnings: tuple[Notice, ...]


def advocate(
    store: GraphStore, scope: Scope, given: AdvocacyGiven, *, commit: CommitId | None = None
) -> AdvocacyKept:
    """Keep what was done to win a right or a resource for the client.

    Raises:
        RuleError: ``no-words`` or ``case-closed``.
        ConsentMissingError: If matters of law and rights may not be recorded.
    """
    act = Act(store, scope, commit)
    case = work_in(act, given.case)
    if not given.target.strip() or not given.method.strip():
        raise refuse("no-words")
    fields: Given = {
        "at": act.now,
        "type": given.type,
        "target": given.target,
        "power": given.power,
        "method": given.method,
        "result": given.result,
    }
    advocacy = act.node("advocacy", fields, about=case.about)
    act.edge("in_case", advocacy, case.id)
    if not given.result.strip():
        act.warn("result-open")
    act.write("advocacy")
    return AdvocacyKept(advocacy, act.warnings)


def note_result(
    store: GraphStore, scope: Scope, advocacy: NodeId, result: str, *, commit: CommitId | None = None
) -> AdvocacyKept:
    """Keep what came of it.

    Raises:
        RuleError: ``no-words``.
    """
    act = Act(store, scope, commit)
    node = get_node(act.view, advocacy, "advocacy")
    if not result.strip():
        raise refuse("no-words")
    act.patch(node, {"result": result})
    act.write("result of advocacy")
    return AdvocacyKept(advocacy, act.warnings)
