"""Registration numbers that a spreadsheet changed: the first zero lost, or the two halves in two columns.

One cell alone could be any number. What stands down a whole column is asked: most of the cells that could be
such a number must have its birth date and its checksum.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from resnet.ingest.readers.table import RawTable

_MOSTLY = 0.5
_LENGTH = 13
# Born from 2000 on, a number begins with a zero, which a cell of numbers does not keep.
_LOST_ZERO = re.compile(r"(\d{5}[3478]\d{6})(?:\.0+)?")
_LOST_ZERO_SHAPE = re.compile(r"\d{12}(?:\.0+)?")
_FRONT = re.compile(r"(\d{5,6})(?:\.0+)?")
_BACK = re.compile(r"([1-8]\d{6})(?:\.0+)?")
_Place = tuple[int, int]
_Found = tuple[tuple[int, int], _Place, str]


def find_parted_number(table: RawTable, is_number: Callable[[str], bool]) -> _Place | None:
    """Row and column of the first such number, None where there is none.

    ``is_number`` says of thirteen digits whether they have the birth date and the checksum of one.
    """
    found = [place for group in _grouped(_cells(table)) if (place := _first_of(group, is_number))]
    return min(found, default=None)


def _first_of(group: list[tuple[_Place, str]], is_number: Callable[[str], bool]) -> _Place | None:
    hits = [place for place, digits in group if is_number(digits)]
    return hits[0] if hits and len(hits) >= _MOSTLY * len(group) else None


def _grouped(found: Iterable[_Found]) -> Iterator[list[tuple[_Place, str]]]:
    """What could be such numbers, by the columns they stand in."""
    groups: defaultdict[tuple[int, int], list[tuple[_Place, str]]] = defaultdict(list)
    for columns, place, digits in found:
        groups[columns].append((place, digits))
    yield from groups.values()


def _cells(table: RawTable) -> Iterator[_Found]:
    for row in table.rows:
        before: tuple[int, str] | None = None
        for column, cell in enumerate(row.cells, start=1):
            text = cell.strip()
            if not text:
                continue
            if not text[0].isdecimal():
                before = None
                continue
            if _LOST_ZERO_SHAPE.fullmatch(text):
                whole = _LOST_ZERO.fullmatch(text)
                yield (column, column), (row.number, column), f"0{whole[1]}" if whole else ""
            back = _BACK.fullmatch(text)
            if before is not None and back is not None:
                digits = before[1].zfill(_LENGTH - len(back[1])) + back[1]
                yield (before[0], column), (row.number, before[0]), digits
            front = _FRONT.fullmatch(text)
            before = (column, front[1]) if front else None
