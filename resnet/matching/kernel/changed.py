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

from resnet.graph.network.columns import frozen
from resnet.graph.network.difference import Difference, find_difference
from resnet.graph.network.snapshot import Network
from resnet.matching.kernel.catalogue import (
    PATH,
    Catalogue,
    Column,
    brought_to,
    in_order,
    last_turn,
    nobody_asks,
    turns_of,
)
from resnet.matching.kernel.moments import between, moments_at
from resnet.matching.kernel.node_lists import NodeLists
from resnet.matching.kernel.passed import find_passed
from resnet.matching.kernel.reads import READS
from resnet.matching.kernel.segments import Segments, Touch
from resnet.matching.kernel.tie_arrays import changed_tie_arrays
from resnet.matching.kernel.verdict import Ints, Numbers, Recent, Table
from resnet.matching.kernel.ways import Ways
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
    return None if change is None else _after(old, network, at, change)


def catalogue_later(old: Catalogue, at: datetime) -> Catalogue | None:
    """The catalogue of the same network at a later instant: what began, ended or got old since is read anew.

    None where it has to be made anew: terms or areas are others by then, or very much is; or it is earlier.
    """
    if at < old.since:
        return None
    change = find_passed(old.network, old.moments, at, old.policy)
    return _after(brought_to(old, at), old.network, at, change)


def _after(old: Catalogue, network: Network, at: datetime, change: Difference) -> Catalogue | None:
    if not change.kinds <= _OFFERED | _TIED:
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
        is_same_way = PATH not in gone and ways.is_tied_as(old.ways)
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
        return in_order(profile, numbers).listing(name, self._network)

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
        provided_by = cast("NodeLists", path.keys)
        is_followed = bool(change.kinds & FOLLOWED)
        if change.has_successes or change.kinds & MADE_ANEW or (is_followed and not old.ways.is_tied):
            return Ways(self._network, self._at, old.scale, provided_by)
        if is_followed:
            found = ties_after(old.ways.ties, self._network, self._at, old.policy, change)
            arrays = changed_tie_arrays(
                old.ways.arrays, self._network, found.ties, found.starts, found.called
            )
            if is_same and arrays is old.ways.arrays and not found.called:
                return old.ways.on(self._network)
            if is_same:
                return old.ways.over(self._network, found.ties, arrays)
            return Ways(self._network, self._at, old.scale, provided_by, (found.ties, arrays))
        if is_same:
            return old.ways.on(self._network)
        known = (old.ways.ties, old.ways.arrays) if old.ways.is_tied else None
        return Ways(self._network, self._at, old.scale, provided_by, known)
