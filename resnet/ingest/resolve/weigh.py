"""What all evidence on pairs weighs, and what follows: the same, different, or a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from resnet.ingest.resolve.block import Pairs
from resnet.ingest.resolve.columns import Entries
from resnet.ingest.resolve.features import FEATURES, Feature, Levels
from resnet.ingest.resolve.sites import Codes, Rows
from resnet.ingest.resolve.weights import FeatureWeights, Weights

# Of what is shared by many, an agreement says less by this.
_SHARED = {
    "name": ("exact", "close", "former", "part", "kin", "brand"),
    "phone": ("same",),
    "site": ("same-unit", "same-building", "other-unit"),
}
# Asked last, and only of pairs that may still come to something: these look at letters one by one.
_COSTLY = ("name", "word")
_AT_ONCE: Final = 250_000


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """Pairs worth telling of: ``millibits`` each, with the levels by feature.

    ``is_same`` holds where the table joins them by itself; the others are for a person.
    """

    one: Rows
    other: Rows
    millibits: Codes
    is_same: NDArray[np.bool_]
    levels: dict[str, Levels]
    shared_millibits: Codes


def weigh(entries: Entries, pairs: Iterable[Pairs], weights: Weights, *, at_once: int = _AT_ONCE) -> Weighed:
    """The pairs that are the same or for a person, in order of their rows; the rest are different.

    Some ``at_once`` are weighed together: hardly any of them come to something.
    """
    parts = [_weigh(entries, one, other, weights) for one, other in _packs(pairs, at_once)]
    one, other = _together([(part.one, part.other) for part in parts])
    order = np.lexsort((other, one))
    return Weighed(
        one[order],
        other[order],
        np.concatenate([part.millibits for part in parts])[order],
        np.concatenate([part.is_same for part in parts])[order],
        {each.code: np.concatenate([part.levels[each.code] for part in parts])[order] for each in FEATURES},
        np.concatenate([part.shared_millibits for part in parts])[order],
    )


def _packs(pairs: Iterable[Pairs], at_once: int) -> Iterator[Pairs]:
    """The same pairs, about so many at a time."""
    waiting: list[Pairs] = []
    for one, other in pairs:
        for begin in range(0, len(one), at_once):
            waiting.append((one[begin : begin + at_once], other[begin : begin + at_once]))
            if sum(len(each) for each, _ in waiting) >= at_once:
                yield _together(waiting)
                waiting = []
    yield _together(waiting)


def _together(pairs: list[Pairs]) -> Pairs:
    nothing = np.zeros(0, dtype=np.int32)
    one, other = (np.concatenate([nothing, *(each[side] for each in pairs)]) for side in (0, 1))
    return one, other


def _weigh(entries: Entries, one: Rows, other: Rows, weights: Weights) -> Weighed:
    still = _Still(one, other, np.zeros(len(one), dtype=np.int64), np.zeros(len(one), dtype=np.int64), {})
    is_asking = np.zeros(len(one), dtype=np.bool_)
    for place, feature in enumerate(FEATURES):
        if feature.code in _COSTLY:
            kept = still.total + _most(FEATURES[place:], weights) >= weights.unsure_from
            still, is_asking = still.only(kept), is_asking[kept]
        table = weights.features[feature.code]
        found = feature.compare(entries, still.one, still.other)
        still.levels[feature.code] = found
        loss = _commonness(entries, feature, found, still.one) if table.rare else 0
        np.add(still.total, _bits(feature, table)[found] - loss, out=still.total)
        np.subtract(still.shared, loss, out=still.shared)
        is_asking |= np.array([table.levels[each].is_asking for each in feature.levels])[found]
        is_veto = np.array([table.levels[each].is_veto for each in feature.levels])[found]
        still, is_asking = still.only(~is_veto), is_asking[~is_veto]
    kept = still.total >= weights.unsure_from
    still, is_asking = still.only(kept), is_asking[kept]
    name = weights.features["name"]
    joins = np.array([name.levels[each].is_joining for each in FEATURES[_NAME].levels])
    is_same = (still.total >= weights.same_from) & joins[still.levels["name"]] & ~is_asking
    return Weighed(still.one, still.other, still.total, is_same, still.levels, still.shared)


@dataclass(frozen=True, slots=True, eq=False)
class _Still:
    """Pairs that may still come to something, and what was found of them so far."""

    one: Rows
    other: Rows
    total: Codes
    shared: Codes
    levels: dict[str, Levels]

    def only(self, kept: NDArray[np.bool_]) -> _Still:
        """Those of them; the very same where it is all."""
        if kept.all():
            return self
        levels = {code: found[kept] for code, found in self.levels.items()}
        return _Still(self.one[kept], self.other[kept], self.total[kept], self.shared[kept], levels)


def _most(features: Sequence[Feature], weights: Weights) -> int:
    """The most that these features can still add."""
    return sum(
        max(level.millibits for level in weights.features[each.code].levels.values()) for each in features
    )


_NAME = next(place for place, each in enumerate(FEATURES) if each.code == "name")


def _bits(feature: Feature, table: FeatureWeights) -> Codes:
    return np.array([table.levels[each].millibits for each in feature.levels], dtype=np.int64)


def _commonness(entries: Entries, feature: Feature, found: Levels, one: Rows) -> Codes:
    """What an agreement loses because others have the same: log2 of how many beside these two."""
    is_shared = np.array([each in _SHARED[feature.code] for each in feature.levels])[found]
    others = _sharers(entries, feature, found, one)
    loss = np.rint(1000 * np.log2(np.maximum(1, others - 1))).astype(np.int64)
    return np.where(is_shared, loss, 0)


def _sharers(entries: Entries, feature: Feature, found: Levels, one: Rows) -> Codes:
    if feature.code == "phone":
        return entries.names_on_phone[one]
    if feature.code == "site":
        return entries.names_at_site[one]
    is_brand = (found == feature.levels.index("brand")) | (found == feature.levels.index("kin"))
    return np.where(is_brand, entries.sites_of_brand[one], entries.sites_of_name[one])


def groups_of(entries: Entries, weighed: Weighed) -> Iterator[list[int]]:
    """Rows that are one thing, by the pairs that are the same, the surest first.

    Two groups with different numbers in their names are never joined, nor two that one list keeps apart,
    whatever stands between them.
    """
    groups = _Groups(entries)
    same = np.flatnonzero(weighed.is_same)
    twice = weighed.levels["list"] == _TWICE
    for place in same[np.argsort(-weighed.millibits[same], kind="stable")].tolist():
        groups.join(int(weighed.one[place]), int(weighed.other[place]), is_twice=bool(twice[place]))
    yield from groups.several()


_TWICE = next(each.levels.index("twice") for each in FEATURES if each.code == "list")


class _Groups:
    def __init__(self, entries: Entries) -> None:
        # Of the rows that are one with another; of all they would be as large as several columns.
        self._above: dict[int, int] = {}
        self._numbers: dict[int, int] = {}
        self._entries = entries
        self._sources: dict[int, frozenset[int]] = {}

    def _top(self, row: int) -> int:
        above = self._above
        while (next_above := above.setdefault(row, row)) != row:
            row = above[row] = above[next_above]
        return row

    def join(self, one: int, other: int, *, is_twice: bool) -> None:
        """Make the groups of the two one, where nothing keeps them apart."""
        one, other = self._top(one), self._top(other)
        if one == other:
            return
        lists = self._told_by(one), self._told_by(other)
        if lists[0] & lists[1] and not is_twice:
            return
        mine, theirs = self._number(one), self._number(other)
        if mine >= 0 and theirs >= 0 and mine != theirs:
            return
        self._above[other] = one
        self._numbers[one] = max(mine, theirs)
        self._sources[one] = lists[0] | lists[1]

    def _number(self, row: int) -> int:
        return self._numbers.get(row, int(self._entries.number[row]))

    def _told_by(self, row: int) -> frozenset[int]:
        return self._sources.get(row) or self._entries.told_by(row)

    def several(self) -> Iterator[list[int]]:
        """The groups of two and more."""
        groups: dict[int, list[int]] = {}
        for row, above in sorted(self._above.items()):
            if row in self._sources or above != row:
                groups.setdefault(self._top(row), []).append(row)
        yield from groups.values()
