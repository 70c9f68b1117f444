"""Does any group get fewer options or longer ways than the others? Counts only, small ones withheld."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import comb
from typing import Final

from resnet.access.scope import Scope
from resnet.gaps.disclosure import WITHHELD, told_total, withhold
from resnet.gaps.judge import upkeep_view
from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.reading import find_all
from resnet.graph.store import GraphStore, GraphView
from resnet.matching.facts import Facts
from resnet.matching.judge import PROPOSED
from resnet.matching.kernel.match import match_need
from resnet.matching.matches import Matches
from resnet.matching.policy import Policy, load_policy
from resnet.matching.read import is_unmet, read_each
from resnet.ontology.standards import load_standard

UNKNOWN: Final = "unknown"
OPTIONS: Final = ("none", "few", "many")
WAYS: Final = ("no-way", "one-tie", "two-ties", "three-ties")
# The worse ends: what a group may not systematically have more of than everybody.
WORSE: Final = frozenset({"none", "few", "no-way", "three-ties"})
# So many options or more are many.
_MANY: Final = 3
# A difference that chance would make less often than this is said.
_CHANCE: Final = 0.05
_STANDARD: Final = "law_2026"


class Trait(StrEnum):
    """By what people are grouped."""

    AREA = "area"
    HOUSEHOLD_TYPE = "household_type"
    LANGUAGE = "language"
    DISABILITY = "disability"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """One need as it is counted: its groups, how many options it has, how long the way to the first is."""

    traits: tuple[tuple[Trait, str], ...]
    options: str
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EquityRow:
    """One group: needs by options and by ways, -1 where withheld.

    ``is_worse`` says that more of its needs stand at the worse end than chance would put there; None where
    too little is told to say so.
    """

    key: str
    options: tuple[int, ...]
    ways: tuple[int, ...]
    is_worse: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EquityTable:
    """All groups of one trait."""

    trait: Trait
    rows: tuple[EquityRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EquityReport:
    """A table for each trait, of all open needs of clients, under one policy; ``total`` -1 where withheld."""

    tables: tuple[EquityTable, ...]
    policy: str
    at: datetime
    least: int
    total: int


def read_equity(
    store: GraphStore, scope: Scope, network: Network, policy: Policy | None = None
) -> EquityReport:
    """Options and ways of every open need of a client, by group, without identifying anyone.

    Raises:
        ForbiddenError: If the scope is of nobody who reads the council's tables.
    """
    view = upkeep_view(store, scope)
    policy = policy or load_policy()
    needs = open_needs(view)
    reached = [_reached(facts, match_need(network, facts, policy)) for facts in read_each(view, needs)]
    least = least_told()
    return EquityReport(
        tables=make_equity(reached, least=least),
        policy=policy.name,
        at=view.now,
        least=least,
        total=told_total(len(reached), least),
    )


def open_needs(view: GraphView) -> list[NodeId]:
    """The needs of clients that still ask for something."""
    return [need.id for need in find_all(view, "agreed_need") if need.about and is_unmet(need)]


def least_told() -> int:
    """The smallest count that may be told."""
    return load_standard(_STANDARD).limit("disclosure-threshold").at_least or 1


def traits_of(facts: Facts) -> tuple[tuple[Trait, str], ...]:
    """The group of each trait that a need counts in; what nobody knows is a group of its own."""
    client = facts.client
    disability = None if client is None else client.disability_types
    languages = () if client is None else client.languages or ()
    traits = {
        Trait.AREA: facts.place[0] if facts.place else UNKNOWN,
        Trait.HOUSEHOLD_TYPE: (client.household_type if client is not None else "") or UNKNOWN,
        Trait.LANGUAGE: languages[0] if languages else UNKNOWN,
        Trait.DISABILITY: UNKNOWN if disability is None else "some" if disability else "none",
    }
    return tuple((trait, str(key)) for trait, key in traits.items())


def _reached(facts: Facts, found: Matches) -> Reached:
    options = found.counts.get(PROPOSED, 0)
    return Reached(
        traits=traits_of(facts),
        options=OPTIONS[0 if not options else 1 if options < _MANY else 2],
        way=_way(found),
    )


def _way(found: Matches) -> str:
    """The ties of the best way to the first proposal that needs one; none to help of the own network."""
    steps = [len(match.paths[0].steps) for match in found.matches if match.paths]
    return WAYS[min(steps[0], len(WAYS) - 1)] if steps else WAYS[0]


def make_equity(reached: Sequence[Reached], *, least: int) -> tuple[EquityTable, ...]:
    """The tables of all traits; fewer needs than may be told give no rows."""
    if len(reached) < least:
        return tuple(EquityTable(trait=trait, rows=()) for trait in Trait)
    return tuple(_table(reached, trait, least) for trait in Trait)


def _table(reached: Sequence[Reached], trait: Trait, least: int) -> EquityTable:
    groups = [dict(each.traits)[trait] for each in reached]
    keys = sorted(set(groups), key=lambda key: (key == UNKNOWN, key))
    options = Counter(zip(groups, (each.options for each in reached), strict=True))
    ways = Counter(zip(groups, (each.way for each in reached), strict=True))
    told_options = withhold(options, keys, OPTIONS, least=least)
    told_ways = withhold(ways, keys, WAYS, least=least)
    rows = []
    for key in keys:
        row_options = tuple(told_options[key, column] for column in OPTIONS)
        row_ways = tuple(told_ways[key, column] for column in WAYS)
        is_told = WITHHELD not in (*row_options, *row_ways)
        marked = _is_worse(options, key, keys, OPTIONS) or _is_worse(ways, key, keys, WAYS)
        rows.append(
            EquityRow(key=key, options=row_options, ways=row_ways, is_worse=marked if is_told else None)
        )
    return EquityTable(trait=trait, rows=tuple(rows))


def _is_worse(
    counts: Counter[tuple[str, str]], key: str, keys: Sequence[str], columns: Sequence[str]
) -> bool:
    """Whether the worse columns have more of the group than chance would give it.

    Drawn from all needs without putting back; the limit is divided by the number of groups and of the two
    measures, since who looks often enough always finds something.
    Source: hypergeometric (Fisher's exact) test, one-sided, with Bonferroni's correction.
    """
    everything = sum(counts[row, column] for row in keys for column in columns)
    worse = sum(counts[row, column] for row in keys for column in columns if column in WORSE)
    here = sum(counts[key, column] for column in columns)
    bad = sum(counts[key, column] for column in columns if column in WORSE)
    return at_least(bad, here, worse, everything) < _CHANCE / (2 * len(keys))


def at_least(bad: int, drawn: int, worse: int, everything: int) -> float:
    """How likely ``drawn`` out of ``everything`` have ``bad`` or more of the ``worse`` ones by chance.

    >>> round(at_least(2, 2, 2, 4), 4), at_least(0, 3, 1, 9)
    (0.1667, 1.0)
    """
    ways = sum(
        comb(worse, k) * comb(everything - worse, drawn - k) for k in range(bad, min(worse, drawn) + 1)
    )
    return ways / comb(everything, drawn)
