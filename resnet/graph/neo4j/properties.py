"""Rows as typed properties and properties as rows, so that people read the graph without our code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Final

from neo4j.spatial import WGS84Point

from resnet.graph.cypher.read import is_wide
from resnet.graph.rows.encode import decode_texts, encode_texts
from resnet.graph.rows.layout import ALWAYS, END, FOREVER, HEAD, ID, SINCE, SORT, START, UNTIL, Row, tables
from resnet.graph.values import from_micros, kind_of, to_micros
from resnet.ontology.field import Type

_Turn = Callable[[Any], Any]
# Between the sort key (hexadecimal digits or a day) and the id: below all that either can hold.
_GAP: Final = " "
_POINT: Final = "_point"


def _instant(cell: int) -> datetime:
    return from_micros(cell)


def _micros(value: Any) -> int:  # noqa: ANN401
    found: datetime = value.to_native()
    return to_micros(found.astimezone(UTC))


def _day(value: Any) -> str:  # noqa: ANN401
    return str(value.iso_format())


_TO_PROPERTY: Final[dict[Type, _Turn]] = {
    Type.TEXTS: lambda cell: list(decode_texts(cell)),
    Type.BOOL: bool,
    Type.DATE: date.fromisoformat,
    Type.TIME: _instant,
}
_TO_CELL: Final[dict[Type, _Turn]] = {
    Type.TEXTS: lambda value: encode_texts(tuple(value)),
    Type.BOOL: int,
    Type.DATE: _day,
    Type.TIME: _micros,
}


@cache
def _fields_out(kind: str) -> tuple[tuple[str, _Turn | None], ...]:
    return tuple((field.name, _TO_PROPERTY.get(field.type)) for field in tables()[kind].fields)


def to_property(kind: str, name: str, cell: Any) -> Any:  # noqa: ANN401
    """One cell as it lies in its property."""
    turn = dict(_fields_out(kind))[name]
    return cell if turn is None else turn(cell)


def to_properties(row: Row, kind: str) -> dict[str, Any]:
    """All properties of an element: only what is known is there. An edge's ends are its ends."""
    table = tables()[kind]
    found: dict[str, Any] = {
        name: cell for name, cell in zip(HEAD[:SINCE], row[:SINCE], strict=True) if cell is not None
    }
    if row[SINCE] != ALWAYS:
        found["_since"] = from_micros(row[SINCE])
    if row[UNTIL] != FOREVER:
        found["_until"] = from_micros(row[UNTIL])
    if table.is_node:
        found["_page"] = page_key(row[SORT], row[ID])
    for (name, turn), cell in zip(_fields_out(kind), row[table.first_field :], strict=True):
        if cell is not None:
            found[name] = cell if turn is None else turn(cell)
    if "latitude" in found and "longitude" in found:
        found[_POINT] = WGS84Point((found["longitude"], found["latitude"]))
    return found


def page_key(sort: str, element_id: str) -> str:
    """What pages are ordered by: the sort key, then the id, as one ASCII text."""
    return f"{sort}{_GAP}{element_id}"


@cache
def _places(kind: str) -> dict[str, tuple[int, _Turn | None]]:
    table = tables()[kind]
    found: dict[str, tuple[int, _Turn | None]] = {name: (place, None) for place, name in enumerate(HEAD)}
    found["_since"], found["_until"] = (SINCE, _micros), (UNTIL, _micros)
    if table.is_node:
        found["_page"] = (SORT, lambda value: value.partition(_GAP)[0])
    found |= {field.name: (table.places[field.name], _TO_CELL.get(field.type)) for field in table.fields}
    return found


@cache
def _blank(kind: str) -> list[Any]:
    row: list[Any] = [None] * len(tables()[kind].columns)
    row[SINCE], row[UNTIL] = ALWAYS, FOREVER
    return row


def to_row(properties: Mapping[str, Any], kind: str, start: str | None = None, end: str | None = None) -> Row:
    """The row of an element; properties that the ontology no longer has, or never had, are left out."""
    row, places = _blank(kind).copy(), _places(kind)
    for name, value in properties.items():
        known = places.get(name)
        if known is not None and value is not None:
            place, turn = known
            row[place] = value if turn is None else turn(value)
    if start is not None:
        row[START], row[END] = start, end
    return tuple(row)


@cache
def _turns(kind: str) -> tuple[tuple[int, _Turn], ...]:
    return tuple((place, turn) for place, turn in _places(kind).values() if turn is not None)


def cells_to_row(cells: list[Any], kind: str) -> Row:
    """The row of a node whose properties came in the order of its row; it is made of the same list."""
    for place, turn in _turns(kind):
        if cells[place] is not None:
            cells[place] = turn(cells[place])
    if cells[SINCE] is None:
        cells[SINCE] = ALWAYS
    if cells[UNTIL] is None:
        cells[UNTIL] = FOREVER
    return tuple(cells)


@cache
def _fields_in(kind: str) -> tuple[tuple[Any, ...], tuple[tuple[int, _Turn], ...], bool]:
    """Of an edge of which nothing is known the fields; those to be turned, by place; whether it is wide."""
    fields = tables()[kind].fields
    turns = [(place, _TO_CELL[field.type]) for place, field in enumerate(fields) if field.type in _TO_CELL]
    return (None,) * len(fields), tuple(turns), is_wide(kind)


def edge_rows(
    edges: Iterable[list[Any]], one: str | None, two: str | None, near: str
) -> Iterator[tuple[str, Row]]:
    """Each id and row of the edges about these at this node, as ``visible_edges`` tells them.

    Their last entries in the log are not among it: a view shows none.
    """
    for element_id, version, category, times, said, far, is_start in edges:
        start, end = (near, far) if is_start else (far, near)
        kind = kind_of(element_id)
        blank, turns, has_all = _fields_in(kind)
        if has_all:
            yield element_id, to_row(said, kind, start, end)
            continue
        if said is not None:
            for place, turn in turns:
                if said[place] is not None:
                    said[place] = turn(said[place])
        since, until = (ALWAYS, FOREVER) if times is None else _valid(*times)
        head = (element_id, version, None, category, one, two, since, until, start, end)
        yield element_id, (*head, *(blank if said is None else said))


def _valid(since: Any, until: Any) -> tuple[int, int]:  # noqa: ANN401
    return ALWAYS if since is None else _micros(since), FOREVER if until is None else _micros(until)
