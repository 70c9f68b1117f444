"""The tables in SQL: their names, columns and indexes, all from the ontology."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from resnet.graph.rows.layout import Table, tables
from resnet.ontology.field import Type

_SQL_TYPES: Final = {
    Type.TEXT: "TEXT",
    Type.LONG_TEXT: "TEXT",
    Type.TEXTS: "TEXT",
    Type.INT: "INTEGER",
    Type.FLOAT: "REAL",
    Type.BOOL: "INTEGER",
    Type.DATE: "TEXT",
    Type.TIME: "INTEGER",
}
# Who sees a client's file is asked by (receiver, category, subject), and by subject for a handful of them.
_CONSENT_INDEXES: Final = {
    "consent_by_receiver": ("_end", "category", "_start", "_since", "_until"),
    "consent_by_subject": ("_start", "category", "_end", "_since", "_until"),
}


@cache
def table_name(kind: str) -> str:
    """The table's name, quoted."""
    return f'"{"node" if tables()[kind].is_node else "edge"}_{kind}"'


@cache
def selected(kind: str, of: str = "") -> str:
    """All columns, in order, for a SELECT; ``of`` is what the table is called in it."""
    prefix = f"{of}." if of else ""
    return ", ".join(f'{prefix}"{column}"' for column in tables()[kind].columns)


@cache
def insert(kind: str) -> str:
    """The statement that puts a row of an element that is not there yet."""
    own = own_columns(tables()[kind])
    marks = ",".join("?" * (len(own) + len(tables()[kind].columns)))
    return f"INSERT INTO {table_name(kind)}({', '.join(own)}, {selected(kind)}) VALUES({marks})"


@cache
def upsert(kind: str) -> str:
    """The statement that puts a row, in the place of the one that is there."""
    return insert(kind).replace("INSERT", "INSERT OR REPLACE", 1)


def own_columns(table: Table) -> tuple[str, ...]:
    """The columns by which a file finds its elements, before those of every store (see keys.py)."""
    return ("_key", "_mark", "_order") if table.is_node else ("_key", "_mark", "_from", "_to")


def definitions(table: Table) -> Iterator[tuple[str, str]]:
    """(column, its definition) in order."""
    yield "_key", "INTEGER NOT NULL PRIMARY KEY"
    yield "_mark", "INTEGER NOT NULL"
    if table.is_node:
        yield "_order", "BLOB NOT NULL"
    else:
        # Unknown only where an end is missing, which ``check`` tells.
        yield "_from", "INTEGER"
        yield "_to", "INTEGER"
    yield "id", "TEXT NOT NULL"
    yield "_version", "INTEGER NOT NULL"
    yield "_entry", "INTEGER NOT NULL"
    yield "_category", "TEXT NOT NULL"
    yield "_about_1", "TEXT"
    yield "_about_2", "TEXT"
    yield "_since", "INTEGER NOT NULL"
    yield "_until", "INTEGER NOT NULL"
    for own in ("_sort",) if table.is_node else ("_start", "_end"):
        yield own, "TEXT NOT NULL"
    for field in table.fields:
        yield field.name, _SQL_TYPES[field.type]


def indexes(table: Table) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """(name, columns, condition) of each index."""
    yield "mark", ("_mark",), ""
    yield "about_1", ("_about_1", "_category"), "_about_1 IS NOT NULL"
    yield "about_2", ("_about_2", "_category"), "_about_2 IS NOT NULL"
    if table.is_node:
        yield "sorted", ("_category", "_order"), ""
        for field in table.fields:
            # What nodes are sorted by lies in their order already.
            if field.indexed and not is_in_order(table, field.name):
                columns = (field.name, "_category", "_order")
                yield f"by_{field.name}", columns, f'"{field.name}" IS NOT NULL'
        return
    yield "out", ("_from",), ""
    yield "in", ("_to",), ""
    if table.kind == "consents_to":
        yield from ((name, columns, "") for name, columns in _CONSENT_INDEXES.items())


def is_in_order(table: Table, name: str) -> bool:
    """Whether nodes of one value of this field lie together in the order of their kind."""
    return name == table.sort_by and table.fields[table.places[name] - table.first_field].type is Type.TEXT
