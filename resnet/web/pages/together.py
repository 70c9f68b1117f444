"""All open needs of a client looked at together: which services, through how few agencies, in what order."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from resnet.casework.open_case import read_case
from resnet.graph.elements import NodeId
from resnet.matching.together.plan import PlannedNeed, plan_together
from resnet.matching.together.words import say_formula, say_need, say_sums
from resnet.messages import Messages
from resnet.web.desk import Asked
from resnet.web.render import CASE_ROLES, page


@dataclass(frozen=True)
class NeedShown:
    """One need with what is proposed for it, in words."""

    id: NodeId
    text: str
    lines: tuple[str, ...]
    is_later: bool


def show_together(asked: Asked) -> Response:
    """The plan, as far as the visitor may know of the client; nothing is written."""
    desk = asked.desk
    desk.require(*CASE_ROLES)
    view = desk.view()
    case = read_case(view, asked.node())
    plan = plan_together(desk.network(), view, case.client.id)
    return page(
        desk,
        "together.html",
        case=case.node,
        client=case.client,
        formula=say_formula(plan, desk.words),
        needs=[_need(each, desk.words) for each in plan.needs],
        sums=say_sums(plan, desk.words),
    )


def _need(need: PlannedNeed, words: Messages) -> NeedShown:
    return NeedShown(need.need, need.text, tuple(say_need(need, words)), is_later=bool(need.later))
