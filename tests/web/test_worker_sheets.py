"""Workers of an agency on their sheets: named once, known by whoever is signed in."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import Response

from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_in
from resnet.messages import messages_for
from tests.web.town import MEALS, Town

KO = messages_for("ko")
GIVEN: dict[str, dict[str, Any]] = {
    "worker": {"name": "정다운", "title": "영양사", "work_phone": "0321000009", "is_contact": "1"},
    "acquainted": {"who": "person:partner", "last_contact_at": "2026-01-05"},
}


@pytest.fixture
def town(own_town: Town) -> Town:
    return own_town


def send(town: Town, sheet: str, login: str = "manager", **given: Any) -> Response:
    return town.send(login, f"/directory/{MEALS}/{sheet}", **{**GIVEN[sheet], "once": sheet, **given})


def test_a_worker_and_an_acquaintance_are_kept(town: Town) -> None:
    noted = send(town, "worker", "coordinator").text
    known = send(town, "acquainted").text

    assert KO.text("sheet-noted-worker-kept") in noted
    assert KO.text("sheet-acquainted-kept") in known
    works = edges_in(town.everything(), [MEALS], "works_for")
    workers = town.everything().nodes(edge.start for edge in works).values()
    (made,) = (each for each in workers if each.text("name") == "정다운")
    assert made.text("work_phone") == "032-100-0009"
    (tie,) = edges_in(town.everything(), [NodeId("person:partner")], "knows")
    assert tie.start == "person:manager"


def test_what_is_amiss_is_told_where_and_whose_work_it_is_not_has_no_sheet(town: Town) -> None:
    before = sum(1 for _ in town.everything().feed())
    for sheet, given, at in (
        ("worker", {"name": ""}, "name"),
        ("acquainted", {"who": "person:manager"}, "who"),
        ("acquainted", {"last_contact_at": "2099-01-01"}, "last_contact_at"),
    ):
        assert f'id="{at}-amiss"' in send(town, sheet, **given).text, (sheet, given)
    assert sum(1 for _ in town.everything().feed()) == before

    for login, sheet in (("partner", "worker"), ("council", "worker"), ("coordinator", "acquainted")):
        with town.signed_in(login) as browser:
            assert browser.get(f"/directory/{MEALS}/{sheet}").status_code == 403
            assert f"{MEALS}/{sheet}" not in browser.get(f"/directory/{MEALS}").text
