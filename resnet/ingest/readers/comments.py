"""What people noted at the cells of a workbook: comments of old, and those that are answered (threads)."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

# Row and column, from 1, and the words.
Comment = tuple[int, int, str]
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def comments_of(archive: zipfile.ZipFile, sheet: str) -> tuple[Comment, ...]:
    """The comments of the sheet that is this member of the archive, in the order of their cells."""
    found: dict[tuple[int, int], str] = {}
    # A thread is kept as a comment of old too, with a preface: the thread is taken.
    for kind in ("/comments", "/threadedComment"):
        for member in _related(archive, sheet, kind):
            told: dict[tuple[int, int], list[str]] = {}
            for place, words in _read(fromstring(archive.read(member))):
                told.setdefault(place, []).append(words)
            found |= {place: "\n".join(words) for place, words in told.items()}
    return tuple((row, column, words) for (row, column), words in sorted(found.items()) if words)


def _related(archive: zipfile.ZipFile, sheet: str, kind: str) -> Iterator[str]:
    folder, name = posixpath.split(sheet)
    links = f"{folder}/_rels/{name}.rels"
    names = frozenset(archive.namelist())
    if links not in names:
        return
    for each in fromstring(archive.read(links)):
        target = each.get("Target", "")
        member = posixpath.normpath(target.lstrip("/") if target[:1] == "/" else f"{folder}/{target}")
        if each.get("Type", "").endswith(kind) and member in names:
            yield member


def _read(root: Element) -> Iterator[tuple[tuple[int, int], str]]:
    authors = [(each.text or "").strip() for each in root.iter() if _local(each) == "author"]
    for each in root.iter():
        place = _place(each.get("ref", ""))
        if _local(each) not in ("comment", "threadedComment") or place is None:
            continue
        words = "".join(part.text or "" for part in each.iter() if _local(part) in ("t", "text")).strip()
        number = each.get("authorId", "")
        author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
        # Spreadsheets write who noted it above the words: who works at it is no word of the list.
        yield place, words.removeprefix(f"{author}:").strip() if author else words


def _place(reference: str) -> tuple[int, int] | None:
    found = _CELL.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
