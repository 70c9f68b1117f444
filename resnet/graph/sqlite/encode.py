"""Elements as rows and rows as elements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from resnet.errors import BadValueError, UnknownKindError
from resnet.graph.elements import Edge, EdgeId, Node, NodeId, Version
from resnet.graph.sortkey import sort_key
from resnet.graph.sqlite.layout import (
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
    Cell,
    Row,
    Table,
    tables,
)
from resnet.graph.values import Cleaner, check_id, clean_time, cleaner_of, from_micros, kind_of, to_micros
from resnet.ontology.category import Category
from resnet.ontology.field import Field, Type, Value
from resnet.ontology.registry import EDGE_KINDS, KINDS, kind_named

# Stands after each text of a list; no kept text can hold it (values.py).
_AFTER_EACH: Final = "\x1f"
_CATEGORIES: Final = {category.value: category for category in Category}
Encoder = Callable[[Any], Cell]
Decoder = Callable[[Any], Value]


def _encode_texts(value: tuple[str, ...]) -> str:
    return _AFTER_EACH.join(value) + _AFTER_EACH if value else ""


def _decode_texts(cell: str) -> tuple[str, ...]:
    return tuple(cell[:-1].split(_AFTER_EACH)) if cell else ()


_ENCODERS: Final[dict[Type, Encoder]] = {
    Type.TEXTS: _encode_texts,
    Type.BOOL: int,
    Type.DATE: date.isoformat,
    Type.TIME: to_micros,
}
_DECODERS: Final[dict[Type, Decoder]] = {
    Type.TEXTS: _decode_texts,
    Type.BOOL: bool,
    Type.DATE: date.fromisoformat,
    Type.TIME: from_micros,
}


def encode_value(field: Field, value: Value) -> Cell:
    """A clean value as it lies in its column."""
    encoder = _ENCODERS.get(field.type)
    return value if encoder is None else encoder(value)  # type: ignore[return-value]


@cache
def _writers(kind: str, end_kind: str = "") -> dict[str, tuple[int, str, Cleaner, Encoder | None]]:
    """Per field that may be said: its place, how errors name it, how it is cleaned, how it is encoded.

    ``end_kind`` is that of the thing a ``describes`` edge describes.
    """
    table = tables()[kind]
    if table.is_node:
        fields: tuple[Field, ...] = KINDS[kind].fields
    else:
        own = EDGE_KINDS[kind]
        carried = kind_named(end_kind).fields if own.carries_end and end_kind in KINDS else ()
        names = {field.name for field in own.fields}
        fields = own.fields + tuple(field for field in carried if field.name not in names)
    return {
        field.name: (
            table.places[field.name],
            f"{kind}.{field.name}",
            cleaner_of(field),
            _ENCODERS.get(field.type),
        )
        for field in fields
    }


def encode_fields(
    row: list[Cell], table: Table, given: Mapping[str, Value | None], end_kind: str = ""
) -> None:
    """Lay the given fields into their places of ``row``; None makes a field unknown.

    Raises:
        UnknownKindError: If the ontology has no such field here.
        BadValueError: If a value breaks the value rules.
    """
    writers = _writers(table.kind, end_kind)
    for name, value in given.items():
        try:
            place, where, clean, encode = writers[name]
        except KeyError:
            raise UnknownKindError(f"field of {table.kind}", name) from None
        if value is None:
            row[place] = None
        else:
            cleaned = clean(value, where)
            row[place] = cleaned if encode is None else encode(cleaned)  # type: ignore[assignment]


def _time_cell(value: datetime | None, unset: int, where: str) -> int:
    return unset if value is None else to_micros(clean_time(value, where))


def encode_until(kind: str, until: datetime) -> int:
    """An end of valid time as it lies in its column.

    Raises:
        BadValueError: If it has no time zone.
    """
    return _time_cell(until, FOREVER, f"{kind}.until")


def encode_element(element: Node | Edge) -> list[Cell]:
    """The row of an element; of an edge without its ``about``, which the store makes from its ends.

    Raises:
        UnknownKindError: If the ontology has no such kind, edge kind or field.
        BadValueError: If an id, an end, a category or a value breaks the rules.
    """
    if isinstance(element, Node):
        return _encode_node(element)
    return _encode_edge(element)


def _start_row(element: Node | Edge, table: Table) -> list[Cell]:
    kind = element.kind
    check_id(element.id, kind, f"{kind}.id")
    row: list[Cell] = [None] * len(table.columns)
    row[ID], row[VERSION] = element.id, 0
    row[SINCE] = _time_cell(element.since, ALWAYS, f"{kind}.since")
    row[UNTIL] = _time_cell(element.until, FOREVER, f"{kind}.until")
    category = element.category
    row[CATEGORY] = table.default_category.value if category is None else category.value
    return row


def _encode_node(node: Node) -> list[Cell]:
    kind = kind_named(node.kind)
    table = tables()[node.kind]
    row = _start_row(node, table)
    if node.category is not None and node.category not in kind.categories:
        raise BadValueError(f"{node.kind}.category", node.category, "a category of this kind")
    subjects = sorted(set(node.about))
    if len(subjects) > 2:
        raise BadValueError(f"{node.kind}.about", node.about, "at most two data subjects")
    for subject in subjects:
        check_id(subject, "person", f"{node.kind}.about")
    row[ABOUT_1], row[ABOUT_2] = (*subjects, None, None)[:2]
    encode_fields(row, table, node.fields)
    set_sort(row, table)
    return row


def _encode_edge(edge: Edge) -> list[Cell]:
    kind = EDGE_KINDS.get(edge.kind)
    if kind is None:
        raise UnknownKindError("edge kind", edge.kind)
    table = tables()[edge.kind]
    row = _start_row(edge, table)
    if edge.category is not None and edge.category not in kind.categories:
        raise BadValueError(f"{edge.kind}.category", edge.category, "a category of this kind of edge")
    for where, end, allowed in (("start", edge.start, kind.starts), ("end", edge.end, kind.ends)):
        end_kind = kind_of(end)
        if end_kind not in allowed:
            raise BadValueError(f"{edge.kind}.{where}", end, "the id of a " + " or ".join(allowed))
        check_id(end, end_kind, f"{edge.kind}.{where}")
    row[START], row[END] = edge.start, edge.end
    encode_fields(row, table, edge.fields, kind_of(edge.end))
    return row


def set_sort(row: list[Cell], table: Table) -> None:
    """Bring a node's sort key after its fields."""
    if table.sort_by is None:
        row[len(table.columns) - len(table.fields) - 1] = ""
        return
    place = table.places[table.sort_by]
    cell = row[place]
    decoder = _readers(table.kind)[place - table.first_field][2]
    value = cell if cell is None or decoder is None else decoder(cell)
    row[table.first_field - 1] = sort_key(value)  # type: ignore[arg-type]


