"""A case's own team: formed out of the proposal, joined and left on its sheets, and no reader of the file."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import Response

from resnet.graph.elements import Where
from resnet.graph.reading import edges_in, find_all
from resnet.messages import messages_for
from tests.web.town import CASE, CENTRE, CLIENT, Town

KO = messages_for("ko")
MANAGER = "person:manager"
FORMED: dict[str, Any] = {
    "name": "가람님 팀",
    "type": "integrated-team",
    "seat-lead-case-manager": MANAGER,
    "leads": "lead-case-manager",
}


@pytest.fixture
def town(own_town: Town) -> Town:
    return own_town


def send(town: Town, sheet: str, login: str = "manager", **given: Any) -> Response:
    return town.send(login, f"/cases/{CASE}/{sheet}", **{"once": sheet, **given})


def test_a_team_is_formed_joined_and_left_and_reads_nothing_by_it(town: Town) -> None:
    shown = send(town, "team-form", **FORMED).text

    (team,) = town.everything().find("team", Where(about=CLIENT)).nodes
    (seat,) = edges_in(town.everything(), [team.id], "member_of")
    assert (seat.start, seat.text("seat"), seat.get("leads")) == (MANAGER, "lead-case-manager", True)
    assert KO.text("sheet-team-kept") in shown
    assert "가람님 팀" in shown
    assert not edges_in(town.everything(), [team.id], "consents_to")
    with town.signed_in("manager") as browser:
        assert f'value="{team.id}"' in browser.get(f"/cases/{CASE}/consent").text
    with town.signed_in("supervisor") as browser:
        assert "가람님 팀" in browser.get(f"/cases/{CASE}/team").text

    left = send(town, "seat-left", what=f"{team.id} {MANAGER}").text

    assert KO.text("sheet-seat-left-kept") in left
    assert edges_in(town.everything(), [team.id], "member_of") == []

    own = send(town, "seat", team=team.id, who=f"lead-case-manager {MANAGER}").text
    assert 'id="who-amiss"' in own
    joined = send(
        town, "seat", "supervisor", team=team.id, who=f"lead-case-manager {MANAGER}", leads="1"
    ).text

    assert KO.text("sheet-seat-kept") in joined
    assert len(edges_in(town.everything(), [team.id], "member_of")) == 1


def test_what_is_amiss_is_told_where_and_nobody_is_seated(town: Town) -> None:
    before = sum(1 for _ in town.everything().feed())
    amiss = [
        ("team-form", {**FORMED, "seat-lead-case-manager": ""}, "leads"),
        ("team-form", {**FORMED, "seat-lead-case-manager": "", "leads": ""}, "seat-lead-case-manager"),
        ("team-form", {**FORMED, "seat-lead-case-manager": CENTRE}, "seat-lead-case-manager"),
        ("team-form", {**FORMED, "name": ""}, "name"),
        ("seat", {"team": "team:none", "who": f"lead-case-manager {MANAGER}"}, "team"),
        ("seat-left", {"what": f"team:none {MANAGER}"}, "what"),
    ]

    for sheet, given, at in amiss:
        assert f'id="{at}-amiss"' in send(town, sheet, **given).text, (sheet, given)

    assert sum(1 for _ in town.everything().feed()) == before
    assert list(find_all(town.everything(), "team")) == []


def test_who_may_not_see_the_file_has_no_sheet_and_sees_no_team(town: Town) -> None:
    send(town, "team-form", **FORMED)
    for login in ("partner", "outsider", "coordinator"):
        with town.signed_in(login) as browser:
            addresses = [f"/cases/{CASE}/{sheet}" for sheet in ("team-form", "seat", "seat-left", "team")]
            assert {browser.get(each).status_code for each in addresses} <= {403, 404}, login
            assert "가람님 팀" not in browser.get("/directory").text
