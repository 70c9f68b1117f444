"""The sheet of what the worker writes on the genogram: how they see the family, what is to be improved."""

from __future__ import annotations

from starlette.responses import Response

from resnet.casework.drawing_note import NoteGiven, note_drawing
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import CaseDesk, case_desk
from resnet.web.render import Onward, onward
from resnet.web.sheet import Ask, Filled, Group, Sheet, Way, show_sheet, take_sheet


def show_genogram_note(asked: Asked) -> Response:
    """The empty sheet."""
    at = case_desk(asked)
    return show_sheet(at.desk, _sheet(at))


def take_genogram_note(asked: Asked) -> Response:
    """Keep it; from now on it stands beside the genogram."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        author = at.desk.visitor.name if at.desk.visitor is not None else ""
        given = NoteGiven(
            drawing="genogram", words=filled.text("words"), plan=filled.text("plan"), author=author
        )
        kept = note_drawing(
            at.desk.store, at.desk.scope, at.case.id, given, commit=asked.commit("genogram-note")
        )
        return onward(at.desk, f"{at.href}#drawings", "sheet-genogram-note-kept", kept.warnings)

    return take_sheet(asked, _sheet(at), act)


def _sheet(at: CaseDesk) -> Sheet:
    words = at.desk.words
    asks = tuple(
        Ask(name=name, label=words.text(f"genogram-beside-{key}"), way=Way.TEXT)
        for name, key in (("words", "assessment"), ("plan", "plan"))
    )
    return Sheet(
        title=words.text("sheet-genogram-note"),
        address=f"{at.href}/genogram-note",
        back=at.href,
        back_words=at.back_words,
        send=words.text("sheet-keep"),
        says=words.text("sheet-genogram-note-says"),
        at={"no-words": "words"},
        groups=(Group("", asks),),
    )
