"""The records of the work: contact, assessment, level, who carries the case, what became of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import Response

from resnet.graph.elements import Direction, Node, NodeId, Patch
from resnet.graph.reading import find_all, get_node
from resnet.messages import messages_for
from tests.web.town import CASE, CENTRE, MISSING, NEED, SERVICE, Town, post

KO = messages_for("ko")
SHEETS: dict[str, dict[str, Any]] = {
    "contact": {
        "at": "2026-11-01T10:00",
        "directness": "direct",
        "way": "home-visit",
        "minutes": "50",
        "subjective": "요즘은 좀 먹어요",
        "plan": "금요일 오전, 집에서, 냉장고를 함께 본다",
        "needs": NEED,
    },
    "judgement": {"level": "emergency", "level_reason": "사흘째 굶음", "state": "plan"},
    "assignment": {"worker": "person:supervisor", "role": "supervisor"},
    "strength": {"type": "inner-client", "text": "약속을 지킨다"},
    "obstacle": {
        "type": "secondary-resource",
        "text": "버스가 없음",
        "service": "밑반찬 배달",
        "needs": NEED,
    },
    "plan": {"needs": NEED, "action": "밑반찬을 나른다", "short_goal": "하루 두 끼"},
}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def send(town: Town, sheet: str, **given: Any) -> Response:
    with town.signed_in("manager") as browser:
        form = browser.get(f"/cases/{CASE}/{sheet}")
        assert form.status_code == 200, form.text
        return post(
            browser, f"/cases/{CASE}/{sheet}", form, **{**SHEETS.get(sheet, {}), "once": sheet, **given}
        )


def only(town: Town, kind: str) -> Node:
    (found,) = find_all(town.everything(), kind)
    return found


def ends(town: Town, node: NodeId, kind: str) -> set[str]:
    edges = town.everything().edges([node], (kind,), direction=Direction.BOTH)
    return {edge.other(node) for edge in edges}


def test_what_the_work_is_recorded_by_is_kept_where_it_belongs(town: Town) -> None:
    shown = {sheet: send(town, sheet).text for sheet in SHEETS}

    contact, item, case = only(town, "contact"), only(town, "plan_item"), get_node(town.everything(), CASE)
    assert (contact.get("minutes"), contact.text("plan")) == (50, SHEETS["contact"]["plan"])
    assert ends(town, contact.id, "pursues") == {NEED}
    assert (case.text("level"), case.text("level_reason")) == ("emergency", "사흘째 굶음")
    assert "person:supervisor" in ends(town, CASE, "assigned_to")
    assert ends(town, only(town, "obstacle").id, "blocks") == {NEED, SERVICE}
    for sheet in ("contact", "strength", "obstacle"):
        assert KO.text(f"sheet-{sheet}-kept") in shown[sheet]
    assert all(each in shown["plan"] for each in ("요즘은 좀 먹어요", "약속을 지킨다", "버스가 없음"))

    refused = send(town, "evaluation", item=item.id, verdict="achieved")
    send(town, "evaluation", item=item.id, verdict="achieved", score="8", once="again")

    assert 'id="score-amiss"' in refused.text
    assert get_node(town.everything(), item.id).get("score") == 8


def test_what_is_amiss_is_told_where_and_nothing_is_kept(town: Town) -> None:
    amiss = [
        ("contact", {"at": "2036-11-01T10:00"}, "at"),
        ("contact", {"plan": ""}, "plan"),
        ("judgement", {"level_reason": ""}, "level_reason"),
        ("judgement", {"state": "closed"}, "state"),
        ("assignment", {"worker": "person:client"}, "worker"),
        ("strength", {"text": ""}, "text"),
        ("obstacle", {"service": "없는 서비스"}, "service"),
        ("evaluation", {"item": "plan_item:none", "verdict": "extended"}, "item"),
    ]
    before = sum(1 for _ in town.everything().feed())

    for sheet, given, at in amiss:
        assert f'id="{at}-amiss"' in send(town, sheet, **given).text, (sheet, given)

    assert sum(1 for _ in town.everything().feed()) == before


def test_a_closed_case_takes_follow_up_alone_and_a_hidden_one_has_no_sheets(town: Town) -> None:
    town.write(Patch(CASE, {"state": "closed"}))
    with town.signed_in("manager") as browser:
        acts = browser.get(f"/cases/{CASE}/acts").text
    assert f"/cases/{CASE}/contact" in acts
    assert f"/cases/{CASE}/strength" not in acts

    for login, status in (("partner", 403), ("client", 403), ("admin", 403)):
        with town.signed_in(login) as browser:
            assert {browser.get(f"/cases/{CASE}/{sheet}").status_code for sheet in SHEETS} == {status}
    with town.signed_in("client") as browser:
        form = browser.get(f"/cases/{CASE}/withdraw")
        post(browser, f"/cases/{CASE}/withdraw", form, receiver="all", once="1")
    with town.signed_in("manager") as browser:
        for sheet in (*SHEETS, "evaluation"):
            hidden, none = (browser.get(f"/cases/{each}/{sheet}") for each in (CASE, f"case:{MISSING}"))
            assert (hidden.status_code, hidden.text) == (404, none.text)


def test_what_needs_a_consent_first_leads_to_its_sheet_and_keeps_what_was_typed(town: Town) -> None:
    said = {"words": "맞았어요", "domain": "0000000", "level": "individual"}
    send(town, "withdraw", receiver=CENTRE, categories="safety")

    refused = send(town, "statement", **said).text

    assert f'href="/cases/{CASE}/consent" target="_blank"' in refused
    assert "맞았어요" in refused


def test_a_number_says_what_it_counts_and_a_part_stands_under_its_whole(town: Town) -> None:
    with town.signed_in("manager") as browser:
        asked = browser.get(f"/cases/{CASE}/need").text

    assert all(KO.text(f"sheet-unit-{unit}") in asked for unit in ("week", "won", "km"))
    assert 'class="pick"><input type="checkbox" name="service_classes" value="3"' in asked
    assert 'class="pick under"><input type="checkbox" name="service_classes" value="3.2"' in asked
