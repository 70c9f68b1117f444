"""Which pairs are worth comparing: two of one place hardly ever differ in everything asked here."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from resnet.ingest.resolve.columns import Entries
from resnet.ingest.resolve.sites import Codes, Rows

Pairs = tuple[Rows, Rows]
_Column = tuple[Codes, ...]
# More than so many with one value say nothing of each other; of one name in one district they may be more.
_MOST_ALIKE = 40


def find_pairs(entries: Entries, is_new: NDArray[np.bool_] | None = None) -> Iterator[Pairs]:
    """Rows of the pairs to compare, the smaller first, some at a time and in no order, each pair once.

    By phone, by address, by name, by former name, by brand within a district, and by how a brand begins or
    ends within a district: a slip of the pen is seldom at both. ``is_new`` leaves out pairs of which neither
    is new.
    """
    met: list[_Key] = []
    for key in _keys(entries):
        for one, other in key.pairs():
            # All pairs at once would be many times the entries: none is kept to know it again.
            is_asked = np.ones(len(one), dtype=np.bool_) if is_new is None else is_new[one] | is_new[other]
            for before in met:
                is_asked &= ~before.share(one, other)
            asked = one[is_asked], other[is_asked]
            if is_asked.any():
                yield np.minimum(*asked), np.maximum(*asked)
        met.append(key)


def _keys(entries: Entries) -> Iterator[_Key]:
    """Rows that share a value of one column, or of two columns in one list, are paired."""
    district = entries.district
    begins, ends = entries.begins, entries.ends
    yield _Key([(each,) for each in entries.phones])
    yield _Key([(entries.name,), (entries.former,)])
    yield _Key([(entries.site,)])
    yield _Key([(entries.name, district)])
    yield _Key([(entries.brand, district)])
    yield _Key([(begins, district)])
    yield _Key([(ends, district)])
    yield _Key([(begins, entries.road)])


class _Key:
    """Columns whose values pair rows; a column is of one value, or of two that must both be known."""

    def __init__(self, columns: list[_Column]) -> None:
        self._columns = columns
        count = len(columns[0][0])
        values = np.concatenate([_joined(column) for column in columns])
        known = np.flatnonzero(values >= 0)
        values = values[known]
        order = np.argsort(values, kind="stable")
        places, values = known[order], values[order]
        begins = np.flatnonzero(np.r_[True, values[1:] != values[:-1]]) if len(values) else values
        counts = np.diff(np.r_[begins, len(values)])
        few = np.repeat((counts <= _MOST_ALIKE) & (counts > 1), counts)
        places, values = places[few], values[few]
        rows = (places % count).astype(np.int32)
        # By column and row, whether the value there pairs it.
        self._pairs = np.zeros((len(columns), count), dtype=np.bool_)
        self._pairs.reshape(-1)[places] = True
        if len(columns) > 1:
            # What a row says twice pairs it once.
            again = (places >= count) & (columns[0][0][rows] == values)
            values, rows = values[~again], rows[~again]
        self._values, self._rows = values, rows

    def pairs(self) -> Iterator[Pairs]:
        """Each pair once; can be asked once, after it no more is kept than ``share`` needs."""
        values, rows = self._values, self._rows
        del self._values, self._rows
        for apart in range(1, _MOST_ALIKE):
            same = np.flatnonzero(values[apart:] == values[:-apart])
            if not len(same):
                return
            one, other = rows[same], rows[same + apart]
            if len(self._columns) > 1:
                # Two may share several values: they are a pair by the first of these.
                kept = self._first_shared(one, other) == values[same]
                one, other = one[kept], other[kept]
            yield one, other

    def share(self, one: Rows, other: Rows) -> NDArray[np.bool_]:
        """Whether each two are a pair by this key."""
        found = np.zeros(len(one), dtype=np.bool_)
        for mine, theirs, is_pairing in self._crossed():
            is_same = is_pairing[one]
            for own, their in zip(mine, theirs, strict=True):
                is_same = is_same & (own[one] == their[other])
            found |= is_same
        return found

    def _first_shared(self, one: Rows, other: Rows) -> Codes:
        found = np.full(len(one), np.iinfo(np.int64).max)
        for (mine,), (theirs,), is_pairing in self._crossed():
            value = mine[one]
            is_same = is_pairing[one] & (value == theirs[other])
            found[is_same] = np.minimum(found[is_same], value[is_same])
        return found

    def _crossed(self) -> Iterator[tuple[_Column, _Column, NDArray[np.bool_]]]:
        """Each column with each, and the rows that the value in the first pairs."""
        for mine, is_pairing in zip(self._columns, self._pairs, strict=True):
            for theirs in self._columns:
                yield mine, theirs, is_pairing


def _joined(column: _Column) -> Codes:
    """One value of one or two; unknown where any is."""
    if len(column) == 1:
        return column[0]
    one, other = column
    width = int(other.max(initial=0)) + 1
    return np.where((one < 0) | (other < 0), -1, one.astype(np.int64) * width + other)
