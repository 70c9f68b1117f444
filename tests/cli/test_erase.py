"""Erasing from the command line: looked at first, done only when it is said twice."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from resnet.access.scope import Scope
from resnet.app import open_graph
from resnet.graph.elements import CommitId, Edge, EdgeId, Node, NodeId, Put
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from resnet.settings import Settings
from tests.cli.command import environment, resnet

KEEPER = Scope.everything(reason="test")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with one case closed long ago and one that runs."""
    assert resnet(tmp_path, "init").code == 0
    store = open_graph(Settings.from_environment(environment(tmp_path)))
    for name, closed in (("old", datetime(2019, 3, 1, tzinfo=UTC)), ("now", None)):
        person, case = NodeId(f"person:{name}"), NodeId(f"case:{name}")
        told: dict[str, Value] = {
            "code": f"2019-0{len(name)}-001",
            "opened_at": datetime(2018, 1, 1, tzinfo=UTC),
        }
        if closed is not None:
            told["closed_at"] = closed
        client = Node(
            id=person, kind="person", fields={"name": name}, category=Category.IDENTITY, about=(person,)
        )
        store.write(
            [
                Put(client),
                Put(Node(id=case, kind="case", fields=told, about=(person,))),
                Put(Edge(id=EdgeId(f"concerns:{name}"), kind="concerns", start=case, end=person)),
            ],
            scope=KEEPER,
            why="test",
            commit=CommitId(name),
        )
    store.close()
    return tmp_path


def test_what_is_due_is_listed_and_only_said_twice_erased(folder: Path) -> None:
    due = resnet(folder, "erase", "--json").facts["due"]
    looked = resnet(folder, "erase", "person:old", "--json").facts
    (folder / "resnet.db.network").touch()
    erased = resnet(folder, "erase", "person:old", "--yes", "--json").facts
    assert not (folder / "resnet.db.network").exists()

    assert [each["client"] for each in due] == ["person:old"]
    assert (looked["is_erased"], erased["is_erased"]) == (False, True)
    assert looked["counts"] == erased["counts"] == {"case": 1, "person": 1}
    assert resnet(folder, "erase", "--json").facts["due"] == []
    assert resnet(folder, "check").code == 0


def test_a_running_case_is_refused_with_the_reason(folder: Path) -> None:
    ran = resnet(folder, "erase", "person:now", "--yes", "--json")

    assert ran.code == 1
    assert "close it first" in ran.facts["message"]
    assert resnet(folder, "erase", "person:now", "--json").code == 1
