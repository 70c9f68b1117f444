"""From a family to places on paper: rows, order, positions, lines; nothing is drawn yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from resnet.drawing.genogram.dates import dates_of
from resnet.drawing.genogram.feelings import FeelingLine, Surroundings, feeling_lines
from resnet.drawing.genogram.figure import (
    SECOND_OUTLINE,
    SYMBOL,
    Figure,
    figures,
    half_widths,
    name_top,
    symbol_size,
)
from resnet.drawing.genogram.grid import Grid, make_grid
from resnet.drawing.genogram.household import household_rings
from resnet.drawing.genogram.model import Genogram
from resnet.drawing.genogram.order import SEARCH, Order, order_rows
from resnet.drawing.genogram.order_search import Limits
from resnet.drawing.genogram.ports import ROOM
from resnet.drawing.genogram.position import Spread, spread_rows
from resnet.drawing.genogram.routes import CoupleLine, FamilyLine, Sheet, couple_lines, family_lines
from resnet.drawing.genogram.rows import assign_rows
from resnet.drawing.genogram.triangles import DrawnTriangle, mark_box, place_triangles
from resnet.drawing.genogram.zones import Frame, Zone, plan_zone
from resnet.drawing.geometry import Box, Point
from resnet.drawing.text import Label
from resnet.messages import Messages

_COUPLE_AIR = 14.0
_SMALLEST_COUPLE_GAP = 30.0
NOWHERE: Final[Mapping[str, float]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a person is: symbol (second outline included) and label."""

    centre: Point
    symbol: Box
    label: Box
    figure: Figure

    @property
    def whole(self) -> Box:
        """Symbol and label together."""
        return Box.over([self.symbol, self.label])


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Everything with its place; ``is_proven`` says that no order of the rows is better.

    ``gap`` is what share of its cost a better order could save at most; None where that is unknown.
    """

    family: Genogram
    rows: tuple[tuple[str, ...], ...]
    spots: dict[str, Spot]
    couples: tuple[CoupleLine, ...]
    lines: tuple[FamilyLine, ...]
    feelings: tuple[FeelingLine, ...]
    triangles: tuple[DrawnTriangle, ...]
    household: tuple[tuple[Point, ...], ...]
    households: tuple[tuple[Point, ...], ...]
    box: Box
    is_proven: bool
    gap: float | None


@dataclass(frozen=True, slots=True)
class Stand:
    """Where everybody stands in their row, before any line: ``x`` of every person, in pixels.

    ``gaps`` is the room that each couple of the grid has between the two.
    """

    grid: Grid
    contradictions: frozenset[tuple[int, str]]
    order: Order
    spread: Spread
    halves: list[float]
    sizes: dict[str, Figure]
    dates: list[Label]
    gaps: list[float]

    @property
    def x(self) -> dict[str, float]:
        """The middle of every person's symbol."""
        places = zip(self.grid.places, self.spread.x, strict=True)
        return {place.person: x for place, x in places if place.person is not None}


def stand(
    family: Genogram, messages: Messages, stood: Mapping[str, float] = NOWHERE, limits: Limits = SEARCH
) -> Stand:
    """The best order of every row, and where in it everybody stands.

    Who has a place in ``stood``, an earlier drawing, keeps it as far as no better drawing is lost.
    """
    rows = assign_rows(family)
    grid = make_grid(family, rows)
    ranks = {person: rank for rank, person in enumerate(sorted(stood, key=lambda each: stood[each]))}
    order = order_rows(grid, family, limits, ranks)
    sizes = figures(family, messages)
    halves = half_widths(grid, sizes)
    dates = [dates_of(union, messages) for union in family.unions]
    gaps = [max(dates[couple.union].width + _COUPLE_AIR, _SMALLEST_COUPLE_GAP) for couple in grid.couples]
    kept = {
        at: stood[place.person]
        for at, place in enumerate(grid.places)
        if place.person and place.person in stood
    }
    spread = spread_rows(grid, order.rows, halves, gaps, kept)
    return Stand(grid, frozenset(rows.contradictions), order, spread, halves, sizes, dates, gaps)


