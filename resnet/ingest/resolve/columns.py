"""Entries as columns: every value as a number, so that a million pairs are compared at once."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from resnet.graph.batches import in_batches
from resnet.ingest.resolve.profile import Profile, brand_of, numbers_in, plain
from resnet.ingest.resolve.sites import (
    UNKNOWN,
    Codes,
    Numbers,
    Rows,
    Site,
    Sites,
    Value,
    hashes,
    reordered,
)
from resnet.ingest.resolve.texts import Keys, Texts

_SHUT, _RUNNING = 1, 2
_STATES = {"": 0, "closed": _SHUT}
_AT_ONCE = 4096
_OWN = ("name", "former", "brand", "phone", "phone_2")
_OF_MANY = ("number", "operator", "form", "kind", "begins", "ends")
_SOURCES = ("source", "source_2", "source_3")
_FEW: Final = 4096

# Operators run many places each, and few agencies tell of one.
_plain = lru_cache(maxsize=_FEW)(plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of some entries but where they are and who tells of them, a list a value.

    As ``Profile`` has it, but for days: as Python counts them, ``UNKNOWN`` where nobody said.
    """

    keys: Sequence[str]
    names: Sequence[str]
    formers: Sequence[str]
    forms: Sequence[str]
    phones: Sequence[tuple[str, ...]]
    operators: Sequence[str]
    kinds: Sequence[str]
    states: Sequence[str]
    state_since: Sequence[int]
    said_on: Sequence[int]


class Entries:
    """Entries in columns; row ``i`` is the ``i``-th of the profiles, of which nothing else is kept.

    ``keys`` are theirs, ``names`` their names without spaces and signs, ``sites`` where they are.
    """

    def __init__(self, profiles: Iterable[Profile] = ()) -> None:
        self.keys, self.names = Keys(), Texts()
        self.numbers = Numbers()
        self.sites = Sites(self.numbers)
        self._own = {name: array("q") for name in _OWN}
        self._of_many = {name: array("i") for name in (*_OF_MANY, *_SOURCES)}
        self._more_sources: dict[int, frozenset[int]] = {}
        self._days = array("i"), array("i")
        self._states = array("b")
        self.add(profiles)

    def __len__(self) -> int:
        return len(self.keys)

    def add(self, profiles: Iterable[Profile]) -> None:
        """More entries, with where they are and who tells of them."""
        for some in in_batches(profiles, _AT_ONCE):
            self.add_profiles(some)
            self.sites.add(map(site_in, some))

    def add_profiles(self, some: Sequence[Profile]) -> None:
        """More entries with who tells of them; where they are is still to be told."""
        begin = len(self)
        self.add_told(_told(some))
        listed = [each.sources for each in some]
        columns = [self.numbers.of("source", each) for each in _several(listed, len(_SOURCES))]
        more = {
            row: frozenset(self.numbers.of("source", sources))
            for row, sources in enumerate(listed, start=begin)
            if len(sources) > len(_SOURCES)
        }
        self.add_sources(columns, more)

    def add_told(self, told: Told) -> None:
        """What is told of more entries; column by column, twice as fast as one after the other."""
        names = [plain(each) for each in told.names]
        brands = [brand_of(name) for name in names]
        self.keys.add(told.keys)
        self.names.add(names)
        own = (
            names,
            [plain(each) if each else "" for each in told.formers],
            brands,
            *_several(told.phones, 2),
        )
        for numbers, texts in zip(self._own.values(), own, strict=True):
            numbers.extend(hashes(texts))
        of_many: tuple[Iterable[Value], ...] = (
            map(numbers_in, names),
            [_plain(each) if each else "" for each in told.operators],
            told.forms,
            told.kinds,
            [each[:2] for each in brands],
            [each[-2:] for each in brands],
        )
        for kind, values in zip(_OF_MANY, of_many, strict=True):
            self._of_many[kind].extend(self.numbers.of(kind, values))
        self._days[0].extend(told.state_since)
        self._days[1].extend(told.said_on)
        self._states.extend(_STATES.get(each, _RUNNING) for each in told.states)

    def add_sources(self, columns: Sequence[Iterable[int] | Codes], more: dict[int, frozenset[int]]) -> None:
        """The first three lists that tell of each further entry, by number; all of them by row if more do."""
        for kind, numbers in zip(_SOURCES, columns, strict=True):
            self._of_many[kind].extend(numbers)
        self._more_sources.update(more)

    def put_in_order(self, order: Rows) -> None:
        """Row ``i`` is from now on what row ``order[i]`` was."""
        # One after the other, and no number as an object: two of everything would be twice the memory.
        self.keys.put_in_order(order)
        self.names.put_in_order(order)
        for columns in (self._own, self._of_many):
            for name, column in columns.items():
                columns[name] = reordered(column, order)
        self._days = reordered(self._days[0], order), reordered(self._days[1], order)
        self._states = reordered(self._states, order)
        self.sites.put_in_order(order)
        if self._more_sources:
            more = self._more_sources
            self._more_sources = {
                row: more[before] for row, before in enumerate(order.tolist()) if before in more
            }

    def _codes(self, kind: str) -> Codes:
        return np.frombuffer(self._of_many[kind], dtype=np.int32)

    def _own_codes(self, *kinds: str) -> tuple[Codes, ...]:
        """Small numbers for these columns, the same for what is the same in any of them."""
        columns = [np.frombuffer(self._own[kind], dtype=np.int64) for kind in kinds]
        values = _distinct(np.concatenate([column[column != UNKNOWN] for column in columns]))
        found = tuple(_small(column, values) for column in columns)
        for kind in kinds:
            del self._own[kind]
        return found

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
        return self.names.lengths()

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
        return tuple(map(self._codes, _SOURCES))

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
        return self._small_site("site")

    @cached_property
    def road(self) -> Codes:
        """By address without the number of the house."""
        return self._small_site("road")

    def _small_site(self, name: str) -> Codes:
        column = self.sites[name]
        found = _small(column, _distinct(column[column != UNKNOWN]))
        self.sites.let_go(name)
        return found

    @property
    def unit(self) -> Codes:
        """By floor and unit."""
        return self.sites["unit"]

    @property
    def province(self) -> Codes:
        """By province: lists of one district often leave it out."""
        return self.sites["province"]

    @property
    def district(self) -> Codes:
        """By district."""
        return self.sites["district"]

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
        return self.sites["latitude"], self.sites["longitude"]

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


