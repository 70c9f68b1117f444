"""The change log: one entry per element and commit, over salted digests, chained commit by commit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

import apsw

from resnet.graph.sqlite.layout import Cell, Row, Table, tables
from resnet.graph.values import kind_of

SALT_BYTES: Final = 16
CHAIN_START: Final = bytes(32)
_HEAD_NAMES: Final = {
    "_category": "category",
    "_about_1": "about",
    "_about_2": "about",
    "_since": "since",
    "_until": "until",
    "_start": "start",
    "_end": "end",
}
_NOT_LOGGED: Final = frozenset({"id", "_version", "_sort"})
_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Stamp:
    """Of which commit entries are."""

    version: int
    at: int
    actor: str
    why: str
    commit_id: str


def names_changed(table: Table, old: Row | None, new: Row) -> list[str]:
    """The fields in which two states differ, beside ``since``, ``until`` and what else an element has."""
    skipped = _NOT_LOGGED if old is not None else _NOT_LOGGED | _HEAD_NAMES.keys()
    changed = {
        _HEAD_NAMES.get(column, column)
        for place, column in enumerate(table.columns)
        if column not in skipped and new[place] != (None if old is None else old[place])
    }
    return sorted(changed)


def write_body(table: Table, row: Row, changed: list[str]) -> str:
    """What the log keeps of a state: the changed names, and every known cell by its column's name."""
    cells = {
        column: row[place]
        for place, column in enumerate(table.columns)
        if row[place] is not None and column not in _NOT_LOGGED
    }
    return _dump([changed, cells])


def read_body(body: str, element_id: str, version: int) -> tuple[list[str], Row]:
    """(changed names, row) of a body; columns that the ontology no longer has are left out."""
    changed, cells = json.loads(body)
    table = tables()[kind_of(element_id)]
    row: list[Cell] = [None] * len(table.columns)
    for column, cell in cells.items():
        place = table.places.get(column)
        if place is not None:
            row[place] = cell
    row[0], row[1] = element_id, version
    return changed, tuple(row)


def digest_of(element_id: str, body: str, salt: bytes) -> bytes:
    """The digest that stays when body and salt are blanked: without the salt no guess can be tried."""
    return sha256(salt + element_id.encode() + b"\0" + body.encode()).digest()


def tombstone_of(element_id: str) -> bytes:
    """The digest of the entry that says an element was erased."""
    return sha256(b"erased\0" + element_id.encode()).digest()


def chain_of(before: bytes, stamp: Stamp, digests: Iterable[bytes]) -> bytes:
    """What binds a commit, and every entry of it, to all commits before."""
    head = _dump([stamp.version, stamp.at, stamp.actor, stamp.why, stamp.commit_id]).encode()
    chained = sha256(before + len(head).to_bytes(4, "big") + head)
    for digest in digests:
        chained.update(digest)
    return chained.digest()


Change = tuple[str, Row | None, Row | None]


def append(
    db: apsw.Connection, stamp: Stamp, changes: Sequence[Change], draw: Callable[[int], bytes]
) -> None:
    """Log (id, old, new) of every changed element and close the commit's link of the chain."""
    salts = draw(SALT_BYTES * len(changes))
    entries: list[tuple[Any, ...]] = []
    known = tables()
    for number, (element_id, old, new) in enumerate(changes):
        if new is None:
            entries.append((stamp.version, element_id, None, None, tombstone_of(element_id)))
            continue
        table = known[kind_of(element_id)]
        body = write_body(table, new, names_changed(table, old, new))
        salt = salts[SALT_BYTES * number : SALT_BYTES * (number + 1)]
        entries.append((stamp.version, element_id, body, salt, digest_of(element_id, body, salt)))
    db.executemany("INSERT INTO log(version, element, body, salt, digest) VALUES(?,?,?,?,?)", entries)
    chain = chain_of(last_chain(db), stamp, (entry[4] for entry in entries))
    db.execute(
        "INSERT INTO commits(version, at, actor, why, commit_id, chain) VALUES(?,?,?,?,?,?)",
        (stamp.version, stamp.at, stamp.actor, stamp.why, stamp.commit_id, chain),
    )


def last_version(db: apsw.Connection) -> int:
    """The number of the newest commit, 0 in a new store."""
    found: list[tuple[Any, ...]] = db.execute("SELECT coalesce(max(version), 0) FROM commits").fetchall()
    return int(found[0][0])


def last_chain(db: apsw.Connection) -> bytes:
    """The end of the chain."""
    found: list[tuple[Any, ...]] = db.execute(
        "SELECT chain FROM commits ORDER BY version DESC LIMIT 1"
    ).fetchall()
    return found[0][0] if found else CHAIN_START


def blank(db: apsw.Connection, ids: Iterable[str]) -> None:
    """Take what the log says of these elements out of it; the digests stay."""
    db.executemany("UPDATE log SET body = NULL, salt = NULL WHERE element = ?", [(each,) for each in ids])


def names_changed_since(db: apsw.Connection, element_id: str, version: int) -> set[str]:
    """The fields of an element that were changed after a version."""
    rows = db.execute(
        "SELECT body FROM log WHERE element = ? AND version > ? AND body IS NOT NULL", (element_id, version)
    )
    return {name for (body,) in rows for name in json.loads(body)[0]}


def was_erased(db: apsw.Connection, element_id: str) -> bool:
    """Whether there was once an element of this id."""
    return bool(db.execute("SELECT 1 FROM log WHERE element = ? LIMIT 1", (element_id,)).fetchall())