def lay_out(family: Genogram, messages: Messages, stood: Mapping[str, float] = NOWHERE) -> Layout:
    """The layout of ``family``; the same family, language and earlier places give the same layout.

    Who has a place in ``stood``, an earlier drawing, stands there, as far as no better drawing is lost.
    """
    at = stand(family, messages, stood)
    frame = Frame(at.grid, at.order.rows, at.spread, at.halves, _rooms(at.grid, family))
    zones = [plan_zone(frame, row) for row in range(len(at.grid.rows))]
    tops, floors = _heights(at.grid, at.sizes, zones)
    sheet = Sheet(family, frame, at.sizes, tops, floors, at.dates)
    contradictions = [(family.unions[union].partners[0], child) for union, child in sorted(at.contradictions)]
    return _finished(sheet, zones, at.order, contradictions)


def _rooms(grid: Grid, family: Genogram) -> list[float]:
    """How wide a line from above may meet each place: as wide as its symbol, corners apart."""
    people = (place.person for place in grid.places)
    return [ROOM if each is None else min(ROOM, 0.7 * symbol_size(family.by_id[each])) for each in people]


def _finished(
    sheet: Sheet, zones: Sequence[Zone], order: Order, contradictions: Sequence[tuple[str, str]]
) -> Layout:
    family, spots = sheet.family, _spots(sheet)
    couples, lines = couple_lines(sheet, zones), family_lines(sheet, zones)
    drawn = [each.points for each in couples] + [each.points for each in lines]
    figures = {person: (spot.symbol, spot.label) for person, spot in spots.items()}
    dates = [couple.text for couple in couples if couple.text.width]
    around = Surroundings(family, figures, dates, drawn)
    felt = feeling_lines(around, contradictions)
    triangles = place_triangles(around, felt)
    rings = _rings(sheet, spots, family.household)
    other_rings = [ring for home in family.households for ring in _rings(sheet, spots, home)]
    shapes = [*drawn, *(each.points for each in felt), *rings, *other_rings]
    boxes = [_around(points) for points in shapes] + [spot.whole for spot in spots.values()] + dates
    boxes += [mark_box(mark) for triangle in triangles for mark in triangle.marks]
    places = sheet.frame.grid.places
    rows = tuple(tuple(places[at].person or "" for at in row if places[at].person) for row in order.rows)
    return Layout(
        family=family,
        rows=rows,
        spots=spots,
        couples=tuple(couples),
        lines=tuple(lines),
        feelings=tuple(felt),
        triangles=triangles,
        household=tuple(rings),
        households=tuple(other_rings),
        box=Box.over(boxes),
        is_proven=order.is_proven,
        gap=order.gap,
    )


def _rings(sheet: Sheet, spots: dict[str, Spot], home: frozenset[str]) -> list[tuple[Point, ...]]:
    return household_rings(
        {person: spot.whole for person, spot in spots.items() if person in home},
        [spot.whole for person, spot in spots.items() if person not in home],
        [floor + 7 for floor in sheet.floors],
    )


def _heights(grid: Grid, sizes: dict[str, Figure], zones: Sequence[Zone]) -> tuple[list[float], list[float]]:
    """Top of every row, and where its lowest figure ends."""
    tops, floors, y = [], [], 0.0
    for row, zone in zip(grid.rows, zones, strict=True):
        people = [grid.places[at].person for at in row]
        tops.append(y)
        floors.append(y + max((sizes[person].height for person in people if person), default=SYMBOL))
        y = floors[-1] + zone.height
    return tops, floors


def _spots(sheet: Sheet) -> dict[str, Spot]:
    spots = {}
    for place, x in zip(sheet.frame.grid.places, sheet.frame.spread.x, strict=True):
        if place.person is None:
            continue
        figure, top = sheet.figures[place.person], sheet.tops[place.row]
        centre = Point(x, top + SYMBOL / 2)
        size = symbol_size(sheet.family.by_id[place.person])
        size += 2 * SECOND_OUTLINE if place.person == sheet.family.index else 0.0
        width = figure.label_width
        label = Box(x - width / 2, name_top(top), x + width / 2, top + figure.height)
        spots[place.person] = Spot(centre, Box.around(centre, size, size), label, figure)
    return {person.id: spots[person.id] for person in sheet.family.people}


def _around(points: Sequence[Point]) -> Box:
    return Box.over(Box(point.x, point.y, point.x, point.y) for point in points)
