"""Many needs at once: bitmaps of who is left out, and what fits read bit by bit.

Of each way to leave a service out (a *bar*: a code and a size of change) there is a bitmap over the segments,
made once for all needs that ask the same. What fits is the AND of what is not barred, and only survivors are
looked at one by one (bitmap indexes: O'Neil and Quass 1997).
"""

from __future__ import annotations

import numpy as np

from resnet.matching.kernel.batch_arrays import (
    MOST_POINTS,
    Answered,
    Asked,
    Barred,
    Given,
    Ints,
    Routes,
    Shelf,
    Shown,
    Small,
)
from resnet.matching.kernel.loops.jit import jit

_ONE = np.uint64(1)
_ZERO = np.uint64(0)
_PAIRS, _FOURS = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333)
_EIGHTS, _BYTES = np.uint64(0x0F0F0F0F0F0F0F0F), np.uint64(0x0101010101010101)
_SHIFT_1, _SHIFT_2, _SHIFT_4, _SHIFT_56 = np.uint64(1), np.uint64(2), np.uint64(4), np.uint64(56)


@jit
def count_bits(word: np.uint64) -> int:
    """How many bits are set (Wilkes, Wheeler and Gill 1957)."""
    word = word - ((word >> _SHIFT_1) & _PAIRS)
    word = (word & _FOURS) + ((word >> _SHIFT_2) & _FOURS)
    word = (word + (word >> _SHIFT_4)) & _EIGHTS
    # Signed: numba makes a float of a signed and an unsigned number together.
    return np.int64((word * _BYTES) >> _SHIFT_56)  # type: ignore[return-value]


@jit
def lowest_bit(word: np.uint64) -> int:
    """The place of the lowest bit that is set."""
    return count_bits((word & (~word + _ONE)) - _ONE)


@jit
def write_bars(shelf: Shelf, answered: Answered, barred: Barred, rule_of: Ints) -> None:
    """Write the bits of all bars; ``rule_of`` is the rule of each table, -1 where it is not to be written."""
    for table in range(len(rule_of)):
        rule, first, last = rule_of[table], barred.first[table], barred.first[table + 1]
        if rule < 0 or first == last:
            continue
        for segment in range(len(shelf.first_row) - 1):
            begin, word = shelf.first_row[segment], shelf.first_word[segment]
            for row in range(begin, shelf.first_row[segment + 1]):
                number = answered.bar[answered.first[table] + shelf.profiles[row, rule]]
                if number < 0:
                    continue
                at, bit = word + (row - begin) // 64, _ONE << np.uint64((row - begin) % 64)
                barred.against[table, at] |= bit
                for each in range(first, last):
                    if barred.bars[each] == number:
                        barred.bits[each, at] |= bit


@jit
def keep(rows: Small, keys: Small, row: int, key: int) -> None:
    """Put a service among those with the smallest keys; of equal keys the one that came first stays first."""
    at = len(keys) - 1
    if rows[at] >= 0 and keys[at] <= key:
        return
    while at > 0 and (rows[at - 1] < 0 or keys[at - 1] > key):
        rows[at], keys[at] = rows[at - 1], keys[at - 1]
        at -= 1
    rows[at], keys[at] = row, key


@jit
def propose(given: Given, need: int, row: int, shown: Shown) -> None:
    """Add up the points of a service that fits, and keep it if it is among the best."""
    shelf, answered, asked, total = given.shelf, given.answered, given.asked, 0
    for rule in range(asked.tables.shape[1]):
        total += answered.points[answered.first[asked.tables[need, rule]] + shelf.profiles[row, rule]]
    tier = 0 if asked.is_professional[need] else shelf.tiers[row]
    keep(shown.best[need], shown.keys[need], row, tier * MOST_POINTS - total)


@jit
def put_routes(given: Given, circle: int, is_gone: int) -> None:
    """Put the answers for the lists that a circle reaches among the answers, or take them away again."""
    routes, answered = given.routes, given.answered
    for place in range(routes.first[circle], routes.first[circle + 1]):
        at, line = given.path + routes.lists[place], 0 if is_gone else place + 1
        answered.points[at], answered.bar[at] = routes.points[line], routes.bar[line]


@jit
def change_circle(given: Given, before: int, need: int) -> int:
    """The circle of a need, whose routes are there then; ``before`` is that of the last need, -1 for none."""
    circle = int(given.routes.circle[need])
    if circle != before:
        if before >= 0:
            put_routes(given, before, 1)
        put_routes(given, circle, 0)
    return circle


@jit
def bar_of(given: Given, need: int, rule: int, row: int) -> int:
    """The bar of a rule before a service for a need, -1 if there is none."""
    first = given.answered.first[given.asked.tables[need, rule]]
    return int(given.answered.bar[first + given.shelf.profiles[row, rule]])


@jit
def is_open(given: Given, need: int, row: int) -> bool:
    """Whether no rule that is looked up leaves a service out."""
    for rule in range(len(given.asked.is_looked_up)):
        if given.asked.is_looked_up[rule] and bar_of(given, need, rule, row) >= 0:
            return False
    return True


@jit
def rank_needs(given: Given, shown: Shown) -> None:
    """The best services of each need."""
    shelf, barred, asked, circle = given.shelf, given.barred, given.asked, -1
    for need in range(len(asked.segment)):
        segment, circle = asked.segment[need], change_circle(given, circle, need)
        begin, first = shelf.first_row[segment], shelf.first_word[segment]
        for word in range(first, shelf.first_word[segment + 1]):
            fitting = shelf.valid[word]
            for rule in range(len(asked.is_looked_up)):
                if not asked.is_looked_up[rule]:
                    fitting &= ~barred.against[asked.tables[need, rule], word]
                    if fitting == _ZERO:
                        break
            while fitting != _ZERO:
                row = begin + 64 * (word - first) + lowest_bit(fitting)
                fitting &= fitting - _ONE
                if is_open(given, need, row):
                    propose(given, need, row, shown)
    if circle >= 0:
        put_routes(given, circle, 1)


def make_empty() -> tuple[Given, Shown]:
    """A need of nothing and room for its answer, to compile loops with."""
    one, zero = np.array([0, 0], dtype=np.int64), np.zeros((1, 1), dtype=np.int32)
    words, none = np.zeros(1, dtype=np.uint64), np.zeros(1, dtype=np.int32)
    shelf = Shelf(one, one, none, none, zero, words, words)
    answered = Answered(np.zeros(1, dtype=np.int64), none, none)
    barred = Barred(none, none, one, none, words.reshape(1, 1), words.reshape(1, 1))
    truth = np.zeros(1, dtype=np.bool_)
    asked = Asked(np.zeros(1, dtype=np.int64), zero, truth, truth, 1)
    routes = Routes(np.zeros(1, dtype=np.int64), one, np.zeros(0, dtype=np.int64), none, none)
    given = Given(shelf, answered, barred, asked, routes, 0)
    return given, Shown(zero, zero, zero, zero, np.zeros(1, dtype=np.int64), zero)


def compile_all() -> None:
    """Compile everything, or fetch what was compiled before."""
    given, shown = make_empty()
    write_bars(given.shelf, given.answered, given.barred, np.zeros(1, dtype=np.int64))
    rank_needs(given, shown)
