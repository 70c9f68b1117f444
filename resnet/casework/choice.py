"""The choice: what was shown, who decided, and why. The program proposes; a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.act import Act, Given
from resnet.casework.notice import Notice, refuse
from resnet.casework.open_case import OpenCase, work_in
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import CommitId, Node, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphStore
from resnet.ontology.vocabulary import load_vocabulary

OPTIONS: Final = ("service", "person", "group")


@dataclass(frozen=True, kw_only=True)
class ChoiceGiven:
    """What was shown for a need and what was taken; ``chosen`` None is that the client wants none of it.

    ``override_ground`` is asked of a professional who decides against or without the client: danger to
    life or safety, nothing else. ``policy`` ranked the options.
    """

    need: NodeId
    options: tuple[NodeId, ...]
    chosen: NodeId | None
    decided_by: str
    reason: str = ""
    override_ground: str | None = None
    policy: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceKept:
    """The choice."""

    choice: NodeId
    warnings: tuple[Notice, ...]


def choose(
    store: GraphStore, scope: Scope, given: ChoiceGiven, *, commit: CommitId | None = None
) -> ChoiceKept:
    """Keep a choice.

    Raises:
        RuleError: ``options-shown``, ``chosen-of-shown``, ``override-ground``, ``no-override``,
            ``decides-for-oneself``, ``not-in-this-case`` or ``case-closed``.
        NodeNotFoundError: If the need or an option is missing or hidden.
    """
    act = Act(store, scope, commit)
    choice, _ = add_choice(act, given)
    act.write("choice")
    return ChoiceKept(choice, act.warnings)


def add_choice(act: Act, given: ChoiceGiven) -> tuple[NodeId, OpenCase]:
    """The choice among an act's changes, and the case it is made in; raises as ``choose``."""
    get_node(act.view, given.need, "agreed_need")
    case = case_of_need(act, given.need)
    _check(act, given)
    options = [get_node(act.view, option, *OPTIONS) for option in given.options]
    _warn(act, given, options, case)
    fields: Given = {
        "at": act.now,
        "options": given.options,
        "decided_by": given.decided_by,
        "reason": given.reason,
        "override_ground": given.override_ground,
        "policy": given.policy,
    }
    choice = act.node("choice", fields, about=case.about)
    act.edge("in_case", choice, case.id)
    act.edge("chose_for", choice, given.need)
    if given.chosen is not None:
        act.edge("chose", choice, given.chosen)
    return choice, case


def case_of_need(act: Act, need: NodeId) -> OpenCase:
    """The open case an agreed need belongs to.

    Raises:
        NodeNotFoundError: If the need, or the case of somebody's need, is missing or hidden.
        RuleError: ``not-in-this-case`` (a need of the community has none) or ``case-closed``.
    """
    for edge in edges_out(act.view, [need], "in_case"):
        return work_in(act, edge.end)
    if get_node(act.view, need, "agreed_need").about:
        # It has one that is not for the actor: to say more would tell of it.
        raise NodeNotFoundError
    raise refuse("not-in-this-case")


def _check(act: Act, given: ChoiceGiven) -> None:
    if not given.options:
        raise refuse("options-shown")
    if given.chosen is not None and given.chosen not in given.options:
        raise refuse("chosen-of-shown")
    needs_ground = load_vocabulary("deciders").term(given.decided_by).flag("needs_ground")
    if needs_ground and (given.override_ground is None or not given.reason.strip()):
        raise refuse("override-ground")
    if given.override_ground is not None and not needs_ground:
        raise refuse("no-override")
    if act.scope.roles == {Role.CLIENT} and given.decided_by != "client":
        raise refuse("decides-for-oneself")


def _warn(act: Act, given: ChoiceGiven, options: list[Node], case: OpenCase) -> None:
    if len(given.options) == 1:
        act.warn("one-option-only")
    if given.override_ground is not None:
        act.warn("override-recorded")
    is_informal = any(option.kind in {"person", "group"} for option in options)
    if not is_informal and edges_in(act.view, [case.client.id], "supports"):
        act.warn("informal-not-shown")
