"""What one process wrote another reads, once it has the bookmark: by the address of a cluster too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from resnet.errors import StoreError
from resnet.graph.neo4j.store import Neo4jStore
from scripts.neo4j.server import Neo4jServer
from tests.house.checkout import ROOT
from tests.neo4j.ledger import ALL, make_store, nodes_of, open_at, write_one

pytestmark = pytest.mark.neo4j


@pytest.fixture
def store(neo4j_server: Neo4jServer) -> Iterator[Neo4jStore]:
    make_store(neo4j_server)
    opened = open_at(neo4j_server, store=neo4j_server.routed_uri)
    assert isinstance(opened, Neo4jStore)
    yield opened
    opened.close()


@contextmanager
def reader(server: Neo4jServer) -> Iterator[subprocess.Popen[str]]:
    """The other process, ready to answer."""
    command = [sys.executable, "-m", "tests.neo4j.reading_child", server.routed_uri]
    given = {**os.environ, "NEO4J_PASSWORD": server.password}
    with subprocess.Popen(
        command, cwd=ROOT, env=given, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        yield child


def said_of(child: subprocess.Popen[str], node: str, bookmarks: frozenset[str]) -> str:
    """What the other process says of a node."""
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(json.dumps({"id": node, "bookmarks": sorted(bookmarks)}) + "\n")
    child.stdin.flush()
    return child.stdout.readline().strip()


@pytest.mark.parametrize("tries", [200, pytest.param(10_000, marks=pytest.mark.long)])
def test_what_one_process_wrote_the_other_reads_with_the_bookmark(
    neo4j_server: Neo4jServer, store: Neo4jStore, tries: int
) -> None:
    answers = []
    with reader(neo4j_server) as child:
        for number in range(tries):
            write_one(store, "across", number)
            answers.append(said_of(child, nodes_of("across", number)[-1], store.bookmarks))
        unwritten = said_of(child, nodes_of("across", tries)[-1], store.bookmarks)

    assert answers == ["seen"] * tries
    assert unwritten == "stale", "the other process says seen of anything"


def test_every_write_has_a_bookmark_of_its_own(store: Neo4jStore) -> None:
    marks = []
    for number in range(5):
        write_one(store, "marked", number)
        marks.append(store.bookmarks)

    assert all(marks)
    assert len(set(marks)) == 5


def test_a_bookmark_that_was_given_is_sent_with_the_read(store: Neo4jStore) -> None:
    """One that no server ever gave: the server's refusal shows that it was asked to wait for it."""
    store.wait_for(["no bookmark at all"])

    with pytest.raises(StoreError, match="InvalidBookmark"):
        store.view(ALL).nodes(nodes_of("marked", 1))
