"""Rows by id and by end, many at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import apsw

from resnet.graph.rows.layout import HEAD, ID, Row, tables
from resnet.graph.rows.reader import by_kind
from resnet.graph.sqlite.keys import marks
from resnet.graph.sqlite.statements import selected, table_name

_NODE_HEAD = ", ".join(HEAD)
_EDGE_HEAD = ", ".join((*HEAD, "_start", "_end"))


def fetch_rows(db: apsw.Connection, groups: Mapping[str, Collection[str]]) -> Iterator[Row]:
    """The whole rows of the elements that exist; ids by kind, as ``by_kind`` gives them."""
    for kind, group in groups.items():
        yield from _of(db, _asked(kind, selected(kind)), group)


def fetch_rows_and_keys(
    db: apsw.Connection, groups: Mapping[str, Collection[str]]
) -> Iterator[tuple[Row, int]]:
    """As ``fetch_rows``, each row with its key."""
    for kind, group in groups.items():
        for *row, key in _of(db, _asked(kind, f"{selected(kind)}, _key"), group):
            yield tuple(row), key


def fetch_heads(db: apsw.Connection, ids: Iterable[str]) -> dict[str, Row]:
    """The first columns (an edge's ends too) of the elements that exist: what access is judged by."""
    found: dict[str, Row] = {}
    for kind, group in by_kind(ids).items():
        asked = _asked(kind, _NODE_HEAD if tables()[kind].is_node else _EDGE_HEAD)
        found.update((row[ID], row) for row in _of(db, asked, group))
    return found


def _asked(kind: str, columns: str) -> str:
    return f"SELECT {columns} FROM {table_name(kind)} WHERE _mark IN carray(?)"


def _of(db: apsw.Connection, asked: str, ids: Collection[str]) -> Iterator[Row]:
    wanted = set(ids)
    # Another id may have the same mark.
    return (row for row in db.execute(asked, (marks(wanted),)) if row[ID] in wanted)


def fetch_edges(db: apsw.Connection, kind: str, keys: apsw.CArrayBinding, *, is_start: bool) -> list[Row]:
    """The rows of one kind of edge that start (or end) at the nodes of these keys."""
    end = "_from" if is_start else "_to"
    asked = f"SELECT {selected(kind)} FROM {table_name(kind)} WHERE {end} IN carray(?)"
    return list(db.execute(asked, (keys,)))
