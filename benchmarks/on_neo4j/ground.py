"""The one server of a run, and two ways to it: the store, and bare Cypher."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from neo4j import Driver

from benchmarks.caseloads import NOW
from resnet.access.scope import Scope
from resnet.graph.elements import CommitId, Node, NodeId, Put
from resnet.graph.neo4j.store import Neo4jStore
from resnet.graph.open import create_store, open_store
from resnet.graph.store import GraphStore
from resnet.settings import Settings
from scripts.neo4j.server import Neo4jServer

KEY = "5e" * 32
ALL = Scope.everything(reason="benchmark")
# Room for a commit of 50,000 changes, and for the whole graph in the page cache: nobody waits for a disk.
ROOM = {
    "dbms.memory.transaction.total.max": "1g",
    "server.memory.pagecache.size": "512m",
    "db.tx_log.rotation.size": "256m",
}
WARM = 1_200


def settings_of(server: Neo4jServer) -> Settings:
    """Where the store is."""
    return Settings(
        store=server.uri,
        key=KEY,
        neo4j_user=server.user,
        neo4j_password=server.password,
        access_log=str(server.home / "access"),
    )


class Ground:
    """A running server with both compilers."""

    def __init__(self, server: Neo4jServer) -> None:
        self.server = server

    @property
    def driver(self) -> Driver:
        """For bare Cypher; the same driver, with ``neo4j-rust-ext``, as the store's."""
        return self.server.driver

    @contextmanager
    def new_store(self) -> Iterator[Neo4jStore]:
        """A new, empty store; what was in the database is gone."""
        self.server.wipe()
        store = create_store(settings_of(self.server), clock=lambda: NOW)
        yield _on_server(store)
        store.close()

    @contextmanager
    def store(self) -> Iterator[Neo4jStore]:
        """The store that is there, opened once more."""
        store = open_store(settings_of(self.server), clock=lambda: NOW)
        yield _on_server(store)
        store.close()

    def run(self, text: str, **values: object) -> None:
        """One bare statement, its answer of no interest."""
        with self.driver.session(database=self.server.database) as session:
            session.run(text, values).consume()


def _on_server(store: GraphStore) -> Neo4jStore:
    if not isinstance(store, Neo4jStore):
        raise TypeError(type(store).__name__)
    return store


@contextmanager
def ground() -> Iterator[Ground]:
    """The server, warmed by writes and reads of both ways until the compilers have seen them."""
    with Neo4jServer.start(heap_mb=2048, settings=ROOM, java_options=()) as server:
        found = Ground(server)
        with found.new_store() as store:
            for number in range(WARM // 4):
                node = NodeId(f"area:warm-{number}")
                made = Put(Node(id=node, kind="area", fields={"name": "한결동"}))
                store.write([made], scope=ALL, why="", commit=CommitId(f"warm-{number}"))
                store.view(ALL).nodes([node])
                store.view(ALL).edges([node])
                found.run("MATCH (n:area {id: $id}) RETURN n", id=node)
        yield found


def seconds(act: Callable[[], object]) -> float:
    """How long it takes."""
    started = perf_counter()
    act()
    return perf_counter() - started
