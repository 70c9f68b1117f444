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
    WayBars,
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
def worth(points: Small, first: Ints, tables: Small, profiles: Small) -> int:
    """The points of a service for a need."""
    total = 0
    for rule in range(len(tables)):
        total += points[first[tables[rule]] + profiles[rule]]
    return total


@jit
def put_routes(given: Given, circle: int) -> None:
    """Put the answers for the lists that a circle reaches among the answers, and what they leave out."""
    routes, ways, alike, old = given.routes, given.ways, given.shelf.alike, given.routes.bar[0]
    against, bits = ways.barred.against[0], ways.barred.bits
    against[:] = ways.against_before
    bits[:] = ways.bits_before
    from_line = ways.line_of[old] if old >= 0 else -1
    for place in range(routes.first[circle], routes.first[circle + 1]):
        listed, new = routes.lists[place], routes.bar[place + 1]
        given.answered.points[given.path + listed] = routes.points[place + 1]
        line, is_other = ways.line_of[new] if new >= 0 else -1, (new < 0) != (old < 0)
        for at in range(given.shelf.first_alike[listed], given.shelf.first_alike[listed + 1]):
            word, bit = alike[at] // 64, _ONE << np.uint64(alike[at] % 64)
            if is_other:
                against[word] ^= bit
            if from_line >= 0:
                bits[from_line, word] ^= bit
            if line >= 0:
                bits[line, word] ^= bit


@jit
def take_routes(given: Given, circle: int) -> None:
    """Take the points for the lists that a circle reaches away again."""
    routes = given.routes
    for place in range(routes.first[circle], routes.first[circle + 1]):
        given.answered.points[given.path + routes.lists[place]] = routes.points[0]


@jit
def change_circle(given: Given, before: int, circle: int) -> int:
    """Put the routes of a circle in the place of those ``before``; -1 for none."""
    if circle != before:
        if before >= 0:
            take_routes(given, before)
        if circle >= 0:
            put_routes(given, circle)
    return circle


@jit
def rank_needs(given: Given, shown: Shown) -> None:
    """The best services of each need."""
    shelf, against, barred, asked, circle = (
        given.shelf,
        given.ways.barred.against[0],
        given.barred.against,
        given.asked,
        -1,
    )
    points, firsts = given.answered.points, given.answered.first
    for need in range(len(asked.segment)):
        segment, tables, best, keys = (
            asked.segment[need],
            asked.tables[need],
            shown.best[need],
            shown.keys[need],
        )
        circle = change_circle(given, circle, given.routes.circle[need])
        begin, first, is_professional = (
            shelf.first_row[segment],
            shelf.first_word[segment],
            asked.is_professional[need],
        )
        for word in range(first, shelf.first_word[segment + 1]):
            # Ways leave out most, so they are asked first.
            fitting = shelf.valid[word] & ~against[word]
            if fitting == _ZERO:
                continue
            for rule in asked.barring:
                fitting &= ~barred[tables[rule], word]
                if fitting == _ZERO:
                    break
            while fitting != _ZERO:
                row = begin + 64 * (word - first) + lowest_bit(fitting)
                fitting &= fitting - _ONE
                tier = 0 if is_professional else shelf.tiers[row]
                keep(best, keys, row, tier * MOST_POINTS - worth(points, firsts, tables, shelf.profiles[row]))
    change_circle(given, circle, -1)


def make_empty() -> tuple[Given, Shown]:
    """A need of nothing and room for its answer, to compile loops with."""
    one, zero = np.array([0, 0], dtype=np.int64), np.zeros((1, 1), dtype=np.int32)
    words, none, start = (
        np.zeros(1, dtype=np.uint64),
        np.zeros(1, dtype=np.int32),
        np.zeros(1, dtype=np.int64),
    )
    lines = words.reshape(1, 1)
    shelf = Shelf(one, one, none, none, zero, words, words, one, start[:0])
    barred = Barred(none, none, one, none, lines, lines)
    ways = WayBars(0, barred, none, lines, words)
    asked = Asked(start, zero, np.zeros(1, dtype=np.bool_), start[:0], 1)
    routes = Routes(start, one, start[:0], none, none)
    given = Given(shelf, Answered(start, none, none), barred, ways, asked, routes, 0)
    return given, Shown(zero, zero, zero, zero, start, zero)


def compile_all() -> None:
    """Compile everything, or fetch what was compiled before."""
    given, shown = make_empty()
    write_bars(given.shelf, given.answered, given.barred, np.zeros(1, dtype=np.int64))
    rank_needs(given, shown)
