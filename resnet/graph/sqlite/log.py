"""The change log in its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import apsw

from resnet.graph.rows.chain import CHAIN_START, Changed, Stamp, chain_of, make_entries
from resnet.graph.rows.layout import ENTRY
from resnet.graph.sqlite.connection import many
from resnet.graph.sqlite.fetch import fetch_heads


def append(
    db: apsw.Connection, stamp: Stamp, changes: Sequence[Changed], draw: Callable[[int], bytes]
) -> None:
    """Log every changed element, number the new rows, and close the commit's link of the chain."""
    first = next_entry(db)
    dug = _graves_among(db, (each for each, _, old, _ in changes if old is None))
    entries = make_entries(changes, stamp.version, first, dug, draw)
    graves = [(entry.element, entry.seq) for entry in entries if entry.body is None]
    db.executemany("INSERT INTO log VALUES(?,?,?,?,?,?,?)", entries)
    db.executemany("INSERT OR REPLACE INTO graves(element, entry) VALUES(?,?)", graves)
    chain = chain_of(last_chain(db), stamp, (entry.digest for entry in entries))
    db.execute(
        "INSERT INTO commits(version, at, actor, why, commit_id, first, chain) VALUES(?,?,?,?,?,?,?)",
        (stamp.version, stamp.at, stamp.actor, stamp.why, stamp.commit_id, first, chain),
    )


def _one(db: apsw.Connection, asked: str, given: tuple[str | int, ...] = ()) -> Any:  # noqa: ANN401
    """The only cell of an answer, None when there is no row."""
    for row in db.execute(asked, given):
        return row[0]
    return None


def next_entry(db: apsw.Connection) -> int:
    """The number of the entry to be written next."""
    return int(_one(db, "SELECT coalesce(max(seq), 0) + 1 FROM log"))


def first_entry(db: apsw.Connection, version: int) -> int:
    """The number of the first entry of a commit, of the next entry when there is no such commit."""
    entry = _one(db, "SELECT first FROM commits WHERE version = ?", (version,))
    return next_entry(db) if entry is None else int(entry)


def last_version(db: apsw.Connection) -> int:
    """The number of the newest commit, 0 in a new store."""
    return int(_one(db, "SELECT coalesce(max(version), 0) FROM commits"))


def last_chain(db: apsw.Connection) -> bytes:
    """The end of the chain."""
    chain = _one(db, "SELECT chain FROM commits ORDER BY version DESC LIMIT 1")
    return CHAIN_START if chain is None else bytes(chain)


def chain_at(db: apsw.Connection, version: int) -> bytes | None:
    """The link of the chain that a commit closed, None where there is no such commit."""
    chain = _one(db, "SELECT chain FROM commits WHERE version = ?", (version,))
    return None if chain is None else bytes(chain)


def _graves_among(db: apsw.Connection, ids: Iterable[str]) -> dict[str, int]:
    """The last entries of those that were erased, for elements that are made anew."""
    if _one(db, "SELECT 1 FROM graves LIMIT 1") is None or not (asked := tuple(ids)):
        return {}
    found = db.execute("SELECT element, entry FROM graves WHERE element IN carray(?)", (many(asked),))
    return {str(element): int(entry) for element, entry in found}


def was_erased(db: apsw.Connection, element_id: str) -> bool:
    """Whether there was once an element of this id that was erased."""
    return _one(db, "SELECT 1 FROM graves WHERE element = ?", (element_id,)) is not None


def last_entries(db: apsw.Connection, ids: Iterable[str]) -> dict[str, int]:
    """The last entry of each element that is or was there."""
    # A zero byte cannot even be bound to a statement.
    asked = tuple(dict.fromkeys(each for each in ids if each.isascii() and each.isprintable()))
    return _graves_among(db, asked) | {each: row[ENTRY] for each, row in fetch_heads(db, asked).items()}


def walk(db: apsw.Connection, entry: int | None) -> Iterator[tuple[int, int, str | None]]:
    """(seq, version, body) of an element's entries from this one back to its first."""
    while entry is not None:
        found: Any = db.execute("SELECT seq, version, body, prior FROM log WHERE seq = ?", (entry,))
        seq, version, body, entry = next(found)
        yield seq, version, body


def blank(db: apsw.Connection, entries: Iterable[int]) -> None:
    """Take what the log says of erased elements out of it, from these last entries back; the digests stay."""
    for last in entries:
        rows = [(seq,) for seq, _, _ in walk(db, last)]
        db.executemany("UPDATE log SET body = NULL, salt = NULL WHERE seq = ?", rows)
