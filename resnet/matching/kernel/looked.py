"""The answers of all rules to one need, one after the other, as the loops over its services want them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Final

import numpy as np

from resnet.matching.kernel.ask import Asker
from resnet.matching.kernel.batch_arrays import Words
from resnet.matching.kernel.compiled import loaded
from resnet.matching.kernel.one_arrays import HURDLE, POINTS, Alone, Fitting, Laid, Looked
from resnet.matching.kernel.reads import NAMED, asks_no_reach
from resnet.matching.kernel.requests import is_common, whole_table
from resnet.matching.kernel.segments import Segment
from resnet.matching.kernel.shelf import bits_of
from resnet.matching.kernel.verdict import Ints
from resnet.matching.policy import Row

ONE: Final = "one"
_NOBODY: Final = Alone(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int32))


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
    facts, sheet = asker.question.facts, segment.sheet
    if not sheet.is_whole:
        return None
    requests = tuple([read(facts) for read in sheet.reads])
    if is_common(facts):
        return segment.fitting.get(requests, lambda: _find_fitting(asker, segment, requests, _NOBODY))
    return _find_fitting(asker, segment, requests[:-1], _alone(asker, segment))


def _find_fitting(asker: Asker, segment: Segment, requests: Sequence[Hashable], alone: Alone) -> Fitting:
    """The same, by what is asked of each group; ``alone`` is what the last says to this need alone."""
    loops, sheet = loaded(ONE), segment.sheet
    stored, slots = sheet.find(requests, lambda group: _answer(asker, segment, group))
    numbers = asker.catalogue.ways.numbers
    return Fitting(*loops.fit(stored, slots, Laid(sheet.lines, segment.lists, numbers), alone))


def _answer(asker: Asker, segment: Segment, number: int) -> tuple[Words, Ints]:
    """The services that a group of rules leaves in, as bits; its points, a place for each of its kinds."""
    group = segment.sheet.groups[number]
    points, is_in = np.zeros(len(group.kinds), dtype=np.int32), np.ones(len(group.kinds), dtype=np.bool_)
    for row, kinds in zip(group.rows, group.kinds.T, strict=True):
        found = _looked_up(asker, row, segment)[kinds]
        points += found[:, POINTS]
        is_in &= found[:, HURDLE] == 0
    return bits_of(is_in[segment.sheet.columns[number]]), points


def _alone(asker: Asker, segment: Segment) -> Alone:
    """What the rules that tell services apart by name say to a need that names some."""
    points, is_in = np.zeros(len(segment.rows), dtype=np.int32), np.ones(len(segment.rows), dtype=np.bool_)
    for row in segment.sheet.groups[-1].rows:
        found = asker.answers(row, segment.rows)
        points += found.points
        is_in &= found.hurdle == 0
    return Alone(bits_of(is_in), points)


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
    is_named = row.name in NAMED or row.name == "reach"
    if row.name in segment.profiles or (is_named and is_common(asker.question.facts)):
        return _looked_up(asker, row, segment)
    if not is_named:
        return None
    found = asker.answers(row, segment.rows)
    return np.stack([found.points, found.hurdle, found.code, found.asks], axis=1)


def _looked_up(asker: Asker, row: Row, segment: Segment) -> Ints:
    """The answers of one rule: a line a profile, else what it says to every common need of every service."""
    if row.name in segment.profiles:
        table = asker.table(row)
        if not table.is_whole:
            asker.complete(row, table, segment.kinds[row.name])
        return table.cells
    facts = asker.question.facts
    key = (row.name, asks_no_reach(facts))
    return asker.catalogue.tables.get(key, lambda: whole_table(asker.catalogue, row, facts)).cells
