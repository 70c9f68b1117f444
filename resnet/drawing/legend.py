"""The legend below a drawing: a sample and its word, for what occurs in it and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from resnet.drawing.font import Weight
from resnet.drawing.geometry import Box, Point
from resnet.drawing.svg import PALE, Canvas
from resnet.drawing.text import Label, Style, wrap

WORDS = Style(11.0)
_HEADING = Style(11.0, Weight.BOLD)
_SAMPLE = 46.0
_LINE = 26.0
_GAP = 8.0
_WIDEST_WORDS = 160.0


@dataclass(frozen=True, slots=True)
class Entry:
    """``draw`` draws the sample into the box it is given."""

    words: str
    draw: Callable[[Canvas, Box], None]


def legend_height(entries: Sequence[Entry], width: float) -> float:
    """Pixels that the legend needs at this width, its heading included."""
    if not entries:
        return 0.0
    return _LINE + sum(_height(row) for row in _rows(entries, width)) + 8


def draw_legend(canvas: Canvas, entries: Sequence[Entry], heading: str, room: Box) -> None:
    """Draw the entries in columns, from left to right."""
    if not entries:
        return
    column, top = _column(entries), room.top + _LINE + 4
    with canvas.group("legend"):
        canvas.line([Point(room.left, room.top), Point(room.right, room.top)], stroke=PALE, stroke_width=0.8)
        canvas.text(Point(room.left, room.top + 20), heading, _HEADING)
        for row in _rows(entries, room.width):
            middle = top + _height(row) / 2
            for number, entry in enumerate(row):
                left = room.left + number * column
                entry.draw(canvas, Box(left, middle - _LINE / 2, left + _SAMPLE, middle + _LINE / 2))
                words = _words(entry)
                start = Point(left + _SAMPLE + _GAP, middle - words.height / 2)
                canvas.label(start, words, text_anchor="start")
            top += _height(row)


def _rows(entries: Sequence[Entry], width: float) -> list[Sequence[Entry]]:
    columns = int(width // _column(entries)) or 1
    return [entries[start : start + columns] for start in range(0, len(entries), columns)]


def _height(row: Sequence[Entry]) -> float:
    """A row with words in two lines is higher, that they keep clear of the rows around it."""
    return max(_LINE, max(_words(entry).height for entry in row) + _GAP)


def _words(entry: Entry) -> Label:
    return wrap(entry.words, WORDS, width=_WIDEST_WORDS, lines=2)


def _column(entries: Sequence[Entry]) -> float:
    """The width of a column: as the longest words need, which may take two lines."""
    widest = max(WORDS.width(entry.words) for entry in entries)
    return _SAMPLE + _GAP + min(widest, _WIDEST_WORDS) + 2 * _GAP
