"""Emotional triangles: which three lines are one, and where its number stands on each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from shapely import LineString, STRtree
from shapely import Point as ShapelyPoint

from resnet.drawing.font import Weight
from resnet.drawing.genogram.feelings import FeelingLine, Surroundings
from resnet.drawing.genogram.model import Triangle
from resnet.drawing.geometry import Box, Point, length, point_along
from resnet.drawing.svg import INK, PAPER, Canvas, path
from resnet.drawing.text import Style

# Pale in grey too: what the lines say is in their shape, what belongs together in the number.
TINT: Final = "#f3d9a0"
BAND: Final = 15.0
MARK: Final = Box(-10.0, -10.0, 10.0, 8.0)
_NUMBER: Final = Style(9.5, Weight.BOLD)
# Shares of a line where its number may stand; its middle is where a line that is cut off shows it.
_STANDS: Final = (0.36, 0.64, 0.28, 0.72, 0.44, 0.56, 0.2, 0.8, 0.5, 0.14, 0.86)
_ON_FIGURE: Final = 1_000.0
_ON_MARK: Final = 1_000.0
_ON_DATES: Final = 300.0
_ON_LINE: Final = 10.0


@dataclass(frozen=True, slots=True)
class DrawnTriangle:
    """A triangle, its number from 1, its three lines (by their rank in the layout) and a mark on each."""

    triangle: Triangle
    number: int
    lines: tuple[int, ...]
    marks: tuple[Point, ...]


def place_triangles(around: Surroundings, felt: Sequence[FeelingLine]) -> tuple[DrawnTriangle, ...]:
    """Every triangle on its lines; marks stand clear of symbols, names, dates and each other if they can."""
    taken: list[Box] = []
    drawn = []
    for number, triangle in enumerate(around.family.triangles, 1):
        lines = tuple(_line_of(felt, pair) for pair in combinations(triangle.people, 2))
        marks = []
        for at in lines:
            marks.append(_stand(around, felt, at, taken))
            taken.append(mark_box(marks[-1]))
        drawn.append(DrawnTriangle(triangle, number, lines, tuple(marks)))
    return tuple(drawn)


def mark_box(at: Point) -> Box:
    """The room of a mark whose middle is ``at``."""
    return Box(at.x + MARK.left, at.y + MARK.top, at.x + MARK.right, at.y + MARK.bottom)


def draw_triangle_mark(canvas: Canvas, at: Point, number: int) -> None:
    """A small triangle with the number in it."""
    corners = ((0.0, MARK.top), (MARK.right, MARK.bottom), (MARK.left, MARK.bottom))
    outline = path([Point(at.x + x, at.y + y) for x, y in corners], is_closed=True)
    canvas.shape("path", d=outline, fill=PAPER, stroke=INK, stroke_width=1.2, stroke_linejoin="round")
    canvas.text(Point(at.x, at.y + 6.0), str(number), _NUMBER, text_anchor="middle")


def _line_of(felt: Sequence[FeelingLine], pair: tuple[str, ...]) -> int:
    """Which line joins the two; the model has made sure that there is one."""
    return next(
        number
        for number, line in enumerate(felt)
        if line.feeling is not None and {line.feeling.a, line.feeling.b} == set(pair)
    )


def _stand(around: Surroundings, felt: Sequence[FeelingLine], at: int, taken: Sequence[Box]) -> Point:
    points = felt[at].points
    others = [LineString(line) for line in around.lines]
    others += [LineString(each.points) for number, each in enumerate(felt) if number != at]
    tree = STRtree(others)
    stands = [point_along(points, share * length(points))[0] for share in _STANDS]
    return min(stands, key=lambda stand: _price(around, stand, taken, tree))


def _price(around: Surroundings, stand: Point, taken: Sequence[Box], lines: STRtree) -> float:
    room = mark_box(stand).grown(2.0)
    return (
        _ON_FIGURE * sum(room.overlaps(box) for boxes in around.figures.values() for box in boxes)
        + _ON_MARK * sum(room.overlaps(box) for box in taken)
        + _ON_DATES * sum(room.overlaps(box) for box in around.dates)
        + _ON_LINE * len(lines.query(ShapelyPoint(stand).buffer(MARK.right), predicate="intersects"))
    )
