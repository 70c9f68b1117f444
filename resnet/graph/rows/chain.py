"""The log's own arithmetic: one entry per element and commit, over salted digests, chained commit by commit.

Each entry names the one before of the same element (``prior``), and each element its last; so a history is
walked, and no index is kept over all entries.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, NamedTuple

from resnet.graph.rows.body import write_body
from resnet.graph.rows.layout import ENTRY, VERSION, Row, tables

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


class LogEntry(NamedTuple):
    """One entry to be kept; ``body`` and ``salt`` are None when the element was erased."""

    seq: int
    version: int
    prior: int | None
    element: str
    body: str | None
    salt: bytes | None
    digest: bytes


def make_entries(
    changes: Sequence[Changed], version: int, first: int, dug: Mapping[str, int], draw: Callable[[int], bytes]
) -> list[LogEntry]:
    """The entry of every changed element, numbered from ``first``; the new rows learn version and number.

    ``dug`` are the last entries of those that were erased once and are made anew.
    """
    salts = draw(SALT_BYTES * len(changes))
    entries: list[LogEntry] = []
    kinds, make = tables(), LogEntry._make
    for number, (element_id, kind, old, new) in enumerate(changes):
        entry = first + number
        prior = dug.get(element_id) if old is None else old[ENTRY]
        if new is None:
            entries.append(LogEntry(entry, version, prior, element_id, None, None, tombstone_of(element_id)))
            continue
        new[VERSION], new[ENTRY] = version, entry
        body = write_body(kinds[kind], old, new)
        salt = salts[SALT_BYTES * number : SALT_BYTES * (number + 1)]
        digest = digest_of(element_id, body, salt)
        # Made of a tuple it takes half the time.
        entries.append(make((entry, version, prior, element_id, body, salt, digest)))
    return entries
