"""What python-calamine does not say of a workbook: hidden parts, uncounted formulas, comments, marks."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from defusedxml.ElementTree import fromstring

from resnet.ingest.readers.comments import Comment, comments_of
from resnet.ingest.readers.marked import marked_in, marks_of

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d{1,7})["']""")
_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_FIRST = re.compile(rb"""\bmin\s*=\s*["'](\d{1,5})["']""")
_LAST = re.compile(rb"""\bmax\s*=\s*["'](\d{1,5})["']""")
_MOST_COLUMNS = 16_384
# A cell whose formula is followed by its end or by an empty value: the program that wrote it did not count.
_UNCOUNTED = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:</(?:\w+:)?c>|<(?:\w+:)?v\s*/>|<(?:\w+:)?v></)"
)
_CELL = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3}\d{1,7})["']""")
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Of one sheet: hidden rows and columns, from 1, and the cells (``B3``) whose formula has no value.

    ``comments`` are what people noted at cells: row and column, from 1, and the words. ``struck`` are cells
    that they crossed out, ``shaded`` rows that they made grey.
    """

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    uncounted: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    struck: tuple[str, ...] = ()
    shaded: tuple[int, ...] = ()


def unsaid_parts(content: bytes) -> dict[str, Unsaid]:
    """By the name of each sheet; nothing of an OpenDocument file.

    The archive was found safe to unpack before.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = frozenset(archive.namelist())
        if not {_BOOK, _LINKS} <= names:
            return {}
        targets = {
            each.get("Id", ""): each.get("Target", "") for each in fromstring(archive.read(_LINKS)).iter()
        }
        found: dict[str, Unsaid] = {}
        marks = marks_of(archive)
        for sheet in fromstring(archive.read(_BOOK)).iter():
            member = _member(targets.get(sheet.get(_RELATION, ""), ""))
            if sheet.get("name") and member in names:
                inside = archive.read(member)
                found[sheet.get("name", "")] = Unsaid(
                    _hidden_in(inside),
                    _hidden_columns(inside),
                    _uncounted(inside),
                    comments_of(archive, member),
                    *marked_in(inside, marks),
                )
        return found


def _member(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _hidden_columns(sheet: bytes) -> tuple[int, ...]:
    hidden: set[int] = set()
    for column in _COLUMN.findall(sheet):
        first, last = _FIRST.search(column), _LAST.search(column)
        if _HIDDEN.search(column) and first and last:
            # To the right of all cells a sheet hides thousands.
            hidden |= set(range(int(first[1]), min(int(last[1]), _MOST_COLUMNS) + 1))
    return tuple(sorted(hidden))


def _hidden_in(sheet: bytes) -> tuple[int, ...]:
    rows = (found for found in _ROW.findall(sheet) if _HIDDEN.search(found))
    return tuple(int(number[1]) for row in rows if (number := _NUMBER.search(row)))


def _uncounted(sheet: bytes) -> tuple[str, ...]:
    cells = (_CELL.search(found) for found in _UNCOUNTED.findall(sheet))
    return tuple(cell[1].decode("ascii") for cell in cells if cell)
