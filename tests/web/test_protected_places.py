"""The address of a protected place: administrators read it on the agency's page, nobody else anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from resnet.graph.elements import Node, NodeId, Put
from resnet.ontology.category import Category
from tests.fresh_store import NOW
from tests.web.town import PEOPLE, Town

SHELTER, PLACE, RECORD = NodeId("agency:shelter"), NodeId("place:shelter"), NodeId("record:place-shelter")
ADDRESS = "들꽃길 301"
PAGES = [
    "/network?arrangement=area&loners=1",
    "/network/map?arrangement=area&loners=1",
    f"/network/spot?spot={SHELTER}&loners=1",
    "/network/picture?arrangement=area&loners=1",
    "/network/file/graphml?loners=1",
    "/network/file/html?loners=1",
    "/directory",
    f"/directory?q={ADDRESS}",
    f"/directory/{SHELTER}",
]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    made = Town(Path(tmp_path_factory.mktemp("town")))
    secret = Category.PROTECTED
    said = {"standing": "own-word", "said_at": NOW - timedelta(days=10)}
    about_shelter = NodeId("record:shelter")
    made.write(
        Put(Node(id=SHELTER, kind="agency")),
        Put(Node(id=about_shelter, kind="record")),
        made.edge("describes", about_shelter, SHELTER, fields=said | {"name": "들꽃쉼터"}),
        Put(Node(id=PLACE, kind="place", category=secret)),
        Put(Node(id=RECORD, kind="record", category=secret)),
        made.edge("describes", RECORD, PLACE, category=secret, fields=said | {"address": ADDRESS}),
        made.edge("located_at", SHELTER, PLACE, category=secret),
    )
    yield made
    made.close()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("login", [*PEOPLE, "client"])
def test_only_an_administrator_reads_it_and_only_on_the_agencys_page(
    town: Town, login: str, page: str
) -> None:
    with town.signed_in(login) as browser:
        text = browser.get(page).text.replace(f'value="{ADDRESS}"', "")

    assert (ADDRESS in text) == (login == "admin" and page.endswith(SHELTER))
