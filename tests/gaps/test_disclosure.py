"""Small counts cannot be read, nor worked out from what is told beside them."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from resnet.gaps.disclosure import WITHHELD, withhold

LEAST = 5
ROWS, COLUMNS = ("a", "b", "c"), ("x", "y", "z")
Grid = dict[tuple[str, str], int]


def told_lines(truth: Grid) -> list[list[tuple[str, str]]]:
    """The rows, columns and whole whose totals a reader is told; small totals are withheld in their turn."""
    rows = {row: [(row, column) for column in COLUMNS] for row in ROWS}
    columns = {column: [(row, column) for row in ROWS] for column in COLUMNS}
    lines = [list(truth)]
    for group in (rows, columns):
        totals = {(name, ""): sum(truth[cell] for cell in line) for name, line in group.items()}
        told = withhold(totals, tuple(group), ("",), least=LEAST)
        lines += [line for name, line in group.items() if told[name, ""] != WITHHELD]
    return lines


def bounds(cell: tuple[str, str], truth: Grid, told: Grid) -> tuple[float, float]:
    """What a reader who knows every told total can say of a withheld cell, by linear programming."""
    hidden = sorted(each for each, count in told.items() if count == WITHHELD)
    lines = told_lines(truth)
    matrix = [[1.0 if each in line else 0.0 for each in hidden] for line in lines]
    sums = [float(sum(truth[each] for each in line if each in hidden)) for line in lines]
    aim = np.array([1.0 if each == cell else 0.0 for each in hidden])
    found = [linprog(sign * aim, A_eq=matrix, b_eq=sums, bounds=(0, None)).fun * sign for sign in (1, -1)]
    return found[0], found[1]


@given(st.lists(st.integers(0, 12), min_size=9, max_size=9))
@settings(max_examples=150, deadline=None)
def test_a_withheld_small_count_cannot_be_worked_out_from_the_totals(counts: list[int]) -> None:
    truth = dict(zip([(row, column) for row in ROWS for column in COLUMNS], counts, strict=True))

    # A whole table of fewer than five is not published at all (make_table).
    assume(sum(counts) >= LEAST)
    told = withhold(truth, ROWS, COLUMNS, least=LEAST)

    for cell, count in truth.items():
        if 0 < count < LEAST:
            assert told[cell] == WITHHELD
            low, high = bounds(cell, truth, told)
            assert high - low > 0.5, (truth, told, cell)


def test_a_grid_of_large_counts_is_told_whole() -> None:
    truth = {("a", "x"): 7, ("a", "y"): 0, ("b", "x"): 12, ("b", "y"): 5}

    assert withhold(truth, ("a", "b"), ("x", "y"), least=LEAST) == truth
