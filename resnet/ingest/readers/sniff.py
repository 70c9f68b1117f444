"""What a file is, by its first bytes and its inside; the name is never asked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import StrEnum

from resnet.ingest.bad_file import DamagedFileError, LockedFileError, UnsupportedFileError, Where

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# So much of a file tells whether it is delimited text.
HEAD = 4096


class FileKind(StrEnum):
    """The formats that are read."""

    TEXT = "text"
    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    HWPX = "hwpx"
    HWP = "hwp"
    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    JSON = "json"
    XML = "xml"
    PACKAGE = "package"


# (first bytes, what it is): formats that are met by mistake.
_MAGIC: tuple[tuple[bytes, str], ...] = (
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
_OLE2_STREAMS: tuple[tuple[str, FileKind | str], ...] = (
    ("EncryptedPackage", "locked"),
    ("HwpSummaryInformation", FileKind.HWP),
    ("FileHeader", FileKind.HWP),
    ("Workbook", FileKind.XLS),
    ("Book", FileKind.XLS),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
)
_ZIP_MEMBERS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "xlsb"),
    ("ppt/presentation.xml", "pptx"),
)
_HTML = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"<\?xml|<!doctype|<\w+[:\s>]", re.IGNORECASE)
_JSON = re.compile(rb"[{\[]\s*[{\[\"\]}]")
_VCARD = re.compile(rb"BEGIN:VCARD\b", re.IGNORECASE)
_GEDCOM = re.compile(rb"0\s+HEAD\b")
# A package of the data standard: its tables by their names, in a folder of its own or not.
_PACKAGE = re.compile(r"(?:^|/)(?:organizations?|services?)\.csv$")
_BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError)


def kind_of(content: bytes, where: Where) -> FileKind:
    """Which of the read formats this is.

    Raises:
        UnsupportedFileError: If it is a format known but not read; the error says which.
        LockedFileError: If it is an Office document with a password.
        DamagedFileError: If it is a container that cannot be opened.
    """
    if content.startswith(_OLE2):
        return _ole2_kind(content, where)
    if content.startswith(b"PK"):
        return _zip_kind(content, where)
    if is_pdf(content):
        return FileKind.PDF
    for magic, name in _MAGIC:
        if content.startswith(magic):
            raise UnsupportedFileError(where, name)
    return _text_kind(_in_utf8(content[:HEAD]).removeprefix(b"\xef\xbb\xbf").lstrip(), where)


def _in_utf8(start: bytes) -> bytes:
    """A start that is marked as UTF-16 in the letters that the others are in."""
    if not start.startswith(_UTF16):
        return start
    return start.decode("utf-16", errors="ignore").encode("utf-8", errors="ignore")


def is_text(start: bytes, where: Where) -> bool:
    """Whether a file that begins so is delimited text; ``start`` is its first ``HEAD`` bytes.

    Raises:
        UnsupportedFileError: If it is a format known but not read.
    """
    is_container = start.startswith((_OLE2, b"PK"))
    return not is_container and kind_of(start, where) is FileKind.TEXT


def is_family_file(content: bytes) -> bool:
    """Whether it is a family file (GEDCOM), in whatever letters."""
    start = content[:HEAD]
    if start.startswith(_UTF16):
        start = start.replace(b"\x00", b"")[2:]
    return _GEDCOM.match(start.removeprefix(b"\xef\xbb\xbf").lstrip()) is not None


def is_pdf(content: bytes) -> bool:
    """Whether it is a PDF: some mailers put a few bytes before one, so the first kilobyte is looked at."""
    return b"%PDF-" in content[:1024]


def _text_kind(start: bytes, where: Where) -> FileKind:
    if _HTML.match(start):
        return FileKind.HTML
    if _XML.match(start):
        return FileKind.XML
    if _VCARD.match(start):
        raise UnsupportedFileError(where, "vcard")
    if _GEDCOM.match(start):
        raise UnsupportedFileError(where, "gedcom", "family")
    return FileKind.JSON if _JSON.match(start) else FileKind.TEXT


def _ole2_kind(content: bytes, where: Where) -> FileKind:
    for stream, kind in _OLE2_STREAMS:
        if stream.encode("utf-16-le") + b"\x00\x00" in content:
            if isinstance(kind, FileKind):
                return kind
            if kind == "locked":
                raise LockedFileError(where, "password")
            raise UnsupportedFileError(where, kind)
    raise UnsupportedFileError(where, "ole2")


def _zip_kind(content: bytes, where: Where) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
            media = _media_type(archive) if "mimetype" in names else ""
    except _BROKEN as error:
        raise DamagedFileError(where, "container") from error
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "hwp" in media or "Contents/section0.xml" in names:
        return FileKind.HWPX
    if "opendocument.spreadsheet" in media:
        return FileKind.ODS
    if "opendocument" in media:
        raise UnsupportedFileError(where, "odt")
    if any(map(_PACKAGE.search, names)):
        return FileKind.PACKAGE
    if "word/document.xml" in names:
        return FileKind.DOCX
    for member, name in _ZIP_MEMBERS:
        if member in names:
            raise UnsupportedFileError(where, name)
    raise UnsupportedFileError(where, "zip", "archive")


def _media_type(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as member:
        return member.read(200).decode("ascii", errors="replace")
