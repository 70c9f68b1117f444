"""Tables of HWP documents that were saved as XML (HWPML, .hml).

Source: HWPML 2.x, Hancom: TABLE, ROW, CELL with its place and span, CHAR.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from resnet.ingest.bad_file import Where
from resnet.ingest.readers.beside_cells import refuse_in
from resnet.ingest.readers.grid import GridCell, numbered_tables
from resnet.ingest.readers.limits import Limits
from resnet.ingest.readers.table import RawTable

# Words in these stand in a table of their own, or below the page.
_APART = frozenset({"TABLE", "FOOTNOTE", "ENDNOTE", "HIDDENCOMMENT"})


def read_hml(root: Element, where: Where, limits: Limits) -> list[RawTable]:
    """A table for each table of the document that is not blank, called #1, #2 and so on.

    Raises:
        EmptyFileError: If there is no table in it.
        PersonNumberError: If a registration number stands beside the tables.
    """
    found = [[_cell(cell) for cell in _cells(table)] for table in root.iter("TABLE")]
    tables = numbered_tables(found, where, limits)
    refuse_in(root.itertext(), tables, where)
    return tables


def _cells(table: Element) -> Iterator[Element]:
    for row in table.findall("ROW"):
        yield from row.findall("CELL")


def _cell(cell: Element) -> GridCell:
    paragraphs = ("".join(_words(paragraph)).strip() for paragraph in cell.findall("PARALIST/P"))
    return GridCell(
        _count(cell, "RowAddr", 0),
        _count(cell, "ColAddr", 0),
        "\n".join(filter(None, paragraphs)),
        _count(cell, "RowSpan", 1),
        _count(cell, "ColSpan", 1),
    )


def _words(node: Element) -> Iterator[str]:
    for part in node:
        if part.tag == "CHAR":
            yield "".join(part.itertext())
        elif part.tag not in _APART:
            yield from _words(part)


def _count(cell: Element, name: str, least: int) -> int:
    text = cell.get(name, "")
    return max(least, int(text)) if text.isdecimal() else least
