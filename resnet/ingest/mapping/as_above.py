"""Cells that only say "the same as above": 〃, 상동, 위와 같음."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from resnet.ingest.mapping.column import Column
from resnet.ingest.mapping.role import Role
from resnet.ingest.mapping.shape import Shape
from resnet.ingest.readers.table import ManyRows, RawRow

_SIGN = re.compile(
    r"^[ \t]*(?:[〃″\"“”'＂]{1,2}|상\s*동|동\s*상|위와\s*(?:같음|동일)|상기와?\s*(?:같음|동일)"
    r"|ditto|same as above)[ \t]*\.?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
# 상동 is a neighbourhood too, and may be what somebody is called: there a sign alone is taken.
_OF_PLACES = frozenset({Role.TOWN, Role.COVERS, Role.HEAD, Role.CONTACT_PERSON})
_SIGNS = "〃″\"“”'＂ \t."


def fill_as_above(shape: Shape, columns: Sequence[Column]) -> tuple[Shape, int]:
    """The list with what such cells mean, and in how many rows; in the first row they mean nothing.

    Only people write so: a list of more rows than are held at once came out of a program.
    """
    if isinstance(shape.body, ManyRows):
        return shape, 0
    bare = frozenset(column.number for column in columns if column.role in _OF_PLACES)
    filled: list[int] = []
    body = tuple(_filled(shape.body, bare, filled))
    return (replace(shape, body=body), len(filled)) if filled else (shape, 0)


def _filled(rows: Sequence[RawRow], bare: frozenset[int], filled: list[int]) -> Iterator[RawRow]:
    above: RawRow | None = None
    for row in rows:
        told = row
        if _SIGN.search("\n".join(row.cells)):
            cells = [
                above.text(number)
                if above is not None and _means_above(cell, is_bare=number in bare)
                else cell
                for number, cell in enumerate(row.cells, start=1)
            ]
            if tuple(cells) != row.cells:
                filled.append(row.number)
                told = RawRow(row.number, tuple(cells))
        above = told
        yield told


def _means_above(cell: str, *, is_bare: bool) -> bool:
    if not cell.strip() or not _SIGN.fullmatch(cell):
        return False
    return not is_bare or not cell.strip(_SIGNS)
