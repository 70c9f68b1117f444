"""Between store and server all may break, at every byte: a write is done once, or it is said why not."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet.errors import StoreError
from resnet.graph.elements import CommitId, Erase
from resnet.graph.erased import ledger_path
from resnet.graph.faults import ServerUnreachableError
from resnet.graph.neo4j import connection
from scripts.neo4j.server import Neo4jServer
from tests.neo4j.ledger import ALL, Writer, make_store, nodes_of, open_at, verify, write_one
from tests.neo4j.proxy import Proxy

pytestmark = pytest.mark.neo4j
# Where in the talk of one write the way is cut, as shares of all its bytes.
CUTS = 15


@pytest.fixture
def proxy(neo4j_server: Neo4jServer) -> Iterator[Proxy]:
    make_store(neo4j_server)
    with Proxy(neo4j_server.port) as opened:
        yield opened


@pytest.fixture
def writer(proxy: Proxy, neo4j_server: Neo4jServer) -> Iterator[Writer]:
    store = open_at(neo4j_server, store=proxy.uri)
    yield Writer(store, "through")
    proxy.go_on()
    store.close()


def length_of_a_write(proxy: Proxy, writer: Writer) -> tuple[int, int]:
    """How many bytes go to the server and come back for one commit on a connection that stands."""
    writer.write(1)
    proxy.let_through()
    writer.write(2)
    return proxy.asked, proxy.answered


@pytest.mark.parametrize("way", ["answer", "question"])
def test_a_way_cut_anywhere_in_a_write_neither_loses_nor_doubles_it(
    neo4j_server: Neo4jServer, proxy: Proxy, writer: Writer, way: str
) -> None:
    asked, answered = length_of_a_write(proxy, writer)
    whole = {"answer": answered, "question": asked}[way]

    for number in range(CUTS):
        proxy.let_through(**{way: 1 + number * (whole - 1) // (CUTS - 1)})
        receipt = writer.write(10 + number)
        assert receipt.changed == 3

    assert proxy.cuts >= CUTS - 1, "nothing was cut"
    verify(neo4j_server, writer)


def test_the_lost_answer_to_a_commit_is_settled_and_is_no_repeat(
    neo4j_server: Neo4jServer, proxy: Proxy, writer: Writer
) -> None:
    """The last bytes of the server's answers are those to the commit: without them it was done, unheard."""
    _, answered = length_of_a_write(proxy, writer)

    repeats = []
    for short in range(1, 20):
        proxy.let_through(answer=answered - short)
        repeats.append(write_one(writer.store, "unheard", short).is_repeat)

    assert repeats == [False] * 19
    assert proxy.cuts >= 19
    verify(neo4j_server, Writer(writer.store, "unheard", list(range(1, 20))), writer)


def test_what_was_erased_unheard_is_noted_at_once(
    neo4j_server: Neo4jServer, proxy: Proxy, writer: Writer, tmp_path: Path
) -> None:
    """The try that was done has nobody to tell; the next one finds its receipt, and notes what it erased."""
    beside = tmp_path / "access"
    store = open_at(neo4j_server, store=proxy.uri, access_log=str(beside))
    length = 0
    for number in range(1, 4):
        write_one(writer.store, "through", number)
        erased, kept, _ = nodes_of("through", number)
        proxy.let_through(**({"answer": length - 5} if number == 3 else {}))

        receipt = store.write([Erase(erased)], scope=ALL, why="", commit=CommitId(f"gone-{number}"))
        length = proxy.answered

        noted = ledger_path(beside).read_text(encoding="ascii")
        assert f"{receipt.version} {erased}" in noted
        assert str(kept) not in noted
        assert not receipt.is_repeat
    assert proxy.cuts == 1
    store.close()


def write_into_a_stall(proxy: Proxy, writer: Writer) -> threading.Thread:
    """A second write, begun when nothing passes any more."""
    writer.write(1)
    proxy.stall()
    thread = threading.Thread(target=writer.write, args=(2,))
    thread.start()
    time.sleep(0.5)
    return thread


def test_a_way_that_stalls_and_goes_on_loses_nothing(
    neo4j_server: Neo4jServer, proxy: Proxy, writer: Writer
) -> None:
    thread = write_into_a_stall(proxy, writer)
    was_waiting = thread.is_alive()
    proxy.go_on()
    thread.join(30)

    assert was_waiting
    assert not thread.is_alive()
    assert writer.failed == []
    verify(neo4j_server, writer)


def test_a_way_that_stalls_and_is_cut_loses_nothing(
    neo4j_server: Neo4jServer, proxy: Proxy, writer: Writer
) -> None:
    thread = write_into_a_stall(proxy, writer)
    proxy.cut()
    proxy.go_on()
    thread.join(60)

    assert not thread.is_alive()
    verify(neo4j_server, writer)


def test_a_server_that_refuses_every_connection_is_told_as_unreachable(
    neo4j_server: Neo4jServer, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_RETRY_S", 2.0)
    store = open_at(neo4j_server, store=proxy.uri)
    write_one(store, "before", 1)
    proxy.is_refusing = True
    proxy.cut()

    with pytest.raises(ServerUnreachableError, match="does not answer"):
        write_one(store, "refused", 1)
    proxy.is_refusing = False
    write_one(store, "refused", 1)
    store.close()

    verify(neo4j_server, Writer(store, "before", [1]), Writer(store, "refused", [1]))


def test_a_read_over_a_way_that_is_cut_is_repeated(proxy: Proxy, writer: Writer) -> None:
    writer.write(1)
    proxy.let_through()
    whole_answer = writer.store.view(ALL).nodes(nodes_of("through", 1))
    length = proxy.answered

    for number in range(1, CUTS):
        proxy.let_through(answer=number * length // CUTS)
        assert writer.store.view(ALL).nodes(nodes_of("through", 1)) == whole_answer

    assert proxy.cuts >= CUTS - 2


def test_an_error_of_the_way_is_one_of_ours(proxy: Proxy, neo4j_server: Neo4jServer) -> None:
    proxy.is_refusing = True

    with pytest.raises(StoreError):
        open_at(neo4j_server, store=proxy.uri)
