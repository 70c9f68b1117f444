"""Which pairs are worth comparing: two of one place hardly ever differ in everything asked here."""

from __future__ import annotations

import numpy as np

from resnet.ingest.resolve.columns import Entries
from resnet.ingest.resolve.sites import Codes, Rows

# More than so many with one value say nothing of each other; of one name in one district they may be more.
_MOST_ALIKE = 40


def find_pairs(entries: Entries, is_new: np.ndarray | None = None) -> tuple[Rows, Rows]:
    """Rows of the pairs to compare, the smaller first, each pair once.

    By phone, by address, by name, by former name, by brand within a district, and by how a brand begins or
    ends within a district: a slip of the pen is seldom at both. ``is_new`` leaves out pairs of which neither
    is new.
    """
    count = len(entries)
    found: list[Codes] = []
    for keys in _keys(entries):
        for one, other in _pairs_of(keys):
            found.append(np.minimum(one, other) * count + np.maximum(one, other))
    pairs = _distinct(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    # Rows are fewer than two thousand millions: half as much for as many pairs.
    one, other = (pairs // count).astype(np.int32), (pairs % count).astype(np.int32)
    if is_new is not None:
        kept = is_new[one] | is_new[other]
        one, other = one[kept], other[kept]
    return one, other


def _distinct(values: Codes) -> Codes:
    values.sort()
    return values[np.r_[True, values[1:] != values[:-1]]] if len(values) else values


def _keys(entries: Entries) -> list[list[Codes]]:
    """Columns of keys; rows that share a key of one column, or of two columns in one list, are paired."""
    district = entries.district
    begins, ends = entries.begins, entries.ends
    return [
        list(entries.phones),
        [entries.name, entries.former],
        [entries.site],
        [_both(entries.name, district)],
        [_both(entries.brand, district)],
        [_both(begins, district)],
        [_both(ends, district)],
        [_both(begins, entries.road)],
    ]


def _both(one: Codes, other: Codes) -> Codes:
    """A key of two; unknown where either is."""
    width = int(other.max(initial=0)) + 1
    return np.where((one < 0) | (other < 0), -1, one.astype(np.int64) * width + other)


def _pairs_of(columns: list[Codes]) -> list[tuple[Rows, Rows]]:
    keys = np.concatenate(columns)
    rows = np.tile(np.arange(len(columns[0])), len(columns))
    known = keys >= 0
    keys, rows = keys[known], rows[known]
    order = np.argsort(keys, kind="stable")
    keys, rows = keys[order], rows[order]
    begins = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, dtype=np.int64)
    counts = np.diff(np.r_[begins, len(keys)])
    few = np.repeat((counts <= _MOST_ALIKE) & (counts > 1), counts)
    keys, rows = keys[few], rows[few]
    found: list[tuple[Rows, Rows]] = []
    for apart in range(1, _MOST_ALIKE):
        same = keys[apart:] == keys[:-apart] if len(keys) > apart else np.zeros(0, dtype=np.bool_)
        if not same.any():
            break
        one, other = rows[:-apart][same], rows[apart:][same]
        differ = one != other
        found.append((one[differ], other[differ]))
    return found
