"""Who tried to sign in lately: a small file beside the store, shared by all processes of this machine.

It is no part of the graph: a guesser must not fill the change log, and what lies here is of an hour. Names
and addresses are kept as keyed digests only, so the file tells nobody's name. Losing it only lifts the brake.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Final

import apsw

from resnet.access.look import micros, moment
from resnet.errors import ForbiddenError, StoreError

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS attempt(who BLOB NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS attempt_of ON attempt(who, at);
CREATE INDEX IF NOT EXISTS attempt_at ON attempt(at);
"""
_BUSY_MS: Final = 10_000
# Failures are remembered for so long; the pause doubles with each from ``_FIRST`` to ``_LONGEST``.
_REMEMBERED: Final = timedelta(hours=1)
_FIRST: Final = timedelta(seconds=30)
_LONGEST: Final = timedelta(minutes=15)
# Both stay far below the hundred failures in a row of NIST SP 800-63B-4, 3.2.2. A house's many people may sit
# behind one address, so it may fail more often than one account.
_FREE_OF_ACCOUNT: Final = 5
_FREE_OF_ADDRESS: Final = 20


class AttemptsError(StoreError):
    """The file of sign-in attempts cannot be opened or written; nobody signs in without it."""

    code: ClassVar[str] = "sign-in-attempts"

    def __init__(self, path: str, finding: str) -> None:
        self.path, self.finding = path, finding
        super().__init__(
            f"{path}: the file of sign-in attempts {finding}. Free the disk or mend its rights; if it is "
            "damaged, delete it: it holds only the last hour."
        )


class SignInPausedError(ForbiddenError):
    """Too many attempts at this name, or from this address: right or wrong, none is looked at until later.

    A name that nobody has is paused alike.
    """

    code: ClassVar[str] = "sign-in-paused"

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes
        super().__init__(f"sign in after so many attempts; try again in {minutes} min")


@dataclass(frozen=True, slots=True)
class _Limit:
    """Whose attempts are counted, and how many may fail before a pause."""

    who: bytes
    free: int


class Attempts:
    """The open file; every method may be called from any thread."""

    def __init__(self, path: Path, key: bytes, clock: Callable[[], datetime]) -> None:
        self._path, self._clock = path, clock
        self._own_key = hmac.new(key, b"resnet sign-in attempts", sha256).digest()
        is_new = not path.exists()
        with self._writing() as db:
            db.execute(_SCHEMA)
        if is_new:
            path.chmod(0o600)

    def begin(self, login: str, address: str) -> None:
        """Count an attempt before its password is looked at, so that a hundred at once are a hundred.

        Raises:
            SignInPausedError: If too many failed lately; this one is not counted then.
            AttemptsError: If it cannot be kept.
        """
        now = self._clock()
        limits = self._limits(login, address)
        with self._writing() as db:
            db.execute("DELETE FROM attempt WHERE at < ?", (micros(now - _REMEMBERED),))
            until = max(_paused_until(db, each) for each in limits)
            if until > micros(now):
                raise SignInPausedError(-(-(moment(until) - now) // timedelta(minutes=1)))
            db.executemany("INSERT INTO attempt VALUES(?, ?)", [(each.who, micros(now)) for each in limits])

    def succeeded(self, login: str, address: str) -> None:
        """The attempt that was begun opened its account: it and the account's failures are forgotten.

        The address keeps its others: who owns one account could guess at all else between two sign-ins.

        Raises:
            AttemptsError: If it cannot be kept.
        """
        account, place = self._limits(login, address)
        with self._writing() as db:
            db.execute("DELETE FROM attempt WHERE who = ?", (account.who,))
            db.execute(
                "DELETE FROM attempt WHERE rowid = (SELECT max(rowid) FROM attempt WHERE who = ?)",
                (place.who,),
            )

    def _limits(self, login: str, address: str) -> tuple[_Limit, _Limit]:
        return (
            _Limit(self._digest("account", login), _FREE_OF_ACCOUNT),
            _Limit(self._digest("address", address), _FREE_OF_ADDRESS),
        )

    def _digest(self, what: str, name: str) -> bytes:
        return hmac.new(self._own_key, f"{what}:{name}".encode("utf-8", "replace"), sha256).digest()

    @contextmanager
    def _writing(self) -> Iterator[apsw.Connection]:
        """A connection of this call alone, inside a transaction that only one process has at a time."""
        try:
            db = apsw.Connection(str(self._path))
            try:
                db.set_busy_timeout(_BUSY_MS)
                db.execute("BEGIN IMMEDIATE")
                yield db
                db.execute("COMMIT")
            finally:
                db.close()
        except apsw.Error as error:
            raise AttemptsError(str(self._path), f"cannot be used ({type(error).__name__})") from error


def _paused_until(db: apsw.Connection, limit: _Limit) -> int:
    rows = db.execute("SELECT count(*), coalesce(max(at), 0) FROM attempt WHERE who = ?", (limit.who,))
    count, last = next(iter(rows))
    if count < limit.free:
        return 0
    # Bounded before it is raised: a power of thousands would be a number of pages.
    doublings = min(int(count) - limit.free, 10)
    pause: timedelta = min(_FIRST * 2**doublings, _LONGEST)
    return int(last) + pause // timedelta(microseconds=1)
