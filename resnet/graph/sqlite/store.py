"""The embedded store: SQLite in one encrypted file, behind the interface of every store."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apsw

from resnet.access.scope import Scope
from resnet.graph.cursor import CursorSeal
from resnet.graph.elements import Change, CommitId, Receipt, Version
from resnet.graph.ids import StoreIds
from resnet.graph.sqlite import log
from resnet.graph.sqlite.allowed import check_allowed
from resnet.graph.sqlite.connection import Pool
from resnet.graph.sqlite.draft import Draft
from resnet.graph.sqlite.guard import Guard
from resnet.graph.sqlite.layout import CATEGORY, ENTRY, Row, tables
from resnet.graph.sqlite.ledger import note_erased, wash_out
from resnet.graph.sqlite.prepare import Prepared, prepare
from resnet.graph.sqlite.settle import settle
from resnet.graph.sqlite.view import Source, SqliteView
from resnet.graph.store import Moment
from resnet.graph.values import clean_words, kind_of, to_micros

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Opened:
    """What an open file gives a store to work with; ``draw`` is where salts and random ids come from."""

    pool: Pool
    clock: Clock
    secret: bytes
    draw: Callable[[int], bytes]
    id: str = ""


class SqliteStore:
    """A GraphStore in one file. Opened by ``resnet.graph.open``."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._pool = opened.pool
        self._source = Source(opened.pool, self.now, CursorSeal(opened.secret))
        self._ids = StoreIds(opened.secret, opened.draw)

    @property
    def ids(self) -> StoreIds:
        """Mints this store's ids."""
        return self._ids

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._pool.path

    @property
    def pool(self) -> Pool:
        """The file's connections, for upkeep inside this room."""
        return self._pool

    def now(self) -> datetime:
        """The store's injected clock, UTC."""
        return self._opened.clock().astimezone(UTC)

    def view(self, scope: Scope, *, as_of: Moment = None) -> SqliteView:
        """The graph as ``scope`` may see it, at ``as_of``."""
        return SqliteView(self._source, scope, as_of)

    def write(self, changes: Iterable[Change], *, scope: Scope, why: str, commit: CommitId) -> Receipt:
        """Keep all changes or none; see GraphStore.write."""
        actor = scope.actor or ""
        with self._pool.reading() as db:
            known = _receipt(db, actor, commit)
        if known is not None:
            return known
        why, commit = clean_words(why, "why"), CommitId(clean_words(commit, "commit"))
        with _collector_at_rest():
            prepared = prepare(changes, scope)
            with self._pool.writing() as db:
                known = _receipt(db, actor, commit)
                if known is not None:
                    return known
                now = to_micros(self.now())
                stamp = log.Stamp(log.last_version(db) + 1, now, actor, why, commit)
                receipt, erased = self._commit(db, prepared, scope, stamp)
        if erased:
            self._note(receipt.version, erased)
        return receipt

    def _note(self, version: int, erased: list[str]) -> None:
        # It is erased already. What cannot be noted now is noted when the store is opened next.
        with suppress(OSError):
            note_erased(self.path, self._opened.id, ((version, each) for each in erased))
        wash_out(self._pool)

    def _commit(
        self, db: apsw.Connection, prepared: Prepared, scope: Scope, stamp: log.Stamp
    ) -> tuple[Receipt, list[str]]:
        """The receipt, and what was erased."""
        before = Guard(db, scope, stamp.at)
        # Asked before anything is written: what this write would add to them must not count.
        _ = before.receivers
        draft = Draft(db, before, prepared)
        draft.apply()
        settle(draft)
        changed = _changed(draft)
        if changed:
            log.append(db, stamp, changed, self._opened.draw)
            _flush(db, changed)
        check_allowed(draft, Guard(db, scope, stamp.at))
        gone = {each: old[ENTRY] for each, _, old, new in changed if new is None and old is not None}
        log.blank(db, gone.values())
        # Edges that an erased node took along are not counted: hidden ones would show by their number.
        told = sum(scope.sees_everything or each in prepared.targets for each, *_ in changed)
        version = stamp.version if changed else stamp.version - 1
        db.execute(
            "INSERT INTO receipts(actor, commit_id, version, changed) VALUES(?,?,?,?)",
            (stamp.actor, stamp.commit_id, version, told),
        )
        return Receipt(CommitId(stamp.commit_id), Version(version), told), list(gone)

    def close(self) -> None:
        """Let go of files and connections."""
        self._pool.close()


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Fifty thousand rows, none of them in a circle, would set off a search of all that the caller holds."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _receipt(db: apsw.Connection, actor: str, commit: str) -> Receipt | None:
    """The receipt of a commit that this actor made already."""
    found: list[tuple[Any, ...]] = db.execute(
        "SELECT version, changed FROM receipts WHERE actor = ? AND commit_id = ?", (actor, commit)
    ).fetchall()
    if not found:
        return None
    return Receipt(CommitId(commit), Version(found[0][0]), found[0][1], is_repeat=True)


def _changed(draft: Draft) -> list[log.Changed]:
    """Every element that the draft really changes, in the order they were first touched."""
    changed: list[log.Changed] = []
    for element_id, new in draft.after.items():
        old = draft.before[element_id]
        if new is None or old is None:
            if new is not old:
                changed.append((element_id, kind_of(element_id), old, new))
        elif list(old[CATEGORY:]) != new[CATEGORY:]:
            changed.append((element_id, kind_of(element_id), old, new))
    return changed


def _flush(db: apsw.Connection, changed: list[log.Changed]) -> None:
    puts: dict[str, list[Row]] = defaultdict(list)
    gone: dict[str, list[tuple[str]]] = defaultdict(list)
    for element_id, kind, _, new in changed:
        if new is None:
            gone[kind].append((element_id,))
        else:
            puts[kind].append(new)
    for kind, ids in gone.items():
        db.executemany(f"DELETE FROM {tables()[kind].name} WHERE id = ?", ids)
    for kind, rows in puts.items():
        db.executemany(tables()[kind].upsert, rows)
