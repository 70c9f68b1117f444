"""The part of a file that is to be read: one sheet or table, or a range of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from resnet.errors import UsageError
from resnet.ingest.bad_file import BadFileError, Where
from resnet.ingest.clean.spacing import collapse
from resnet.ingest.mapping.lay import lists_in
from resnet.ingest.readers.long_rows import kept_rows
from resnet.ingest.readers.table import RawRow, RawTable

_CORNER = r"([A-Za-z]{0,3})(\d{0,7})"
_OF_SHEET = re.compile(r"(?P<sheet>.+?)\s*#(?P<number>\d{1,3})")
_RANGE = re.compile(rf"{_CORNER}\s*:\s*{_CORNER}")


class BadRangeError(UsageError):
    """A range of cells is not written as spreadsheets write it."""

    code: ClassVar[str] = "bad-range"

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(f"{said!r} is no range of cells: write it as A5:H200, A:H or 5:200.")


class NoSuchPartError(BadFileError):
    """The file has no such sheet or table, or nothing stands in the range."""

    code = "no-such-part"


@dataclass(frozen=True, slots=True)
class CellRange:
    """From a row and column to another, both included and counted from 1; None is without end."""

    first_row: int = 1
    last_row: int | None = None
    first_column: int = 1
    last_column: int | None = None

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies in the range."""
        is_row = self.first_row <= row and (self.last_row is None or row <= self.last_row)
        is_column = self.first_column <= column
        return is_row and is_column and (self.last_column is None or column <= self.last_column)

    def of(self, table: RawTable) -> RawTable:
        """The table with only what lies in the range; rows and columns keep their numbers."""
        filled = frozenset(place for place in table.filled if self.holds(*place))
        return replace(table, rows=kept_rows(self._rows(table.rows)), filled=filled)

    def _rows(self, rows: Iterable[RawRow]) -> Iterator[RawRow]:
        for row in rows:
            kept = tuple(
                cell if self.holds(row.number, column) else ""
                for column, cell in enumerate(row.cells[: self.last_column], start=1)
            )
            if any(cell.strip() for cell in kept):
                yield replace(row, cells=kept)


@dataclass(frozen=True, slots=True)
class Part:
    """``sheet`` is the name of a sheet, or ``#2`` for the second table; ``cells`` a range. None is all.

    ``현황 #2`` is the second of several lists on the sheet 현황, unless a sheet itself is called so.
    """

    sheet: str | None = None
    cells: CellRange | None = None

    def of(self, tables: Sequence[RawTable], where: Where) -> list[RawTable]:
        """The lists in the tables that were asked for.

        Raises:
            NoSuchPartError: If there are none.
        """
        chosen = list(tables) if self.sheet is None else _named(tables, self.sheet)
        if not chosen and self.sheet is not None and (one := _one_of_sheet(tables, self.sheet)) is not None:
            chosen = [one]
        if not chosen:
            known = ", ".join(f"#{n} {table.sheet or ''}".strip() for n, table in enumerate(tables, start=1))
            raise NoSuchPartError(where, "sheet", sheet=self.sheet, known=known)
        if self.cells is not None:
            chosen = [cut for table in chosen if (cut := self.cells.of(table)).rows]
            if not chosen:
                raise NoSuchPartError(where, "range")
        return [found for table in chosen for found in lists_in(table)]


def read_range(said: str) -> CellRange:
    """A range out of words such as ``A5:H200``, ``A:H`` or ``5:200``.

    Raises:
        BadRangeError: If it is none.

    >>> read_range("B3:D9")
    CellRange(first_row=3, last_row=9, first_column=2, last_column=4)
    """
    found = _RANGE.fullmatch(said.strip())
    if not found or not (found[1] or found[2]):
        raise BadRangeError(said)
    columns, rows = (_column(found[1]), _column(found[3])), (found[2], found[4])
    first_row, last_row = int(rows[0] or 1), int(rows[1]) if rows[1] else None
    first_column, last_column = columns[0] or 1, columns[1]
    if first_row < 1 or (last_row or first_row) < first_row or (last_column or first_column) < first_column:
        raise BadRangeError(said)
    return CellRange(first_row, last_row, first_column, last_column)


def _column(letters: str) -> int | None:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number or None


def _one_of_sheet(tables: Sequence[RawTable], name: str) -> RawTable | None:
    """The list that a sheet of several is told by: 현황 #2, or #1 #2 in a document."""
    found = _OF_SHEET.fullmatch(name.strip())
    if found is None:
        return None
    lists = [each for table in _named(tables, found["sheet"]) for each in lists_in(table)]
    number = int(found["number"])
    return lists[number - 1] if 0 < number <= len(lists) else None


def _named(tables: Sequence[RawTable], name: str) -> list[RawTable]:
    own = [table for table in tables if table.sheet is not None and collapse(table.sheet) == collapse(name)]
    if own:
        return own
    # Sheets are called by their place as well, as tables of documents are.
    return [table for n, table in enumerate(tables, start=1) if name.strip() == f"#{n}"]
