"""Whatever the server refuses is one clear error of our tree, and nothing of the commit was kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from resnet.graph.cypher import log
from resnet.graph.elements import Change, CommitId, Node, NodeId, Put
from resnet.graph.faults import (
    BusyError,
    DatabaseMissingError,
    OldServerError,
    ReadOnlyStoreError,
    ServerRefusesError,
    ServerSignInError,
    ServerUnreachableError,
)
from resnet.graph.neo4j import connection
from resnet.graph.neo4j.connection import Transaction
from resnet.graph.neo4j.store import Neo4jStore
from resnet.graph.store import GraphStore
from scripts.neo4j.server import Neo4jServer, free_port
from tests.neo4j.conftest import SMALL
from tests.neo4j.ledger import ALL, COUNTED, Writer, counted, make_store, nodes_of, open_at, verify, write_one
from tests.neo4j.proxy import Proxy

pytestmark = pytest.mark.neo4j


@pytest.fixture
def server(small_server: Neo4jServer) -> Neo4jServer:
    make_store(small_server)
    return small_server


@pytest.fixture
def store(server: Neo4jServer) -> Iterator[GraphStore]:
    opened = open_at(server)
    write_one(opened, "before", 1)
    yield opened
    opened.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stores opened from now on give up after two seconds, not thirty."""
    monkeypatch.setattr(connection, "_RETRY_S", 2.0)


@pytest.fixture
def guest(server: Neo4jServer) -> Iterator[str]:
    """A user of the server, so that wrong passwords do not lock out the one the tests work as."""
    told(server, "CREATE USER guest SET PASSWORD 'right-password' CHANGE NOT REQUIRED")
    yield "guest"
    told(server, "DROP USER guest")


def told(server: Neo4jServer, statement: str) -> None:
    with server.driver.session(database="system") as session:
        session.run(statement).consume()


def test_a_wrong_password_is_told_as_one_without_repeating_it(server: Neo4jServer, guest: str) -> None:
    with pytest.raises(ServerSignInError, match="user or password") as refused:
        open_at(server, neo4j_user=guest, neo4j_password="wrong-password")

    assert "wrong-password" not in str(refused.value)


def test_a_password_that_must_be_changed_is_told_as_that(server: Neo4jServer, guest: str) -> None:
    told(server, "ALTER USER guest SET PASSWORD 'next-password' CHANGE REQUIRED")

    with pytest.raises(ServerSignInError, match="must be changed"):
        open_at(server, neo4j_user=guest, neo4j_password="next-password")


def test_a_database_that_is_not_there_is_named(server: Neo4jServer) -> None:
    with pytest.raises(DatabaseMissingError, match="'nowhere'"):
        open_at(server, neo4j_database="nowhere")


def test_a_server_that_is_not_there_is_told_as_unreachable_at_once(server: Neo4jServer) -> None:
    began = time.monotonic()
    with pytest.raises(ServerUnreachableError, match="does not answer"):
        open_at(server, store=f"bolt://127.0.0.1:{free_port()}")

    assert time.monotonic() - began < 15


def test_a_server_that_is_too_old_is_named_with_what_is_needed(server: Neo4jServer) -> None:
    """The real server, whose name for itself is changed on its way by the proxy."""
    real = f"Neo4j/{server.line.version}".encode()
    old = b"Neo4j/4.4.".ljust(len(real), b"0")

    with Proxy(server.port, swap=(real, old)) as proxy, pytest.raises(OldServerError, match=r"5\.26"):
        open_at(server, store=proxy.uri)


def test_a_read_only_database_is_read_and_a_write_is_told_as_refused(
    server: Neo4jServer, store: GraphStore
) -> None:
    server.halt()
    server.restart({**SMALL, "server.databases.read_only": server.database})
    try:
        with pytest.raises(ReadOnlyStoreError):
            write_one(store, "refused", 1)
        is_read = set(store.view(ALL).nodes(nodes_of("before", 1))) == set(nodes_of("before", 1))
    finally:
        server.halt()
        server.restart(SMALL)

    assert is_read
    write_one(store, "after", 1)
    verify(server, Writer(store, "before", [1]), Writer(store, "after", [1]))


def test_a_transaction_without_memory_is_refused_whole(server: Neo4jServer, store: GraphStore) -> None:
    many: list[Change] = [
        Put(Node(id=NodeId(f"area:many-{number:06d}"), kind="area", fields={"name": f"한결{number}동" * 20}))
        for number in range(20_000)
    ]

    began = time.monotonic()
    with pytest.raises(ServerRefusesError, match="Nothing of the commit was kept"):
        store.write(many, scope=ALL, why="test", commit=CommitId("many"))

    assert time.monotonic() - began < 25, "the driver tried again what cannot be"
    assert counted(server, COUNTED) == 3
    write_one(store, "after", 1)
    verify(server, Writer(store, "before", [1]), Writer(store, "after", [1]))


def slow_reads(store: GraphStore, monkeypatch: pytest.MonkeyPatch, slow: int) -> list[int]:
    """A read of which the first so many tries take longer than a read may; the tries there were."""
    monkeypatch.setattr(connection, "_READ_S", 0.5)
    assert isinstance(store, Neo4jStore)
    tries: list[int] = []

    def work(tx: Transaction) -> int:
        tries.append(len(tries))
        tx.ask(log.LAST_VERSION)
        if len(tries) <= slow:
            time.sleep(1.2)
        return len(tx.ask(log.LAST_VERSION))

    assert store.server.read(work) == 1
    return tries


def test_a_read_whose_time_ran_out_while_the_server_planned_it_is_asked_once_more(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(slow_reads(store, monkeypatch, 1)) == 2


def test_a_read_that_takes_too_long_again_says_the_server_s_word_for_it(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ServerRefusesError, match=r"could not do it \(Neo\..*TransactionTimedOut"):
        slow_reads(store, monkeypatch, 2)


def test_a_lock_that_somebody_keeps_is_told_and_the_write_works_after(
    server: Neo4jServer, impatient: None, store: GraphStore
) -> None:
    with server.driver.session(database=server.database) as session, session.begin_transaction() as other:
        other.run("MATCH (s:`_store`) SET s.turn = 'kept'").consume()
        with pytest.raises(BusyError):
            write_one(store, "locked", 1)
        other.rollback()

    write_one(store, "locked", 1)
    verify(server, Writer(store, "before", [1]), Writer(store, "locked", [1]))


def test_a_commit_that_arrives_when_it_was_given_up_already_is_not_done_twice(
    server: Neo4jServer, store: GraphStore
) -> None:
    """Silence just before the commit; the driver gives up and begins anew; then the commit comes."""
    with Proxy(server.port) as proxy:
        late = Writer(open_at(server, store=proxy.uri), "late")
        late.write(1)
        proxy.let_through()
        late.write(2)
        proxy.hold_back(question=proxy.asked - 2)
        before = proxy.connections
        thread = threading.Thread(target=late.write, args=(3,))
        thread.start()
        wait_until(lambda: proxy.connections > before)
        time.sleep(0.5)
        proxy.go_on()
        thread.join(60)
        is_done = not thread.is_alive()
        late.store.close()

    assert is_done
    assert late.failed == []
    verify(server, Writer(store, "before", [1]), late)


def wait_until(is_so: Callable[[], bool], *, within_s: float = 30) -> None:
    until = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < until, "it never was so"
        time.sleep(0.02)
