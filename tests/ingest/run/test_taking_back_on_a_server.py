"""A file is taken back on a server as in a file: the same stands after each step, and is whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet.graph.elements import CommitId, Edge, EdgeId, Node, NodeId, Put
from resnet.graph.keep import check
from resnet.graph.network.follow import make_network
from resnet.graph.store import GraphStore
from resnet.ingest.terms import write_terms
from resnet.ingest.withdraw import LaterFileError, withdraw_file
from tests.fresh_store import fresh_store
from tests.ingest.lists import text_list
from tests.ingest.run.reading import EVERYTHING, agency, facts, ingest, ingest_whole, issue
from tests.ingest.run.test_taking_a_file_back import content
from tests.store.on_server import fresh_server_store
from tests.store.town import Clock

pytestmark = [pytest.mark.neo4j, pytest.mark.long]
# Ids are made of a store's secret, and an edge without direction begins at the lesser of two.
SEED = b"taken back"


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[GraphStore]:
    opened = fresh_server_store(request.getfixturevalue("neo4j_server"), Clock(), seed=SEED)
    yield opened
    opened.close()


def test_files_are_taken_back_on_a_server_as_in_a_file(tmp_path: Path, server: GraphStore) -> None:
    local = fresh_store(tmp_path, Clock(), seed=SEED)

    steps = [taken_and_taken_back(store, tmp_path) for store in (server, local)]

    assert steps[0] == steps[1]
    assert check(server) == check(local) == []
    local.close()


def taken_and_taken_back(store: GraphStore, folder: Path) -> list[Counter[str]]:
    """What stands after each step: two issues of a list and a letter, both taken back, the newest first."""
    write_terms(store)
    ingest(store, text_list(folder, "areas.csv", "utf-8"))
    empty = facts(store)
    ingest(store, text_list(folder, "child_centres.csv"))
    others, other = facts(store), _content(store)
    first = ingest_whole(store, issue(folder, "20250101")).taken
    after_first = facts(store)
    changed = issue(folder, "20260101", without=2, instead=("032-555-0112~3", "032-555-0999"))
    second = ingest_whole(store, changed).taken
    assert first is not None
    assert second is not None
    with pytest.raises(LaterFileError):
        withdraw_file(store, first, scope=EVERYTHING, by="", why="wrong file")
    both = _content(store)

    withdraw_file(store, second, scope=EVERYTHING, by="person:a", why="wrong file")
    assert facts(store) == after_first
    one = _content(store)
    centre, letter = agency(store, "가온종합사회복지관").id, NodeId("referral:1")
    sent = Edge(id=EdgeId("addressed_to:1"), kind="addressed_to", start=letter, end=centre)
    node = Node(id=letter, kind="referral")
    store.write([Put(node), Put(sent)], scope=EVERYTHING, why="a letter", commit=CommitId("letter"))
    done = withdraw_file(store, first, scope=EVERYTHING, by="", why="wrong file")

    assert done.kept == 1
    assert agency(store, "가온종합사회복지관").get("is_listed") is False
    assert centre in make_network(store)
    assert set(others) - set(empty)
    assert all(facts(store)[each] == said for each, said in others.items() if each in facts(store))
    return [other, both, one, _content(store)]


def _content(store: GraphStore) -> Counter[str]:
    """What a reader may find; a term's key is of one store alone."""
    return Counter(re.sub(r"term:[0-9a-f-]{36}", "term", str(each)) for each in content(store).elements())
