"""What a file is, by its first bytes and its inside; the name is never asked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import StrEnum

from resnet.ingest.bad_file import DamagedFileError, LockedFileError, UnsupportedFileError, Where

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# (first bytes, what it is): formats that are met by mistake, or that a later reader may take.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"HWP Document File V", "hwp3"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"{\\rtf", "rtf"),
)
# Streams of an OLE2 container, by their names in UTF-16 as the directory holds them.
_OLE2_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "locked"),
    ("HwpSummaryInformation", "hwp"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
)
_ZIP_MEMBERS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("datapackage.json", "zip"),
)
_TEXT_STARTS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"<\?xml|<!doctype|<html|<table|<meta", re.IGNORECASE), "xml"),
    (re.compile(rb"[{\[]\s*[{\[\"]"), "json"),
    (re.compile(rb"0\s+HEAD\b"), "gedcom"),
)


class FileKind(StrEnum):
    """The formats that are read."""

    TEXT = "text"
    XLSX = "xlsx"


def kind_of(content: bytes, where: Where) -> FileKind:
    """Which of the read formats this is.

    Raises:
        UnsupportedFileError: If it is a format known but not read; the error says which.
        DamagedFileError: If it is a container that cannot be opened.
    """
    if content.startswith(_OLE2):
        kind = _ole2_kind(content)
        if kind == "locked":
            raise LockedFileError(where, "password")
        raise UnsupportedFileError(where, kind)
    if content.startswith(b"PK"):
        return _zip_kind(content, where)
    for magic, name in _MAGIC:
        if content.startswith(magic):
            raise UnsupportedFileError(where, name)
    start = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    for pattern, name in _TEXT_STARTS:
        if pattern.match(start):
            raise UnsupportedFileError(where, name)
    return FileKind.TEXT


def _ole2_kind(content: bytes) -> str:
    for stream, name in _OLE2_STREAMS:
        if stream.encode("utf-16-le") + b"\x00\x00" in content:
            return name
    return "ole2"


def _zip_kind(content: bytes, where: Where) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
            media = _media_type(archive) if "mimetype" in names else ""
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise DamagedFileError(where, "container") from error
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "hwp" in media:
        raise UnsupportedFileError(where, "hwp")
    if "opendocument" in media:
        raise UnsupportedFileError(where, "odt")
    for member, name in _ZIP_MEMBERS:
        if member in names:
            raise UnsupportedFileError(where, name)
    raise UnsupportedFileError(where, "zip", "archive")


def _media_type(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as member:
        return member.read(200).decode("ascii", errors="replace")
