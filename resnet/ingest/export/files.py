"""A table as a file: a workbook, or a CSV that spreadsheet programs open with Korean right."""

from __future__ import annotations

import csv
import io
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from resnet.ingest.export.cell import neutral
from resnet.ingest.export.rows import Sheet

_UTF8_MARK: Final = b"\xef\xbb\xbf"
_NARROW, _WIDE, _PER_LETTER = 10, 60, 2.0
_LONGEST: Final = 32_767
_HEAD_FILL: Final = PatternFill("solid", fgColor="E8EDF2")


def written_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a mark; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([neutral(each) for each in sheet.heads])
    writer.writerows([neutral(cell) for cell in row] for row in sheet.rows)
    return _UTF8_MARK + out.getvalue().encode("utf-8")


def written_workbook(sheet: Sheet) -> bytes:
    """A workbook of one sheet, its head row kept in sight; every cell is text, none a formula."""
    book = Workbook(write_only=True)
    table = book.create_sheet(sheet.name[:31])
    table.freeze_panes = "B2"
    for number, head in enumerate(sheet.heads, start=1):
        width = min(_WIDE, max(_NARROW, _PER_LETTER * len(head) + 4))
        table.column_dimensions[get_column_letter(number)].width = width
    head_font, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    table.append([_cell(table, head, font=head_font, fill=_HEAD_FILL) for head in sheet.heads])
    for row in sheet.rows:
        table.append([_cell(table, cell, alignment=wrapped) for cell in row])
    table.auto_filter.ref = f"A1:{get_column_letter(len(sheet.heads))}1"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(table: WriteOnlyWorksheet, text: str, **style: object) -> Cell:
    cell = WriteOnlyCell(table, value=text[:_LONGEST])
    # A value that begins with = was made a formula, one that begins with # an error.
    cell.data_type = "s"
    for name, value in style.items():
        setattr(cell, name, value)
    return cell
