"""Elements as rows and rows as elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import Any, Final, TypeVar

from resnet.errors import BadValueError, UnknownKindError
from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.rows.layout import (
    ABOUT_1,
    ABOUT_2,
    ALWAYS,
    CATEGORY,
    END,
    FOREVER,
    ID,
    SINCE,
    SORT,
    START,
    UNTIL,
    VERSION,
    Cell,
    Row,
    Table,
    tables,
)
from resnet.graph.sortkey import sort_key
from resnet.graph.values import Cleaner, check_id, clean_time, cleaner_of, from_micros, kind_of, to_micros
from resnet.ontology.category import PERSONAL, Category
from resnet.ontology.field import Field, Type, Value
from resnet.ontology.registry import EDGE_KINDS, KINDS, edge_kind_named, element_kind_named, kind_named

# Stands after each text of a list; no kept text can hold it (values.py).
_AFTER_EACH: Final = "\x1f"
_CATEGORIES: Final = {category.value: category for category in Category}
_PERSONAL: Final = frozenset(category.value for category in PERSONAL)
_FIRST_FIELD: Final = {kind: table.first_field for kind, table in tables().items()}
Encoder = Callable[[Any], Cell]
Decoder = Callable[[Any], Value]
# The categories of fields of their own that stay hidden in a row of a kind.
HiddenOf = Callable[[Row, str], frozenset[str]]
_Readers = tuple[tuple[str, Decoder | None, str | None], ...]
_Element = TypeVar("_Element", Node, Edge)


def encode_texts(value: tuple[str, ...]) -> str:
    """Several texts as one cell."""
    return _AFTER_EACH.join(value) + _AFTER_EACH if value else ""


def decode_texts(cell: str) -> tuple[str, ...]:
    """The texts of a cell."""
    return tuple(cell[:-1].split(_AFTER_EACH)) if cell else ()


_ENCODERS: Final[dict[Type, Encoder]] = {
    Type.TEXTS: encode_texts,
    Type.BOOL: int,
    Type.DATE: date.isoformat,
    Type.TIME: to_micros,
}
_DECODERS: Final[dict[Type, Decoder]] = {
    Type.TEXTS: decode_texts,
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
    fields = KINDS[kind].fields if table.is_node else _fields_of_edge(kind, end_kind)
    return {
        field.name: (
            table.places[field.name],
            f"{kind}.{field.name}",
            cleaner_of(field),
            _ENCODERS.get(field.type),
        )
        for field in fields
    }


def _fields_of_edge(kind: str, end_kind: str) -> tuple[Field, ...]:
    own = EDGE_KINDS[kind]
    if not own.carries_end or end_kind not in KINDS:
        return own.fields
    names = {field.name for field in own.fields}
    return own.fields + tuple(field for field in KINDS[end_kind].fields if field.name not in names)


def encode_fields(
    row: list[Any], table: Table, given: Mapping[str, Value | None], end_kind: str = ""
) -> None:
    """Lay the given fields into their places of ``row``; None makes a field unknown.

    Raises:
        UnknownKindError: If the ontology has no such field here.
        BadValueError: If a value breaks the value rules.
    """
    writers = _writers(table.kind, end_kind)
    for name, value in given.items():
        writer = writers.get(name)
        if writer is None:
            raise UnknownKindError(f"field of {table.kind}", name)
        place, where, clean, encode = writer
        if value is None:
            row[place] = None
        else:
            cleaned = clean(value, where)
            row[place] = cleaned if encode is None else encode(cleaned)


def encode_folded(row: list[Any], kind: str, folded: Mapping[str, Value]) -> None:
    """Lay a folded state into its row: its values were clean when they were said."""
    writers = _writers(kind)
    for name, value in folded.items():
        place, _, _, encode = writers[name]
        row[place] = value if encode is None else encode(value)


def encode_until(kind: str, until: datetime) -> int:
    """An end of valid time as it lies in its column.

    Raises:
        BadValueError: If it has no time zone.
    """
    return to_micros(clean_time(until, f"{kind}.until"))


_Blank = tuple[Table, list[Any], frozenset[Category], re.Pattern[str]]


@cache
def _blank_node(kind: str) -> _Blank:
    return _blank(kind_named(kind).name)


@cache
def _blank_edge(kind: str) -> _Blank:
    return _blank(edge_kind_named(kind).name)


def _blank(kind: str) -> _Blank:
    """What every row of a kind begins as, which categories it may have, and how its ids look."""
    table = tables()[kind]
    row: list[Any] = [None] * len(table.columns)
    row[VERSION], row[SINCE], row[UNTIL] = 0, ALWAYS, FOREVER
    row[CATEGORY] = table.default_category.value
    if table.is_node:
        row[SORT] = ""
    return table, row, frozenset(element_kind_named(kind).categories), re.compile(kind + ":[!-~]{1,150}")


def _start_row(element: Node | Edge, begun: _Blank) -> tuple[Table, list[Any]]:
    kind = element.kind
    table, blank, categories, id_form = begun
    if not id_form.fullmatch(element.id):
        check_id(element.id, kind, f"{kind}.id")
    row = blank.copy()
    row[ID] = element.id
    if element.since is not None:
        row[SINCE] = to_micros(clean_time(element.since, f"{kind}.since"))
    if element.until is not None:
        row[UNTIL] = to_micros(clean_time(element.until, f"{kind}.until"))
    if element.category is not None:
        if element.category not in categories:
            raise BadValueError(f"{kind}.category", element.category, "a category of this kind")
        row[CATEGORY] = element.category.value
    return table, row


def encode_node(node: Node) -> list[Any]:
    """The row of a node.

    Raises:
        UnknownKindError: If the ontology has no such kind or field.
        BadValueError: If an id, a category or a value breaks the rules.
    """
    table, row = _start_row(node, _blank_node(node.kind))
    if node.about:
        subjects = sorted(set(node.about))
        if len(subjects) > 2:
            raise BadValueError(f"{node.kind}.about", node.about, "at most two data subjects")
        for subject in subjects:
            check_id(subject, "person", f"{node.kind}.about")
        if row[CATEGORY] not in _PERSONAL:
            # Such a category is open to whole roles, without anybody's consent.
            raise BadValueError(
                f"{node.kind}.about", node.about, "no data subject in a category that is not personal"
            )
        row[ABOUT_1], row[ABOUT_2] = (*subjects, None)[:2]
    if node.fields:
        encode_fields(row, table, node.fields)
        set_sort(row, table)
    return row


def encode_edge(edge: Edge) -> tuple[list[Any], str, str]:
    """The row of an edge without its ``about``, which the store makes from its ends, and their kinds.

    Raises:
        UnknownKindError: If the ontology has no such edge kind or field.
        BadValueError: If an id, an end, a category or a value breaks the rules.
    """
    table, row = _start_row(edge, _blank_edge(edge.kind))
    kind, start, end = EDGE_KINDS[edge.kind], edge.start, edge.end
    start_kind, end_kind = kind_of(start), kind_of(end)
    if start_kind not in kind.starts:
        raise BadValueError(f"{edge.kind}.start", start, "the id of a " + " or ".join(kind.starts))
    if end_kind not in kind.ends:
        raise BadValueError(f"{edge.kind}.end", end, "the id of a " + " or ".join(kind.ends))
    row[START], row[END] = start, end
    if edge.fields:
        encode_fields(row, table, edge.fields, end_kind)
    return row, start_kind, end_kind


def set_sort(row: list[Any], table: Table) -> None:
    """Bring a node's sort key after its fields."""
    if table.sort_by is None:
        return
    place = table.places[table.sort_by]
    cell, decode = row[place], _readers(table.kind)[place - table.first_field][1]
    row[SORT] = sort_key(cell if cell is None or decode is None else decode(cell))


