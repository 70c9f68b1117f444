"""Columns joined and cut without looking at their values one by one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from resnet.graph.network.columns import Column, Rows, frozen

Words = Sequence[str]
Flags = NDArray[np.bool_]


def join(one: Column, other: Column) -> Column:
    """The rows of one column, then those of another of the same type."""
    words, mine, theirs = one.words, one.values, other.values
    if other.words != one.words:
        words, mine, theirs = _in_one_order(one, other)
    offsets = None
    if one.offsets is not None and other.offsets is not None:
        offsets = frozen(np.concatenate([one.offsets, other.offsets[1:] + one.offsets[-1]]))
    values = np.concatenate([mine, theirs])
    return Column(one.type, frozen(values), frozen(np.concatenate([one.known, other.known])), words, offsets)


def pick(column: Column, rows: Rows) -> Column:
    """The rows at these places, in their order; words that none of them says are left out."""
    known = column.known[rows]
    if column.offsets is None:
        values, offsets = column.values[rows], None
    else:
        lengths = np.diff(column.offsets)[rows]
        offsets = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum(lengths, out=offsets[1:])
        places = np.repeat(column.offsets[rows] - offsets[:-1], lengths) + np.arange(offsets[-1])
        values = column.values[places]
    words = column.words
    if words:
        said = known if offsets is None else np.ones(len(values), dtype=np.bool_)
        words, values = _said_only(words, values.astype(np.int64, copy=False), said)
    return Column(
        column.type,
        frozen(values),
        frozen(known),
        words,
        None if offsets is None else frozen(offsets),
    )


def put(column: Column, places: Rows, others: Column) -> Column:
    """The column with other values at these places; the same object where none of them is another."""
    if column.words or others.words or column.offsets is not None:
        if [column.at(place) for place in places.tolist()] == [others.at(row) for row in range(len(places))]:
            return column
        order = np.arange(len(column.known), dtype=np.int64)
        order[places] = len(order) + np.arange(len(places))
        return pick(join(column, others), order)
    pairs = ((column.known, others.known), (column.values, others.values))
    # Bytes, since zero and minus zero are equal.
    if all(ours[places].tobytes() == theirs.tobytes() for ours, theirs in pairs):
        return column
    known, values = column.known.copy(), column.values.copy()
    known[places], values[places] = others.known, others.values
    return Column(column.type, frozen(values), frozen(known))


def _in_one_order(one: Column, other: Column) -> tuple[Words, Rows, Rows]:
    """The words of both, sorted, and the values of either as places in them."""
    new = [word for word in other.words if not _is_among(word, one.words)]
    # Two runs that are sorted already: sorting them is merging them.
    words = tuple(sorted([*one.words, *new]))
    before = np.array([bisect_left(one.words, word) for word in new], dtype=np.int64)
    places = np.array([bisect_left(words, word) for word in other.words], dtype=np.int64)
    mine = one.values.astype(np.int64, copy=False)
    mine = mine + np.searchsorted(before, mine, side="right")
    theirs = places[other.values.astype(np.int64, copy=False)] if other.words else other.values.copy()
    if one.offsets is None:
        mine[~one.known] = 0
        theirs[~other.known] = 0
    return words, mine, theirs.astype(np.int64, copy=False)


def _is_among(word: str, words: Words) -> bool:
    place = bisect_left(words, word)
    return place < len(words) and words[place] == word


def _said_only(words: Words, values: Rows, said: Flags) -> tuple[Words, Rows]:
    used = np.zeros(len(words), dtype=np.bool_)
    used[values[said]] = True
    if used.all():
        return words, values
    place = np.cumsum(used) - 1
    kept = np.where(said, place[values], 0).astype(np.int64, copy=False)
    return tuple(word for word, is_used in zip(words, used.tolist(), strict=True) if is_used), kept
