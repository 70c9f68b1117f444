"""What stands beside a genogram: whose family it is, when and by whom it was drawn, what the worker wrote."""

from __future__ import annotations

from collections.abc import Iterator

from resnet.drawing.font import Weight
from resnet.drawing.genogram.model import Genogram
from resnet.drawing.genogram.words import name_of
from resnet.drawing.geometry import Box, Point
from resnet.drawing.svg import PALE, Canvas
from resnet.drawing.text import Label, Style, plain, wrap
from resnet.messages import Messages
from resnet.ontology.words import say_date

_HEAD = Style(11.0, Weight.BOLD)
_WORDS = Style(11.0)
_WIDTH = 230.0
_AIR = 14.0
_BELOW_HEAD = 3.0
_BETWEEN = 13.0
# More than a page of it is nobody's note; the table has all of it.
_MOST_LINES = 60


def panel_box(family: Genogram, messages: Messages, at: Point) -> Box:
    """The room of the panel whose upper left corner is ``at``; an empty one where nothing was written."""
    if family.beside.is_empty:
        return Box(at.x, at.y, at.x, at.y)
    parts = _parts(family, messages)
    height = sum(head.height + _BELOW_HEAD + words.height + _BETWEEN for head, words in parts)
    return Box(at.x, at.y, at.x + _WIDTH + 2 * _AIR, at.y + height + _AIR)


def draw_panel(canvas: Canvas, family: Genogram, messages: Messages, box: Box) -> None:
    """Draw it into its box."""
    if family.beside.is_empty:
        return
    with canvas.group("beside"):
        canvas.line([Point(box.left, box.top), Point(box.left, box.bottom)], stroke=PALE, stroke_width=0.8)
        y = box.top
        for head, words in _parts(family, messages):
            canvas.label(Point(box.left + _AIR, y), head, text_anchor="start")
            y += head.height + _BELOW_HEAD
            canvas.label(Point(box.left + _AIR, y), words, text_anchor="start")
            y += words.height + _BETWEEN


def said_beside(family: Genogram, messages: Messages) -> Iterator[tuple[str, str]]:
    """Heading and words of everything that stands there, in one line each."""
    name = name_of(family, family.index, messages)
    drawn_on = "" if family.drawn_on is None else say_date(family.drawn_on, messages.language)
    said = (
        ("genogram-beside-family", messages.text("genogram-family-of", name=name)),
        ("genogram-beside-then" if family.is_past else "genogram-beside-date", drawn_on),
        ("genogram-beside-author", family.author),
        ("genogram-beside-assessment", family.beside.assessment),
        ("genogram-beside-plan", family.beside.plan),
    )
    for key, words in said:
        if plain(words):
            yield messages.text(key), words


def _parts(family: Genogram, messages: Messages) -> Iterator[tuple[Label, Label]]:
    for head, words in said_beside(family, messages):
        lines = [
            line
            for part in words.splitlines()
            for line in wrap(part, _WORDS, width=_WIDTH, lines=_MOST_LINES).lines
        ]
        yield wrap(head, _HEAD, width=_WIDTH, lines=1), Label(tuple(lines[:_MOST_LINES]), _WORDS)
