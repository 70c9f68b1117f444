"""A store on a server is compared with what it was written to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from resnet.graph.elements import Erase, NodeId, Patch
from resnet.graph.keep import check
from resnet.graph.neo4j.store import Neo4jStore
from resnet.graph.open import open_store
from scripts.neo4j.server import Neo4jServer
from tests.store.on_server import asked, fresh_server_store, settings_on
from tests.store.town import CENTRE, HANA, Clock, Town, edge, node

pytestmark = pytest.mark.neo4j


@pytest.fixture
def store(neo4j_server: Neo4jServer, clock: Clock) -> Iterator[Neo4jStore]:
    opened = fresh_server_store(neo4j_server, clock)
    assert isinstance(opened, Neo4jStore)
    yield opened
    opened.close()


def lived_in(store: Neo4jStore, clock: Clock) -> Town:
    """A town in which something was described, changed, moved and erased."""
    town = Town(store, clock)
    said = replace(edge("describes", "record:a", CENTRE), fields={"standing": "list", "phone": "1"})
    town.put(node("record:a"), said, node("case:hana", HANA, code="1"), node("place:one"))
    town.write(Patch(NodeId("case:hana"), {"code": "2"}))
    town.write(Erase(NodeId("case:hana")))
    town.put(node("case:hana", HANA, code="3"))
    return town


def test_a_store_that_was_lived_in_is_whole(store: Neo4jStore, clock: Clock) -> None:
    lived_in(store, clock)

    assert check(store) == []


@pytest.mark.parametrize(
    ("damage", "finding"),
    [
        pytest.param(
            "MATCH (c:case) SET c.code = '4'",
            "an element is not as its last entry in the log says",
            id="changed by hand",
        ),
        pytest.param(
            "MATCH (t:area) DETACH DELETE t", "1 elements that the log has are missing", id="removed by hand"
        ),
        pytest.param(
            "MATCH ()-[d:describes]->() SET d._until = datetime('2020-01-01')",
            "a state is not what its records fold to",
            id="a record ended by hand",
        ),
        pytest.param(
            "MATCH (e:_entries {version: 2}) SET e.bodies = [b IN e.bodies | b + 'x']",
            "an entry is not what was written",
            id="the log changed",
        ),
        pytest.param(
            "MATCH (e:_entries {version: 1}) SET e.priors = [p IN e.priors | 7]",
            "a history is broken: an entry names another as the one before",
            id="a history changed",
        ),
        pytest.param(
            "MATCH (c:_commit {version: 3}) SET c.why = 'another'",
            "the chain is broken: entries were changed or taken out",
            id="a reason changed",
        ),
        pytest.param(
            "MATCH (g:_grave) DELETE g", "an entry is blank, and nobody erased its element", id="no grave"
        ),
        pytest.param(
            "MATCH (c:_commit {version: 2}) DELETE c", "a commit before it is missing", id="a commit removed"
        ),
    ],
)
def test_what_was_damaged_behind_its_back_is_found(
    store: Neo4jStore, clock: Clock, neo4j_server: Neo4jServer, damage: str, finding: str
) -> None:
    lived_in(store, clock)

    asked(neo4j_server, damage)

    assert finding in [each.says for each in check(store)]


def test_a_constraint_that_was_dropped_is_found_and_made_again_when_it_is_opened(
    store: Neo4jStore, clock: Clock, neo4j_server: Neo4jServer
) -> None:
    asked(neo4j_server, "DROP CONSTRAINT team_id")
    assert [each.says for each in check(store)] == ["team_id is not there"]

    open_store(settings_on(neo4j_server), clock=clock).close()

    assert check(store) == []
