"""Answers that are kept side by side: as many as there is room for, and never changed under a reader."""

from __future__ import annotations

from typing import Final

import numpy as np
import pytest

from resnet.matching.kernel.batch_arrays import Words
from resnet.matching.kernel.one_arrays import Stored
from resnet.matching.kernel.sheet import Sheet
from resnet.matching.kernel.verdict import Ints
from resnet.matching.policy import load_policy

SERVICES, MOST = 70, 80
PROFILE: Final = np.arange(SERVICES, dtype=np.int32)
NOWHERE: Final = np.zeros(0, dtype=np.int64)


def sheet_of(*names: str) -> Sheet:
    """The sheet of these rules, to each of which two services are the same."""
    rules = [row for row in load_policy().rules if row.name in names]
    return Sheet(rules, dict.fromkeys(names, PROFILE // 2), SERVICES, MOST)


def asked(sheet: Sheet, number: int, made: list[int] | None = None) -> tuple[Stored, Ints]:
    """The answers to a request of this number, which say it and the number of their group all over."""

    def make(group: int) -> tuple[Words, Ints]:
        if made is not None:
            made.append(number)
        return np.full(2, 10 * number + group, dtype=np.uint64), np.full(35, 10 * number + group, np.int32)

    return sheet.find([number] * len(sheet.groups), make)


def told(stored: Stored, slots: Ints) -> list[set[int]]:
    points = [stored.points[first : first + 35].tolist() for first in stored.first[slots].tolist()]
    return [{*line, *each} for line, each in zip(stored.bits[slots].tolist(), points, strict=True)]


def said(sheet: Sheet, number: int) -> list[set[int]]:
    return [{10 * number + group} for group in range(len(sheet.groups))]


def test_answers_stay_what_they_were_when_more_is_asked_than_there_is_room_for() -> None:
    sheet, made = sheet_of("class", "age", "cost"), list[int]()

    numbers = [*range(MOST), *range(MOST)]
    held = [asked(sheet, number, made) for number in numbers]

    assert [told(*each) for each in held] == [said(sheet, number) for number in numbers]
    assert made.count(0) > len(sheet.groups)


def test_a_sheet_after_a_change_and_the_one_before_know_nothing_of_what_the_other_is_asked() -> None:
    before = sheet_of("class", "age", "cost")
    asked(before, 0)
    after = before.after(dict.fromkeys(("class", "age", "cost"), PROFILE // 2), NOWHERE, frozenset())

    held = [(sheet, number, asked(sheet, number)) for number in range(3) for sheet in (after, before)]
    held += [(before, 3, asked(before, 3)), (after, 4, asked(after, 4)), (before, 4, asked(before, 4))]

    assert all(told(*stored) == said(sheet, number) for sheet, number, stored in held)


@pytest.mark.parametrize("touched", [[], [0, 1, 7]], ids=["numbers alone", "services too"])
def test_a_sheet_after_a_change_has_the_kinds_that_its_services_have_now(touched: list[int]) -> None:
    before = sheet_of("class", "capacity", "age", "cost")
    lines = before.lines.tolist()
    # The numbers of two rules are others; at some places one of them says something new, or what others say.
    turned = 34 - PROFILE // 2
    turned[touched] = [40, 12, 40][: len(touched)]
    profiles = {"class": PROFILE // 2, "capacity": turned, "age": turned, "cost": PROFILE // 2}

    after = before.after(profiles, np.array(touched, dtype=np.int64), frozenset({"capacity", "age"}))

    for number, group in enumerate(after.groups[:-1]):
        now = np.stack([profiles[row.name] for row in group.rows], axis=1)
        assert group.kinds[after.lines[:, number]].tolist() == now.tolist()
        # None stays that no service has: an answer would be longer with each change.
        assert len(group.kinds) == len(np.unique(now, axis=0))
    assert before.lines.tolist() == lines


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
