"""Workbooks (.xlsx, .ods) by python-calamine; merged ranges are filled."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, replace

from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

from resnet.ingest.bad_file import LockedFileError, Where
from resnet.ingest.readers.archive import check_archive
from resnet.ingest.readers.beside_cells import refuse_beside
from resnet.ingest.readers.cell_text import Cell, cell_text
from resnet.ingest.readers.limits import Limits, refuse_above, refuse_long_cells
from resnet.ingest.readers.table import RawRow, RawTable, text_of
from resnet.ingest.readers.unsaid import Unsaid, unsaid_parts

Merge = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ParsedSheet:
    """A sheet as the parser gives it, from the first row and column on, merges counted from 0."""

    name: str
    rows: list[list[Cell]]
    merges: list[Merge]
    is_hidden: bool


def read_xlsx(content: bytes, where: Where, limits: Limits) -> list[RawTable]:
    """A table for each sheet that is not blank, in their order.

    Raises:
        BadFileError: If the workbook is broken, has a password, is above a limit, or holds a registration
            number beside its cells.
    """
    check_archive(content, where, limits)
    unsaid = unsaid_parts(content)
    tables = [
        _with(
            _table(sheet, where, limits), unsaid.get(sheet.name, Unsaid()), limits, is_hidden=sheet.is_hidden
        )
        for sheet in _parse(content, where, limits)
    ]
    refuse_beside(content, tables, where)
    return [table for table in tables if table.rows]


def _with(table: RawTable, unsaid: Unsaid, limits: Limits, *, is_hidden: bool) -> RawTable:
    told = table.with_hidden(unsaid.rows, unsaid.columns, is_hidden=is_hidden)
    refuse_above(table.where(), "letters", sum(len(words) for *_, words in unsaid.comments), limits.cells)
    comments = tuple((row, column, text_of(words)) for row, column, words in unsaid.comments)
    return replace(
        told, uncounted=unsaid.uncounted, comments=comments, struck=unsaid.struck, shaded=unsaid.shaded
    )


def _parse(content: bytes, where: Where, limits: Limits) -> list[ParsedSheet]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as error:
        raise LockedFileError(where, "password") from error
    refuse_above(where, "sheets", len(workbook.sheet_names), limits.sheets)
    shown = {each.name: each.visible is SheetVisibleEnum.Visible for each in workbook.sheets_metadata}
    sheets = []
    for name in workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(name)
        merges = sheet.merged_cell_ranges or []
        rows = sheet.to_python(skip_empty_area=False)
        sheets.append(ParsedSheet(name, rows, merges, is_hidden=not shown.get(name, True)))
    return sheets


def _table(sheet: ParsedSheet, where: Where, limits: Limits) -> RawTable:
    here = Where(where.file, sheet.name)
    texts = [[text_of(cell_text(cell)) for cell in row] for row in sheet.rows]
    _bound_merges(texts, sheet.merges, here, limits)
    filled = _fill(texts, sheet.merges)
    rows = tuple(
        _row(number, cells, here, limits)
        for number, cells in enumerate(texts, start=1)
        if any(cell.strip() for cell in cells)
    )
    return RawTable(where.file, sheet.name, None, rows, filled)


def _row(number: int, cells: list[str], where: Where, limits: Limits) -> RawRow:
    refuse_long_cells(where, number, cells, limits)
    return RawRow(number, tuple(cells))


def _bound_merges(texts: list[list[str]], merges: Iterable[Merge], where: Where, limits: Limits) -> None:
    # Honest ranges never overlap; a thousand that each claim the whole sheet would be filled for hours.
    area, width = 0, max(map(len, texts), default=0)
    for (top, left), (bottom, right) in merges:
        area += max(0, min(bottom + 1, len(texts)) - top) * max(0, min(right + 1, width) - left)
        refuse_above(where, "merged", area, limits.cells)


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
