"""A district, town or kind that stands once before the rows it holds for, its merge lost on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from resnet.ingest.mapping.column import Column
from resnet.ingest.mapping.role import NAMES, Role
from resnet.ingest.mapping.shape import Shape
from resnet.ingest.readers.table import RawRow

_OF_GROUPS = frozenset(
    {
        *(Role.KIND, Role.SECTOR, Role.PROVINCE, Role.DISTRICT, Role.TOWN),
        *(Role.SERVICE_CLASS, Role.SERVICE_CLASS_LARGE),
    }
)
_FEWEST = 2


def fill_groups(shape: Shape, columns: Sequence[Column]) -> tuple[Shape, int]:
    """The list with such words in every row they hold for, and in how many rows they were put.

    A column before the names whose first row says something, and that never says the same in two rows after
    another: where each row says its own, a blank says nothing.
    """
    names = [column.number for column in columns if column.role in NAMES]
    first = min(names, default=0)
    numbers = [column.number for column in columns if column.role in _OF_GROUPS and column.number < first]
    wanted = [number for number in numbers if _stands_once(shape.body, number)]
    if not wanted:
        return shape, 0
    body: list[RawRow] = []
    said: dict[int, str] = {}
    filled = 0
    for row in shape.body:
        cells = list(row.cells)
        for number in wanted:
            if row.text(number).strip():
                said[number] = row.text(number)
            elif any(row.text(name).strip() for name in names):
                cells += [""] * (number - len(cells))
                cells[number - 1] = said.get(number, "")
        filled += tuple(cells) != row.cells
        body.append(replace(row, cells=tuple(cells)))
    return replace(shape, body=tuple(body)), filled


def _stands_once(rows: Sequence[RawRow], column: int) -> bool:
    cells = [row.text(column).strip() for row in rows]
    if sum(map(bool, cells)) < _FEWEST or not cells[0] or all(cells):
        return False
    return not any(above and above == below for above, below in pairwise(cells))
