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
_COLUMN = 190.0


@dataclass(frozen=True, slots=True)
class Entry:
    """``draw`` draws the sample into the box it is given."""

    words: str
    draw: Callable[[Canvas, Box], None]


def legend_height(entries: Sequence[Entry], width: float) -> float:
    """Pixels that the legend needs at this width, its heading included."""
    columns = _columns(width)
    return _LINE * (1 + -(-len(entries) // columns)) + 8 if entries else 0.0


def draw_legend(canvas: Canvas, entries: Sequence[Entry], heading: str, room: Box) -> None:
    """Draw the entries in columns, from left to right."""
    if not entries:
        return
    columns = _columns(room.width)
    with canvas.group("legend"):
        canvas.line([Point(room.left, room.top), Point(room.right, room.top)], stroke=PALE, stroke_width=0.8)
        canvas.text(Point(room.left, room.top + 20), heading, _HEADING)
        for number, entry in enumerate(entries):
            left = room.left + number % columns * _COLUMN
            top = room.top + _LINE * (1 + number // columns) + 4
            entry.draw(canvas, Box(left, top, left + _SAMPLE, top + _LINE))
            words = wrap(entry.words, WORDS, width=_COLUMN - _SAMPLE - 16, lines=2)
            start = top + (_LINE - words.height) / 2
            canvas.label(Point(left + _SAMPLE + 8, start), words, text_anchor="start")


def _columns(width: float) -> int:
    return max(int(width // _COLUMN), 1)
