"""Entries as columns: every value as a number, so that a million pairs are compared at once."""

from __future__ import annotations

import math
import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from resnet.graph.batches import in_batches
from resnet.ingest.resolve.profile import Profile, brand_of, numbers_in, plain

Codes = NDArray[np.signedinteger[Any]]
Rows = NDArray[np.signedinteger[Any]]
UNKNOWN: Final = -1
_SHUT, _RUNNING = 1, 2
_STATES = {"": 0, "closed": _SHUT}
_AT_ONCE = 4096
_LAST_NUMBER = re.compile(r"\s*(?:지하)?\s*\d+(?:-\d+)?$")
# Values that nearly every entry has its own of: they are told apart by 63 bits of their hash.
_OWN = ("name", "former", "brand", "phone", "phone_2", "site", "road")
# Values that many entries share: each has a number, by a table of those that were met.
_OF_MANY = (
    *("number", "source", "source_2", "source_3", "unit", "province", "district", "operator", "form", "kind"),
    *("begins", "ends"),
)
# Whose numbers are the same for the same words.
_ALIKE = {"former": "name", "phone_2": "phone", "source_2": "source", "source_3": "source"}
_SOURCES = 3
_63_BITS = (1 << 63) - 1
_ROADS = 4096
_Value = str | tuple[str, ...]

_plain = lru_cache(maxsize=_ROADS)(plain)


