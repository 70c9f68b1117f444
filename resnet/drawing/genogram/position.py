"""Where in its row everybody stands: one linear program over all rows.

Wanted: parents above the middle of their children, partners close, passing lines straight, everything
narrow. Distances are measured, not squared, so that what can be straight is exactly straight.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

from resnet.drawing.genogram.figure import SYMBOL
from resnet.drawing.genogram.grid import Couple, Drop, Grid, Way

GAP = 22.0
FAMILY_GAP = 34.0
_STRAIGHT_LINE = 8.0
_AMONG_CHILDREN = 6.0  # a line that comes down outside the room of its children
_OVER_CHILDREN = 1.5  # … and inside it, but not in the middle
_PARTNERS_CLOSE = 2.0
_SIBLINGS_CLOSE = 1.0
_TWINS_CLOSE = 4.0
_NARROW = 0.2
_AS_DRAWN = 3.0
_FURTHER = 20.0  # … and what is further than a symbol's width from there: an eye finds nobody again
# No variable is negative; so far to the left may a whole drawing move.
_MOST_LEFT = 5_000.0

NOWHERE: Mapping[int, float] = MappingProxyType({})

Terms = dict[int, float]


@dataclass(frozen=True, slots=True)
class Spread:
    """``x`` of every place; ``stem`` of every drop: where its line leaves the row."""

    x: tuple[float, ...]
    stem: tuple[float, ...]


@dataclass(slots=True)
class _Lines:
    """A linear program being written: costs of variables and ``terms <= limit`` lines."""

    costs: list[float] = field(default_factory=list)
    lines: list[tuple[Terms, float]] = field(default_factory=list)

    def variable(self, cost: float = 0.0) -> int:
        self.costs.append(cost)
        return len(self.costs) - 1

    def at_most(self, terms: Terms, limit: float) -> None:
        self.lines.append((terms, limit))

    def pay(self, terms: Terms, weight: float) -> None:
        for variable, factor in terms.items():
            self.costs[variable] += weight * factor

    def pay_size(self, terms: Terms, constant: float, weight: float, *, free: float = 0.0) -> None:
        """Pay for what the size of ``terms + constant``, whatever its sign, is above ``free``."""
        size = self.variable(weight)
        self.at_most({**terms, size: -1.0}, free - constant)
        self.at_most({**_times(terms, -1.0), size: -1.0}, free + constant)


def is_side_by_side(grid: Grid, rows: Sequence[Sequence[int]], couple: Couple) -> bool:
    """Whether no person stands between the two, so that a level line joins them."""
    row = rows[couple.row]
    first, last = sorted((row.index(couple.one), row.index(couple.other)))
    return all(grid.places[place].person is None for place in row[first + 1 : last])


def spread_rows(
    grid: Grid,
    rows: Sequence[Sequence[int]],
    halves: Sequence[float],
    couple_gaps: Sequence[float],
    earlier: Mapping[int, float] = NOWHERE,
) -> Spread:
    """Positions for the given order; ``couple_gaps`` is the room each couple of the grid needs.

    ``earlier`` is where places stood in an earlier drawing: all may move together, but few alone.
    """
    program = _Lines(costs=[0.0] * len(grid.places))
    close = [couple if is_side_by_side(grid, rows, couple) else None for couple in grid.couples]
    for left, right, apart in distances(grid, rows, halves):
        program.at_most({left: 1.0, right: -1.0}, -apart)
        program.pay({left: -1.0, right: 1.0}, _NARROW)
    for couple, gap, is_close in zip(grid.couples, couple_gaps, close, strict=True):
        _join(program, rows, couple, (halves, gap))
        if is_close is not None:
            _clear_of_lines(program, rows, couple, (halves, gap))
    stems = [_stem(program, rows, drop, halves, close) for drop in grid.drops]
    for drop, (terms, constant) in zip(grid.drops, stems, strict=True):
        _hang(program, rows, drop, terms, constant)
        for twins in drop.twins:
            in_order = _from_left(rows[drop.row + 1], twins.places)
            program.pay({in_order[0]: -1.0, in_order[-1]: 1.0}, _TWINS_CLOSE)
    if earlier:
        together = program.variable()
        for place, x in earlier.items():
            program.pay_size({place: 1.0, together: -1.0}, _MOST_LEFT - x, _AS_DRAWN)
            program.pay_size({place: 1.0, together: -1.0}, _MOST_LEFT - x, _FURTHER, free=SYMBOL)
    solved = _solve(program)
    return Spread(
        tuple(float(value) for value in solved[: len(grid.places)]),
        tuple(
            constant + sum(factor * float(solved[at]) for at, factor in terms.items())
            for terms, constant in stems
        ),
    )


def distances(
    grid: Grid, rows: Sequence[Sequence[int]], halves: Sequence[float]
) -> Iterator[tuple[int, int, float]]:
    """Neighbours of a row, the left one first, and how far their middles are apart at least."""
    families = _families(grid)
    for row in rows:
        for left, right in pairwise(row):
            gap = GAP if families[left] & families[right] else FAMILY_GAP
            yield left, right, halves[left] + halves[right] + gap


def _families(grid: Grid) -> list[set[int]]:
    """The unions each place belongs to; neighbours of one union stand closer."""
    families: list[set[int]] = [set() for _ in grid.places]
    for drop in grid.drops:
        for target in drop.targets:
            families[target.place].add(drop.union)
    for couple in grid.couples:
        # Partners' own union gets a number that no sibship has.
        families[couple.one].add(-1 - couple.union)
        families[couple.other].add(-1 - couple.union)
    return families


def _join(
    program: _Lines, rows: Sequence[Sequence[int]], couple: Couple, room: tuple[Sequence[float], float]
) -> None:
    halves, gap = room
    left, right = _from_left(rows[couple.row], (couple.one, couple.other))
    program.at_most({left: 1.0, right: -1.0}, -(halves[left] + halves[right] + gap))
    program.pay({left: -1.0, right: 1.0}, _PARTNERS_CLOSE)


def _clear_of_lines(
    program: _Lines, rows: Sequence[Sequence[int]], couple: Couple, room: tuple[Sequence[float], float]
) -> None:
    """Where lines pass between partners, all of what the couple's dates need is left of the first."""
    halves, gap = room
    row = rows[couple.row]
    first, last = sorted((row.index(couple.one), row.index(couple.other)))
    if last - first > 1:
        left, line = row[first], row[first + 1]
        program.at_most({left: 1.0, line: -1.0}, -(halves[left] + gap))


