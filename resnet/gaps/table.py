"""The council's tables: needs by group and reason, and the supply beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from resnet.gaps.disclosure import WITHHELD, withhold
from resnet.gaps.verdict import REASONS, JudgedNeed, Verdict
from resnet.ontology.vocabulary import load_vocabulary


class Group(StrEnum):
    """By what needs are grouped (domain.md §12)."""

    WHOLE = "whole"
    DOMAIN = "domain"
    AREA = "area"
    HOUSEHOLD_TYPE = "household_type"
    LEVEL = "level"

    def of(self, need: JudgedNeed) -> str:
        """The group a need belongs to."""
        return "" if self is Group.WHOLE else str(getattr(need, self.value))


VOCABULARY: Final = {
    Group.DOMAIN: "need_domains_2026",
    Group.HOUSEHOLD_TYPE: "household_types",
    Group.LEVEL: "levels",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One group: cells by column, -1 where withheld; totals of the whole row, and supply beside it.

    ``supply`` is the number of open services that could meet the group's needs, None where it has no meaning.
    """

    key: str
    cells: tuple[int, ...]
    total: int
    supply: int | None


@dataclass(frozen=True, slots=True)
class GapTable:
    """One grouping of all agreed needs.

    ``columns`` are verdicts, and reasons for unmet needs; before withholding, the cells of all
    rows sum to ``total``, the number of agreed needs; fewer needs than may be told give no rows and -1.
    """

    group: Group
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int


# A place on a wait list is one column, whether a referral waits there or would have to.
COLUMNS: tuple[str, ...] = tuple(
    dict.fromkeys((*(str(each) for each in Verdict if each is not Verdict.UNMET), *REASONS))
)


def make_table(
    needs: Sequence[JudgedNeed], group: Group, *, least: int, supply: dict[str, int] | None = None
) -> GapTable:
    """``needs`` by ``group`` and column, each counted once, small counts withheld.

    ``least`` is the smallest count that is told (the standard's ``disclosure-threshold``).
    """
    counts = Counter((group.of(need), need.column) for need in needs)
    if 0 < len(needs) < least:
        # The number of all needs would tell whose they are.
        return GapTable(group, (), (), WITHHELD)
    keys = sorted({row for row, _ in counts} | set(supply or ()), key=lambda key: _place(group, key))
    columns = tuple(column for column in COLUMNS if any((key, column) in counts for key in keys))
    # A group without any need is told as such: its zeros hide nothing.
    needy = [key for key in keys if any((key, column) in counts for column in columns)]
    told = withhold(counts, needy, columns, least=least)
    totals = _tell_totals(counts, keys, least)
    rows = tuple(
        Row(
            key=key,
            cells=tuple(told.get((key, column), 0) for column in columns),
            total=totals[key],
            supply=supply.get(key, 0) if supply is not None else None,
        )
        for key in keys
    )
    return GapTable(group, columns, rows, len(needs))


def _place(group: Group, key: str) -> tuple[bool, int, str]:
    """Where a row stands: as its vocabulary has it, what nobody recorded last."""
    known = load_vocabulary(VOCABULARY[group]).codes if group in VOCABULARY else ()
    return key in {"", "unknown"}, known.index(key) if key in known else len(known), key


def _tell_totals(counts: Counter[tuple[str, str]], keys: Sequence[str], least: int) -> dict[str, int]:
    # The grand total is told, so small totals need partners like any other cells of a line.
    totals = {(key, ""): sum(count for (row, _), count in counts.items() if row == key) for key in keys}
    return {key: total for (key, _), total in withhold(totals, keys, ("",), least=least).items()}
