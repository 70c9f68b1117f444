"""The exact answer for one household: a small integer program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from resnet.graph.elements import NodeId
from resnet.matching.together.choice import DAYS, Option, Problem

Column = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Picked:
    """The option of one need by its place, on which days; ``is_later`` when it waits for another to end."""

    place: int
    is_later: bool
    days: tuple[str, ...]


def solve(problem: Problem) -> tuple[Picked | None, ...]:
    """For each need its option, None where it has none: the choice that costs the household least.

    Of equal ones the one that gives the first need its better option, then the next. Exact: the program
    is solved to the end, by HiGHS.
    """
    if not any(problem.options):
        return tuple(None for _ in problem.options)
    return _Program(problem).solved()


class _Program:
    """Columns: ``now`` and ``later`` of each option, ``day`` of each visit, ``agency`` once for each."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.columns: list[Column] = []
        self.agencies: list[NodeId] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []
        for need, options in enumerate(problem.options):
            for place, option in enumerate(options):
                self.columns += [("now", need, place, ""), ("later", need, place, "")]
                if option.is_appointment:
                    self.columns += [("day", need, place, day) for day in option.days]
                if option.agency is not None and option.agency not in self.agencies:
                    self.agencies.append(option.agency)
        self.columns += [("agency", number, 0, "") for number in range(len(self.agencies))]
        self.number = {column: number for number, column in enumerate(self.columns)}
        self._constrain()

    def option(self, column: Column) -> Option:
        return self.problem.options[column[1]][column[2]]

    def _row(self, columns: Iterable[tuple[Column, float]], low: float, high: float) -> None:
        self.rows.append(({self.number[column]: factor for column, factor in columns}, low, high))

    def _constrain(self) -> None:
        problem, table = self.problem, self.problem.table
        begins = [each for each in self.columns if each[0] == "now" and self.option(each).is_appointment]
        days = [each for each in self.columns if each[0] == "day"]
        for need, options in enumerate(problem.options):
            if options:
                each = [(kind, need, place, "") for place in range(len(options)) for kind in ("now", "later")]
                self._row(((column, 1) for column in each), 1, 1)
        for column in begins:
            visits = [(day, 1.0) for day in days if day[1:3] == column[1:3]]
            self._row([*visits, (column, -self.option(column).visits)], 0, 0)
        for column in self.columns:
            if column[0] in {"now", "later"} and (agency := self.option(column).agency) is not None:
                self._row([(("agency", self.agencies.index(agency), 0, ""), 1), (column, -1)], 0, np.inf)
        for day in DAYS:
            self._row(((each, 1) for each in days if each[3] == day), 0, table.visits_a_day)
        self._row(((each, 1) for each in days), 0, problem.week)
        self._row(((each, 1) for each in begins), 0, table.needs_at_once)
        for code in sorted({code for each in begins for code in self.option(each).classes}):
            alike = [(each, 1.0) for each in begins if code in self.option(each).classes]
            self._row(alike, 0, problem.at_once(code))

    def _costs(self) -> NDArray[np.float64]:
        found = np.zeros(len(self.columns))
        for number, (kind, need, place, _) in enumerate(self.columns):
            if kind in {"now", "later"}:
                found[number] = self.problem.cost(need, place, is_later=kind == "later")
            elif kind == "agency":
                found[number] = self.problem.table.agency_minutes
        return found

    def solved(self) -> tuple[Picked | None, ...]:
        best = self._least_from_now_on(self._costs())
        for need, options in enumerate(self.problem.options):
            order = np.zeros(len(self.columns))
            for place in range(len(options)):
                order[self.number["now", need, place, ""]] = 2 * place
                order[self.number["later", need, place, ""]] = 2 * place + 1
            best = self._least_from_now_on(order)
        return tuple(self._picked(need, best) for need in range(len(self.problem.options)))

    def _least_from_now_on(self, costs: NDArray[np.float64]) -> NDArray[np.float64]:
        """The cheapest choice; whatever is asked next may cost no more by these costs."""
        best = self._least(costs)
        factors = {place: cost for place, cost in enumerate(costs) if cost}
        self.rows.append((factors, 0, round(float(costs @ best)) + 0.5))
        return best

    def _least(self, costs: NDArray[np.float64]) -> NDArray[np.float64]:
        matrix = np.zeros((len(self.rows), len(self.columns)))
        for line, (factors, _, _) in zip(matrix, self.rows, strict=True):
            line[list(factors)] = list(factors.values())
        limits = LinearConstraint(matrix, [row[1] for row in self.rows], [row[2] for row in self.rows])
        found = milp(
            costs,
            constraints=limits,
            integrality=np.ones(len(self.columns)),
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0.0},
        )
        # Whatever the week holds, everything may wait: there is always an answer.
        if found.x is None:
            raise RuntimeError(f"the plan of a household was not solved: {found.message}")
        best: NDArray[np.float64] = np.round(found.x)
        return best

    def _picked(self, need: int, solution: NDArray[np.float64]) -> Picked | None:
        for place in range(len(self.problem.options[need])):
            for kind in ("now", "later"):
                if solution[self.number[kind, need, place, ""]]:
                    return Picked(place, kind == "later", ())
        return None


def with_days(problem: Problem, picked: Sequence[Picked | None]) -> tuple[Picked | None, ...]:
    """The same with the days of each visit: of all that fit the week, the earliest for the first need."""
    left = dict.fromkeys(DAYS, problem.table.visits_a_day)
    found: list[Picked | None] = list(picked)

    def place_from(need: int) -> bool:
        if need == len(found):
            return True
        each = picked[need]
        option = None if each is None else problem.options[need][each.place]
        if each is None or option is None or each.is_later or not option.is_appointment:
            return place_from(need + 1)
        for days in _choices(option.days, option.visits):
            if all(left[day] for day in days):
                for day in days:
                    left[day] -= 1
                found[need] = Picked(each.place, each.is_later, days)
                if place_from(need + 1):
                    return True
                for day in days:
                    left[day] += 1
        return False

    place_from(0)
    return tuple(found)


def _choices(days: tuple[str, ...], count: int) -> list[tuple[str, ...]]:
    if count == 0:
        return [()]
    if len(days) < count:
        return []
    with_first = [(days[0], *rest) for rest in _choices(days[1:], count - 1)]
    return with_first + _choices(days[1:], count)
