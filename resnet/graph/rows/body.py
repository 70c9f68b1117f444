"""What an entry of the log keeps of a state: lines of ``column=cell``, free of the layout of the tables."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final

from resnet.graph.rows.layout import (
    ABOUT_1,
    ABOUT_2,
    ALWAYS,
    CATEGORY,
    END,
    FOREVER,
    ID,
    SINCE,
    START,
    UNTIL,
    VERSION,
    Row,
    Table,
    tables,
)
from resnet.graph.values import kind_of
from resnet.ontology.field import Type

# Ends each line; no kept text can hold it (values.py).
_LINE: Final = "\x1e"
# In place of the changed names: the entry made the element, so all it has is new.
_ALL: Final = "*"
_JSON: Final = "["
# What changed, then category, two it is about, two times, two ends.
_HEAD_LINES: Final = 8
# What differs in an element beside its fields, by the names the log has for it.
_HEAD_NAMES: Final = {
    CATEGORY: "category",
    ABOUT_1: "about",
    ABOUT_2: "about",
    SINCE: "since",
    UNTIL: "until",
}
_NUMBERS: Final = {Type.INT: int, Type.BOOL: int, Type.TIME: int, Type.FLOAT: float}


def names_changed(table: Table, old: Row, new: Row) -> list[str]:
    """The fields in which two states differ, beside ``since``, ``until`` and what else an element has."""
    changed = {name for place, name in _HEAD_NAMES.items() if old[place] != new[place]}
    if not table.is_node:
        changed |= {name for place, name in ((START, "start"), (END, "end")) if old[place] != new[place]}
    changed |= {
        field.name
        for field, was, now in zip(
            table.fields, old[table.first_field :], new[table.first_field :], strict=True
        )
        if was != now
    }
    return sorted(changed)


def write_body(table: Table, old: Row | None, row: Row) -> str:
    """The changed names, then every known cell; valid time only where it is limited."""
    changed = _ALL if old is None else ",".join(names_changed(table, old, row))
    head = f"{changed}{_LINE}_category={row[CATEGORY]}"
    if row[ABOUT_1] is not None:
        head += f"{_LINE}_about_1={row[ABOUT_1]}"
        if row[ABOUT_2] is not None:
            head += f"{_LINE}_about_2={row[ABOUT_2]}"
    if row[SINCE] != ALWAYS:
        head += f"{_LINE}_since={row[SINCE]}"
    if row[UNTIL] != FOREVER:
        head += f"{_LINE}_until={row[UNTIL]}"
    if not table.is_node:
        head += f"{_LINE}_start={row[START]}{_LINE}_end={row[END]}"
    if not table.fields:
        return head
    cells = zip(_openings(table.kind), row[table.first_field :], strict=True)
    return head + "".join([f"{opening}{cell}" for opening, cell in cells if cell is not None])


@cache
def _openings(kind: str) -> tuple[str, ...]:
    """How the line of each field begins, the end of the line before included."""
    return tuple(f"{_LINE}{field.name}=" for field in tables()[kind].fields)


def names_in(body: str) -> set[str]:
    """The changed names of a body."""
    if body.startswith(_JSON):
        return set(json.loads(body)[0])
    changed, *lines = body.split(_LINE)
    if changed != _ALL:
        return set(changed.split(","))
    return {name for line in lines if not (name := line.partition("=")[0]).startswith("_")}


def read_body(body: str, element_id: str, entry: tuple[int, int]) -> tuple[list[str], Row]:
    """(changed names, row) of a body; columns that the ontology no longer has are left out.

    ``entry`` is its version and its number.
    """
    table = tables()[kind_of(element_id)]
    row: list[Any] = [None] * len(table.columns)
    row[SINCE], row[UNTIL] = ALWAYS, FOREVER
    for column, cell in _cells(body):
        place = table.places.get(column)
        if place is not None:
            row[place] = _number(table.kind, column)(cell) if isinstance(cell, str) else cell
    row[ID] = element_id
    row[VERSION : VERSION + 2] = entry
    return sorted(names_in(body)), tuple(row)


def read_head(body: str) -> tuple[str, tuple[str, ...]]:
    """Category and ends of a body, ends none of a node: what stands before all fields."""
    if body.startswith(_JSON):
        cells = json.loads(body)[1]
    else:
        lines = body.split(_LINE, _HEAD_LINES)[1:]
        cells = dict(line.split("=", 1) for line in lines if line.startswith("_"))
    return cells["_category"], (cells["_start"], cells["_end"]) if "_start" in cells else ()


def _cells(body: str) -> list[tuple[str, Any]]:
    # Format 1 wrote JSON; its entries stay as they are, since their digests do.
    if body.startswith(_JSON):
        return list(json.loads(body)[1].items())
    pairs = (line.partition("=") for line in body.split(_LINE)[1:])
    return [(column, cell) for column, _, cell in pairs]


@cache
def _number(kind: str, column: str) -> Any:  # noqa: ANN401
    """What makes a cell of its text."""
    if column in {"_since", "_until"}:
        return int
    field = next((field for field in tables()[kind].fields if field.name == column), None)
    return str if field is None else _NUMBERS.get(field.type, str)
