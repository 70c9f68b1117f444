"""A process of its own with a store on the server: a test tells it a line and hears a line.

The program is a module of this folder, ``python -m tests.neo4j.MODULE URI``, with the password in
``NEO4J_PASSWORD`` and a file in ``NEO4J_BESIDE`` that what is noted lies beside. It says ``open`` first.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from resnet.graph.open import open_store
from resnet.graph.store import GraphStore
from resnet.settings import Settings
from scripts.neo4j.server import Neo4jServer
from tests.fresh_store import KEY
from tests.house.checkout import ROOT
from tests.neo4j.ledger import clock

PASSWORD = "NEO4J_PASSWORD"
BESIDE = "NEO4J_BESIDE"


class Child:
    """The other process, ready to answer."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        assert self._heard() == "open"

    def ask(self, words: str) -> str:
        """What it answers to a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{words}\n")
        self._process.stdin.flush()
        return self._heard()

    def _heard(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@contextmanager
def child(module: str, server: Neo4jServer, uri: str) -> Iterator[Child]:
    """That module as a process that opens the server's store at ``uri``."""
    command = [sys.executable, "-m", f"tests.neo4j.{module}", uri]
    given = {**os.environ, PASSWORD: server.password, BESIDE: str(server.home / "access")}
    with subprocess.Popen(
        command, cwd=ROOT, env=given, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        yield Child(process)


def open_told() -> GraphStore:
    """In the child: the store it was started for."""
    given = os.environ
    settings = Settings(store=sys.argv[1], key=KEY, neo4j_password=given[PASSWORD], access_log=given[BESIDE])
    return open_store(settings, clock=clock)
