"""What a run did, to be read by people and programs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from resnet.graph.elements import NodeId
from resnet.ingest.bad_file import BadFileError, Where
from resnet.ingest.identify import Waiting
from resnet.ingest.mapping.mapping import Mapping as Columns


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not kept, and why (a stable word)."""

    where: Where
    why: str


@dataclass
class TableReport:
    """A list that was read.

    ``kept`` rows stand in the store now, ``unchanged`` of them stood so before; ``no_longer_listed`` rows
    stood in an earlier issue. ``described`` counts distinct things the list speaks of, ``created`` those new
    in the store, both by kind. ``unread`` counts cells that said something nobody could read, by field;
    ``unknown_areas`` districts that the code list does not have on the list's day; ``has_no_areas`` says
    that no code list was read at all.
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
    unknown_areas: Counter[str] = field(default_factory=Counter)
    has_no_areas: bool = False
    waiting: list[Waiting] = field(default_factory=list)
    elements_changed: int = 0

    @property
    def kept(self) -> int:
        """Rows that stand in the store."""
        return self.new + self.changed + self.unchanged

    def as_json(self) -> dict[str, Any]:
        """Plain values; no cell's content."""
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
            "header_rows": list(self.columns.shape.header_rows),
            "columns": [_column(self.columns, number) for number in range(len(self.columns.columns))],
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
            "unknown_areas": dict(self.unknown_areas.most_common()),
            "waiting": [_waiting(each) for each in self.waiting],
        }


@dataclass
class FileReport:
    """A file; ``skipped`` are its tables that are no list, each with the reason."""

    file: str
    digest: str
    is_dry_run: bool
    tables: list[TableReport] = field(default_factory=list)
    skipped: list[BadFileError] = field(default_factory=list)
    commits: int = 0

    def as_json(self) -> dict[str, Any]:
        """Plain values; no cell's content."""
        return {
            "file": self.file,
            "digest": self.digest,
            "dry_run": self.is_dry_run,
            "commits": self.commits,
            "lists": [table.as_json() for table in self.tables],
            "skipped": [
                {"sheet": error.where.sheet, "code": error.code, "why": error.variant, "says": str(error)}
                for error in self.skipped
            ],
        }


def _column(columns: Columns, number: int) -> dict[str, Any]:
    column = columns.columns[number]
    role = column.role.value if column.role else None
    return {"column": column.number, "head": column.head, "role": role, "why": column.why.value}


def _waiting(each: Waiting) -> dict[str, Any]:
    others: list[NodeId] = list(each.others)
    return {"row": each.row, "doubt": each.doubt.value, "taken_for": each.taken_for, "others": others}
