"""What one process wrote another reads, once it has the bookmark: by the address of a cluster too."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from resnet.errors import StoreError
from resnet.graph.neo4j.store import Neo4jStore
from scripts.neo4j.server import Neo4jServer
from tests.neo4j.child import Child, child
from tests.neo4j.ledger import ALL, make_store, nodes_of, open_at, write_one

pytestmark = pytest.mark.neo4j


@pytest.fixture
def store(neo4j_server: Neo4jServer) -> Iterator[Neo4jStore]:
    make_store(neo4j_server)
    opened = open_at(neo4j_server, store=neo4j_server.routed_uri)
    assert isinstance(opened, Neo4jStore)
    yield opened
    opened.close()


def said_of(reader: Child, node: str, bookmarks: frozenset[str]) -> str:
    """What the other process says of a node."""
    return reader.ask(json.dumps({"id": node, "bookmarks": sorted(bookmarks)}))


@pytest.mark.parametrize("tries", [200, pytest.param(10_000, marks=pytest.mark.long)])
def test_what_one_process_wrote_the_other_reads_with_the_bookmark(
    neo4j_server: Neo4jServer, store: Neo4jStore, tries: int
) -> None:
    answers = []
    with child("reading_child", neo4j_server, neo4j_server.routed_uri) as reader:
        for number in range(tries):
            write_one(store, "across", number)
            answers.append(said_of(reader, nodes_of("across", number)[-1], store.bookmarks))
        unwritten = said_of(reader, nodes_of("across", tries)[-1], store.bookmarks)

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
