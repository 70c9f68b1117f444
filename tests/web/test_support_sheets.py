"""Who and what helps already, and advocacy: kept where it belongs, and refused at its question."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import Response

from resnet.graph.reading import edges_in, edges_out, find_all
from resnet.messages import messages_for
from tests.web.town import CASE, CENTRE, CLIENT, MISSING, SERVICE, Town

KO = messages_for("ko")
SHEETS: dict[str, dict[str, Any]] = {
    "supporter": {"name": "윗집 할머니", "gives": "점심을 함께 먹는다", "load": "heavy"},
    "received": {"service": "밑반찬 배달", "per_week": "2", "is_sufficient": "no"},
    "advocacy": {"type": "individual", "target": "구청", "power": "mandate", "method": "이의 신청을 도움"},
    "ended": {"what": f"receives {SERVICE}"},
}


@pytest.fixture
def town(own_town: Town) -> Town:
    return own_town


def send(town: Town, sheet: str, **given: Any) -> Response:
    return town.send("manager", f"/cases/{CASE}/{sheet}", **{**SHEETS.get(sheet, {}), "once": sheet, **given})


def test_what_helps_already_is_kept_and_ends_as_history(town: Town) -> None:
    shown = {sheet: send(town, sheet).text for sheet in ("supporter", "received", "advocacy")}

    (support,) = edges_in(town.everything(), [CLIENT], "supports")
    (received,) = edges_out(town.everything(), [CLIENT], "receives")
    (advocacy,) = find_all(town.everything(), "advocacy")
    assert support.text("gives") == "점심을 함께 먹는다"
    assert (received.end, received.get("per_week"), received.get("is_sufficient")) == (SERVICE, 2, False)
    assert all(KO.text(f"sheet-{sheet}-kept") in said for sheet, said in shown.items())
    assert "이의 신청을 도움" in shown["advocacy"]

    send(town, "advocacy-result", advocacy=advocacy.id, result="급여를 되찾음")
    send(town, "ended")

    (advocacy,) = find_all(town.everything(), "advocacy")
    assert advocacy.text("result") == "급여를 되찾음"
    assert edges_out(town.everything(), [CLIENT], "receives") == []


def test_what_is_amiss_is_told_where_and_nothing_is_kept(town: Town) -> None:
    amiss = [
        ("supporter", {"supporter": "person:mother"}, "supporter"),
        ("supporter", {"name": ""}, "supporter"),
        ("supporter", {"gives": ""}, "gives"),
        ("received", {"service": "없는 서비스"}, "service"),
        ("advocacy", {"method": ""}, "method"),
        ("advocacy-result", {"advocacy": "advocacy:none", "result": "됨"}, "advocacy"),
        ("ended", {}, "what"),
    ]
    before = sum(1 for _ in town.everything().feed())

    for sheet, given, at in amiss:
        assert f'id="{at}-amiss"' in send(town, sheet, **given).text, (sheet, given)

    assert sum(1 for _ in town.everything().feed()) == before


def test_without_consent_to_rights_what_was_typed_stays_and_a_hidden_case_has_no_sheets(town: Town) -> None:
    send(town, "withdraw", receiver=CENTRE, categories="rights")

    refused = send(town, "advocacy").text

    assert f'href="/cases/{CASE}/consent"' in refused
    assert "이의 신청을 도움" in refused
    sheets = (*SHEETS, "advocacy-result")
    for login in ("partner", "client"):
        with town.signed_in(login) as browser:
            assert {browser.get(f"/cases/{CASE}/{sheet}").status_code for sheet in sheets} == {403}
    send(town, "withdraw", receiver="all", once="all")
    with town.signed_in("manager") as browser:
        for sheet in sheets:
            hidden, none = (browser.get(f"/cases/{each}/{sheet}") for each in (CASE, f"case:{MISSING}"))
            assert (hidden.status_code, hidden.text) == (404, none.text)
