"""Which encoding a text file is in: its byte-order mark, strict UTF-8, strict cp949."""

from __future__ import annotations

import codecs

from resnet.ingest.bad_file import DamagedFileError, UndecodableFileError, Where

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
TRIED = ("utf-8", "cp949")
# A UTF-8 file with a few broken bytes must not pass as cp949, where it reads as other Hangul.
_HANGUL_PER_BROKEN = 20
_LONGEST_UTF8 = 4


def decode_text(content: bytes, where: Where) -> tuple[str, str]:
    """The text and the name of its encoding.

    Raises:
        UndecodableFileError: If no encoding fits; the row of the first bad byte is named.
        DamagedFileError: If the file ends in the middle of a character, or holds zero bytes.

    Source: BOM, then strict UTF-8, then strict cp949 read 64 of 64 real lists; detection by statistics 62.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strict(content, name, where), name
    if b"\x00" in content:
        raise DamagedFileError(Where(where.file, row=_row_at(content, content.index(b"\x00"))), "no-text")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(content, error, where)
    return _strict(content, "cp949", where), "cp949"


def _strict(content: bytes, name: str, where: Where) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        if error.end >= len(content):
            raise DamagedFileError(where, "cut-character") from error
        raise UndecodableFileError(Where(where.file, row=_row_at(content, error.start)), TRIED) from error


def _refuse_broken_utf8(content: bytes, error: UnicodeDecodeError, where: Where) -> None:
    text = content.decode("utf-8", errors="replace")
    hangul = sum("가" <= letter <= "힣" for letter in text)
    broken = text.count("\ufffd")
    if hangul < broken * _HANGUL_PER_BROKEN:
        return
    if error.start >= len(content) - _LONGEST_UTF8:
        raise DamagedFileError(where, "cut-character") from error
    raise UndecodableFileError(Where(where.file, row=_row_at(content, error.start)), ("utf-8",)) from error


def _row_at(content: bytes, offset: int) -> int:
    return content.count(b"\n", 0, offset) + 1
