"""The closing report: why, what changed, how it is followed up; the client's ratings after help."""

from __future__ import annotations

from starlette.responses import Response

from resnet.casework.closing import ClosingGiven, close_case
from resnet.graph.elements import NodeId
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import CaseDesk, case_desk, field_ask
from resnet.web.render import Onward, onward
from resnet.web.sheet import Ask, Filled, Group, RefusedAtError, Sheet, Way, show_sheet, take_sheet

_RATING = "after-"


def show_closing(asked: Asked) -> Response:
    """The empty report."""
    at = case_desk(asked)
    return show_sheet(at.desk, _sheet(at))


def take_closing(asked: Asked) -> Response:
    """Close the case."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        given = ClosingGiven(
            case=at.case.id,
            reason=filled.text("reason"),
            reason_said=filled.text("reason_said"),
            change=filled.text("change"),
            follow_up=filled.text("follow_up"),
            severity_after=_ratings(at, filled),
        )
        kept = close_case(at.desk.store, at.desk.scope, given, commit=asked.commit("closing"))
        return onward(at.desk, at.href, "sheet-closing-kept", kept.warnings)

    return take_sheet(asked, _sheet(at), act)


def _ratings(at: CaseDesk, filled: Filled) -> dict[NodeId, int]:
    """The client's rating of each statement now; the scale is told at the rating that is off it."""
    scale = at.case.standard.limit("severity-points")
    found: dict[NodeId, int] = {}
    for name in filled.entries:
        rating = filled.whole(name) if name.startswith(_RATING) else None
        if rating is None:
            continue
        if not scale.allows(rating):
            low, high = scale.at_least or 0, scale.at_most or 0
            raise RefusedAtError(name, at.desk.words.text("casework-rule-severity", low=low, high=high))
        found[NodeId(name.removeprefix(_RATING))] = rating
    return found


def _sheet(at: CaseDesk) -> Sheet:
    desk, words = at.desk, at.desk.words
    ratings = tuple(
        Ask(name=f"{_RATING}{node.id}", label=f"“{node.text('words')}”", way=Way.WHOLE)
        for node in at.file("statement")
    )
    return Sheet(
        title=words.text("sheet-closing"),
        address=f"{at.href}/closing",
        back=at.href,
        back_words=at.back_words,
        send=words.text("sheet-close"),
        says=words.text("sheet-closing-says"),
        at={"no-words": "change", "reason-in-words": "reason_said"},
        groups=(
            Group(
                "",
                (
                    field_ask(desk, "closing", "reason", Way.PICK, is_required=True),
                    field_ask(desk, "closing", "reason_said", Way.TEXT),
                    field_ask(desk, "closing", "change", Way.TEXT, is_required=True),
                    field_ask(desk, "closing", "follow_up", Way.TEXT),
                ),
            ),
            *((Group(words.text("sheet-severity-after"), ratings),) if ratings else ()),
        ),
    )
