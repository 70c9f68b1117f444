"""Delimited text to one table; every cell stays text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from resnet.ingest.bad_file import DamagedFileError, Where
from resnet.ingest.readers.encoding import decode_text
from resnet.ingest.readers.limits import Limits, refuse_above, refuse_long_cells
from resnet.ingest.readers.table import RawRow, RawTable, text_of

_DELIMITERS = (",", "\t", ";", "|")
_SAMPLE_ROWS = 60
# Put behind the text: a quote that was never closed swallows it, so it does not come back alone.
_END = "end\u241eof\u241etext"
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
# A stray control character in a list is dropped; one in a hundred letters means there is no list.
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f]")
_CONTROL_SHARE = 100
_START = 8_192


def read_csv(content: bytes, where: Where, limits: Limits) -> RawTable:
    """The file as one table without sheet.

    Raises:
        BadFileError: If it is no text, in no known encoding, cut off in a quoted cell, or too large.
    """
    text, encoding = decode_text(content, where)
    if len(_CONTROL.findall(text, 0, _START)) * _CONTROL_SHARE > min(len(text), _START):
        raise DamagedFileError(where, "no-text")
    told = _SEPARATOR_LINE.match(text)
    delimiter = told.group(1) if told else _delimiter_of(text)
    rows = tuple(_rows(text, delimiter, where, limits))
    # The told separator stands in a row of its own, above the list.
    return RawTable(where.file, None, encoding, rows[1:] if told else rows)


def _rows(text: str, delimiter: str, where: Where, limits: Limits) -> Iterator[RawRow]:
    number = 0
    # The field limit is the module's own, global one; cells are bounded below, closer.
    reader = csv.reader(io.StringIO(f"{text.rstrip()}\n{_END}", newline=""), delimiter=delimiter)
    last: list[str] = []
    try:
        for number, cells in enumerate(reader, start=1):
            if number > 1 and any(cell.strip() for cell in last):
                yield _row(number - 1, last, where, limits)
            last = cells
    except csv.Error as error:
        raise DamagedFileError(Where(where.file, row=number + 1), "open-quote") from error
    if last != [_END]:
        raise DamagedFileError(Where(where.file, row=number), "open-quote")


def _row(number: int, cells: list[str], where: Where, limits: Limits) -> RawRow:
    refuse_above(where, "rows", number, limits.rows)
    refuse_long_cells(where, number, cells, limits)
    return RawRow(number, tuple(map(text_of, cells)))


def _delimiter_of(text: str) -> str:
    """The delimiter by which most rows fall into the same number of cells, the comma where none does."""
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        score = _evenness(text, delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _evenness(text: str, delimiter: str) -> float:
    lines = io.StringIO(text, newline="")
    widths: Counter[int] = Counter()
    try:
        for cells in csv.reader(lines, delimiter=delimiter):
            if any(cells):
                widths[len(cells)] += 1
            if widths.total() >= _SAMPLE_ROWS:
                break
    except csv.Error:
        # Judged on the rows before it; the real reading names the place.
        pass
    width, rows = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]), default=(1, 0))
    return rows / widths.total() * min(width, 5) if width > 1 else 0.0
