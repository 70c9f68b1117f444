"""Cells of a workbook that people crossed out or shaded grey, most often for what is closed by now."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

_STYLES, _TEXTS = "xl/styles.xml", "xl/sharedStrings.xml"
# Only people mark rows: a sheet beyond some thousands of them came out of a program.
_LONGEST = 2 * 1024 * 1024
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(/?)>")
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_STYLE = re.compile(rb"""\bs=["'](\d{1,5})["']""")
_TEXT = re.compile(rb"""\bt=["'](\w+)["']""")
_VALUE = re.compile(rb"\s*<(?:\w+:)?v>(\d{1,7})<")
_STRIKE = re.compile(rb"""<(?:\w+:)?strike\s*(?:/>|val=["'](?:1|true)["'])""")
_END = re.compile(rb"</(?:\w+:)?c>")
_ROW_END = re.compile(rb"</(?:\w+:)?row>")
_LEAST_OF_ROW = 0.5
# Grey: its three colours differ by no more, and it is neither white nor black.
_NEAR, _DARKEST, _BRIGHTEST = 10, 64, 240
_WHITE_OF_THEME, _GREYS_OF_PALETTE = "0", frozenset({"22", "23", "55"})
_GREY_PATTERNS = frozenset({"darkGray", "mediumGray", "lightGray"})
_NOT = frozenset({"0", "false", "none"})


@dataclass(frozen=True, slots=True)
class Marks:
    """Numbers of styles and of shared texts: which are crossed out, and which are grey."""

    struck: frozenset[bytes] = frozenset()
    grey: frozenset[bytes] = frozenset()
    texts: frozenset[bytes] = frozenset()


def marks_of(archive: zipfile.ZipFile) -> Marks:
    """What marks cells in this workbook."""
    names = frozenset(archive.namelist())
    texts = archive.read(_TEXTS) if _TEXTS in names else b""
    crossed = _texts(texts) if b"strike" in texts and len(texts) <= _LONGEST else frozenset()
    if _STYLES not in names:
        return Marks(texts=crossed)
    styles = fromstring(archive.read(_STYLES))
    struck = {number for number, font in enumerate(_listed(styles, "fonts")) if _is_struck(font)}
    grey = {number for number, fill in enumerate(_listed(styles, "fills")) if _is_grey(fill)}
    formats = list(_listed(styles, "cellXfs"))
    return Marks(
        frozenset(b"%d" % n for n, each in enumerate(formats) if _number(each, "fontId") in struck),
        frozenset(b"%d" % n for n, each in enumerate(formats) if _number(each, "fillId") in grey),
        crossed,
    )


def marked_in(sheet: bytes, marks: Marks) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The cells (``B3``) that are crossed out, wholly or in part, and the rows that are grey for the most."""
    has_any = marks.struck or marks.grey or marks.texts or b"strike" in sheet
    if not has_any or len(sheet) > _LONGEST:
        return (), ()
    # Most rows have no such style: they are passed over without a look at their cells.
    looks_into = marks.texts or b"strike" in sheet
    numbers = b"|".join(sorted(marks.struck | marks.grey)) or b"none"
    style = re.compile(rb"""\bs=["'](?:%s)["']""" % numbers)
    struck: list[str] = []
    shaded: list[int] = []
    for row in _ROW_END.split(sheet):
        if looks_into or style.search(row):
            cells, is_grey = _marked_cells(row, marks)
            struck += cells
            if is_grey and (first := _PLACE.search(row)):
                shaded.append(int(first[2]))
    return tuple(struck), tuple(shaded)


def _marked_cells(row: bytes, marks: Marks) -> tuple[list[str], bool]:
    """The cells of a row that are crossed out, and whether it is grey for the most."""
    struck: list[str] = []
    said = grey = 0
    for cell in _CELL.finditer(row):
        place, style = _PLACE.search(cell[1]), _STYLE.search(cell[1])
        if place is None or cell[2]:
            # A cell without anything in it may be shaded for its looks.
            continue
        number = style[1] if style else b""
        said += 1
        grey += number in marks.grey
        if number in marks.struck or _is_crossed(row, cell, marks):
            struck.append((place[1] + place[2]).decode("ascii"))
    return struck, bool(grey) and grey >= _LEAST_OF_ROW * said


def _is_crossed(row: bytes, cell: re.Match[bytes], marks: Marks) -> bool:
    """Whether words in the text of the cell are crossed out."""
    kind = _TEXT.search(cell[1])
    if kind is not None and kind[1] == b"inlineStr":
        end = _END.search(row, cell.end())
        return _STRIKE.search(row, cell.end(), end.start() if end else len(row)) is not None
    if kind is None or kind[1] != b"s":
        return False
    value = _VALUE.match(row, cell.end())
    return value is not None and value[1] in marks.texts


def _texts(content: bytes) -> frozenset[bytes]:
    listed = (each for each in fromstring(content) if _local(each) == "si")
    return frozenset(b"%d" % number for number, each in enumerate(listed) if _is_struck(each))


def _is_struck(node: Element) -> bool:
    return any(_local(each) == "strike" and each.get("val", "1") not in _NOT for each in node.iter())


def _is_grey(fill: Element) -> bool:
    for pattern in fill:
        if pattern.get("patternType", "none") in _GREY_PATTERNS:
            return True
        colours = (each for each in pattern if _local(each) == "fgColor")
        return pattern.get("patternType") == "solid" and any(map(_is_grey_colour, colours))
    return False


def _is_grey_colour(colour: Element) -> bool:
    tint = float(colour.get("tint", "0"))
    if colour.get("theme") == _WHITE_OF_THEME:
        return tint < 0
    if colour.get("indexed") in _GREYS_OF_PALETTE:
        return True
    code = colour.get("rgb", "")[-6:]
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", code):
        return False
    parts = [int(code[at : at + 2], 16) for at in (0, 2, 4)]
    return max(parts) - min(parts) <= _NEAR and min(parts) >= _DARKEST and max(parts) <= _BRIGHTEST


def _listed(styles: Element, name: str) -> Iterator[Element]:
    return (each for part in styles if _local(part) == name for each in part)


def _number(node: Element, name: str) -> int:
    text = node.get(name, "")
    return int(text) if text.isdecimal() else -1


def _local(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]
