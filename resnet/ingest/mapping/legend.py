"""Codes that a list explains above or below its rows: ※ A: 상시, B: 예약."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from resnet.ingest.clean.spacing import collapse
from resnet.ingest.mapping.shape import NotARow, Shape
from resnet.ingest.readers.table import ManyRows, RawRow, RawTable

_PAIR = re.compile(
    r"(?<![A-Za-z])([A-Z])\s*[:=]\s*([^\s,;/:=()][^,;/:=()\n]*?)(?=\s*(?:[,;/()\n]|$|\s[A-Z]\s*[:=]))"
)
_FEWEST = 2
_EXPLAINED = frozenset({NotARow.NOTE, NotARow.TITLE})


def with_legend(shape: Shape, table: RawTable) -> tuple[Shape, Mapping[str, str]]:
    """The list with what its codes mean in their place, and the codes; as it was where it explains none.

    Only a column that says nothing but such codes is one of them. Only people write so: a list of more rows
    than are held at once came out of a program.
    """
    codes = _codes(shape, table) if not isinstance(shape.body, ManyRows) else {}
    columns = [
        number for number in range(1, len(shape.heads) + 1) if codes and _is_coded(shape, number, codes)
    ]
    if not columns:
        return shape, {}
    return replace(shape, body=tuple(_written_out(shape, columns, codes))), codes


def _codes(shape: Shape, table: RawTable) -> Mapping[str, str]:
    numbers = {line.number for line in shape.dropped if line.why in _EXPLAINED}
    if not numbers:
        return {}
    texts = (" ".join(dict.fromkeys(row.cells)) for row in table.rows if row.number in numbers)
    found = {code: collapse(words) for text in texts for code, words in _PAIR.findall(text)}
    return found if len(found) >= _FEWEST else {}


def _is_coded(shape: Shape, column: int, codes: Mapping[str, str]) -> bool:
    said = {text for row in shape.body if (text := row.text(column).strip())}
    return bool(said) and said <= codes.keys()


def _written_out(shape: Shape, columns: list[int], codes: Mapping[str, str]) -> Iterator[RawRow]:
    for row in shape.body:
        cells = list(row.cells)
        for column in columns:
            if code := row.text(column).strip():
                cells[column - 1] = codes[code]
        yield replace(row, cells=tuple(cells))
