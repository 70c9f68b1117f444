"""How the ontology lies in rows: a table for each kind of node and of edge, a column for a field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from resnet.ontology.category import Category
from resnet.ontology.field import Field
from resnet.ontology.registry import EDGE_KINDS, KINDS

Cell = str | int | float | bytes | None
# A row's cells are known by their place: head, sort key or ends, then the fields. What is read is a tuple,
# what a write builds a list.
Row = Sequence[Any]

# The columns every element has; no field begins with an underscore, so none can be taken for one.
# ``_entry`` is its last entry in the log, which names the one before: no index is needed to find its history.
HEAD: Final = ("id", "_version", "_entry", "_category", "_about_1", "_about_2", "_since", "_until")
ID, VERSION, ENTRY, CATEGORY, ABOUT_1, ABOUT_2, SINCE, UNTIL = range(8)
# What follows the head: a node's sort key, an edge's ends.
SORT = 8
START, END = 8, 9
ALWAYS: Final = -(2**63)
FOREVER: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Table:
    """The table of one kind; ``places`` are the positions of its columns in a row."""

    kind: str
    is_node: bool
    columns: tuple[str, ...]
    fields: tuple[Field, ...]
    places: dict[str, int]
    first_field: int
    default_category: Category
    sort_by: str | None = None


def _carried() -> tuple[Field, ...]:
    """The fields of all folded kinds, which an edge that describes them may carry."""
    found: dict[str, Field] = {}
    for kind in KINDS.values():
        for field in kind.fields if kind.folded else ():
            other = found.setdefault(field.name, field)
            if other.type is not field.type:
                message = f"{kind.name}.{field.name} has another type than the field of another folded kind"
                raise TypeError(message)
    return tuple(found.values())


def _table_of_nodes(name: str) -> Table:
    kind = KINDS[name]
    return Table(
        kind=name,
        is_node=True,
        columns=(columns := (*HEAD, "_sort", *(field.name for field in kind.fields))),
        fields=kind.fields,
        places={column: place for place, column in enumerate(columns)},
        first_field=SORT + 1,
        default_category=kind.category,
        sort_by=kind.sort_by,
    )


def _table_of_edges(name: str) -> Table:
    kind = EDGE_KINDS[name]
    own = {field.name for field in kind.fields}
    carried = tuple(field for field in _carried() if field.name not in own) if kind.carries_end else ()
    fields = kind.fields + carried
    return Table(
        kind=name,
        is_node=False,
        columns=(columns := (*HEAD, "_start", "_end", *(field.name for field in fields))),
        fields=fields,
        places={column: place for place, column in enumerate(columns)},
        first_field=END + 1,
        default_category=kind.category,
    )


@cache
def tables() -> dict[str, Table]:
    """Every table by its kind; the ids of its elements begin with it."""
    return {name: _table_of_nodes(name) for name in KINDS} | {
        name: _table_of_edges(name) for name in EDGE_KINDS
    }


def table_of(kind: str) -> Table | None:
    """The table of a kind, None when there is no such kind."""
    return tables().get(kind)


@cache
def edge_kinds_at(node_kind: str, *, is_start: bool) -> tuple[str, ...]:
    """The kinds of edge that may start (or end) at a node of this kind, in order of the alphabet."""
    return tuple(
        sorted(
            name for name, kind in EDGE_KINDS.items() if node_kind in (kind.starts if is_start else kind.ends)
        )
    )


def access_of(row: Row) -> tuple[Any, ...]:
    """What access to an element is judged by: its category and its data subjects."""
    return tuple(row[CATEGORY : ABOUT_2 + 1])
