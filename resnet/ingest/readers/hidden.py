"""Which rows of a workbook its spreadsheet hides: python-calamine does not say."""

from __future__ import annotations

import io
import re
import zipfile

from defusedxml.ElementTree import fromstring

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d{1,7})["']""")
_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def hidden_rows(content: bytes) -> dict[str, tuple[int, ...]]:
    """The hidden rows of each sheet that has any, counted from 1; nothing of an OpenDocument file.

    The archive was found safe to unpack before.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = frozenset(archive.namelist())
        if not {_BOOK, _LINKS} <= names:
            return {}
        targets = {
            each.get("Id", ""): each.get("Target", "") for each in fromstring(archive.read(_LINKS)).iter()
        }
        found = {}
        for sheet in fromstring(archive.read(_BOOK)).iter():
            member = _member(targets.get(sheet.get(_RELATION, ""), ""))
            if sheet.get("name") and member in names:
                rows = _hidden_in(archive.read(member))
                if rows:
                    found[sheet.get("name", "")] = rows
        return found


def _member(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _hidden_in(sheet: bytes) -> tuple[int, ...]:
    rows = (found for found in _ROW.findall(sheet) if _HIDDEN.search(found))
    return tuple(int(number[1]) for row in rows if (number := _NUMBER.search(row)))
