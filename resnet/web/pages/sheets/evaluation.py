"""The sheet of what became of an item of the plan: achieved as the client rates it, extended, or not."""

from __future__ import annotations

from starlette.responses import Response

from resnet.casework.plan import ItemEvaluation, evaluate_item
from resnet.graph.elements import NodeId
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import CaseDesk, case_desk, case_sheet, field_ask
from resnet.web.render import Onward, onward
from resnet.web.sheet import Ask, Filled, Group, Sheet, Way, show_sheet, take_sheet


def show_evaluation(asked: Asked) -> Response:
    """The empty sheet."""
    at = case_desk(asked)
    return show_sheet(at.desk, _sheet(at))


def take_evaluation(asked: Asked) -> Response:
    """Keep what became of the item."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        given = ItemEvaluation(
            item=NodeId(filled.text("item")), verdict=filled.text("verdict"), score=filled.whole("score")
        )
        kept = evaluate_item(at.desk.store, at.desk.scope, given, commit=asked.commit("evaluation"))
        return onward(at.desk, f"{at.href}#file", "sheet-evaluation-kept", kept.warnings)

    return take_sheet(asked, _sheet(at), act)


def _sheet(at: CaseDesk) -> Sheet:
    desk, words = at.desk, at.desk.words
    items = tuple((node.id, node.text("short_goal") or node.text("action")) for node in at.file("plan_item"))
    item = Ask(
        name="item", label=words.text("sheet-plan-item"), way=Way.PICK, options=items, is_required=True
    )
    groups = (
        Group(
            "",
            (
                item,
                field_ask(desk, "plan_item", "verdict", Way.PICK, is_required=True),
                field_ask(desk, "plan_item", "score", Way.WHOLE, hint=words.text("sheet-score-hint")),
            ),
        ),
    )
    return case_sheet(at, "evaluation", groups, {"score-asked": "score", "points": "score"})
