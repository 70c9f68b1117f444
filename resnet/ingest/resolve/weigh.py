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
    is_veto = np.zeros(len(one), dtype=np.bool_)
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
        (total[kept] >= weights.same_from) & joins[levels["name"]],
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

    Two groups with different numbers in their names are never joined, whatever stands between them.
    """
    above = list(range(len(entries)))
    numbers = entries.number.tolist()

    def top(row: int) -> int:
        while above[row] != row:
            above[row] = above[above[row]]
            row = above[row]
        return row

    same = np.flatnonzero(weighed.is_same)
    for place in same[np.argsort(-weighed.millibits[same], kind="stable")].tolist():
        one, other = top(int(weighed.one[place])), top(int(weighed.other[place]))
        if one == other or (numbers[one] >= 0 and numbers[other] >= 0 and numbers[one] != numbers[other]):
            continue
        above[other] = one
        numbers[one] = max(numbers[one], numbers[other])
    groups: dict[int, list[int]] = {}
    for row in range(len(above)):
        groups.setdefault(top(row), []).append(row)
    yield from (group for group in groups.values() if len(group) > 1)
