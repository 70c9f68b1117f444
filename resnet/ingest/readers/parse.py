"""The bytes of a file to its tables: the only function that meets a parser, run in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from resnet.ingest.bad_file import (
    BadFileError,
    DamagedFileError,
    EmptyFileError,
    UnsupportedFileError,
    Where,
)
from resnet.ingest.readers.csv_text import read_csv
from resnet.ingest.readers.gedcom import read_gedcom
from resnet.ingest.readers.hsds import read_json, read_package
from resnet.ingest.readers.html import read_html
from resnet.ingest.readers.hwp import read_hwp
from resnet.ingest.readers.hwpx import read_hwpx
from resnet.ingest.readers.limits import Limits
from resnet.ingest.readers.pdf import read_pdf
from resnet.ingest.readers.records import read_xml
from resnet.ingest.readers.sniff import FileKind, is_family_file, kind_of
from resnet.ingest.readers.table import RawTable
from resnet.ingest.readers.xls import read_xls
from resnet.ingest.readers.xlsx import read_xlsx

Reader = Callable[[bytes, Where, Limits], list[RawTable]]
_NOTHING = b" \t\r\n\x00\xef\xbb\xbf"


def _read_text(content: bytes, where: Where, limits: Limits) -> list[RawTable]:
    table = read_csv(content, where, limits)
    return [table] if table.rows else []


READERS: Mapping[FileKind, Reader] = MappingProxyType(
    {
        FileKind.TEXT: _read_text,
        FileKind.XLSX: read_xlsx,
        FileKind.ODS: read_xlsx,
        FileKind.XLS: read_xls,
        FileKind.HWPX: read_hwpx,
        FileKind.HWP: read_hwp,
        FileKind.PDF: read_pdf,
        FileKind.HTML: read_html,
        FileKind.JSON: read_json,
        FileKind.XML: read_xml,
        FileKind.PACKAGE: read_package,
    }
)


def parse_tables(content: bytes, where: Where, limits: Limits, *, is_family: bool = False) -> list[RawTable]:
    """The tables in ``content``, blank ones left out; at least one.

    A family file is read at its own door only (``is_family``), where nothing else is: it is about people.

    Raises:
        BadFileError: If it cannot be taken, whatever the parser raised.
        MemoryError: If the memory that this process may use is not enough.
    """
    if not content.strip(_NOTHING):
        raise EmptyFileError(where)
    try:
        tables = _read(content, where, limits, is_family=is_family)
    except (BadFileError, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # Parsers raise a dozen kinds of their own, and panics of compiled ones are no Exception at all.
        raise DamagedFileError(where, "inside") from error
    if not tables:
        raise EmptyFileError(where)
    return tables


def _read(content: bytes, where: Where, limits: Limits, *, is_family: bool) -> list[RawTable]:
    if not is_family:
        return READERS[kind_of(content, where)](content, where, limits)
    if not is_family_file(content):
        raise UnsupportedFileError(where, "gedcom", "no-family")
    return read_gedcom(content, where, limits)
