"""A 0/1 program being written: terms of the form "this stands left of that", and what is paid for them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Before:
    """One place stands left of another: ``constant + sign · variable``, ``variable`` None when decided."""

    variable: int | None
    sign: int
    constant: int

    def __invert__(self) -> Before:
        return Before(self.variable, -self.sign, 1 - self.constant)


# Variables of a sum, each with its factor.
Terms = list[tuple[int, float]]


@dataclass(slots=True)
class OrderProgram:
    """Variables 0 to ``binaries`` are orders, the rest measure what is weighted.

    ``lines`` hold measures to what they measure: terms, and what they sum up to at least. ``circles`` keep an
    order from running in a circle: terms, and what they sum up to at least and at most.
    """

    costs: list[float] = field(default_factory=list)
    constant: float = 0.0
    lines: list[tuple[Terms, float]] = field(default_factory=list)
    circles: list[tuple[Terms, float, float]] = field(default_factory=list)
    binaries: int = 0
    _measures: dict[tuple[Before, Before], int] = field(default_factory=dict)

    def variable(self, cost: float = 0.0) -> int:
        """A new variable between 0 and 1."""
        self.costs.append(cost)
        return len(self.costs) - 1

    def want(self, term: Before, weight: float) -> None:
        """Pay ``weight`` when ``term`` does not hold."""
        self.constant += weight * (1 - term.constant)
        if term.variable is not None:
            self.costs[term.variable] -= weight * term.sign

    def apart(self, one: Before, other: Before, measure: int) -> None:
        """Let ``measure`` be at least the difference of the two."""
        for first, second in ((one, other), (other, one)):
            terms = _merged([(measure, 1.0)], first, second)
            self.lines.append((terms, float(first.constant - second.constant)))

    def differ(self, one: Before, other: Before, weight: float) -> None:
        """Pay ``weight`` when the two are not the same."""
        if one == other:
            return
        if one.variable is None and other.variable is None:
            self.constant += weight * abs(one.constant - other.constant)
        elif one.variable is None or other.variable is None:
            decided, free = (one, other) if one.variable is None else (other, one)
            self.want(free if decided.constant else ~free, weight)
        elif (measure := self._measures.get((one, other))) is not None:
            self.costs[measure] += weight
        else:
            measure = self.variable(weight)
            self.apart(one, other, measure)
            # All four ways to ask the same: two couples that move as blocks ask it again and again.
            for first, second in ((one, other), (~one, ~other)):
                self._measures[first, second] = self._measures[second, first] = measure


def _merged(terms: Terms, minus: Before, plus: Before) -> Terms:
    """``terms - minus + plus`` with each variable once."""
    merged = dict(terms)
    for term, factor in ((minus, -1.0), (plus, 1.0)):
        if term.variable is not None:
            merged[term.variable] = merged.get(term.variable, 0.0) + factor * term.sign
    return [(variable, factor) for variable, factor in merged.items() if factor]
