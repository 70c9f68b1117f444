"""The legend below a drawing: a sample and its word, for what occurs in it and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from resnet.drawing.font import Weight
from resnet.drawing.geometry import Box, Point
from resnet.drawing.svg import PALE, Canvas
from resnet.drawing.text import Style, wrap

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
    columns = int(width // _column(entries)) or 1
    return _LINE * (1 + -(-len(entries) // columns)) + 8


def draw_legend(canvas: Canvas, entries: Sequence[Entry], heading: str, room: Box) -> None:
    """Draw the entries in columns, from left to right."""
    if not entries:
        return
    column = _column(entries)
    columns = int(room.width // column) or 1
    with canvas.group("legend"):
        canvas.line([Point(room.left, room.top), Point(room.right, room.top)], stroke=PALE, stroke_width=0.8)
        canvas.text(Point(room.left, room.top + 20), heading, _HEADING)
        for number, entry in enumerate(entries):
            left = room.left + number % columns * column
            top = room.top + _LINE * (1 + number // columns) + 4
            entry.draw(canvas, Box(left, top, left + _SAMPLE, top + _LINE))
            words = wrap(entry.words, WORDS, width=_WIDEST_WORDS, lines=2)
            start = top + (_LINE - words.height) / 2
            canvas.label(Point(left + _SAMPLE + _GAP, start), words, text_anchor="start")


def _column(entries: Sequence[Entry]) -> float:
    """The width of a column: as the longest words need, which may take two lines."""
    widest = max(WORDS.width(entry.words) for entry in entries)
    return _SAMPLE + _GAP + min(widest, _WIDEST_WORDS) + 2 * _GAP
