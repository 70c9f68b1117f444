"""The sheet of an agreement between two agencies: who does what, whom each names, from when until when."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final

from starlette.responses import Response

from resnet.casework.cooperation import AgreementGiven, Party, conclude_agreement
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_in
from resnet.ontology.clock import end_of
from resnet.ontology.words import KOREA
from resnet.web.desk import Asked, Desk
from resnet.web.pages.sheets.around import field_ask, find_by_name
from resnet.web.render import LIST_ROLES, Onward, onward
from resnet.web.sheet import Ask, Filled, Group, RefusedAtError, Sheet, Way, show_sheet, take_sheet

_SIDES: Final = ("first", "second")


def show_agreement(asked: Asked) -> Response:
    """The empty sheet."""
    asked.desk.require(*LIST_ROLES)
    return show_sheet(asked.desk, _sheet(asked.desk))


def take_agreement(asked: Asked) -> Response:
    """Keep the agreement; one that names no worker is told to be an agreement by name alone."""
    desk = asked.desk
    desk.require(*LIST_ROLES)

    def act(filled: Filled) -> Onward:
        begins, ends = filled.day("since"), filled.day("until")
        given = AgreementGiven(
            name=filled.text("name"),
            purpose=filled.text("purpose"),
            parties=tuple(_party(desk, filled, side) for side in _SIDES),
            since=datetime.combine(begins, time.min, tzinfo=KOREA) if begins else None,
            until=end_of(ends) if ends else None,
        )
        kept = conclude_agreement(desk.store, desk.scope, given, commit=asked.commit("agreement"))
        return onward(desk, "/directory", "sheet-agreement-kept", kept.warnings)

    return take_sheet(asked, _sheet(desk), act)


def _party(desk: Desk, filled: Filled, side: str) -> Party:
    agency = find_by_name(desk, desk.view(), "agency", filled.text(f"{side}-agency"), f"{side}-agency")
    if agency is None:
        raise RefusedAtError(f"{side}-agency", desk.words.text("sheet-missing-entry"))
    return Party(
        agency=agency,
        duties=filled.text(f"{side}-duties"),
        rights=filled.text(f"{side}-rights"),
        named_worker=_worker(desk, agency, filled.text(f"{side}-worker"), f"{side}-worker"),
    )


def _worker(desk: Desk, agency: NodeId, name: str, at: str) -> NodeId | None:
    """The worker of that name at the agency, None for nothing typed.

    Raises:
        RefusedAtError: If none or several of the agency have the name.
    """
    if not name:
        return None
    view = desk.view()
    workers = view.nodes([edge.start for edge in edges_in(view, [agency], "works_for")]).values()
    found = [each.id for each in workers if each.text("name") == name]
    if len(found) != 1:
        key = "sheet-name-unknown" if not found else "sheet-name-of-several"
        raise RefusedAtError(at, desk.words.text(key, name=name))
    return found[0]


def _sheet(desk: Desk) -> Sheet:
    words = desk.words
    about = (
        field_ask(desk, "agreement", "name", Way.LINE, is_required=True),
        field_ask(desk, "agreement", "purpose", Way.TEXT, is_required=True),
        Ask(name="since", label=words.text("sheet-agreement-since"), way=Way.DAY),
        Ask(name="until", label=words.text("sheet-agreement-until"), way=Way.DAY),
    )
    return Sheet(
        title=words.text("sheet-agreement"),
        address="/agreement",
        back="/directory",
        back_words=words.text("web-menu-directory"),
        send=words.text("sheet-keep"),
        says=words.text("sheet-agreement-says"),
        at={"two-parties": "second-agency", "period": "until"},
        groups=(Group("", about), *(_side(desk, side) for side in _SIDES)),
    )


def _side(desk: Desk, side: str) -> Group:
    words, by_name = desk.words, desk.words.text("sheet-by-name-hint")
    duties, rights = (field_ask(desk, "party_to", name, Way.TEXT) for name in ("duties", "rights"))
    worker = words.text("sheet-agreement-worker")
    return Group(
        words.text(f"sheet-agreement-{side}"),
        (
            Ask(
                name=f"{side}-agency",
                label=words.text("sheet-agreement-agency"),
                is_required=True,
                hint=by_name,
            ),
            Ask(name=f"{side}-worker", label=worker, hint=by_name),
            Ask(name=f"{side}-duties", label=duties.label, way=Way.TEXT),
            Ask(name=f"{side}-rights", label=rights.label, way=Way.TEXT),
        ),
    )
