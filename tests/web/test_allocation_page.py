"""Sharing scarce places on its pages: for who works with the needs, confirmed one at a time, taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from resnet.graph.elements import Node, NodeId, Patch, Put
from resnet.graph.reading import find_all
from resnet.messages import messages_for
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from tests.fresh_store import NOW
from tests.web.town import CASE, CLIENT, HOSTILE, MISSING, SERVICE, Town, post

KO = messages_for("ko")
FIRST, SECOND = NodeId("agreed_need:a"), NodeId("agreed_need:b")
GIVEN = {"decided_by": "client", "passes_on": ["identity", "services"], "goal": "하루 두 끼"}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    open_a_place(made)
    yield made
    made.close()


def open_a_place(town: Town) -> None:
    """One place, and two needs that it would meet."""
    said = {"places_open": 1, "capacity_state": "capacity", "capacity_stated_at": NOW, "standing": "own-word"}
    record = NodeId("record:capacity")
    town.write(
        Put(Node(id=record, kind="record")),
        town.edge("describes", record, SERVICE, fields={**said, "said_at": NOW}),
    )
    for number, need in enumerate((FIRST, SECOND)):
        fields: dict[str, Value] = {
            "text": f"끼니 {need[-1]}",
            "domain": "2000000",
            "level": "individual",
            "service_classes": ("3.2",),
            "agreed_at": NOW - timedelta(days=10 - number),
            "state": "open",
        }
        about = (CLIENT,)
        town.write(
            Put(Node(id=need, kind="agreed_need", category=Category.LIVING, about=about, fields=fields)),
            town.edge("in_case", need, CASE),
        )


def confirming(need: NodeId) -> str:
    return f"/allocation/{need}/confirm?policy=standard-1&service={SERVICE}"


def drafts(town: Town) -> list[Node]:
    return [each for each in find_all(town.everything(), "referral") if each.text("state") == "draft"]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_dry_run_shows_who_would_get_the_place_and_writes_nothing(town: Town, language: str) -> None:
    with town.signed_in("manager", language) as browser:
        shown = browser.get("/allocation").text

    assert f"/allocation/{FIRST}/confirm" in shown
    assert f"/allocation/{SECOND}/confirm" not in shown
    assert f"/allocation/{SECOND}?policy" in shown
    assert HOSTILE not in shown
    assert drafts(town) == []


def test_another_policy_is_chosen_by_its_name_and_a_wrong_one_is_refused(town: Town) -> None:
    with town.signed_in("manager") as browser:
        assert "even-1" in browser.get("/allocation?policy=even-1").text
        refused = browser.get("/allocation?policy=none")

    assert refused.status_code == 400


def test_why_a_need_waits_is_said_without_the_other_need_and_its_client(town: Town) -> None:
    with town.signed_in("manager") as browser:
        said = browser.get(f"/allocation/{SECOND}").text

    assert "끼니 b" in said
    assert "끼니 a" not in said
    assert str(FIRST) not in said


def test_a_place_is_confirmed_with_the_client_and_taken_back(town: Town) -> None:
    with town.signed_in("manager") as browser:
        sheet = browser.get(f"/allocation/{FIRST}/confirm")
        assert "checked" not in sheet.text
        kept = post(browser, confirming(FIRST), sheet, once="1", **GIVEN)
        (draft,) = drafts(town)
        assert draft.id in str(kept.url)

        shared = browser.get("/allocation")
        assert f"/allocation/{draft.id}/undo" in shared.text
        assert f"/allocation/{SECOND}/confirm" not in shared.text
        post(browser, f"/allocation/{draft.id}/undo", shared, once="2")

        assert drafts(town) == []
        assert f"/allocation/{FIRST}/confirm" in browser.get("/allocation").text


def test_the_same_confirmation_sent_twice_is_one(town: Town) -> None:
    with town.signed_in("manager") as browser:
        sheet = browser.get(f"/allocation/{FIRST}/confirm")
        first = post(browser, confirming(FIRST), sheet, once="1", **GIVEN)
        again = post(browser, confirming(FIRST), sheet, once="1", **GIVEN)

    assert first.url == again.url
    assert len(drafts(town)) == 1


def test_a_confirmation_of_what_is_shared_otherwise_is_refused(town: Town) -> None:
    with town.signed_in("manager") as browser:
        sheet = browser.get(f"/allocation/{FIRST}/confirm")
        refused = post(
            browser, f"/allocation/{FIRST}/confirm?policy=standard-1&service=service:no", sheet, **GIVEN
        )

    assert refused.status_code == 422
    assert drafts(town) == []


def test_without_saying_who_decided_nothing_is_kept_and_it_is_told_where(town: Town) -> None:
    with town.signed_in("manager") as browser:
        sheet = browser.get(f"/allocation/{FIRST}/confirm")
        refused = post(browser, confirming(FIRST), sheet, passes_on=["services"])

    assert refused.status_code == 422
    assert "decided_by-amiss" in refused.text
    assert drafts(town) == []


@pytest.mark.parametrize(
    ("login", "status"),
    [("manager", 200), ("supervisor", 200), ("coordinator", 200), ("partner", 403), ("council", 403)],
)
def test_who_may_look(town: Town, login: str, status: int) -> None:
    with town.signed_in(login) as browser:
        assert browser.get("/allocation").status_code == status


def test_a_coordinator_looks_and_does_not_confirm(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        assert "/confirm" not in browser.get("/allocation").text
        assert browser.get(f"/allocation/{FIRST}/confirm").status_code == 403


def test_whoever_coordinates_comes_to_it_by_the_menu_and_finds_no_link_that_is_closed(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        assert 'href="/allocation"' in browser.get("/network").text
        for page in ("/allocation", f"/allocation/{FIRST}"):
            for link in re.findall(r'href="(/[a-z][^"#]*)"', browser.get(page).text):
                assert browser.get(link).status_code == 200, link


def test_an_emergency_is_said_to_come_first_and_not_in_thousands_of_days(town: Town) -> None:
    town.write(Patch(CASE, {"level": "emergency"}))

    with town.signed_in("manager") as browser:
        shown = browser.get("/allocation").text + browser.get(f"/allocation/{FIRST}").text

    assert not re.search(r"100,?0\d\d", shown)
    assert KO.text("allot-before-any-wait", waited=10) in shown


def test_a_need_that_is_hidden_or_missing_reads_the_same(town: Town) -> None:
    with town.signed_in("manager") as browser:
        missing = browser.get(f"/allocation/agreed_need:{MISSING}")
    assert missing.status_code == 404
    assert re.search(r"agreed_need:a", missing.text) is None
