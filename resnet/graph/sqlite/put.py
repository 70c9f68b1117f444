"""Rows into their tables, and out of them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from operator import itemgetter
from typing import Any

import apsw

from resnet.graph.rows.layout import END, ENTRY, ID, SORT, START, Row, tables
from resnet.graph.sqlite.keys import keys_of, marks_of, order_of
from resnet.graph.sqlite.statements import insert, table_name, upsert

_Laid = tuple[Any, ...]


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
        # What is not there yet cannot be in the way of anything, and is not asked about.
        new = [row for row in rows if row[ID] in made]
        there = [row for row in rows if row[ID] not in made] if len(new) < len(rows) else []
        db.executemany(insert(kind), _laid(kind, new, keys))
        db.executemany(upsert(kind), _laid(kind, there, keys))


def _learn(
    db: apsw.Connection,
    keys: dict[str, int],
    puts: Mapping[str, list[Row]],
    gone: Mapping[str, list[str]],
    made: Container[str],
) -> None:
    """Add to ``keys`` those of all that is put, of the ends of edges, and of what goes if it is there."""
    asked = {each for ids in gone.values() for each in ids if each not in keys}
    late: list[Row] = []
    for rows in puts.values():
        # Only ever one element's, so it can be a key of no other.
        keys.update([(row[ID], row[ENTRY]) for row in rows if row[ID] in made])
        late += [row for row in rows if row[ID] not in keys]
    asked.update(row[ID] for row in late)
    for kind, rows in puts.items():
        if not tables()[kind].is_node:
            for place in (START, END):
                asked.update(_unknown([row[place] for row in rows], keys))
    if not asked:
        return
    keys.update(keys_of(db, asked))
    for row in late:
        keys.setdefault(row[ID], row[ENTRY])


def _unknown(ids: Iterable[str], keys: Mapping[str, int]) -> list[str]:
    return [each for each in ids if each not in keys]


def _laid(kind: str, rows: list[Row], keys: Mapping[str, int]) -> list[_Laid]:
    """The rows as their table has them, in the order of their keys."""
    ids = [row[ID] for row in rows]
    found = zip([keys[each] for each in ids], marks_of(ids), rows, strict=True)
    if tables()[kind].is_node:
        laid: list[_Laid] = [(key, mark, order_of(row[SORT], row[ID]), *row) for key, mark, row in found]
    else:
        # An end that is missing has no key, and ``check`` tells of it.
        get = keys.get
        laid = [(key, mark, get(row[START]), get(row[END]), *row) for key, mark, row in found]
    laid.sort(key=itemgetter(0))
    return laid
