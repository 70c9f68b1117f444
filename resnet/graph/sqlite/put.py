"""Rows into their tables, and out of them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from operator import itemgetter
from typing import Any

import apsw

from resnet.graph.rows.layout import END, ENTRY, ID, SORT, START, Row, tables
from resnet.graph.sqlite.keys import keys_of, mark_of, order_of
from resnet.graph.sqlite.statements import table_name, upsert


def put_rows(
    db: apsw.Connection,
    puts: Mapping[str, list[Row]],
    gone: Mapping[str, list[str]],
    *,
    known: Mapping[str, int],
    made: Container[str] = frozenset(),
) -> None:
    """Put these rows and take out these ids, both by kind.

    ``known`` are keys that need not be looked up, and ``made`` ids that are not there yet.
    """
    asked = {each for each in _asked(puts, gone) if each not in known and each not in made}
    keys = {**known, **keys_of(db, asked)} if asked else dict(known)
    for rows in puts.values():
        for row in rows:
            # Only ever one element's, so it can be a key of no other.
            keys.setdefault(row[ID], row[ENTRY])
    for kind, ids in gone.items():
        out = [(keys[each],) for each in ids if each in keys]
        db.executemany(f"DELETE FROM {table_name(kind)} WHERE _key = ?", out)
    for kind, rows in puts.items():
        laid = _laid_nodes(rows, keys) if tables()[kind].is_node else _laid_edges(rows, keys)
        db.executemany(upsert(kind), sorted(laid, key=itemgetter(0)))


def _asked(puts: Mapping[str, list[Row]], gone: Mapping[str, list[str]]) -> Iterator[str]:
    for kind, rows in puts.items():
        yield from map(itemgetter(ID), rows)
        if not tables()[kind].is_node:
            yield from map(itemgetter(START), rows)
            yield from map(itemgetter(END), rows)
    for ids in gone.values():
        yield from ids


def _laid_nodes(rows: list[Row], keys: Mapping[str, int]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        element_id = row[ID]
        yield (keys[element_id], mark_of(element_id), order_of(row[SORT], element_id), *row)


def _laid_edges(rows: list[Row], keys: Mapping[str, int]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        element_id = row[ID]
        ends = keys.get(row[START]), keys.get(row[END])
        yield (keys[element_id], mark_of(element_id), *ends, *row)
