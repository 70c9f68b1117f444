"""Elements about nobody read as columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, Final

import apsw

from resnet.graph.bulk import BULK, AskedEnds, Bulk, Cells, Ends
from resnet.graph.rows.encode import decode_texts
from resnet.graph.rows.layout import ALWAYS, FOREVER, tables
from resnet.graph.sqlite.statements import table_name
from resnet.ontology.category import Category
from resnet.ontology.field import Field, Type

_TURNS: Final[dict[Type, Callable[[Any], Any]]] = {
    Type.TEXTS: decode_texts,
    Type.BOOL: bool,
    Type.DATE: lambda cell: date.fromisoformat(cell).toordinal(),
}


def read_columns(
    db: apsw.Connection, kind: str, fields: tuple[Field, ...], categories: tuple[Category, ...], after: str
) -> tuple[Bulk, str | None]:
    """The next elements about nobody after a mark, and the mark after them; None when there are no more."""
    is_node = tables()[kind].is_node
    asked = _statement(kind, tuple(field.name for field in fields), len(categories))
    bound = (*categories, int(after or 0), BULK)
    rows: list[tuple[Any, ...]] = db.execute(asked, bound).fetchall()
    width = 6 + len(fields) - 2 * is_node
    keys, ids, *lists = map(list, zip(*rows, strict=True)) if rows else ([] for _ in range(width))
    since, until = lists.pop(0), lists.pop(0)
    starts, ends = ([], []) if is_node else (lists.pop(0), lists.pop(0))
    bulk = Bulk(
        ids=ids,
        numbers=keys,
        since=[None if at == ALWAYS else at for at in since],
        until=[None if at == FOREVER else at for at in until],
        starts=starts,
        ends=ends,
        cells={field.name: _cells(field, cells) for field, cells in zip(fields, lists, strict=True)},
    )
    return bulk, str(keys[-1]) if len(keys) == BULK else None


def read_ends(db: apsw.Connection, asked: AskedEnds, after: str) -> tuple[Ends, str | None]:
    """The ends of the next such edges after a mark, and the mark after them; None when there are no more."""
    names = tuple(field.name for field in asked.fields)
    statement = _ends_statement(asked.kind, names, len(asked.categories), tuple(map(bool, asked.between)))
    # A semicolon follows on a colon: before it lie all ids of the kind.
    limits = [f"{kind}{sign}" for kind in asked.between if kind for sign in ":;"]
    bound = (*asked.categories, FOREVER, *limits, int(after or 0), BULK)
    rows: list[tuple[Any, ...]] = db.execute(statement, bound).fetchall()
    keys, starts, ends, *lists = zip(*rows, strict=True) if rows else ((),) * (3 + len(names))
    cells = {field.name: _cells(field, list(cells)) for field, cells in zip(asked.fields, lists, strict=True)}
    found = Ends(starts=starts, ends=ends, cells=cells)
    return found, str(keys[-1]) if len(keys) == BULK else None


@cache
def _ends_statement(kind: str, names: tuple[str, ...], categories: int, is_limited: tuple[bool, ...]) -> str:
    listed = "".join(f', "{name}"' for name in names)
    marks = ", ".join("?" * categories)
    limits = "".join(
        f"AND {end} >= ? AND {end} < ? "
        for end, is_asked in zip(("+_start", "+_end"), is_limited, strict=True)
        if is_asked
    )
    return (
        # Of an end that is missing nothing is known: it is none that anybody asks for.
        f"SELECT _key, coalesce(_from, 0), coalesce(_to, 0){listed} FROM {table_name(kind)} "
        f"WHERE +_category IN ({marks}) AND _about_1 IS NULL AND _until = ? {limits}"
        "AND _key > ? ORDER BY _key LIMIT ?"
    )


@cache
def _statement(kind: str, names: tuple[str, ...], categories: int) -> str:
    ends = () if tables()[kind].is_node else ("_start", "_end")
    listed = ", ".join(f'"{name}"' for name in ("_key", "id", "_since", "_until", *ends, *names))
    marks = ", ".join("?" * categories)
    return (
        f"SELECT {listed} FROM {table_name(kind)} "
        # The plus keeps to the order of keys: else all of the category would be sorted for each part.
        f"WHERE +_category IN ({marks}) AND _about_1 IS NULL AND _key > ? ORDER BY _key LIMIT ?"
    )


def _cells(field: Field, cells: list[Any]) -> Cells:
    turn = _TURNS.get(field.type)
    return cells if turn is None else [None if cell is None else turn(cell) for cell in cells]
