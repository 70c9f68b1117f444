"""An agency's template as a file: is it HWPX, whole, and free of what acts or reaches outside?"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from resnet.ingest.bad_file import BadFileError, LockedFileError, UnsupportedFileError, Where
from resnet.ingest.readers.archive import check_archive
from resnet.ingest.readers.limits import Limits, refuse_above
from resnet.ingest.readers.sniff import FileKind, kind_of

LIMITS = Limits(
    file_bytes=16 * 1024 * 1024, archive_entries=500, unpacked_bytes=64 * 1024 * 1024, unpacked_ratio=100
)
BODY = re.compile(r"Contents/(?:section|masterpage)(\d+)\.xml")
# Places are counted in its bytes.
_ENCODING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml(?:(?!encoding)[^>])*(?:encoding\s*=\s*[\"']utf-8[\"'][^>]*)?\?>|<[^?])",
    re.IGNORECASE,
)
PACKAGE, _MANIFEST = "Contents/content.hpf", "META-INF/manifest.xml"
# What the word processor itself puts into a new document: it does nothing.
_STUB = re.compile(
    r"//[^\n]*|/\*.*?\*/|\s+|var Documents\s*=\s*XHwpDocuments;"
    r"|var Document\s*=\s*Documents\.Active_XHwpDocument;|function \w+\(\)\s*\{\s*(?://[^\n]*\s*)?\}",
    re.DOTALL,
)
_REFERENCES = frozenset({"href", "src", "url", "uri", "linkinfo", "filename"})
_SCHEME = re.compile(r"\s*(?:[a-z][a-z0-9+.-]+:|\\\\|//|/)", re.IGNORECASE)


NOTHING_ADDED: Mapping[str, bytes] = MappingProxyType({})


class TemplateError(BadFileError):
    """The file cannot serve as a template; ``variant`` says why."""

    code: ClassVar[str] = "form-template"


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a template in the order of the file, each with what the file says of it."""

    members: tuple[tuple[zipfile.ZipInfo, bytes], ...]

    def bodies(self) -> Iterator[tuple[str, bytes]]:
        """The parts that hold text: sections and what stands behind every page."""
        parts = [(info.filename, part) for info, part in self.members if BODY.fullmatch(info.filename)]
        return iter(sorted(parts, key=lambda each: (len(each[0]), each[0])))

    def with_parts(self, changed: Mapping[str, bytes], added: Mapping[str, bytes] = NOTHING_ADDED) -> bytes:
        """The file with these parts in place of its own, and every other as it was; always the same bytes.

        ``added`` parts stand after its own and bear the date of its last.
        """
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            for info, part in self.members:
                kept = zipfile.ZipInfo(info.filename, info.date_time)
                kept.compress_type, kept.external_attr = info.compress_type, info.external_attr
                kept.create_system, kept.extra, kept.comment = info.create_system, info.extra, info.comment
                archive.writestr(kept, changed.get(info.filename, part))
            for name, part in added.items():
                # Pictures are packed by their own format.
                archive.writestr(zipfile.ZipInfo(name, self.members[-1][0].date_time), part)
        return written.getvalue()


def open_template(content: bytes, where: Where) -> Package:
    """The template's parts.

    Raises:
        TemplateError: If it is no HWPX document, holds a macro, or reaches outside itself.
        LockedFileError: If it has a password.
        OversizedFileError: If it is above ``LIMITS``.
        DamagedFileError: If its container is broken.
    """
    refuse_above(where, "bytes", len(content), LIMITS.file_bytes)
    _check_kind(content, where)
    check_archive(content, where, LIMITS)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = tuple((info, archive.read(info)) for info in archive.infolist())
    package = Package(members)
    parts = {info.filename: part for info, part in members}
    if len(parts) != len(members) or next(package.bodies(), None) is None:
        raise TemplateError(where, "not-hwpx")
    if b"encryption-data" in parts.get(_MANIFEST, b""):
        raise LockedFileError(where, "password")
    for name, part in parts.items():
        _check_part(name, part, where)
    return package


def _check_kind(content: bytes, where: Where) -> None:
    try:
        kind = kind_of(content, where)
    except UnsupportedFileError as error:
        raise TemplateError(where, "not-hwpx") from error
    if kind is not FileKind.HWPX:
        raise TemplateError(where, "hwp" if kind is FileKind.HWP else "not-hwpx")


def _check_part(name: str, part: bytes, where: Where) -> None:
    inside = replace(where, sheet=name)
    if name.startswith("Scripts/") and _STUB.sub("", _script(part)):
        raise TemplateError(inside, "macro")
    if name.lower().endswith((".ole", ".exe", ".js", ".vbs")) and not name.startswith("Scripts/"):
        raise TemplateError(inside, "macro")
    if BODY.fullmatch(name) and not _ENCODING.match(part):
        raise TemplateError(inside, "unreadable")
    if name.endswith((".xml", ".hpf", ".rdf")):
        _check_references(part, inside, _is_loaded if name != PACKAGE else _is_item_outside)


def _script(part: bytes) -> str:
    # The word processor writes UTF-16 without a mark.
    wide = part.count(b"\x00") > len(part) // 4
    return part.decode("utf-16-le" if wide else "utf-8", errors="replace").removeprefix("\ufeff")


def _check_references(part: bytes, where: Where, is_outside: Callable[[Element], bool]) -> None:
    try:
        # Refused there: entities and what a document type declares.
        root = fromstring(part, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise TemplateError(where, "unreadable") from error
    if any(map(is_outside, root.iter())):
        raise TemplateError(where, "outside")


def _is_item_outside(element: Element) -> bool:
    said = {name.rpartition("}")[2].lower(): value for name, value in element.attrib.items()}
    href = said.get("href", "")
    return said.get("isembeded") == "0" or bool(_SCHEME.match(href)) or ".." in href.split("/")


def _is_loaded(element: Element) -> bool:
    """Whether the word processor would fetch something for this when it opens the document.

    A hyperlink that somebody has to click is a field, and fetches nothing.
    """
    said = {name.rpartition("}")[2].lower(): value for name, value in element.attrib.items()}
    return any(_SCHEME.match(said[name]) for name in _REFERENCES & said.keys() if said[name])
