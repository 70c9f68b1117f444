"""Every line symbol of genogram and eco-map, drawn along a polyline.

The vocabularies say which symbol a relation has (their attribute ``line``). Each differs in SHAPE, so
that it can be read in black and white and by people who see colours otherwise; colour only repeats it.
The colours are those of Okabe and Ito (2008), darkened to a contrast of at least 4.5 : 1 on white.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from enum import StrEnum

from resnet.drawing.geometry import Point, Polyline, beside, length, part_of, point_along
from resnet.drawing.svg import INK, PALE, PAPER, Canvas, path

GREEN = "#00664b"
RED = "#a63c06"
BLUE = "#00558c"
_ARROW = 9.0
_RING = 2.6
_RING_STEP = 11.0


class LineSymbol(StrEnum):
    """Names as the vocabularies write them; ``NOT_ASKED`` is for what nobody said."""

    SOLID = "solid"
    PLAIN = "plain"
    DASHED = "dashed"
    DOTTED = "dotted"
    RINGS = "rings"
    SOLID_DASHED = "solid-dashed"
    THICK = "thick"
    DOUBLE = "double"
    TRIPLE = "triple"
    WAVY = "wavy"
    ZIGZAG = "zigzag"
    ZIGZAG_DOUBLE = "zigzag-double"
    ZIGZAG_ARROW = "zigzag-arrow"
    ZIGZAG_TWO_ARROWS = "zigzag-two-arrows"
    ZIGZAG_OPEN_ARROW = "zigzag-open-arrow"
    ZIGZAG_RAILS_ARROW = "zigzag-rails-arrow"
    CUT = "cut"
    CUT_MENDED = "cut-mended"
    ARROW = "arrow"
    OPEN_ARROW = "open-arrow"
    DOUBLE_ARROW = "double-arrow"
    DASHED_ARROW = "dashed-arrow"
    DASH_DOT = "dash-dot"
    NOT_ASKED = "not-asked"


DIRECTED = frozenset(symbol for symbol in LineSymbol if symbol.value.endswith(("arrow", "arrows")))
"""Symbols that point from one end to the other."""


def symbol_named(name: str) -> LineSymbol:
    """The symbol a vocabulary names.

    A name of a later version is drawn as a plain line, with its word in the legend, rather than left out.
    """
    try:
        return LineSymbol(name)
    except ValueError:
        return LineSymbol.SOLID


def draw_line(canvas: Canvas, line: Polyline, symbol: LineSymbol) -> None:
    """Draw ``symbol`` along ``line``, from its start to its end (arrows point to the end)."""
    _DRAW[symbol](canvas, line)


def arrow_head(canvas: Canvas, tip: Point, direction: Point, ink: str = INK, long: float = _ARROW) -> None:
    """A filled head whose tip is ``tip``, pointing along the unit vector ``direction``."""
    back = Point(tip.x - direction.x * long, tip.y - direction.y * long)
    side = Point(-direction.y * long * 0.45, direction.x * long * 0.45)
    corners = [tip, Point(back.x + side.x, back.y + side.y), Point(back.x - side.x, back.y - side.y)]
    canvas.shape("path", d=path(corners, is_closed=True), fill=ink)


def open_head(canvas: Canvas, tip: Point, direction: Point, ink: str = INK) -> None:
    """A head of two strokes, pointing along the unit vector ``direction``."""
    back = Point(tip.x - direction.x * _ARROW, tip.y - direction.y * _ARROW)
    side = Point(-direction.y * _ARROW * 0.6, direction.x * _ARROW * 0.6)
    ends = [Point(back.x + side.x, back.y + side.y), tip, Point(back.x - side.x, back.y - side.y)]
    canvas.line(ends, stroke=ink, stroke_width=1.8)


def mended(canvas: Canvas, at: Point, count: int) -> None:
    """The slashes of a separation or divorce, crossed out: the two live together again."""
    slashes(canvas, at, count)
    reach = 6.0 + 2.5 * count
    canvas.line([Point(at.x - reach, at.y - 8), Point(at.x + reach, at.y + 8)])


def slashes(canvas: Canvas, at: Point, count: int) -> None:
    """``count`` slanted strokes across a level line at ``at``: one separated, two divorced."""
    for number in range(count):
        x = at.x + (number - (count - 1) / 2) * 5
        canvas.line([Point(x - 4, at.y + 8), Point(x + 4, at.y - 8)])


def zigzag(line: Polyline, *, height: float = 5.0, step: float = 5.0) -> list[Point]:
    """The line as a saw, straight at both ends."""
    return _swinging(line, step, [0.0, height, 0.0, -height])


def wave(line: Polyline, *, height: float = 4.5, step: float = 2.0) -> list[Point]:
    """The line as a wave, straight at both ends."""
    return _swinging(line, step, [height * math.sin(at * math.pi / 5) for at in range(10)])


def _swinging(line: Polyline, step: float, sway: Sequence[float]) -> list[Point]:
    long = length(line)
    margin = min(8.0, long / 6)
    # Whole swings only: a line that stops in mid-swing looks broken.
    count = max(round((long - 2 * margin) / step / len(sway)), 1) * len(sway)
    points = [line[0]]
    for at in range(count + 1):
        point, direction = point_along(line, margin + at * (long - 2 * margin) / count)
        by = sway[at % len(sway)]
        points.append(Point(point.x + direction.y * by, point.y - direction.x * by))
    return [*points, line[-1]]


def _solid(canvas: Canvas, line: Polyline) -> None:
    canvas.line(line)


def _dashed(canvas: Canvas, line: Polyline) -> None:
    canvas.line(line, stroke_dasharray="7 5")


def _dotted(canvas: Canvas, line: Polyline) -> None:
    canvas.line(line, stroke_dasharray="0 5", stroke_linecap="round", stroke_width=2.4)


def _rings(canvas: Canvas, line: Polyline) -> None:
    long = length(line)
    count = max(round(long / _RING_STEP), 2)
    for number in range(count):
        at, _ = point_along(line, (number + 0.5) * long / count)
        canvas.shape("circle", cx=at.x, cy=at.y, r=_RING, fill=PAPER, stroke=BLUE, stroke_width=1.3)


def _not_asked(canvas: Canvas, line: Polyline) -> None:
    canvas.line(line, stroke=PALE, stroke_dasharray="1 7", stroke_width=1.4)


def _solid_dashed(canvas: Canvas, line: Polyline) -> None:
    canvas.line(beside(line, 2.5))
    canvas.line(beside(line, -2.5), stroke_dasharray="5 4")


def _thick(canvas: Canvas, line: Polyline) -> None:
    canvas.line(line, stroke_width=5.0)


def _double(canvas: Canvas, line: Polyline) -> None:
    for by in (-2.0, 2.0):
        canvas.line(beside(line, by), stroke=GREEN)


def _triple(canvas: Canvas, line: Polyline) -> None:
    for by in (-3.5, 0.0, 3.5):
        canvas.line(beside(line, by), stroke=GREEN)


def _wavy(canvas: Canvas, line: Polyline) -> None:
    canvas.line(wave(line), stroke=RED, stroke_linejoin="round")


def _zigzag(canvas: Canvas, line: Polyline) -> None:
    canvas.line(zigzag(line), stroke=RED)


def _zigzag_double(canvas: Canvas, line: Polyline) -> None:
    _double(canvas, line)
    _zigzag(canvas, line)


def _shortened(line: Polyline, by: float = _ARROW) -> list[Point]:
    """The line without its last pixels, where a head goes."""
    return part_of(line, 0.0, max(length(line) - by, 0.0))


def _end(line: Polyline, before: float = 0.0) -> tuple[Point, Point]:
    """The line's end, or a point so many pixels before it, and the unit direction there."""
    return point_along(line, max(length(line) - before, 0.0))


