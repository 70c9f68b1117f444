"""The page of a need says what has to be mended before any way can be gone, and still shows the need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet.graph.elements import Node, NodeId, Put
from resnet.messages import messages_for
from tests.fresh_store import NOW
from tests.web.town import CENTRE, MEALS, NEED, SERVICE, Town

KO = messages_for("ko")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def test_a_lead_agency_that_closed_is_said_on_the_page(town: Town) -> None:
    record = NodeId("record:closed")
    said = {"standing": "own-word", "said_at": NOW, "status": "closed"}
    with town.signed_in("manager") as browser:
        before = browser.get(f"/needs/{NEED}").text
        town.write(Put(Node(id=record, kind="record")), town.edge("describes", record, CENTRE, fields=said))
        after = browser.get(f"/needs/{NEED}")

    assert 'role="alert"' not in before
    assert after.status_code == 200
    assert 'role="alert"' in after.text
    assert "가온종합사회복지관" in after.text.partition('role="alert"')[2][:80]


def test_a_near_miss_says_whom_to_ring_up(town: Town) -> None:
    record = NodeId("record:full")
    said = {
        "standing": "own-word",
        "said_at": NOW,
        "capacity_state": "no-capacity",
        "capacity_stated_at": NOW,
    }
    town.write(Put(Node(id=record, kind="record")), town.edge("describes", record, SERVICE, fields=said))

    with town.signed_in("manager") as browser:
        shown = browser.get(f"/needs/{NEED}").text

    near = shown.partition(KO.text("web-near-misses"))[2]
    assert f'<a href="/directory/{MEALS}">' in near
    assert "☎" in near


def test_what_is_no_reason_has_no_page(town: Town) -> None:
    with town.signed_in("manager") as browser:
        assert browser.get(f"/needs/{NEED}/why/none").status_code == 404
