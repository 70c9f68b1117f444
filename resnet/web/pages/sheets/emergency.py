"""The sheets of emergency access: opening a client's facts for danger to life, and its review."""

from __future__ import annotations

from starlette.responses import Response

from resnet.casework.emergency_access import EmergencyAccess, NumberedClient, open_in_emergency
from resnet.casework.emergency_review import ReviewGiven, review_access, waiting_accesses
from resnet.casework.notice import Notice
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import NodeId, Where
from resnet.ontology.category import PERSONAL, Category
from resnet.web.desk import Asked, Desk
from resnet.web.pages.sheets.around import CaseDesk, case_desk, case_sheet, field_ask, named
from resnet.web.render import WORKERS, Onward, category_choices, onward
from resnet.web.sheet import Ask, Filled, Group, RefusedAtError, Sheet, Way, show_sheet, take_sheet

_AMISS_AT = {
    "emergency-reason": "reason",
    "nothing-asked": "items",
    "not-a-clients-item": "items",
    "reviews-oneself": "reviewer",
}


def show_emergency(asked: Asked) -> Response:
    """The empty sheet at a case of which the visitor sees a part."""
    at = case_desk(asked)
    return show_sheet(at.desk, _case_sheet(at))


def take_emergency(asked: Asked) -> Response:
    """Open more of the client of this case."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        warnings = _open(asked, filled, at.case.client.id)
        return onward(at.desk, f"{at.href}#circle", "sheet-emergency-kept", warnings)

    return take_sheet(asked, _case_sheet(at), act)


def show_emergency_by_number(asked: Asked) -> Response:
    """The empty sheet for a client of whom the visitor sees nothing."""
    asked.desk.require(*WORKERS)
    return show_sheet(asked.desk, _sheet_by_number(asked.desk))


def take_emergency_by_number(asked: Asked) -> Response:
    """Open facts of the client whose case number and name are known."""
    desk = asked.desk
    desk.require(*WORKERS)

    def act(filled: Filled) -> Onward:
        client = NumberedClient(filled.text("code"), filled.text("name"))
        try:
            warnings = _open(asked, filled, client)
        except NodeNotFoundError:
            raise RefusedAtError("code", desk.words.text("sheet-emergency-nobody")) from None
        return onward(desk, "/cases", "sheet-emergency-kept", warnings)

    return take_sheet(asked, _sheet_by_number(desk), act)


def show_review(asked: Asked) -> Response:
    """The empty sheet of a review."""
    at = case_desk(asked)
    return show_sheet(at.desk, _review_sheet(at))


def take_review(asked: Asked) -> Response:
    """Keep the verdict of whoever was named the reviewer."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        given = ReviewGiven(
            subject=at.case.client.id,
            opened_by=NodeId(filled.text("opened_by")),
            verdict=filled.text("review"),
            consequence=filled.text("consequence"),
        )
        kept = review_access(at.desk.store, at.desk.scope, given, commit=asked.commit("emergency-review"))
        return onward(at.desk, f"{at.href}#circle", "sheet-emergency-review-kept", kept.warnings)

    return take_sheet(asked, _review_sheet(at), act)


def _open(asked: Asked, filled: Filled, client: NodeId | NumberedClient) -> tuple[Notice, ...]:
    desk = asked.desk
    given = EmergencyAccess(
        subject=client,
        categories=frozenset(Category(each) for each in filled.codes("items")),
        reason=filled.text("reason"),
        reviewer=_reviewer(desk, filled.text("reviewer")),
    )
    return open_in_emergency(desk.store, desk.scope, given, commit=asked.commit("emergency")).warnings


def _reviewer(desk: Desk, name: str) -> NodeId:
    """The one worker of that name: a client of the same name reviews nothing.

    Raises:
        RefusedAtError: If none or several have it.
    """
    where = Where(equals={"name": name}, category=Category.PUBLIC)
    found = desk.view().find("person", where, limit=2).nodes
    if len(found) != 1:
        key = "sheet-name-unknown" if not found else "sheet-name-of-several"
        raise RefusedAtError("reviewer", desk.words.text(key, name=name))
    return found[0].id


def _asks(desk: Desk) -> tuple[Ask, ...]:
    words = desk.words
    return (
        Ask(
            name="items",
            label=words.text("sheet-emergency-items"),
            way=Way.PICKS,
            options=category_choices(PERSONAL, desk.language),
            is_required=True,
        ),
        Ask(name="reason", label=words.text("sheet-emergency-reason"), way=Way.TEXT, is_required=True),
        Ask(
            name="reviewer",
            label=words.text("sheet-emergency-reviewer"),
            is_required=True,
            hint=words.text("sheet-emergency-reviewer-hint"),
        ),
    )


def _case_sheet(at: CaseDesk) -> Sheet:
    return case_sheet(at, "emergency", (Group("", _asks(at.desk)),), _AMISS_AT)


def _sheet_by_number(desk: Desk) -> Sheet:
    words = desk.words
    who = (
        Ask(name="code", label=words.text("sheet-emergency-code"), is_required=True),
        Ask(name="name", label=words.text("sheet-emergency-name"), is_required=True),
    )
    return Sheet(
        title=words.text("sheet-emergency"),
        address="/emergency",
        back="/cases",
        back_words=words.text("web-menu-cases"),
        send=words.text("sheet-keep"),
        says=words.text("sheet-emergency-says"),
        at=_AMISS_AT,
        groups=(Group("", (*who, *_asks(desk))),),
    )


def _review_sheet(at: CaseDesk) -> Sheet:
    desk = at.desk
    waiting = waiting_accesses(desk.store, desk.scope, at.case.client.id)
    asks = (
        Ask(
            name="opened_by",
            label=desk.words.text("sheet-emergency-who"),
            way=Way.PICK,
            options=named(at.view, [each.end for each in waiting], "person"),
            is_required=True,
        ),
        field_ask(desk, "consents_to", "review", Way.PICK, is_required=True),
        field_ask(desk, "consents_to", "consequence", Way.TEXT),
    )
    at_question = {"review-consequence": "consequence", "nothing-to-review": "opened_by"}
    return case_sheet(at, "emergency-review", (Group("", asks),), at_question)
