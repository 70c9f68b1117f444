"""The answers of all rules to one need, one after the other, as the loops over its services want them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from resnet.matching.facts import Facts
from resnet.matching.kernel.ask import Asker
from resnet.matching.kernel.batch_arrays import Words
from resnet.matching.kernel.catalogue import PATH, Segment
from resnet.matching.kernel.compiled import ready
from resnet.matching.kernel.one_arrays import CELL, HURDLE, Fitting, Looked
from resnet.matching.kernel.reads import NAMED, READS, Request
from resnet.matching.kernel.requests import is_common, whole_table
from resnet.matching.kernel.shelf import bits_of
from resnet.matching.kernel.verdict import Ints
from resnet.matching.policy import Policy, Row

ONE: Final = "one"
_ALONE: Final = object()
_NOTHING: Final = np.zeros((0, CELL), dtype=np.int32)


def look_up(asker: Asker, segment: Segment) -> Looked | None:
    """The answers of every rule that the segment needs; None where a rule is asked service by service."""
    cells: list[Ints] = []
    for row in asker.catalogue.policy.rules:
        found = _cells(asker, row, segment)
        if found is None:
            return None
        cells.append(found)
    return _joined(asker, segment, cells)


def find_fitting(asker: Asker, segment: Segment) -> Fitting | None:
    """The services that no rule but that of the path leaves out; None as above.

    Kept for needs that ask the same of the segment.
    """
    facts = asker.question.facts
    reads = _requests(asker.catalogue.policy)
    if not is_common(facts):
        keys = [_ALONE if read is _for_everybody else read(facts) for _, read in reads]
        return _find_fitting(asker, segment, keys)
    requests = tuple([read(facts) for _, read in reads])
    return segment.fitting.get(requests, lambda: _find_fitting(asker, segment, requests))


@lru_cache(maxsize=8)
def _requests(policy: Policy) -> tuple[tuple[Row, Request], ...]:
    """Of every rule but that of the path what a common need asks of it."""
    return tuple(
        (row, READS[row.name].request if row.name in READS else _for_everybody)
        for row in policy.rules
        if row.name != PATH
    )


def _for_everybody(facts: Facts) -> Hashable:
    # Of a common need a rule that is not looked up by profile reads no more than this.
    return facts.wish.reach_km is None


def _find_fitting(asker: Asker, segment: Segment, keys: Sequence[Hashable]) -> Fitting | None:
    """The same, by the key of each rule's answers; ``_ALONE`` for those that belong to this need alone."""
    rules, loops = asker.catalogue.policy.rules, ready(ONE)
    cells: list[Ints] = []
    fits: Words | None = None
    for (row, _), key in zip(_requests(asker.catalogue.policy), keys, strict=True):
        found = (
            _make_mask(asker, row, segment)
            if key is _ALONE
            else segment.answers.get((row.name, key), lambda: _make_mask(asker, row, segment))  # noqa: B023 (at once)
        )
        if found is None:
            return None
        cells.append(found[0])
        fits = found[1].copy() if fits is None else np.bitwise_and(fits, found[1], out=fits)
    if loops is None or fits is None:
        return None
    path = next((place for place, row in enumerate(rules) if row.name == PATH), -1)
    if path >= 0:
        cells.insert(path, _NOTHING)
    rows, points = np.empty((2, len(segment.rows)), dtype=np.int32)
    count = loops.fit_rows(_joined(asker, segment, cells), fits, path, rows, points)
    rows = rows[:count].copy()
    wanted, lists = _numbered(segment.lines[rows, path])
    return Fitting(rows, points[:count].copy(), lists, wanted)


def _numbered(listed: Ints) -> tuple[NDArray[np.int64], Ints]:
    """Each of the numbers once, in order, and the place of each among those: as ``unique``, for a few."""
    ordered = np.sort(listed)
    is_first = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    once = ordered[is_first]
    return once.astype(np.int64), np.searchsorted(once, listed).astype(np.int32)


def _make_mask(asker: Asker, row: Row, segment: Segment) -> tuple[Ints, Words] | None:
    cells = _cells(asker, row, segment)
    if cells is None:
        return None
    is_in = cells[:, HURDLE] == 0
    if row.name in segment.profiles:
        is_in = is_in[segment.profiles[row.name]]
    return cells, bits_of(np.broadcast_to(is_in, segment.rows.shape))


def _joined(asker: Asker, segment: Segment, cells: list[Ints]) -> Looked:
    first, by_row, end = [], [], 0
    for row, found in zip(asker.catalogue.policy.rules, cells, strict=True):
        first.append(end)
        by_row.append(row.name not in segment.profiles and len(found) > 1)
        end += len(found)
    return Looked(
        segment.lines,
        np.array(first, dtype=np.int64),
        np.array(by_row, dtype=np.bool_),
        np.concatenate(cells),
    )


def _cells(asker: Asker, row: Row, segment: Segment) -> Ints | None:
    """The answers of one rule: a line a profile, else one for all or a line a service."""
    if row.name in segment.profiles:
        table = asker.table(row)
        if not table.is_whole:
            asker.complete(row, table, segment.kinds[row.name])
        return table.cells
    if row.name not in NAMED and row.name != "reach":
        return None
    if is_common(asker.question.facts):
        return _for_all(asker, row)
    found = asker.answers(row, segment.rows)
    return np.stack([found.points, found.hurdle, found.code, found.asks], axis=1)


def _for_all(asker: Asker, row: Row) -> Ints:
    """What a rule says to every common need of every service; kept, for it is asked with each."""
    facts = asker.question.facts
    key = (row.name, facts.wish.reach_km is None)
    return asker.catalogue.tables.get(key, lambda: whole_table(asker.catalogue, row, facts)).cells
