"""People of an outreach list are shown to who goes to see them, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.person_facts import PersonFacts
from resnet.casework.potential_client import HandedOver, OutreachGiven, take_outreach
from resnet.graph.elements import NodeId
from resnet.messages import messages_for
from tests.fresh_store import NOW
from tests.web.town import OTHER, Town

KO = messages_for("ko")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    one = HandedOver(
        facts=PersonFacts(name="한누리", birth_year=1948, phone="032-555-0188"),
        area=None,
        given_at=NOW - timedelta(days=10),
        until=NOW + timedelta(days=30),
        given_by="",
        given_as="self",
        given_how="signed",
    )
    manager = Scope.of(NodeId("person:manager"), frozenset({Role.CASE_MANAGER}), reason="test")
    take_outreach(made.store, manager, OutreachGiven(giver=OTHER, people=(one,)))
    yield made
    made.close()


def test_who_goes_to_see_them_finds_name_number_giver_and_until_when(town: Town) -> None:
    with town.signed_in("manager") as browser:
        page = browser.get("/cases").text

    assert KO.text("web-potential") in page
    assert "한누리" in page
    assert "032-555-0188" in page


@pytest.mark.parametrize("login", ["supervisor", "outsider", "partner", "coordinator", "council", "admin"])
def test_nobody_else_reads_a_name_of_the_list(town: Town, login: str) -> None:
    with town.signed_in(login) as browser:
        page = browser.get("/cases").text

    # The supervisor of the same agency stands behind the same consent.
    assert ("한누리" in page) is (login == "supervisor")
