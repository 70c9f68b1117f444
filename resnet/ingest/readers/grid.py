"""Cells with spans, as documents and pages have them, to a table whose merged ranges are filled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resnet.ingest.bad_file import EmptyFileError, OversizedFileError, Where
from resnet.ingest.readers.limits import Limits
from resnet.ingest.readers.table import RawRow, RawTable, text_of


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell by its upper left place, counted from 0, and how far it reaches."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1


def numbered_tables(
    found: Iterable[Sequence[GridCell]], where: Where, limits: Limits, *, lacking: str = "no-tables"
) -> list[RawTable]:
    """A table for each of the found ones that is not blank, called #1, #2 and so on.

    Raises:
        EmptyFileError: If all are blank; ``lacking`` is its variant.
        OversizedFileError: If one is above ``limits``.
    """
    named = ((cells, Where(where.file, f"#{number}")) for number, cells in enumerate(found, start=1))
    tables = [table for cells, place in named if (table := table_of_cells(cells, place, limits)).rows]
    if not tables:
        raise EmptyFileError(where, lacking)
    return tables


def table_of_cells(cells: Sequence[GridCell], where: Where, limits: Limits) -> RawTable:
    """The table; where two cells claim a place the first has it.

    Raises:
        OversizedFileError: If the rectangle around the cells, or what they span, is above ``limits``.
    """
    height = max((cell.row + 1 for cell in cells), default=0)
    width = max((cell.column + 1 for cell in cells), default=0)
    _at_most(where, "cells", height * width, limits.cells)
    texts = [[""] * width for _ in range(height)]
    for cell in cells:
        if not texts[cell.row][cell.column]:
            texts[cell.row][cell.column] = text_of(cell.text).strip()
    filled: set[tuple[int, int]] = set()
    spanned = 0
    for cell in cells:
        rows = range(cell.row, min(cell.row + cell.row_span, height))
        columns = range(cell.column, min(cell.column + cell.column_span, width))
        spanned += len(rows) * len(columns)
        _at_most(where, "merged", spanned, limits.cells)
        if texts[cell.row][cell.column]:
            filled |= _fill(texts, cell, rows, columns)
    return made_table(texts, where, limits, frozenset(filled))


def made_table(
    texts: Sequence[Sequence[str]],
    where: Where,
    limits: Limits,
    filled: frozenset[tuple[int, int]] = frozenset(),
) -> RawTable:
    """The rows that are not blank, with the numbers that a reader counts."""
    rows = []
    for number, cells in enumerate(texts, start=1):
        _at_most(where, "rows", number, limits.rows)
        for column, cell in enumerate(cells, start=1):
            here = Where(where.file, where.sheet, number, column)
            _at_most(here, "letters", len(cell), limits.cell_chars)
        if any(cell.strip() for cell in cells):
            rows.append(RawRow(number, tuple(cells)))
    return RawTable(where.file, where.sheet, None, tuple(rows), filled)


def _fill(texts: list[list[str]], cell: GridCell, rows: range, columns: range) -> set[tuple[int, int]]:
    first = texts[cell.row][cell.column]
    filled = set()
    for row in rows:
        for column in columns:
            if (row, column) != (cell.row, cell.column) and not texts[row][column]:
                texts[row][column] = first
                filled.add((row + 1, column + 1))
    return filled


def _at_most(where: Where, what: str, found: int, limit: int) -> None:
    if found > limit:
        raise OversizedFileError(where, what, found, limit)
