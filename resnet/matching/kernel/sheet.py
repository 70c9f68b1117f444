"""What the rules said lately of one segment, side by side, so that one loop over a need's services reads all.

Rules that say the same to every need of a day are one group, so that a need asks little more than what it
asks alone. Answers stand by what a rule reads of a service, which few services have alone: what is read for
one need is small, and lies together.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from resnet.matching.kernel.batch_arrays import Words
from resnet.matching.kernel.one_arrays import Stored
from resnet.matching.kernel.reads import NAMED, READS, Part, Request, asks_no_reach
from resnet.matching.kernel.verdict import Ints
from resnet.matching.policy import Row

_FIRST_ANSWERS, _FIRST_POINTS = 64, 1024


class Group(NamedTuple):
    """Rules that are asked together. ``kinds`` has a line for each of their profiles that occurs together.

    ``request`` is what a need asks of them; of rules without profiles the only line is 0.
    """

    rows: tuple[Row, ...]
    kinds: Ints
    request: Request


@dataclass(slots=True)
class _Kept:
    """Answers by group and request, as many as there is room for; whoever reads it sees no answer change."""

    known: tuple[dict[Hashable, int], ...]
    stored: Stored
    used: int = 0
    end: int = 0

    def has_room(self, points: int) -> bool:
        return self.used < len(self.stored.first) and self.end + points <= len(self.stored.points)

    def larger(self, most: int, points: int) -> _Kept:
        """The same with more room; empty where there are as many answers as may be kept."""
        groups, words = len(self.known), self.stored.bits.shape[1]
        count, room = len(self.stored.first), len(self.stored.points)
        if self.used == count >= most:
            return _empty(groups, words, count, max(room, points))
        if self.end + points > room:
            room = 2 * (room + points)
        found = _empty(groups, words, count if self.used < count else min(most, 2 * count), room)
        found.stored.bits[:count] = self.stored.bits
        found.stored.first[:count] = self.stored.first
        found.stored.points[: self.end] = self.stored.points[: self.end]
        found.used, found.end = self.used, self.end
        for known, before in zip(found.known, self.known, strict=True):
            known.update(before)
        return found

    def only(self, stays: Sequence[bool]) -> _Kept:
        """A copy without the answers of some groups, whose room is given back when there is none left."""
        stored = Stored(self.stored.bits.copy(), self.stored.first.copy(), self.stored.points.copy())
        known = (dict(each) if is_kept else {} for each, is_kept in zip(self.known, stays, strict=True))
        return _Kept(tuple(known), stored, self.used, self.end)


def _empty(groups: int, words: int, answers: int, points: int) -> _Kept:
    stored = Stored(
        np.zeros((answers, words), dtype=np.uint64),
        np.zeros(answers, dtype=np.int64),
        np.zeros(points, dtype=np.int32),
    )
    return _Kept(tuple({} for _ in range(groups)), stored)


class Sheet:
    """The answers of rules to the ``most`` requests asked last of services with these profiles."""

    def __init__(self, rules: Sequence[Row], profiles: Mapping[str, Ints], services: int, most: int) -> None:
        self._rules, self._profiles, self._services = rules, profiles, services
        self._most, self._lock = most, Lock()
        self._kept: _Kept | None = None

    @cached_property
    def _laid(self) -> tuple[tuple[Group, ...], Ints]:
        """The groups, last the rules that tell services apart by name; of each service its kinds."""
        groups, columns = [], []
        for rows in _grouped(self._rules, self._profiles):
            group, column = _make_group(rows, [self._profiles[row.name] for row in rows])
            groups.append(group)
            columns.append(column)
        named = tuple(row for row in self._rules if row.name not in self._profiles)
        groups.append(Group(named, np.zeros((1, len(named)), dtype=np.int32), asks_no_reach))
        columns.append(np.zeros(self._services, dtype=np.int32))
        return tuple(groups), np.ascontiguousarray(np.stack(columns, axis=1))

    @property
    def groups(self) -> tuple[Group, ...]:
        """The rules by what is asked together; the last has those without profiles."""
        return self._laid[0]

    @property
    def lines(self) -> Ints:
        """A line a service: of each group the line of its ``kinds``."""
        return self._laid[1]

    @cached_property
    def columns(self) -> Ints:
        """The same with a line a group: what one group says of all services is read in one go."""
        return np.ascontiguousarray(self.lines.T)

    def after(self, profiles: Mapping[str, Ints], places: NDArray[np.int64], names: frozenset[str]) -> Sheet:
        """The sheet once services at some places have other profiles, and those rules other numbers.

        Groups without any of the rules keep their answers; where no place is another, all do.
        """
        found = Sheet(self._rules, profiles, self._services, self._most)
        if "_laid" not in vars(self):
            return found
        lines, stays = (
            self.lines.copy(),
            [not names & {row.name for row in each.rows} for each in self.groups],
        )
        groups = list(self.groups)
        for number, group in enumerate(self.groups[:-1]):
            if not stays[number]:
                now = np.stack([profiles[row.name] for row in group.rows], axis=1)
                groups[number], lines[:, number] = _regrouped(group, lines[:, number], now, places)
        vars(found)["_laid"] = tuple(groups), lines
        with self._lock:
            if self._kept is not None:
                found._kept = self._kept.only([each or not len(places) for each in stays])
        return found

    @cached_property
    def reads(self) -> tuple[Request, ...]:
        """What a need asks of each group."""
        return tuple(group.request for group in self.groups)

    @cached_property
    def is_whole(self) -> bool:
        """Whether every rule is looked up; else one is asked service by service."""
        return all(row.name in NAMED or row.name == "reach" for row in self.groups[-1].rows)

    def find(
        self, requests: Sequence[Hashable], make: Callable[[int], tuple[Words, Ints]]
    ) -> tuple[Stored, Ints]:
        """All answers, and where those to these requests stand, one for each of the first groups.

        What is not there is made: which services a group leaves in, and the points of each of its kinds.
        """
        while True:
            kept = self._kept or self._begin()
            found = [known.get(request, -1) for known, request in zip(kept.known, requests, strict=False)]
            if -1 not in found:
                return kept.stored, np.array(found, dtype=np.int32)
            for place, slot in enumerate(found):
                if slot < 0:
                    self._add(place, requests[place], *make(place))

    def _begin(self) -> _Kept:
        groups, words = len(self.groups), -(-self._services // 64)
        with self._lock:
            if self._kept is None:
                self._kept = _empty(groups, words, min(self._most, _FIRST_ANSWERS), _FIRST_POINTS)
            return self._kept

    def _add(self, place: int, request: Hashable, bits: Words, points: Ints) -> None:
        begun = self._begin()
        with self._lock:
            kept = self._kept or begun
            if request in kept.known[place]:
                return
            if not kept.has_room(len(points)):
                kept = self._kept = kept.larger(self._most, len(points))
            stored, slot = kept.stored, kept.used
            stored.bits[slot], stored.first[slot] = bits, kept.end
            stored.points[kept.end : kept.end + len(points)] = points
            kept.used, kept.end = slot + 1, kept.end + len(points)
            # Last, so that no other thread reads half of it.
            kept.known[place][request] = slot


def _grouped(rules: Sequence[Row], profiles: Mapping[str, Ints]) -> list[tuple[Row, ...]]:
    """First the rules that are asked the same by all needs of the segment, then each other one."""
    looked_up = [row for row in rules if row.name in profiles]
    steady = tuple(row for row in looked_up if row is rules[0] or READS[row.name].part is Part.NONE)
    return [*([steady] if steady else []), *((row,) for row in looked_up if row not in steady)]


def _make_group(rows: tuple[Row, ...], profiles: Sequence[Ints]) -> tuple[Group, Ints]:
    joined = np.zeros(len(profiles[0]), dtype=np.int64)
    for profile in profiles:
        # Numbered anew each time, so that no product of many numbers gets too large.
        joined = joined * (int(profile.max(initial=0)) + 1) + profile
        joined = np.unique(joined, return_inverse=True)[1]
    _, first, column = np.unique(joined, return_index=True, return_inverse=True)
    kinds = np.stack([profile[first] for profile in profiles], axis=1)
    return Group(rows, kinds, _request_of(rows)), column.astype(np.int32)


def _regrouped(group: Group, column: Ints, now: Ints, places: NDArray[np.int64]) -> tuple[Group, Ints]:
    """The group with the profiles of now, which differ in kind only at those places; the line of each."""
    column, is_same = column.copy(), np.ones(len(column), dtype=np.bool_)
    is_same[places] = False
    kinds = np.full_like(group.kinds, -1)
    kinds[column[is_same]] = now[is_same]
    for place in places.tolist():
        alike = np.flatnonzero((kinds == now[place]).all(axis=1))
        if not len(alike):
            alike, kinds = np.array([len(kinds)]), np.concatenate([kinds, now[place : place + 1]])
        column[place] = alike[0]
    is_met = np.bincount(column, minlength=len(kinds)) > 0
    number = (np.cumsum(is_met) - 1).astype(np.int32)
    return Group(group.rows, kinds[is_met], group.request), number[column]


def _request_of(rows: tuple[Row, ...]) -> Request:
    reads = [READS[row.name].request for row in rows]
    return reads[0] if len(reads) == 1 else lambda facts: tuple([read(facts) for read in reads])
