"""What must hold of every genogram's layout, whatever the family."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from shapely import LineString, Polygon, unary_union
from shapely import Point as ShapelyPoint
from shapely import box as box_of
from shapely.geometry.base import BaseGeometry

from resnet.drawing.genogram.feelings import FeelingLine
from resnet.drawing.genogram.layout import Layout
from resnet.drawing.genogram.lines import has_mark
from resnet.drawing.genogram.model import Nature, Pregnancy, Sex
from resnet.drawing.geometry import Box, Point


def people_lost_or_twice(layout: Layout) -> list[str]:
    placed = [person for row in layout.rows for person in row]
    known = sorted(person.id for person in layout.family.people)
    return [] if sorted(placed) == known and sorted(layout.spots) == known else [str(placed)]


def overlaps(layout: Layout) -> list[str]:
    """Symbols, labels and dates that lie on each other."""
    boxes = {}
    for person, spot in layout.spots.items():
        boxes[f"symbol of {person}"] = spot.symbol
        boxes[f"label of {person}"] = spot.label
    boxes |= {f"dates of {couple.union}": couple.text for couple in layout.couples if couple.text.width}
    return [
        f"{one} on {other}"
        for (one, box), (other, its) in combinations(boxes.items(), 2)
        if box.grown(-0.1).overlaps(its)
    ]


def dates_cut_by_slashes(layout: Layout) -> list[str]:
    """Dates of a couple over which the slashes of their line run."""
    return [
        f"slashes of {couple.union}"
        for couple in layout.couples
        if couple.text.width and has_mark(layout.family.unions[couple.union])
        if Box(couple.mark.x - 9, couple.mark.y - 8, couple.mark.x + 9, couple.mark.y + 8).overlaps(
            couple.text
        )
    ]


def lines_through_figures(layout: Layout) -> list[str]:
    """Family lines that run through a symbol, a label or the dates of another couple."""
    lines = [(line.union, line.points) for line in layout.lines]
    lines += [(couple.union, couple.points) for couple in layout.couples]
    through = [
        f"{union} through {person}"
        for union, line in lines
        for person, spot in layout.spots.items()
        if _is_through(layout, person, line) or spot.label.grown(-0.5).crossed_by(line)
    ]
    return through + [
        f"{union} through the dates of {couple.union}"
        for union, line in lines
        for couple in layout.couples
        if couple.text.width and union != couple.union and couple.text.grown(-0.5).crossed_by(line)
    ]


def _is_through(layout: Layout, person: str, line: Sequence[Point]) -> bool:
    box = layout.spots[person].symbol
    return box.crossed_by(line) and bool(_inside(layout, person).crosses(LineString(line)))


def _inside(layout: Layout, person: str) -> BaseGeometry:
    """The symbol without its outline, where lines end."""
    symbol, sex = layout.spots[person].symbol, layout.family.by_id[person].sex
    middle, reach = symbol.centre, symbol.width / 2 - 1.0
    if layout.family.by_id[person].pregnancy is Pregnancy.ABORTION:
        # A small cross at the end of the line: nothing to run through but its middle, where the line ends.
        return Polygon()
    if layout.family.by_id[person].pregnancy is Pregnancy.EXPECTED:
        corners = [(middle.x, middle.y - reach), (middle.x + reach, middle.y + reach)]
        return Polygon([*corners, (middle.x - reach, middle.y + reach)])
    if layout.family.by_id[person].pregnancy is Pregnancy.MISCARRIAGE:
        return ShapelyPoint(middle).buffer(reach)
    if sex is Sex.MALE:
        return box_of(middle.x - reach, middle.y - reach, middle.x + reach, middle.y + reach)
    if sex is Sex.FEMALE:
        return ShapelyPoint(middle).buffer(reach)
    corners = [(middle.x, middle.y - reach), (middle.x + reach, middle.y)]
    return Polygon([*corners, (middle.x, middle.y + reach), (middle.x - reach, middle.y)])


def lines_that_seem_joined(layout: Layout) -> list[str]:
    """Ends and corners of one union's line that lie on a line of another."""
    lines = [(line.union, line.points) for line in layout.lines]
    lines += [(couple.union, couple.points) for couple in layout.couples]
    return [
        f"{one} on {other} at {point}"
        for one, points in lines
        for point in points
        for other, line in lines
        if one != other and _is_on(point, line)
    ]


def _is_on(point: Point, line: Sequence[Point]) -> bool:
    return bool(LineString(line).distance(ShapelyPoint(point)) < 1.0)


def lines_on_each_other(layout: Layout) -> list[str]:
    """Lines of two unions that share a stretch."""
    segments = [(line.union, start, end) for line in layout.lines for start, end in pairwise(line.points)] + [
        (couple.union, start, end) for couple in layout.couples for start, end in pairwise(couple.points)
    ]
    return [
        f"{one} and {other}"
        for one, other in combinations(segments, 2)
        if one[0] != other[0] and _shared(one[1:], other[1:]) > 1.0
    ]


