"""The intake sheet: a newcomer, how they came, the verdict, and the consent to keep any of it."""

from __future__ import annotations

from starlette.responses import Response

from resnet.casework.intake import IntakeGiven, take_in
from resnet.casework.person_facts import PersonFacts
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_out
from resnet.graph.store import GraphView
from resnet.ontology.category import Category
from resnet.web.desk import Asked, Desk
from resnet.web.pages.sheets.agree import CONSENT_AT, consent_groups, consents_of
from resnet.web.pages.sheets.around import field_ask, find_by_name, named
from resnet.web.render import WORKERS, Onward, onward
from resnet.web.sheet import Ask, Filled, Group, Options, RefusedAtError, Sheet, Way, show_sheet, take_sheet

_ADDRESS = "/intake"
# Consent of an intake is for the agency that holds the case.
_PURPOSE = "case-management"


def show_intake(asked: Asked) -> Response:
    """The empty sheet; no box is ticked."""
    asked.desk.require(*WORKERS)
    return show_sheet(asked.desk, _sheet(asked.desk, _workplaces(asked.desk, asked.desk.view())))


def take_intake(asked: Asked) -> Response:
    """Take somebody in; their case's page follows, if they agreed that there is one."""
    desk = asked.desk
    desk.require(*WORKERS)
    view = desk.view()
    workplaces = _workplaces(desk, view)

    def act(filled: Filled) -> Onward:
        agency = filled.text("agency") or (workplaces[0][0] if len(workplaces) == 1 else "")
        if not agency:
            raise RefusedAtError("agency", desk.words.text("sheet-missing-pick"))
        given = IntakeGiven(
            client=_facts(filled),
            consents=consents_of(desk, filled, NodeId(agency), _PURPOSE),
            way_in=filled.text("way_in"),
            verdict=filled.text("verdict"),
            reason=filled.text("reason"),
            view=filled.text("view"),
            referred_by=filled.text("referred_by"),
            is_emergency=filled.is_ticked("is_emergency"),
            household_type=_if_agreed(filled, "type", Category.FAMILY),
            area=find_by_name(desk, view, "area", filled.text("area"), "area"),
            agency=NodeId(agency),
        )
        done = take_in(desk.store, desk.scope, given, commit=asked.commit("intake"))
        return onward(desk, f"/cases/{done.case}", "sheet-intake-kept", done.warnings)

    return take_sheet(asked, _sheet(desk, workplaces), act)


def _facts(filled: Filled) -> PersonFacts:
    return PersonFacts(
        name=filled.text("name"),
        sex=filled.text("sex") or None,
        born_on=filled.day("born_on"),
        birth_year=filled.whole("birth_year"),
        phone=filled.text("phone") or None,
        languages=filled.codes("languages") or None,
        benefit_class=filled.text("benefit_class") or None,
        disability_types=filled.codes("disability_types") or None,
        disability_degree=filled.text("disability_degree") or None,
    )


def _if_agreed(filled: Filled, name: str, category: Category) -> str | None:
    """A household's type is kept with the household: without consent to family there is none to keep it."""
    is_agreed = str(category) in (*filled.codes("ordinary"), *filled.codes("sensitive"))
    return filled.text(name) or None if is_agreed else None


def _workplaces(desk: Desk, view: GraphView) -> Options:
    actor = [desk.scope.actor] if desk.scope.actor is not None else []
    return named(view, [edge.end for edge in edges_out(view, actor, "works_for")], "agency")


def _sheet(desk: Desk, workplaces: Options) -> Sheet:
    words = desk.words
    agency = Ask(
        name="agency",
        label=words.text("sheet-own-agency"),
        way=Way.PICK,
        options=workplaces,
        is_required=True,
    )
    return Sheet(
        title=words.text("sheet-intake"),
        address=_ADDRESS,
        back="/cases",
        back_words=words.text("web-menu-cases"),
        send=words.text("sheet-take-in"),
        says=words.text("sheet-intake-says"),
        at={**CONSENT_AT, "verdict-reason": "reason", "list-giver": "referred_by"},
        groups=(
            *((Group("", (agency,)),) if len(workplaces) > 1 else ()),
            Group(words.text("sheet-who"), _who(desk)),
            Group(words.text("sheet-came"), _came(desk)),
            *consent_groups(desk),
        ),
    )


def _who(desk: Desk) -> tuple[Ask, ...]:
    words = desk.words

    def ask(name: str, way: Way, **more: bool | str) -> Ask:
        return field_ask(desk, "person", name, way, **more)

    return (
        ask("name", Way.LINE, is_required=True),
        ask("sex", Way.PICK),
        ask("born_on", Way.DAY),
        ask("birth_year", Way.WHOLE, hint=words.text("sheet-birth-year-hint")),
        ask("phone", Way.LINE),
        Ask(name="area", label=words.text("web-area"), hint=words.text("sheet-area-hint")),
        ask("languages", Way.PICKS),
        ask("benefit_class", Way.PICK),
        ask("disability_types", Way.PICKS),
        ask("disability_degree", Way.PICK),
        field_ask(desk, "household", "type", Way.PICK),
    )


def _came(desk: Desk) -> tuple[Ask, ...]:
    def ask(name: str, way: Way, **more: bool | str) -> Ask:
        return field_ask(desk, "intake", name, way, **more)

    return (
        ask("way_in", Way.PICK, is_required=True),
        ask("referred_by", Way.LINE),
        ask("view", Way.TEXT),
        ask("is_emergency", Way.TICK),
        ask("verdict", Way.PICK, is_required=True),
        ask("reason", Way.TEXT, hint=desk.words.text("sheet-verdict-hint")),
    )
