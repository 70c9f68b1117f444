"""Emotional lines: from one symbol to another, past everything else as well as can be."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from shapely import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from resnet.drawing.genogram.figure import SECOND_OUTLINE, SYMBOL
from resnet.drawing.genogram.model import Feeling, Genogram, Sex
from resnet.drawing.geometry import Box, Point, curve

# How far a line bows out at its middle, in pixels: straight first, then ever wider on both sides.
_BOWS = (
    0.0,
    *(side * bow for bow in (18.0, 34.0, 55.0, 80.0, 120.0, 170.0, 240.0, 330.0) for side in (1, -1)),
)
# … and how far that middle is moved towards one of the two, as a share of their distance.
_SHIFTS = (0.0, 0.22, -0.22, 0.45, -0.45)
_OVER_FIGURE = 1_500.0
_OVER_DATES = 200.0
_ALONG_LINE = 8.0
_BESIDE = 6.0
_AIR = 3.0


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


def feeling_lines(around: Surroundings, contradictions: Sequence[tuple[str, str]]) -> list[FeelingLine]:
    """A line for every feeling and every contradiction, in this order."""
    taken: BaseGeometry = MultiLineString([list(line) for line in around.lines]).buffer(_BESIDE / 2)
    routed = []
    wanted: list[tuple[Feeling | None, str, str]] = [
        (each, each.a, each.b) for each in around.family.feelings
    ]
    wanted += [(None, one, other) for one, other in contradictions]
    for feeling, one, other in wanted:
        obstacles = [
            box.grown(_AIR)
            for person, boxes in around.figures.items()
            for number, box in enumerate(boxes)
            # Its own ends' symbols are where it begins and ends; their labels are in the way like all others.
            if number or person not in {one, other}
        ]
        lines = list(_candidates(around, one, other))
        prices = [_price(line, obstacles, around.dates, taken) for line in lines]
        best = lines[prices.index(min(prices))]
        routed.append(FeelingLine(feeling, tuple(best)))
        taken = taken.union(LineString(best).buffer(_BESIDE))
    return routed


def _candidates(around: Surroundings, person: str, another: str) -> Iterator[list[Point]]:
    family = around.family
    one, other = around.figures[person][0].centre, around.figures[another][0].centre
    long = math.hypot(other.x - one.x, other.y - one.y) or 1.0
    along = Point((other.x - one.x) / long, (other.y - one.y) / long)
    for bow, shift in product(_BOWS, _SHIFTS):
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
    reach = SYMBOL / 2
    sex = family.by_id[person].sex
    if sex is Sex.MALE:
        reach /= max(abs(across), abs(down))
    elif sex is not Sex.FEMALE:
        reach /= abs(across) + abs(down)
    reach += SECOND_OUTLINE + 1 if person == family.index else 1
    return Point(centre.x + across * reach, centre.y + down * reach)


def _price(
    line: Sequence[Point], obstacles: Sequence[Box], dates: Sequence[Box], taken: BaseGeometry
) -> float:
    price = sum(math.hypot(end.x - start.x, end.y - start.y) for start, end in pairwise(line))
    reach = Box(
        min(point.x for point in line),
        min(point.y for point in line),
        max(point.x for point in line),
        max(point.y for point in line),
    ).grown(1)
    for boxes, weight in ((obstacles, _OVER_FIGURE), (dates, _OVER_DATES)):
        price += weight * sum(box.overlaps(reach) and box.crossed_by(line) for box in boxes)
    return price + _ALONG_LINE * float(LineString(line).intersection(taken).length)
