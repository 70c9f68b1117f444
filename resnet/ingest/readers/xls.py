"""Old workbooks (.xls) by xlrd: python-calamine garbles their Korean."""

from __future__ import annotations

import io
from datetime import time

import xlrd
from xlrd.book import Book
from xlrd.sheet import Cell, Sheet

from resnet.ingest.bad_file import LockedFileError, Where
from resnet.ingest.readers.cell_text import cell_text
from resnet.ingest.readers.grid import GridCell, table_of_cells
from resnet.ingest.readers.limits import Limits, refuse_above
from resnet.ingest.readers.table import RawTable

_VISIBLE = 0


def read_xls(content: bytes, where: Where, limits: Limits) -> list[RawTable]:
    """A table for each sheet that is not blank.

    Raises:
        LockedFileError: If the workbook has a password.
        OversizedFileError: If it is above a limit.
    """
    try:
        # Merged ranges and hidden rows come with the formatting only.
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise LockedFileError(where, "password") from error
        raise
    refuse_above(where, "sheets", book.nsheets, limits.sheets)
    tables = [_table(sheet, book, Where(where.file, sheet.name), limits) for sheet in book.sheets()]
    return [table for table in tables if table.rows]


def _table(sheet: Sheet, book: Book, where: Where, limits: Limits) -> RawTable:
    merged = {(top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells}
    cells = [
        GridCell(row, column, _text(sheet.cell(row, column), book), *merged.get((row, column), (1, 1)))
        for row in range(sheet.nrows)
        for column in range(sheet.row_len(row))
    ]
    table = table_of_cells(cells, where, limits)
    hidden = tuple(
        sorted(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden and row < sheet.nrows)
    )
    columns = tuple(sorted(column + 1 for column, info in sheet.colinfo_map.items() if info.hidden))
    return table.with_hidden(hidden, columns, is_hidden=sheet.visibility != _VISIBLE)


def _text(cell: Cell, book: Book) -> str:
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment = xlrd.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError, xlrd.XLDateError):
            return cell_text(cell.value)
        # A time of day alone stands on no day.
        return cell_text(moment.time() if cell.value < 1 and moment.time() != time(0) else moment)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return cell_text(bool(cell.value))
    return "" if cell.ctype == xlrd.XL_CELL_ERROR else cell_text(cell.value)
