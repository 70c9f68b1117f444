"""The best answer of an order's program, by branch and bound over linear relaxations.

Most families need one relaxation: its answer is whole already. Where it is not, two siblings or branches of
the family are nearly always mirror images of each other, and deciding one pair decides the rest. A general
solver of 0/1 programs spends minutes on its root there (measured: docs/decisions/0019).

That an order has no circles is asked of every three places, too often to be asked at once: what a relaxation
breaks is added, for good.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from resnet.drawing.genogram.order_program import OrderProgram, Terms

Values = NDArray[np.float64]
# Whole orders near the values of a relaxation, where there is one.
Guesses = Callable[[Values | None], Iterable[Values]]
_WHOLE = 1e-6
_BETTER = 1e-6
# What the solver calls a program that nothing fulfils.
_IMPOSSIBLE = 2
_SHORTEST_S = 0.05
# The rest of the time is for some whole order where none was found.
_FOR_PROOF = 0.6
# Values this near to the least decided one are as undecided; then who pays for most wishes is decided first.
_AS_UNDECIDED = 0.05


@dataclass(frozen=True, slots=True)
class Limits:
    """How long the best order is looked for.

    What normally ends a search counts relaxations, not seconds, so that a slow machine draws the same; the
    clock ends it before whoever waits for a page gives up.
    """

    relaxations: int = 250
    seconds: float = 16.0


@dataclass(frozen=True, slots=True)
class Found:
    """The best values that were found (None: none), what they cost, and what any must cost at least."""

    values: Values | None
    cost: float
    bound: float

    @property
    def is_proven(self) -> bool:
        """Whether nothing costs less."""
        return self.values is not None and self.cost <= self.bound + _BETTER


@dataclass(frozen=True, slots=True)
class _Node:
    """A part of all answers: between ``lows`` and ``highs``, none cheaper than ``cost``."""

    cost: float
    values: Values
    lows: Values
    highs: Values


def search(program: OrderProgram, limits: Limits, guesses: Guesses) -> Found:
    """The best answer to ``program``, or the best within ``limits`` with the bound that was reached.

    ``guesses`` makes whole orders out of values that are not: the best of them is what is found where the
    search ends before any of its own.
    """
    if not program.costs:
        return Found(np.zeros(0), program.constant, program.constant)
    begun = monotonic()
    relaxations = _Relaxations(program, begun + limits.seconds * _FOR_PROOF)
    count = len(program.costs)
    root = relaxations.solve(np.zeros(count), np.ones(count)) if limits.relaxations else None
    best: Values | None = None
    best_cost = float("inf")
    waiting = [root] if root else []
    while waiting and relaxations.solved < limits.relaxations and not relaxations.is_cut():
        node = waiting.pop()
        if node.cost >= best_cost - _BETTER:
            continue
        undecided = relaxations.undecided(node.values)
        if undecided is None:
            best, best_cost = node.values, node.cost
            continue
        halves = relaxations.halves(node, undecided)
        # The cheaper half is looked at first. Of halves that were cut short only the whole's cost is sure.
        waiting += [node] if relaxations.is_cut() else sorted(halves, key=lambda half: -half.cost)
    if waiting or best is None:
        relaxations.go_on(begun + limits.seconds)
        dived = relaxations.dive(waiting[-1] if waiting else root) if best is None else None
        if dived is not None:
            best, best_cost = dived.values, dived.cost
        else:
            guess, cost = relaxations.best_of(guesses(None if root is None else root.values))
            best, best_cost = (guess, cost) if cost < best_cost else (best, best_cost)
    least = relaxations.least if root is None else min([best_cost, *(node.cost for node in waiting)])
    return Found(best, program.constant + best_cost, program.constant + least)


class _Relaxations:
    """Linear relaxations of one program; ``solved`` counts them.

    ``least`` is what any answer costs at least, whatever it is.
    """

    def __init__(self, program: OrderProgram, ends: float) -> None:
        self.solved, self._is_cut, self._ends = 0, False, ends
        count = len(program.costs)
        self._costs = np.array(program.costs)
        self._binaries = program.binaries
        self.least = float(np.minimum(self._costs, 0.0).sum())
        # The solver asks how much a sum may be at most.
        self._wishes = -_matrix([terms for terms, _ in program.lines], count)
        self._at_most = np.array([-least for _, least in program.lines])
        self._circles = _matrix([terms for terms, _, _ in program.circles], count)
        self._circle_low = np.array([low for _, low, _ in program.circles])
        self._circle_high = np.array([high for _, _, high in program.circles])
        # What one or two pairs decide for a third is cheap to ask and decides much.
        self._asked = np.diff(self._circles.indptr) < 3
        self._wishes_of = np.asarray(abs(self._wishes).sum(axis=0)).ravel()[: self._binaries]

    def is_cut(self) -> bool:
        """Whether time ended one before it was done."""
        return self._is_cut

    def solve(self, lows: Values, highs: Values) -> _Node | None:
        """The best values between the bounds, those of orders not whole; None where there are none.

        Cut short, the cost is still one that nothing between the bounds is below.
        """
        while True:
            self.solved += 1
            circles = self._circles[np.flatnonzero(self._asked)]
            low, high = self._circle_low[self._asked], self._circle_high[self._asked]
            answer = linprog(
                self._costs,
                A_ub=vstack([self._wishes, -circles, circles]),
                b_ub=np.concatenate([self._at_most, -low, high]),
                bounds=np.stack([lows, highs], axis=1),
                options={"time_limit": max(self._ends - monotonic(), _SHORTEST_S)},
            )
            if answer.x is None:
                self._is_cut |= answer.status != _IMPOSSIBLE
                return None
            values = np.asarray(answer.x, dtype=np.float64)
            broken = self._broken(values)
            self._is_cut |= bool(broken.any()) and monotonic() >= self._ends
            if self._is_cut or not broken.any():
                return _Node(float(answer.fun), values, lows, highs)
            self._asked |= broken

    def go_on(self, ends: float) -> None:
        """Give it time until ``ends``, whatever was cut short."""
        self._ends, self._is_cut = ends, False

    def dive(self, node: _Node | None) -> _Node | None:
        """Some whole answer within ``node``, pair by pair, in which what is whole stays.

        None where none was found in time.
        """
        while node is not None and not self._is_cut:
            pair = self.undecided(node.values)
            if pair is None:
                return node
            orders = node.values[: self._binaries]
            whole = np.flatnonzero(np.abs(orders - orders.round()) < _WHOLE)
            lows, highs = node.lows.copy(), node.highs.copy()
            lows[whole] = highs[whole] = orders[whole].round()
            lows[pair] = highs[pair] = nearer = orders[pair].round()
            node = self.solve(lows, highs)
            if node is None and not self._is_cut:
                lows[pair] = highs[pair] = 1.0 - nearer
                node = self.solve(lows, highs)
        return None

    def best_of(self, guesses: Iterable[Values]) -> tuple[Values | None, float]:
        """The cheapest of whole orders with all that they are measured by, and its cost."""
        best, best_cost = None, float("inf")
        for orders in guesses:
            lows, highs = np.zeros(len(self._costs)), np.ones(len(self._costs))
            lows[: self._binaries] = highs[: self._binaries] = orders
            bounds = np.stack([lows, highs], axis=1)
            answer = linprog(self._costs, A_ub=self._wishes, b_ub=self._at_most, bounds=bounds)
            if answer.x is not None and answer.fun < best_cost:
                best, best_cost = np.asarray(answer.x, dtype=np.float64), float(answer.fun)
        return best, best_cost

    def _broken(self, values: Values) -> NDArray[np.bool_]:
        sums = self._circles @ values
        wrong = (sums < self._circle_low - _WHOLE) | (sums > self._circle_high + _WHOLE)
        return np.asarray(wrong & ~self._asked)

    def undecided(self, values: Values) -> int | None:
        """The pair to decide next; None when all are decided."""
        orders = values[: self._binaries]
        apart = np.abs(orders - orders.round())
        if not len(apart) or apart.max() < _WHOLE:
            return None
        near = apart > apart.max() - _AS_UNDECIDED
        return int(np.argmax(np.where(near, self._wishes_of, -1.0)))

    def halves(self, node: _Node, pair: int) -> list[_Node]:
        """The two parts of ``node`` in which the pair is decided."""
        halves = []
        for value in (0.0, 1.0):
            lows, highs = node.lows.copy(), node.highs.copy()
            lows[pair] = highs[pair] = value
            half = self.solve(lows, highs)
            if half is not None:
                halves.append(half)
        return halves


def _matrix(sums: Sequence[Terms], count: int) -> csr_array:
    rows = np.repeat(np.arange(len(sums)), [len(terms) for terms in sums])
    columns = np.array([variable for terms in sums for variable, _ in terms], dtype=np.int64)
    factors = np.array([factor for terms in sums for _, factor in terms], dtype=np.float64)
    return csr_array((factors, (rows, columns)), shape=(len(sums), count))
