"""Accounts from the command line: made, another password, blocked; and what a server tells of itself."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from resnet.access.scope import Scope
from resnet.app import open_graph
from resnet.graph.elements import CommitId, Node, NodeId, Put
from resnet.ontology.category import Category
from resnet.serving.identity import SignInError, sign_in
from resnet.settings import Settings
from tests.cli.command import environment, resnet

WORKER = NodeId("person:worker")
FIRST, SECOND = "산수유 마을의 긴 비밀 문장", "다른 마을의 더 긴 비밀 문장"


def settings(folder: Path) -> Settings:
    return Settings.from_environment(environment(folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert resnet(tmp_path, "init").code == 0
    store = open_graph(settings(tmp_path))
    worker = Node(id=WORKER, kind="person", category=Category.PUBLIC, fields={"name": "최온"})
    store.write([Put(worker)], scope=Scope.everything(reason="test"), why="test", commit=CommitId("worker"))
    store.close()
    made = resnet(tmp_path, "user", "choi", "--person", WORKER, "--role", "case_manager", given=f"{FIRST}\n")
    assert made.code == 0, made.err
    return tmp_path


def may_sign_in(folder: Path, password: str) -> bool:
    store = open_graph(settings(folder))
    try:
        return sign_in(store, "choi", password).actor == WORKER
    except SignInError:
        return False
    finally:
        store.close()


def test_another_password_takes_the_place_of_the_first(folder: Path) -> None:
    ran = resnet(folder, "user", "choi", "--password", "--json", given=f"{SECOND}\n")

    assert (ran.code, ran.facts["password_changed"]) == (0, "choi")
    assert SECOND not in ran.out + ran.err
    assert (may_sign_in(folder, FIRST), may_sign_in(folder, SECOND)) == (False, True)


def test_a_weak_password_changes_nothing(folder: Path) -> None:
    ran = resnet(folder, "user", "choi", "--password", "--json", given="1234\n")

    assert (ran.code, ran.facts["error"]) == (1, "weak-password")
    assert may_sign_in(folder, FIRST)


def test_who_is_blocked_signs_in_no_more(folder: Path) -> None:
    assert resnet(folder, "user", "choi", "--block").code == 0

    assert not may_sign_in(folder, FIRST)


def test_a_server_does_not_tell_what_it_is_made_of(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "resnet", "serve", "--port", str(port)],
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        headers = _headers(f"http://127.0.0.1:{port}/sign-in")
    finally:
        process.terminate()
        process.wait(30)

    assert "server" not in {name.lower() for name in headers}


def _headers(address: str) -> list[str]:
    for _ in range(300):
        try:
            with urlopen(address) as answer:
                return list(answer.headers)
        except URLError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")
