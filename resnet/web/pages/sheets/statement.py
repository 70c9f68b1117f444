"""The sheet of a presented need: words as spoken, by whom, of whose need."""

from __future__ import annotations

from starlette.responses import Response

from resnet.casework.statement import StatementGiven, take_statement
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import CaseDesk, case_desk, field_ask
from resnet.web.render import Onward, onward
from resnet.web.sheet import Ask, Filled, Group, Sheet, Way, show_sheet, take_sheet


def show_statement(asked: Asked) -> Response:
    """The empty sheet."""
    at = case_desk(asked)
    return show_sheet(at.desk, _sheet(at))


def take_statement_sheet(asked: Asked) -> Response:
    """Keep what was said."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        need_of = filled.text("need_of") or filled.text("need_of_words")
        given = StatementGiven(
            case=at.case.id,
            words=filled.text("words"),
            domain=filled.text("domain"),
            level=filled.text("level"),
            spoken_by=filled.text("spoken_by"),
            need_of="" if need_of == at.case.client.id else need_of,
            severity=filled.whole("severity_before"),
            is_of_mind=filled.is_ticked("is_of_mind"),
        )
        kept = take_statement(at.desk.store, at.desk.scope, given, commit=asked.commit("statement"))
        return onward(at.desk, at.href, "sheet-statement-kept", kept.warnings)

    return take_sheet(asked, _sheet(at), act)


def _sheet(at: CaseDesk) -> Sheet:
    desk, words = at.desk, at.desk.words
    need_of = Ask(
        name="need_of",
        label=words.text("sheet-need-of"),
        way=Way.PICK,
        options=at.people(),
        is_required=False,
        hint=words.text("sheet-need-of-hint"),
    )
    return Sheet(
        title=words.text("sheet-statement"),
        address=f"{at.href}/statement",
        back=at.href,
        back_words=at.back_words,
        send=words.text("sheet-keep"),
        says=words.text("sheet-statement-says"),
        at={"no-words": "words", "severity": "severity_before"},
        groups=(
            Group(
                "",
                (
                    field_ask(desk, "statement", "words", Way.TEXT, is_required=True),
                    field_ask(
                        desk,
                        "statement",
                        "spoken_by",
                        Way.LINE,
                        hint=words.text("sheet-spoken-by-hint"),
                    ),
                    need_of,
                    Ask(name="need_of_words", label=words.text("sheet-need-of-words")),
                    field_ask(desk, "statement", "domain", Way.PICK, is_required=True),
                    Ask(name="is_of_mind", label=words.text("sheet-of-mind"), way=Way.TICK),
                    field_ask(desk, "statement", "level", Way.PICK, is_required=True),
                    field_ask(
                        desk,
                        "statement",
                        "severity_before",
                        Way.WHOLE,
                        hint=words.text("sheet-severity-hint"),
                    ),
                ),
            ),
        ),
    )
