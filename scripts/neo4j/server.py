"""A real Neo4j server on this machine, for tests and trials.

On loopback, with a password of its own, gone at the end.

    with Neo4jServer.start() as server:          # the line that NEO4J_LINE names, else 5.26
        server.uri, server.user, server.password, server.database
        server.wipe()                            # every node gone; constraints and indexes stay
        server.kill(); server.restart()          # kill -9, then the same data on the same port

``home=`` keeps the data in a folder and stops in order; without it the home is temporary and removed.
``settings=`` are lines of neo4j.conf, ``heap_mb=`` is the largest heap, ``java_options=()`` is for
benchmarks (a server of tests does without the second compiler). Where Java, Maven or the jars are
missing it raises ``UnavailableError``, in words for people; where the server does not come up ``StartError``,
with the end of its log. The server stops when this process ends, however it ends (see guard.py).

From a shell, with the server's address and password in the environment of a command:

    python -m scripts.neo4j.server COMMAND…
"""

from __future__ import annotations

import os
import random
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from neo4j import Auth, Driver, GraphDatabase, basic_auth
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from scripts.neo4j.fetch import archive_of, fetch
from scripts.neo4j.guard import Guarded
from scripts.neo4j.lines import Line, chosen_line, find_java
from scripts.neo4j.settings import SHORT_LIVED, command_of, write_settings

USER = "neo4j"
DATABASE = "neo4j"
# What every new server has until its first sign-in.
NEW_PASSWORD = "neo4j"  # noqa: S105
LONGEST_START_S = 120
# Below the range from which systems take the ports of outgoing connections: while the server is down, nobody
# else gets its port.
PORTS = range(20_000, 32_000)
# A server that is filled from nothing, or emptied for every test and filled again, would plan every statement
# anew each ten seconds, since its counts are other ones by then. The demo cost it 118 s of a core with these
# settings and one compiler (see SHORT_LIVED), 204 s with plans made anew and both compilers; what each of the
# two does alone was not measured.
GROWING = {"dbms.cypher.min_replan_interval": "1h"}
WIPE = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"


class StartError(Exception):
    """The server did not come up; the text ends with the end of its log."""


