"""Tables of Word documents (.docx): a zip of XML, cells with their own spans."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from resnet.ingest.bad_file import OversizedFileError, Where
from resnet.ingest.readers.archive import check_archive
from resnet.ingest.readers.beside_cells import refuse_beside, refuse_in
from resnet.ingest.readers.grid import GridCell, numbered_tables
from resnet.ingest.readers.limits import Limits
from resnet.ingest.readers.table import RawTable

BODY = "word/document.xml"
_PART = re.compile(r"word/[^/]+\.xml")
# Words that were taken out, stand twice for older programs, or float over the page.
_APART = frozenset({"del", "moveFrom", "Fallback", "txbxContent", "tbl"})
# What only holds others together.
_AROUND = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_LINES = frozenset({"br", "cr"})
_MOST_SPAN = 10_000


def read_docx(content: bytes, where: Where, limits: Limits) -> list[RawTable]:
    """A table for each table of the document that is not blank, in reading order, called #1, #2 and so on.

    What a tracked change took out is not read.

    Raises:
        EmptyFileError: If there is no table in it.
        PersonNumberError: If a registration number stands beside the tables.
    """
    check_archive(content, where, limits)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = fromstring(archive.read(BODY))
        found = [_cells(table, where, limits) for table in body.iter() if _local(table) == "tbl"]
        tables = numbered_tables(found, where, limits)
        for name in archive.namelist():
            if _PART.fullmatch(name):
                # A number that a spelling mark parts in two is one all the same.
                root = body if name == BODY else fromstring(archive.read(name))
                refuse_in(map(_whole, _named(root, "p")), tables, where)
    refuse_beside(content, tables, where)
    return tables


def _cells(table: Element, where: Where, limits: Limits) -> list[GridCell]:
    """The cells of a table; one that goes on below is one cell that reaches so far."""
    cells: list[GridCell] = []
    # By column: which cell reaches down to the row above.
    open_above: dict[int, int] = {}
    spanned = 0
    for number, row in enumerate(_within(table, "tr")):
        open_here: dict[int, int] = {}
        column = _count(row, ("trPr", "gridBefore"), 0)
        for cell in _within(row, "tc"):
            across = _count(cell, ("tcPr", "gridSpan"), 1)
            spanned += across
            if spanned > limits.cells:
                raise OversizedFileError(where, "merged", spanned, limits.cells)
            merge = _child(_child(cell, "tcPr"), "vMerge")
            goes_on = merge is not None and _value(merge) != "restart"
            if goes_on and column in open_above:
                above = open_here[column] = open_above[column]
                cells[above] = replace(cells[above], row_span=number + 1 - cells[above].row)
            else:
                if merge is not None:
                    open_here[column] = len(cells)
                cells.append(GridCell(number, column, _text(cell), 1, across))
            column += across
        open_above = open_here
    return cells


def _within(node: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those that something holds together."""
    for part in node:
        if _local(part) == name:
            yield part
        elif _local(part) in _AROUND:
            yield from _within(part, name)


def _text(cell: Element) -> str:
    return "\n".join(text for each in _within(cell, "p") if (text := "".join(_texts(each)).strip()))


def _texts(node: Element) -> Iterator[str]:
    """The words of a paragraph; those of a table inside it are that table's."""
    for part in node:
        name = _local(part)
        if name in _APART:
            continue
        if name == "t":
            yield part.text or ""
        elif name in _LINES:
            yield "\n"
        elif name == "tab":
            yield " "
        else:
            yield from _texts(part)


def _whole(paragraph: Element) -> str:
    """All that was ever written in it, what was taken out too."""
    return "".join(part.text or "" for part in paragraph.iter() if _local(part) in ("t", "delText"))


def _named(root: Element, name: str) -> Iterator[Element]:
    return (each for each in root.iter() if _local(each) == name)


def _count(node: Element, path: tuple[str, str], least: int) -> int:
    found = _child(_child(node, path[0]), path[1])
    text = _value(found) if found is not None else ""
    return min(max(least, int(text)), _MOST_SPAN) if text.isdecimal() else least


def _value(node: Element) -> str:
    return next((text for name, text in node.items() if name.rpartition("}")[2] == "val"), "")


def _child(node: Element | None, name: str) -> Element | None:
    return next((part for part in node if _local(part) == name), None) if node is not None else None


def _local(node: Element) -> str:
    """The name without its namespace; of another vocabulary (a formula, a drawing) as Word's own."""
    return str(node.tag).rpartition("}")[2]
