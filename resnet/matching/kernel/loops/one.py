"""One need: every service under every rule, or only the few that fit, each answer looked up once."""

from __future__ import annotations

import numpy as np

from resnet.matching.kernel.batch_arrays import MOST_POINTS, Small
from resnet.matching.kernel.loops.batch import count_bits, keep, lowest_bit
from resnet.matching.kernel.loops.jit import jit
from resnet.matching.kernel.one_arrays import (
    CODE,
    HURDLE,
    POINTS,
    Alone,
    Fitting,
    Laid,
    Looked,
    Ranked,
    Stored,
)
from resnet.matching.kernel.trail_label import (
    CHANGE_SHIFT,
    COST_MASK,
    COST_SHIFT,
    ID_BITS,
    MOST_DEPTH,
    PER_NUMBER,
    Numbers,
)

_ONE, _ZERO, _ALL = np.uint64(1), np.uint64(0), np.uint64(2**64 - 1)
_ID_MASK = (1 << ID_BITS) - 1


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
def fitting_word(stored: Stored, slots: Small, alone: Alone, word: int) -> np.uint64:
    """Of 64 services those that no answer leaves out, as bits."""
    left = _ALL
    for slot in slots:
        left &= stored.bits[slot, word]
    if len(alone.bits) > 0:
        left &= alone.bits[word]
    return left


@jit
def fitting_rows(stored: Stored, slots: Small, alone: Alone) -> Small:
    """The services that no answer leaves out."""
    words, count = np.empty(stored.bits.shape[1], dtype=np.uint64), 0
    for word in range(len(words)):
        words[word] = fitting_word(stored, slots, alone, word)
        count += count_bits(words[word])
    rows, place = np.empty(count, dtype=np.int32), 0
    for word in range(len(words)):
        left = words[word]
        while left != _ZERO:
            rows[place] = 64 * word + lowest_bit(left)
            left &= left - _ONE
            place += 1
    return rows


@jit
def number_lists(lists: Small, numbers: Small) -> Numbers:
    """Each of these lists once; in its stead comes its place among them."""
    wanted, used = np.empty(len(lists), dtype=np.int64), 0
    for place in range(len(lists)):
        number = lists[place]
        if numbers[number] < 0:
            numbers[number], wanted[used] = used, number
            used += 1
        lists[place] = numbers[number]
    for number in wanted[:used]:
        numbers[number] = -1
    return wanted[:used]


@jit
def fit(stored: Stored, slots: Small, laid: Laid, alone: Alone) -> tuple[Small, Small, Small, Numbers]:
    """The services that no rule but that of the path leaves out, by the answers in those slots.

    What comes back is a ``Fitting``; answers are those of the first groups, in their order.
    """
    rows = fitting_rows(stored, slots, alone)
    count = len(rows)
    points, lists = np.zeros(count, dtype=np.int32), np.empty(count, dtype=np.int32)
    # One kind of thing after the other, so that no look at one service waits for that at another.
    for place in range(count):
        lists[place] = laid.lists[rows[place]]
    for group in range(len(slots)):
        first = stored.first[slots[group]]
        for place in range(count):
            points[place] += stored.points[first + laid.lines[rows[place], group]]
    if len(alone.points) > 0:
        for place in range(count):
            points[place] += alone.points[rows[place]]
    return rows, points, lists, number_lists(lists, laid.numbers)


@jit
def choose_best(
    fitting: Fitting, ranked: Ranked, ways: Numbers, prices: Numbers, most: int
) -> tuple[Small, Small, Numbers]:
    """Of what fits, and can be reached today, the best: rows, points, and the nodes of the way to each.

    Without ``ways`` nobody asks for one. Nodes are places in the order of ids, -1 after the last.
    """
    last, (places, keys) = len(prices) - 1, np.full((2, most), -1, dtype=np.int32)
    for place in range(len(fitting.rows)):
        row, points = fitting.rows[place], fitting.points[place]
        if len(ways):
            key = ways[fitting.lists[place], 0]
            if key < 0 or key >> CHANGE_SHIFT != 0:
                continue
            points += prices[min((key >> COST_SHIFT) & COST_MASK, last)]
        tier = ranked.tiers[row] if len(ranked.tiers) else 0
        keep(places, keys, place, tier * MOST_POINTS - points)
    count = 0
    while count < most and places[count] >= 0:
        count += 1
    rows, scores = np.empty(count, dtype=np.int32), np.empty(count, dtype=np.int32)
    nodes = np.full((count, MOST_DEPTH + 1), -1, dtype=np.int64)
    for at in range(count):
        place = places[at]
        rows[at], scores[at] = ranked.rows[fitting.rows[place]], -keys[at] % MOST_POINTS
        if len(ways):
            for depth in range(MOST_DEPTH + 1):
                packed = ways[fitting.lists[place], 3 + depth // PER_NUMBER]
                shift = ID_BITS * (PER_NUMBER - 1 - depth % PER_NUMBER)
                nodes[at, depth] = ((packed >> shift) & _ID_MASK) - 1
    return rows, scores, nodes


def compile_all() -> None:
    """Compile everything, or fetch what was compiled before."""
    small, cells = np.zeros((1, 1), dtype=np.int32), np.zeros((1, 4), dtype=np.int32)
    none, one, words = (
        np.zeros(1, dtype=np.int32),
        np.zeros(1, dtype=np.int64),
        np.zeros(1, dtype=np.uint64),
    )
    consider_rows(
        Looked(small, one, np.zeros(1, dtype=np.bool_), cells), -1, np.zeros((4, 1), dtype=np.int32)
    )
    stored, laid = Stored(words.reshape(1, 1), one, none), Laid(small, none, np.full(1, -1, dtype=np.int32))
    fitting = Fitting(*fit(stored, none, laid, Alone(words, none)))
    choose_best(fitting, Ranked(none, none), np.zeros((1, 6), dtype=np.int64), one, 1)
