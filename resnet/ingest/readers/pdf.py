"""Ruled tables of PDF documents, by pdfplumber; a table that goes on over the page is one."""

from __future__ import annotations

import io
from bisect import bisect_left
from typing import TYPE_CHECKING

from resnet.ingest.bad_file import EmptyFileError, LockedFileError, OversizedFileError, Where
from resnet.ingest.readers.beside_cells import refuse_in
from resnet.ingest.readers.grid import GridCell, numbered_tables
from resnet.ingest.readers.limits import Limits
from resnet.ingest.readers.table import RawTable

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

# Lines of one table meet within this many points.
_NEAR = 3.0
# How the parser writes a glyph of a font that names no letter for it.
_GLYPH = "(cid:"


def read_pdf(content: bytes, where: Where, limits: Limits) -> list[RawTable]:
    """A table for each table of the document that is not blank, called #1, #2 and so on.

    Raises:
        LockedFileError: If it has a password.
        EmptyFileError: If there is no table in it; a scan without text is called one, and so is a document
            whose fonts do not tell what their letters are.
    """
    # Half a second to import: only who reads a PDF waits for it.
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    has_text = False
    found: list[list[GridCell]] = []
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            if len(document.pages) > limits.pages:
                raise OversizedFileError(where, "pages", len(document.pages), limits.pages)
            beside = [str(value) for value in (document.metadata or {}).values()]
            for page in document.pages:
                has_text = has_text or bool(page.chars)
                tables = page.find_tables()
                beside.append(_beside(page, tables))
                for number, table in enumerate(tables):
                    _take(found, _cells(table, page), is_first=number == 0)
                page.close()
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise LockedFileError(where, "password") from error
        raise
    if _is_unreadable(found):
        raise EmptyFileError(where, "no-letters")
    lacking = "no-tables" if has_text else "scan"
    read = numbered_tables(found, where, limits, lacking=lacking)
    refuse_in(beside, read, where)
    return read


def _beside(page: Page, tables: list[Table]) -> str:
    """The letters of the page that stand in no table, apart where a line or a gap parts them."""
    boxes = [table.bbox for table in tables]
    said: list[str] = []
    right, line = 0.0, 0.0
    for letter in page.chars:
        left, top = float(letter["x0"]), float(letter["top"])
        if any(x0 <= left <= x1 and y0 <= top <= y1 for x0, y0, x1, y1 in boxes):
            continue
        if abs(top - line) > _NEAR or left - right > float(letter["width"]):
            said.append("\n")
        said.append(str(letter["text"]))
        right, line = float(letter["x1"]), top
    return "".join(said)


def _is_unreadable(tables: list[list[GridCell]]) -> bool:
    """Whether most words are numbers of glyphs: the document does not say which letters they are."""
    said = [cell.text for cells in tables for cell in cells if cell.text]
    return sum(_GLYPH in text for text in said) > len(said) / 2


def _take(found: list[list[GridCell]], cells: list[GridCell], *, is_first: bool) -> None:
    """One more table, or the rest of the last one: the first of a page, as wide as the one before."""
    if not cells:
        return
    if is_first and found and _width(found[-1]) == _width(cells):
        below = max(cell.row for cell in found[-1]) + 1
        found[-1] += [
            GridCell(cell.row + below, cell.column, cell.text, cell.row_span, cell.column_span)
            for cell in cells
        ]
    else:
        found.append(cells)


def _width(cells: list[GridCell]) -> int:
    return max(cell.column + cell.column_span for cell in cells)


def _cells(table: Table, page: Page) -> list[GridCell]:
    boxes = table.cells
    lefts, tops = _lines([box[0] for box in boxes]), _lines([box[1] for box in boxes])
    cells = []
    for left, top, right, bottom in boxes:
        column, row = _index(lefts, left), _index(tops, top)
        text = page.crop((left, top, right, bottom), strict=False).extract_text(x_tolerance=2) or ""
        cells.append(
            GridCell(
                row,
                column,
                text.strip(),
                max(1, _index(tops, bottom) - row),
                max(1, _index(lefts, right) - column),
            )
        )
    return cells


def _lines(places: list[float]) -> list[float]:
    lines: list[float] = []
    for place in sorted(places):
        if not lines or place - lines[-1] > _NEAR:
            lines.append(place)
    return lines


def _index(lines: list[float], place: float) -> int:
    return bisect_left(lines, place - _NEAR)
