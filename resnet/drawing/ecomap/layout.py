"""Places of an eco-map: each system in a wedge of its own, so that nothing can lie on anything.

A system's footprint (its circle and its label, at both moments) is inside one wedge around the client;
wedges do not overlap, so neither do circles and labels, and no spoke can cross another system. The radius
grows until all wedges fit. One layout serves both moments: a system keeps its direction, only its distance
and size follow what the client said. Who was there on an earlier day keeps it too, as far as newcomers find
room (``directions.py``).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from resnet.drawing.ecomap.directions import make_room, spread
from resnet.drawing.ecomap.model import EcoMap, Relation, System
from resnet.drawing.font import Weight
from resnet.drawing.geometry import Box, Point
from resnet.drawing.text import Label, Style, plain, wrap

NAME = Style(12.0)
NOTE = Style(10.5)
CENTRE_NAME = Style(13.0, Weight.BOLD)
HOUSEHOLD = Style(10.5)
FURTHEST, NEAREST = 1, 5
_CENTRE_ALONE = 46.0
_CENTRE_TOGETHER = 60.0
_NOT_ASKED_RADIUS = 20.0
_LABEL_WIDTH = 116.0
_LABEL_AIR = 3.0
_GAP = 10.0
# One step of importance is so many pixels of radius, one of nearness this share of the nearest distance.
_SIZE_STEP = 4.5
_NEAR_STEP = 0.1
_SHORTEST_SPOKE = 34.0
_GROWTH = 1.05
Notes = Mapping[tuple[str, bool], str]


@dataclass(frozen=True, slots=True)
class Placed:
    """A system at one moment: where its circle is, how large; name and note are on its outer side.

    ``note`` says what changed, "" where nothing did or only one moment is drawn.
    """

    system: System
    relation: Relation
    centre: Point
    radius: float
    label: Label
    note: Label

    @property
    def label_at(self) -> Point:
        """The middle of the label's top: the spoke comes from the other side."""
        if self.centre.y < 0:
            height = self.label.height + self.note.height
            return Point(self.centre.x, self.centre.y - self.radius - _LABEL_AIR - height)
        return Point(self.centre.x, self.centre.y + self.radius + _LABEL_AIR)

    @property
    def label_box(self) -> Box:
        """The box of name and note."""
        width, height = max(self.label.width, self.note.width), self.label.height + self.note.height
        return Box.around(Point(self.label_at.x, self.label_at.y + height / 2), width, height)

    @property
    def box(self) -> Box:
        """The box of circle, name and note."""
        return Box.over([Box.around(self.centre, 2 * self.radius, 2 * self.radius), self.label_box])


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Both moments around the client at (0, 0); ``box`` holds everything of both.

    ``rings`` are the distances of nearness from 5 to the farthest that was said; none where none was.
    ``reaches`` are those of every nearness, from 5 to 1.
    """

    now: tuple[Placed, ...]
    then: tuple[Placed, ...]
    centre_radius: float
    rings: tuple[float, ...]
    reaches: tuple[float, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class _Footprint:
    system: System
    label: Label
    radius: float
    nearest: int


def lay_out(eco_map: EcoMap, notes: Notes | None = None) -> Layout:
    """The places of all systems, at both moments.

    ``notes`` are words under a name, by the system's id and whether they are for the moment now.
    """
    notes = notes or {}
    prints = [_footprint(each, notes) for each in eco_map.in_order]
    centre = _CENTRE_TOGETHER if eco_map.household or eco_map.household_then else _CENTRE_ALONE
    base = _base(prints, centre)
    placed: dict[bool, list[Placed]] = {True: [], False: []}
    for each, direction in zip(prints, _directions(prints, centre), strict=True):
        for is_now, relation in ((True, each.system.now), (False, each.system.then)):
            if relation is not None:
                note = wrap(notes.get((each.system.id, is_now), ""), NOTE, width=_LABEL_WIDTH, lines=1)
                placed[is_now].append(_place(each, (relation, note), direction, base))
    everybody = [*placed[True], *placed[False]]
    said = [_near(each.relation) for each in everybody if each.relation.nearness is not None]
    reaches = tuple(_away(base, near) for near in range(NEAREST, FURTHEST - 1, -1))
    rings = reaches[: NEAREST - min(said) + 1] if said else ()
    reach = max([centre, *rings])
    middle = Box.around(Point(0, 0), 2 * reach, 2 * reach)
    return Layout(
        now=tuple(placed[True]),
        then=tuple(placed[False]),
        centre_radius=centre,
        rings=rings,
        reaches=reaches,
        box=Box.over([middle, *(each.box for each in everybody)]).grown(_GAP),
    )


def radius_of(relation: Relation) -> float:
    """The circle's radius: larger is more important; not asked has one of its own."""
    if relation.importance is None:
        return _NOT_ASKED_RADIUS
    return 13.0 + _SIZE_STEP * relation.importance


def _footprint(system: System, notes: Notes) -> _Footprint:
    label = wrap(plain(system.name), NAME, width=_LABEL_WIDTH, lines=3)
    both = (wrap(notes.get((system.id, at), ""), NOTE, width=_LABEL_WIDTH, lines=1) for at in (True, False))
    note_width, note_height = map(max, zip(*((each.width, each.height) for each in both), strict=True))
    widest = max(radius_of(each) for each in _moments(system))
    # The circle around circle and label together, about the circle's own centre.
    below = widest + _LABEL_AIR + label.height + note_height
    radius = max(widest, math.hypot(max(label.width, note_width) / 2, below)) + _GAP / 2
    return _Footprint(system, label, radius, max(_near(each) for each in _moments(system)))


def _base(prints: Sequence[_Footprint], centre: float) -> float:
    """The distance of the nearest at which all have room."""
    base = max((each.radius for each in prints), default=0.0) + centre + _SHORTEST_SPOKE
    while sum(_angle(each, base) for each in prints) > 2 * math.pi:
        base *= _GROWTH
    return base


def _directions(prints: Sequence[_Footprint], centre: float) -> list[float]:
    """The direction of each, in radians: those of the first day spread out, later ones added day by day."""
    days = sorted({_first_day(each) for each in prints})
    known: dict[int, float] = {}
    start = 0.0
    for day in days:
        there = [at for at, each in enumerate(prints) if _first_day(each) <= day]
        base = _base([prints[at] for at in there], centre)
        wedges = [_angle(prints[at], base) for at in there]
        if known:
            turned = make_room(wedges, [known.get(at) for at in there], start)
        else:
            turned, start = spread(wedges)
        known = dict(zip(there, turned, strict=True))
    return [known[at] for at in range(len(prints))]


def _first_day(each: _Footprint) -> date:
    return each.system.first_day or date.max


def _angle(each: _Footprint, base: float) -> float:
    return 2 * math.asin(min(1.0, each.radius / _away(base, each.nearest)))


def _away(base: float, near: int) -> float:
    return base * (1.0 + (NEAREST - near) * _NEAR_STEP)


def _place(each: _Footprint, said: tuple[Relation, Label], direction: float, base: float) -> Placed:
    relation, note = said
    away = _away(base, _near(relation))
    centre = Point(away * math.cos(direction), away * math.sin(direction))
    return Placed(each.system, relation, centre, radius_of(relation), each.label, note)


def _near(relation: Relation) -> int:
    # Not asked stands in the middle: neither near nor far is said of it.
    return 3 if relation.nearness is None else min(max(relation.nearness, FURTHEST), NEAREST)


def _moments(system: System) -> list[Relation]:
    return [each for each in (system.now, system.then) if each is not None]
