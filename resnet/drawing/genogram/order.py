"""Solving the order of the rows: the best one where that can be proven in bounds, else the best found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from itertools import combinations

import numpy as np

from resnet.drawing.genogram.grid import Drop, Grid
from resnet.drawing.genogram.model import Genogram
from resnet.drawing.genogram.order_program import Before
from resnet.drawing.genogram.order_search import Limits, Values, search
from resnet.drawing.genogram.order_wishes import NOBODY, make_program
from resnet.drawing.genogram.row_order import RowOrder

SEARCH = Limits()


@dataclass(frozen=True, slots=True)
class Order:
    """Rows of places from left to right; ``is_proven`` says that no other order costs less.

    ``cost`` is what the order pays for its wishes, ``bound`` what any order must pay at least; both are
    None where nobody could say what the swept rows cost.
    """

    rows: tuple[tuple[int, ...], ...]
    is_proven: bool
    cost: float | None
    bound: float | None

    @property
    def gap(self) -> float | None:
        """What share of its cost a better order could save at most: 0 when proven, None where unknown."""
        if self.cost is None or self.bound is None:
            return None
        return max(self.cost - self.bound, 0.0) / self.cost if self.cost and not self.is_proven else 0.0


def order_rows(
    grid: Grid, family: Genogram, limits: Limits = SEARCH, earlier: Mapping[str, int] = NOBODY
) -> Order:
    """The best order of every row, or the best that was found in ``limits``.

    ``earlier`` numbers people from left to right as they stood in an earlier drawing: of two orders that are
    equally good the one nearer to it is taken.
    """
    program, order = make_program(grid, family, earlier)

    def guesses(values: Values | None) -> Iterator[Values]:
        yield _values(order, sweep(grid, order), program.binaries)
        if values is not None:
            yield _values(order, _rounded(grid, order, values), program.binaries)

    found = search(program, limits, guesses)
    if found.values is None:
        return Order(sweep(grid, order), is_proven=False, cost=None, bound=None)
    # Whatever is wished for is paid for or not: nothing pays less than nothing.
    return Order(_read(grid, order, found.values), found.is_proven, found.cost, max(found.bound, 0.0))


def _read(grid: Grid, order: RowOrder, values: Values) -> tuple[tuple[int, ...], ...]:
    def compare(one: int, other: int) -> int:
        return -1 if _value(order.before(one, other), values) > 0.5 else 1

    return tuple(tuple(sorted(row, key=cmp_to_key(compare))) for row in grid.rows)


def _rounded(grid: Grid, order: RowOrder, values: Values) -> tuple[tuple[int, ...], ...]:
    """Everybody as far right as the values put others left of them."""
    rows = []
    for row in grid.rows:
        lefts = {
            place: sum(_value(order.before(other, place), values) for other in row if other != place)
            for place in row
        }
        # A block has one place among the others.
        blocks = {place: lefts[order.block[place]] for place in row}
        rows.append(sorted(row, key=lambda place: (blocks[place], order.block[place], lefts[place], place)))
    return tuple(_mended(row, order) for row in rows)


def _value(term: Before, values: Values) -> float:
    return term.constant + (0.0 if term.variable is None else term.sign * float(values[term.variable]))


def _values(order: RowOrder, rows: Sequence[Sequence[int]], count: int) -> Values:
    """The values of orders that say these rows."""
    values = np.zeros(count)
    for row in rows:
        for one, other in combinations(row, 2):
            term = order.before(one, other)
            if term.variable is not None:
                values[term.variable] = (1 - term.constant) * term.sign
    return values


def sweep(grid: Grid, order: RowOrder) -> tuple[tuple[int, ...], ...]:
    """A fair order without a search: from the top down, children below their parents, partners beside them.

    Everything that is decided beforehand (birth order) holds in it too.
    """
    rows: list[tuple[int, ...]] = []
    above = _leading_drops(grid)
    for row in grid.rows:
        at = {place: number for number, place in enumerate(rows[-1])} if rows else {}
        keys = {place: _key(above.get(place), place, at) for place in row}
        # A partner who only follows stands right after the one they follow.
        blocks = {place: keys[order.block[place]] for place in row}
        rows.append(tuple(sorted(row, key=lambda place: (blocks[place], order.block[place] != place, place))))
    return tuple(_mended(row, order) for row in rows)


def _leading_drops(grid: Grid) -> dict[int, tuple[Drop, int | None]]:
    leading: dict[int, tuple[Drop, int | None]] = {}
    for drop in grid.drops:
        for target in drop.targets:
            if target.is_primary or target.place not in leading:
                leading[target.place] = (drop, target.rank)
    return leading


def _key(
    above: tuple[Drop, int | None] | None, place: int, at: dict[int, int]
) -> tuple[float, float, float, int]:
    if above is None or not at:
        return (float("inf"), 0.0, 0.0, place)
    drop, rank = above
    middle = sum(at[source] for source in drop.sources) / len(drop.sources)
    return (middle, float(drop.union), float("inf") if rank is None else float(rank), place)


def _mended(row: Sequence[int], order: RowOrder) -> tuple[int, ...]:
    """The row with every decided pair the right way round."""
    mended: list[int] = []
    waiting = list(row)
    while waiting:
        free = (place for place in waiting if all(_may_precede(order, place, other) for other in waiting))
        nearest = next(free, waiting[0])
        mended.append(nearest)
        waiting.remove(nearest)
    return tuple(mended)


def _may_precede(order: RowOrder, place: int, other: int) -> bool:
    if place == other:
        return True
    term = order.before(place, other)
    return term.variable is not None or term.constant == 1
