"""Tables of HWP 5 documents: an OLE container of deflated records.

Source: HWP Document File Formats 5.0, revision 1.3, Hancom: file header, data records, table object.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile

from resnet.ingest.bad_file import (
    DamagedFileError,
    LockedFileError,
    OversizedFileError,
    Where,
)
from resnet.ingest.readers.beside_cells import refuse_in
from resnet.ingest.readers.grid import GridCell, numbered_tables
from resnet.ingest.readers.limits import Limits
from resnet.ingest.readers.table import RawTable

_SIGNATURE = b"HWP Document File"
_COMPRESSED, _PASSWORD, _DISTRIBUTION, _RIGHTS = 0x1, 0x2, 0x4, 0x10
_TEXT, _LIST, _TABLE = 67, 72, 77
_LONG = 0xFFF
# In a paragraph's text: a control of one letter, or of eight; a line or paragraph ends at 10 and 13.
_ONE_LETTER = frozenset({0, 10, 13, *range(24, 32)})
_ENDS = frozenset({10, 13})
_TAB = 9
_WIDE = 8


@dataclass
class _Open:
    """A table that is being read: the level of its records, its cells, the place and words of the last."""

    level: int
    places: list[tuple[int, int, int, int]] = field(default_factory=list)
    words: list[list[str]] = field(default_factory=list)

    def cells(self) -> list[GridCell]:
        return [
            GridCell(row, column, "\n".join(words), max(1, row_span), max(1, column_span))
            for (column, row, column_span, row_span), words in zip(self.places, self.words, strict=True)
        ]


def read_hwp(content: bytes, where: Where, limits: Limits) -> list[RawTable]:
    """A table for each table of the document that is not blank, called #1, #2 and so on.

    Raises:
        LockedFileError: If it has a password or is locked for distribution.
        EmptyFileError: If there is no table in it.
        PersonNumberError: If a registration number stands beside the tables.
    """
    with olefile.OleFileIO(io.BytesIO(content)) as container:
        header = container.openstream("FileHeader").read(64)
        if not header.startswith(_SIGNATURE) or len(header) < 40:
            raise DamagedFileError(where, "inside")
        (properties,) = struct.unpack_from("<I", header, 36)
        if properties & _PASSWORD:
            raise LockedFileError(where, "password")
        if properties & (_DISTRIBUTION | _RIGHTS):
            raise LockedFileError(where, "distribution")
        found: list[_Open] = []
        beside: list[str] = []
        for name in _sections(container):
            body = container.openstream(name).read()
            found += _tables(_inflated(body, where, limits) if properties & _COMPRESSED else body, beside)
    tables = numbered_tables((table.cells() for table in found), where, limits)
    refuse_in(beside, tables, where)
    return tables


def _sections(container: olefile.OleFileIO) -> list[str]:
    names = ["/".join(path) for path in container.listdir()]
    sections = [name for name in names if name.startswith("BodyText/Section")]
    return sorted(sections, key=lambda name: int(name.removeprefix("BodyText/Section") or 0))


def _inflated(body: bytes, where: Where, limits: Limits) -> bytes:
    opened = zlib.decompressobj(-zlib.MAX_WBITS)
    plain = opened.decompress(body, limits.unpacked_bytes)
    if opened.unconsumed_tail:
        raise OversizedFileError(where, "unpacked", limits.unpacked_bytes + 1, limits.unpacked_bytes)
    return plain


def _tables(body: bytes, beside: list[str]) -> list[_Open]:
    """The tables in it; the words that stand in none are put beside."""
    found: list[_Open] = []
    open_: list[_Open] = []
    for tag, level, data in _records(body):
        while open_ and level < open_[-1].level:
            open_.pop()
        if tag == _TABLE:
            open_.append(_Open(level))
            found.append(open_[-1])
        elif tag == _LIST and open_ and level == open_[-1].level and len(data) >= 16:
            open_[-1].places.append(struct.unpack_from("<4H", data, 8))
            open_[-1].words.append([])
        elif tag == _TEXT and open_ and open_[-1].words:
            open_[-1].words[-1].append(_text(data))
        elif tag == _TEXT:
            beside.append(_text(data))
    return found


def _records(body: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(body):
        (head,) = struct.unpack_from("<I", body, at)
        at += 4
        size = head >> 20
        if size == _LONG:
            (size,) = struct.unpack_from("<I", body, at)
            at += 4
        yield head & 0x3FF, head >> 10 & 0x3FF, body[at : at + size]
        at += size


def _text(data: bytes) -> str:
    units = struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])
    kept: list[int] = []
    at = 0
    while at < len(units):
        unit = units[at]
        if unit >= 32:
            kept.append(unit)
        elif unit in _ENDS or unit == _TAB:
            kept.append(10 if unit in _ENDS else 32)
        at += 1 if unit >= 32 or unit in _ONE_LETTER else _WIDE
    raw = struct.pack(f"<{len(kept)}H", *kept)
    return raw.decode("utf-16-le", errors="replace").strip()
