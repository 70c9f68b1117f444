"""One need: every service under every rule, or only the few that fit, each answer looked up once."""

from __future__ import annotations

import numpy as np

from resnet.matching.kernel.batch_arrays import MOST_POINTS, Small, Words
from resnet.matching.kernel.loops.batch import keep, lowest_bit
from resnet.matching.kernel.loops.jit import jit
from resnet.matching.kernel.one_arrays import CODE, HURDLE, POINTS, Fitting, Looked
from resnet.matching.kernel.trail_label import CHANGE_SHIFT, COST_MASK, COST_SHIFT, Numbers

_ONE, _ZERO = np.uint64(1), np.uint64(0)


@jit
def cell_of(looked: Looked, rule: int, row: int) -> int:
    """Where the answer of a rule to a service stands."""
    return int(looked.first[rule] + (row if looked.by_row[rule] else looked.profiles[row, rule]))


@jit
def consider_rows(looked: Looked, dead: int, into: Small) -> None:
    """Of each service its points, the size of all changes, the first code against it, the rule that ends it.

    Once a service is left out for good, nothing more is added up for it.
    """
    rules = len(looked.first)
    for row in range(len(looked.profiles)):
        points, size, first, ended = 0, 0, -1, rules
        for rule in range(rules):
            cell = cell_of(looked, rule, row)
            points += looked.cells[cell, POINTS]
            hurdle = looked.cells[cell, HURDLE]
            if hurdle != 0:
                if first < 0:
                    first = looked.cells[cell, CODE]
                if hurdle == dead:
                    ended = rule
                    break
                size += hurdle - 1
        into[0, row], into[1, row], into[2, row], into[3, row] = points, size, first, ended


@jit
def fit_rows(looked: Looked, fits: Words, path: int, rows: Small, points: Small) -> int:
    """The services that no rule but that of the path leaves out, given as bits; their points, how many."""
    count = 0
    for word in range(len(fits)):
        left = fits[word]
        while left != _ZERO:
            row, total = 64 * word + lowest_bit(left), 0
            left &= left - _ONE
            for rule in range(len(looked.first)):
                if rule != path:
                    total += looked.cells[cell_of(looked, rule, row), POINTS]
            rows[count], points[count] = row, total
            count += 1
    return count


@jit
def choose_best(fitting: Fitting, tiers: Small, ways: Numbers, prices: Numbers, best: Small) -> None:
    """Of what fits, and can be reached today, the best: places in a line of ``best``, keys in the other.

    Without ``ways`` nobody asks for one.
    """
    last = len(prices) - 1
    for place in range(len(fitting.rows)):
        row, points = fitting.rows[place], fitting.points[place]
        if len(ways):
            key = ways[fitting.lists[place], 0]
            if key < 0 or key >> CHANGE_SHIFT != 0:
                continue
            points += prices[min((key >> COST_SHIFT) & COST_MASK, last)]
        keep(best[0], best[1], place, tiers[row] * MOST_POINTS - points)


def compile_all() -> None:
    """Compile everything, or fetch what was compiled before."""
    small, cells = np.zeros((1, 1), dtype=np.int32), np.zeros((1, 4), dtype=np.int32)
    truth, none, wanted = (
        np.zeros(1, dtype=np.bool_),
        np.zeros(1, dtype=np.int32),
        np.zeros(1, dtype=np.int64),
    )
    looked = Looked(small, wanted, truth, cells)
    consider_rows(looked, -1, np.zeros((4, 1), dtype=np.int32))
    fit_rows(looked, np.zeros(1, dtype=np.uint64), 0, none, none.copy())
    fitting = Fitting(none, none, none, wanted)
    choose_best(fitting, none, np.zeros((1, 6), dtype=np.int64), wanted, np.zeros((2, 1), dtype=np.int32))
