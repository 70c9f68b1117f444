"""What a file is, by its first bytes and its inside; the name is never asked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import StrEnum

from resnet.ingest.bad_file import DamagedFileError, UnsupportedFileError, Where

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS_XLSX = "Bring the list as a spreadsheet: .xlsx, or CSV in UTF-8."

# (first bytes, what it is): formats that are met by mistake, or that a later reader may take.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"HWP Document File V", "an HWP document (version 3)"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "a rich text document"),
)
# Streams of an OLE2 container, by their names in UTF-16 as the directory holds them.
_OLE2_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "an Office document with a password"),
    ("HwpSummaryInformation", "an HWP 5 document"),
    ("Workbook", "an old Excel workbook (.xls)"),
    ("Book", "an old Excel workbook (.xls)"),
    ("WordDocument", "a Word document (.doc)"),
    ("PowerPoint Document", "a PowerPoint file (.ppt)"),
)
_ZIP_MEMBERS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
    ("word/document.xml", "a Word document (.docx)"),
    ("ppt/presentation.xml", "a PowerPoint file (.pptx)"),
    ("datapackage.json", "an HSDS data package"),
)
_TEXT_STARTS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"<\?xml|<!doctype|<html|<table|<meta", re.IGNORECASE), "an HTML or XML page"),
    (re.compile(rb"[{\[]\s*[{\[\"]"), "a JSON file"),
    (re.compile(rb"0\s+HEAD\b"), "a GEDCOM family file"),
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
        raise UnsupportedFileError(where, _ole2_kind(content), _SAVE_AS_XLSX)
    if content.startswith(b"PK"):
        return _zip_kind(content, where)
    for magic, name in _MAGIC:
        if content.startswith(magic):
            raise UnsupportedFileError(where, name, _SAVE_AS_XLSX)
    start = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    for pattern, name in _TEXT_STARTS:
        if pattern.match(start):
            raise UnsupportedFileError(where, name, _SAVE_AS_XLSX)
    return FileKind.TEXT


def _ole2_kind(content: bytes) -> str:
    for stream, name in _OLE2_STREAMS:
        if stream.encode("utf-16-le") + b"\x00\x00" in content:
            return name
    return "a file in an old Office container"


def _zip_kind(content: bytes, where: Where) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
            media = _media_type(archive) if "mimetype" in names else ""
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise DamagedFileError(
            where, "the workbook's container cannot be opened, it may be cut off"
        ) from error
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "hwp" in media:
        raise UnsupportedFileError(where, "an HWPX document", _SAVE_AS_XLSX)
    if "opendocument" in media:
        raise UnsupportedFileError(where, "an OpenDocument file (.ods, .odt)", _SAVE_AS_XLSX)
    for member, name in _ZIP_MEMBERS:
        if member in names:
            raise UnsupportedFileError(where, name, _SAVE_AS_XLSX)
    raise UnsupportedFileError(where, "a zip archive", "Unpack it and bring the list inside it.")


def _media_type(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as member:
        return member.read(200).decode("ascii", errors="replace")
