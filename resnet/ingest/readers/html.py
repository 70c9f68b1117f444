"""Tables of HTML pages, and of the pages that portals export under the name of .xls."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from resnet.ingest.bad_file import OversizedFileError, Where
from resnet.ingest.readers.beside_cells import refuse_in
from resnet.ingest.readers.encoding import decode_text
from resnet.ingest.readers.grid import GridCell, numbered_tables
from resnet.ingest.readers.limits import Limits
from resnet.ingest.readers.table import RawTable

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SILENT = frozenset({"script", "style", "template"})
_LINES = frozenset({"br", "p", "div", "li"})
_MOST_SPAN = 10_000
_DEEPEST = 50


@dataclass
class _Open:
    """A table that is being read; ``taken`` are places that a cell from above reaches into."""

    cells: list[GridCell] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    row: int = -1
    column: int = 0
    words: list[str] | None = None
    spans: tuple[int, int] = (1, 1)


class _Reader(HTMLParser):
    def __init__(self, where: Where, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.where, self.limits = where, limits
        self.tables: list[_Open] = []
        self.beside: list[str] = []
        self._open: list[_Open] = []
        self._silent = 0
        self._spanned = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            if len(self._open) >= _DEEPEST:
                raise OversizedFileError(self.where, "entries", len(self._open), _DEEPEST)
            self._open.append(_Open())
            self.tables.append(self._open[-1])
        elif self._open:
            self._in_table(self._open[-1], tag, dict(attrs))

    def _in_table(self, table: _Open, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            self._close_cell(table)
            table.row, table.column = table.row + 1, 0
        elif tag in ("td", "th"):
            self._close_cell(table)
            table.row = max(table.row, 0)
            table.words = []
            table.spans = (_span(attributes.get("rowspan")), _span(attributes.get("colspan")))
        elif tag in _LINES and table.words is not None:
            table.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif self._open and tag in ("td", "th", "tr", "table"):
            self._close_cell(self._open[-1])
            if tag == "table":
                self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and not self._silent and self._open[-1].words is not None:
            self._open[-1].words.append(_SPACE.sub(" ", data))
        else:
            self.beside.append(data)

    def handle_comment(self, data: str) -> None:
        self.beside.append(data)

    def _close_cell(self, table: _Open) -> None:
        if table.words is None:
            return
        while (table.row, table.column) in table.taken:
            table.column += 1
        rows, columns = table.spans
        self._spanned += rows * columns
        if self._spanned > self.limits.cells:
            raise OversizedFileError(self.where, "merged", self._spanned, self.limits.cells)
        text = "\n".join(line.strip() for line in "".join(table.words).split("\n")).strip()
        table.cells.append(GridCell(table.row, table.column, text, rows, columns))
        table.taken |= {(table.row + r, table.column + c) for r in range(rows) for c in range(columns)}
        table.column += columns
        table.words = None


def read_html(content: bytes, where: Where, limits: Limits) -> list[RawTable]:
    """A table for each table of the page that is not blank, called #1, #2 and so on.

    Raises:
        EmptyFileError: If there is no table in it.
        OversizedFileError: If its cells reach over more than a limit.
        PersonNumberError: If a registration number stands beside the tables.
    """
    text, _ = decode_text(content, where)
    reader = _Reader(where, limits)
    reader.feed(text)
    reader.close()
    tables = numbered_tables((table.cells for table in reader.tables), where, limits)
    refuse_in(reader.beside, tables, where)
    return tables


def _span(text: str | None) -> int:
    return min(max(1, int(text)), _MOST_SPAN) if text and text.isdecimal() else 1
