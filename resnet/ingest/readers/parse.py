"""The bytes of a file to its tables: the only function that meets a parser, run in a process of its own."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import BinaryIO

from resnet.ingest.bad_file import (
    BadFileError,
    DamagedFileError,
    EmptyFileError,
    UnsupportedFileError,
    Where,
)
from resnet.ingest.readers.csv_text import stream_csv
from resnet.ingest.readers.docx import read_docx
from resnet.ingest.readers.gedcom import read_gedcom
from resnet.ingest.readers.hsds import read_json, read_package
from resnet.ingest.readers.html import read_html
from resnet.ingest.readers.hwp import read_hwp
from resnet.ingest.readers.hwpx import read_hwpx
from resnet.ingest.readers.limits import Limits, refuse_above
from resnet.ingest.readers.pdf import read_pdf
from resnet.ingest.readers.records import read_xml
from resnet.ingest.readers.sniff import HEAD, FileKind, is_family_file, is_text, kind_of
from resnet.ingest.readers.table import RawRow, RawTable
from resnet.ingest.readers.xls import read_xls
from resnet.ingest.readers.xlsx import read_xlsx

Reader = Callable[[bytes, Where, Limits], list[RawTable]]
ReadTable = tuple[RawTable, Iterable[RawRow]]
_NOTHING = b" \t\r\n\x00\xef\xbb\xbf"
# Of a text its rows are read as they are asked for: it may be longer than there is room.
READERS: Mapping[FileKind, Reader] = MappingProxyType(
    {
        FileKind.XLSX: read_xlsx,
        FileKind.ODS: read_xlsx,
        FileKind.XLS: read_xls,
        FileKind.HWPX: read_hwpx,
        FileKind.HWP: read_hwp,
        FileKind.DOCX: read_docx,
        FileKind.PDF: read_pdf,
        FileKind.HTML: read_html,
        FileKind.JSON: read_json,
        FileKind.XML: read_xml,
        FileKind.PACKAGE: read_package,
    }
)


def parse_tables(
    source: BinaryIO, where: Where, limits: Limits, *, is_family: bool = False
) -> Iterator[ReadTable]:
    """The tables in ``source``, blank ones left out, each with its rows; at least one.

    A family file is read at its own door only (``is_family``), where nothing else is: it is about people.

    Raises:
        BadFileError: If it cannot be taken, whatever the parser raised; of a text, when the row is asked for
            that it cannot be taken for.
        MemoryError: If the memory that this process may use is not enough.
    """
    try:
        is_empty = True
        for table, rows in _read(source, where, limits, is_family=is_family):
            is_empty = False
            yield table, _guarded(rows, where)
    except (BadFileError, MemoryError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        # Parsers raise a dozen kinds of their own, and panics of compiled ones are no Exception at all.
        raise DamagedFileError(where, "inside") from error
    if is_empty:
        raise EmptyFileError(where)


def _guarded(rows: Iterable[RawRow], where: Where) -> Iterator[RawRow]:
    try:
        yield from rows
    except (BadFileError, MemoryError, GeneratorExit):
        raise
    except Exception as error:
        raise DamagedFileError(where, "inside") from error


def _read(source: BinaryIO, where: Where, limits: Limits, *, is_family: bool) -> Iterator[ReadTable]:
    start = source.read(HEAD)
    if is_family or not start.strip(_NOTHING) or not is_text(start, where):
        content = _whole(source, where, limits)
        if is_family and not is_family_file(content):
            raise UnsupportedFileError(where, "gedcom", "no-family")
        kind = None if is_family else kind_of(content, where)
        if kind is not FileKind.TEXT:
            read = READERS[kind] if kind is not None else read_gedcom
            yield from ((table, table.rows) for table in read(content, where, limits))
            return
    table, rows = stream_csv(source, where, limits)
    first = next(rows, None)
    if first is not None:
        yield table, chain([first], rows)


def _whole(source: BinaryIO, where: Where, limits: Limits) -> bytes:
    refuse_above(where, "bytes", source.seek(0, io.SEEK_END), limits.file_bytes)
    source.seek(0)
    content = source.read()
    if not content.strip(_NOTHING):
        raise EmptyFileError(where)
    return content
