"""What is asked ahead comes in order, is under way together, and never runs far ahead of its use."""

from __future__ import annotations

from threading import Barrier, current_thread

import pytest

from resnet.graph.ahead import asked_ahead

LONG_S = 20.0


def test_questions_are_under_way_together_and_answered_in_their_order() -> None:
    both_there = Barrier(2)

    def ask(number: int) -> int:
        both_there.wait(LONG_S)
        return number * 10

    assert list(asked_ahead(ask, range(6), 2)) == [0, 10, 20, 30, 40, 50]


def test_no_more_is_asked_than_is_under_way_beside_the_answer_in_use() -> None:
    asked: list[int] = []

    def ask(number: int) -> int:
        asked.append(number)
        return number

    answers = asked_ahead(ask, range(100), 2)

    for used in range(10):
        assert next(answers) == used
        assert len(asked) <= used + 3
    answers.close()  # type: ignore[attr-defined]
    assert len(asked) <= 12


def test_what_an_answer_raises_is_raised_in_its_place_and_ends_the_asking() -> None:
    asked: list[int] = []

    def ask(number: int) -> int:
        asked.append(number)
        if number == 2:
            raise LookupError(number)
        return number

    got: list[int] = []
    with pytest.raises(LookupError, match="2"):
        got.extend(asked_ahead(ask, range(100), 2))

    assert got == [0, 1]
    assert len(asked) <= 4


def test_one_at_a_time_is_asked_when_it_is_needed_and_by_nobody_else() -> None:
    asked: list[str] = []

    def ask(number: int) -> int:
        asked.append(current_thread().name)
        return number

    answers = asked_ahead(ask, range(3), 1)

    assert next(answers) == 0
    assert asked == [current_thread().name]
