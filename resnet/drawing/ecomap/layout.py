"""Places of an eco-map: each system in a wedge of its own, so that nothing can lie on anything.

A system's footprint (its circle and its label, at both moments) is inside one wedge around the client;
wedges do not overlap, so neither do circles and labels, and no spoke can cross another system. The radius
grows until all wedges fit. One layout serves both moments: a system keeps its direction, only its distance
and size follow what the client said.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from resnet.drawing.ecomap.model import EcoMap, Relation, System
from resnet.drawing.font import Weight
from resnet.drawing.geometry import Box, Point
from resnet.drawing.text import Label, Style, plain, wrap

NAME = Style(12.0)
CENTRE_NAME = Style(13.0, Weight.BOLD)
CENTRE_RADIUS = 46.0
_NOT_ASKED_RADIUS = 20.0
_LABEL_WIDTH = 116.0
_GAP = 10.0
# One step of importance is so much radius, one step of nearness so much distance (pixels).
_SIZE_STEP = 4.5
_NEAR_STEP = 20.0
_SHORTEST_SPOKE = 34.0
_GROWTH = 1.05


@dataclass(frozen=True, slots=True)
class Placed:
    """A system at one moment: where its circle is, how large; its label is on the far side of the client."""

    system: System
    relation: Relation
    centre: Point
    radius: float
    label: Label

    @property
    def label_at(self) -> Point:
        """The middle of the label's top: the spoke comes from the other side."""
        if self.centre.y < 0:
            return Point(self.centre.x, self.centre.y - self.radius - 3 - self.label.height)
        return Point(self.centre.x, self.centre.y + self.radius + 3)

    @property
    def box(self) -> Box:
        """The box of circle and label."""
        size = 2 * self.radius
        middle = Point(self.label_at.x, self.label_at.y + self.label.height / 2)
        return Box.over(
            [Box.around(self.centre, size, size), Box.around(middle, self.label.width, self.label.height)]
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """Both moments around the client at (0, 0); ``box`` holds everything of both."""

    now: tuple[Placed, ...]
    then: tuple[Placed, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class _Footprint:
    system: System
    label: Label
    radius: float
    nearest: int


def lay_out(eco_map: EcoMap) -> Layout:
    """The places of all systems, at both moments."""
    ordered = sorted(eco_map.systems, key=lambda each: (each.sector, each.name, each.id))
    prints = [_footprint(each) for each in ordered]
    base = max((each.radius for each in prints), default=0.0) + CENTRE_RADIUS + _SHORTEST_SPOKE
    while sum(_angle(each, base) for each in prints) > 2 * math.pi:
        base *= _GROWTH
    spare = (2 * math.pi - sum(_angle(each, base) for each in prints)) / max(len(prints), 1)
    now, then = [], []
    # The first system stands at the top, the others follow clockwise.
    turned = -math.pi / 2 - (_angle(prints[0], base) + spare) / 2 if prints else 0.0
    for each in prints:
        wedge = _angle(each, base) + spare
        direction = turned + wedge / 2
        turned += wedge
        if each.system.now is not None:
            now.append(_place(each, each.system.now, direction, base))
        if each.system.then is not None:
            then.append(_place(each, each.system.then, direction, base))
    client = Box.around(Point(0, 0), 2 * CENTRE_RADIUS, 2 * CENTRE_RADIUS)
    box = Box.over([client, *(each.box for each in (*now, *then))])
    return Layout(tuple(now), tuple(then), box.grown(_GAP))


def radius_of(relation: Relation) -> float:
    """The circle's radius: larger is more important; not asked has one of its own."""
    if relation.importance is None:
        return _NOT_ASKED_RADIUS
    return 13.0 + _SIZE_STEP * relation.importance


def _footprint(system: System) -> _Footprint:
    label = wrap(plain(system.name), NAME, width=_LABEL_WIDTH, lines=3)
    widest = max(radius_of(each) for each in _moments(system))
    # The circle around circle and label together, about the circle's own centre.
    below = widest + 3 + label.height
    radius = max(widest, math.hypot(label.width / 2, below)) + _GAP / 2
    nearest = max(_near(each) for each in _moments(system))
    return _Footprint(system, label, radius, nearest)


def _angle(each: _Footprint, base: float) -> float:
    return 2 * math.asin(min(1.0, each.radius / (base + (5 - each.nearest) * _NEAR_STEP)))


def _place(each: _Footprint, relation: Relation, direction: float, base: float) -> Placed:
    away = base + (5 - _near(relation)) * _NEAR_STEP
    centre = Point(away * math.cos(direction), away * math.sin(direction))
    return Placed(each.system, relation, centre, radius_of(relation), each.label)


def _near(relation: Relation) -> int:
    # Not asked stands in the middle: neither near nor far is said of it.
    return 3 if relation.nearness is None else min(max(relation.nearness, 1), 5)


def _moments(system: System) -> Iterable[Relation]:
    return [each for each in (system.now, system.then) if each is not None]