@cache
def _readers(kind: str) -> tuple[tuple[int, str, Decoder | None, str | None], ...]:
    """Per field: its place, its name, how it is decoded, its own category."""
    table = tables()[kind]
    return tuple(
        (
            table.places[field.name],
            field.name,
            _DECODERS.get(field.type),
            field.category.value if field.category is not None else None,
        )
        for field in table.fields
    )


def decode_fields(row: Row, kind: str, hidden: frozenset[str] = frozenset()) -> dict[str, Value]:
    """The known fields of a row, but for those of ``hidden`` categories."""
    found: dict[str, Value] = {}
    for place, name, decode, category in _readers(kind):
        cell = row[place]
        if cell is not None and (category is None or category not in hidden):
            found[name] = cell if decode is None else decode(cell)
    return found


@cache
def field_categories(kind: str) -> frozenset[str]:
    """The categories of their own that fields of this kind have."""
    return frozenset(category for *_, category in _readers(kind) if category is not None)


def about_of(row: Row) -> tuple[NodeId, ...]:
    """The data subjects of a row."""
    first, second = row[ABOUT_1], row[ABOUT_2]
    if first is None:
        return ()
    return (NodeId(str(first)),) if second is None else (NodeId(str(first)), NodeId(str(second)))


def decode_element(row: Row, kind: str, hidden: frozenset[str] = frozenset()) -> Node | Edge:
    """The element of a row, without the fields of ``hidden`` categories."""
    since, until = row[SINCE], row[UNTIL]
    head: dict[str, Any] = {
        "kind": kind,
        "fields": decode_fields(row, kind, hidden),
        "category": _CATEGORIES[row[CATEGORY]],
        "about": about_of(row),
        "since": None if since == ALWAYS else from_micros(since),
        "until": None if until == FOREVER else from_micros(until),
        "version": Version(row[VERSION]),
    }
    if kind in KINDS:
        return Node(id=NodeId(str(row[ID])), **head)
    return Edge(id=EdgeId(str(row[ID])), start=NodeId(str(row[START])), end=NodeId(str(row[END])), **head)


@cache
def category_of_field(kind: str, name: str) -> str | None:
    """The category of its own that a field has, None when it has none or is no field."""
    return next((category for _, own, _, category in _readers(kind) if own == name), None)
