"""What a faulty way to the server must not change: nothing acknowledged is lost, nothing is there twice."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from resnet.access.scope import Scope
from resnet.errors import StoreError
from resnet.graph.elements import Change, CommitId, Node, NodeId, Put, Receipt
from resnet.graph.open import create_store, open_store
from resnet.graph.store import GraphStore
from resnet.settings import Settings
from scripts.neo4j.server import Neo4jServer
from tests.store.on_server import settings_on

NOW = datetime(2026, 11, 3, tzinfo=UTC)
ALL = Scope.everything(reason="test")
IN_EACH = 3
DOUBLED = "MATCH (n:area) WITH n.id AS id, count(*) AS times WHERE times > 1 RETURN count(id) AS n"
COUNTED = "MATCH (n:area) RETURN count(n) AS n"


def clock() -> datetime:
    """Stands still."""
    return NOW


def settings_for(server: Neo4jServer, **other: Any) -> Settings:
    """The settings for the server, some of them other ones (``store``: another address)."""
    return replace(settings_on(server), **other)


def make_store(server: Neo4jServer) -> None:
    """A new store in the server's empty database."""
    create_store(settings_for(server), clock=clock).close()


def open_at(server: Neo4jServer, **other: str) -> GraphStore:
    """The server's store, opened once more."""
    return open_store(settings_for(server, **other), clock=clock)


def nodes_of(name: str, number: int) -> list[NodeId]:
    """What one commit of this writer makes."""
    return [NodeId(f"area:{name}-{number:06d}-{each}") for each in range(IN_EACH)]


def write_one(store: GraphStore, name: str, number: int) -> Receipt:
    """One commit of this writer."""
    changes: list[Change] = [
        Put(Node(id=each, kind="area", fields={"name": f"한결{number}동"})) for each in nodes_of(name, number)
    ]
    return store.write(changes, scope=ALL, why="test", commit=CommitId(f"{name}-{number}"))


@dataclass
class Writer:
    """Writes one commit after another and notes what was acknowledged.

    Where a write fails it is repeated under the same commit id, as a program does that wants it done.
    """

    store: GraphStore
    name: str
    acknowledged: list[int] = field(default_factory=list)
    failed: list[StoreError] = field(default_factory=list)

    def write(self, number: int, *, tries: int = 20) -> Receipt:
        """The receipt of the commit, however often it takes."""
        for _ in range(tries - 1):
            try:
                return self._noted(number)
            except StoreError as error:
                self.failed.append(error)
        return self._noted(number)

    def _noted(self, number: int) -> Receipt:
        receipt = write_one(self.store, self.name, number)
        self.acknowledged.append(number)
        return receipt


def verify(server: Neo4jServer, *writers: Writer) -> None:
    """Every acknowledged commit is there once and whole, and the log tells of it without a gap."""
    store = open_at(server)
    wanted = [each for writer in writers for n in writer.acknowledged for each in nodes_of(writer.name, n)]
    found = store.view(ALL).nodes(wanted)
    commits = list(store.view(ALL).feed())
    store.close()

    lost = [each for each in wanted if each not in found]
    told = [entry.id for commit in commits for entry in commit.entries]
    assert wanted
    assert lost == [], "acknowledged and gone"
    assert [commit.version for commit in commits] == list(range(1, len(commits) + 1))
    assert len(told) == len(set(told)), "told twice"
    assert {len(commit.entries) for commit in commits} == {IN_EACH}
    assert counted(server, DOUBLED) == 0, "there twice"
    assert counted(server, COUNTED) == len(told), "state and log differ"


def counted(server: Neo4jServer, query: str) -> int:
    """The number that a query answers, asked round the store."""
    return int(server.driver.execute_query(query, database_=server.database).records[0]["n"])
