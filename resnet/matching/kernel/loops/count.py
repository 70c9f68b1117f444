"""A reason for every service and the nearest misses, for many needs: whole segments a step.

The rules are gone through one after the other for all services of a segment, 64 to a word, so that one step
of the machine takes several words. Sizes of change are added bit-sliced: a digit of 64 sums is one word. The
nearest are found digit by digit from the largest, as the k-th smallest of bit-sliced numbers (O'Neil and
Quass 1997), so only those that are shown are ever looked at one by one.
"""

from __future__ import annotations

import numpy as np

from resnet.matching.kernel.batch_arrays import (
    OTHER_KIND,
    Given,
    Shown,
    Small,
    Span,
    Words,
    Work,
)
from resnet.matching.kernel.loops.batch import (
    change_circle,
    count_bits,
    keep,
    lowest_bit,
    make_empty,
    propose,
    put_routes,
)
from resnet.matching.kernel.loops.jit import jit

_ONE = np.uint64(1)
_ZERO = np.uint64(0)
# Lines of ``Work.lines``: those that nothing left out yet, those that may still be near misses, what is
# carried to the next digit, those among which the nearest are looked for, those that are near enough.
UNDECIDED, ALIVE, CARRY, AMONG, NEAR = 0, 1, 2, 3, 4
LINES = 5