class Texts:
    """Texts by row, in little more than their bytes."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("q", [0])

    def add(self, texts: Iterable[str]) -> None:
        """More of them."""
        for text in texts:
            self._bytes += text.encode("utf-8", "surrogatepass")
            self._ends.append(len(self._bytes))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, row: int) -> str:
        return self._bytes[self._ends[row] : self._ends[row + 1]].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))


class Entries:
    """Entries in columns; row ``i`` is the ``i``-th of the profiles, of which nothing else is kept.

    ``keys`` are theirs, ``names`` their names without spaces and signs.
    """

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self.keys, self.names = Texts(), Texts()
        self._own = {name: array("q") for name in _OWN}
        self._of_many = {name: array("i") for name in _OF_MANY}
        self._met: dict[str, dict[_Value, int]] = {name: {"": UNKNOWN, (): UNKNOWN} for name in _OF_MANY}
        self._more_sources: dict[int, frozenset[int]] = {}
        self._points = array("d"), array("d")
        self._days = array("i"), array("i")
        self._states = bytearray()
        for some in in_batches(profiles, _AT_ONCE):
            self._add(some)

    def __len__(self) -> int:
        return len(self.keys)

    def _add(self, some: list[Profile]) -> None:
        """These entries too; column by column, which is twice as fast as one after the other."""
        begin = len(self)
        names = [plain(each.name) for each in some]
        brands = [brand_of(name) for name in names]
        self.keys.add(each.key for each in some)
        self.names.add(names)
        self._add_own(
            names,
            [_plain(each.former) for each in some],
            brands,
            *_several([each.phones for each in some], 2),
            # As cleaned: an address has one spelling already.
            [each.site for each in some],
            [_LAST_NUMBER.sub("", each.site) for each in some],
        )
        self._add_of_many(
            map(numbers_in, names),
            *_several([each.sources for each in some], _SOURCES),
            [each.unit for each in some],
            [_plain(each.province) for each in some],
            [_plain(each.district) for each in some],
            [_plain(each.operator) for each in some],
            [each.form for each in some],
            [each.kind for each in some],
            [each[:2] for each in brands],
            [each[-2:] for each in brands],
        )
        for row, each in enumerate(some, start=begin):
            if len(each.sources) > _SOURCES:
                self._more_sources[row] = frozenset(self._numbers("source", each.sources))
        self._points[0].extend(math.nan if each.latitude is None else each.latitude for each in some)
        self._points[1].extend(math.nan if each.longitude is None else each.longitude for each in some)
        self._days[0].extend(_ordinal(each.state_since) for each in some)
        self._days[1].extend(_ordinal(each.said_on) for each in some)
        self._states.extend(_STATES.get(each.state, _RUNNING) for each in some)

    def _add_own(self, *columns: Iterable[str]) -> None:
        for hashes, texts in zip(self._own.values(), columns, strict=True):
            hashes.extend([hash(text) & _63_BITS if text else UNKNOWN for text in texts])

    def _add_of_many(self, *columns: Iterable[_Value]) -> None:
        for (kind, numbers), values in zip(self._of_many.items(), columns, strict=True):
            numbers.extend(self._numbers(kind, values))

    def _numbers(self, kind: str, values: Iterable[_Value]) -> list[int]:
        met = self._met[_ALIKE.get(kind, kind)]
        return [met.setdefault(value, len(met)) for value in values]

    def _codes(self, kind: str) -> Codes:
        return np.frombuffer(self._of_many[kind], dtype=np.int32)

    def _own_codes(self, *kinds: str) -> tuple[Codes, ...]:
        """Small numbers for these columns, the same for what is the same in any of them."""
        found = _small(np.concatenate([np.frombuffer(self._own[kind], dtype=np.int64) for kind in kinds]))
        for kind in kinds:
            del self._own[kind]
        return tuple(np.split(found, len(kinds)))

    def told_by(self, row: int) -> frozenset[int]:
        """The lists that tell of an entry, by number."""
        more = self._more_sources.get(row)
        return more or frozenset(int(each[row]) for each in self.sources) - {UNKNOWN}

    def jamo(self, rows: Rows) -> list[str]:
        """Their names letter by letter: a slip of the pen changes one letter of a syllable."""
        return [unicodedata.normalize("NFD", self.names[row]) for row in rows.tolist()]

    @cached_property
    def name_length(self) -> Codes:
        """How many letters and digits each name has."""
        return np.fromiter(map(len, self.names), dtype=np.int32, count=len(self))

    @cached_property
    def has_brand(self) -> NDArray[np.bool_]:
        """Whether a name has a proper part beside a word for its kind."""
        return np.not_equal(self._named[0], self._named[2])

    @cached_property
    def _named(self) -> tuple[Codes, ...]:
        return self._own_codes("name", "former", "brand")

    @property
    def name(self) -> Codes:
        """By name; a former name has the number it would have as a name."""
        return self._named[0]

    @property
    def former(self) -> Codes:
        """By former name."""
        return self._named[1]

    @property
    def brand(self) -> Codes:
        """By what is left of the name without words for the kind of facility."""
        return self._named[2]

    @property
    def begins(self) -> Codes:
        """By the first two letters of the brand."""
        return self._codes("begins")

    @property
    def ends(self) -> Codes:
        """By the last two letters of the brand."""
        return self._codes("ends")

    @property
    def number(self) -> Codes:
        """By the numbers in the name."""
        return self._codes("number")

    @cached_property
    def phones(self) -> tuple[Codes, ...]:
        """By phone: the first of each, and the second."""
        return self._own_codes("phone", "phone_2")

    @cached_property
    def sources(self) -> tuple[Codes, ...]:
        """By list: the first three of each."""
        return tuple(map(self._codes, ("source", "source_2", "source_3")))

    @cached_property
    def is_closed(self) -> NDArray[np.bool_]:
        """Whether it is known to be closed."""
        return np.equal(self._state, _SHUT)

    @cached_property
    def is_running(self) -> NDArray[np.bool_]:
        """Whether something is known of its state, and it is not closed."""
        return np.equal(self._state, _RUNNING)

    @property
    def _state(self) -> NDArray[np.int8]:
        return np.frombuffer(self._states, dtype=np.int8)

    @property
    def state_since(self) -> Codes:
        """The day since when its state holds, by number; ``UNKNOWN`` when nobody said."""
        return np.frombuffer(self._days[0], dtype=np.int32)

    @property
    def said_on(self) -> Codes:
        """The day on which it was last told of, by number."""
        return np.frombuffer(self._days[1], dtype=np.int32)

    @cached_property
    def site(self) -> Codes:
        """By address down to the number of the house."""
        return self._own_codes("site")[0]

    @cached_property
    def road(self) -> Codes:
        """By address without the number of the house."""
        return self._own_codes("road")[0]

    @property
    def unit(self) -> Codes:
        """By floor and unit."""
        return self._codes("unit")

    @property
    def province(self) -> Codes:
        """By province: lists of one district often leave it out."""
        return self._codes("province")

    @property
    def district(self) -> Codes:
        """By district."""
        return self._codes("district")

    @property
    def operator(self) -> Codes:
        """By operator."""
        return self._codes("operator")

    @property
    def form(self) -> Codes:
        """By legal form."""
        return self._codes("form")

    @property
    def kind(self) -> Codes:
        """By type of agency."""
        return self._codes("kind")

    @property
    def points(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Latitudes and longitudes, degrees; NaN where unknown."""
        latitudes, longitudes = (np.frombuffer(each, dtype=np.float64) for each in self._points)
        return latitudes, longitudes

    @cached_property
    def whereabouts(self) -> Codes:
        """By address, by district where no address is known."""
        return np.where(self.site >= 0, self.site, len(self) + self.district)

    @cached_property
    def sites_of_name(self) -> Codes:
        """At how many sites the name of each is borne."""
        return _partners(self.name, self.whereabouts)

    @cached_property
    def sites_of_brand(self) -> Codes:
        """At how many sites the brand of each is borne."""
        return _partners(self.brand, self.whereabouts)

    @cached_property
    def names_at_site(self) -> Codes:
        """How many names are at the site of each."""
        return _partners(self.site, self.brand)

    @cached_property
    def names_on_phone(self) -> Codes:
        """How many brands share the first phone of each."""
        return _partners(self.phones[0], self.brand)


def _several(values: Sequence[tuple[str, ...]], places: int) -> list[list[str]]:
    """The first so many values of each, place by place; ``""`` where there are fewer."""
    return [[each[place] if len(each) > place else "" for each in values] for place in range(places)]


def _ordinal(day: date | None) -> int:
    return UNKNOWN if day is None else day.toordinal()


def _small(numbers: Codes) -> Codes:
    """The same numbers from 0 on, ``UNKNOWN`` where they are."""
    values, places = np.unique(numbers, return_inverse=True)
    has_unknown = bool(len(values)) and values[0] == UNKNOWN
    return places.astype(np.int32) - np.int32(has_unknown)


def _partners(by: Codes, of: Codes) -> Codes:
    """For each row, how many different values of ``of`` stand with its value of ``by``; 1 where unknown."""
    known = by >= 0
    own = by[known].astype(np.int64)
    width = int(of.max(initial=0)) + 2
    values, counts = np.unique(np.unique(own * width + of[known] + 1) // width, return_counts=True)
    found = np.ones(len(by), dtype=np.int32)
    found[known] = counts[np.searchsorted(values, own)]
    return found
