"""Answers that are kept side by side: as many as there is room for, and never changed under a reader."""

from __future__ import annotations

from functools import partial

import numpy as np

from resnet.matching.kernel.batch_arrays import Words
from resnet.matching.kernel.one_arrays import Stored
from resnet.matching.kernel.sheet import Sheet
from resnet.matching.kernel.verdict import Ints
from resnet.matching.policy import load_policy

SERVICES, MOST = 70, 80


def test_answers_stay_what_they_were_when_more_is_asked_than_there_is_room_for() -> None:
    rules = [row for row in load_policy().rules if row.name in {"class", "age", "cost"}]
    profile = np.arange(SERVICES, dtype=np.int32)
    sheet, made = Sheet(rules, {row.name: profile // 2 for row in rules}, SERVICES, MOST), list[int]()

    def make(number: int, group: int) -> tuple[Words, Ints]:
        made.append(number)
        said = 10 * number + group
        return np.full(2, said, dtype=np.uint64), np.full(35, said, dtype=np.int32)

    def asked(number: int) -> tuple[Stored, Ints]:
        return sheet.find([number] * len(sheet.groups), partial(make, number))

    def told(stored: Stored, slots: Ints) -> list[set[int]]:
        points = [stored.points[first : first + 35].tolist() for first in stored.first[slots].tolist()]
        return [{*line, *each} for line, each in zip(stored.bits[slots].tolist(), points, strict=True)]

    numbers = [*range(MOST), *range(MOST)]
    held = [asked(number) for number in numbers]

    expected = [[{10 * number + group} for group in range(len(sheet.groups))] for number in numbers]
    assert [told(*each) for each in held] == expected
    assert made.count(0) > len(sheet.groups)


def test_rules_that_every_need_is_told_the_same_by_are_asked_together() -> None:
    rules = [row for row in load_policy().rules if row.name != "path"]
    profile = np.arange(SERVICES, dtype=np.int32) % 3
    looked_up = {row.name: profile for row in rules if row.name not in {"received", "obstacles", "reach"}}

    groups = Sheet(rules, looked_up, SERVICES, MOST).groups

    told = [[row.name for row in group.rows] for group in groups]
    assert told[0] == ["class", "listed", "running", "capacity", "freshness"]
    assert sorted(told[-1]) == ["obstacles", "reach", "received"]
    assert all(len(names) == 1 for names in told[1:-1])
    assert groups[0].kinds.tolist() == [[each] * 5 for each in range(3)]
