"""The sheet on which an emotional tie or a triangle ends, with its last day."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from resnet.casework.emotion_ended import EmotionEnded, end_emotion
from resnet.casework.triangle import triangles_of
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_out
from resnet.ontology.vocabulary import load_vocabulary
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import CaseDesk, case_desk, case_sheet, what_ended
from resnet.web.render import Onward, onward
from resnet.web.sheet import Ask, Filled, Group, Options, Sheet, Way, show_sheet, take_sheet

# What stands between the parts of a code: two people and a nature, or three people.
_OF: Final = " "
_TRIANGLE: Final = "triangle"


def show_emotion_ended(asked: Asked) -> Response:
    """The empty sheet."""
    at = case_desk(asked)
    return show_sheet(at.desk, _sheet(at))


def take_emotion_ended(asked: Asked) -> Response:
    """It ends with that day, and the genogram draws it no longer."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        first, second, last = filled.text("what").removeprefix(f"{_TRIANGLE}{_OF}").split(_OF)
        is_triangle = filled.text("what").startswith(f"{_TRIANGLE}{_OF}")
        people = (first, second, last) if is_triangle else (first, second)
        given = EmotionEnded(
            people=tuple(NodeId(each) for each in people),
            nature=None if is_triangle else last,
            last_day=filled.day("last_day"),
        )
        kept = end_emotion(
            at.desk.store, at.desk.scope, at.case.client.id, given, commit=asked.commit("emotion-ended")
        )
        return onward(at.desk, f"{at.href}#drawings", "sheet-emotion-ended-kept", kept.warnings)

    return take_sheet(asked, _sheet(at), act)


def _sheet(at: CaseDesk) -> Sheet:
    words = at.desk.words
    day = Ask(
        name="last_day",
        label=words.text("sheet-emotion-ended-day"),
        way=Way.DAY,
        hint=words.text("sheet-emotion-ended-day-hint"),
    )
    amiss_at = {"nothing-ends": "what", "end-to-come": "last_day"}
    return case_sheet(at, "emotion-ended", (Group("", (what_ended(at, _running(at)), day)),), amiss_at)


def _running(at: CaseDesk) -> Options:
    """What is felt now among the people of the file, and their triangles."""
    names = {NodeId(code): name for code, name in at.people()}
    natures = load_vocabulary("emotional_relations")
    felt = {
        _OF.join((edge.start, edge.end, edge.text("nature"))): at.desk.words.text(
            "sheet-emotion-of-two",
            first=names[edge.start],
            second=names[edge.end],
            nature=natures.term(edge.text("nature")).label.of(at.desk.language),
        )
        for edge in edges_out(at.view, names, "feels_about")
        if edge.end in names and edge.text("nature")
    }
    triangles = {
        _OF.join((_TRIANGLE, *sorted(told.people))): at.desk.words.text(
            "sheet-emotion-of-three", names=", ".join(names[each] for each in sorted(told.people))
        )
        for told in triangles_of(at.view, names, at.view.now)
        if told.people <= names.keys()
    }
    return (*felt.items(), *triangles.items())
