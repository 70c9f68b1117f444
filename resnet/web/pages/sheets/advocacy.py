"""The sheets of advocacy: what was done to win a right or a resource, and what came of it."""

from __future__ import annotations

from starlette.responses import Response

from resnet.casework.advocacy import AdvocacyGiven, advocate, note_result
from resnet.graph.elements import NodeId
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import CaseDesk, case_desk, case_sheet, field_ask
from resnet.web.render import Onward, onward
from resnet.web.sheet import Ask, Filled, Group, Sheet, Way, show_sheet, take_sheet


def show_advocacy(asked: Asked) -> Response:
    """The empty sheet."""
    at = case_desk(asked)
    return show_sheet(at.desk, _sheet(at))


def take_advocacy(asked: Asked) -> Response:
    """Keep what was done; its result may follow."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        given = AdvocacyGiven(
            case=at.case.id,
            type=filled.text("type"),
            target=filled.text("target"),
            power=filled.text("power"),
            method=filled.text("method"),
            result=filled.text("result"),
        )
        kept = advocate(at.desk.store, at.desk.scope, given, commit=asked.commit("advocacy"))
        return onward(at.desk, f"{at.href}#file", "sheet-advocacy-kept", kept.warnings)

    return take_sheet(asked, _sheet(at), act)


def show_result(asked: Asked) -> Response:
    """The empty sheet of a result."""
    at = case_desk(asked)
    return show_sheet(at.desk, _result_sheet(at))


def take_result(asked: Asked) -> Response:
    """Keep what came of it."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        advocacy = NodeId(filled.text("advocacy"))
        commit = asked.commit("advocacy-result")
        kept = note_result(at.desk.store, at.desk.scope, advocacy, filled.text("result"), commit=commit)
        return onward(at.desk, f"{at.href}#file", "sheet-advocacy-result-kept", kept.warnings)

    return take_sheet(asked, _result_sheet(at), act)


def _sheet(at: CaseDesk) -> Sheet:
    desk = at.desk
    asks = (
        field_ask(desk, "advocacy", "type", Way.PICK, is_required=True),
        field_ask(desk, "advocacy", "target", Way.LINE, is_required=True),
        field_ask(desk, "advocacy", "power", Way.PICK, is_required=True),
        field_ask(desk, "advocacy", "method", Way.TEXT, is_required=True),
        field_ask(desk, "advocacy", "result", Way.TEXT, hint=desk.words.text("sheet-result-hint")),
    )
    return case_sheet(at, "advocacy", (Group("", asks),), {"no-words": "method"})


def _result_sheet(at: CaseDesk) -> Sheet:
    known = tuple((node.id, f"{node.text('target')}: {node.text('method')}") for node in at.file("advocacy"))
    asks = (
        Ask(
            name="advocacy",
            label=at.desk.words.text("sheet-which-advocacy"),
            way=Way.PICK,
            options=known,
            is_required=True,
        ),
        field_ask(at.desk, "advocacy", "result", Way.TEXT, is_required=True),
    )
    return case_sheet(at, "advocacy-result", (Group("", asks),), {"no-words": "result"})
