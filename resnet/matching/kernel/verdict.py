"""Answers of rules as numbers, asked of the rules themselves and kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from resnet.matching.finding import Answer, Finding
from resnet.matching.judge import earned, leaves_out
from resnet.matching.kernel.one_arrays import ASKS, CELL, CODE, HURDLE, POINTS
from resnet.matching.policy import Policy, Row

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]

# A hurdle is 0 where nothing is in the way, DEAD where it cannot be changed, else 1 + the size of changes.
DEAD: Final = -1
NO_CODE: Final = -1


def distinct(numbers: Ints | NDArray[np.int64]) -> NDArray[np.int64]:
    """Each of the numbers once, in order: they are small, and counted faster than sorted."""
    return np.flatnonzero(np.bincount(numbers))


class Verdict(NamedTuple):
    """One answer: milli-points, the hurdle, the number of the code where there is a hurdle.

    ``asks`` is the number of the code where the answer is unknown.
    """

    points: int
    hurdle: int
    code: int
    is_yes: bool
    asks: int = NO_CODE


@dataclass(slots=True)
class Numbers(Generic[Key]):
    """Numbers for keys, from 0 on, in the order in which they were first met."""

    keys: list[Key] = field(default_factory=list)
    _number_of: dict[Key, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, key: Key) -> int:
        """The number of a key."""
        known = self._number_of.get(key)
        if known is not None:
            return known
        with self._lock:
            if key not in self._number_of:
                self.keys.append(key)
                self._number_of[key] = len(self.keys) - 1
            return self._number_of[key]

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(slots=True)
class Recent(Generic[Key, Value]):
    """What was made for the keys asked last, at most ``most`` of them."""

    most: int
    _kept: OrderedDict[Key, Value] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """What belongs to the key; two threads may make it, one is kept."""
        try:
            # Each of the two is one step for all threads; another may drop the key between them. As long as
            # there is much room nothing is dropped, and the order need not be kept.
            if 2 * len(self._kept) > self.most:
                self._kept.move_to_end(key)
            return self._kept[key]
        except KeyError:
            pass
        made = make()
        with self._lock:
            kept = self._kept.setdefault(key, made)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
            return kept

    def items(self) -> list[tuple[Key, Value]]:
        """All that is kept by now, what was made last at the end."""
        with self._lock:
            return list(self._kept.items())

    def without(self, is_gone: Callable[[Key], bool]) -> Recent[Key, Value]:
        """The same but for some keys; the old one stays as it is for whoever reads it."""
        with self._lock:
            kept = OrderedDict((key, value) for key, value in self._kept.items() if not is_gone(key))
        return Recent(self.most, kept)

    def __len__(self) -> int:
        return len(self._kept)


@dataclass(frozen=True, slots=True)
class Scale:
    """Turns findings into numbers under one policy.

    ``codes`` are those that leave something out; ``unknowns`` those that somebody can be asked.
    """

    policy: Policy
    codes: Numbers[str] = field(default_factory=Numbers)
    unknowns: Numbers[str] = field(default_factory=Numbers)

    def verdict(self, row: Row, finding: Finding) -> Verdict:
        """The finding as numbers."""
        points, is_yes = earned(row, finding), finding.answer is Answer.YES
        asks = self.unknowns.of(finding.code) if finding.answer is Answer.UNKNOWN else NO_CODE
        if not leaves_out(row, finding):
            return Verdict(points, 0, NO_CODE, is_yes, asks)
        sizes = [self.policy.changes[change.kind] for change in finding.changes]
        return Verdict(points, 1 + sum(sizes) if sizes else DEAD, self.codes.of(finding.code), is_yes, asks)


class Table:
    """The answers of one rule to one request, a place a profile; asked when they are first needed.

    ``cells`` holds points, hurdle, code and asks of a place in one line, of which the others are columns.
    """

    __slots__ = ("asks", "cells", "code", "hurdle", "is_whole", "is_yes", "known", "points")

    def __init__(self, size: int) -> None:
        self.cells: Ints = np.zeros((size, CELL), dtype=np.int32)
        self.points: Ints = self.cells[:, POINTS]
        self.hurdle: Ints = self.cells[:, HURDLE]
        self.code: Ints = self.cells[:, CODE]
        self.asks: Ints = self.cells[:, ASKS]
        self.code[:] = self.asks[:] = NO_CODE
        self.is_yes: Flags = np.zeros(size, dtype=np.bool_)
        self.known: Flags = np.zeros(size, dtype=np.bool_)
        self.is_whole = False

    def renumbered(self, places: Ints) -> Table:
        """The answers as they are by now at other places; -1 for a place whose answer is not known."""
        found = Table(len(places))
        kept = np.flatnonzero(places >= 0)
        kept = kept[self.known[places[kept]]]
        # What is known is looked at first: an answer is there before it is.
        found.cells[kept], found.is_yes[kept] = self.cells[places[kept]], self.is_yes[places[kept]]
        found.known[kept] = True
        found.is_whole = bool(found.known.all())
        return found

    def put(self, place: int | Flags | NDArray[np.int64], verdict: Verdict) -> None:
        """Keep an answer; known is set last, so that no other thread reads half of it."""
        self.points[place], self.hurdle[place] = verdict.points, verdict.hurdle
        self.code[place], self.is_yes[place] = verdict.code, verdict.is_yes
        self.asks[place] = verdict.asks
        self.known[place] = True

    def ask(self, places: Ints | NDArray[np.int64], answer: Callable[[int], Verdict]) -> None:
        """Ask for those of the places whose answer is not known yet."""
        asked = places[~self.known[places]]
        for place in distinct(asked).tolist():
            self.put(place, answer(place))
        self.is_whole = bool(self.known.all())
