"""The sheet of an agreed need: what client and case manager settle on, out of what was said."""

from __future__ import annotations

from starlette.responses import Response

from resnet.casework.agreed_need import NeedGiven, settle_need
from resnet.graph.elements import NodeId
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import CaseDesk, case_desk, field_ask
from resnet.web.render import Onward, onward
from resnet.web.sheet import Ask, Filled, Group, Sheet, Way, show_sheet, take_sheet


def show_agreed_need(asked: Asked) -> Response:
    """The empty sheet."""
    at = case_desk(asked)
    return show_sheet(at.desk, _sheet(at))


def take_agreed_need(asked: Asked) -> Response:
    """Settle the need; its page finds the ways."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        given = NeedGiven(
            case=at.case.id,
            text=filled.text("text"),
            domain=filled.text("domain"),
            level=filled.text("level"),
            statements=tuple(NodeId(each) for each in filled.codes("statements")),
            priority=filled.whole("priority"),
            service_classes=filled.codes("service_classes") or None,
            wanted_per_week=filled.number("wanted_per_week"),
            weekdays=filled.codes("weekdays") or None,
            from_minute=filled.whole("from_minute"),
            until_minute=filled.whole("until_minute"),
            cost_limit_won=filled.whole("cost_limit_won"),
            reach_km=filled.number("reach_km"),
            language=filled.text("language") or None,
            preferences=filled.codes("preferences") or None,
            preference=filled.text("preference"),
        )
        kept = settle_need(at.desk.store, at.desk.scope, given, commit=asked.commit("need"))
        return onward(at.desk, f"/needs/{kept.need}", "sheet-need-kept", kept.warnings)

    return take_sheet(asked, _sheet(at), act)


def _sheet(at: CaseDesk) -> Sheet:
    desk, words = at.desk, at.desk.words
    said = tuple((node.id, f"“{node.text('words')}”") for node in at.file("statement"))

    def ask(name: str, way: Way, **more: bool | str) -> Ask:
        return field_ask(desk, "agreed_need", name, way, **more)

    return Sheet(
        title=words.text("sheet-need"),
        address=f"{at.href}/need",
        back=at.href,
        back_words=at.back_words,
        send=words.text("sheet-keep"),
        says=words.text("sheet-need-says"),
        at={"no-words": "text", "not-in-this-case": "statements"},
        groups=(
            Group(
                "",
                (
                    ask("text", Way.LINE, is_required=True),
                    Ask(name="statements", label=words.text("sheet-settled"), way=Way.PICKS, options=said),
                    ask("domain", Way.PICK, is_required=True),
                    ask("level", Way.PICK, is_required=True),
                    ask("priority", Way.WHOLE, hint=words.text("sheet-priority-hint")),
                ),
            ),
            Group(
                words.text("sheet-what-meets"),
                (ask("service_classes", Way.PICKS), ask("wanted_per_week", Way.NUMBER)),
            ),
            Group(
                words.text("sheet-what-suits"),
                (
                    ask("weekdays", Way.PICKS),
                    ask("from_minute", Way.TIME),
                    ask("until_minute", Way.TIME),
                    ask("cost_limit_won", Way.WHOLE),
                    ask("reach_km", Way.NUMBER),
                    ask("language", Way.PICK),
                    ask("preferences", Way.PICKS),
                    ask("preference", Way.TEXT, hint=words.text("sheet-preference-hint")),
                ),
            ),
        ),
    )