def site_in(profile: Profile) -> Site:
    """Where the entry is."""
    return Site(
        profile.site, profile.unit, profile.province, profile.district, profile.latitude, profile.longitude
    )


def _told(some: Sequence[Profile]) -> Told:
    return Told(
        keys=[each.key for each in some],
        names=[each.name for each in some],
        formers=[each.former for each in some],
        forms=[each.form for each in some],
        phones=[each.phones for each in some],
        operators=[each.operator for each in some],
        kinds=[each.kind for each in some],
        states=[each.state for each in some],
        state_since=[_ordinal(each.state_since) for each in some],
        said_on=[_ordinal(each.said_on) for each in some],
    )


def _several(values: Sequence[tuple[str, ...]], places: int) -> list[list[str]]:
    """The first so many values of each, place by place; ``""`` where there are fewer."""
    return [[each[place] if len(each) > place else "" for each in values] for place in range(places)]


def _ordinal(day: date | None) -> int:
    return UNKNOWN if day is None else day.toordinal()


def _small(numbers: Codes, values: Codes) -> Codes:
    """The place of each among the sorted values, ``UNKNOWN`` where it is."""
    found = np.full(len(numbers), UNKNOWN, dtype=np.int32)
    known = np.flatnonzero(numbers != UNKNOWN)
    found[known] = np.searchsorted(values, numbers[known])
    return found


def _distinct(values: Codes) -> Codes:
    """Each of them once, sorted; they are put in order where they stand."""
    values.sort()
    return values[np.r_[True, values[1:] != values[:-1]]] if len(values) else values


def _partners(by: Codes, of: Codes) -> Codes:
    """For each row, how many different values of ``of`` stand with its value of ``by``; 1 where unknown."""
    known = by >= 0
    own = by[known].astype(np.int64)
    width = int(of.max(initial=0)) + 2
    values, counts = np.unique(np.unique(own * width + of[known] + 1) // width, return_counts=True)
    found = np.ones(len(by), dtype=np.int32)
    found[known] = counts[np.searchsorted(values, own)]
    return found
