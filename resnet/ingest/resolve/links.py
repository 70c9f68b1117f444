"""What the directory's entries hang on, in columns: their one place, their area, the lists that tell of them.

Things are found by the hash of their ids.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from resnet.graph.bulk import Bulk, BulkView
from resnet.graph.elements import NodeId
from resnet.graph.fold import LISTS
from resnet.ingest.resolve.profiles import PLACED, site_of
from resnet.ingest.resolve.sites import UNKNOWN, Codes, Numbers, Rows, Sites, plain_area
from resnet.ontology.field import Field
from resnet.ontology.registry import element_kind_named

Hashes = NDArray[np.int64]
Flags = NDArray[np.bool_]
# What no hash of Python's is.
_SEVERAL: Final = -1
_FIRST: Final = 3
_NONE: Final[Hashes] = np.zeros(0, dtype=np.int64)


class OneEach(NamedTuple):
    """To what each thing leads: the hash of the one, or ``_SEVERAL``. ``things`` are sorted."""

    things: Hashes
    ones: Hashes

    def of(self, asked: Hashes) -> tuple[Flags, Hashes]:
        """Whether each leads anywhere, and where to."""
        places, is_there = _places(self.things, asked)
        return is_there, np.where(is_there, self.ones[places] if len(self.ones) else 0, 0)


class Links:
    """What entries of one kind hang on, for a view that sees everything at every moment.

    ``joined`` are things that are one with others: what hangs on them is not told here.
    """

    def __init__(self, view: BulkView, kind: str, joined: Collection[NodeId], numbers: Numbers) -> None:
        self._view, self._kind, self._numbers = view, f"{kind}:", numbers
        self._joined = np.unique(hashes_of(joined))
        self._beside: list[Hashes] = [self._joined]
        self._at = self._one_place_each()
        self._sites = Sites(numbers)
        self._site_things, self._site_rows = self._read_sites()
        # Nobody asks in what area a thing is that has its place.
        placed = self._at.things[self._at.ones != _SEVERAL]
        self._areas = one_each(*_edges(view, "in_area", self._kind, without=placed))
        self._told = _lists_of(view, self._kind, numbers)
        self._not_alone = np.unique(np.concatenate(self._beside))

    def are_joined(self, things: Hashes) -> Flags:
        """Whether each is one with others, or hangs on what is: it has to be read by itself."""
        return _are_among(self._not_alone, things)

    def put_sites(self, things: Hashes, sites: Sites) -> None:
        """Add where each of these is to ``sites``: by its one place, else by its one area."""
        has_any, place = self._at.of(things)
        is_placed = has_any & (place != _SEVERAL)
        rows, is_there = _places(self._site_things, place)
        rows = self._site_rows[rows] if len(self._site_rows) else rows
        rows = np.where(is_placed & is_there, rows, UNKNOWN)
        districts = np.full(len(things), UNKNOWN, dtype=np.int32)
        elsewhere = np.flatnonzero(~is_placed)
        if len(elsewhere):
            has_area, area = self._areas.of(things[elsewhere])
            names = [
                self._area_names.get(each, "") if is_known else ""
                for each, is_known in zip(area.tolist(), has_area.tolist(), strict=True)
            ]
            districts[elsewhere] = self._numbers.of("district", map(plain_area, names))
        sites.take(rows, self._sites, districts)

    def lists_of(self, things: Hashes, begin: int) -> tuple[list[Codes], dict[int, frozenset[int]]]:
        """The first three lists that tell of each, by name; where there are more, all of them.

        ``begin`` is the row of the first.
        """
        told, codes = self._told
        first, behind = (np.searchsorted(told, things, side=side) for side in ("left", "right"))
        columns = []
        for number in range(_FIRST):
            at = first + number
            has_one = at < behind
            found = np.full(len(things), UNKNOWN, dtype=np.int32)
            found[has_one] = codes[at[has_one]]
            columns.append(found)
        more = {
            begin + row: frozenset(codes[first[row] : behind[row]].tolist())
            for row in np.flatnonzero(behind - first > _FIRST).tolist()
        }
        return columns, more

    def _one_place_each(self) -> OneEach:
        """The place of each entry: its own, else the one of what it offers."""
        own_starts, own_ends = self._noted(*_edges(self._view, "located_at", self._kind))
        own = one_each(own_starts, own_ends)
        starts, offered = self._noted(*_edges(self._view, "offers", self._kind))
        lacks = ~_are_among(own.things, starts)
        starts, offered = starts[lacks], offered[lacks]
        if not len(starts):
            return own
        services, places = _edges(self._view, "located_at", "service:")
        beside = _are_among(self._joined, places)
        self._beside.append(starts[_are_among(np.unique(services[beside]), offered)])
        asked = _are_among(np.unique(offered), services)
        found = one_each(*_through(starts, offered, services[asked], places[asked]))
        order = np.argsort(things := np.concatenate([own.things, found.things]))
        return OneEach(things[order], np.concatenate([own.ones, found.ones])[order])

    def _noted(self, starts: Hashes, ends: Hashes) -> tuple[Hashes, Hashes]:
        self._beside.append(starts[_are_among(self._joined, ends)])
        return starts, ends

    def _read_sites(self) -> tuple[Hashes, Rows]:
        asked = np.unique(self._at.ones)
        things = array("q")
        for bulk in self._view.of_nobody("place", fields_named("place", *PLACED)):
            hashes = hashes_of(bulk.ids)
            kept = _are_among(asked, hashes)
            cells = zip(*(bulk.cells[name] for name in PLACED), strict=True)
            self._sites.add(
                site_of(*each) for each, is_kept in zip(cells, kept.tolist(), strict=True) if is_kept
            )
            things.frombytes(hashes[kept].tobytes())
        return _sorted_rows(np.array(things, dtype=np.int64))

    @cached_property
    def _area_names(self) -> dict[int, str]:
        return {
            hash(each): name or ""
            for bulk in self._view.of_nobody("area", fields_named("area", "name"))
            for each, name in zip(bulk.ids, bulk.cells["name"], strict=True)
        }


def hashes_of(ids: Iterable[str]) -> Hashes:
    """The hashes by which things are found."""
    return np.fromiter(map(hash, ids), dtype=np.int64)


def one_each(starts: Hashes, ends: Hashes) -> OneEach:
    """To what each of the starts leads."""
    order = np.lexsort((ends, starts))
    starts, ends = starts[order], ends[order]
    if not len(starts):
        return OneEach(starts, ends)
    differs = np.r_[True, (starts[1:] != starts[:-1]) | (ends[1:] != ends[:-1])]
    starts, ends = starts[differs], ends[differs]
    begins = np.flatnonzero(np.r_[True, starts[1:] != starts[:-1]])
    counts = np.diff(np.r_[begins, len(starts)])
    return OneEach(starts[begins], np.where(counts == 1, ends[begins], _SEVERAL))


def _through(starts: Hashes, middles: Hashes, from_middles: Hashes, ends: Hashes) -> tuple[Hashes, Hashes]:
    """The ends to which the starts lead by way of the middles."""
    order = np.argsort(from_middles, kind="stable")
    from_middles, ends = from_middles[order], ends[order]
    first, behind = (np.searchsorted(from_middles, middles, side=side) for side in ("left", "right"))
    counts = behind - first
    steps = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(starts, counts), ends[np.repeat(first, counts) + steps]


def _edges(view: BulkView, kind: str, prefix: str, *, without: Hashes = _NONE) -> tuple[Hashes, Hashes]:
    """Start and end of each edge of the kind that still holds and begins at such a thing.

    ``without`` are things, sorted, whose edges are left out.
    """
    starts, ends = array("q"), array("q")
    for bulk in view.of_nobody(kind, ()):
        kept = [
            (hash(start), hash(end))
            for start, end, until in zip(bulk.starts, bulk.ends, bulk.until, strict=True)
            if until is None and start.startswith(prefix)
        ]
        found = np.array(kept, dtype=np.int64).reshape(-1, 2)
        found = found[~_are_among(without, found[:, 0])]
        starts.frombytes(found[:, 0].tobytes())
        ends.frombytes(found[:, 1].tobytes())
    return np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)


def _lists_of(view: BulkView, prefix: str, numbers: Numbers) -> tuple[Hashes, Codes]:
    """The lists that tell of each thing, things by hash and lists by name; each once."""
    ends, codes = array("q"), array("i")
    names: dict[int, str] = {}
    for bulk in view.of_nobody("describes", fields_named("describes", "standing", "said_by")):
        kept = [(hash(end), by) for end, by in _told_by_lists(bulk) if end.startswith(prefix)]
        found = numbers.of("source", [by for _, by in kept])
        ends.extend(each for each, _ in kept)
        codes.extend(found)
        names.update((code, by) for code, (_, by) in zip(found, kept, strict=True))
    things, told = np.array(ends, dtype=np.int64), np.array(codes, dtype=np.int32)
    if not len(things):
        return things, told
    rank = np.zeros(max(names) + 1, dtype=np.int32)
    rank[sorted(names, key=names.__getitem__)] = np.arange(len(names))
    order = np.lexsort((rank[told], things))
    things, told = things[order], told[order]
    differs = np.r_[True, (things[1:] != things[:-1]) | (told[1:] != told[:-1])]
    return things[differs], told[differs]


def _told_by_lists(bulk: Bulk) -> Iterator[tuple[str, str]]:
    cells = zip(bulk.ends, bulk.until, bulk.cells["standing"], bulk.cells["said_by"], strict=True)
    return ((end, by) for end, until, standing, by in cells if until is None and by and standing in LISTS)


def fields_named(kind: str, *names: str) -> tuple[Field, ...]:
    """Those fields of a kind that it has."""
    return tuple(field for field in element_kind_named(kind).fields if field.name in names)


def _sorted_rows(things: Hashes) -> tuple[Hashes, Rows]:
    order = np.argsort(things, kind="stable")
    # Rows are fewer than two thousand millions.
    return things[order], order.astype(np.int32)


def _places(things: Hashes, asked: Hashes) -> tuple[Rows, Flags]:
    """Where each stands among the sorted things, and whether it does."""
    if not len(things):
        return np.zeros(len(asked), dtype=np.int64), np.zeros(len(asked), dtype=np.bool_)
    places = np.minimum(np.searchsorted(things, asked), len(things) - 1)
    return places, things[places] == asked


def _are_among(things: Hashes, asked: Hashes) -> Flags:
    return _places(things, asked)[1]
