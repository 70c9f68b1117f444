"""The catalogue after a change of the network: what it touches is read anew, everything else handed on.

Equal to a catalogue made anew, array by array; the old one stays as it is for whoever reads it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from math import nan, radians
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray

from resnet.graph.elements import NodeId
from resnet.graph.network.columns import frozen
from resnet.graph.network.difference import Difference, find_difference
from resnet.graph.network.snapshot import Network
from resnet.matching.kernel.catalogue import (
    PATH,
    Catalogue,
    Column,
    last_turn,
    nobody_asks,
    turns_of,
)
from resnet.matching.kernel.moments import between, moments_at
from resnet.matching.kernel.reads import READS
from resnet.matching.kernel.segments import Segments, Touch
from resnet.matching.kernel.tie_arrays import changed_tie_arrays
from resnet.matching.kernel.verdict import Ints, Numbers, Recent, Table
from resnet.matching.kernel.ways import Ways
from resnet.matching.ties import ties_at
from resnet.matching.ties_changed import FOLLOWED, MADE_ANEW, ties_after

# What a service is read of: itself, who runs it, where they are, what it covers and meets.
_OFFERED: Final = frozenset(
    {"service", "agency", "group", "person", "place", "offers", "covers", "meets", "located_at"}
)
_TIED = FOLLOWED | MADE_ANEW
Asked = tuple[str, Hashable]
# More than this share of the services, and making everything anew is as quick.
_MOST_TOUCHED = 0.2


def catalogue_after(old: Catalogue, network: Network, at: datetime) -> Catalogue | None:
    """The catalogue of a network at an instant at which the old one, brought to it, still holds.

    None where it has to be made anew: nodes came or went, terms or areas changed, or very much did.
    """
    if network is old.network:
        return old
    change = find_difference(old.network, network)
    if change is None or not change.kinds <= _OFFERED | _TIED:
        return None
    rows = _touched(old, network, change)
    if len(rows) > _MOST_TOUCHED * len(old.offers):
        return None
    return _Change(old, network, at, rows).made(change)


def _touched(old: Catalogue, network: Network, change: Difference) -> list[int]:
    """The rows of services that are read of something that changed."""
    elements = {each for kind in _OFFERED for each in change.nodes.get(kind, ())}
    for kind in _OFFERED:
        for start, end in change.edges.get(kind, ()):
            elements |= {start, end} if kind in {"offers", "located_at"} else {start}
    # Where somebody is: whoever is there.
    for place in [each for each in elements if each not in old.row_of]:
        for snapshot in (old.network, network):
            elements.update(edge.start for edge in snapshot.edges_in(place, "located_at"))
    found: set[int] = set()
    for each in elements:
        if each in old.row_of:
            found.add(old.row_of[each])
            continue
        for snapshot in (old.network, network):
            found.update(old.row_of[edge.end] for edge in snapshot.edges_out(each, "offers"))
    return sorted(found)


class _Change:
    """One catalogue brought to another network, by the rows of the services that may have changed."""

    def __init__(self, old: Catalogue, network: Network, at: datetime, rows: Sequence[int]) -> None:
        self._old, self._network, self._at, self._rows = old, network, at, rows
        self._asked = nobody_asks(network, old.policy, at)
        self._offers = old.offers.after(network, at, rows)

    def made(self, change: Difference) -> Catalogue:
        """The new catalogue."""
        old = self._old
        columns = {name: self._column(name, column) for name, column in old.columns.items()}
        gone = frozenset(name for name, column in columns.items() if column is not old.columns[name])
        renumbered = frozenset(name for name in gone if columns[name].keys != old.columns[name].keys)
        tiers = self._patched(
            old.tiers, [old.policy.tiers.index(self._offers[row].tier) for row in self._rows]
        )
        ways = self._ways(change, columns[PATH])
        turns, turning = self._turns(columns)
        moments = moments_at(self._network, self._at, old.policy, old.moments)
        since, until = between(moments)
        is_same_way = PATH not in gone and ways.arrays is old.ways.arrays
        is_same_shelf = not gone and tiers is old.tiers
        return replace(
            old,
            network=self._network,
            made_at=self._at,
            since=max(since, last_turn(turns, self._at) or since),
            until=until,
            moments=moments,
            offers=self._offers,
            tiers=tiers,
            columns=columns,
            points=self._points() if self._rows else old.points,
            run_by=self._run_by(),
            turns=turns,
            turning=turning,
            ways=ways,
            # What nothing touches is shared: what either is asked for is right for both.
            tables=self._tables(columns, renumbered) if renumbered else old.tables,
            circles=old.circles if is_same_way else Recent(old.circles.most),
            segments=old.segments if is_same_shelf else self._segments(gone, renumbered),
        )

    def _column(self, name: str, column: Column) -> Column:
        if not self._rows:
            return column
        read, numbers = READS[name].profile, Numbers[Hashable]()
        keys = [read(self._offers[row], self._asked) for row in self._rows]
        if all(column.keys[column.profile[row]] == key for row, key in zip(self._rows, keys, strict=True)):
            return column
        for key in column.keys:
            numbers.of(key)
        profile = column.profile.copy()
        profile[list(self._rows)] = [numbers.of(key) for key in keys]
        return _in_order(profile, numbers)

    def _tables(self, columns: Mapping[str, Column], names: frozenset[str]) -> Recent[Asked, Table]:
        """What rules answered, by the numbers that profiles have now."""
        order, found = dict[str, Ints](), OrderedDict[Asked, Table]()
        for name in names:
            number = {key: place for place, key in enumerate(self._old.columns[name].keys)}
            order[name] = np.array([number.get(key, -1) for key in columns[name].keys], dtype=np.int32)
        for key, table in self._old.tables.items():
            found[key] = table.renumbered(order[key[0]]) if key[0] in order else table
        return Recent(self._old.tables.most, found)

    def _segments(self, gone: frozenset[str], renumbered: frozenset[str]) -> Segments:
        first = self._old.policy.rules[0].name
        # Other services may have a chance then, or other lists of providers stand behind the numbers.
        if first in gone or PATH in gone or first not in self._old.columns:
            return Segments()
        return self._old.segments.after(Touch(np.array(self._rows, dtype=np.int32), gone, renumbered))

    def _patched(self, array: Ints, values: Sequence[int]) -> Ints:
        rows = list(self._rows)
        if array[rows].tolist() == values:
            return array
        found = array.copy()
        found[rows] = values
        return frozen(found)

    def _points(self) -> NDArray[np.float64]:
        found = self._old.points.copy()
        for row in self._rows:
            point = self._offers[row].point
            found[:, row] = (nan, nan) if point is None else (radians(point[0]), radians(point[1]))
        return frozen(found)

    def _run_by(self) -> Mapping[str, tuple[int, ...]]:
        pairs = [(self._old.offers[row].providers, self._offers[row].providers) for row in self._rows]
        touched = {each for before, after in pairs if before != after for each in (*before, *after)}
        if not touched:
            return self._old.run_by
        found, row_of = dict(self._old.run_by), self._old.row_of
        for provider in touched:
            edges = self._network.edges_out(provider, "offers")
            rows = sorted({row_of[edge.end] for edge in edges})
            found[provider] = tuple(row for row in rows if provider in self._offers[row].providers)
            if not found[provider]:
                del found[provider]
        return found

    def _turns(self, columns: Mapping[str, Column]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        old, touched = self._old, ((row, self._offers[row]) for row in self._rows)
        turns, turning = turns_of(touched, columns, self._asked)
        again = np.zeros(len(old.offers), dtype=np.bool_)
        again[list(self._rows)] = True
        gone = np.flatnonzero(again[old.turning])
        if np.array_equal(old.turns[gone], turns) and np.array_equal(old.turning[gone], turning):
            return old.turns, old.turning
        kept, whose = np.delete(old.turns, gone), np.delete(old.turning, gone)
        first, last = np.searchsorted(kept, turns), np.searchsorted(kept, turns, "right")
        within = [
            np.searchsorted(whose[one:end], row) for one, end, row in zip(first, last, turning, strict=True)
        ]
        places = first + np.array(within, dtype=np.int64)
        return frozen(np.insert(kept, places, turns)), frozen(np.insert(whose, places, turning))

    def _ways(self, change: Difference, path: Column) -> Ways:
        old, is_same = self._old, path is self._old.columns[PATH]
        provided_by = cast("tuple[tuple[NodeId, ...], ...]", path.keys)
        if change.has_successes or change.kinds & MADE_ANEW:
            ties = ties_at(self._network, self._at, old.policy)
            return Ways(self._network, ties, old.scale, provided_by)
        if change.kinds & FOLLOWED:
            found = ties_after(old.ways.ties, self._network, self._at, old.policy, change)
            arrays = changed_tie_arrays(
                old.ways.arrays, self._network, found.ties, found.starts, found.called
            )
            if is_same and arrays is old.ways.arrays and not found.called:
                return old.ways.on(self._network)
            if is_same:
                return old.ways.over(self._network, found.ties, arrays)
            return Ways(self._network, found.ties, old.scale, provided_by, arrays)
        if is_same:
            return old.ways.on(self._network)
        return Ways(self._network, old.ways.ties, old.scale, provided_by, old.ways.arrays)


def _in_order(profile: Ints, numbers: Numbers[Hashable]) -> Column:
    """The column with numbers in the order in which they occur, those that no longer do left out."""
    first = np.full(len(numbers), len(profile), dtype=np.int64)
    first[profile[::-1]] = np.arange(len(profile))[::-1]
    used = np.flatnonzero(first < len(profile))
    order = used[np.argsort(first[used])]
    place = np.zeros(len(numbers), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    keys = tuple(numbers.keys[number] for number in order.tolist())
    return Column(frozen(place[profile]), frozen(first[order].astype(np.int32)), keys)
