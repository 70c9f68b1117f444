"""The sheets of who carries the case, and of how it is judged from the assessment."""

from __future__ import annotations

from starlette.responses import Response

from resnet.casework.assignment import AssignmentGiven, Judgement, assign, judge
from resnet.casework.open_case import ENDED
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_in
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import CaseDesk, case_desk, case_sheet, field_ask, named
from resnet.web.render import Onward, choices, onward
from resnet.web.sheet import Ask, Filled, Group, Options, Sheet, Way, show_sheet, take_sheet

# These have doors of their own: closing, and what follows it.
_BY_CLOSING = ENDED | {"follow-up"}


def show_assignment(asked: Asked) -> Response:
    """The empty sheet of an assignment."""
    at = case_desk(asked)
    return show_sheet(at.desk, _assignment_sheet(at))


def take_assignment(asked: Asked) -> Response:
    """Give the case to a worker; who carried it until now no longer does."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        given = AssignmentGiven(
            case=at.case.id, worker=NodeId(filled.text("worker")), role=filled.text("role")
        )
        kept = assign(at.desk.store, at.desk.scope, given, commit=asked.commit("assignment"))
        return onward(at.desk, at.href, "sheet-assignment-kept", kept.warnings)

    return take_sheet(asked, _assignment_sheet(at), act)


def show_judgement(asked: Asked) -> Response:
    """The empty sheet of a judgement."""
    at = case_desk(asked)
    return show_sheet(at.desk, _judgement_sheet(at))


def take_judgement(asked: Asked) -> Response:
    """Set what was judged; what is left empty stays as it is."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        given = Judgement(
            case=at.case.id,
            level=filled.text("level") or None,
            reason=filled.text("level_reason"),
            risk=filled.text("risk") or None,
            service_type=filled.text("service_type") or None,
            state=filled.text("state") or None,
        )
        kept = judge(at.desk.store, at.desk.scope, given, commit=asked.commit("judgement"))
        return onward(at.desk, at.href, "sheet-judgement-kept", kept.warnings)

    return take_sheet(asked, _judgement_sheet(at), act)


def _workers(at: CaseDesk) -> Options:
    """Those who work for an agency that takes part."""
    agencies = [NodeId(code) for code, _ in at.agencies()]
    return named(at.view, [edge.start for edge in edges_in(at.view, agencies, "works_for")], "person")


def _assignment_sheet(at: CaseDesk) -> Sheet:
    words = at.desk.words
    groups = (
        Group(
            "",
            (
                Ask(
                    name="worker",
                    label=words.text("sheet-worker"),
                    way=Way.PICK,
                    options=_workers(at),
                    is_required=True,
                ),
                Ask(
                    name="role",
                    label=words.text("sheet-role"),
                    way=Way.PICK,
                    options=tuple(choices("case_roles", at.desk.language)),
                    is_required=True,
                ),
            ),
        ),
    )
    return case_sheet(at, "assignment", groups, {"no-worker": "worker"})


def _judgement_sheet(at: CaseDesk) -> Sheet:
    desk, words = at.desk, at.desk.words
    state = field_ask(desk, "case", "state", Way.PICK)
    states = tuple(pair for pair in state.options if pair[0] not in _BY_CLOSING)
    groups = (
        Group(
            "",
            (
                field_ask(desk, "case", "level", Way.PICK),
                field_ask(desk, "case", "level_reason", Way.TEXT, hint=words.text("sheet-level-hint")),
                field_ask(desk, "case", "risk", Way.PICK),
                field_ask(desk, "case", "service_type", Way.PICK),
                Ask(name="state", label=state.label, way=Way.PICK, options=states),
            ),
        ),
    )
    return case_sheet(
        at,
        "judgement",
        groups,
        {"level-reason": "level_reason", "closing-door": "state", "nothing-said": "level"},
    )
