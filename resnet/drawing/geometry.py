"""Points, boxes and polylines in pixels; y grows downwards."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple


class Point(NamedTuple):
    """A point in pixels."""

    x: float
    y: float


Polyline = Sequence[Point]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, centre: Point, width: float, height: float) -> Box:
        """The box of that size with ``centre`` in its middle."""
        return cls(centre.x - width / 2, centre.y - height / 2, centre.x + width / 2, centre.y + height / 2)

    @classmethod
    def over(cls, boxes: Iterable[Box]) -> Box:
        """The smallest box that holds all of them; of none, an empty one."""
        kept = list(boxes)
        if not kept:
            return cls(0.0, 0.0, 0.0, 0.0)
        return cls(
            min(box.left for box in kept),
            min(box.top for box in kept),
            max(box.right for box in kept),
            max(box.bottom for box in kept),
        )

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def centre(self) -> Point:
        """The middle."""
        return Point((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def grown(self, by: float) -> Box:
        """The box with ``by`` pixels more on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def overlaps(self, other: Box) -> bool:
        """Whether they share more than an edge.

        >>> Box(0, 0, 2, 2).overlaps(Box(2, 0, 4, 2))
        False
        """
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def crossed_by(self, line: Polyline) -> bool:
        """Whether a part of ``line`` runs through the inside."""
        return any(self._crossed_by_segment(start, end) for start, end in pairwise(line))

    def _crossed_by_segment(self, start: Point, end: Point) -> bool:
        # Liang and Barsky: the part of the segment between each pair of opposite edges.
        enters, leaves = 0.0, 1.0
        steps = (
            (start.x - end.x, start.x - self.left),
            (end.x - start.x, self.right - start.x),
            (start.y - end.y, start.y - self.top),
            (end.y - start.y, self.bottom - start.y),
        )
        for towards, room in steps:
            if towards == 0:
                if room <= 0:
                    return False
            elif towards < 0:
                enters = max(enters, room / towards)
            else:
                leaves = min(leaves, room / towards)
        return enters < leaves


def distance(one: Point, other: Point) -> float:
    """Straight distance."""
    return math.hypot(other.x - one.x, other.y - one.y)


def length(line: Polyline) -> float:
    """Length along the line."""
    return sum(distance(start, end) for start, end in pairwise(line))


def point_along(line: Polyline, at: float) -> tuple[Point, Point]:
    """The point ``at`` pixels along the line, and the unit direction there."""
    left = at
    for start, end in pairwise(line):
        long = distance(start, end)
        if long and (left <= long or end == line[-1]):
            part = left / long
            direction = Point((end.x - start.x) / long, (end.y - start.y) / long)
            return Point(start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part), direction
        left -= long
    return line[0], Point(1.0, 0.0)


def part_of(line: Polyline, start: float, end: float) -> list[Point]:
    """The part of the line between two distances along it."""
    inner: list[Point] = []
    gone = 0.0
    for one, other in pairwise(line):
        gone += distance(one, other)
        if start < gone < end:
            inner.append(other)
    return [point_along(line, start)[0], *inner, point_along(line, end)[0]]


def beside(line: Polyline, by: float) -> list[Point]:
    """The line moved ``by`` pixels to its left (as one walks along it)."""
    moved: list[Point] = []
    for at, point in enumerate(line):
        before = _direction(line[at - 1], point) if at else None
        after = _direction(point, line[at + 1]) if at + 1 < len(line) else None
        moved.append(_pushed(point, before, after, by))
    return moved


def diamond(centre: Point, half: float) -> list[Point]:
    """The corners of a square that stands on one of them, ``half`` from its middle, from the top."""
    return [
        Point(centre.x, centre.y - half),
        Point(centre.x + half, centre.y),
        Point(centre.x, centre.y + half),
        Point(centre.x - half, centre.y),
    ]


def curve(start: Point, middle: Point, end: Point, steps: int = 24) -> list[Point]:
    """A quadratic curve through its control point ``middle``, as a polyline."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        points.append(Point(a * start.x + b * middle.x + c * end.x, a * start.y + b * middle.y + c * end.y))
    return points


def _direction(start: Point, end: Point) -> Point:
    long = distance(start, end) or 1.0
    return Point((end.x - start.x) / long, (end.y - start.y) / long)


def _pushed(point: Point, before: Point | None, after: Point | None, by: float) -> Point:
    first = before or after or Point(1.0, 0.0)
    second = after or first
    # At a corner both neighbours are moved; their lines meet at this distance from the corner.
    scale = by / max(1 + first.x * second.x + first.y * second.y, 0.2)
    return Point(point.x + (first.y + second.y) * scale, point.y - (first.x + second.x) * scale)
