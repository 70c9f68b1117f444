"""What serves a store starts without the store's server, says so, and recovers by itself."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from scripts.neo4j.server import Neo4jServer, free_port
from tests.cli.command import environment

pytestmark = pytest.mark.neo4j
LONGEST_S = 90


def environment_of(server: Neo4jServer, folder: Path, port: int) -> dict[str, str]:
    return environment(
        folder,
        RESNET_STORE=server.uri,
        RESNET_NEO4J_PASSWORD=server.password,
        RESNET_KEY="5e" * 32,
        RESNET_ACCESS_LOG=str(folder / "access"),
        RESNET_PORT=str(port),
    )


@contextmanager
def served(given: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", "resnet", "serve"], env=given, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def health(port: int) -> tuple[int, dict[str, Any]]:
    """What the health page says; 0 as long as nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)
    except OSError:
        return 0, {}


def await_health(port: int, status: int) -> dict[str, Any]:
    until = time.monotonic() + LONGEST_S
    found: tuple[int, dict[str, Any]] = (0, {})
    while time.monotonic() < until:
        found = health(port)
        if found[0] == status:
            return found[1]
        time.sleep(0.2)
    raise AssertionError(found)


def test_it_starts_without_the_server_and_goes_on_when_it_is_there(
    small_server: Neo4jServer, tmp_path: Path
) -> None:
    port = free_port()
    given = environment_of(small_server, tmp_path, port)
    small_server.wipe()
    made = [sys.executable, "-m", "resnet", "init"]
    subprocess.run(made, env=given, check=True, capture_output=True, timeout=300)
    small_server.halt()
    try:
        with served(given):
            assert await_health(port, 503)["code"] == "server-unreachable"

            small_server.restart()

            assert await_health(port, 200) == {"status": "ok"}
    finally:
        if not small_server.is_running:
            small_server.restart()


def test_a_wrong_password_is_told_at_the_start(small_server: Neo4jServer, tmp_path: Path) -> None:
    given = environment_of(small_server, tmp_path, free_port()) | {
        "RESNET_NEO4J_PASSWORD": "not-the-password"
    }
    made = [sys.executable, "-m", "resnet", "serve", "--json"]

    ran = subprocess.run(made, env=given, check=False, capture_output=True, text=True, timeout=120)

    assert (ran.returncode, json.loads(ran.stdout)["error"]) == (1, "server-sign-in")
