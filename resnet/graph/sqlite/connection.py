"""Connections to one encrypted file: how they are set up, shared out, and how their errors are told."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import apsw

from resnet.errors import StoreDamagedError, StoreError, StoreFullError
from resnet.graph.faults import BusyError, ClosedError

# Each idle connection keeps its cache; what a burst opened beyond these is closed again.
_IDLE: Final = 8
BUSY_MS: Final = 60_000
_CACHE_KIB: Final = 32_768
# Statements of all kinds of node and edge together; re-preparing one costs more than the read it makes.
_STATEMENTS: Final = 512


def connect(path: Path, key: bytes, *, may_create: bool = False, vfs: str | None = None) -> apsw.Connection:
    """An open connection with our settings; the file must hold a database of this key, or be made now.

    Raises:
        apsw.NotADBError: If the key does not open the file, or it is none of ours.
        apsw.CantOpenError: If it is missing and may not be made.
    """
    flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if may_create else 0)
    db = apsw.Connection(str(path), flags, vfs, _STATEMENTS)
    try:
        db.pragma("cipher", "chacha20")
        db.pragma("key", f"raw:{key.hex()}")
        db.set_busy_timeout(BUSY_MS)
        db.pragma("journal_mode", "wal")
        # What is acknowledged is on the disk. FULL is the default, and stands here because it is the promise.
        db.pragma("synchronous", "full")
        db.pragma("cache_size", -_CACHE_KIB)
        db.pragma("temp_store", "memory")
        db.pragma("secure_delete", "on")
        db.pragma("trusted_schema", "off")
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def told_as_ours(path: Path) -> Iterator[None]:
    """Tell what the database reports as an error of the one tree.

    Raises:
        StoreFullError: No room on the disk.
        StoreDamagedError: The file is damaged, or no longer what it was.
        BusyError: Somebody else is writing for too long.
        StoreError: Anything else the disk or the file refuses.
    """
    try:
        yield
    except apsw.FullError as error:
        raise StoreFullError(str(path)) from error
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise StoreDamagedError(str(path), "a page cannot be read") from error
    except (apsw.BusyError, apsw.LockedError) as error:
        raise BusyError(str(path)) from error
    except (apsw.IOError, apsw.CantOpenError, apsw.ReadOnlyError, apsw.PermissionsError) as error:
        # The encrypting layer reports a page whose authentication fails as an I/O error.
        raise StoreError(f"{path}: the file cannot be read or written ({type(error).__name__}).") from error


class Pool:
    """One connection for each call that runs; idle ones wait to be used again."""

    def __init__(self, path: Path, key: bytes, vfs: str | None = None) -> None:
        self.path = path
        self.key, self.vfs = key, vfs
        self._idle: list[apsw.Connection] = []
        self._lock = threading.Lock()
        self._is_closed = False

    def _take(self) -> apsw.Connection:
        with self._lock:
            if self._is_closed:
                raise ClosedError(str(self.path))
            if self._idle:
                return self._idle.pop()
        return connect(self.path, self.key, vfs=self.vfs)

    def _give_back(self, db: apsw.Connection) -> None:
        with self._lock:
            if not self._is_closed and len(self._idle) < _IDLE:
                self._idle.append(db)
                return
        db.close()

    @contextmanager
    def reading(self) -> Iterator[apsw.Connection]:
        """A connection inside a read transaction: all it answers is of one moment."""
        with self._in_transaction("BEGIN") as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[apsw.Connection]:
        """A connection that alone may write; what was written is durable at the end, or gone on an error."""
        with self._in_transaction("BEGIN IMMEDIATE") as db:
            yield db

    @contextmanager
    def _in_transaction(self, begin: str) -> Iterator[apsw.Connection]:
        with told_as_ours(self.path):
            db = self._take()
            try:
                db.execute(begin)
                yield db
                db.execute("COMMIT")
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                self._give_back(db)

    @contextmanager
    def outside(self) -> Iterator[apsw.Connection]:
        """A connection outside any transaction, for upkeep."""
        with told_as_ours(self.path):
            db = self._take()
            try:
                yield db
            finally:
                self._give_back(db)

    def close(self) -> None:
        """Close the idle connections now, the others when their call ends."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for db in idle:
            db.close()


def many(values: Iterable[str]) -> apsw.CArrayBinding:
    """Texts to bind to ``carray(?)``; at least one is needed."""
    return apsw.carray(tuple(values))