def _shared(one: tuple[Point, Point], other: tuple[Point, Point]) -> float:
    shared = 0.0
    for along, across in ((0, 1), (1, 0)):
        is_level = all(abs(line[0][across] - line[1][across]) < 0.01 for line in (one, other))
        if is_level and abs(one[0][across] - other[0][across]) < 2.0:
            low = max(min(one[0][along], one[1][along]), min(other[0][along], other[1][along]))
            high = min(max(one[0][along], one[1][along]), max(other[0][along], other[1][along]))
            shared = max(shared, high - low)
    return shared


def crossings(layout: Layout) -> int:
    """How often the family lines of two unions cross; emotional lines apart."""
    lines = [(line.union, LineString(line.points)) for line in layout.lines]
    lines += [(couple.union, LineString(couple.points)) for couple in layout.couples]
    met = [
        (min(one, other), max(one, other), line.intersection(its))
        for (one, line), (other, its) in combinations(lines, 2)
        if one != other and line.crosses(its)
    ]
    found = {
        (one, other, round(point.x, 1), round(point.y, 1))
        for one, other, meeting in met
        for point in getattr(meeting, "geoms", [meeting])
    }
    return len(found)


def birth_order_broken(layout: Layout) -> list[str]:
    """Siblings of one couple in one row who stand left of an older one."""
    family = layout.family
    wrong = []
    for union in family.unions:
        own = [child for child in union.children if child.nature is Nature.BIOLOGICAL]
        for one, other in combinations(own, 2):
            said = all(child.order is not None for child in union.children)
            years = (
                (one.order, other.order)
                if said
                else (family.by_id[one.id].birth_year, family.by_id[other.id].birth_year)
            )
            first, second = layout.spots[one.id].centre, layout.spots[other.id].centre
            if None in years or first.y != second.y:
                continue
            if (years[0] < years[1] and first.x > second.x) or (years[0] > years[1] and first.x < second.x):  # type: ignore[operator]
                wrong.append(f"{one.id} and {other.id}")
    return wrong


def children_above_parents(layout: Layout) -> list[str]:
    if any(line.feeling is None for line in layout.feelings):
        return []
    spots = layout.spots
    return [
        f"{child.id} of {partner}"
        for union in layout.family.unions
        for child in union.children
        for partner in union.partners
        if spots[child.id].centre.y <= spots[partner].centre.y
    ]


def outside_the_sheet(layout: Layout) -> list[str]:
    sheet = layout.box.grown(0.1)
    points = [point for line in layout.lines for point in line.points]
    points += [point for line in layout.feelings for point in line.points]
    points += [point for ring in layout.household for point in ring]
    return [
        str(point)
        for point in points
        if not (sheet.left <= point.x <= sheet.right and sheet.top <= point.y <= sheet.bottom)
    ]


def household_wrong(layout: Layout) -> list[str]:
    """Members whose symbol no ring holds, strangers whose symbol one does."""
    return [
        person
        for person, spot in layout.spots.items()
        if any(_holds(ring, spot.centre) for ring in layout.household) != (person in layout.family.household)
    ]


def _holds(ring: tuple[Point, ...], point: Point) -> bool:
    inside = False
    for start, end in pairwise((*ring, ring[0])):
        if (start.y > point.y) != (end.y > point.y):
            crossing = start.x + (point.y - start.y) * (end.x - start.x) / (end.y - start.y)
            inside ^= crossing > point.x
    return inside


def feelings_through_figures(layout: Layout) -> list[str]:
    """Emotional lines over somebody's label, or through the symbol of somebody they are not about."""
    return [
        f"{line.feeling} over {person}"
        for line in layout.feelings
        if line.feeling is not None
        for person, spot in layout.spots.items()
        if spot.label.grown(-1.0).crossed_by(line.points)
        or (person not in {line.feeling.a, line.feeling.b} and _is_through(layout, person, line.points))
    ]


def feelings_on_each_other(layout: Layout) -> list[str]:
    """Emotional lines that run along each other, so that they read as one. At a shared person they meet."""
    bands = [
        (line.feeling, LineString(line.points).difference(_meetings(layout, line)))
        for line in layout.feelings
    ]
    return [
        f"{one} along {other}"
        for (one, line), (other, its) in combinations(bands, 2)
        if line.intersection(its.buffer(9.0)).length > 60.0
    ]


def _meetings(layout: Layout, line: FeelingLine) -> BaseGeometry:
    ends = (line.points[0], line.points[-1])
    return unary_union([ShapelyPoint(end).buffer(40.0) for end in ends])


CHECKS = (
    people_lost_or_twice,
    overlaps,
    dates_cut_by_slashes,
    lines_through_figures,
    lines_on_each_other,
    birth_order_broken,
    children_above_parents,
    lines_that_seem_joined,
    outside_the_sheet,
    household_wrong,
)
# Apart from the rest: among a hundred people there is not always a way past everybody.
FEELING_CHECKS = (feelings_through_figures, feelings_on_each_other)


def faults(layout: Layout) -> Iterator[str]:
    """Everything that is wrong with the layout, emotional lines apart."""
    yield from _found(layout, CHECKS)


def feeling_faults(layout: Layout) -> Iterator[str]:
    """Everything that is wrong with the emotional lines."""
    yield from _found(layout, FEELING_CHECKS)


def _found(layout: Layout, checks: Iterable[Callable[[Layout], list[str]]]) -> Iterator[str]:
    for check in checks:
        for fault in check(layout):
            yield f"{check.__name__}: {fault}"