def _stem(
    program: _Lines,
    rows: Sequence[Sequence[int]],
    drop: Drop,
    halves: Sequence[float],
    close: Sequence[Couple | None],
) -> tuple[Terms, float]:
    """Where the drop's line leaves its row, as terms and a constant."""
    if len(drop.sources) == 1:
        return {drop.sources[0]: 1.0}, 0.0
    left, right = _from_left(rows[drop.row], drop.sources)
    if any(couple and {couple.one, couple.other} == {left, right} for couple in close):
        # The middle of the free gap, so that the line passes between the two labels.
        return {left: 0.5, right: 0.5}, (halves[left] - halves[right]) / 2
    free = program.variable()
    program.at_most({left: 1.0, free: -1.0}, -GAP)
    program.at_most({free: 1.0, right: -1.0}, -GAP)
    return {free: 1.0}, 0.0


def _hang(program: _Lines, rows: Sequence[Sequence[int]], drop: Drop, stem: Terms, constant: float) -> None:
    below = _from_left(rows[drop.row + 1], tuple(target.place for target in drop.targets))
    first, last = below[0], below[-1]
    terms = dict(stem)
    for place in (first, last):
        terms[place] = terms.get(place, 0.0) - 0.5
    is_line = drop.way is Way.PARTNERSHIP or len(drop.sources) == 1
    if first == last:
        program.pay_size(terms, constant, _STRAIGHT_LINE if is_line else _AMONG_CHILDREN)
        return
    program.pay_size(terms, constant, _OVER_CHILDREN)
    program.pay({first: -1.0, last: 1.0}, _SIBLINGS_CLOSE)
    outside = program.variable(_AMONG_CHILDREN)
    program.at_most({**_times(stem, -1.0), first: 1.0, outside: -1.0}, constant)
    program.at_most({**stem, last: stem.get(last, 0.0) - 1.0, outside: -1.0}, -constant)


def _times(terms: Terms, factor: float) -> Terms:
    return {variable: value * factor for variable, value in terms.items()}


def _from_left(row: Sequence[int], places: Sequence[int]) -> list[int]:
    return sorted(places, key=row.index)


def _solve(program: _Lines) -> NDArray[np.float64]:
    count = len(program.costs)
    if not program.lines:
        return np.zeros(count)
    rows = np.repeat(np.arange(len(program.lines)), [len(terms) for terms, _ in program.lines])
    columns = np.array([variable for terms, _ in program.lines for variable in terms])
    factors = np.array([factor for terms, _ in program.lines for factor in terms.values()])
    matrix = csr_array((factors, (rows, columns)), shape=(len(program.lines), count))
    # A tiny price on x itself ties down what nothing else holds, a person with no link at all.
    costs = np.array(program.costs) + 1e-6
    answer = linprog(costs, A_ub=matrix, b_ub=[limit for _, limit in program.lines], bounds=(0, None))
    return np.asarray(np.round(answer.x, 2), dtype=np.float64)
