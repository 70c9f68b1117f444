"""Where things are, as columns: what two entries are compared by beside their names."""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Iterable, Iterator
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
    """Where each of many things is; row ``i`` is the ``i``-th that was added."""

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
        houses, units, provinces, districts, latitudes, longitudes = (
            zip(*sites, strict=True) if (sites := list(sites)) else ((),) * 6
        )
        # As cleaned: an address has one spelling already.
        self._columns["site"].extend(hashes(houses))
        self._columns["road"].extend(hashes(_LAST_NUMBER.sub("", each) for each in houses))
        self._columns["unit"].extend(self._numbers.of("unit", units))
        self._columns["province"].extend(self._numbers.of("province", map(plain_area, provinces)))
        self._columns["district"].extend(self._numbers.of("district", map(plain_area, districts)))
        self._columns["latitude"].extend(math.nan if each is None else each for each in latitudes)
        self._columns["longitude"].extend(math.nan if each is None else each for each in longitudes)

    def take(self, rows: Rows, others: Sites, districts: Codes) -> None:
        """Those of ``others`` in these rows, where ``UNKNOWN`` is nowhere; ``districts`` where none said."""
        for name, column in self._columns.items():
            nothing = math.nan if self._TYPES[name] == "d" else UNKNOWN
            known = others[name]
            found = np.full(len(rows), nothing, dtype=known.dtype)
            is_there = rows >= 0
            found[is_there] = known[rows[is_there]]
            if name == "district":
                found = np.where(found >= 0, found, districts).astype(known.dtype)
            column.frombytes(found.tobytes())

    def let_go(self, name: str) -> None:
        """Forget a column that was taken elsewhere."""
        self._columns[name] = array(self._TYPES[name])

    def put_in_order(self, order: Rows) -> None:
        """Row ``i`` is from now on what row ``order[i]`` was."""
        for name, column in self._columns.items():
            self._columns[name] = reordered(column, order)


def reordered(column: array[Any], order: Rows) -> array[Any]:
    """The same values, each in its new place."""
    found = array(column.typecode)
    found.frombytes(np.frombuffer(column, dtype=column.typecode)[order].tobytes())
    return found


class Texts:
    """Texts by row, in little more than their bytes."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._bytes = bytearray()
        self._ends = array("q", [0])
        self.add(texts)

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
