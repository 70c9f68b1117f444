"""A family too large for one drawing: the case's page offers generations and branches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet.graph.elements import Change, CommitId, Edge, Node, NodeId, Put
from resnet.ontology.category import Category
from tests.web.test_sheets import EVERYTHING
from tests.web.town import CASE, CLIENT, Town

MOTHER = NodeId("person:mother")
SISTERS = 119


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def add_sisters(town: Town) -> None:
    """Sisters of the client, each with a child: more than one drawing holds."""
    changes: list[Change] = []
    for number in range(SISTERS):
        sister, child = (NodeId(town.store.ids.mint("person")) for _ in range(2))
        for each, name in ((sister, f"언니 {number}"), (child, f"조카 {number}")):
            node = Node(
                id=each, kind="person", category=Category.FAMILY, about=(CLIENT,), fields={"name": name}
            )
            changes.append(Put(node))
        for start, end in ((MOTHER, sister), (sister, child)):
            key = town.store.ids.edge_key("parent_of", start, end)
            fields = {"nature": "biological"}
            changes.append(Put(Edge(id=key, kind="parent_of", start=start, end=end, fields=fields)))
    town.store.write(changes, scope=EVERYTHING, why="test", commit=CommitId("sisters"))


@pytest.mark.long
def test_of_a_large_one_generations_and_branches_are_chosen_and_kept(town: Town) -> None:
    with town.signed_in("manager") as browser:
        small = browser.get(f"/cases/{CASE}").text
    add_sisters(town)

    with town.signed_in("manager") as browser:
        page = browser.get(f"/cases/{CASE}").text
        chosen = browser.get(f"/cases/{CASE}?generations=2&branch_maternal=1&branch_no=1").text
        picture = browser.get(f"/cases/{CASE}/genogram.svg?generations=2&branch_maternal=1").text

    assert "branch_siblings" not in small
    assert 'name="branch_siblings" value="1" checked' in page
    assert "형제자매 쪽" in page
    assert "genogram.svg?generations=2&amp;branch_maternal=1" in chosen
    assert 'name="branch_siblings" value="1">' in chosen
    assert re.search(r"형제자매 쪽 \d+명", picture)
