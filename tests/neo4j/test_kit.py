"""The server of the tests is closed to others, empty before each test, and gone when its parent is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, ClientError

from scripts.neo4j.fetch import fetch
from scripts.neo4j.lines import LINES, LONG_TERM, Line, UnavailableError, chosen_line, find_java
from scripts.neo4j.server import Neo4jServer, StartError
from tests.house.checkout import ROOT
from tests.neo4j.kit import lacking
from tests.neo4j.ledger import counted

pytestmark = pytest.mark.neo4j
EVERY_NODE = "MATCH (n) RETURN count(n) AS n"


@pytest.mark.parametrize("turn", ["first", "second"])
def test_every_test_begins_without_a_node(neo4j_server: Neo4jServer, turn: str) -> None:
    before = counted(neo4j_server, EVERY_NODE)
    neo4j_server.driver.execute_query("CREATE (:Left {by: $turn})", turn=turn, database_="neo4j")

    assert before == 0
    assert counted(neo4j_server, EVERY_NODE) == 1


def test_a_stranger_without_the_password_is_refused(neo4j_server: Neo4jServer) -> None:
    with (
        GraphDatabase.driver(neo4j_server.uri, auth=("neo4j", "neo4j")) as driver,
        pytest.raises(AuthError),
    ):
        driver.verify_connectivity()


def test_no_file_of_the_machine_can_be_read_by_a_query(neo4j_server: Neo4jServer) -> None:
    with pytest.raises(ClientError):
        neo4j_server.driver.execute_query(
            "LOAD CSV FROM $file AS row RETURN row", file=f"file://{ROOT}/README.md", database_="neo4j"
        )


def test_the_server_answers_by_a_routing_table_too(neo4j_server: Neo4jServer) -> None:
    with GraphDatabase.driver(neo4j_server.routed_uri, auth=neo4j_server.auth) as driver:
        assert driver.execute_query("RETURN 1 AS n", database_="neo4j").records[0]["n"] == 1


def test_a_server_whose_parent_was_killed_is_gone() -> None:
    script = (
        "from scripts.neo4j.server import Neo4jServer; import time; s = Neo4jServer.start();"
        "print(s.process.pid, s.home, flush=True); time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pid, home = parent.stdout.readline().split()
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()

    assert is_gone(int(pid))
    assert is_removed(Path(home))


def is_gone(pid: int, *, within_s: float = 20) -> bool:
    """Whether the process ends in time."""
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def is_removed(folder: Path, *, within_s: float = 20) -> bool:
    """Whether the folder goes in time."""
    until = time.monotonic() + within_s
    while folder.exists() and time.monotonic() < until:
        time.sleep(0.05)
    return not folder.exists()


def test_a_server_that_does_not_start_says_what_its_log_says() -> None:
    with pytest.raises(StartError, match=r"server\.memory\.pagecache\.size"):
        Neo4jServer.start(settings={"server.memory.pagecache.size": "much"})


def test_a_line_without_its_java_says_which_java_it_needs() -> None:
    with pytest.raises(UnavailableError, match="needs Java 99, found"):
        find_java(Line("none", "99.1", (99,)))


def test_a_line_that_nobody_knows_is_told_with_those_that_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_LINE", "3.5")

    with pytest.raises(UnavailableError, match=", ".join(LINES)):
        chosen_line()


def test_where_jars_and_maven_are_missing_it_is_said_how_to_mend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnavailableError, match=r"no Maven.*apt-get install maven"):
        fetch(LONG_TERM)


def test_what_is_lacking_skips_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)

    with pytest.raises(pytest.skip.Exception, match="no Java"):
        lacking("no Java")


def test_what_is_lacking_in_ci_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")

    with pytest.raises(pytest.fail.Exception, match="no Java"):
        lacking("no Java")
