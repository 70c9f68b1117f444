"""Delimited text to one table; every cell stays text."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import BinaryIO, TextIO

from resnet.ingest.bad_file import DamagedFileError, Where
from resnet.ingest.readers.encoding import encoding_of
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
        BadFileError: As ``stream_csv``.
    """
    table, rows = stream_csv(io.BytesIO(content), where, limits)
    return table.with_rows(rows)


def stream_csv(source: BinaryIO, where: Where, limits: Limits) -> tuple[RawTable, Iterator[RawRow]]:
    """The file as one table without sheet, and its rows, which are read as they are asked for.

    Raises:
        BadFileError: If it is no text, in no known encoding, cut off in a quoted cell, or too large; what is
            wrong with a row when that row is asked for.
    """
    encoding = encoding_of(source, where)
    with _text(source, encoding) as text:
        start = text.read(_START)
    if len(_CONTROL.findall(start)) * _CONTROL_SHARE > len(start):
        raise DamagedFileError(where, "no-text")
    told = _SEPARATOR_LINE.match(start)
    delimiter = told.group(1) if told else _delimiter_of(source, encoding)
    rows = _rows(source, encoding, delimiter, where, limits)
    # The told separator stands in a row of its own, above the list.
    return RawTable(where.file, None, encoding, ()), islice(rows, 1 if told else 0, None)


@contextmanager
def _text(source: BinaryIO, encoding: str) -> Iterator[TextIO]:
    """The source as text from its start, line ends as they are; it stays open."""
    source.seek(0)
    text = io.TextIOWrapper(source, encoding=encoding, newline="")
    try:
        yield text
    finally:
        text.detach()


def _rows(source: BinaryIO, encoding: str, delimiter: str, where: Where, limits: Limits) -> Iterator[RawRow]:
    number = 0
    last: list[str] = []
    with _text(source, encoding) as text:
        # The field limit is the module's own, global one; cells are bounded below, closer.
        reader = csv.reader(_with_end(text), delimiter=delimiter)
        try:
            for number, cells in enumerate(reader, start=1):
                if number > 1 and any(cell.strip() for cell in last):
                    yield _row(number - 1, last, where, limits)
                last = cells
        except csv.Error as error:
            raise DamagedFileError(Where(where.file, row=number + 1), "open-quote") from error
    if last != [_END]:
        raise DamagedFileError(Where(where.file, row=number), "open-quote")


def _with_end(lines: Iterable[str]) -> Iterator[str]:
    """The lines without what is blank at their end, and behind them the sign that they ended."""
    held: list[str] = []
    for line in lines:
        if held and not line.isspace():
            yield from held
            held.clear()
        held.append(line)
    yield f"{held[0].rstrip() if held else ''}\n"
    yield _END


def _row(number: int, cells: list[str], where: Where, limits: Limits) -> RawRow:
    refuse_above(where, "rows", number, limits.rows)
    refuse_long_cells(where, number, cells, limits)
    whole = "".join(cells)
    # What can be printed has no line end and nothing unseen in it; parts of a normal text are normal.
    if whole.isprintable() and unicodedata.is_normalized("NFC", whole):
        return RawRow(number, tuple(cells))
    return RawRow(number, tuple(map(text_of, cells)))


def _delimiter_of(source: BinaryIO, encoding: str) -> str:
    """The delimiter by which most rows fall into the same number of cells, the comma where none does."""
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        with _text(source, encoding) as text:
            score = _evenness(text, delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _evenness(lines: Iterable[str], delimiter: str) -> float:
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
