"""A file to its tables."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from resnet.ingest.bad_file import (
    EmptyFileError,
    FileMissingError,
    PersonNumberError,
    Where,
)
from resnet.ingest.readers.guarded import parse_guarded
from resnet.ingest.readers.limits import DEFAULT_LIMITS, Limits, refuse_above
from resnet.ingest.readers.person_number import has_person_number, refuse_person_numbers
from resnet.ingest.readers.table import RawTable


def read_tables(path: Path, *, limits: Limits = DEFAULT_LIMITS, is_family: bool = False) -> list[RawTable]:
    """The tables of the file, blank sheets left out; at least one.

    ``is_family`` reads a family file (GEDCOM) and nothing else; without it, one is refused.

    Raises:
        BadFileError: If the file cannot be taken; the subclass says why, the message where and how to
            mend it. A registration number of a person anywhere refuses the file whole.
    """
    if has_person_number(path.name):
        # The name itself would repeat the digits.
        raise PersonNumberError(Where(""), "file-name")
    where = Where(path.name)
    tables = parse_guarded(_source(path, where, limits), where, limits, is_family=is_family)
    refuse_person_numbers(tables)
    return tables


def _source(path: Path, where: Where, limits: Limits) -> bytes | Path:
    """What is to be parsed: the file itself, or a package that lies unpacked in a folder."""
    try:
        if (path / "services.csv").is_file() or (path / "organizations.csv").is_file():
            return _packed(path, where, limits)
    except OSError as error:
        raise FileMissingError(where, "closed") from error
    if _size_of(path, where, max(limits.file_bytes, limits.text_bytes)) == 0:
        raise EmptyFileError(where)
    return path


def bytes_of(path: Path, where: Where, limits: Limits) -> bytes:
    """What is in the file.

    Raises:
        FileMissingError: If there is no file to read at that path.
        OversizedFileError: If it is above ``limits``.
    """
    _size_of(path, where, limits.file_bytes)
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileMissingError(where, "closed") from error


def _size_of(path: Path, where: Where, limit: int) -> int:
    try:
        # Asked first: a device or a pipe must not be read to its end.
        if not path.is_file():
            what = "folder" if path.is_dir() else "missing"
            raise FileMissingError(where, what)
        size = path.stat().st_size
    except OSError as error:
        raise FileMissingError(where, "closed") from error
    refuse_above(where, "bytes", size, limit)
    return size


def _packed(folder: Path, where: Where, limits: Limits) -> bytes:
    """A package that lies unpacked in a folder, as the archive it would be sent as."""
    files = sorted(each for each in folder.iterdir() if each.suffix == ".csv" and each.is_file())
    refuse_above(where, "bytes", sum(each.stat().st_size for each in files), limits.file_bytes)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for each in files:
            archive.writestr(each.name, each.read_bytes())
    return packed.getvalue()
