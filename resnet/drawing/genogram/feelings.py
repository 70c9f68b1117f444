"""Emotional lines: from one symbol to another, past everything else as well as can be."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from shapely import LineString, MultiLineString, STRtree, intersection, length, prepare, unary_union
from shapely import Point as ShapelyPoint
from shapely import box as box_of
from shapely.geometry.base import BaseGeometry

from resnet.drawing.genogram.figure import SECOND_OUTLINE, SYMBOL, symbol_size
from resnet.drawing.genogram.model import Feeling, Genogram, Sex
from resnet.drawing.geometry import Box, Point, curve

# How far a line bows out at its middle, in pixels: straight first, then ever wider on both sides.
_BOWS = (
    0.0,
    *(side * bow for bow in (18.0, 34.0, 55.0, 80.0, 120.0, 170.0, 240.0, 330.0) for side in (1, -1)),
)
# … and how far that middle is moved towards one of the two, as a share of their distance.
_SHIFTS = (0.0, 0.22, -0.22, 0.45, -0.45)
_FINER_BOWS = tuple(
    side * bow for bow in (9.0, 26.0, 44.0, 67.0, 100.0, 145.0, 205.0, 285.0, 420.0) for side in (1, -1)
)
_FINER_SHIFTS = (0.0, 0.11, -0.11, 0.33, -0.33, 0.6, -0.6)
_OVER_FIGURE = 6_000.0
_OVER_DATES = 900.0
_ALONG_LINE = 6.0
# Nearer than this two lines read as one: half a saw tooth to a family's line, two of them to another feeling.
_BESIDE_FAMILY = 3.0
_BESIDE_FEELING = 12.0
_MEETING = SYMBOL / 2 + 26.0
_NEAR_FIGURE = 8.0
# Half a saw tooth, and a little.
_AIR = 5.0
_PASSES = 4


@dataclass(frozen=True, slots=True)
class FeelingLine:
    """Where an emotional line runs, from a's symbol to b's.

    ``feeling`` None is a contradiction of the record: b is written down as a's child and a's forebear.
    """

    feeling: Feeling | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lines must pass: everybody's boxes (symbol, label), dates, and the family's own lines."""

    family: Genogram
    figures: Mapping[str, tuple[Box, Box]]
    dates: Sequence[Box]
    lines: Sequence[Sequence[Point]]


@dataclass(frozen=True, slots=True)
class _Way:
    """A way that a line may take; ``price`` is that before other feelings are looked at."""

    points: tuple[Point, ...]
    line: LineString
    price: float


def feeling_lines(around: Surroundings, contradictions: Sequence[tuple[str, str]]) -> list[FeelingLine]:
    """A line for every feeling and every contradiction, in this order.

    Each takes the best way past those before it; then each looks again, past all others, until none moves.
    """
    wanted: list[tuple[Feeling | None, str, str]] = [
        (each, each.a, each.b) for each in around.family.feelings
    ]
    wanted += [(None, one, other) for one, other in contradictions]
    family_lines = MultiLineString([list(line) for line in around.lines]).buffer(_BESIDE_FAMILY)
    ways = [_ways(around, one, other, family_lines) for _, one, other in wanted]
    # Lines of one person have to meet there.
    meetings = [_around_ends(around, one, other) for _, one, other in wanted]
    chosen: dict[int, _Way] = {}
    bands: dict[int, BaseGeometry] = {}
    for _ in range(_PASSES):
        before = dict(chosen)
        for number, tried in enumerate(ways):
            others = unary_union([band for key, band in bands.items() if key != number])
            others = others.difference(meetings[number])
            full = [way.price + _ALONG_LINE * float(way.line.intersection(others).length) for way in tried]
            best = tried[full.index(min(full))]
            chosen[number], bands[number] = best, best.line.buffer(_BESIDE_FEELING)
        if chosen == before:
            break
    return [FeelingLine(feeling, chosen[number].points) for number, (feeling, _, _) in enumerate(wanted)]


def _around_ends(around: Surroundings, *ends: str) -> BaseGeometry:
    return unary_union([ShapelyPoint(around.figures[each][0].centre).buffer(_MEETING) for each in ends])


def _ways(around: Surroundings, one: str, other: str, family_lines: BaseGeometry) -> list[_Way]:
    """All ways from one to the other."""
    obstacles = [
        box
        for person, boxes in around.figures.items()
        for number, box in enumerate(boxes)
        # Its own ends' symbols are where it begins and ends; their labels are in the way like all others.
        if number or person not in {one, other}
    ]
    near = unary_union([box_of(*astuple(each.grown(_AIR))) for each in obstacles])
    prepare([near, family_lines])
    ways: list[_Way] = []
    for bows, shifts in ((_BOWS, _SHIFTS), (_FINER_BOWS, _FINER_SHIFTS)):
        candidates = [tuple(each) for each in _candidates(around, (one, other), bows, shifts)]
        lines = [LineString(each) for each in candidates]
        prices = length(lines) + _OVER_FIGURE * _runs_over(lines, obstacles)
        prices += _OVER_DATES * _runs_over(lines, around.dates)
        prices += _ALONG_LINE * length(intersection(lines, family_lines))
        prices += _NEAR_FIGURE * length(intersection(lines, near))
        ways += [_Way(*each) for each in zip(candidates, lines, map(float, prices), strict=True)]
        # Most find a free way at once; only who runs over somebody looks closer.
        if min(way.price for way in ways) < _OVER_FIGURE:
            break
    return ways


def _candidates(
    around: Surroundings, ends: tuple[str, str], bows: Sequence[float], shifts: Sequence[float]
) -> Iterator[list[Point]]:
    family, (person, another) = around.family, ends
    one, other = around.figures[person][0].centre, around.figures[another][0].centre
    long = math.hypot(other.x - one.x, other.y - one.y) or 1.0
    along = Point((other.x - one.x) / long, (other.y - one.y) / long)
    for bow, shift in product(bows, shifts):
        # Twice the bow: a quadratic curve goes half the way to its control point.
        middle = Point(
            (one.x + other.x) / 2 + along.y * bow * 2 + along.x * shift * long,
            (one.y + other.y) / 2 - along.x * bow * 2 + along.y * shift * long,
        )
        yield curve(_edge(family, person, one, middle), middle, _edge(family, another, other, middle))


def _edge(family: Genogram, person: str, centre: Point, towards: Point) -> Point:
    """The point of the person's outline in a direction."""
    across, down = towards.x - centre.x, towards.y - centre.y
    long = math.hypot(across, down) or 1.0
    across, down = across / long, down / long
    reach = symbol_size(family.by_id[person]) / 2
    sex = family.by_id[person].sex
    if sex is Sex.MALE:
        reach /= max(abs(across), abs(down))
    elif sex is not Sex.FEMALE:
        reach /= abs(across) + abs(down)
    reach += SECOND_OUTLINE + 1 if person == family.index else 1
    return Point(centre.x + across * reach, centre.y + down * reach)


def _runs_over(lines: Sequence[LineString], boxes: Sequence[Box]) -> NDArray[np.int64]:
    """How many of the boxes each line runs through."""
    counts = np.zeros(len(lines), dtype=np.int64)
    if boxes:
        # Smaller by a hair: a line that only touches an edge runs through nothing.
        tree = STRtree([box_of(*astuple(each.grown(-0.01))) for each in boxes])
        found, _ = tree.query(list(lines), predicate="intersects")
        np.add.at(counts, found, 1)
    return counts
