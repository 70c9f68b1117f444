"""The access log: an encrypted file of its own, written before an answer leaves.

It is apart from the graph store, so that reading stays reading on every store. Each process writes one
chain of rows, each bound to the row before by its digest; a chain's first row, and its first of each day,
names the heads of the other chains, so that a chain cannot be cut or taken out unnoticed either.
Source: design.md §5, Audit; Personal Information Protection Act, measures for safety, access records.
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar, Final, NamedTuple

import apsw

from resnet.access.look import Look, chained, micros, short, write_seen
from resnet.errors import StoreError

_SCHEMA: Final = """
CREATE TABLE chain(
  id TEXT PRIMARY KEY, floor INTEGER NOT NULL, floor_digest BLOB NOT NULL,
  head INTEGER NOT NULL, head_digest BLOB NOT NULL, anchored INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE look(
  chain TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT, verb TEXT NOT NULL,
  why TEXT NOT NULL, path TEXT NOT NULL, seen TEXT NOT NULL, digest BLOB NOT NULL,
  PRIMARY KEY(chain, seq)) STRICT, WITHOUT ROWID;
CREATE INDEX look_at ON look(at);
PRAGMA user_version=1;
"""
_VERSION: Final = 1
_BUSY_MS: Final = 10_000
ANCHOR: Final = "anchor"
START: Final = sha256(b"resnet access log").digest()


class AccessLogError(StoreError):
    """The access log cannot be opened or written; without it no personal answer leaves."""

    code: ClassVar[str] = "access-log"

    def __init__(self, path: str, finding: str) -> None:
        self.path, self.finding = path, finding
        super().__init__(
            f"{path}: the access log {finding}. Nothing personal is shown until it can be written: free the "
            "disk, check the key, or bring the file back from its backup."
        )


class RawRow(NamedTuple):
    """A row as it is stored."""

    chain: str
    seq: int
    at: int
    actor: str | None
    verb: str
    why: str
    path: str
    seen: str
    digest: bytes

    @property
    def parts(self) -> tuple[str | int, ...]:
        """What its digest binds."""
        return (self.chain, self.seq, self.at, self.actor or "", self.verb, self.why, self.path, self.seen)


class RawChain(NamedTuple):
    """A chain: its head, and its floor, up to which rows were forgotten."""

    id: str
    floor: int
    floor_digest: bytes
    head: int
    head_digest: bytes


class AccessLog:
    """The open log of one process. Every method may be called from any thread."""

    def __init__(
        self, path: str, connect: Callable[[], apsw.Connection], clock: Callable[[], datetime]
    ) -> None:
        self.path = path
        self._connection, self._connect, self._clock = connect(), connect, clock
        self.version: int = self._connection.pragma("user_version")
        self._chain: str | None = None
        self._head, self._digest = 0, START
        self._anchored_on: date | None = None
        self._waiting: list[_Waiting] = []
        self._arriving, self._turn = threading.Lock(), threading.Lock()

    def add(self, look: Look) -> None:
        """Returns when the row is on the disk; looks that arrive together share one commit.

        Raises:
            AccessLogError: If it could not be kept. The answer must not leave then.
        """
        mine = _Waiting(look)
        with self._arriving:
            self._waiting.append(mine)
        with self._turn:
            if not mine.is_done:
                with self._arriving:
                    batch, self._waiting = self._waiting, []
                self._keep(batch)
        if mine.failure is not None:
            raise AccessLogError(self.path, mine.failure)

    def _keep(self, batch: list[_Waiting]) -> None:
        """Whoever's turn it is writes for all who wait; the others find it done."""
        failure: str | None = None
        before = (self._chain, self._head, self._digest, self._anchored_on)
        try:
            with self._connection:
                self._insert([each.look for each in batch])
        except apsw.Error as error:
            self._chain, self._head, self._digest, self._anchored_on = before
            failure = f"could not be written ({type(error).__name__})"
        for each in batch:
            each.failure, each.is_done = failure, True

    def _insert(self, looks: list[Look]) -> None:
        at = self._clock()
        if self._chain is None:
            # A repeated demo is not byte for byte the same here: chains of two processes must differ.
            self._chain = secrets.token_hex(8)
            self._connection.execute(
                "INSERT INTO chain VALUES (?, 0, ?, 0, ?, 0)", (self._chain, START, START)
            )
        if self._anchored_on != at.date():
            self._anchored_on = at.date()
            self._append(at, Look(actor=None, verb=ANCHOR, why=""), self._other_heads())
        for look in looks:
            self._append(at, look, " ".join(look.path))
        self._connection.execute(
            "UPDATE chain SET head = ?, head_digest = ? WHERE id = ?", (self._head, self._digest, self._chain)
        )

    def _append(self, at: datetime, look: Look, path: str) -> None:
        self._head += 1
        why = short(look.why)
        row = (self._chain or "", self._head, micros(at), look.actor or "", look.verb, why, path)
        self._digest = chained(self._digest, (*row, seen := write_seen(look.seen)))
        self._connection.execute(
            "INSERT INTO look VALUES (?, ?, ?, nullif(?, ''), ?, ?, ?, ?, ?)", (*row, seen, self._digest)
        )

    def _other_heads(self) -> str:
        """The heads, not yet named by any chain, of all chains but this one."""
        rows = self._connection.execute(
            "SELECT id, head, hex(head_digest) FROM chain WHERE head > anchored AND id <> ? ORDER BY id",
            (self._chain,),
        ).fetchall()
        self._connection.execute("UPDATE chain SET anchored = head WHERE id <> ?", (self._chain,))
        return json.dumps(rows, separators=(",", ":"))

    @contextmanager
    def reading(self) -> Iterator[LogReader]:
        """The log as it is now, read beside the writing without holding it up."""
        connection = self._connect()
        try:
            connection.execute("BEGIN DEFERRED")
            yield LogReader(connection)
        finally:
            connection.close()

    def forget(self, before: datetime) -> int:
        """Deletes the rows older than ``before`` from the beginning of each chain; how many.

        The chains stay checkable from where they now begin.

        Raises:
            AccessLogError: If it could not be done; nothing was deleted then.
        """
        try:
            with self._turn, self._connection:
                deleted = self._forget(before)
        except apsw.Error as error:
            raise AccessLogError(self.path, f"could not be written ({type(error).__name__})") from error
        return deleted

    def _forget(self, before: datetime) -> int:
        deleted = 0
        for chain, *_ in LogReader(self._connection).chains():
            floor, digest = self._connection.execute(
                "SELECT seq, digest FROM look WHERE chain = ? AND at < ? ORDER BY seq DESC LIMIT 1",
                (chain, micros(before)),
            ).fetchone() or (0, START)
            self._connection.execute("DELETE FROM look WHERE chain = ? AND seq <= ?", (chain, floor))
            deleted += self._connection.changes()
            if floor:
                self._connection.execute(
                    "UPDATE chain SET floor = ?, floor_digest = ? WHERE id = ?", (floor, digest, chain)
                )
        return deleted

    def take_in(self, chain: RawChain, rows: Iterable[RawRow]) -> int:
        """Keeps the rows of another log's chain that are not here yet; how many. For moving a store."""
        with self._turn, self._connection:
            self._connection.execute(
                "INSERT OR IGNORE INTO chain VALUES (?, ?, ?, ?, ?, 0)",
                (chain.id, chain.floor, chain.floor_digest, chain.floor, chain.floor_digest),
            )
            before = self._connection.total_changes()
            self._connection.executemany(
                "INSERT OR IGNORE INTO look VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
            )
            taken = self._connection.total_changes() - before
            self._connection.execute(
                "UPDATE chain SET head = ?, head_digest = ? WHERE id = ? AND head < ?",
                (chain.head, chain.head_digest, chain.id, chain.head),
            )
        return taken

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self._connection.close()


class LogReader:
    """Raw rows of the log at one moment."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def rows(self, condition: str = "", given: tuple[str | int, ...] = ()) -> Iterator[RawRow]:
        """The kept rows in the order of chain and place."""
        text = "SELECT chain, seq, at, actor, verb, why, path, seen, digest FROM look"
        for row in self._connection.execute(f"{text} {condition} ORDER BY chain, seq", given):
            yield RawRow(*row)

    def chains(self) -> list[RawChain]:
        """Every chain, by id."""
        text = "SELECT id, floor, floor_digest, head, head_digest FROM chain ORDER BY id"
        rows: Iterable[tuple[Any, ...]] = self._connection.execute(text)
        return [RawChain(*row) for row in rows]


class _Waiting:
    """A look whose thread waits for the disk."""

    __slots__ = ("failure", "is_done", "look")

    def __init__(self, look: Look) -> None:
        self.look = look
        self.is_done = False
        self.failure: str | None = None


def make_access_log(path: Path, key: bytes, clock: Callable[[], datetime]) -> AccessLog:
    """A new, empty log at ``path``; ``key`` is the store's own (32 bytes).

    Raises:
        AccessLogError: If something is there already, or nothing can be written there.
    """
    if path.exists():
        raise AccessLogError(str(path), "is there already, and is never overwritten")
    connection = _connect(path, key, apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)
    connection.execute(_SCHEMA)
    connection.close()
    return open_access_log(path, key, clock)


def open_access_log(path: Path, key: bytes, clock: Callable[[], datetime]) -> AccessLog:
    """The log at ``path``.

    A missing one is an error and never made anew in silence: whoever removed it would have removed the
    traces with it.

    Raises:
        AccessLogError: If it is missing, damaged, of a newer version, or the key is another store's.
    """
    if not path.is_file():
        raise AccessLogError(str(path), "is missing")
    log = AccessLog(str(path), lambda: _connect(path, key, apsw.SQLITE_OPEN_READWRITE), clock)
    if log.version != _VERSION:
        log.close()
        raise AccessLogError(str(path), f"has format {log.version}, this version of resnet reads {_VERSION}")
    return log


def _connect(path: Path, key: bytes, flags: int) -> apsw.Connection:
    # Another key than the store's own: who holds a copy of one file's pages learns nothing of the other's.
    own_key = hmac.new(key, b"resnet access log", sha256).hexdigest()
    try:
        connection = apsw.Connection(str(path), flags=flags)
        connection.set_busy_timeout(_BUSY_MS)
        connection.pragma("cipher", "chacha20")
        connection.pragma("key", f"raw:{own_key}")
        connection.pragma("journal_mode", "wal")
        connection.pragma("synchronous", "FULL")
        connection.transaction_mode = "IMMEDIATE"
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except apsw.Error as error:
        raise AccessLogError(
            str(path), f"cannot be opened ({type(error).__name__}: wrong key, or damaged)"
        ) from error
    path.chmod(0o600)
    return connection
