"""The change log: one entry per element and commit, over salted digests, chained commit by commit.

Each entry names the one before of the same element (``prior``), and each element its last; so a history is
walked, and no index is kept over all entries.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

import apsw

from resnet.graph.sqlite.body import names_in, write_body
from resnet.graph.sqlite.connection import many
from resnet.graph.sqlite.fetch import fetch_heads
from resnet.graph.sqlite.layout import ENTRY, VERSION, Row, tables

SALT_BYTES: Final = 16
CHAIN_START: Final = bytes(32)

# (id, kind, the row before, the row after); None is nothing.
Changed = tuple[str, str, Row | None, list[Any] | None]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Of which commit entries are."""

    version: int
    at: int
    actor: str
    why: str
    commit_id: str


def digest_of(element_id: str, body: str, salt: bytes) -> bytes:
    """The digest that stays when body and salt are blanked: without the salt no guess can be tried."""
    return sha256(salt + f"{element_id}\0{body}".encode()).digest()


def tombstone_of(element_id: str) -> bytes:
    """The digest of the entry that says an element was erased."""
    return sha256(f"erased\0{element_id}".encode()).digest()


def chain_of(before: bytes, stamp: Stamp, digests: Iterable[bytes]) -> bytes:
    """What binds a commit, and every entry of it, to all commits before."""
    parts = (stamp.version, stamp.at, stamp.actor, stamp.why, stamp.commit_id)
    head = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()
    return sha256(b"".join((before, len(head).to_bytes(4, "big"), head, *digests))).digest()


def append(
    db: apsw.Connection, stamp: Stamp, changes: Sequence[Changed], draw: Callable[[int], bytes]
) -> None:
    """Log every changed element, number the new rows, and close the commit's link of the chain."""
    first = next_entry(db)
    salts = draw(SALT_BYTES * len(changes))
    entries: list[tuple[Any, ...]] = []
    graves: list[tuple[str, int]] = []
    dug = _graves_among(db, (each for each, _, old, _ in changes if old is None))
    kinds = tables()
    for number, (element_id, kind, old, new) in enumerate(changes):
        entry = first + number
        prior = dug.get(element_id) if old is None else old[ENTRY]
        if new is None:
            graves.append((element_id, entry))
            entries.append((entry, stamp.version, prior, element_id, None, None, tombstone_of(element_id)))
            continue
        new[VERSION], new[ENTRY] = stamp.version, entry
        body = write_body(kinds[kind], old, new)
        salt = salts[SALT_BYTES * number : SALT_BYTES * (number + 1)]
        digest = digest_of(element_id, body, salt)
        entries.append((entry, stamp.version, prior, element_id, body, salt, digest))
    db.executemany("INSERT INTO log VALUES(?,?,?,?,?,?,?)", entries)
    db.executemany("INSERT OR REPLACE INTO graves(element, entry) VALUES(?,?)", graves)
    chain = chain_of(last_chain(db), stamp, (entry[-1] for entry in entries))
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
    asked = tuple(dict.fromkeys(each for each in ids if each.isascii()))
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


def names_changed_since(db: apsw.Connection, last_entry: int, version: int) -> set[str]:
    """The fields that an element's entries after a version changed."""
    names: set[str] = set()
    for _, at_version, body in walk(db, last_entry):
        if at_version <= version:
            break
        names |= names_in(body) if body is not None else set()
    return names
