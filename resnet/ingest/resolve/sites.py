"""Where things are, as columns: what two entries are compared by beside their names."""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from resnet.ingest.resolve.profile import plain

Codes = NDArray[np.signedinteger[Any]]
Rows = NDArray[np.signedinteger[Any]]
UNKNOWN: Final = -1
_LAST_NUMBER = re.compile(r"\s*(?:지하)?\s*\d+(?:-\d+)?$")
# Values that nearly every entry has its own of: they are told apart by 63 bits of their hash.
_63_BITS: Final = (1 << 63) - 1
Value = str | tuple[str, ...]
# Of districts and provinces a country has few.
plain_area = lru_cache(maxsize=4096)(plain)


class Numbers:
    """Small numbers for values that many share, by the kind of value; the same for the same words."""

    def __init__(self) -> None:
        self._met: dict[str, dict[Value, int]] = {}

    def of(self, kind: str, values: Iterable[Value]) -> list[int]:
        """The number of each value; ``UNKNOWN`` for an empty one."""
        met = self._met.setdefault(kind, {"": UNKNOWN, (): UNKNOWN})
        return [met.setdefault(value, len(met)) for value in values]


def hashes(texts: Iterable[str]) -> list[int]:
    """63 bits of the hash of each text; ``UNKNOWN`` for an empty one."""
    return [hash(text) & _63_BITS if text else UNKNOWN for text in texts]


class Site(NamedTuple):
    """Where one thing is; ``house`` is district to number, ``""`` and None are unknown."""

    house: str = ""
    unit: str = ""
    province: str = ""
    district: str = ""
    latitude: float | None = None
    longitude: float | None = None


class Sites:
    """Where each of many things is, row by row."""

    _TYPES: Final = {"site": "q", "road": "q", "unit": "i", "province": "i", "district": "i"} | {
        "latitude": "d",
        "longitude": "d",
    }

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._columns: dict[str, array[Any]] = {name: array(type_) for name, type_ in self._TYPES.items()}

    def __len__(self) -> int:
        return len(self._columns["site"])

    def __getitem__(self, name: str) -> NDArray[Any]:
        return np.frombuffer(self._columns[name], dtype=self._columns[name].typecode)

    def add(self, sites: Iterable[Site]) -> None:
        """More of them."""
        listed, begin = list(sites), len(self)
        self.grow(len(listed))
        self.put(np.arange(begin, len(self)), listed)

    def grow(self, count: int) -> None:
        """So many more, of which nothing is known."""
        for name, column in self._columns.items():
            nothing = math.nan if self._TYPES[name] == "d" else UNKNOWN
            column.extend(array(self._TYPES[name], [nothing]) * count)

    def put(self, rows: Rows, sites: Iterable[Site], counts: Rows | int = 1) -> None:
        """These are where the rows are, each where the next so many of them are."""
        listed = list(sites)
        if not listed:
            return
        houses, units, provinces, districts, latitudes, longitudes = zip(*listed, strict=True)
        values = {
            # As cleaned: an address has one spelling already.
            "site": hashes(houses),
            "road": hashes(_LAST_NUMBER.sub("", each) for each in houses),
            "unit": self._numbers.of("unit", units),
            "province": self._numbers.of("province", map(plain_area, provinces)),
            "district": self._numbers.of("district", map(plain_area, districts)),
            "latitude": [math.nan if each is None else each for each in latitudes],
            "longitude": [math.nan if each is None else each for each in longitudes],
        }
        for name, column in values.items():
            self[name][rows] = np.repeat(np.array(column, dtype=self._TYPES[name]), counts)

    def let_go(self, name: str) -> None:
        """Forget a column that was taken elsewhere."""
        self._columns[name] = array(self._TYPES[name])

    def put_in_order(self, order: Rows) -> None:
        """Row ``i`` is from now on what row ``order[i]`` was."""
        for name, column in self._columns.items():
            self._columns[name] = reordered(column, order)


def places_of_runs(first: Rows, counts: Rows) -> Rows:
    """The places of runs, each given by its first and by how many they are, one after the other."""
    last = np.cumsum(counts)
    return np.repeat(first - last + counts, counts) + np.arange(counts.sum())


def reordered(column: array[Any], order: Rows) -> array[Any]:
    """The same values, each in its new place."""
    found = array(column.typecode)
    found.frombytes(np.frombuffer(column, dtype=column.typecode)[order].tobytes())
    return found
