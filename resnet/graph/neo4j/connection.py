"""The driver: how it is set up, how its sessions and retries go, and how its errors are told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Auth,
    Bookmarks,
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationMinimumSeverity,
    Session,
    basic_auth,
    unit_of_work,
)
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from resnet.errors import StoreError
from resnet.graph.cypher.text import Cypher
from resnet.graph.faults import (
    BusyError,
    DatabaseMissingError,
    OldServerError,
    ReadOnlyStoreError,
    ServerRefusesError,
    ServerSignInError,
    ServerUnreachableError,
)

Answer = TypeVar("Answer")
OLDEST: Final = (5, 26)
_READ_S: Final = 30.0
_WRITE_S: Final = 300.0
# The driver doubles its pause without a cap unless told otherwise; a writer was seen to stand for 100 s.
_PAUSE_S: Final = 0.25
_RETRY_S: Final = 30.0
# How often a commit whose answer was lost is asked for and repeated.
_LOST_ANSWERS: Final = 8
_READ_ONLY: Final = frozenset(
    {
        "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
        "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
        "Neo.ClientError.Security.Forbidden",
        "Neo.ClientError.Statement.AccessMode",
    }
)
# Called transient, and retried by the driver for half a minute: the same commit is as large every time.
_TOO_MUCH: Final = frozenset(
    {
        "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
        "Neo.TransientError.General.TransactionMemoryLimit",
        "Neo.TransientError.General.TransactionOutOfMemoryError",
    }
)
_TIMED_OUT: Final = frozenset(
    {
        "Neo.ClientError.Transaction.TransactionTimedOut",
        "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    }
)
_LOCKED: Final = frozenset(
    {
        "Neo.ClientError.Transaction.LockAcquisitionTimeout",
        "Neo.TransientError.Transaction.LockAcquisitionTimeout",
        "Neo.TransientError.Transaction.LockClientStopped",
    }
)
_EXPIRED: Final = "Neo.ClientError.Security.CredentialsExpired"
_NO_DATABASE: Final = "Neo.ClientError.Database.DatabaseNotFound"


@dataclass(frozen=True, slots=True)
class Address:
    """Which database of which server, and who signs in there."""

    uri: str
    database: str
    user: str
    password: str = field(repr=False, default="")

    @property
    def auth(self) -> Auth:
        """What the driver signs in with."""
        return basic_auth(self.user, self.password)


class Transaction:
    """A transaction that takes statements with exactly the values they name."""

    def __init__(self, tx: ManagedTransaction) -> None:
        self._tx = tx

    def ask(self, cypher: Cypher, **values: object) -> list[tuple[Any, ...]]:
        """The rows of the answer; its columns are in the order of the statement."""
        given = {name: values[name] for name in cypher.parameters}
        return [tuple(row) for row in self._tx.run(cypher.text, given).values()]

    def tell(self, cypher: Cypher, **values: object) -> None:
        """Run a statement whose answer is of no interest."""
        self._tx.run(cypher.text, {name: values[name] for name in cypher.parameters}).consume()


class Server:
    """One database of one server; one of these a store."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.name = f"{_without_user(address.uri)}/{address.database}"
        # What this store wrote is seen by its own reads, on whichever server of a cluster they are answered.
        self._bookmarks = GraphDatabase.bookmark_manager()
        with self.told_as_ours():
            self._driver: Driver = GraphDatabase.driver(
                address.uri,
                auth=address.auth,
                max_transaction_retry_time=_RETRY_S,
                initial_retry_delay=_PAUSE_S,
                retry_delay_multiplier=1.0,
                connection_acquisition_timeout=60.0,
                connection_timeout=10.0,
                telemetry_disabled=True,
                notifications_min_severity=NotificationMinimumSeverity.OFF,
            )

    def check_server(self) -> None:
        """Refuse a server that is not there, does not let us in, or is too old.

        Raises:
            ServerUnreachableError, ServerSignInError, DatabaseMissingError, OldServerError: As they say.
        """
        with self.told_as_ours(), self.session(WRITE_ACCESS) as session:
            result = session.run("RETURN 1")
            agent = result.consume().server.agent
        check_version(self.name, agent)

    def session(self, mode: str = READ_ACCESS) -> Session:
        """A session of this database."""
        return self._driver.session(
            database=self.address.database, default_access_mode=mode, bookmark_manager=self._bookmarks
        )

    def read(self, work: Callable[[Transaction], Answer]) -> Answer:
        """What ``work`` answers in one read transaction; repeated when the server asks for it.

        Once more also where its time ran out: a server without a plan for any of a read's statements, one a
        kind of node, was seen to plan for longer, and keeps what it has planned.
        """
        with self.told_as_ours():
            try:
                return _heard(lambda: self._read_once(work))
            except Neo4jError as error:
                if error.code not in _TIMED_OUT:
                    raise
            return _heard(lambda: self._read_once(work))

    def _read_once(self, work: Callable[[Transaction], Answer]) -> Answer:
        with self.session(READ_ACCESS) as session, _begun_at_once(session):
            return session.execute_read(_timed(self.name, work, _READ_S))

    def write(self, work: Callable[[Transaction], Answer]) -> Answer:
        """What ``work`` answers in one write transaction, committed.

        When the answer to a commit is lost the work is done again: it must begin by asking whether it was
        done already.
        """
        with self.told_as_ours():
            return _heard(lambda: self._write_once(work))

    def _write_once(self, work: Callable[[Transaction], Answer]) -> Answer:
        with self.session(WRITE_ACCESS) as session, _begun_at_once(session):
            return session.execute_write(_timed(self.name, work, _WRITE_S))

    def tell(self, statements: Iterable[Cypher]) -> None:
        """Run statements outside a transaction of ours, each its own: schema."""
        with self.told_as_ours(), self.session(WRITE_ACCESS) as session:
            for cypher in statements:
                session.run(cypher.text).consume()

    @property
    def bookmarks(self) -> frozenset[str]:
        """What marks all that this store wrote and read so far, for another process to wait for."""
        return frozenset(self._bookmarks.get_bookmarks())

    def wait_for(self, bookmarks: Iterable[str]) -> None:
        """From now on nothing older than these marks is read."""
        self._bookmarks.update_bookmarks((), Bookmarks.from_raw_values(bookmarks).raw_values)

    def close(self) -> None:
        """Let go of all connections."""
        self._driver.close()

    @contextmanager
    def told_as_ours(self) -> Iterator[None]:
        """Tell what driver and server report as an error of the one tree."""
        try:
            yield
        except (DriverError, Neo4jError) as error:
            raise fault_of(error, self.name, self.address.database) from error


