"""Many together: where a map has too many spots to tell apart, its areas or types are drawn as one each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from resnet.drawing.network.model import Arrangement, NetworkMap, Places, Spot, State, area_chain, group_of
from resnet.graph.elements import NodeId
from resnet.ontology.authored import BadAuthoredError, read_toml
from resnet.shipped import shipped

# More groups than these are no easier to read: districts then stand for their neighbourhoods.
_MOST_GROUPS: Final = 80


@dataclass(frozen=True, slots=True)
class Group:
    """All spots of one area, or of one kind and type: how many of each kind, and how many ties among them."""

    key: str
    counts: Mapping[str, int]
    inner: int
    x: float
    y: float

    @property
    def count(self) -> int:
        """How many spots."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Bond:
    """How many ties join two groups, by state."""

    first: str
    second: str
    counts: Mapping[State, int]

    @property
    def state(self) -> State:
        """Holding while one tie does that is not fragile; ended only where all have."""
        return next(state for state in State if self.counts.get(state))


@dataclass(frozen=True, slots=True, eq=False)
class Grouped:
    """Groups, the largest first, and what joins them."""

    arrangement: Arrangement
    groups: tuple[Group, ...]
    bonds: tuple[Bond, ...]


@cache
def most_spots() -> int:
    """Above how many spots groups are drawn (``data/policies/network.toml``)."""
    return read_toml(shipped("policies/network.toml"), BadAuthoredError).table("map").whole("most_spots")


def group(shown: NetworkMap) -> Grouped:
    """The map with one body for each area or type, in the middle of those that it stands for."""
    level = _level(shown)
    key_of = {spot.id: _key(shown, spot, level) for spot in shown.spots}
    middles, counts = _middles(shown, key_of)
    inner: Counter[str] = Counter()
    between: dict[tuple[str, str], Counter[State]] = defaultdict(Counter)
    for link in shown.links:
        first, second = sorted((key_of[link.first], key_of[link.second]))
        if first == second:
            inner[first] += 1
        else:
            between[first, second][link.state] += 1
    groups = (
        Group(key, counts[key], inner[key], round(float(x), 1), round(float(y), 1))
        for key, (x, y) in middles.items()
    )
    return Grouped(
        shown.arrangement,
        tuple(sorted(groups, key=lambda each: (-each.count, each.key))),
        tuple(Bond(first, second, dict(of)) for (first, second), of in sorted(between.items())),
    )


def _level(shown: NetworkMap) -> int:
    """How many steps up the areas the groups are taken, so that there are not too many."""
    if shown.arrangement is Arrangement.TYPE:
        return 0
    chains = {area_chain(shown.areas, spot.area) for spot in shown.spots}
    longest = max(map(len, chains), default=0)
    for level in range(longest):
        if len({chain[min(level, len(chain) - 1)] for chain in chains if chain}) <= _MOST_GROUPS:
            return level
    return max(0, longest - 1)


def _key(shown: NetworkMap, spot: Spot, level: int) -> str:
    if shown.arrangement is Arrangement.TYPE:
        return group_of(spot, shown.arrangement)
    chain = area_chain(shown.areas, spot.area)
    return chain[min(level, len(chain) - 1)] if chain else ""


def _middles(
    shown: NetworkMap, key_of: Mapping[NodeId, str]
) -> tuple[dict[str, Places], dict[str, Counter[str]]]:
    rows: dict[str, list[int]] = defaultdict(list)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row, spot in enumerate(shown.spots):
        rows[key_of[spot.id]].append(row)
        counts[key_of[spot.id]][spot.kind] += 1
    middles = {key: shown.places[np.array(at)].mean(axis=0) for key, at in rows.items()}
    return middles, counts
