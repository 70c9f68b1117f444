"""Small counts are withheld, and with them what would give them away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

# A cell that is not told. Not None: None would read as "no such cell".
WITHHELD: Final = -1
Grid = Mapping[tuple[str, str], int]


def told_total(count: int, least: int) -> int:
    """A whole count as it may be told: from 1 to ``least`` - 1 it is withheld.

    >>> told_total(4, 5), told_total(5, 5), told_total(0, 5)
    (-1, 5, 0)
    """
    return WITHHELD if 0 < count < least else count


def withhold(
    counts: Grid, rows: Sequence[str], columns: Sequence[str], *, least: int
) -> dict[tuple[str, str], int]:
    """``counts`` with every cell from 1 to ``least`` - 1 withheld, and more where a total would tell.

    Totals of rows and columns are published beside the cells, so a single withheld cell in a row or column
    could be worked out: the smallest other cell of that line goes with it, until no line has just one. When
    nothing else of a line is left to withhold, its withheld cells stay alone only if they sum to 0.

    Source: primary and complementary cell suppression, as in Hundepool et al., Statistical Disclosure
    Control (2012), chapter 4.

    >>> withhold({("a", "x"): 2, ("a", "y"): 9, ("b", "x"): 8, ("b", "y"): 7}, "ab", "xy", least=5)
    {('a', 'x'): -1, ('a', 'y'): -1, ('b', 'x'): -1, ('b', 'y'): -1}
    """
    cells = {(row, column): counts.get((row, column), 0) for row in rows for column in columns}
    hidden = {cell for cell, count in cells.items() if 0 < count < least}
    lines = [[(row, column) for column in columns] for row in rows]
    lines += [[(row, column) for row in rows] for column in columns]
    is_changed = True
    while is_changed:
        is_changed = False
        for line in lines:
            partner = _partner(line, cells, hidden, least)
            if partner is not None:
                hidden.add(partner)
                is_changed = True
    return {cell: WITHHELD if cell in hidden else count for cell, count in cells.items()}


def _partner(
    line: Sequence[tuple[str, str]],
    cells: Grid,
    hidden: set[tuple[str, str]],
    least: int,
) -> tuple[str, str] | None:
    """The cell to withhold next in a line whose total would tell a withheld one, or None."""
    inside = [cell for cell in line if cell in hidden]
    # Two small cells that together are still below the threshold tell as much as one.
    is_told = len(inside) == 1 or (inside and sum(cells[cell] for cell in inside) < least)
    if not is_told:
        return None
    others = [cell for cell in line if cell not in hidden]
    if not others:
        return None
    # A zero hides as well as any other, but only when nothing counted is left.
    return min(others, key=lambda cell: (cells[cell] == 0, cells[cell], cell))
