"""The exact plan of one household is the one that trying everything finds."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from random import Random

import pytest

from resnet.graph.elements import NodeId
from resnet.matching.policy import load_policy
from resnet.matching.together.choice import DAYS, Option, Problem
from resnet.matching.together.solve import Picked, solve, with_days


def drawn(seed: int) -> Problem:
    random = Random(seed)
    table = replace(
        load_policy().together,
        visits_a_day=random.choice((1, 1, 2)),
        needs_at_once=random.choice((1, 2, 3)),
        alike_at_once=random.choice((0, 1, 2)),
        agency_minutes=random.choice((0, 45, 300)),
    )
    needs = tuple(
        tuple(_option(random, need, place) for place in range(random.randint(0 if need else 1, 3)))
        for need in range(random.randint(1, 4))
    )
    received = {"a": random.randint(0, 2)}
    return Problem(options=needs, received=received, week=random.choice((1, 3, 10)), table=table)


def _option(random: Random, need: int, place: int) -> Option:
    is_own = random.random() < 0.15
    days = tuple(day for day in DAYS[:4] if random.random() < 0.6) or ("mon",)
    visits = random.randint(1, min(2, len(days)))
    return Option(
        offer=NodeId(f"service:{need}{place}"),
        name="",
        tier="formal",
        agency=None if is_own else NodeId(f"agency:{random.randint(0, 3)}"),
        agency_name="",
        score=random.choice((500, 700, 700, 900)),
        classes=frozenset() if is_own else frozenset(random.sample(("a", "b"), random.randint(0, 2))),
        days=days,
        visits=visits,
        minutes=visits * random.choice((70, 100, 100, 200)),
    )


def cost(problem: Problem, chosen: tuple[tuple[int, bool] | None, ...]) -> int:
    agencies = {
        problem.options[need][each[0]].agency for need, each in enumerate(chosen) if each is not None
    } - {None}
    own = sum(
        problem.cost(need, each[0], is_later=each[1]) for need, each in enumerate(chosen) if each is not None
    )
    return own + len(agencies) * problem.table.agency_minutes


def fits(problem: Problem, chosen: tuple[tuple[int, bool] | None, ...]) -> bool:
    table = problem.table
    begin = [
        option
        for need, each in enumerate(chosen)
        if each is not None and not each[1] and (option := problem.options[need][each[0]]).agency is not None
    ]
    if len(begin) > table.needs_at_once or sum(each.visits for each in begin) > problem.week:
        return False
    for code in ("a", "b"):
        count = sum(1 for each in begin if code in each.classes)
        if count and count + problem.received.get(code, 0) > table.alike_at_once:
            return False
    for days in product(*(combinations(each.days, each.visits) for each in begin)):
        taken = [day for some in days for day in some]
        if all(taken.count(day) <= table.visits_a_day for day in DAYS):
            return True
    return False


def by_trying(problem: Problem) -> tuple[tuple[int, bool] | None, ...]:
    choices: list[list[tuple[int, bool] | None]] = [
        [(place, is_later) for place in range(len(options)) for is_later in (False, True)] or [None]
        for options in problem.options
    ]
    feasible = [each for each in product(*choices) if fits(problem, each)]
    return min(feasible, key=lambda each: (cost(problem, each), [pair or (0, False) for pair in each]))


def pairs(picked: tuple[Picked | None, ...]) -> tuple[tuple[int, bool] | None, ...]:
    return tuple(None if each is None else (each.place, each.is_later) for each in picked)


@pytest.mark.parametrize("block", range(6))
def test_the_program_finds_what_trying_everything_finds(block: int) -> None:
    for seed in range(block * 40, block * 40 + 40):
        problem = drawn(seed)

        assert pairs(solve(problem)) == by_trying(problem), seed


@pytest.mark.parametrize("block", range(2))
def test_the_days_fit_the_week(block: int) -> None:
    for seed in range(block * 100, block * 100 + 100):
        problem = drawn(seed)
        picked = with_days(problem, solve(problem))

        taken = [day for each in picked if each is not None for day in each.days]
        assert all(taken.count(day) <= problem.table.visits_a_day for day in DAYS), seed
        for need, each in enumerate(picked):
            if each is not None and not each.is_later and problem.options[need][each.place].is_appointment:
                option = problem.options[need][each.place]
                assert len(each.days) == option.visits, seed
                assert set(each.days) <= set(option.days)