def _zigzag_arrow(canvas: Canvas, line: Polyline) -> None:
    canvas.line(zigzag(_shortened(line)), stroke=RED)
    arrow_head(canvas, *_end(line), RED)


def _zigzag_two_arrows(canvas: Canvas, line: Polyline) -> None:
    canvas.line(zigzag(_shortened(line, 2 * _ARROW)), stroke=RED)
    for tip in (_end(line, _ARROW), _end(line)):
        arrow_head(canvas, *tip, RED)


def _zigzag_open_arrow(canvas: Canvas, line: Polyline) -> None:
    canvas.line(zigzag(_shortened(line, 4.0)), stroke=RED)
    open_head(canvas, *_end(line), RED)


def _zigzag_rails_arrow(canvas: Canvas, line: Polyline) -> None:
    body = _shortened(line)
    for by in (-6.0, 6.0):
        canvas.line(beside(body, by), stroke=RED, stroke_width=1.0)
    _zigzag_arrow(canvas, line)


def _arrow(canvas: Canvas, line: Polyline) -> None:
    canvas.line(_shortened(line), stroke=BLUE)
    arrow_head(canvas, *_end(line), BLUE)


def _open_arrow(canvas: Canvas, line: Polyline) -> None:
    canvas.line(line, stroke=BLUE)
    open_head(canvas, *_end(line), BLUE)


