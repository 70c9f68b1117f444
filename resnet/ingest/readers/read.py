"""A file to its tables."""

from __future__ import annotations

from pathlib import Path

from resnet.ingest.bad_file import (
    EmptyFileError,
    FileMissingError,
    OversizedFileError,
    PersonNumberError,
    Where,
)
from resnet.ingest.readers.csv_text import read_csv
from resnet.ingest.readers.limits import DEFAULT_LIMITS, Limits
from resnet.ingest.readers.person_number import has_person_number, refuse_person_numbers
from resnet.ingest.readers.sniff import FileKind, kind_of
from resnet.ingest.readers.table import RawTable
from resnet.ingest.readers.xlsx import read_xlsx

_SEPARATORS = "[;,\\s]"


def read_tables(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> list[RawTable]:
    """The tables of the file, blank sheets left out; at least one.

    Raises:
        BadFileError: If the file cannot be taken; the subclass says why, the message where and how to
            mend it. A registration number of a person anywhere refuses the file whole.
    """
    if has_person_number(path.name):
        # The name itself would repeat the digits.
        raise PersonNumberError(Where(""), "file-name")
    where = Where(path.name)
    tables = _tables(_content(path, where, limits), where, limits)
    if not tables:
        raise EmptyFileError(where)
    refuse_person_numbers(tables)
    return tables


def _tables(content: bytes, where: Where, limits: Limits) -> list[RawTable]:
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise EmptyFileError(where)
    if kind_of(content, where) is FileKind.XLSX:
        return read_xlsx(content, where, limits)
    table = read_csv(content, where, limits)
    return [table] if table.rows else []


def _content(path: Path, where: Where, limits: Limits) -> bytes:
    try:
        # Asked first: a device or a pipe must not be read to its end.
        if not path.is_file():
            what = "folder" if path.is_dir() else "missing"
            raise FileMissingError(where, what)
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise OversizedFileError(where, "bytes", size, limits.file_bytes)
        return path.read_bytes()
    except OSError as error:
        raise FileMissingError(where, "closed") from error
