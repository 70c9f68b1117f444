"""Two policies on all open needs, by group: how many would be answered otherwise. Small counts withheld."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from resnet.access.scope import Scope
from resnet.gaps.disclosure import told_total, withhold
from resnet.gaps.equity import Trait, least_told, open_needs, traits_of
from resnet.gaps.judge import upkeep_view
from resnet.graph.network.snapshot import Network
from resnet.graph.store import GraphStore
from resnet.matching.compare import ComparedNeed, compare_policies
from resnet.matching.policy import Policy
from resnet.matching.read import read_each

SAME, OTHER, OPENED, CLOSED, NEITHER = "same", "other", "opened", "closed", "neither"
OUTCOMES: Final = (SAME, OTHER, OPENED, CLOSED, NEITHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One need as it is counted: its groups, and what becomes of its first proposal."""

    traits: tuple[tuple[Trait, str], ...]
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """One group: its needs by outcome, -1 where withheld."""

    key: str
    cells: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedTable:
    """All groups of one trait; none where fewer needs are counted than may be told."""

    trait: Trait
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedReport:
    """What the second policy would change for open needs of clients; ``total`` -1 where withheld.

    ``same``: the first proposal is the same. ``other``: it is another. ``opened``: only the second policy has
    one. ``closed``: only the first has. ``neither``: none has.
    """

    policies: tuple[str, str]
    tables: tuple[ComparedTable, ...]
    at: datetime
    least: int
    total: int


def read_comparison(
    store: GraphStore, scope: Scope, network: Network, one: Policy, other: Policy
) -> ComparedReport:
    """Both policies on every open need of a client, without identifying anyone.

    Raises:
        ForbiddenError: If the scope is of nobody who reads the council's tables.
    """
    view = upkeep_view(store, scope)
    facts = list(read_each(view, open_needs(view)))
    compared = compare_policies(network, facts, one, other).needs
    counted = [
        Counted(traits=traits_of(each), outcome=_outcome(need))
        for each, need in zip(facts, compared, strict=True)
    ]
    least = least_told()
    return ComparedReport(
        policies=(one.name, other.name),
        tables=make_comparison(counted, least=least),
        at=view.now,
        least=least,
        total=told_total(len(counted), least),
    )


def _outcome(need: ComparedNeed) -> str:
    before, after = need.options
    if not before:
        return OPENED if after else NEITHER
    if not after:
        return CLOSED
    return SAME if need.is_same_first else OTHER


def make_comparison(counted: Sequence[Counted], *, least: int) -> tuple[ComparedTable, ...]:
    """The tables of all traits; fewer needs than may be told give no rows."""
    if len(counted) < least:
        return tuple(ComparedTable(trait=trait, rows=()) for trait in Trait)
    return tuple(_table(counted, trait, least) for trait in Trait)


def _table(counted: Sequence[Counted], trait: Trait, least: int) -> ComparedTable:
    cells = Counter((dict(each.traits)[trait], each.outcome) for each in counted)
    keys = sorted({key for key, _ in cells})
    told = withhold(cells, keys, OUTCOMES, least=least)
    return ComparedTable(
        trait=trait,
        rows=tuple(
            ComparedRow(key=key, cells=tuple(told[key, outcome] for outcome in OUTCOMES)) for key in keys
        ),
    )
