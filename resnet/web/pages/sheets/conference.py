"""The sheet of a conference: who was there, what was decided, and which agency leads from now on."""

from __future__ import annotations

from starlette.responses import Response

from resnet.casework.conference import ConferenceGiven, hold_conference
from resnet.graph.elements import NodeId
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import CaseDesk, case_desk, field_ask, find_by_name
from resnet.web.render import Onward, onward
from resnet.web.sheet import Ask, Filled, Group, RefusedAtError, Sheet, Way, show_sheet, take_sheet


def show_conference(asked: Asked) -> Response:
    """The empty sheet."""
    at = case_desk(asked)
    return show_sheet(at.desk, _sheet(at))


def take_conference(asked: Asked) -> Response:
    """Keep what the conference decided."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        held_at = filled.moment("at")
        if held_at is None:
            raise RefusedAtError("at", at.desk.words.text("sheet-missing-entry"))
        other = find_by_name(at.desk, at.view, "agency", filled.text("other_agency"), "other_agency")
        attended = [*(NodeId(each) for each in filled.codes("attended")), *([other] if other else [])]
        lead = filled.text("lead")
        given = ConferenceGiven(
            case=at.case.id,
            type=filled.text("type"),
            at=held_at,
            decided=filled.text("decided"),
            attended=tuple(dict.fromkeys(attended)),
            lead=NodeId(lead) if lead else None,
            asked_first=tuple(NodeId(each) for each in filled.codes("asked_first")),
        )
        kept = hold_conference(at.desk.store, at.desk.scope, given, commit=asked.commit("conference"))
        return onward(at.desk, at.href, "sheet-conference-kept", kept.warnings)

    return take_sheet(asked, _sheet(at), act)


def _sheet(at: CaseDesk) -> Sheet:
    desk, words = at.desk, at.desk.words
    agencies = at.agencies()
    return Sheet(
        title=words.text("sheet-conference"),
        address=f"{at.href}/conference",
        back=at.href,
        back_words=at.back_words,
        send=words.text("sheet-keep"),
        at={
            "nobody-attended": "attended",
            "no-words": "decided",
            "not-yet": "at",
            "lead-by-integrated": "lead",
        },
        groups=(
            Group(
                "",
                (
                    field_ask(desk, "conference", "type", Way.PICK, is_required=True),
                    field_ask(desk, "conference", "at", Way.MOMENT, is_required=True),
                    Ask(name="attended", label=words.text("sheet-attended"), way=Way.PICKS, options=agencies),
                    Ask(
                        name="other_agency",
                        label=words.text("sheet-other-agency"),
                        hint=words.text("sheet-by-name-hint"),
                    ),
                    field_ask(desk, "conference", "decided", Way.TEXT, is_required=True),
                ),
            ),
            Group(
                words.text("web-lead"),
                (
                    Ask(
                        name="lead",
                        label=words.text("sheet-lead"),
                        way=Way.PICK,
                        options=agencies,
                        hint=words.text("sheet-lead-hint"),
                    ),
                    Ask(
                        name="asked_first",
                        label=words.text("sheet-asked-first"),
                        way=Way.PICKS,
                        options=agencies,
                    ),
                ),
            ),
        ),
    )
