"""The family lines themselves: partnerships and descent as polylines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from resnet.drawing.genogram.figure import SECOND_OUTLINE, SYMBOL, Figure, edge_above, symbol_size
from resnet.drawing.genogram.grid import Couple, Drop, Way
from resnet.drawing.genogram.lines import has_mark
from resnet.drawing.genogram.model import Genogram, Nature
from resnet.drawing.genogram.zones import TWIN_DROP, Frame, Zone
from resnet.drawing.geometry import Box, Point
from resnet.drawing.text import Label

# Dates on a low line, the slashes beside them, and air.
_MARK_ROOM = 36.0
# How far slashes reach from their middle, with air; how far dates stand above a line without any.
_MARK_REACH = 9.5
_ABOVE_LINE = 3.0
# How far down the parting lines of identical twins a bar joins them.
_BAR = 0.55


@dataclass(frozen=True, slots=True)
class CoupleLine:
    """The line that joins two partners; ``text`` is the box of its ``label``, ``mark`` where slashes go.

    ``is_low`` ones run below the figures, past whoever stands between; their dates stand on the line.
    """

    union: int
    points: tuple[Point, ...]
    text: Box
    label: Label
    mark: Point
    is_low: bool = False


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """A line of descent, or (``nature`` None) one that leads a partner to another row."""

    union: int
    points: tuple[Point, ...]
    nature: Nature | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is known when lines are drawn: ``tops`` of the rows, ``floors`` where their figures end."""

    family: Genogram
    frame: Frame
    figures: Mapping[str, Figure]
    tops: Sequence[float]
    floors: Sequence[float]
    dates: Sequence[Label]

    def person_at(self, place: int) -> str | None:
        """Who stands there; None for a way-point."""
        return self.frame.grid.places[place].person

    def side(self, place: int) -> float:
        """How far from its middle a level line meets the place."""
        person = self.person_at(place)
        if person is None:
            return 0.0
        half = symbol_size(self.family.by_id[person]) / 2
        return half + (SECOND_OUTLINE if person == self.family.index else 0.0)

    def bottom(self, place: int) -> float:
        """Where a line below the place begins: under the label, or at the top for a way-point."""
        row, person = self.frame.grid.places[place].row, self.person_at(place)
        return self.tops[row] if person is None else self.tops[row] + self.figures[person].height + 2

    def top(self, place: int, x: float) -> float:
        """Where a line from above meets the place at ``x``."""
        row, person = self.frame.grid.places[place].row, self.person_at(place)
        if person is None:
            return self.tops[row]
        outline = SECOND_OUTLINE if person == self.family.index else 0.0
        offset = x - self.frame.spread.x[place]
        return self.tops[row] + edge_above(self.family.by_id[person], offset) - outline


def couple_lines(sheet: Sheet, zones: Sequence[Zone]) -> list[CoupleLine]:
    """The line of every couple."""
    lines = []
    for at, couple in enumerate(sheet.frame.grid.couples):
        zone = zones[couple.row]
        label = sheet.dates[couple.union]
        if at in zone.couple_level:
            lines.append(_low_line(sheet, zone, at, label))
        else:
            lines.append(_level_line(sheet, zone, couple, label))
    return lines


def _level_line(sheet: Sheet, zone: Zone, couple: Couple, label: Label) -> CoupleLine:
    frame = sheet.frame
    left, right = sorted((couple.one, couple.other), key=frame.rows[couple.row].index)
    y = sheet.tops[couple.row] + SYMBOL / 2
    start, end = frame.spread.x[left] + sheet.side(left), frame.spread.x[right] - sheet.side(right)
    points = [Point(start, y), Point(end, y)]
    # A partner from another row comes from above to the level of the other.
    if sheet.person_at(left) is None:
        points.insert(0, Point(start, sheet.tops[couple.row]))
    if sheet.person_at(right) is None:
        points.append(Point(end, sheet.tops[couple.row]))
    middle = _widest_gap(sheet, couple, frame.gap(couple))
    stems = [zone.stem[at] for at in zone.drops if set(frame.grid.drops[at].sources) == {left, right}]
    mark = Point((stems[0] + end) / 2 if stems else (start + end) / 2, y)
    is_marked = has_mark(sheet.family.unions[couple.union])
    is_beside = abs(mark.x - middle) > label.width / 2 + _MARK_REACH
    floor = y - (_MARK_REACH if is_marked and not is_beside else _ABOVE_LINE)
    text = Box(middle - label.width / 2, floor - label.height, middle + label.width / 2, floor)
    return CoupleLine(couple.union, tuple(points), text, label, mark)


def _widest_gap(sheet: Sheet, couple: Couple, gap: tuple[float, float]) -> float:
    """The middle of the widest part of the gap that no passing line cuts."""
    frame = sheet.frame
    passing = sorted(
        frame.spread.x[place]
        for place in frame.rows[couple.row]
        if sheet.person_at(place) is None and gap[0] < frame.spread.x[place] < gap[1]
    )
    edges = [gap[0], *passing, gap[1]]
    left, right = max(pairwise(edges), key=lambda part: part[1] - part[0])
    return (left + right) / 2


