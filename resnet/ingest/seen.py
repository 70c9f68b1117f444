"""Which ids were met before, in few bytes each: a list of a million rows names ten million elements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from resnet.graph.values import kind_of

# A run is joined to the one before it unless that is so many times as long: few runs, each rarely copied.
_TIMES_AS_LONG = 4
# Longer ones are left as they are: what is joined stands twice for a while.
_LONGEST_JOINED = 1_000_000
_Words = NDArray[np.unsignedinteger]


class Seen:
    """A set of ids that only grows: 12 bytes an id, asked and told many at once."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        # Sorted by the first word; the second stands beside it.
        self._runs: list[tuple[_Words, _Words]] = []
        self.add(list(ids))

    def __len__(self) -> int:
        return sum(len(firsts) for firsts, _ in self._runs)

    def are_in(self, ids: Sequence[str]) -> list[bool]:
        """Of each id whether it is among those that were added."""
        return self._are_in(*_words(ids)).tolist() if self._runs else [False] * len(ids)

    def among(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that were added."""
        listed = list(ids)
        return {each for each, is_in in zip(listed, self.are_in(listed), strict=True) if is_in}

    def add(self, ids: Sequence[str]) -> list[str]:
        """Add the ids; those that are new are returned, each once."""
        asked = list(dict.fromkeys(ids))
        firsts, seconds = _words(asked)
        is_new = ~self._are_in(firsts, seconds)
        new = list(compress(asked, is_new.tolist()))
        if not new:
            return new
        self._runs.append(_sorted(firsts[is_new], seconds[is_new]))
        while len(self._runs) > 1 and len(self._runs[-2][0]) < min(
            _TIMES_AS_LONG * len(self._runs[-1][0]), _LONGEST_JOINED
        ):
            one, other = self._runs.pop(), self._runs.pop()
            self._runs.append(_sorted(np.r_[one[0], other[0]], np.r_[one[1], other[1]]))
        return new

    def _are_in(self, firsts: _Words, seconds: _Words) -> NDArray[np.bool_]:
        found = np.zeros(len(firsts), dtype=np.bool_)
        for run in self._runs:
            found |= _are_in_run(run, firsts, seconds)
        return found


class CountedIds:
    """How many different ids of each kind come by, one row after the other."""

    _AT_ONCE = 4096

    def __init__(self) -> None:
        self._seen = Seen()
        self._waiting: list[str] = []
        self._counts: Counter[str] = Counter()

    def add(self, ids: Iterable[str]) -> None:
        """These came by."""
        self._waiting += ids
        if len(self._waiting) >= self._AT_ONCE:
            self._count()

    def by_kind(self) -> Counter[str]:
        """How many came by so far, each once."""
        self._count()
        return self._counts

    def _count(self) -> None:
        self._counts.update(map(kind_of, self._seen.add(self._waiting)))
        self._waiting = []


def _words(ids: Sequence[str]) -> tuple[_Words, _Words]:
    """Of each id the hash that Python keeps with it, and a checksum of it.

    96 bits: that two of ten million ids are taken for one is less likely than that the machine errs.
    """
    firsts = np.fromiter(map(hash, ids), np.int64, len(ids)).view(np.uint64)
    seconds = np.fromiter(map(crc32, map(str.encode, ids)), np.uint32, len(ids))
    return firsts, seconds


def _sorted(firsts: _Words, seconds: _Words) -> tuple[_Words, _Words]:
    order = np.argsort(firsts, kind="stable")
    return firsts[order], seconds[order]


def _are_in_run(run: tuple[_Words, _Words], firsts: _Words, seconds: _Words) -> NDArray[np.bool_]:
    places = np.searchsorted(run[0], firsts)
    found = np.zeros(len(firsts), dtype=np.bool_)
    # One step nearly always: the first words of different ids hardly ever are the same.
    while True:
        is_there = places < len(run[0])
        at = np.where(is_there, places, 0)
        is_like = is_there & (run[0][at] == firsts)
        found |= is_like & (run[1][at] == seconds)
        if not (is_like & ~found).any():
            return found
        places = places + is_like
