"""Tables of HWPX documents: a zip of XML (OWPML)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from resnet.ingest.bad_file import LockedFileError, Where
from resnet.ingest.readers.archive import check_archive
from resnet.ingest.readers.beside_cells import refuse_beside
from resnet.ingest.readers.grid import GridCell, numbered_tables
from resnet.ingest.readers.limits import Limits
from resnet.ingest.readers.table import RawTable

_SECTION = re.compile(r"Contents/section(\d+)\.xml")
_MANIFEST = "META-INF/manifest.xml"
_APART = frozenset({"tbl", "footNote", "endNote", "hiddenComment"})


def read_hwpx(content: bytes, where: Where, limits: Limits) -> list[RawTable]:
    """A table for each table of the document that is not blank, in reading order, called #1, #2 and so on.

    Raises:
        LockedFileError: If the document has a password.
        EmptyFileError: If there is no table in it.
        PersonNumberError: If a registration number stands beside the tables.
    """
    check_archive(content, where, limits)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if _MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST):
            raise LockedFileError(where, "password")
        sections = sorted((name for name in names if _SECTION.fullmatch(name)), key=_number)
        found = [table for name in sections for table in _tables(fromstring(archive.read(name)))]
    tables = numbered_tables(found, where, limits)
    refuse_beside(content, tables, where)
    return tables


def _number(name: str) -> int:
    found = _SECTION.fullmatch(name)
    return int(found[1]) if found else 0


def _tables(root: Element) -> Iterator[list[GridCell]]:
    for table in root.iter():
        if _local(table) == "tbl":
            rows = [row for row in table if _local(row) == "tr"]
            yield [_cell(cell) for row in rows for cell in row if _local(cell) == "tc"]


def _cell(cell: Element) -> GridCell:
    place = _child(cell, "cellAddr")
    span = _child(cell, "cellSpan")
    return GridCell(
        _count(place, "rowAddr", 0),
        _count(place, "colAddr", 0),
        "\n".join(_paragraphs(cell)),
        _count(span, "rowSpan", 1),
        _count(span, "colSpan", 1),
    )


def _paragraphs(cell: Element) -> Iterator[str]:
    for part in cell:
        if _local(part) == "subList":
            for paragraph in part:
                text = "".join(_texts(paragraph)).strip()
                if text:
                    yield text


def _texts(node: Element) -> Iterator[str]:
    """The words of a paragraph; those of a table inside it are that table's, notes are the page's."""
    for part in node:
        if _local(part) in _APART:
            continue
        if _local(part) == "t":
            yield "".join(part.itertext())
        else:
            yield from _texts(part)


def _child(node: Element, name: str) -> Element | None:
    return next((part for part in node if _local(part) == name), None)


def _count(node: Element | None, name: str, least: int) -> int:
    text = node.get(name, "") if node is not None else ""
    return max(least, int(text)) if text.isdecimal() else least


def _local(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]
