"""The tables of a store, made and brought up to the ontology of today."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Final

import apsw

from resnet.graph.rows.layout import Table, tables
from resnet.graph.sqlite.statements import definitions, indexes, table_name

# ``log.seq`` orders all entries and ``prior`` is the entry before of the same element. ``body`` and ``salt``
# are blanked by an erasure, ``digest`` stays, and the chain over the digests stays verifiable. The log is the
# feed: ``commits.first`` says where a commit's entries begin. ``graves`` says which entries are of erasures.
OWN_TABLES: Final = """
CREATE TABLE IF NOT EXISTS store(name TEXT NOT NULL PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS commits(
  version INTEGER NOT NULL PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, why TEXT NOT NULL,
  commit_id TEXT NOT NULL, first INTEGER NOT NULL, chain BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS receipts(
  actor TEXT NOT NULL, commit_id TEXT NOT NULL, version INTEGER NOT NULL, changed INTEGER NOT NULL,
  PRIMARY KEY(actor, commit_id)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS log(
  seq INTEGER NOT NULL PRIMARY KEY, version INTEGER NOT NULL, prior INTEGER, element TEXT NOT NULL,
  body TEXT, salt BLOB, digest BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS graves(
  element TEXT NOT NULL PRIMARY KEY, entry INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""


@cache
def fingerprint_of_layout() -> str:
    """Changes whenever the ontology asks for other tables, columns or indexes."""
    parts = [OWN_TABLES, *(statement for table in tables().values() for statement in _statements(table))]
    return sha256("\n".join(parts).encode()).hexdigest()


def _statements(table: Table) -> Iterator[str]:
    columns = ", ".join(f'"{name}" {definition}' for name, definition in definitions(table))
    yield f"CREATE TABLE IF NOT EXISTS {table_name(table.kind)}({columns}) STRICT"
    for name, columns_of, condition in indexes(table):
        listed = ", ".join(f'"{column}"' for column in columns_of)
        limited = f" WHERE {condition}" if condition else ""
        label = table_name(table.kind).strip('"')
        yield f'CREATE INDEX IF NOT EXISTS "{label}_{name}" ON {table_name(table.kind)}({listed}){limited}'


def bring_up(db: apsw.Connection) -> bool:
    """Add what the ontology has and the store has not: tables, columns, indexes. Nothing is taken away.

    Returns:
        Whether anything had to be added.
    """
    wanted = fingerprint_of_layout()
    if has_store_table(db) and read_setting(db, "layout") == wanted:
        return False
    db.execute(OWN_TABLES)
    for table in tables().values():
        create, *made = _statements(table)
        db.execute(create)
        there = {row[1] for row in db.execute(f"PRAGMA table_info({table_name(table.kind)})")}
        for column, definition in definitions(table):
            if column not in there:
                db.execute(f'ALTER TABLE {table_name(table.kind)} ADD COLUMN "{column}" {definition}')
        for index in made:
            db.execute(index)
    write_setting(db, "layout", wanted)
    return True


def has_store_table(db: apsw.Connection) -> bool:
    """Whether the file holds our own tables."""
    return bool(db.execute("SELECT 1 FROM sqlite_master WHERE type='table' AND name='store'").fetchall())


def read_setting(db: apsw.Connection, name: str) -> object:
    """One of the store's own facts, None when it is not there."""
    found = db.execute("SELECT value FROM store WHERE name=?", (name,)).fetchall()
    return found[0][0] if found else None


def write_setting(db: apsw.Connection, name: str, value: str | bytes | int) -> None:
    """Keep one of the store's own facts."""
    db.execute("INSERT OR REPLACE INTO store(name, value) VALUES(?, ?)", (name, value))
