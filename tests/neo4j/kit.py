"""One real Neo4j for all tests of a process, started by the first that asks for it and emptied before each.

A test takes the fixture ``neo4j_server`` (of type ``Neo4jServer``, see scripts/neo4j/server.py) and carries
the mark ``neo4j``. It gets a server without a node; constraints and indexes of the tests before are left,
since making them anew takes longer than all else. ``neo4j_process`` is the same server without the wipe, for
a fixture of wider scope.

Where a machine lacks Java, Maven or the jars the test skips and says why; with CI=true it fails instead.
NEO4J_LINE=2026 chooses the other line (`make test-long` runs both). A run ends with the servers it used.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NoReturn

import pytest

from scripts.neo4j.lines import UnavailableError
from scripts.neo4j.server import GROWING, Neo4jServer

USED = pytest.StashKey[list[str]]()
WORKER_WORD = "neo4j_servers"


@pytest.fixture(scope="session")
def neo4j_process(request: pytest.FixtureRequest) -> Iterator[Neo4jServer]:
    """The server of this test process, as the test before left it."""
    with started(request.config, GROWING) as server:
        yield server


@pytest.fixture
def neo4j_server(neo4j_process: Neo4jServer) -> Neo4jServer:
    """The server of this test process, without a node."""
    neo4j_process.wipe()
    return neo4j_process


@contextmanager
def started(config: pytest.Config, settings: Mapping[str, str]) -> Iterator[Neo4jServer]:
    """A server of these settings, named at the end of the run; where there can be none it is lacking."""
    try:
        server = Neo4jServer.start(settings=settings)
    except UnavailableError as error:
        lacking(str(error))
    config.stash.setdefault(USED, []).append(server.described)
    with server:
        yield server


def lacking(reason: str) -> NoReturn:
    """Skip the test, or fail it in CI, where a skip would hide what was not tested."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"no Neo4j in CI: {reason}", pytrace=False)
    pytest.skip(f"no Neo4j: {reason}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells the process that prints."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[WORKER_WORD] = session.config.stash.get(USED, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Hear what a worker told."""
    told = getattr(node, "workeroutput", {}).get(WORKER_WORD, [])
    node.config.stash.setdefault(USED, []).extend(told)  # type: ignore[attr-defined]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the servers that this run used."""
    used = terminalreporter.config.stash.get(USED, [])
    for described in used:
        terminalreporter.write_line(f"server: {described}")
