"""What the council may read of policies, typed: counts by group, small ones withheld, nobody identified."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import strawberry

from resnet.gaps.compared import OUTCOMES, ComparedReport
from resnet.gaps.disclosure import WITHHELD
from resnet.gaps.equity import OPTIONS, WAYS, EquityReport, Trait
from resnet.gaps.equity_words import group_name, trait_words
from resnet.gaps.export import area_namer
from resnet.graph.network.snapshot import Network
from resnet.messages import messages_for


@strawberry.type(name="CountedCell", description="How many needs of a group came to this.")
class CellType:
    """``column`` is a stable code; ``count`` null: too few to tell."""

    column: str
    count: int | None


@strawberry.type(name="CountedGroup", description="One group of needs.")
class GroupType:
    """``is_worse``: more at the worse end than chance would put there; null: not told, or not asked."""

    key: str
    name: str
    cells: list[CellType]
    is_worse: bool | None


@strawberry.type(name="CountedTrait", description="All groups of one trait.")
class TraitType:
    """``trait`` is area, household_type, language or disability; no groups where too few are counted."""

    trait: str
    name: str
    groups: list[GroupType]


@strawberry.type(name="Equity", description="Whether any group gets fewer options or longer ways.")
class EquityType:
    """``total`` null: fewer than ``least``."""

    at: dt.datetime
    policy: str
    least: int
    total: int | None
    traits: list[TraitType]


@strawberry.type(name="PolicyComparison", description="What the second policy would change for open needs.")
class ComparisonType:
    """Cells: same, other, opened, closed, neither. ``total`` null: fewer than ``least``."""

    at: dt.datetime
    one: str
    other: str
    least: int
    total: int | None
    traits: list[TraitType]


class _Writer:
    """Names groups in one language."""

    def __init__(self, network: Network, language: str) -> None:
        self._words = messages_for(language)
        self._say_area = area_namer(network, self._words)

    def trait(self, trait: Trait, groups: list[GroupType]) -> TraitType:
        return TraitType(trait=trait.value, name=trait_words(trait, self._words), groups=groups)

    def group(
        self, trait: Trait, key: str, cells: Sequence[tuple[str, int]], *, is_worse: bool | None = None
    ) -> GroupType:
        return GroupType(
            key=key,
            name=group_name(trait, key, self._words, self._say_area),
            cells=[CellType(column=column, count=_told(count)) for column, count in cells],
            is_worse=is_worse,
        )


def write_equity(report: EquityReport, network: Network, language: str) -> EquityType:
    """The equity report, its groups named in the language."""
    writer = _Writer(network, language)
    columns = (*OPTIONS, *WAYS)
    return EquityType(
        at=report.at,
        policy=report.policy,
        least=report.least,
        total=_told(report.total),
        traits=[
            writer.trait(
                table.trait,
                [
                    writer.group(
                        table.trait,
                        row.key,
                        list(zip(columns, (*row.options, *row.ways), strict=True)),
                        is_worse=row.is_worse,
                    )
                    for row in table.rows
                ],
            )
            for table in report.tables
        ],
    )


def write_comparison(report: ComparedReport, network: Network, language: str) -> ComparisonType:
    """The comparison, its groups named in the language."""
    writer = _Writer(network, language)
    one, other = report.policies
    return ComparisonType(
        at=report.at,
        one=one,
        other=other,
        least=report.least,
        total=_told(report.total),
        traits=[
            writer.trait(
                table.trait,
                [
                    writer.group(table.trait, row.key, list(zip(OUTCOMES, row.cells, strict=True)))
                    for row in table.rows
                ],
            )
            for table in report.tables
        ],
    )


def _told(count: int) -> int | None:
    return None if count == WITHHELD else count
