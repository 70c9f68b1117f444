"""What the directory's entries hang on, in columns: their one place, their area, the lists that tell of them.

Things are known by the numbers of the view (``NumberedView``).
"""

from __future__ import annotations

from array import array
from functools import cached_property
from itertools import compress
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from resnet.graph.bulk import NumberedView
from resnet.graph.fold import LISTS
from resnet.ingest.resolve.profiles import PLACED, site_of
from resnet.ingest.resolve.sites import UNKNOWN, Codes, Numbers, Rows, Sites, places_of_runs, plain_area
from resnet.ontology.field import Field
from resnet.ontology.registry import element_kind_named

Things = NDArray[np.int64]
Flags = NDArray[np.bool_]
# What no number of a view is: its smallest is left to nobody.
_SEVERAL: Final = np.iinfo(np.int64).min
_FIRST: Final = 3
_NONE: Final[Things] = np.zeros(0, dtype=np.int64)


class OneEach(NamedTuple):
    """To what each thing leads: the one, or ``_SEVERAL``. ``things`` are sorted."""

    things: Things
    ones: Things

    def of(self, asked: Things) -> tuple[Flags, Things]:
        """Whether each leads anywhere, and where to."""
        places, is_there = _places(self.things, asked)
        return is_there, np.where(is_there, self.ones[places] if len(self.ones) else 0, 0)


class Links:
    """What entries of one kind hang on, for a view that sees everything at every moment.

    ``joined`` are things that are one with others, sorted: what hangs on them is not told here.
    """

    def __init__(self, view: NumberedView, kind: str, joined: Things, numbers: Numbers) -> None:
        self._view, self._kind, self._numbers = view, kind, numbers
        self._joined = joined
        self._beside: list[Things] = [joined]
        self._at = self._one_place_each()
        # Nobody asks in what area a thing is that has its place.
        placed = self._at.things[self._at.ones != _SEVERAL]
        self._areas = one_each(*_ends(view, "in_area", kind, without=placed))
        self._not_alone = np.unique(np.concatenate(self._beside))

    def are_joined(self, things: Things) -> Flags:
        """Whether each is one with others, or hangs on what is: it has to be read by itself."""
        return _are_among(self._not_alone, things)

    def put_sites(self, things: Things, sites: Sites) -> None:
        """Note where each of these is, row by row: by its one place, else by its one area.

        Can be asked once: after it nothing is kept.
        """
        has_any, place = self._at.of(things)
        place[~has_any] = _SEVERAL
        del self._at, has_any
        rows = np.argsort(place, kind="stable").astype(np.int32)
        place = place[rows]
        several = int(np.searchsorted(place, _SEVERAL, side="right"))
        self._put_districts(things, rows[:several], sites)
        del self._areas
        rows, place = rows[several:], place[several:]
        if not len(rows):
            return
        for bulk in self._view.of_nobody("place", fields_named("place", *PLACED)):
            numbers = np.array(bulk.numbers, dtype=np.int64)
            first, counts = _runs(place, numbers)
            is_asked = counts > 0
            cells = compress(zip(*(bulk.cells[name] for name in PLACED), strict=True), is_asked.tolist())
            asked, counts = places_of_runs(first[is_asked], counts[is_asked]), counts[is_asked]
            sites.put(rows[asked], (site_of(*each) for each in cells), counts)

    def _put_districts(self, things: Things, rows: Rows, sites: Sites) -> None:
        if not len(rows):
            return
        has_area, area = self._areas.of(things[rows])
        names = [
            self._area_names.get(each, "") if is_known else ""
            for each, is_known in zip(area.tolist(), has_area.tolist(), strict=True)
        ]
        sites["district"][rows] = self._numbers.of("district", map(plain_area, names))

    def _one_place_each(self) -> OneEach:
        """The place of each entry: its own, else the one of what it offers."""
        own = one_each(*self._noted(*_ends(self._view, "located_at", self._kind)))
        starts, offered = self._noted(*_ends(self._view, "offers", self._kind))
        lacks = ~_are_among(own.things, starts)
        starts, offered = starts[lacks], offered[lacks]
        if not len(starts):
            return own
        services, places = _ends(self._view, "located_at", "service")
        beside = _are_among(self._joined, places)
        self._beside.append(starts[_are_among(np.unique(services[beside]), offered)])
        asked = _are_among(np.unique(offered), services)
        found = one_each(*_through(starts, offered, services[asked], places[asked]))
        order = np.argsort(things := np.concatenate([own.things, found.things]))
        return OneEach(things[order], np.concatenate([own.ones, found.ones])[order])

    def _noted(self, starts: Things, ends: Things) -> tuple[Things, Things]:
        self._beside.append(starts[_are_among(self._joined, ends)])
        return starts, ends

    @cached_property
    def _area_names(self) -> dict[int, str]:
        return {
            each: name or ""
            for bulk in self._view.of_nobody("area", fields_named("area", "name"))
            for each, name in zip(bulk.numbers, bulk.cells["name"], strict=True)
        }


