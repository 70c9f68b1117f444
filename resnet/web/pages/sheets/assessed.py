"""The sheets of the assessment: strengths, and obstacles between the client and a resource."""

from __future__ import annotations

from starlette.responses import Response

from resnet.casework.strength import ObstacleGiven, StrengthGiven, note_obstacle, note_strength
from resnet.graph.elements import NodeId
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import CaseDesk, case_desk, case_sheet, field_ask, find_by_name
from resnet.web.render import Onward, onward
from resnet.web.sheet import Ask, Filled, Group, Sheet, Way, show_sheet, take_sheet


def show_strength(asked: Asked) -> Response:
    """The empty sheet of a strength."""
    at = case_desk(asked)
    return show_sheet(at.desk, _strength_sheet(at))


def take_strength(asked: Asked) -> Response:
    """Keep a strength or resource of the client."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        given = StrengthGiven(
            case=at.case.id,
            text=filled.text("text"),
            type=filled.text("type"),
            is_former=filled.is_ticked("is_former"),
            ended_why=filled.text("ended_why"),
        )
        kept = note_strength(at.desk.store, at.desk.scope, given, commit=asked.commit("strength"))
        return onward(at.desk, f"{at.href}#file", "sheet-strength-kept", kept.warnings)

    return take_sheet(asked, _strength_sheet(at), act)


def show_obstacle(asked: Asked) -> Response:
    """The empty sheet of an obstacle."""
    at = case_desk(asked)
    return show_sheet(at.desk, _obstacle_sheet(at))


def take_obstacle(asked: Asked) -> Response:
    """Keep an obstacle and what it stands before."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        service = find_by_name(at.desk, at.view, "service", filled.text("service"), "service")
        given = ObstacleGiven(
            case=at.case.id,
            type=filled.text("type"),
            text=filled.text("text"),
            blocks=(*(NodeId(each) for each in filled.codes("needs")), *([service] if service else [])),
            evidence=filled.text("evidence"),
        )
        kept = note_obstacle(at.desk.store, at.desk.scope, given, commit=asked.commit("obstacle"))
        return onward(at.desk, f"{at.href}#file", "sheet-obstacle-kept", kept.warnings)

    return take_sheet(asked, _obstacle_sheet(at), act)


def _strength_sheet(at: CaseDesk) -> Sheet:
    desk = at.desk
    groups = (
        Group(
            "",
            (
                field_ask(desk, "strength", "type", Way.PICK, is_required=True),
                field_ask(desk, "strength", "text", Way.TEXT, is_required=True),
                field_ask(desk, "strength", "is_former", Way.TICK),
                field_ask(desk, "strength", "ended_why", Way.TEXT),
            ),
        ),
    )
    return case_sheet(at, "strength", groups, {"no-words": "text"})


def _obstacle_sheet(at: CaseDesk) -> Sheet:
    desk, words = at.desk, at.desk.words
    needs = tuple((node.id, node.text("text")) for node in at.file("agreed_need"))
    blocked = Ask(name="needs", label=words.text("sheet-blocks-needs"), way=Way.PICKS, options=needs)
    service = Ask(
        name="service", label=words.text("sheet-blocks-service"), hint=words.text("sheet-by-name-hint")
    )
    groups = (
        Group(
            "",
            (
                field_ask(desk, "obstacle", "type", Way.PICK, is_required=True),
                field_ask(desk, "obstacle", "text", Way.TEXT, is_required=True),
                blocked,
                service,
                field_ask(desk, "obstacle", "evidence", Way.LINE, hint=words.text("sheet-evidence-hint")),
            ),
        ),
    )
    return case_sheet(at, "obstacle", groups, {"no-words": "text"})