def _double_arrow(canvas: Canvas, line: Polyline) -> None:
    _double(canvas, _shortened(line))
    arrow_head(canvas, *_end(line), GREEN)


def _dashed_arrow(canvas: Canvas, line: Polyline) -> None:
    canvas.line(_shortened(line), stroke=RED, stroke_dasharray="7 5")
    arrow_head(canvas, *_end(line), RED)


def _dash_dot(canvas: Canvas, line: Polyline) -> None:
    canvas.line(line, stroke_dasharray="9 4 1.5 4")


def _cut(canvas: Canvas, line: Polyline) -> None:
    long = length(line)
    canvas.line(part_of(line, 0.0, long / 2 - 4), stroke=RED)
    canvas.line(part_of(line, long / 2 + 4, long), stroke=RED)
    for at in (long / 2 - 4, long / 2 + 4):
        point, direction = point_along(line, at)
        side = Point(direction.y * 7, -direction.x * 7)
        ends = [Point(point.x - side.x, point.y - side.y), Point(point.x + side.x, point.y + side.y)]
        canvas.line(ends, stroke=RED, stroke_width=2.0)


def _cut_mended(canvas: Canvas, line: Polyline) -> None:
    _cut(canvas, line)
    middle, _ = point_along(line, length(line) / 2)
    canvas.shape("circle", cx=middle.x, cy=middle.y, r=4.0, fill=PAPER, stroke=GREEN, stroke_width=2.0)


_DRAW: dict[LineSymbol, Callable[[Canvas, Polyline], None]] = {
    LineSymbol.SOLID: _solid,
    LineSymbol.PLAIN: _solid,
    LineSymbol.DASHED: _dashed,
    LineSymbol.DOTTED: _dotted,
    LineSymbol.RINGS: _rings,
    LineSymbol.SOLID_DASHED: _solid_dashed,
    LineSymbol.THICK: _thick,
    LineSymbol.DOUBLE: _double,
    LineSymbol.TRIPLE: _triple,
    LineSymbol.WAVY: _wavy,
    LineSymbol.ZIGZAG: _zigzag,
    LineSymbol.ZIGZAG_DOUBLE: _zigzag_double,
    LineSymbol.ZIGZAG_ARROW: _zigzag_arrow,
    LineSymbol.ZIGZAG_TWO_ARROWS: _zigzag_two_arrows,
    LineSymbol.ZIGZAG_OPEN_ARROW: _zigzag_open_arrow,
    LineSymbol.ZIGZAG_RAILS_ARROW: _zigzag_rails_arrow,
    LineSymbol.CUT: _cut,
    LineSymbol.CUT_MENDED: _cut_mended,
    LineSymbol.ARROW: _arrow,
    LineSymbol.OPEN_ARROW: _open_arrow,
    LineSymbol.DOUBLE_ARROW: _double_arrow,
    LineSymbol.DASHED_ARROW: _dashed_arrow,
    LineSymbol.DASH_DOT: _dash_dot,
    LineSymbol.NOT_ASKED: _not_asked,
}
