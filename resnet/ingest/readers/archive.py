"""Is it safe to unpack? Asked before any parser sees a workbook."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from resnet.ingest.bad_file import DamagedFileError, Where
from resnet.ingest.readers.limits import Limits, refuse_above

_CHUNK = 1 << 20
# A reference may be cut by the chunk's end: the tail is looked at again.
_TAIL = 256
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError)


def check_archive(content: bytes, where: Where, limits: Limits) -> None:
    """Returns when the workbook is safe to unpack.

    The sizes that the archive claims are checked, then those that come out.

    Raises:
        OversizedFileError: If entries, unpacked size, ratio or a sheet's extent are above ``limits``.
        DamagedFileError: If the container is broken.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            refuse_above(where, "entries", len(members), limits.archive_entries)
            unpacked = sum(member.file_size for member in members)
            _check_size(where, unpacked, len(content), limits)
            _read_through(archive, where, limits, len(content))
    except _BROKEN as error:
        raise DamagedFileError(where, "container") from error


def _check_size(where: Where, unpacked: int, packed: int, limits: Limits) -> None:
    refuse_above(where, "unpacked", unpacked, limits.unpacked_bytes)
    if unpacked > _CHUNK:
        refuse_above(where, "ratio", unpacked // max(packed, 1), limits.unpacked_ratio)


def _read_through(archive: zipfile.ZipFile, where: Where, limits: Limits, packed: int) -> None:
    total = 0
    for member in archive.infolist():
        extent = (0, 0)
        tail = b""
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                _check_size(where, total, packed, limits)
                # Every member: a sheet may lie anywhere in the container.
                extent = _extent(tail + chunk, extent)
                refuse_above(where, "cells", extent[0] * extent[1], limits.cells)
                tail = chunk[-_TAIL:]


def _extent(chunk: bytes, known: tuple[int, int]) -> tuple[int, int]:
    rows, columns = known
    for letters, digits in _CELL.findall(chunk):
        rows = max(rows, int(digits))
        columns = max(columns, _column_number(letters))
    return rows, columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
