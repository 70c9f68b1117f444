"""Workbooks (.xlsx) by python-calamine; merged ranges are filled."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineWorkbook

from resnet.ingest.bad_file import (
    BadFileError,
    DamagedFileError,
    LockedFileError,
    OversizedFileError,
    Where,
)
from resnet.ingest.readers.archive import check_archive
from resnet.ingest.readers.limits import Limits
from resnet.ingest.readers.table import RawRow, RawTable, text_of

Cell = int | float | str | bool | time | date | datetime | timedelta
Merge = tuple[tuple[int, int], tuple[int, int]]
_MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class ParsedSheet:
    """A sheet as the parser gives it, from the first row and column on, merges counted from 0."""

    name: str
    rows: list[list[Cell]]
    merges: list[Merge]


def read_xlsx(content: bytes, where: Where, limits: Limits) -> list[RawTable]:
    """A table for each sheet that is not blank, in their order.

    Raises:
        BadFileError: If the workbook is broken, has a password, or is above a limit.
    """
    check_archive(content, where, limits)
    return [
        table
        for sheet in _parse_guarded(content, where, limits)
        if (table := _table(sheet, where, limits)).rows
    ]


def parse_workbook(content: bytes, most_sheets: int) -> list[ParsedSheet]:
    """The sheets of a workbook; takes and gives plain values only, so that it can run in a child process."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = []
    for name in workbook.sheet_names[:most_sheets]:
        sheet = workbook.get_sheet_by_name(name)
        merges = sheet.merged_cell_ranges or []
        sheets.append(ParsedSheet(name, sheet.to_python(skip_empty_area=False), merges))
    return sheets


def _parse_guarded(content: bytes, where: Where, limits: Limits) -> list[ParsedSheet]:
    # The place for the child process with memory and time limits: only the next call moves.
    try:
        return parse_workbook(content, limits.sheets)
    except BadFileError:
        raise
    except MemoryError as error:
        raise DamagedFileError(where, "inside") from error
    except BaseException as error:
        # The parser raises a dozen kinds of its own, and its panics are no Exception at all.
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            raise
        if "password" in str(error).lower():
            raise LockedFileError(where, "password") from error
        raise DamagedFileError(where, "inside") from error


def _table(sheet: ParsedSheet, where: Where, limits: Limits) -> RawTable:
    here = Where(where.file, sheet.name)
    texts = [[text_of(_text(cell)) for cell in row] for row in sheet.rows]
    _bound_merges(texts, sheet.merges, here, limits)
    filled = _fill(texts, sheet.merges)
    rows = tuple(
        _row(number, cells, here, limits)
        for number, cells in enumerate(texts, start=1)
        if any(cell.strip() for cell in cells)
    )
    return RawTable(where.file, sheet.name, None, rows, filled)


def _row(number: int, cells: list[str], where: Where, limits: Limits) -> RawRow:
    for column, cell in enumerate(cells, start=1):
        if len(cell) > limits.cell_chars:
            here = Where(where.file, where.sheet, number, column)
            raise OversizedFileError(here, "letters", len(cell), limits.cell_chars)
    return RawRow(number, tuple(cells))


def _bound_merges(texts: list[list[str]], merges: Iterable[Merge], where: Where, limits: Limits) -> None:
    # Honest ranges never overlap; a thousand that each claim the whole sheet would be filled for hours.
    area, width = 0, max(map(len, texts), default=0)
    for (top, left), (bottom, right) in merges:
        area += max(0, min(bottom + 1, len(texts)) - top) * max(0, min(right + 1, width) - left)
        if area > limits.cells:
            raise OversizedFileError(where, "merged", area, limits.cells)


def _fill(texts: list[list[str]], merges: Iterable[Merge]) -> frozenset[tuple[int, int]]:
    """Copies each merged range's first cell into the rest of it; returns those places, counted from 1.

    A range may claim the whole sheet: only cells that are there are filled.
    """
    filled: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in merges:
        if top >= len(texts) or left >= len(texts[top]) or not texts[top][left].strip():
            continue
        first = texts[top][left]
        for row in range(top, min(bottom + 1, len(texts))):
            for column in range(left, min(right + 1, len(texts[row]))):
                if (row, column) != (top, left) and not texts[row][column].strip():
                    texts[row][column] = first
                    filled.add((row + 1, column + 1))
    return frozenset(filled)


def _text(cell: Cell) -> str:
    """The cell as the sheet shows it: whole numbers without a point, days and times in ISO form."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return (
            cell.date().isoformat()
            if cell.time() == _MIDNIGHT
            else cell.isoformat(sep=" ", timespec="seconds")
        )
    if isinstance(cell, time):
        return cell.isoformat(timespec="minutes")
    if isinstance(cell, timedelta):
        return str(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)
