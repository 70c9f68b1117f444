"""Entries as columns: every value as a number, so that a million pairs are compared at once."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from resnet.ingest.resolve.profile import Profile, brand_of, numbers_in, plain

Codes = NDArray[np.int64]
Rows = NDArray[np.int64]
UNKNOWN = -1
_CLOSED = "closed"
_LAST_NUMBER = re.compile(r"\s*(?:지하)?\s*\d+(?:-\d+)?$")


def codes_of(values: Iterable[str | tuple[str, ...]]) -> Codes:
    """A number for each value, the same for equal ones; ``UNKNOWN`` for ``""`` and ``()``."""
    listed = list(values)
    numbers: dict[str | tuple[str, ...], int] = {
        each: number for number, each in enumerate(dict.fromkeys(listed))
    }
    for nothing in ("", ()):
        if nothing in numbers:
            numbers[nothing] = UNKNOWN
    return np.fromiter(map(numbers.__getitem__, listed), dtype=np.int64, count=len(listed))


@dataclass(frozen=True, eq=False)
class Entries:
    """Entries in columns; row ``i`` is ``profiles[i]``."""

    profiles: Sequence[Profile]

    def __len__(self) -> int:
        return len(self.profiles)

    @cached_property
    def names(self) -> list[str]:
        """Names without spaces and signs."""
        return [plain(each.name) for each in self.profiles]

    @cached_property
    def jamo(self) -> list[str]:
        """Names letter by letter: a slip of the pen changes one letter of a syllable."""
        return [unicodedata.normalize("NFD", each) for each in self.names]

    @cached_property
    def brands(self) -> list[str]:
        """What is left of names without words for the kind of facility."""
        return [brand_of(each) for each in self.names]

    @cached_property
    def name_length(self) -> Codes:
        """How many letters and digits each name has."""
        return np.fromiter(map(len, self.names), dtype=np.int64, count=len(self))

    @cached_property
    def has_brand(self) -> NDArray[np.bool_]:
        """Whether a name has a proper part beside a word for its kind."""
        pairs = zip(self.names, self.brands, strict=True)
        return np.fromiter((name != brand for name, brand in pairs), dtype=np.bool_, count=len(self))

    @cached_property
    def name(self) -> Codes:
        """By name; a former name has the number it would have as a name."""
        return self._names_and_former[0]

    @cached_property
    def former(self) -> Codes:
        """By former name."""
        return self._names_and_former[1]

    @cached_property
    def _names_and_former(self) -> tuple[Codes, Codes]:
        both = codes_of([*self.names, *_plain(each.former for each in self.profiles)])
        return both[: len(self)], both[len(self) :]

    @cached_property
    def brand(self) -> Codes:
        """By brand."""
        return codes_of(self.brands)

    @cached_property
    def number(self) -> Codes:
        """By the numbers in the name."""
        return codes_of(numbers_in(each) for each in self.names)

    @cached_property
    def phones(self) -> tuple[Codes, ...]:
        """By phone: the first of each, and the second."""
        return _several([each.phones for each in self.profiles], 2)

    @cached_property
    def sources(self) -> tuple[Codes, ...]:
        """By list: the first three of each."""
        return _several([each.sources for each in self.profiles], 3)

    @cached_property
    def is_closed(self) -> NDArray[np.bool_]:
        """Whether it is known to be closed."""
        return np.array([each.state == _CLOSED for each in self.profiles], dtype=np.bool_)

    @cached_property
    def is_running(self) -> NDArray[np.bool_]:
        """Whether something is known of its state, and it is not closed."""
        return np.array([each.state not in ("", _CLOSED) for each in self.profiles], dtype=np.bool_)

    @cached_property
    def state_since(self) -> Codes:
        """The day since when its state holds, by number; ``UNKNOWN`` when nobody said."""
        return _days(each.state_since for each in self.profiles)

    @cached_property
    def said_on(self) -> Codes:
        """The day on which it was last told of, by number."""
        return _days(each.said_on for each in self.profiles)

    @cached_property
    def site(self) -> Codes:
        """By address down to the number of the house."""
        # As cleaned: an address has one spelling already.
        return codes_of(each.site for each in self.profiles)

    @cached_property
    def road(self) -> Codes:
        """By address without the number of the house."""
        roads = {each: _LAST_NUMBER.sub("", each) for each in {each.site for each in self.profiles}}
        return codes_of(roads[each.site] for each in self.profiles)

    @cached_property
    def unit(self) -> Codes:
        """By floor and unit."""
        return codes_of(each.unit for each in self.profiles)

    @cached_property
    def province(self) -> Codes:
        """By province: lists of one district often leave it out."""
        return codes_of(_plain(each.province for each in self.profiles))

    @cached_property
    def district(self) -> Codes:
        """By district."""
        return codes_of(_plain(each.district for each in self.profiles))

    @cached_property
    def operator(self) -> Codes:
        """By operator."""
        return codes_of(_plain(each.operator for each in self.profiles))

    @cached_property
    def form(self) -> Codes:
        """By legal form."""
        return codes_of(each.form for each in self.profiles)

    @cached_property
    def kind(self) -> Codes:
        """By type of agency."""
        return codes_of(each.kind for each in self.profiles)

    @cached_property
    def points(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Latitudes and longitudes, degrees; NaN where unknown."""
        return (
            np.array([math.nan if each.latitude is None else each.latitude for each in self.profiles]),
            np.array([math.nan if each.longitude is None else each.longitude for each in self.profiles]),
        )

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


def _plain(texts: Iterable[str]) -> Iterator[str]:
    """Each text plain; what comes often is made so once."""
    known: dict[str, str] = {"": ""}
    for each in texts:
        found = known.get(each)
        if found is None:
            found = known[each] = plain(each)
        yield found


def _several(values: Sequence[tuple[str, ...]], places: int) -> tuple[Codes, ...]:
    """Codes of the first so many values of each; equal ones are equal whichever place they stand at."""
    found = codes_of(each[place] if len(each) > place else "" for place in range(places) for each in values)
    return tuple(np.split(found, places))


def _days(values: Iterable[date | None]) -> Codes:
    return np.fromiter((UNKNOWN if each is None else each.toordinal() for each in values), dtype=np.int64)


def _partners(by: Codes, of: Codes) -> Codes:
    """For each row, how many different values of ``of`` stand with its value of ``by``; 1 where unknown."""
    known = by >= 0
    pairs = np.unique(np.stack([by[known], of[known]]), axis=1)
    values, counts = np.unique(pairs[0], return_counts=True)
    found = np.ones(len(by), dtype=np.int64)
    found[known] = counts[np.searchsorted(values, by[known])]
    return found