class Neo4jServer:
    """A running server. Make it with ``start``; it is a context manager that stops it."""

    user, database = USER, DATABASE

    def __init__(self, line: Line, *, home: Path | None, java_options: Sequence[str]) -> None:
        self.line, self.java, self.jars = line, find_java(line), fetch(line)
        archive = archive_of(self.jars, self.java)
        shared = (f"-XX:SharedArchiveFile={archive}",) if archive.exists() else ()
        self.java_options = (*shared, *java_options)
        self.is_kept = home is not None
        self.home = home or Path(tempfile.mkdtemp(prefix="resnet-neo4j-"))
        self.port = free_port()
        self.password = secrets.token_hex(12)
        self.up_s = 0.0
        self._began = 0.0
        self._process: Guarded | None = None
        self._driver: Driver | None = None

    @classmethod
    def start(
        cls,
        *,
        line: Line | None = None,
        home: Path | None = None,
        heap_mb: int = 512,
        settings: Mapping[str, str] | None = None,
        java_options: Sequence[str] = SHORT_LIVED,
    ) -> Self:
        """A new server that answers.

        Raises:
            UnavailableError: If this machine lacks something; the text says what.
            StartError: If it did not come up.
        """
        # The smallest heap at first: most tests never need the largest.
        heap = ("-Xms128m", f"-Xmx{heap_mb}m")
        server = cls(line or chosen_line(), home=home, java_options=(*heap, *java_options))
        try:
            server._prepare(settings or {})
            server._launch()
            server._set_first_password()
        except BaseException:
            server.stop()
            raise
        return server

    @property
    def uri(self) -> str:
        """Straight to this server."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def routed_uri(self) -> str:
        """By way of a routing table, as to a cluster."""
        return f"neo4j://127.0.0.1:{self.port}"

    @property
    def auth(self) -> Auth:
        """For a driver."""
        return basic_auth(self.user, self.password)

    @property
    def process(self) -> Guarded:
        """The server's process and its guard."""
        if self._process is None:
            raise StartError("the server was stopped.")
        return self._process

    @property
    def is_running(self) -> bool:
        """Whether its process is there."""
        return self._process is not None and self._process.exit_code is None

    @property
    def described(self) -> str:
        """For the end of a test run: which server, on which Java."""
        return f"Neo4j {self.line.version} Community on Java {self.java.release}, up in {self.up_s:.1f} s"

    @property
    def driver(self) -> Driver:
        """For looking at the server round the store under test; closed with the server."""
        if self._driver is None:
            self._driver = GraphDatabase.driver(self.uri, auth=self.auth, telemetry_disabled=True)
        return self._driver

    def wipe(self) -> None:
        """Remove every node and edge; constraints, indexes and users stay."""
        with self.driver.session(database=self.database) as session:
            session.run(WIPE).consume()

    def log_tail(self, lines: int = 40) -> str:
        """The end of what the server said."""
        path = self.home / "logs" / "console.log"
        if not path.exists():
            return "(no log)"
        return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])

    def kill(self) -> None:
        """End the server as a power cut would end its process: at once, nothing finished."""
        self._close_driver()
        self.process.send(signal.SIGKILL)

    def halt(self) -> None:
        """Stop the server in order; its data stay for a ``restart``."""
        self._close_driver()
        self.process.send(signal.SIGTERM)

    def restart(self, settings: Mapping[str, str] | None = None) -> None:
        """Start again after ``kill`` or ``halt``, with the same data, port and password.

        ``settings`` take the place of those given before; without them those stay.

        Raises:
            StartError: If it did not come up.
        """
        self.process.end()
        if settings is not None:
            write_settings(self.home, self.port, settings)
        self._launch()
        self._await_answer(self.password)

    def stop(self) -> None:
        """Stop for good; a temporary home is removed."""
        self._close_driver()
        if self._process is not None:
            self._process.end()
        if not self.is_kept:
            shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _prepare(self, settings: Mapping[str, str]) -> None:
        for name in ("conf", "data", "logs", "run", "plugins", "import"):
            (self.home / name).mkdir(parents=True, exist_ok=True)
        write_settings(self.home, self.port, settings)

    def _launch(self) -> None:
        self._began = time.monotonic()
        self._process = Guarded(
            command_of(self.java.program, self.jars, self.home, self.java_options),
            self.home / "logs" / "console.log",
            removes=None if self.is_kept else self.home,
        )

    def _set_first_password(self) -> None:
        """The first sign-in may do nothing but change the password."""
        self._await_answer(NEW_PASSWORD, is_first=True)
        self._await_answer(self.password)

    def _await_answer(self, password: str, *, is_first: bool = False) -> None:
        """Ask until the server answers."""
        while not self._has_answered(password, is_first=is_first):
            self._give_up_when_late()
            time.sleep(0.1)
        self.up_s = time.monotonic() - self._began

    def _has_answered(self, password: str, *, is_first: bool) -> bool:
        try:
            self._ask(password, is_first=is_first)
        except AuthError:
            raise
        except (DriverError, Neo4jError, OSError):
            return False
        return True

    def _ask(self, password: str, *, is_first: bool) -> None:
        with GraphDatabase.driver(
            self.uri,
            auth=(self.user, password),
            connection_timeout=2,
            max_transaction_retry_time=0,
            telemetry_disabled=True,
        ) as driver:
            if not is_first:
                driver.execute_query("RETURN 1", database_=self.database)
                return
            with driver.session(database="system") as session:
                session.run(
                    "ALTER CURRENT USER SET PASSWORD FROM $old TO $new", old=password, new=self.password
                ).consume()

    def _give_up_when_late(self) -> None:
        name, code = f"Neo4j {self.line.version}", self.process.exit_code
        if code is not None:
            raise StartError(f"{name} ended with {code} at its start. Its log:\n{self.log_tail()}")
        if time.monotonic() - self._began > LONGEST_START_S:
            raise StartError(f"{name} gave no answer in {LONGEST_START_S} s. Its log:\n{self.log_tail()}")

    def _close_driver(self) -> None:
        driver, self._driver = self._driver, None
        if driver is not None:
            driver.close()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    chosen = random.SystemRandom()
    while True:
        port = chosen.choice(PORTS)
        with socket.socket() as asked:
            try:
                asked.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def main(arguments: list[str]) -> int:
    """Run a command with a server; its exit code."""
    with Neo4jServer.start(settings=GROWING) as server:
        print(server.described, file=sys.stderr)
        given = {
            "RESNET_STORE": server.uri,
            "RESNET_NEO4J_USER": server.user,
            "RESNET_NEO4J_PASSWORD": server.password,
            "RESNET_NEO4J_DATABASE": server.database,
        }
        return subprocess.call(arguments, env={**os.environ, **given})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
