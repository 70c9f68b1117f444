"""The embedded store: SQLite in one encrypted file, behind the interface of every store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from resnet.access.scope import Scope
from resnet.graph.collector import collector_at_rest
from resnet.graph.cursor import CursorSeal
from resnet.graph.elements import Change, CommitId, Receipt
from resnet.graph.erased import note_erased
from resnet.graph.ids import StoreIds, system_randomness
from resnet.graph.rows.guard import Guard
from resnet.graph.rows.prepare import prepare, prepared_rows
from resnet.graph.rows.view import Answer, Reading, RowView
from resnet.graph.sqlite.beside import EVERYTHING, FileOfStore, Handed, SqliteBeside, has_room
from resnet.graph.sqlite.commit import Words, write_commit
from resnet.graph.sqlite.connection import Pool
from resnet.graph.sqlite.graves import wash_out
from resnet.graph.sqlite.reader import SqliteReader, SqliteReading, receipt_of
from resnet.graph.store import Moment
from resnet.graph.values import clean_words, to_micros

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
        self._seal = CursorSeal(opened.secret)
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

    @property
    def at_once(self) -> int:
        """One: a file is read under the interpreter's lock, where two threads hold each other up."""
        return 1

    @property
    def seal(self) -> CursorSeal:
        """Seals page marks."""
        return self._seal

    def view(self, scope: Scope, *, as_of: Moment = None) -> RowView:
        """The graph as ``scope`` may see it, at ``as_of``."""
        return RowView(self, scope, as_of)

    def read(self, scope: Scope, ask: Callable[[Reading], Answer]) -> Answer:
        """What ``ask`` answers inside one read transaction, judged as of the clock's now."""
        now = to_micros(self.now())
        with self._pool.reading() as db:
            return ask(SqliteReading(db, Guard(SqliteReader(db), scope, now)))

    def write(self, changes: Iterable[Change], *, scope: Scope, why: str, commit: CommitId) -> Receipt:
        """Keep all changes or none; see GraphStore.write."""
        actor = scope.actor or ""
        with self._pool.reading() as db:
            known = receipt_of(db, actor, commit)
        if known is not None:
            return known
        why, commit = clean_words(why, "why"), CommitId(clean_words(commit, "commit"))
        with collector_at_rest():
            prepared = prepare(changes, scope)
            with self._pool.writing() as db:
                # The clock is asked by who may write: commits stand in the order of their moments.
                words = Words(to_micros(self.now()), why, commit)
                receipt, erased = write_commit(db, prepared, scope, words, self._opened.draw)
        if erased:
            self._note(receipt.version, erased)
        return receipt

    def keep(self, handed: Handed) -> Receipt:
        """Write what was to be written beside.

        Raises:
            ResnetError: As ``write``.
        """
        with collector_at_rest(), self._pool.writing() as db:
            prepared = prepared_rows(handed.rows)
            return write_commit(db, prepared, EVERYTHING, handed.words, self._opened.draw)[0]

    def beside(self, scope: Scope) -> SqliteBeside | None:
        """As ``WritesBeside.beside``: of one who sees everything, where there is a core for it.

        A seeded store's salts come one after the other, so it writes itself.
        """
        is_chance = self._opened.draw is system_randomness and self._pool.vfs is None
        if not (scope.sees_everything and is_chance and has_room()):
            return None
        file = FileOfStore(str(self.path), self._pool.key)
        return SqliteBeside(file, scope, self)

    def _note(self, version: int, erased: list[str]) -> None:
        # It is erased already. What cannot be noted now is noted when the store is opened next.
        with suppress(OSError):
            note_erased(self.path, self._opened.id, ((version, each) for each in erased))
        wash_out(self._pool)

    def close(self) -> None:
        """Let go of files and connections."""
        self._pool.close()
