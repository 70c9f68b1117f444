"""A second server, for the tests that stop, starve and lock it: the one of the run must not suffer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scripts.neo4j.server import Neo4jServer
from tests.neo4j.kit import started

# Little memory for a transaction, short waits: a fault must show within seconds.
SMALL = {
    "dbms.memory.transaction.total.max": "16m",
    "db.lock.acquisition.timeout": "1s",
    "db.transaction.monitor.check.interval": "100ms",
    "server.bolt.connection_keep_alive": "1s",
    "server.bolt.connection_keep_alive_probes": "2",
}


@pytest.fixture(scope="session")
def small_process(request: pytest.FixtureRequest) -> Iterator[Neo4jServer]:
    """The second server, as the test before left it."""
    with started(request.config, SMALL) as server:
        yield server


@pytest.fixture
def small_server(small_process: Neo4jServer) -> Neo4jServer:
    """The second server, without a node; started again when a test that failed left it down."""
    if not small_process.is_running:
        small_process.restart(SMALL)
    small_process.wipe()
    return small_process
