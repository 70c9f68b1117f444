"""The sheet of the process record: one contact, as SOAP, with its next step."""

from __future__ import annotations

from starlette.responses import Response

from resnet.casework.contact import ContactGiven, record_contact
from resnet.graph.elements import NodeId
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import CaseDesk, case_desk, case_sheet, field_ask
from resnet.web.render import Onward, onward
from resnet.web.sheet import Ask, Filled, Group, RefusedAtError, Sheet, Way, show_sheet, take_sheet


def show_contact(asked: Asked) -> Response:
    """The empty sheet."""
    at = case_desk(asked)
    return show_sheet(at.desk, _sheet(at))


def take_contact(asked: Asked) -> Response:
    """Keep the contact; after the closing it is follow-up."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        when = filled.moment("at")
        if when is None:
            raise RefusedAtError("at", at.desk.words.text("sheet-missing-entry"))
        given = ContactGiven(
            case=at.case.id,
            at=when,
            directness=filled.text("directness"),
            way=filled.text("way"),
            next_step=filled.text("plan"),
            subjective=filled.text("subjective"),
            objective=filled.text("objective"),
            assessment=filled.text("assessment"),
            minutes=filled.whole("minutes"),
            needs=tuple(NodeId(each) for each in filled.codes("needs")),
        )
        kept = record_contact(at.desk.store, at.desk.scope, given, commit=asked.commit("contact"))
        return onward(at.desk, f"{at.href}#file", "sheet-contact-kept", kept.warnings)

    return take_sheet(asked, _sheet(at), act)


def _sheet(at: CaseDesk) -> Sheet:
    desk, words = at.desk, at.desk.words
    needs = tuple((node.id, node.text("text")) for node in at.file("agreed_need"))

    def ask(name: str, way: Way, **more: bool | str) -> Ask:
        return field_ask(desk, "contact", name, way, **more)

    groups = (
        Group(
            "",
            (
                ask("at", Way.MOMENT, is_required=True),
                ask("directness", Way.PICK, is_required=True, hint=words.text("sheet-directness-hint")),
                ask("way", Way.PICK, is_required=True),
                ask("minutes", Way.WHOLE, hint=words.text("sheet-minutes-hint")),
                Ask(name="needs", label=words.text("sheet-for-needs"), way=Way.PICKS, options=needs),
            ),
        ),
        Group(
            words.text("sheet-soap"),
            (
                ask("subjective", Way.TEXT),
                ask("objective", Way.TEXT),
                ask("assessment", Way.TEXT),
                ask("plan", Way.TEXT, is_required=True, hint=words.text("sheet-next-step-hint")),
            ),
        ),
    )
    return case_sheet(at, "contact", groups, {"not-yet": "at", "minutes": "minutes", "next-step": "plan"})
