"""What all evidence on pairs weighs, and what follows: the same, different, or a person decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resnet.ingest.resolve.columns import Codes, Entries, Rows
from resnet.ingest.resolve.features import FEATURES, Feature, Levels
from resnet.ingest.resolve.weights import FeatureWeights, Weights

# Of what is shared by many, an agreement says less by this.
_SHARED = {
    "name": ("exact", "close", "former", "part", "kin", "brand"),
    "phone": ("same",),
    "site": ("same-unit", "same-building", "other-unit"),
}
# Asked last, and only of pairs that may still come to something: it looks at letters one by one.
_LAST = "word"


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


def weigh(entries: Entries, one: Rows, other: Rows, weights: Weights) -> Weighed:
    """The pairs that are the same or for a person, in the order given; the rest are different."""
    total = np.zeros(len(one), dtype=np.int64)
    shared = np.zeros(len(one), dtype=np.int64)
    is_veto, is_asking = np.zeros(len(one), dtype=np.bool_), np.zeros(len(one), dtype=np.bool_)
    levels: dict[str, Levels] = {}
    for feature in FEATURES:
        table = weights.features[feature.code]
        if feature.code == _LAST:
            asked = np.flatnonzero((total >= weights.unsure_from) & ~is_veto)
            found = np.zeros(len(one), dtype=np.int8)
            found[asked] = feature.compare(entries, one[asked], other[asked])
        else:
            found = feature.compare(entries, one, other)
        levels[feature.code] = found
        total += _bits(feature, table)[found]
        is_veto |= np.array([table.levels[each].is_veto for each in feature.levels])[found]
        is_asking |= np.array([table.levels[each].is_asking for each in feature.levels])[found]
        if table.rare:
            shared -= _commonness(entries, feature, found, one)
            total -= _commonness(entries, feature, found, one)
    kept = np.flatnonzero((total >= weights.unsure_from) & ~is_veto)
    name = weights.features["name"]
    joins = np.array([name.levels[each].is_joining for each in FEATURES[_NAME].levels])
    levels = {code: found[kept] for code, found in levels.items()}
    return Weighed(
        one[kept],
        other[kept],
        total[kept],
        (total[kept] >= weights.same_from) & joins[levels["name"]] & ~is_asking[kept],
        levels,
        shared[kept],
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
        self._above = list(range(len(entries)))
        self._numbers: list[int] = entries.number.tolist()
        self._sources = [frozenset(each.sources) for each in entries.profiles]

    def _top(self, row: int) -> int:
        above = self._above
        while above[row] != row:
            above[row] = above[above[row]]
            row = above[row]
        return row

    def join(self, one: int, other: int, *, is_twice: bool) -> None:
        """Make the groups of the two one, where nothing keeps them apart."""
        one, other = self._top(one), self._top(other)
        if one == other or (self._sources[one] & self._sources[other] and not is_twice):
            return
        mine, theirs = self._numbers[one], self._numbers[other]
        if mine >= 0 and theirs >= 0 and mine != theirs:
            return
        self._above[other] = one
        self._numbers[one] = max(mine, theirs)
        self._sources[one] |= self._sources[other]

    def several(self) -> Iterator[list[int]]:
        """The groups of two and more."""
        groups: dict[int, list[int]] = {}
        for row in range(len(self._above)):
            groups.setdefault(self._top(row), []).append(row)
        yield from (group for group in groups.values() if len(group) > 1)
