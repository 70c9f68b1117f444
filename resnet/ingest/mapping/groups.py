"""A district, town or kind that stands once before the rows it holds for, its merge lost on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from resnet.ingest.mapping.column import Column
from resnet.ingest.mapping.role import NAMES, Role
from resnet.ingest.mapping.shape import Shape
from resnet.ingest.readers.long_rows import kept_rows
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
    filled: list[int] = []
    body = kept_rows(_filled(shape.body, wanted, names, filled))
    return replace(shape, body=body), len(filled)


def _filled(
    rows: Sequence[RawRow], wanted: Sequence[int], names: Sequence[int], filled: list[int]
) -> Iterator[RawRow]:
    """The rows with what holds for them; the numbers of those that it was put in are noted on the way."""
    said: dict[int, str] = {}
    for row in rows:
        cells = list(row.cells)
        for number in wanted:
            if row.text(number).strip():
                said[number] = row.text(number)
            elif any(row.text(name).strip() for name in names):
                cells += [""] * (number - len(cells))
                cells[number - 1] = said.get(number, "")
        if tuple(cells) != row.cells:
            filled.append(row.number)
        yield replace(row, cells=tuple(cells))


def _stands_once(rows: Sequence[RawRow], column: int) -> bool:
    said = 0
    above: str | None = None
    for row in rows:
        cell = row.text(column).strip()
        if (above is None and not cell) or (cell and cell == above):
            return False
        said += bool(cell)
        above = cell
    return _FEWEST <= said < len(rows)
