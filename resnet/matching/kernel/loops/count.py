"""A reason for every service and the nearest misses, for many needs: whole segments a step.

The rules are gone through one after the other for all services of a segment, 64 to a word, so that one step
of the machine takes several words. Sizes of change are added bit-sliced: a digit of 64 sums is one word. No
step asks how large a size is, since the machine would guess wrong: digits that a size lacks add nothing. The
nearest are found digit by digit from the largest, as the k-th smallest of bit-sliced numbers (O'Neil and
Quass 1997), so only those that are shown are ever looked at one by one.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from resnet.matching.kernel.batch_arrays import (
    MOST_POINTS,
    Given,
    Shown,
    Small,
    Start,
    Words,
    Work,
)
from resnet.matching.kernel.loops.batch import (
    change_circle,
    count_bits,
    keep,
    lowest_bit,
    make_empty,
    worth,
)
from resnet.matching.kernel.loops.jit import jit

Line = TypeVar("Line", Words, Small)
_ONE = np.uint64(1)
_ZERO = np.uint64(0)
_ALL = ~_ZERO
# Lines of ``Work.marks``: those near enough; of them those nearer than the last one wanted, and as near.
NEAR, LESS, SAME = 0, 1, 2
MARKS = 3


@jit
def digits_of(units: Small, most: int, digits: int) -> Words:
    """Of each size all bits where it has a digit; what is for good, or larger than ``most``, has the last."""
    found = np.zeros((len(units), digits), dtype=np.uint64)
    for bar in range(len(units)):
        if units[bar] < 0 or units[bar] > most:
            found[bar, digits - 1] = _ALL
            continue
        for digit in range(digits - 1):
            if (units[bar] >> digit) & 1:
                found[bar, digit] = _ALL
    return found


@jit
def make_work(given: Given, digits: int) -> Work:
    """Room for the largest segment."""
    words, first, barred = 0, given.shelf.first_word, given.barred
    for segment in range(len(first) - 1):
        words = max(words, first[segment + 1] - first[segment])
    return Work(
        np.zeros(words, dtype=np.uint64),
        np.zeros((digits, words), dtype=np.uint64),
        np.zeros(words, dtype=np.uint64),
        np.zeros((MARKS, words), dtype=np.uint64),
        digits_of(barred.units, given.asked.most_units, digits),
        barred.code,
        (1 << (digits - 1)) - 1 - given.asked.most_units,
    )


@jit
def rules_alike(given: Given) -> int:
    """How many of the first rules all needs of a segment ask the same; those that look up ways are none."""
    asked, rules = given.asked, given.asked.tables.shape[1]
    example = np.full(len(given.shelf.first_row), -1, dtype=np.int64)
    if given.ways.rule >= 0:
        rules = given.ways.rule
    for need in range(len(asked.segment)):
        segment = asked.segment[need]
        if example[segment] < 0:
            example[segment] = need
        for rule in range(rules):
            if asked.tables[need, rule] != asked.tables[example[segment], rule]:
                rules = rule
                break
    return int(rules)


@jit
def leave_out(undecided: Words, sums: Words, carried: Words, by: Words, digits: Words) -> int:
    """Services meet a bar: its size is added; how many of them nothing left out before.

    What is carried to the last digit stays there: it says that a sum is too large.
    """
    found, words, top = 0, len(by), len(digits) - 1
    for word in range(words):
        met = undecided[word] & by[word]
        found += count_bits(met)
        undecided[word] ^= met
        carried[word] = _ZERO
    for digit in range(top):
        line, mask = sums[digit], digits[digit]
        for word in range(words):
            old, added, carry = line[word], by[word] & mask, carried[word]
            half = old ^ added
            carried[word] = (old & added) | (half & carry)
            line[word] = half ^ carry
    line, mask = sums[top], digits[top]
    for word in range(words):
        line[word] |= carried[word] | (by[word] & mask)
    return found


@jit
def lay(source: Line, target: Line) -> None:
    """Lay one line upon another, which may be longer; cuts that numba lays upon each other take longer."""
    for place in range(len(source)):
        target[place] = source[place]


@jit
def move(numbers: Small, by: int, many: int) -> None:
    """Add a number to the first ones."""
    for place in range(min(many, len(numbers))):
        numbers[place] += by


@jit
def begin_segments(given: Given, work: Work) -> Start:
    """Ask the rules that all needs of a segment ask the same.

    Sums begin so high that those of near misses stay below the last digit; there is no room beyond the end
    of a segment, so what would be there is too far.
    """
    shelf, barred, asked, digits, codes = given.shelf, given.barred, given.asked, len(work.sums), 0
    for code in barred.code:
        codes = max(codes, code + 1)
    rules, segments, words = rules_alike(given), len(shelf.first_row) - 1, len(shelf.valid)
    undecided, sums = shelf.valid.copy(), np.zeros((digits, words), dtype=np.uint64)
    for digit in range(digits - 1):
        if (work.spare >> digit) & 1:
            sums[digit] = _ALL
    sums[digits - 1] = ~shelf.valid
    counts, is_begun = np.zeros((segments, codes), dtype=np.int32), np.zeros(segments, dtype=np.bool_)
    for need in range(len(asked.segment)):
        segment = asked.segment[need]
        if is_begun[segment]:
            continue
        is_begun[segment] = True
        first, last = shelf.first_word[segment], shelf.first_word[segment + 1]
        # The lines of one segment after another are no lines: they are cut out, and laid back.
        part = sums[:, first:last].copy()
        for table in asked.tables[need, :rules]:
            for each in range(barred.first[table], barred.first[table + 1]):
                bar, by = barred.bars[each], barred.bits[each, first:last]
                counts[segment, work.code[bar]] += leave_out(
                    undecided[first:last], part, work.carried, by, work.digits[bar]
                )
        sums[:, first:last] = part
    return Start(rules, undecided, sums, counts)


@jit
def find_near(undecided: Words, too_far: Words, near: Words, words: int) -> int:
    """Mark those left out whose sum is small enough; how many they are."""
    found = 0
    for word in range(words):
        near[word] = ~(undecided[word] | too_far[word])
        found += count_bits(near[word])
    return found


@jit
def choose_smallest(sums: Words, less: Words, same: Words, words: int, many: int) -> None:
    """Leave of the ``same`` in ``less`` those with the ``many`` smallest sums, of equals the first ones."""
    for word in range(words):
        less[word] = _ZERO
    # ``same`` are those that are as the last one wanted in all digits looked at.
    for digit in range(len(sums) - 2, -1, -1):
        line, zeros = sums[digit], 0
        for word in range(words):
            zeros += count_bits(same[word] & ~line[word])
        if zeros >= many:
            for word in range(words):
                same[word] &= ~line[word]
        else:
            many -= zeros
            for word in range(words):
                less[word] |= same[word] & ~line[word]
                same[word] &= line[word]
    for word in range(words):
        equals = same[word]
        while many > 0 and equals != _ZERO:
            less[word] |= equals & (~equals + _ONE)
            equals &= equals - _ONE
            many -= 1
        if many == 0:
            break


@jit
def sum_of(sums: Words, word: int, place: int) -> int:
    """The sum of one service whose last digit is not set."""
    total = 0
    for digit in range(len(sums) - 1):
        total |= np.int64((sums[digit, word] >> np.uint64(place)) & _ONE) << digit  # type: ignore[assignment]
    return total


@jit
def keep_nearest(sums: Words, marks: Words, of_kind: Words, places: Small, found: Small) -> None:
    """The places of the nearest misses and their sums: those known to be the right kind of help first."""
    near, less, same, kept, words = marks[NEAR], marks[LESS], marks[SAME], 0, len(of_kind)
    for other in range(2):
        count, is_other, first = 0, _ALL if other else _ZERO, kept
        for word in range(words):
            same[word] = near[word] & (of_kind[word] ^ is_other)
            count += count_bits(same[word])
        chosen = same
        if count > len(places) - first:
            choose_smallest(sums, less, same, words, len(places) - first)
            chosen = less
        for word in range(words):
            taken = chosen[word]
            while taken != _ZERO:
                place = lowest_bit(taken)
                taken &= taken - _ONE
                size, at = sum_of(sums, word, place), kept
                while at > first and found[at - 1] > size:
                    places[at], found[at] = places[at - 1], found[at - 1]
                    at -= 1
                places[at], found[at] = 64 * word + place, size
                kept += 1


@jit
def count_needs(given: Given, shown: Shown, digits: int) -> None:
    """The best services of each need, with a reason for every other one, and the nearest misses.

    One long loop: to hand over all that is given takes as long as to leave out what one bar leaves out.
    """
    shelf, asked, barred, ways, circle = given.shelf, given.asked, given.barred, given.ways, -1
    points, firsts, work = given.answered.points, given.answered.first, make_work(given, digits)
    start, undecided, sums = begin_segments(given, work), work.undecided, work.sums
    for need in range(len(asked.segment)):
        segment, tables, counts = asked.segment[need], asked.tables[need], shown.counts[need]
        if given.routes.circle[need] != circle:
            circle = change_circle(given, circle, given.routes.circle[need])
        begin, first, last = (
            shelf.first_row[segment],
            shelf.first_word[segment],
            shelf.first_word[segment + 1],
        )
        lay(start.undecided[first:last], undecided)
        for digit in range(digits):
            lay(start.sums[digit, first:last], sums[digit])
        lay(start.counts[segment], counts)
        for rule in range(start.rules, len(tables)):
            if rule == ways.rule:
                for each in range(len(ways.barred.bars)):
                    bar, by = ways.barred.bars[each], ways.barred.bits[each, first:last]
                    counts[work.code[bar]] += leave_out(undecided, sums, work.carried, by, work.digits[bar])
                continue
            for each in range(barred.first[tables[rule]], barred.first[tables[rule] + 1]):
                bar, by = barred.bars[each], barred.bits[each, first:last]
                counts[work.code[bar]] += leave_out(undecided, sums, work.carried, by, work.digits[bar])
        words, missed, distances = last - first, shown.missed[need], shown.distances[need]
        shown.miss_counts[need] = find_near(undecided, sums[digits - 1], work.marks[NEAR], words)
        keep_nearest(sums, work.marks, shelf.is_of_kind[first:last], missed, distances)
        move(missed, begin, shown.miss_counts[need])
        move(distances, -work.spare, shown.miss_counts[need])
        best, keys, is_professional = shown.best[need], shown.keys[need], asked.is_professional[need]
        for word in range(words):
            fitting = undecided[word]
            counts[len(counts) - 1] += count_bits(fitting)
            while fitting != _ZERO:
                row = begin + 64 * word + lowest_bit(fitting)
                fitting &= fitting - _ONE
                tier = 0 if is_professional else shelf.tiers[row]
                keep(best, keys, row, tier * MOST_POINTS - worth(points, firsts, tables, shelf.profiles[row]))
    change_circle(given, circle, -1)


def compile_all() -> None:
    """Compile everything, or fetch what was compiled before."""
    given, shown = make_empty()
    count_needs(given, shown, 2)
