"""What services are told apart by, read from the network's columns: no object is made of any service.

A trait is a number for each service: services with the same number agree in what is read there. What the
number means is asked of one service of each (``resnet.matching.offer``), so that it is written down once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from typing import Final, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from resnet.graph.elements import NodeId
from resnet.graph.network.columns import Column, microseconds
from resnet.graph.network.snapshot import EdgeTable, Network, NodeTable
from resnet.matching.facts import Point
from resnet.ontology.vocabulary import load_vocabulary

T = TypeVar("T")
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
# No instant at all.
NEVER: Final = -(2**62)
_SMALL: Final = 1 << 20


class Told(NamedTuple, Generic[T]):
    """Of each service the number of what is said of it, and what each number says."""

    number: Numbers
    values: Sequence[T]


def number_codes(codes: Numbers) -> tuple[Numbers, Numbers]:
    """Codes as numbers in the order in which they first occur; and where each occurs first."""
    count = len(codes)
    if not count:
        return codes, codes
    least = int(codes.min())
    if int(codes.max()) - least > max(_SMALL, 4 * count):
        codes = np.unique(codes, return_inverse=True)[1].reshape(-1)
        least = 0
    places = codes - least
    first = np.full(int(places.max()) + 1, count, dtype=np.int64)
    # Written backwards, so that the first of each stays.
    first[places[::-1]] = np.arange(count - 1, -1, -1)
    used = np.flatnonzero(first < count)
    order = used[np.argsort(first[used], kind="stable")]
    number = np.zeros(len(first), dtype=np.int64)
    number[order] = np.arange(len(order))
    return number[places], first[order]


def joined(*codes: NDArray[np.integer] | Flags) -> Numbers:
    """One number for all of them: the same where all are."""
    found = np.zeros(len(codes[0]), dtype=np.int64)
    for each in codes:
        number = number_codes(each.astype(np.int64))[0]
        # Numbered anew each time, so that no product of many numbers gets too large.
        found = number_codes(found * (int(number.max(initial=0)) + 1) + number)[0]
    return found


class Traits:
    """The services of a network at an instant, in the order of their ids."""

    def __init__(self, network: Network, at: datetime) -> None:
        self._network, self._now = network, microseconds(at)
        self._table = network.nodes["service"]
        self._count, self._nodes = len(self._table.ids), len(network.ids)

    def __len__(self) -> int:
        return self._count

    def field(self, name: str) -> Numbers:
        """A field; all of whom it is not known have the same number."""
        column = self._table.columns.get(name)
        return np.zeros(self._count, dtype=np.int64) if column is None else _codes(column)

    def fields(self, *names: str) -> Numbers:
        """Several fields together."""
        return joined(*(self.field(name) for name in names))

    @cached_property
    def is_valid(self) -> Flags:
        """Whether the service exists at that instant."""
        return self._holds(self._table)

    @cached_property
    def providers(self) -> Told[tuple[NodeId, ...]]:
        """Those who run it and are open, by id."""
        return self._named(self._lists(self._running[0][self._is_open_running], self._running_open))

    @cached_property
    def covers(self) -> Told[tuple[NodeId, ...]]:
        """The areas that it serves, or else those that its providers serve, by id."""
        own, theirs = self._out("covers"), self._areas_of_providers
        rows = self._lists(own[1], own[0])
        number, first = number_codes(
            joined(rows.number, np.where(self._is_empty(rows), self.providers.number, -1))
        )
        values = []
        for place in first.tolist():
            listed = rows.values[int(rows.number[place])]
            values.append(self._ids(listed) if listed else theirs[int(self.providers.number[place])])
        return Told(number, values)

    @cached_property
    def meets(self) -> Numbers:
        """The terms that it is said to meet."""
        start, end = self._out("meets")
        return self._lists(end, start).number

    @cached_property
    def has_closed(self) -> Flags:
        """Whether somebody runs it who is closed."""
        return self._flagged(self._running[1][~self._is_open_running])

    @cached_property
    def is_formal(self) -> Flags:
        """Whether an agency runs it, be it open or not."""
        agencies, (start, end) = self._network.nodes["agency"], self._running
        is_agency = (start >= agencies.first) & (start < agencies.first + len(agencies.ids))
        return self._flagged(end[is_agency])

    @cached_property
    def points(self) -> list[Point | None]:
        """Where each is: its own place, or else that of the first provider that has one."""
        point_of, first = self._point_of_node, self._table.first
        theirs = [
            next((found for each in listed if (found := point_of.get(self._network.row_of[each]))), None)
            for listed in self.providers.values
        ]
        number = self.providers.number.tolist()
        return [point_of.get(first + row) or theirs[number[row]] for row in range(self._count)]

    @cached_property
    def stated(self) -> Numbers:
        """When anything was last said of the service itself; ``NEVER`` where nobody says."""
        return _stated(self._table)[0]

    @cached_property
    def dated(self) -> tuple[Numbers, Flags]:
        """The same, or else of the provider of whom something was said last; whether a person checked it."""
        stated, is_checked = _stated(self._table)
        theirs = [self._latest(listed) for listed in self.providers.values]
        is_silent, number = stated == NEVER, self.providers.number
        latest = np.array([each[0] for each in theirs] or [NEVER], dtype=np.int64)
        checked = np.array([each[1] for each in theirs] or [False], dtype=np.bool_)
        return (
            np.where(is_silent, latest[number], stated),
            np.where(is_silent, checked[number], is_checked),
        )

    @cached_property
    def room_stated(self) -> Numbers:
        """When its capacity was stated, or else anything of it; ``NEVER`` where nobody says."""
        column = self._table.columns["capacity_stated_at"]
        return np.where(column.known, column.values, self.stated).astype(np.int64)

    @cached_property
    def sectors(self) -> Numbers:
        """The sectors of its providers."""
        known: dict[frozenset[str], int] = {}
        told = [frozenset(map(self._sector_of, listed)) for listed in self.providers.values]
        numbers = [known.setdefault(each, len(known)) for each in told]
        return np.array(numbers or [0], dtype=np.int64)[self.providers.number]

    def days_since(self, stated: Numbers) -> Numbers:
        """Whole days since those instants, 0 where there is none."""
        return np.where(stated == NEVER, 0, (self._now - stated) // (24 * 60 * 60 * 1_000_000))

    def _sector_of(self, provider: NodeId) -> str:
        return self._network.text(provider, "sector")

    def _latest(self, providers: tuple[NodeId, ...]) -> tuple[int, bool]:
        """What was said last of the providers: when, and whether a person checked it."""
        found = [
            (int(stated[row]), each, bool(is_checked[row]))
            for each in providers
            for stated, is_checked, row in [self._stated_of(each)]
            if stated[row] != NEVER
        ]
        return (max(found)[0], max(found)[2]) if found else (NEVER, False)

    def _stated_of(self, node: NodeId) -> tuple[Numbers, Flags, int]:
        kind, row = self._network.kind_of(node), self._network.row_of[node]
        return *self._stated_by_kind[kind], row - self._network.nodes[kind].first

    @cached_property
    def _stated_by_kind(self) -> dict[str, tuple[Numbers, Flags]]:
        return {kind: _stated(table) for kind, table in self._network.nodes.items()}

    @cached_property
    def _running(self) -> tuple[Numbers, Numbers]:
        """Of each valid edge to a service from who runs it: the row of whoever does, the service's place."""
        table = self._network.edges["offers"]
        holds = self._holds(table)
        return table.start[holds], table.end[holds] - self._table.first

    @cached_property
    def _is_open_running(self) -> Flags:
        return self._is_open[self._running[0]]

    @cached_property
    def _running_open(self) -> Numbers:
        return self._running[1][self._is_open_running]

    @cached_property
    def _is_open(self) -> Flags:
        """Of every node of the network whether nothing says that it is closed, as ``offer.is_open``."""
        found, states = np.zeros(self._nodes, dtype=np.bool_), load_vocabulary("operating_states")
        for table in self._network.nodes.values():
            is_open = self._holds(table)
            if (listed := table.columns.get("is_listed")) is not None:
                is_open &= ~(listed.known & (listed.values == 0))
            status = table.columns.get("status")
            if status is not None and len(status.words):
                words = (word not in states or states.term(word).flag("is_usable") for word in status.words)
                is_usable = np.fromiter(words, dtype=np.bool_, count=len(status.words))
                is_open &= ~status.known | is_usable[status.values.astype(np.int64)]
            found[table.first : table.first + len(table.ids)] = is_open
        return found

    @cached_property
    def _areas_of_providers(self) -> list[tuple[NodeId, ...]]:
        table = self._network.edges["covers"]
        holds = self._holds(table)
        served: dict[int, list[int]] = {}
        for start, end in zip(table.start[holds].tolist(), table.end[holds].tolist(), strict=True):
            served.setdefault(start, []).append(end)
        return [
            self._ids([area for each in listed for area in served.get(self._network.row_of[each], ())])
            for listed in self.providers.values
        ]

    @cached_property
    def _point_of_node(self) -> dict[int, Point]:
        """The point of the first place of each node that has one, in the order of its edges."""
        table, places = self._network.edges["located_at"], self._network.nodes["place"]
        latitude, longitude = places.columns["latitude"], places.columns["longitude"]
        found: dict[int, Point] = {}
        ends = table.end - places.first
        known = latitude.known & longitude.known
        for edge in np.flatnonzero(self._holds(table) & known[ends])[::-1].tolist():
            place = int(ends[edge])
            # Backwards, so that the first edge of a node stays.
            found[int(table.start[edge])] = (float(latitude.values[place]), float(longitude.values[place]))
        return found

    def _holds(self, table: NodeTable | EdgeTable) -> Flags:
        found: Flags = (table.since <= self._now) & (self._now < table.until)
        return found

    def _out(self, kind: str) -> tuple[Numbers, Numbers]:
        """Of each valid edge of a kind from a service: the place of the service, the row of the other end."""
        table = self._network.edges[kind]
        start = table.start - self._table.first
        is_ours = self._holds(table) & (start >= 0) & (start < self._count)
        return start[is_ours], table.end[is_ours]

    def _flagged(self, places: Numbers) -> Flags:
        found = np.zeros(self._count, dtype=np.bool_)
        found[places] = True
        return found

    def _lists(self, items: Numbers, places: Numbers) -> Told[tuple[int, ...]]:
        """The items of each service, each once and in order, and a number for each list of them."""
        order = np.lexsort((items, places))
        items, places = items[order], places[order]
        again = (items[1:] == items[:-1]) & (places[1:] == places[:-1])
        is_new = np.concatenate([np.ones(min(1, len(items)), dtype=np.bool_), ~again])
        items, places = items[is_new], places[is_new]
        ends = np.cumsum(np.bincount(places, minlength=self._count)).tolist()
        listed, first, known = items.tolist(), 0, dict[tuple[int, ...], int]()
        number = np.empty(self._count, dtype=np.int64)
        for place, end in enumerate(ends):
            number[place] = known.setdefault(tuple(listed[first:end]), len(known))
            first = end
        return Told(number, tuple(known))

    def _is_empty(self, told: Told[tuple[int, ...]]) -> Flags:
        empty = np.array([not each for each in told.values] or [True], dtype=np.bool_)
        found: Flags = empty[told.number]
        return found

    def _named(self, told: Told[tuple[int, ...]]) -> Told[tuple[NodeId, ...]]:
        return Told(told.number, [self._ids(each) for each in told.values])

    def _ids(self, rows: Sequence[int]) -> tuple[NodeId, ...]:
        return tuple(sorted({self._network.ids[row] for row in rows}))


def _codes(column: Column) -> Numbers:
    values = column.values
    if column.offsets is not None:
        limits, known = column.offsets.tolist(), dict[bytes, int]()
        parts = [values[one:other].tobytes() for one, other in pairwise(limits)]
        values = np.array([known.setdefault(part, len(known)) for part in parts], dtype=np.int64)
    elif values.dtype.kind == "f":
        values = np.unique(values, return_inverse=True)[1].reshape(-1)
    number = number_codes(values.astype(np.int64))[0] + 1
    return np.where(column.known, number, 0)


def _stated(table: NodeTable) -> tuple[Numbers, Flags]:
    """When a thing was last checked by a person, else said (``source_of``); whether it was checked."""
    count = len(table.ids)
    found, is_checked = np.full(count, NEVER, dtype=np.int64), np.zeros(count, dtype=np.bool_)
    for name in ("said_at", "verified_at"):
        column = table.columns.get(name)
        if column is not None:
            found = np.where(column.known, column.values, found).astype(np.int64)
            is_checked = column.known if name == "verified_at" else is_checked
    return found, is_checked