@cache
def _readers(kind: str) -> _Readers:
    """Per field, in order: its name, how it is decoded, its own category."""
    return tuple(
        (field.name, _DECODERS.get(field.type), field.category.value if field.category is not None else None)
        for field in tables()[kind].fields
    )


def decode_fields(row: Row, kind: str, hidden: frozenset[str] = frozenset()) -> dict[str, Value]:
    """The known fields of a row, but for those of ``hidden`` categories."""
    return _fields_among(_readers(kind), row[_FIRST_FIELD[kind] :], hidden)


def _fields_among(readers: _Readers, cells: Sequence[Any], hidden: frozenset[str]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    # Most cells of a wide row are empty: the loop must be quick to pass them.
    for reader, cell in zip(readers, cells, strict=True):
        if cell is not None:
            name, decode, category = reader
            if category is None or category not in hidden:
                found[name] = cell if decode is None else decode(cell)
    return found


@cache
def field_categories(kind: str) -> frozenset[str]:
    """The categories of their own that fields of this kind have."""
    return frozenset(category for *_, category in _readers(kind) if category is not None)


@cache
def category_of_field(kind: str, name: str) -> str | None:
    """The category of its own that a field has, None when it has none or is no field."""
    return next((category for own, _, category in _readers(kind) if own == name), None)


def about_of(row: Row) -> tuple[NodeId, ...]:
    """The data subjects of a row."""
    return tuple(NodeId(row[place]) for place in (ABOUT_1, ABOUT_2) if row[place] is not None)


_Slots = tuple[Callable[[Node | Edge, Any], None], ...]


def _setters(of: type[Node | Edge], *names: str) -> _Slots:
    return tuple(of.__dict__[name].__set__ for name in names)


# A frozen element is made by calls that look up the place of each attribute; its slots know theirs. Much of
# reading is this, and takes half the time so.
_HEAD_SLOTS: Final = ("id", "kind", "fields", "category", "about", "since", "until", "version")
_NODE_SLOTS: Final = _setters(Node, *_HEAD_SLOTS)
_EDGE_SLOTS: Final = _setters(Edge, *_HEAD_SLOTS)
_SET_START, _SET_END = _setters(Edge, "start", "end")


def decode_nodes(rows: Iterable[Row], hidden_of: HiddenOf) -> list[Node]:
    """The nodes of rows, in their order; without the fields of the categories that are hidden in each."""
    found: list[Node] = []
    for kind, same in groupby(rows, key=_kind_of_row):
        found += _decoded(Node, _NODE_SLOTS, same, kind, hidden_of)
    return found


def decode_edges(rows: Iterable[Row], hidden_of: HiddenOf) -> list[Edge]:
    """As ``decode_nodes``, of edges."""
    found: list[Edge] = []
    for kind, same in groupby(rows, key=_kind_of_row):
        found += _decoded(Edge, _EDGE_SLOTS, same, kind, hidden_of)
    return found


def decode_element(row: Row, kind: str, hidden: frozenset[str] = frozenset()) -> Node | Edge:
    """The element of a row, without the fields of ``hidden`` categories."""
    decode = decode_nodes if kind in KINDS else decode_edges
    return decode([row], lambda _row, _kind: hidden)[0]


def _kind_of_row(row: Row) -> str:
    return kind_of(row[ID])


def _decoded(
    of: type[_Element], slots: _Slots, rows: Iterable[Row], kind: str, hidden_of: HiddenOf
) -> list[_Element]:
    """The elements of rows of one kind: what a kind needs is looked up once for all of them."""
    set_id, set_kind, set_fields, set_category, set_about, set_since, set_until, set_version = slots
    make, found, categories, is_edge = object.__new__, [], _CATEGORIES, of is Edge
    readers, first_field, may_hide = _readers(kind), _FIRST_FIELD[kind], bool(field_categories(kind))
    hidden: frozenset[str] = frozenset()
    for row in rows:
        element = make(of)
        element_id, version, _, category, one, two, since, until = row[:SORT]
        set_id(element, element_id)
        set_kind(element, kind)
        if may_hide:
            hidden = hidden_of(row, kind)
        set_fields(element, _fields_among(readers, row[first_field:], hidden) if readers else {})
        set_category(element, categories[category])
        set_about(element, () if one is None else (one,) if two is None else (one, two))
        set_since(element, None if since == ALWAYS else from_micros(since))
        set_until(element, None if until == FOREVER else from_micros(until))
        set_version(element, version)
        if is_edge:
            _SET_START(element, row[START])
            _SET_END(element, row[END])
        found.append(element)
    return found
