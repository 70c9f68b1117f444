"""Emergency access on its sheets: who may, refused where, told to the reviewer, and reviewed."""

from __future__ import annotations

from typing import Any

import pytest

from resnet.access.role import Role
from resnet.graph.elements import Edge
from resnet.graph.reading import edges_out
from resnet.graph.store import EVERY_MOMENT
from resnet.messages import messages_for
from tests.web.town import CASE, CENTRE, CLIENT, HOSTILE, PEOPLE, Town, post

KO = messages_for("ko")
GIVEN: dict[str, Any] = {
    "code": "2026-01-001",
    "name": f"이가람 {HOSTILE}",
    "items": ["identity", "case", "health"],
    "reason": "문이 잠긴 채 사흘째 답이 없음",
    "reviewer": "supervisor-이름",
}


@pytest.fixture
def town(own_town: Town) -> Town:
    return own_town


def accesses(town: Town) -> list[Edge]:
    edges = edges_out(town.everything(EVERY_MOMENT), [CLIENT], "consents_to")
    return [each for each in edges if each.text("basis") == "danger-to-life"]


def test_an_emergency_is_opened_by_number_and_name_told_to_the_reviewer_and_reviewed(town: Town) -> None:
    opened = town.send("manager", "/emergency", **GIVEN)

    assert KO.text("sheet-emergency-kept") in opened.text
    assert {each.text("category") for each in accesses(town)} == set(GIVEN["items"])
    assert {each.text("reason") for each in accesses(town)} == {GIVEN["reason"]}
    review = f"/cases/{CASE}/emergency-review"
    waits = KO.text("web-emergency-waits")
    with town.signed_in("manager") as browser:
        assert waits not in browser.get(f"/cases/{CASE}").text
    with town.signed_in("supervisor") as browser:
        assert waits in browser.get(f"/cases/{CASE}").text
    verdict = {"opened_by": "person:manager", "review": "not-justified"}
    assert 'id="opened_by-amiss"' in town.send("manager", review, **verdict).text
    assert 'id="consequence-amiss"' in town.send("supervisor", review, **verdict).text
    said = town.send("supervisor", review, **verdict, consequence="교육")
    assert KO.text("sheet-emergency-review-kept") in said.text
    assert waits not in said.text
    assert {each.text("review") for each in accesses(town)} == {"not-justified"}


def test_what_is_amiss_opens_nothing_and_number_and_name_cannot_be_tried_out(town: Town) -> None:
    amiss: list[tuple[dict[str, Any], str]] = [
        ({"reason": ""}, "reason"),
        ({"items": []}, "items"),
        ({"reviewer": "manager-이름"}, "reviewer"),
        ({"reviewer": GIVEN["name"]}, "reviewer"),
    ]

    for given, at in amiss:
        refused = town.send("manager", "/emergency", **{**GIVEN, **given}).text
        assert f'id="{at}-amiss"' in refused, given
        assert "2026-01-001" in refused
    wrong = [
        town.send("manager", "/emergency", **{**GIVEN, **each}).text
        for each in ({"name": "박옥순"}, {"code": "2026-01-999"})
    ]

    # Right or wrong, what else is amiss is told first: there is no trying out without opening.
    tried = [
        town.send("manager", "/emergency", **{**GIVEN, "name": name, "reviewer": "manager-이름"}).text
        for name in (GIVEN["name"], "박옥순")
    ]
    assert ['id="code-amiss"' in each for each in tried] == [False, False]

    nobody = KO.text("sheet-emergency-nobody")
    assert [each.count(nobody) for each in wrong] == [2, 2]
    assert accesses(town) == []
    for login, (role, _) in PEOPLE.items():
        if role not in {Role.CASE_MANAGER, Role.SUPERVISOR}:
            with town.signed_in(login) as browser:
                assert browser.get("/emergency").status_code == 403


def test_more_of_a_case_one_sees_in_part_is_opened_at_the_case(town: Town) -> None:
    with town.signed_in("client") as browser:
        form = browser.get(f"/cases/{CASE}/withdraw")
        post(browser, f"/cases/{CASE}/withdraw", form, receiver=CENTRE, categories="living", once="1")
    with town.signed_in("manager") as browser:
        assert "밥을 못" not in browser.get(f"/cases/{CASE}").text

    opened = town.send("manager", f"/cases/{CASE}/emergency", **{**GIVEN, "items": ["living"]})

    assert "밥을 못" in opened.text
    with town.signed_in("supervisor") as browser:
        assert "밥을 못" not in browser.get(f"/cases/{CASE}").text
