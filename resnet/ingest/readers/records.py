"""Lists in JSON and XML as open-data portals answer: records of one kind, wherever they are nested.

An answer wraps its records in header, body, items; what stands once around them is of the answer. What is
nested in a record becomes columns of its own, by the joined names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from resnet.ingest.bad_file import PersonNumberError, UnsupportedFileError, Where
from resnet.ingest.readers.encoding import decode_text
from resnet.ingest.readers.grid import GridCell, made_table, table_of_cells
from resnet.ingest.readers.hml import read_hml
from resnet.ingest.readers.limits import Limits, refuse_above
from resnet.ingest.readers.person_number import has_person_number, refuse_person_numbers
from resnet.ingest.readers.table import RawTable, text_of

Record = dict[str, str]
_HANGUL = re.compile("[가-힣]")
_SAYS_LETTERS = re.compile(r"""^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']""")
_DEEPEST = 12
_MOST_COLUMNS = 300
_FEWEST_FIELDS = 2
# A point of a map, by what its two numbers are called here.
_POINT = ("longitude", "latitude")


def table_of_records(said: object, where: Where, limits: Limits) -> RawTable | None:
    """The records as a table, None where there are none: nothing is repeated, or no word of Korean in it.

    Raises:
        OversizedFileError: If there are more records or fields than a limit.
    """
    # The fields of an answer are listed too, each with its name alone.
    lists = (each for each in _lists(said, 0) if max(map(len, each)) >= _FEWEST_FIELDS)
    records = max(lists, key=len, default=[])
    if not records or not any(_HANGUL.search(value) for each in records for value in each.values()):
        return None
    heads = list(dict.fromkeys(name for each in records for name in each))
    refuse_above(where, "cells", len(heads) * len(records), limits.cells)
    if not _FEWEST_FIELDS <= len(heads) <= _MOST_COLUMNS:
        return None
    rows = [[text_of(each.get(head, "")) for head in heads] for each in records]
    return made_table([_in_words(heads, said), *rows], where, limits)


def _in_words(heads: list[str], said: object) -> list[str]:
    """The names of the fields as the answer itself explains them: {"DESCRIPTION": {"ADDR": "주소"}}."""
    explained = said.values() if isinstance(said, dict) else ()
    for each in explained:
        words = {name.lower(): word for name, word in each.items()} if isinstance(each, dict) else {}
        named = [words.get(head.lower()) for head in heads]
        told = [word for word in named if isinstance(word, str) and _HANGUL.search(word)]
        if len(told) == len(words) > 1 and len(set(told)) == len(told):
            return [word if isinstance(word, str) else head for word, head in zip(named, heads, strict=True)]
    return heads


def read_xml(content: bytes, where: Where, limits: Limits) -> list[RawTable]:
    """The records of an answer in XML, as one table; of a workbook in XML (2003), its sheets.

    Raises:
        PersonNumberError: If a registration number stands anywhere in it.
        UnsupportedFileError: If nothing in it is a list of records.
    """
    root = _root_of(content, where)
    if _local(root) == "Workbook":
        return _sheets(root, where, limits)
    if _local(root) == "HWPML":
        return read_hml(root, where, limits)
    table = table_of_records({_local(root): _plain(root, 0)}, where, limits)
    if table is None:
        raise UnsupportedFileError(where, "xml")
    refuse_person_numbers([table])
    if any(map(has_person_number, root.itertext())):
        raise PersonNumberError(where)
    return [table]


def _root_of(content: bytes, where: Where) -> Element:
    """The outermost element, in whatever letters: the parser knows none of Korean but UTF-8."""
    text, _ = decode_text(content, where)
    # What the document says of its letters is of its bytes.
    root: Element = fromstring(_SAYS_LETTERS.sub(r"\1", text, count=1))
    return root


def _sheets(root: Element, where: Where, limits: Limits) -> list[RawTable]:
    found = [each for each in root if _local(each) == "Worksheet"]
    refuse_above(where, "sheets", len(found), limits.sheets)
    named = [(_attribute(each, "Name") or f"#{number}", each) for number, each in enumerate(found, start=1)]
    tables = [
        table_of_cells(list(_cells(sheet, limits)), Where(where.file, name), limits) for name, sheet in named
    ]
    return [table for table in tables if table.rows]


def _cells(sheet: Element, limits: Limits) -> Iterator[GridCell]:
    row = -1
    for each in (part for part in sheet.iter() if _local(part) == "Row"):
        row = _place(each, row)
        column = -1
        for cell in (part for part in each if _local(part) == "Cell"):
            column = _place(cell, column)
            text = "".join(inner for part in cell if _local(part) == "Data" for inner in part.itertext())
            down, across = (_count(_attribute(cell, name)) for name in ("MergeDown", "MergeAcross"))
            if max(row, column) >= limits.rows:
                return
            yield GridCell(row, column, text, down + 1, across + 1)
            column += across


def _place(element: Element, before: int) -> int:
    """Where a row or cell stands, from 0: behind the one before it, unless it says another place."""
    return _count(_attribute(element, "Index"), before + 2) - 1


def _count(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isdecimal() else otherwise


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _lists(said: object, depth: int) -> Iterator[list[Record]]:
    """Every list of records in it; a record that stands alone where lists stand is one of one."""
    if depth > _DEEPEST:
        return
    if isinstance(said, list):
        records = [flat for each in said if isinstance(each, dict) and (flat := _flat(each))]
        if records:
            yield records
            return
        for each in said:
            yield from _lists(each, depth + 1)
    elif isinstance(said, dict):
        for name, each in said.items():
            alone = _flat(each) if name in ("item", "row", "record") and isinstance(each, dict) else {}
            if len(alone) >= _FEWEST_FIELDS:
                yield [alone]
            yield from _lists(each, depth + 1)


def _flat(record: Mapping[str, Any]) -> Record:
    """The fields of a record with those nested in it; nothing of lists of records inside."""
    if record.get("type") == "Feature" and isinstance(record.get("properties"), dict):
        point = _point(record.get("geometry"))
        # What is drawn as an area or a line is no place where somebody offers something.
        return {**_flat(record["properties"]), **point} if point else {}
    flat: Record = {}
    for name, value in record.items():
        if isinstance(value, dict):
            flat |= {f"{name} {inner}": said for inner, said in _flat(value).items()}
        elif isinstance(value, list):
            if not any(isinstance(each, dict | list) for each in value):
                flat[name] = (
                    "\n".join(f"- {_text(each)}" for each in value) if len(value) > 1 else _one(value)
                )
        else:
            flat[name] = _text(value)
    return flat


def _one(value: list[object]) -> str:
    return _text(value[0]) if value else ""


def _point(geometry: object) -> Record:
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return {}
    places = geometry.get("coordinates")
    if not isinstance(places, list) or len(places) < len(_POINT):
        return {}
    return dict(zip(_POINT, map(_text, places), strict=False))


def _text(value: object) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    return str(value).strip()


def _plain(element: Element, depth: int) -> object:
    """The element as plain values: what is repeated is a list, what has no children its text."""
    children = list(element)
    if not children or depth > _DEEPEST:
        return element.text or ""
    names = [_local(child) for child in children]
    said: dict[str, object] = dict(element.attrib)
    for name in dict.fromkeys(names):
        values = [_plain(child, depth + 1) for child in children if _local(child) == name]
        said[name] = values if len(values) > 1 else values[0]
    return said


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
