"""How long a kind of value lasts, out of how often lists changed it from one issue to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from math import log
from typing import Final

from resnet.graph.batches import in_batches
from resnet.graph.elements import Edge, EdgeId
from resnet.graph.fold import LISTS
from resnet.graph.reading import AT_ONCE
from resnet.graph.store import GraphView
from resnet.ingest.freshness.table import EXISTENCE, FreshnessTable, freshness_table

_YEAR: Final = timedelta(days=365.25)


@dataclass(frozen=True, slots=True)
class HalfLife:
    """How long half of the values of a kind stay right.

    ``days`` is what is reckoned with; ``changes`` and ``years`` are what the lists showed, 0 when no list
    was read twice: then ``days`` is the shipped default.
    """

    kind: str
    days: float
    changes: int
    years: float


def default_half_lives(table: FreshnessTable | None = None) -> dict[str, HalfLife]:
    """The shipped half-lives, by kind of value."""
    return estimate((), table)


def estimate_half_lives(
    view: GraphView, words: Iterable[Edge], table: FreshnessTable | None = None
) -> dict[str, HalfLife]:
    """The half-lives that the history of these words of lists shows, by kind of value.

    Ids are random, so the first ``most_words`` of them are a fair draw.

    Args:
        view: May see the words' history (a coordinator's, or upkeep's).
        words: ``describes`` edges of any standing; those of lists count.
        table: The table of defaults; the shipped one when not given.
    """
    return estimate_half_lives_of(view, (edge.id for edge in words if edge.text("standing") in LISTS), table)


def estimate_half_lives_of(
    view: GraphView, words: Iterable[EdgeId], table: FreshnessTable | None = None
) -> dict[str, HalfLife]:
    """As ``estimate_half_lives``, of the words of lists by their ids."""
    table = table or freshness_table()
    return estimate(_histories(view, sorted(set(words))[: table.most_words]), table)


def estimate(histories: Iterable[Sequence[Edge]], table: FreshnessTable | None = None) -> dict[str, HalfLife]:
    """The half-lives out of what rows of lists said, issue after issue, oldest first.

    The rate of change is that of a Poisson process, with the shipped one as a gamma prior worth
    ``observed_years``: (prior changes + changes) / (prior years + years).

    >>> round(estimate(())["phone"].days)
    1460
    """
    table = table or freshness_table()
    changes = dict.fromkeys(table.kinds, 0)
    years = dict.fromkeys(table.kinds, 0.0)
    for issues in histories:
        for before, after in pairwise(issues):
            between = _between(before, after)
            for kind, is_changed in _compared(before, after, table):
                changes[kind] += is_changed
                years[kind] += between / _YEAR
    return {
        kind: HalfLife(kind, _days(changes[kind], years[kind], value.half_life_days, table), n, years[kind])
        for (kind, value), n in zip(table.kinds.items(), changes.values(), strict=True)
    }


def _days(changes: int, years: float, default_days: int, table: FreshnessTable) -> float:
    prior_years = float(table.observed_years)
    prior_changes = prior_years * log(2) * (_YEAR / timedelta(days=default_days))
    rate = (prior_changes + changes) / (prior_years + years)
    return log(2) / rate * (_YEAR / timedelta(days=1))


def _histories(view: GraphView, ids: Iterable[EdgeId]) -> Iterator[list[Edge]]:
    for some in in_batches(ids, AT_ONCE):
        entries = sorted(view.history(some), key=lambda entry: (entry.id, entry.version))
        for _, group in groupby(entries, key=lambda entry: entry.id):
            yield [entry.element for entry in group if isinstance(entry.element, Edge)]


def _between(before: Edge, after: Edge) -> timedelta:
    """The time between two issues; none where the same issue was read again, or a row went."""
    start, end = before.get("said_at"), after.get("said_at")
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return timedelta(0)
    return max(timedelta(0), end - start)


def _compared(before: Edge, after: Edge, table: FreshnessTable) -> Iterator[tuple[str, bool]]:
    """Each kind of value that was said before, and whether the next issue says something else.

    Values that stand for the first time, or are left out, are no change: a list may have lost a column.
    """
    has_gone = before.get("is_listed") is True and after.get("is_listed") is False
    if has_gone:
        yield EXISTENCE, True
        return
    if _between(before, after) == timedelta(0):
        return
    for kind, value in table.kinds.items():
        both = [name for name in value.fields if name in before.fields and name in after.fields]
        if both:
            yield kind, any(before.fields[name] != after.fields[name] for name in both)


def as_days(half_lives: Mapping[str, HalfLife]) -> dict[str, float]:
    """Only the days, by kind of value."""
    return {kind: each.days for kind, each in half_lives.items()}