@jit
def write_groups(given: Given, work: Work, need: int, segment: int) -> None:
    """Which services of a segment meet which bar of the rule that is looked up, for the circle of a need.

    ``met`` has how many bars there are, then their numbers.
    """
    met, groups, bars, shelf = work.met, work.groups, given.answered.bar, given.shelf
    for place in range(1, met[0] + 1):
        groups[met[place]] = _ZERO
    met[0] = 0
    begin = shelf.first_row[segment]
    for rule in range(len(given.asked.is_looked_up)):
        if not given.asked.is_looked_up[rule]:
            continue
        first = given.answered.first[given.asked.tables[need, rule]]
        for place in range(shelf.first_row[segment + 1] - begin):
            number = bars[first + shelf.profiles[begin + place, rule]]
            if number < 0:
                continue
            if not work.is_met[number]:
                work.is_met[number] = True
                met[0] += 1
                met[met[0]] = number
            groups[number, place // 64] |= _ONE << np.uint64(place % 64)
    for place in range(1, met[0] + 1):
        work.is_met[met[place]] = False


@jit
def add(sums: Words, lines: Words, units: int, by: Words) -> None:
    """Add a number to the sums of those services; the last digit never falls back."""
    top, words, is_carried = len(sums) - 1, len(by), False
    for digit in range(top):
        if (units >> digit) & 1:
            if not is_carried:
                for word in range(words):
                    lines[CARRY, word] = sums[digit, word] & by[word]
                    sums[digit, word] ^= by[word]
                is_carried = True
                continue
            for word in range(words):
                half, carry = sums[digit, word] ^ by[word], lines[CARRY, word]
                lines[CARRY, word] = (sums[digit, word] & by[word]) | (half & carry)
                sums[digit, word] = half ^ carry
        elif is_carried:
            for word in range(words):
                carry = lines[CARRY, word]
                lines[CARRY, word] = sums[digit, word] & carry
                sums[digit, word] ^= carry
    if is_carried:
        for word in range(words):
            sums[top, word] |= lines[CARRY, word]


@jit
def leave_out(given: Given, work: Work, number: int, by: Words, counts: Small) -> None:
    """Services meet a bar: those not left out before are counted; the change, or the end, is noted."""
    lines, found, units = work.lines, 0, given.barred.units[number]
    is_end = units < 0 or units > given.asked.most_units
    for word in range(len(by)):
        found += count_bits(lines[UNDECIDED, word] & by[word])
        lines[UNDECIDED, word] &= ~by[word]
    counts[given.barred.code[number]] += found
    if is_end:
        for word in range(len(by)):
            lines[ALIVE, word] &= ~by[word]
    else:
        add(work.sums, lines, units, by)


@jit
def find_near(work: Work, words: int, units: int) -> int:
    """Mark those left out whose sum is no larger than a number; how many they are."""
    lines, sums, top, found = work.lines, work.sums, len(work.sums) - 1, 0
    for word in range(words):
        less, same = _ZERO, lines[ALIVE, word] & ~lines[UNDECIDED, word] & ~sums[top, word]
        for place in range(top):
            digit = top - 1 - place
            if (units >> digit) & 1:
                less |= same & ~sums[digit, word]
                same &= sums[digit, word]
            else:
                same &= ~sums[digit, word]
        lines[NEAR, word] = less | same
        found += count_bits(less | same)
    return found


@jit
def choose_smallest(work: Work, words: int, many: int) -> None:
    """Leave among ``AMONG`` those with the ``many`` smallest sums, of equal ones those that come first."""
    lines, sums, digits = work.lines, work.sums, len(work.sums)
    for word in range(words):
        lines[CARRY, word] = lines[AMONG, word]
    # ``CARRY`` are those that are as the last one wanted in all digits looked at.
    for digit in range(digits - 1, -1, -1):
        zeros = 0
        for word in range(words):
            zeros += count_bits(lines[CARRY, word] & ~sums[digit, word])
        if zeros >= many:
            for word in range(words):
                lines[AMONG, word] &= ~(lines[CARRY, word] & sums[digit, word])
                lines[CARRY, word] &= ~sums[digit, word]
        else:
            many -= zeros
            for word in range(words):
                lines[CARRY, word] &= sums[digit, word]
    for word in range(words):
        equals = lines[CARRY, word]
        while equals != _ZERO and many > 0:
            equals &= equals - _ONE
            many -= 1
        lines[AMONG, word] &= ~equals


@jit
def sum_of(sums: Words, word: int, place: int) -> int:
    """The sum of one service."""
    total = 0
    for digit in range(len(sums)):
        total |= np.int64((sums[digit, word] >> np.uint64(place)) & _ONE) << digit  # type: ignore[assignment]
    return total


@jit
def keep_nearest(given: Given, work: Work, span: Span, shown: Shown) -> None:
    """The nearest misses of a need: those known to be the right kind of help first."""
    lines, first, left = work.lines, given.shelf.first_word[span.segment], shown.missed.shape[1]
    rows, keys = shown.missed[span.need], shown.distances[span.need]
    for other in range(2):
        count = 0
        for word in range(span.words):
            of_kind = given.shelf.is_of_kind[first + word]
            lines[AMONG, word] = lines[NEAR, word] & (~of_kind if other else of_kind)
            count += count_bits(lines[AMONG, word])
        if count > left:
            choose_smallest(work, span.words, left)
            count = left
        left -= count
        for word in range(span.words):
            taken = lines[AMONG, word]
            while count > 0 and taken != _ZERO:
                place = lowest_bit(taken)
                taken &= taken - _ONE
                key = other * OTHER_KIND + sum_of(work.sums, word, place)
                keep(rows, keys, span.begin + 64 * word + place, key)


@jit
def count_need(given: Given, work: Work, span: Span, shown: Shown) -> None:
    """Go through the rules for the services of one segment."""
    barred, asked, lines = given.barred, given.asked, work.lines
    first, counts = given.shelf.first_word[span.segment], shown.counts[span.need]
    for word in range(span.words):
        lines[UNDECIDED, word] = lines[ALIVE, word] = given.shelf.valid[first + word]
    work.sums[:, : span.words] = _ZERO
    for rule in range(len(asked.is_looked_up)):
        if asked.is_looked_up[rule]:
            for place in range(1, work.met[0] + 1):
                number = work.met[place]
                leave_out(given, work, number, work.groups[number, : span.words], counts)
            continue
        table = asked.tables[span.need, rule]
        for each in range(barred.first[table], barred.first[table + 1]):
            by = barred.bits[each, first : first + span.words]
            leave_out(given, work, barred.bars[each], by, counts)
    shown.miss_counts[span.need] = find_near(work, span.words, asked.most_units)
    keep_nearest(given, work, span, shown)
    for word in range(span.words):
        fitting = lines[UNDECIDED, word]
        counts[len(counts) - 1] += count_bits(fitting)
        while fitting != _ZERO:
            propose(given, span.need, span.begin + 64 * word + lowest_bit(fitting), shown)
            fitting &= fitting - _ONE


@jit
def count_needs(given: Given, shown: Shown, digits: int) -> None:
    """The best services of each need, with a reason for every other one, and the nearest misses."""
    shelf, bars, words = given.shelf, len(given.barred.code), 0
    for segment in range(len(shelf.first_word) - 1):
        words = max(words, shelf.first_word[segment + 1] - shelf.first_word[segment])
    work = Work(
        np.zeros((LINES, words), dtype=np.uint64),
        np.zeros((digits, words), dtype=np.uint64),
        np.zeros((bars, words), dtype=np.uint64),
        np.zeros(bars, dtype=np.bool_),
        np.zeros(bars + 1, dtype=np.int64),
    )
    circle = before = -1
    for need in range(len(given.asked.segment)):
        segment, left = given.asked.segment[need], circle
        circle = change_circle(given, circle, need)
        if circle != left or segment != before:
            write_groups(given, work, need, segment)
            before = segment
        words = shelf.first_word[segment + 1] - shelf.first_word[segment]
        count_need(given, work, Span(need, segment, shelf.first_row[segment], words), shown)
    if circle >= 0:
        put_routes(given, circle, 1)


def compile_all() -> None:
    """Compile everything, or fetch what was compiled before."""
    given, shown = make_empty()
    count_needs(given, shown, 2)
