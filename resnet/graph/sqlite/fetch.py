"""Rows by id and by end, many at once, and which of them are visible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

import apsw

from resnet.graph.sqlite.connection import many
from resnet.graph.sqlite.guard import Guard
from resnet.graph.sqlite.layout import END, HEAD, ID, SINCE, START, UNTIL, Row, Table, tables
from resnet.graph.values import kind_of

_NODE_HEAD = ", ".join(HEAD)
_EDGE_HEAD = ", ".join((*HEAD, "_start", "_end"))


def by_kind(ids: Iterable[str]) -> dict[str, list[str]]:
    """The ids in groups of the kind they name; what can be no id of ours is left out."""
    groups: dict[str, list[str]] = defaultdict(list)
    known = tables()
    for element_id in ids:
        kind = kind_of(element_id)
        if kind in known and element_id.isascii():
            groups[kind].append(element_id)
    return groups


def fetch_rows(db: apsw.Connection, groups: Mapping[str, Collection[str]]) -> Iterator[Row]:
    """The whole rows of the elements that exist; ids by kind, as ``by_kind`` gives them."""
    for kind, group in groups.items():
        table = tables()[kind]
        yield from db.execute(_asked(table, table.selected), (many(group),))


def fetch_heads(db: apsw.Connection, ids: Iterable[str]) -> dict[str, Row]:
    """The first columns (an edge's ends too) of the elements that exist: what access is judged by."""
    found: dict[str, Row] = {}
    for kind, group in by_kind(ids).items():
        asked = _asked(tables()[kind], _NODE_HEAD if tables()[kind].is_node else _EDGE_HEAD)
        found.update((row[ID], row) for row in db.execute(asked, (many(group),)))
    return found


def _asked(table: Table, columns: str) -> str:
    return f"SELECT {columns} FROM {table.name} WHERE id IN carray(?)"


def fetch_edges(db: apsw.Connection, table: Table, ids: Collection[str], *, is_start: bool) -> list[Row]:
    """The rows of one kind of edge that start (or end) at these nodes."""
    end = "_start" if is_start else "_end"
    asked = f"SELECT {table.selected} FROM {table.name} WHERE {end} IN carray(?)"
    return list(db.execute(asked, (many(ids),)))


def holds(row: Row, moment: int | None) -> bool:
    """Whether the row's valid time covers the moment; None leaves valid time out."""
    return moment is None or row[SINCE] <= moment < row[UNTIL]


def visible_edges(db: apsw.Connection, guard: Guard, edges: Iterable[Row], moment: int | None) -> list[Row]:
    """Those that hold, are open to the actor, and have both ends so."""
    held = [row for row in edges if holds(row, moment)]
    guard.learn(held)
    kept = [row for row in held if guard.sees(row)]
    if guard.is_open_to_all and moment is None:
        return kept
    shown = visible_nodes(db, guard, {row[place] for row in kept for place in (START, END)}, moment)
    return [row for row in kept if row[START] in shown and row[END] in shown]


def visible_nodes(db: apsw.Connection, guard: Guard, ids: Iterable[str], moment: int | None) -> set[str]:
    """Those of these nodes that exist, hold and are open to the actor."""
    heads = fetch_heads(db, ids)
    guard.learn(heads.values())
    return {node for node, head in heads.items() if holds(head, moment) and guard.sees(head)}


def visible_elements(db: apsw.Connection, guard: Guard, heads: Mapping[str, Row]) -> set[str]:
    """Which of these elements (by id) the actor may see, valid time left out."""
    known = tables()
    nodes = {each: row for each, row in heads.items() if known[kind_of(each)].is_node}
    edges = [row for each, row in heads.items() if each not in nodes]
    guard.learn(nodes.values())
    seen = {each for each, row in nodes.items() if guard.sees(row)}
    return seen | {row[ID] for row in visible_edges(db, guard, edges, None)}
