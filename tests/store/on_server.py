"""A new, empty store on the server of the test run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from resnet.graph.open import create_store
from resnet.graph.store import GraphStore
from resnet.settings import Settings
from scripts.neo4j.server import Neo4jServer
from tests.fresh_store import KEY


def settings_on(server: Neo4jServer) -> Settings:
    """Settings that name the server's database and the key of the test stores."""
    return Settings(
        store=server.uri,
        key=KEY,
        neo4j_user=server.user,
        neo4j_password=server.password,
        neo4j_database=server.database,
        # Else what a test erases is noted in the folder that the tests were started in.
        access_log=str(server.home / "access"),
    )


def fresh_server_store(
    server: Neo4jServer, clock: Callable[[], datetime], *, seed: bytes | None = None
) -> GraphStore:
    """A new, empty, open store in the server's database, where nothing may be; close it when done."""
    return create_store(settings_on(server), clock=clock, seed=seed)


def asked(server: Neo4jServer, cypher: str, **values: Any) -> list[list[Any]]:
    """What a person gets who asks the server by themselves."""
    with server.driver.session(database=server.database) as session:
        return session.run(cypher, values).values()
