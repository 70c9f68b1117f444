"""Rows into their tables, and out of them."""

from __future__ import annotations

from collections.abc import Container, Mapping
from operator import itemgetter
from typing import Any

import apsw

from resnet.graph.rows.layout import END, ENTRY, ID, SORT, START, Row, tables
from resnet.graph.sqlite.keys import keys_of, marks_of, order_of
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
    keys = dict(known)
    _learn(db, keys, puts, gone, made)
    for kind, ids in gone.items():
        out = [(keys[each],) for each in ids if each in keys]
        db.executemany(f"DELETE FROM {table_name(kind)} WHERE _key = ?", out)
    for kind, rows in puts.items():
        laid = _nodes(rows, keys) if tables()[kind].is_node else _edges(rows, keys)
        laid.sort(key=itemgetter(0))
        db.executemany(upsert(kind), laid)


def _learn(
    db: apsw.Connection,
    keys: dict[str, int],
    puts: Mapping[str, list[Row]],
    gone: Mapping[str, list[str]],
    made: Container[str],
) -> None:
    """Add to ``keys`` those of all that is put, of the ends of edges, and of what goes if it is there."""
    asked = {each for ids in gone.values() for each in ids if each not in keys}
    for rows in puts.values():
        asked.update(row[ID] for row in rows if row[ID] not in made and row[ID] not in keys)
        # Only ever one element's, so it can be a key of no other.
        keys.update((row[ID], row[ENTRY]) for row in rows if row[ID] in made)
    for kind, rows in puts.items():
        if not tables()[kind].is_node:
            asked.update(row[START] for row in rows if row[START] not in keys)
            asked.update(row[END] for row in rows if row[END] not in keys)
    if not asked:
        return
    keys.update(keys_of(db, asked))
    for rows in puts.values():
        for row in rows:
            keys.setdefault(row[ID], row[ENTRY])


def _nodes(rows: list[Row], keys: Mapping[str, int]) -> list[tuple[Any, ...]]:
    return [
        (keys[row[ID]], mark, order_of(row[SORT], row[ID]), *row)
        for row, mark in zip(rows, marks_of([row[ID] for row in rows]), strict=True)
    ]


def _edges(rows: list[Row], keys: Mapping[str, int]) -> list[tuple[Any, ...]]:
    # An end that is missing has no key, and ``check`` tells of it.
    get = keys.get
    return [
        (keys[row[ID]], mark, get(row[START]), get(row[END]), *row)
        for row, mark in zip(rows, marks_of([row[ID] for row in rows]), strict=True)
    ]