def _begun_at_once(session: Session) -> AbstractContextManager[object]:
    """Transactions begin together with their first statement, a way to the server less.

    The driver does so for its own ``execute_query`` and has no name for it that is public; a driver that has
    this no longer begins as it always did.
    """
    found: AbstractContextManager[object] | None = getattr(session, "_pipelined_begin", None)
    return nullcontext() if found is None else found


def _heard(ask: Callable[[], Answer]) -> Answer:
    """The answer, asked for again where the one to its commit was lost: the driver does not repeat that.

    Reads end with a commit as well, and theirs is lost as easily.
    """
    for _ in range(_LOST_ANSWERS):
        try:
            return ask()
        except IncompleteCommit:
            continue
    return ask()


def fault_of(error: DriverError | Neo4jError, name: str, database: str) -> StoreError:
    """Our error for one of the driver's; it says nothing of what was asked or written."""
    code = getattr(error, "code", None) or ""
    if code == _NO_DATABASE:
        return DatabaseMissingError(name, database)
    if code in _READ_ONLY:
        return ReadOnlyStoreError(name)
    if isinstance(error, AuthError | ConfigurationError) or code == _EXPIRED:
        expired, form = "the password must be changed first", "the form of address or credentials"
        finding = expired if code == _EXPIRED else "user or password"
        return ServerSignInError(name, form if isinstance(error, ConfigurationError) else finding)
    if code in _LOCKED:
        return BusyError(name)
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return ServerUnreachableError(name)
    return ServerRefusesError(name, code or type(error).__name__)


def check_version(name: str, agent: str) -> None:
    """Refuse a server that is too old, by what it calls itself (``Neo4j/5.26.31``).

    Raises:
        OldServerError: If it is.

    >>> check_version("here", "Neo4j/2026.03.1")
    """
    found = re.search(r"/(\d+)\.(\d+)", agent)
    version = (int(found[1]), int(found[2])) if found else (0, 0)
    if version < OLDEST:
        raise OldServerError(name, agent, f"Neo4j {OLDEST[0]}.{OLDEST[1]}")


def _timed(
    name: str, work: Callable[[Transaction], Answer], limit_s: float
) -> Callable[[ManagedTransaction], Answer]:
    @unit_of_work(timeout=limit_s)
    def run(tx: ManagedTransaction) -> Answer:
        try:
            return work(Transaction(tx))
        except Neo4jError as error:
            if error.code in _TOO_MUCH:
                raise ServerRefusesError(name, error.code) from error
            raise

    return run


def _without_user(uri: str) -> str:
    return re.sub(r"//[^/@]*@", "//", uri)