def _low_line(sheet: Sheet, zone: Zone, at: int, label: Label) -> CoupleLine:
    couple = sheet.frame.grid.couples[at]
    one, other = zone.ends[at]
    y = zone.level_y(sheet.floors[couple.row], zone.couple_level[at])
    points = (
        Point(one, sheet.bottom(couple.one)),
        Point(one, y),
        Point(other, y),
        Point(other, sheet.bottom(couple.other)),
    )
    uprights = [zone.stem[drop] for drop in zone.drops]
    uprights += [end for other_couple, ends in zone.ends.items() if other_couple != at for end in ends]
    label, middle = _fitting(label, (min(one, other), max(one, other)), uprights)
    text = Box(middle - label.width / 2, y - label.height / 2, middle + label.width / 2, y + label.height / 2)
    return CoupleLine(couple.union, points, text, label, Point(text.right + 10, y), is_low=True)


def _fitting(label: Label, ends: tuple[float, float], uprights: Sequence[float]) -> tuple[Label, float]:
    """The label in one line (the next line runs close below), and a middle for it.

    Where nothing has room for all, for the latest state alone; description and table say the rest.
    """
    one_line = Label((", ".join(label.lines),) if label.lines else (), label.style)
    middle, room = _free_place(*ends, one_line.width + _MARK_ROOM, uprights)
    if room >= one_line.width + _MARK_ROOM:
        return one_line, middle
    latest = Label(label.lines[-1:], label.style)
    return latest, _free_place(*ends, latest.width + _MARK_ROOM, uprights)[0]


def _free_place(left: float, right: float, width: float, uprights: Sequence[float]) -> tuple[float, float]:
    """A middle for what is ``width`` wide, as clear of uprights as can be between two ends, and its room."""
    edges = [left, *sorted(x for x in uprights if left < x < right), right]
    parts = [(end - start, (start + end) / 2) for start, end in pairwise(edges)]
    roomy = [part for part in parts if part[0] >= width] or [max(parts)]
    centre = (left + right) / 2
    room, middle = min(roomy, key=lambda part: abs(part[1] - centre))
    return middle, room


def family_lines(sheet: Sheet, zones: Sequence[Zone]) -> list[FamilyLine]:
    """Every line from one row to the next."""
    lines: list[FamilyLine] = []
    for zone in zones:
        for at in zone.drops:
            lines.extend(_drop_lines(sheet, zone, at))
    return lines


def _drop_lines(sheet: Sheet, zone: Zone, at: int) -> list[FamilyLine]:
    drop = sheet.frame.grid.drops[at]
    start = Point(zone.stem[at], _start_y(sheet, zone, drop))
    ends, forks = _arrivals(sheet, zone, at)
    level = zone.drop_level.get(at)
    if level is None:
        return [FamilyLine(drop.union, (start, ends[0][0]), ends[0][1]), *forks]
    y = zone.level_y(sheet.floors[zone.row], level)
    if len(ends) == 1:
        end, nature = ends[0]
        bent = (start, Point(start.x, y), Point(end.x, y), end)
        return [FamilyLine(drop.union, bent, nature), *forks]
    common = _common([nature for _, nature in ends])
    xs = [start.x, *(end.x for end, _ in ends)]
    lines = [
        FamilyLine(drop.union, (start, Point(start.x, y)), common),
        FamilyLine(drop.union, (Point(min(xs), y), Point(max(xs), y)), common),
    ]
    uprights = (FamilyLine(drop.union, (Point(end.x, y), end), nature) for end, nature in ends)
    return [*lines, *uprights, *forks]


def _common(natures: Sequence[Nature | None]) -> Nature | None:
    """The line that several children share; two lines beside each other cannot be told apart at a corner."""
    is_one = len(set(natures)) == 1 and natures[0] is not Nature.ADOPTIVE
    return natures[0] if is_one else Nature.BIOLOGICAL


def _arrivals(
    sheet: Sheet, zone: Zone, at: int
) -> tuple[list[tuple[Point, Nature | None]], list[FamilyLine]]:
    """Where lines of a drop end upright, each with its nature; and the lines below the forks of twins."""
    drop = sheet.frame.grid.drops[at]
    ports = {target.place: zone.ports[at, target.place] for target in drop.targets}
    ends = {place: Point(x, sheet.top(place, x)) for place, x in ports.items()}
    natures = {
        target.place: None if drop.way is Way.PARTNERSHIP else target.nature for target in drop.targets
    }
    parted = {place for twins in drop.twins for place in twins.places}
    arrivals = [(end, natures[place]) for place, end in ends.items() if place not in parted]
    lines: list[FamilyLine] = []
    for number, twins in enumerate(drop.twins):
        fork = Point(zone.forks[at, number], sheet.tops[drop.row + 1] - TWIN_DROP)
        arrivals.append((fork, _common([natures[place] for place in twins.places])))
        lines += [FamilyLine(drop.union, (fork, ends[place]), natures[place]) for place in twins.places]
        if twins.is_identical:
            feet = sorted(ends[place] for place in twins.places)
            y = fork.y + _BAR * (min(foot.y for foot in feet) - fork.y)
            bar = tuple(_at_height(fork, foot, y) for foot in (feet[0], feet[-1]))
            lines.append(FamilyLine(drop.union, bar, Nature.BIOLOGICAL))
    return arrivals, lines


def _at_height(start: Point, end: Point, y: float) -> Point:
    return Point(start.x + (end.x - start.x) * (y - start.y) / (end.y - start.y), y)


def _start_y(sheet: Sheet, zone: Zone, drop: Drop) -> float:
    if len(drop.sources) == 1:
        return sheet.bottom(drop.sources[0])
    for at in zone.couples:
        couple = sheet.frame.grid.couples[at]
        if {couple.one, couple.other} == set(drop.sources):
            return zone.level_y(sheet.floors[zone.row], zone.couple_level[at])
    return sheet.tops[zone.row] + SYMBOL / 2
