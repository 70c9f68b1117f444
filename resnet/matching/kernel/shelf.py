"""Puts segments, answers and bars one after the other, as the loops over many needs want them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from resnet.matching.kernel.batch_arrays import (
    Answered,
    Barred,
    Ints,
    Shelf,
    Small,
    Truths,
    WayBars,
    Words,
)
from resnet.matching.kernel.segments import Segment
from resnet.matching.kernel.verdict import DEAD, Table
from resnet.matching.policy import Policy

_WORD = 64


def make_shelf(segments: Sequence[Segment], rules: Sequence[str], lists: int) -> Shelf:
    """All segments, with the profiles for those rules; 0 for rules whose answer is one for all.

    ``lists`` are how many profiles the rule ``path`` has.
    """
    sizes = np.array([len(segment.rows) for segment in segments], dtype=np.int64)
    words = -(-sizes // _WORD)
    first_row, first_word = begins(sizes), begins(words)
    # One line more, to be read where nothing was found.
    profiles = np.zeros((int(first_row[-1]) + 1, len(rules)), dtype=np.int32)
    for segment, begin, end in zip(segments, first_row, first_row[1:], strict=False):
        for place, name in enumerate(rules):
            if name in segment.profiles:
                profiles[begin:end, place] = segment.profiles[name]
    listed = np.concatenate([segment.lists for segment in segments])
    bits = np.concatenate(
        [np.arange(size) + _WORD * word for size, word in zip(sizes, first_word, strict=False)]
    )
    return Shelf(
        first_row=first_row,
        first_word=first_word,
        rows=_joined([*(segment.rows for segment in segments), np.zeros(1, dtype=np.int32)]),
        tiers=_joined([segment.tiers for segment in segments]),
        profiles=profiles,
        is_of_kind=np.concatenate([bits_of(segment.is_of_kind) for segment in segments]),
        valid=np.concatenate([bits_of(np.ones(size, dtype=np.bool_)) for size in sizes]),
        first_alike=begins(np.bincount(listed, minlength=lists)),
        alike=bits[np.argsort(listed, kind="stable")],
    )


def narrowed(segments: Sequence[Segment], is_left: Truths) -> list[Segment]:
    """The segments without services that cannot fit; as they are where most can, since copies cost."""
    left = [is_left[segment.rows] for segment in segments]
    count = sum(int(each.sum()) for each in left)
    if 2 * count > sum(len(segment.rows) for segment in segments):
        return list(segments)
    return [
        replace(
            segment,
            rows=segment.rows[stays],
            profiles={name: profile[stays] for name, profile in segment.profiles.items()},
            lists=segment.lists[stays],
            tiers=segment.tiers[stays],
            is_of_kind=segment.is_of_kind[stays],
        )
        for segment, stays in zip(segments, left, strict=True)
    ]


def begins(sizes: Ints) -> Ints:
    """Where each of so many things begins when they stand one after the other, and where the last ends."""
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes, dtype=np.int64)])


def _joined(parts: Sequence[Small]) -> Small:
    return np.concatenate(parts).astype(np.int32)


def bits_of(flags: Truths) -> Words:
    """Flags as bits, 64 to a word; those beyond the end are not set."""
    padded = np.zeros(-(-len(flags) // _WORD) * _WORD, dtype=np.bool_)
    padded[: len(flags)] = flags
    return np.packbits(padded, bitorder="little").view(np.uint64)


@dataclass(frozen=True, slots=True)
class Units:
    """Sizes of change in whole units; what is larger than a near miss may be is one unit too many.

    ``digits`` are as many as their sums need, the last of which only says that a sum is too large.
    """

    size: int
    most: int

    @property
    def digits(self) -> int:
        """Binary digits of the largest size of a near miss, and one for what is larger."""
        return self.most.bit_length() + 1


def units_of(policy: Policy) -> Units:
    """The largest unit of which all sizes of the policy are multiples."""
    size = int(np.gcd.reduce(np.array(list(policy.changes.values())))) or 1
    return Units(size, policy.change_limit // size)


class Bars:
    """Numbers ways to leave a service out: by code and size."""

    def __init__(self, units: Units, codes: int) -> None:
        self._units, self._codes = units, codes
        # A number for each pair that was met; pairs are small.
        self._number = np.full(codes * (units.most + 3), -1, dtype=np.int32)
        self._pairs: list[int] = []

    def numbered(self, hurdle: Small, code: Small) -> Small:
        """The bar of each answer, -1 where nothing is in the way."""
        is_barred = hurdle != 0
        units = np.where(
            hurdle == DEAD, -1, np.minimum((hurdle - 1) // self._units.size, self._units.most + 1)
        )
        pairs = (units[is_barred] + 1) * self._codes + code[is_barred]
        is_met = np.zeros(len(self._number), dtype=np.bool_)
        is_met[pairs] = True
        for pair in np.flatnonzero(is_met & (self._number < 0)).tolist():
            self._number[pair] = len(self._pairs)
            self._pairs.append(pair)
        found = np.full(len(hurdle), -1, dtype=np.int32)
        found[is_barred] = self._number[pairs]
        return found

    def codes_and_units(self) -> tuple[Small, Small]:
        """The code and the size of each bar."""
        pairs = np.array(self._pairs, dtype=np.int32)
        return pairs % self._codes, pairs // self._codes - 1


def join_tables(tables: Sequence[Table], bars: Bars) -> Answered:
    """The answers of all tables one after the other."""
    sizes = np.array([len(table.points) for table in tables], dtype=np.int64)
    hurdle, code = (np.concatenate([getattr(table, name) for table in tables]) for name in ("hurdle", "code"))
    return Answered(
        first=begins(sizes)[:-1],
        points=np.concatenate([table.points for table in tables]),
        bar=bars.numbered(hurdle, code),
    )


def make_barred(answered: Answered, bars: Bars, words: int) -> Barred:
    """Room for the bits of every table."""
    ends = np.append(answered.first[1:], len(answered.bar))
    of_table = [np.unique(answered.bar[one:end]) for one, end in zip(answered.first, ends, strict=True)]
    of_table = [numbers[numbers >= 0] for numbers in of_table]
    first = begins(np.array([len(numbers) for numbers in of_table], dtype=np.int64))
    code, units = bars.codes_and_units()
    return Barred(
        code=code,
        units=units,
        first=first,
        bars=np.concatenate(of_table).astype(np.int32) if of_table else np.zeros(0, dtype=np.int32),
        bits=np.zeros((int(first[-1]), words), dtype=np.uint64),
        against=np.zeros((len(of_table), words), dtype=np.uint64),
    )


def make_way_bars(shelf: Shelf, rule: int, before: Small, bars: Small, barred: Barred) -> WayBars:
    """What the rule ``path`` leaves out, as it is while no circle's answers are there.

    ``before`` are the bars of its profiles then; ``bars`` are those that are told apart.
    """
    line_of = np.full(len(barred.code), -1, dtype=np.int32)
    line_of[bars] = np.arange(len(bars), dtype=np.int32)
    bar, words = np.repeat(before, np.diff(shelf.first_alike)), len(shelf.valid)
    bits = np.zeros((len(bars), words), dtype=np.uint64)
    for line, each in zip(bits, bars.tolist(), strict=True):
        line[:] = _bits_at(shelf.alike[bar == each], words)
    against = _bits_at(shelf.alike[bar >= 0], words)
    first = np.array([0, len(bars)], dtype=np.int64)
    of_ways = barred._replace(first=first, bars=bars, bits=bits.copy(), against=against.reshape(1, -1).copy())
    return WayBars(rule, of_ways, line_of, bits, against)


def _bits_at(places: Ints, words: int) -> Words:
    flags = np.zeros(_WORD * words, dtype=np.bool_)
    flags[places] = True
    return bits_of(flags)


def most_first(barred: Barred, rule_of: Ints) -> Ints:
    """The rules that leave anything out, those whose tables leave out most first."""
    left_out = np.bitwise_count(barred.against).sum(axis=1, dtype=np.int64)
    total = np.bincount(rule_of, left_out)
    count = np.bincount(rule_of)
    order = np.argsort(-total / np.maximum(count, 1), kind="stable")
    return order[total[order] > 0]
