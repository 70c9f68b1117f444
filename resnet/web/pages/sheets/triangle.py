"""The sheet of an emotional triangle: three of the family, and the relations of every two."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from resnet.casework.triangle import TriangleGiven, tell_triangle
from resnet.graph.elements import NodeId
from resnet.ontology.registry import edge_field
from resnet.web.desk import Asked, Desk
from resnet.web.pages.sheets.around import CaseDesk, case_desk, field_ask
from resnet.web.render import Onward, choices, onward
from resnet.web.sheet import Ask, Filled, Group, Options, Sheet, Way, show_sheet, take_sheet

_PEOPLE: Final = ("first", "second", "third")
_RELATIONS: Final = ("first_second", "second_third", "first_third")


def show_triangle(asked: Asked) -> Response:
    """The empty sheet."""
    at = case_desk(asked)
    return show_sheet(at.desk, _sheet(at))


def take_triangle(asked: Asked) -> Response:
    """Keep it; from now on the genogram draws it."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        first, second, third = (NodeId(filled.text(name)) for name in _PEOPLE)
        one, two, three = (filled.text(name) or None for name in _RELATIONS)
        given = TriangleGiven(
            people=(first, second, third), natures=(one, two, three), words=filled.text("words")
        )
        kept = tell_triangle(
            at.desk.store, at.desk.scope, at.case.client.id, given, commit=asked.commit("triangle")
        )
        return onward(at.desk, f"{at.href}#drawings", "sheet-triangle-kept", kept.warnings)

    return take_sheet(asked, _sheet(at), act)


def _sheet(at: CaseDesk) -> Sheet:
    desk, words = at.desk, at.desk.words
    natures = tuple(choices(edge_field("feels_about", "nature").vocabulary or "", desk.language))
    asks = [_ask(desk, name, at.people(), is_required=True) for name in _PEOPLE]
    asks += [_ask(desk, name, natures) for name in _RELATIONS]
    asks.append(field_ask(desk, "triangle", "words", Way.TEXT))
    return Sheet(
        title=words.text("sheet-triangle"),
        address=f"{at.href}/triangle",
        back=at.href,
        back_words=at.back_words,
        send=words.text("sheet-keep"),
        says=words.text("sheet-triangle-says"),
        at={"triangle-of-three": "third", "triangle-file": "third", "triangle-relations": "first_second"},
        groups=(Group("", tuple(asks)),),
    )


def _ask(desk: Desk, name: str, options: Options, *, is_required: bool = False) -> Ask:
    label = desk.words.text(f"sheet-triangle-{name.replace('_', '-')}")
    return Ask(name=name, label=label, way=Way.PICK, options=options, is_required=is_required)
