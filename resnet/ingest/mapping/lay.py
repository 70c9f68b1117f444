"""How lists lie in a sheet: under or beside each other, turned with an agency a column, or as cards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise

from resnet.ingest.clean.cleaned import ONE_LIST
from resnet.ingest.mapping.cards import cards_in
from resnet.ingest.mapping.role import NAMES
from resnet.ingest.mapping.synonym import Why, guess_role, header_key
from resnet.ingest.readers.table import RawRow, RawTable

_MOSTLY = 0.6
_HALF = 0.5
_FEWEST_HEADS = 2
_FEW_HEADS = 4
_LONGEST_HEAD = 40
# A list with an agency a column names at least so many things of it.
_FEWEST_TURNED = 3
# What stands in the corner between heads and names, and how the names' head is called instead.
_CORNERS = frozenset({"", "항목", "구분", "내용", "분류", "항목명", "비교항목"})
_NAMES = "기관명"
_DATA_LIKE = re.compile(r"\d{4,}|\d{2,}-\d{2,}|@|://")


def lists_in(table: RawTable) -> list[RawTable]:
    """The lists of the table, each with the numbers that its rows and columns have in the sheet.

    Lists with other heads that stand under each other are parted at their titles, those beside each other at
    the blank columns between them; a list that is turned is turned back, and cards are the rows of one list.
    One list is given back as it is.
    """
    cards = cards_in(table)
    if cards is not None:
        return [cards]
    heads = _headers(table)
    # Two columns may be head and word: 구분 and 내용 over them are no heads of a list.
    if (not heads or table.width == _FEWEST_HEADS) and (turned := _turned(table)) is not None:
        return [turned]
    parts = _beside(table, heads)
    found = [each for part in parts for each in _under(part, heads if part is table else _headers(part))]
    if len(found) == 1:
        return found
    return [replace(each, sheet=_called(table.sheet, number)) for number, each in enumerate(found, start=1)]


def _beside(table: RawTable, heads: list[int]) -> list[RawTable]:
    """The lists that stand beside each other under one row of heads, each with names of its own."""
    if not heads:
        return [table]
    header = table.rows[heads[0]]
    # A list has words at the head of each column: where there are none, a longer look is worth it.
    bare = [column for column in range(1, table.width + 1) if not header.text(column).strip()]
    if not bare or bare[0] > max(column for column, cell in enumerate(header.cells, start=1) if cell.strip()):
        return [table]
    below = islice(table.rows, heads[0], None)
    said = {column for row in below for column in bare if row.text(column).strip()}
    blank = [column in bare and column not in said for column in range(1, table.width + 1)]
    spans: list[tuple[int, int]] = []
    for column, is_blank in enumerate(blank, start=1):
        if not is_blank:
            goes_on = bool(spans) and spans[-1][1] == column - 1
            spans[-1:] = [(spans[-1][0], column)] if goes_on else [*spans[-1:], (column, column)]
    words = [header.cells[first - 1 : last] for first, last in spans]
    keys = [frozenset(header_key(cell) for cell in cells if cell.strip()) for cells in words]
    # Under the same heads again one list goes on beside itself.
    if len(spans) < 2 or len(set(keys)) < len(keys) or not all(map(_names, words)):
        return [table]
    return [_columns_of(table, first, last) for first, last in spans]


def _names(heads: tuple[str, ...]) -> bool:
    """Whether the heads are several and one is of names."""
    roles = [guess.role for cell in heads if cell.strip() and (guess := guess_role(cell)) is not None]
    return len(roles) >= _FEWEST_HEADS and bool(NAMES & set(roles))


def _columns_of(table: RawTable, first: int, last: int) -> RawTable:
    """The table with only these columns; they keep their numbers."""
    rows = [
        replace(row, cells=("",) * (first - 1) + row.cells[first - 1 : last])
        for row in table.rows
        if any(cell.strip() for cell in row.cells[first - 1 : last])
    ]
    filled = frozenset(place for place in table.filled if first <= place[1] <= last)
    return replace(table, rows=tuple(rows), filled=filled)


def _headers(table: RawTable) -> list[int]:
    return [number for number, row in enumerate(table.rows) if _is_header(row)]


def _under(table: RawTable, heads: list[int]) -> list[RawTable]:
    """The lists that stand under each other, by the places of their headers."""
    starts = [0]
    known = _keys(table.rows[heads[0]]) if heads else frozenset()
    for before, number in pairwise(heads):
        start = _start_of(table, number)
        if number == before + 1 or start <= before or _keys(table.rows[number]) == known:
            continue
        starts.append(start)
        known = _keys(table.rows[number])
    if len(starts) == 1:
        return [table]
    ends = [*starts[1:], len(table.rows)]
    return [replace(table, rows=table.rows[start:end]) for start, end in zip(starts, ends, strict=True)]


def _called(sheet: str | None, number: int) -> str | None:
    """The first list of a sheet is called as the sheet, the second "목록 #2"."""
    return sheet if number == 1 else f"{sheet or ''} #{number}".strip()


def _is_header(row: RawRow) -> bool:
    """Whether most cells of the row are heads that are known for certain, and none is data.

    Half of them are enough where one is of names.
    """
    if _DATA_LIKE.search("\n".join(row.cells)):
        # Nearly every row of a list: a telephone number or an address stands in it.
        return False
    said = [cell for cell in dict.fromkeys(row.cells) if cell.strip()]
    if len(said) < _FEWEST_HEADS:
        return False
    known = sum(map(_is_head, said))
    least = _MOSTLY if len(said) < _FEW_HEADS or not _names(tuple(said)) else _HALF
    return known >= max(_FEWEST_HEADS, least * len(said))


@lru_cache(maxsize=ONE_LIST)
def _is_head(cell: str) -> bool:
    guess = guess_role(cell) if len(cell) <= _LONGEST_HEAD else None
    return guess is not None and guess.why is Why.SYNONYM


def _keys(row: RawRow) -> frozenset[str]:
    return frozenset(header_key(cell) for cell in row.cells if cell.strip())


def _start_of(table: RawTable, header: int) -> int:
    """Where the list with that header begins: with its titles, below a line that is blank.

    The header itself where nothing parts it from the rows above: it may be one of them.
    """
    start = header
    while start > 0 and len(_keys(table.rows[start - 1])) == 1:
        start -= 1
    is_parted = start < header or table.rows[start].number > table.rows[start - 1].number + 1
    return start if is_parted else 0


def _as_names(rows: Sequence[RawRow]) -> list[RawRow]:
    """The row as that of the names, where its first cell says nothing and the others are all different."""
    found = []
    for row in rows:
        said = [cell for cell in row.cells[1:] if cell.strip()]
        is_of_names = len(said) > 1 and len(set(said)) == len(said) and not _DATA_LIKE.search("\n".join(said))
        if header_key(row.text(1)) in _CORNERS and is_of_names:
            found.append(replace(row, cells=(_NAMES, *row.cells[1:])))
    return found


def _turned(table: RawTable) -> RawTable | None:
    """The table with its columns as rows, where its first column names what stands in each row."""
    heads = (number for number, row in enumerate(table.rows) if _is_head(row.text(1)))
    first = next((number for number in heads if not _is_header(table.rows[number])), None)
    if first is None:
        return None
    rows = [row for row in table.rows[first:] if not _is_header(row)]
    if not any(guess.role in NAMES for row in rows if (guess := guess_role(row.text(1)))):
        # 구분 is a head of its own, 항목 is none.
        is_own = bool(rows) and header_key(rows[0].text(1)) in _CORNERS
        above = rows[:1] if is_own else table.rows[max(first - 1, 0) : first]
        names = _as_names(above)
        rows = [*names, *rows[is_own:]] if names else rows
    said = [row for row in rows if row.text(1).strip()]
    known = {header_key(row.text(1)) for row in said if _is_head(row.text(1))}
    if len(known) < max(_FEWEST_TURNED, _MOSTLY * len(said)) or table.width < _FEWEST_HEADS:
        return None
    by_number = {row.number: row for row in rows}
    turned = [
        RawRow(
            column,
            tuple(
                by_number[number].text(column) if number in by_number else ""
                for number in range(1, rows[-1].number + 1)
            ),
        )
        for column in range(1, table.width + 1)
    ]
    kept = tuple(row for row in turned if any(cell.strip() for cell in row.cells))
    filled = frozenset((column, row) for row, column in table.filled if row in by_number)
    return replace(table, rows=kept, filled=filled, hidden_rows=(), is_turned=True)
