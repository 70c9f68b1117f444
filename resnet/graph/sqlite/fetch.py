"""Rows by id and by end, many at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import apsw

from resnet.graph.rows.layout import HEAD, ID, Row, tables
from resnet.graph.rows.reader import by_kind
from resnet.graph.sqlite.connection import many
from resnet.graph.sqlite.statements import selected, table_name

_NODE_HEAD = ", ".join(HEAD)
_EDGE_HEAD = ", ".join((*HEAD, "_start", "_end"))


def fetch_rows(db: apsw.Connection, groups: Mapping[str, Collection[str]]) -> Iterator[Row]:
    """The whole rows of the elements that exist; ids by kind, as ``by_kind`` gives them."""
    for kind, group in groups.items():
        yield from db.execute(_asked(kind, selected(kind)), (many(group),))


def fetch_heads(db: apsw.Connection, ids: Iterable[str]) -> dict[str, Row]:
    """The first columns (an edge's ends too) of the elements that exist: what access is judged by."""
    found: dict[str, Row] = {}
    for kind, group in by_kind(ids).items():
        asked = _asked(kind, _NODE_HEAD if tables()[kind].is_node else _EDGE_HEAD)
        found.update((row[ID], row) for row in db.execute(asked, (many(group),)))
    return found


def _asked(kind: str, columns: str) -> str:
    return f"SELECT {columns} FROM {table_name(kind)} WHERE id IN carray(?)"


def fetch_edges(db: apsw.Connection, kind: str, ids: Collection[str], *, is_start: bool) -> list[Row]:
    """The rows of one kind of edge that start (or end) at these nodes."""
    end = "_start" if is_start else "_end"
    asked = f"SELECT {selected(kind)} FROM {table_name(kind)} WHERE {end} IN carray(?)"
    return list(db.execute(asked, (many(ids),)))
