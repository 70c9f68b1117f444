"""An agreement of two agencies on its sheet: whoever keeps the directory concludes it, and nobody else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from resnet.graph.reading import edges_in, find_all
from resnet.messages import messages_for
from tests.web.town import CENTRE, MEALS, PEOPLE, Town, post

KO = messages_for("ko")
GIVEN: dict[str, Any] = {
    "name": "돌봄 협약",
    "purpose": "끼니를 함께 챙긴다",
    "since": "2026-01-01",
    "until": "2027-12-31",
    "first-agency": "가온종합사회복지관",
    "first-worker": "manager-이름",
    "second-agency": "나눔급식소",
}


def test_an_agreement_is_kept_with_its_parties_and_refused_where_it_is_amiss(tmp_path: Path) -> None:
    town = Town(tmp_path)
    try:
        before = sum(1 for _ in town.everything().feed())
        with town.signed_in("coordinator") as browser:
            form = browser.get("/agreement")
            for given, at in (
                ({"second-agency": GIVEN["first-agency"]}, "second-agency"),
                ({"second-agency": "없는 기관"}, "second-agency"),
                ({"first-worker": "partner-이름"}, "first-worker"),
                ({"until": "2025-12-31"}, "until"),
            ):
                refused = post(browser, "/agreement", form, once="1", **{**GIVEN, **given}).text
                assert f'id="{at}-amiss"' in refused, given
                assert GIVEN["purpose"] in refused
            assert sum(1 for _ in town.everything().feed()) == before
            kept = post(browser, "/agreement", form, once="1", **GIVEN)

        assert KO.text("sheet-agreement-kept") in kept.text
        (made,) = (
            each for each in find_all(town.everything(), "agreement") if each.text("name") == "돌봄 협약"
        )
        parties = edges_in(town.everything(), [made.id], "party_to")
        assert {each.start: each.text("named_worker") for each in parties} == {
            CENTRE: "person:manager",
            MEALS: "",
        }
        assert made.since is not None
        assert made.since.astimezone().date() <= date(2026, 1, 1)
        for login in set(PEOPLE) - {"coordinator", "admin"}:
            with town.signed_in(login) as browser:
                assert browser.get("/agreement").status_code == 403, login
    finally:
        town.close()
