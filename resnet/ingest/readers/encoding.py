"""Which encoding a text file is in: its byte-order mark, UTF-16 without one, strict UTF-8, strict cp949.

A file is gone through block by block: a list of a million rows is never held as a whole.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from resnet.ingest.bad_file import DamagedFileError, UndecodableFileError, Where

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
TRIED = ("utf-8", "cp949")
# A UTF-8 file with a few broken bytes must not pass as cp949, where it reads as other Hangul.
_HANGUL_PER_BROKEN = 20
# So many broken letters are no slip any more: the rest of a long file need not be counted.
_CERTAINLY_BROKEN = 10_000
_LONGEST_UTF8 = 4
_BLOCK = 1 << 20
_HANGUL = re.compile("[가-힣]+")
# Letters, digits and signs that lists are written with: of other bytes hardly any pair is one of them.
_USUAL = re.compile("[가-힣\t\r\n -~※·ㆍ～∼○●☎]+")
_MOST_USUAL = 0.95
_START = 4_096


def decode_text(content: bytes, where: Where) -> tuple[str, str]:
    """The text and the name of its encoding.

    Raises:
        UndecodableFileError, DamagedFileError: As ``encoding_of``.
    """
    name = encoding_of(io.BytesIO(content), where)
    return content.decode(name), name


def encoding_of(source: BinaryIO, where: Where) -> str:
    """The name of the encoding that the whole of the source can be read in.

    Raises:
        UndecodableFileError: If no encoding fits; the row of the first bad byte is named.
        DamagedFileError: If the file ends in the middle of a character, or holds zero bytes.

    Source: BOM, then strict UTF-8, then strict cp949 read 64 of 64 real lists; detection by statistics 62.
    """
    source.seek(0)
    start = source.read(_LONGEST_UTF8)
    for mark, name in _MARKS:
        if start.startswith(mark):
            _demand(source, name, where)
            return name
    zero = _first_zero(source)
    if zero is not None:
        unmarked = _unmarked(source)
        if unmarked is not None:
            _demand(source, unmarked, where)
            return unmarked
        raise DamagedFileError(Where(where.file, row=_row_at(source, zero)), "no-text")
    fault = _first_fault(source, "utf-8")
    if fault is None:
        return "utf-8"
    _refuse_broken_utf8(source, fault[0], where)
    _demand(source, "cp949", where)
    return "cp949"


def _unmarked(source: BinaryIO) -> str | None:
    """The UTF-16 that a text without a mark is in: nearly all of its start are words and signs of lists."""
    source.seek(0)
    start = source.read(_START // 2 * 2)
    for name in ("utf-16-le", "utf-16-be"):
        text = start.decode(name, errors="replace")
        known = sum(map(len, _USUAL.findall(text)))
        if known >= _MOST_USUAL * max(len(text), 1):
            return name
    return None


def _demand(source: BinaryIO, name: str, where: Where) -> None:
    fault = _first_fault(source, name)
    if fault is None:
        return
    if fault[1] >= _size_of(source):
        raise DamagedFileError(where, "cut-character")
    raise UndecodableFileError(Where(where.file, row=_row_at(source, fault[0])), TRIED)


def _first_fault(source: BinaryIO, name: str) -> tuple[int, int] | None:
    """Where the first bytes that are no letter begin and end; None when there are none."""
    decoder = codecs.getincrementaldecoder("utf-8" if name == "utf-8-sig" else name)()
    at = 0
    for block in _ended(_blocks(source)):
        waiting = len(decoder.getstate()[0])
        try:
            decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            return at - waiting + error.start, at - waiting + error.end
        at += len(block)
    return None


def _ended(blocks: Iterator[bytes]) -> Iterator[bytes]:
    yield from blocks
    yield b""


def _refuse_broken_utf8(source: BinaryIO, first: int, where: Where) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    hangul = broken = 0
    for block in _blocks(source):
        text = decoder.decode(block)
        hangul += sum(map(len, _HANGUL.findall(text)))
        broken += text.count("\ufffd")
        if broken >= _CERTAINLY_BROKEN and hangul < broken * _HANGUL_PER_BROKEN:
            return
    broken += decoder.decode(b"", final=True).count("\ufffd")
    if hangul < broken * _HANGUL_PER_BROKEN:
        return
    if first >= _size_of(source) - _LONGEST_UTF8:
        raise DamagedFileError(where, "cut-character")
    raise UndecodableFileError(Where(where.file, row=_row_at(source, first)), ("utf-8",))


def _first_zero(source: BinaryIO) -> int | None:
    at = 0
    for block in _blocks(source):
        found = block.find(b"\x00")
        if found >= 0:
            return at + found
        at += len(block)
    return None


def _row_at(source: BinaryIO, offset: int) -> int:
    row, left = 1, offset
    for block in _blocks(source):
        row += block.count(b"\n", 0, left)
        left -= len(block)
        if left <= 0:
            break
    return row


def _blocks(source: BinaryIO) -> Iterator[bytes]:
    """The source from its start, some at a time."""
    source.seek(0)
    while block := source.read(_BLOCK):
        yield block


def _size_of(source: BinaryIO) -> int:
    return source.seek(0, io.SEEK_END)
