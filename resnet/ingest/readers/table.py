"""A table as it was read: text cells with their places."""

from __future__ import annotations

import re
import unicodedata
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from resnet.ingest.bad_file import Where

# C0 and C1 controls but tab and line ends, and characters that only look like nothing.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_LINE_END = re.compile("\r\n?")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row that is not blank; ``number`` counts from 1 as the spreadsheet shows it."""

    number: int
    cells: tuple[str, ...]

    def text(self, column: int) -> str:
        """The cell in ``column`` (from 1), empty where the row is shorter."""
        return self.cells[column - 1] if column <= len(self.cells) else ""


class ManyRows(Sequence[RawRow]):
    """Rows that are too many to be gone over again for each question that a whole list answers."""

    @property
    @abstractmethod
    def width(self) -> int:
        """Columns of the widest row."""

    @abstractmethod
    def first_said(self, column: int) -> tuple[str, ...]:
        """The first three different cells of the column (from 1) that say something."""

    @abstractmethod
    def across(self, column: int) -> list[str]:
        """Some forty cells of the column that say something, from its first row to its last."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A sheet, or a whole CSV file.

    ``filled`` are the places (row, column) that a merged range covers beyond its first cell: their text
    is that first cell's. ``encoding`` is the one found for text files, None for others. Rows,
    columns and sheets that the spreadsheet hides (``hidden_rows``, ``hidden_columns``, ``is_hidden``) are
    read like the rest, and told. ``uncounted`` are cells (``B3``) with a formula whose value the file does
    not hold: they were read as empty; ``comments`` are what people noted at cells (row, column, words),
    ``struck`` cells that they crossed out and ``shaded`` rows that they made grey: both are read as they
    stand, and told. One that ``is_turned`` has the sheet's columns as its rows; a row of one that
    ``is_of_cards`` is a block of lines, with the number of the first.
    """

    file: str
    sheet: str | None
    encoding: str | None
    rows: Sequence[RawRow]
    filled: frozenset[tuple[int, int]] = frozenset()
    hidden_rows: tuple[int, ...] = ()
    is_hidden: bool = False
    is_turned: bool = False
    is_of_cards: bool = False
    hidden_columns: tuple[int, ...] = ()
    uncounted: tuple[str, ...] = ()
    comments: tuple[tuple[int, int, str], ...] = ()
    struck: tuple[str, ...] = ()
    shaded: tuple[int, ...] = ()

    def with_hidden(
        self, rows: tuple[int, ...], columns: tuple[int, ...] = (), *, is_hidden: bool
    ) -> RawTable:
        """The table with what its spreadsheet hides; columns beyond its own are not told."""
        own = tuple(column for column in columns if column <= self.width)
        return replace(self, hidden_rows=rows, is_hidden=is_hidden, hidden_columns=own)

    def with_rows(self, rows: Iterable[RawRow]) -> RawTable:
        """The table with these rows."""
        return replace(self, rows=rows if isinstance(rows, ManyRows) else tuple(rows))

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        if isinstance(self.rows, ManyRows):
            return self.rows.width
        return max((len(row.cells) for row in self.rows), default=0)

    def where(self, row: int | None = None, column: int | None = None) -> Where:
        """A place in this table, for messages: as the sheet has it, though the table was turned."""
        if self.is_of_cards:
            column = None
        if self.is_turned:
            row, column = column, row
        return Where(self.file, self.sheet, row, column)


def text_of(cell: str) -> str:
    """The cell as text we keep: NFC, one kind of line end, no unseen characters; spaces stay as written."""
    return _UNSEEN.sub("", _LINE_END.sub("\n", unicodedata.normalize("NFC", cell)))
