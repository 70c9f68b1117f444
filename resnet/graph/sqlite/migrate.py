"""Bringing a store of an older format up to the one this version writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import apsw

from resnet.errors import NewerStoreError
from resnet.graph.rows.chain import tombstone_of
from resnet.graph.rows.layout import tables
from resnet.graph.sqlite.keys import mark_of, order_of
from resnet.graph.sqlite.schema import bring_up, read_setting, write_setting
from resnet.graph.sqlite.sidecar import FORMAT
from resnet.graph.sqlite.statements import table_name


def migrate(db: apsw.Connection, path: str) -> bool:
    """Bring the store behind ``db`` up to today's format and ontology, inside the caller's transaction.

    Returns:
        Whether anything was changed.

    Raises:
        NewerStoreError: If a newer version wrote it.
    """
    found = read_setting(db, "format")
    kept = found if isinstance(found, int) else 0
    if kept > FORMAT:
        raise NewerStoreError(path)
    for step in range(kept, FORMAT):
        _STEPS[step](db)
        write_setting(db, "format", step + 1)
    return bring_up(db) or kept < FORMAT


def _entries_without_indexes(db: apsw.Connection) -> None:
    """2: an element knows its last entry and an entry the one before, instead of two indexes over the log."""
    db.execute(_LOG_2)
    rows = db.execute("SELECT seq, element, digest FROM log WHERE body IS NULL").fetchall()
    graves = [(element, seq) for seq, element, digest in rows if digest == tombstone_of(str(element))]
    db.executemany("INSERT OR REPLACE INTO graves(element, entry) VALUES(?,?)", graves)
    for table in tables().values():
        if db.execute(
            "SELECT 1 FROM sqlite_master WHERE name = ?", (table_name(table.kind).strip('"'),)
        ).fetchall():
            db.execute(f"ALTER TABLE {table_name(table.kind)} ADD COLUMN _entry INTEGER NOT NULL DEFAULT 0")
            db.execute(
                f"UPDATE {table_name(table.kind)} SET _entry = (SELECT seq FROM temp.last WHERE element = id)"
            )
    db.execute("DROP TABLE temp.last")


_LOG_2: Final = """
CREATE TABLE graves(
  element TEXT NOT NULL PRIMARY KEY, entry INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE log_2(
  seq INTEGER NOT NULL PRIMARY KEY, version INTEGER NOT NULL, prior INTEGER, element TEXT NOT NULL,
  body TEXT, salt BLOB, digest BLOB NOT NULL) STRICT;
INSERT INTO log_2 SELECT seq, version, lag(seq) OVER (PARTITION BY element ORDER BY seq), element,
  body, salt, digest FROM log ORDER BY seq;
DROP TABLE log;
ALTER TABLE log_2 RENAME TO log;
ALTER TABLE commits ADD COLUMN first INTEGER NOT NULL DEFAULT 0;
UPDATE commits SET first = (SELECT min(seq) FROM log WHERE log.version = commits.version);
CREATE TEMP TABLE last AS SELECT element, max(seq) AS seq FROM log GROUP BY element;
CREATE INDEX temp.last_of ON last(element);
"""


def _found_by_keys(db: apsw.Connection) -> None:
    """3: elements have keys in the order of writing, by which edges are found at their ends (keys.py).

    Every table is made anew beside itself; what it held is kept, also of what the ontology no longer has.
    """
    db.create_scalar_function("mark_of", lambda *of: mark_of(str(of[0])), 1)
    db.create_scalar_function("order_of", lambda *of: order_of(str(of[0]), str(of[1])), 2)
    nodes, edges = _tables_named(db, "node_*"), _tables_named(db, "edge_*")
    db.execute("CREATE TEMP TABLE key_of(id TEXT NOT NULL PRIMARY KEY, key INTEGER NOT NULL) WITHOUT ROWID")
    for table in nodes:
        db.execute(f'INSERT INTO temp.key_of SELECT id, _entry FROM "{table}"')
        _make_anew(db, table, {"_order BLOB NOT NULL": "order_of(_sort, id)"})
    key = "(SELECT key FROM temp.key_of WHERE key_of.id = {})".format
    for table in edges:
        _make_anew(db, table, {"_from INTEGER": key("_start"), "_to INTEGER": key("_end")})
    db.execute("DROP TABLE temp.key_of")


def _tables_named(db: apsw.Connection, form: str) -> list[str]:
    found = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB ?", (form,))
    return [str(name) for (name,) in found.fetchall()]


def _make_anew(db: apsw.Connection, table: str, own: dict[str, str]) -> None:
    """The table with a key, a mark and these columns of its own, each by what it is in SQL."""
    there: list[tuple[str, str, int]] = [
        (name, kind, must) for _, name, kind, must, *_ in db.execute(f'PRAGMA table_info("{table}")')
    ]
    kept = [f'"{name}" {kind}{" NOT NULL" if must else ""}' for name, kind, must in there]
    made = ", ".join(("_key INTEGER NOT NULL PRIMARY KEY", "_mark INTEGER NOT NULL", *own, *kept))
    cells = ", ".join(("_entry", "mark_of(id)", *own.values(), *(f'"{name}"' for name, _, _ in there)))
    db.execute(f'CREATE TABLE "{table}_3"({made}) STRICT')
    db.execute(f'INSERT INTO "{table}_3" SELECT {cells} FROM "{table}"')
    # Its indexes go with it; those of today are made when all is there.
    db.execute(f'DROP TABLE "{table}"')
    db.execute(f'ALTER TABLE "{table}_3" RENAME TO "{table}"')


# By the format they start from.
_STEPS: Final[dict[int, Callable[[apsw.Connection], None]]] = {
    1: _entries_without_indexes,
    2: _found_by_keys,
}