class Lists:
    """The lists that tell of each thing of a kind, by name; each once."""

    def __init__(self, view: NumberedView, kind: str, numbers: Numbers) -> None:
        self._things, self._codes = _lists_of(view, kind, numbers)

    def of(self, things: Things, begin: int) -> tuple[list[Codes], dict[int, frozenset[int]]]:
        """The first three lists that tell of each, by name; where there are more, all of them.

        ``begin`` is the row of the first.
        """
        codes = self._codes
        first, counts = _runs(self._things, things)
        columns = []
        for number in range(_FIRST):
            has_one = counts > number
            found = np.full(len(things), UNKNOWN, dtype=np.int32)
            found[has_one] = codes[first[has_one] + number]
            columns.append(found)
        more = {
            begin + row: frozenset(codes[first[row] : first[row] + counts[row]].tolist())
            for row in np.flatnonzero(counts > _FIRST).tolist()
        }
        return columns, more


def one_each(starts: Things, ends: Things) -> OneEach:
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


def _through(starts: Things, middles: Things, from_middles: Things, ends: Things) -> tuple[Things, Things]:
    """The ends to which the starts lead by way of the middles."""
    order = np.argsort(from_middles, kind="stable")
    from_middles, ends = from_middles[order], ends[order]
    first, counts = _runs(from_middles, middles)
    return np.repeat(starts, counts), ends[places_of_runs(first, counts)]


def _ends(view: NumberedView, kind: str, start: str, *, without: Things = _NONE) -> tuple[Things, Things]:
    """Start and end of each edge of the kind that still holds and begins at such a thing.

    ``without`` are things, sorted, whose edges are left out.
    """
    starts, ends = array("q"), array("q")
    for some in view.ends_of_nobody(kind, (start, "")):
        found = np.array((some.starts, some.ends), dtype=np.int64)
        found = found[:, ~_are_among(without, found[0])]
        starts.frombytes(found[0].tobytes())
        ends.frombytes(found[1].tobytes())
    return np.frombuffer(starts, dtype=np.int64), np.frombuffer(ends, dtype=np.int64)


def _lists_of(view: NumberedView, kind: str, numbers: Numbers) -> tuple[Things, Codes]:
    """The things, sorted, and the lists that tell of them; of each in the order of names."""
    ends, codes = array("q"), array("i")
    names: dict[int, str] = {}
    for some in view.ends_of_nobody(
        "describes", ("", kind), fields_named("describes", "standing", "said_by")
    ):
        cells = zip(some.cells["standing"], some.cells["said_by"], strict=True)
        kept = [bool(by) and standing in LISTS for standing, by in cells]
        told_by = list(compress(some.cells["said_by"], kept))
        found = numbers.of("source", told_by)
        ends.extend(compress(some.ends, kept))
        codes.extend(found)
        names.update(zip(found, told_by, strict=True))
    things, told = np.frombuffer(ends, dtype=np.int64), np.frombuffer(codes, dtype=np.int32)
    if not len(things):
        return things, told
    rank = np.zeros(max(names) + 1, dtype=np.int32)
    rank[sorted(names, key=names.__getitem__)] = np.arange(len(names))
    order = np.lexsort((rank[told], things))
    things, told = things[order], told[order]
    differs = np.r_[True, (things[1:] != things[:-1]) | (told[1:] != told[:-1])]
    return things[differs], told[differs]


def fields_named(kind: str, *names: str) -> tuple[Field, ...]:
    """Those fields of a kind that it has."""
    return tuple(field for field in element_kind_named(kind).fields if field.name in names)


def _runs(things: Things, asked: Things) -> tuple[Rows, Rows]:
    """Where each begins among the sorted things, and how often it stands there."""
    first, behind = (np.searchsorted(things, asked, side=side) for side in ("left", "right"))
    return first, behind - first


def _places(things: Things, asked: Things) -> tuple[Rows, Flags]:
    """Where each stands among the sorted things, and whether it does."""
    if not len(things):
        return np.zeros(len(asked), dtype=np.int64), np.zeros(len(asked), dtype=np.bool_)
    places = np.minimum(np.searchsorted(things, asked), len(things) - 1)
    return places, things[places] == asked


def _are_among(things: Things, asked: Things) -> Flags:
    return _places(things, asked)[1]
