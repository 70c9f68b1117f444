"""What a run did, to be read by people and programs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from resnet.graph.elements import NodeId
from resnet.ingest.bad_file import BadFileError, Where
from resnet.ingest.identify import Uncertain
from resnet.ingest.mapping.column import Column
from resnet.ingest.mapping.mapping import Mapping as Columns
from resnet.ingest.resolve.propose import Proposed
from resnet.ingest.said.row import RowSaid
from resnet.ingest.said.told_by import ROLES_OF
from resnet.ingest.seen import Seen

# More places than anybody will mend one by one; the counts are of all.
_MOST_UNREAD = 1000


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not kept, and why (a stable word)."""

    where: Where
    why: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that said something nobody could read, and the field it should have told."""

    where: Where
    field: str


@dataclass
class TableReport:
    """A list that was read.

    ``kept`` rows stand in the store now, ``unchanged`` of them stood so before; ``no_longer_listed`` rows
    stood in an earlier issue. ``described`` counts distinct things the list speaks of, ``created`` those new
    in the store, both by kind. ``unread`` counts cells that said something nobody could read, by field, and
    ``unread_cells`` are the first of them; ``rules`` counts values that are not simply as said, by field and
    rule;
    ``unknown_areas`` districts that the code list does not have on the list's day; ``has_no_areas`` says
    that no code list was read at all. ``uncertain`` are rows of which it is not certain whose they are.
    ``told_of`` are the providers of which anything changed.
    """

    columns: Columns
    source: str
    as_of: date
    rows_read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    no_longer_listed: int = 0
    refused: list[Refused] = field(default_factory=list)
    described: Counter[str] = field(default_factory=Counter)
    created: Counter[str] = field(default_factory=Counter)
    protected: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    unread_cells: list[Unread] = field(default_factory=list)
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    unknown_areas: Counter[str] = field(default_factory=Counter)
    has_no_areas: bool = False
    uncertain: list[Uncertain] = field(default_factory=list)
    elements_changed: int = 0
    told_of: Seen = field(default_factory=Seen)

    @property
    def kept(self) -> int:
        """Rows that stand in the store."""
        return self.new + self.changed + self.unchanged

    def note(self, row: RowSaid) -> None:
        """What the row's cells told and by which rules, and what they did not."""
        for unread in row.unread:
            self.unread[unread] += 1
        for rule in row.rules:
            self.rules[rule] += 1
        for name in row.unread[: max(0, _MOST_UNREAD - len(self.unread_cells))]:
            columns = (self.columns.column_of(role) for role in ROLES_OF.get(name, ()))
            column = next((number for number in columns if number is not None), None)
            self.unread_cells.append(Unread(self.columns.table.where(row.row.number, column), name))

    def as_json(self, *, has_samples: bool = False) -> dict[str, Any]:
        """Plain values; of the cells' contents only the samples, where they are asked for."""
        table = self.columns.table
        return {
            "sheet": table.sheet,
            "encoding": table.encoding,
            "preset": self.columns.preset.name if self.columns.preset else None,
            "subject": self.columns.subject.value,
            "source": self.source,
            "as_of": self.as_of.isoformat(),
            "is_hidden": table.is_hidden,
            "hidden_rows": list(table.hidden_rows),
            "hidden_columns": list(table.hidden_columns),
            "uncounted": list(table.uncounted),
            "struck": list(table.struck),
            "shaded": list(self.columns.shaded),
            "comments": [{"row": row, "column": column} for row, column, _ in table.comments],
            "header_rows": list(self.columns.shape.header_rows),
            "columns": [_column(column, has_samples=has_samples) for column in self.columns.columns],
            "not_rows": [{"row": line.number, "why": line.why.value} for line in self.columns.dropped],
            "rows": {
                "read": self.rows_read,
                "kept": self.kept,
                "new": self.new,
                "changed": self.changed,
                "unchanged": self.unchanged,
                "refused": len(self.refused),
                "no_longer_listed": self.no_longer_listed,
                "protected": self.protected,
            },
            "refused": [
                {"row": each.where.row, "column": each.where.column, "why": each.why} for each in self.refused
            ],
            "described": dict(sorted(self.described.items())),
            "created": dict(sorted(self.created.items())),
            "elements_changed": self.elements_changed,
            "unread": dict(self.unread.most_common()),
            "unread_cells": [
                {"row": each.where.row, "column": each.where.column, "field": each.field}
                for each in self.unread_cells
            ],
            "rules": [
                {"field": name, "rule": rule, "count": count}
                for (name, rule), count in sorted(self.rules.items())
            ],
            "unknown_areas": dict(self.unknown_areas.most_common()),
            "uncertain": [_uncertain(each) for each in self.uncertain],
        }


@dataclass
class FileReport:
    """A file; ``skipped`` are its tables that are no list, each with the reason.

    ``taken`` names it in the store, to be withdrawn by; None where it changed nothing.
    """

    file: str
    digest: str
    is_dry_run: bool
    tables: list[TableReport] = field(default_factory=list)
    skipped: list[BadFileError] = field(default_factory=list)
    commits: int = 0
    taken: NodeId | None = None
    proposed: Proposed = field(default_factory=Proposed)

    def as_json(self) -> dict[str, Any]:
        """Plain values; samples of cells only for who tries a list out."""
        return {
            "file": self.file,
            "digest": self.digest,
            "dry_run": self.is_dry_run,
            "commits": self.commits,
            "taken": self.taken,
            "identity": {"joined": self.proposed.joined, "waiting": self.proposed.waiting},
            "lists": [table.as_json(has_samples=self.is_dry_run) for table in self.tables],
            "skipped": [
                {"sheet": error.where.sheet, "code": error.code, "why": error.variant, "says": str(error)}
                for error in self.skipped
            ],
        }


def _column(column: Column, *, has_samples: bool) -> dict[str, Any]:
    role = column.role.value if column.role else None
    told: dict[str, Any] = {
        "column": column.number,
        "head": column.head,
        "role": role,
        "why": column.why.value,
        "looks_like": column.look.value if column.look else None,
    }
    return told | {"samples": list(column.samples)} if has_samples else told


def _uncertain(each: Uncertain) -> dict[str, Any]:
    others: list[NodeId] = list(each.others)
    return {"row": each.row, "doubt": each.doubt.value, "taken_for": each.taken_for, "others": others}
