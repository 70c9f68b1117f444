"""Sheets: what is filled in is kept by its act; what is amiss is told where, and nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from httpx import Response

from resnet.access.scope import Scope
from resnet.graph.elements import Direction, Edge, Node, NodeId
from resnet.graph.reading import find_all, get_node
from resnet.messages import messages_for
from tests.web.town import CASE, CENTRE, CLIENT, HOSTILE, MEALS, MISSING, NEED, SERVICE, Town, post

EVERYTHING = Scope.everything(reason="test")
GIVEN = {
    "given_how": "signed",
    "given_as": "self",
    "until": "2027-06-30",
    "told_right_to_refuse": "yes",
}
SHEETS: dict[str, dict[str, Any]] = {
    "statement": {"words": "잠을 못 자요", "domain": "1000000", "level": "individual"},
    "need": {"text": "푹 잔다", "domain": "1000000", "level": "individual", "statements": "statement:1"},
    "plan": {"needs": NEED, "action": "밑반찬을 나른다", "short_goal": "하루 두 끼"},
    "conference": {
        "type": "integrated",
        "at": "2026-11-01T10:00",
        "attended": CENTRE,
        "decided": "역할을 나눔",
        "lead": CENTRE,
    },
    "consent": {"receiver": MEALS, "purpose": "sharing", "ordinary": "identity", **GIVEN},
    "withdraw": {"receiver": CENTRE, "categories": "health"},
    "closing": {"reason": "goals-reached", "change": "끼니를 챙긴다"},
}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    # Acts change the town: each test has its own.
    made = Town(tmp_path)
    yield made
    made.close()


@dataclass
class Sent:
    """What came of a sheet."""

    answer: Response
    town: Town

    def only(self, kind: str, *before: str) -> Node:
        found = [each for each in find_all(self.town.store.view(EVERYTHING), kind) if each.id not in before]
        assert len(found) == 1, self.answer.text
        return found[0]

    def amiss(self, name: str) -> str:
        """What is told at a question, ``""`` for nothing."""
        found = re.search(rf'id="{re.escape(name)}-amiss">([^<]*)', self.answer.text)
        return found[1] if found else ""


def send(town: Town, sheet: str, /, login: str = "manager", language: str = "ko", **given: Any) -> Sent:
    address = "/intake" if sheet == "intake" else f"/cases/{CASE}/{sheet}"
    with town.signed_in(login, language) as browser:
        form = browser.get(address)
        assert form.status_code == 200, form.text
        return Sent(post(browser, address, form, **{**SHEETS.get(sheet, {}), "once": "1", **given}), town)


def edges(town: Town, node: str, kind: str) -> list[Edge]:
    return town.store.view(EVERYTHING).edges([NodeId(node)], (kind,), direction=Direction.BOTH)


def commit_count(town: Town) -> int:
    return sum(1 for _ in town.store.view(EVERYTHING).feed())


def test_what_was_said_is_kept_word_for_word_with_whose_need_it_is(town: Town) -> None:
    sent = send(
        town, "statement", words="  말이 늦어요\r\n걱정돼요 ", need_of="person:mother", severity_before="8"
    )

    kept = sent.only("statement", "statement:1")
    assert sent.answer.url.path == f"/cases/{CASE}"
    assert kept.text("words") == "말이 늦어요\n걱정돼요"
    assert (kept.text("need_of"), kept.get("severity_before")) == ("person:mother", 8)
    assert messages_for("ko").text("sheet-statement-kept") in sent.answer.text


def test_the_client_picked_is_the_client_and_somebody_else_is_kept_in_words(town: Town) -> None:
    kept = send(town, "statement", need_of=CLIENT).only("statement", "statement:1")
    assert kept.text("need_of") == ""

    other = send(town, "statement", need_of_words="옆집 아이", once="2")

    assert other.only("statement", "statement:1", kept.id).text("need_of") == "옆집 아이"


def test_a_need_is_settled_with_all_that_matching_asks(town: Town) -> None:
    sent = send(
        town,
        "need",
        priority="1",
        service_classes=["4.1", "4.2"],
        wanted_per_week="0.5",
        weekdays=["mon", "tue"],
        from_minute="09:30",
        until_minute="18:00",
        cost_limit_won="15,000",
        preferences=["woman-worker"],
        preference="조용한 곳",
    )

    need = sent.only("agreed_need", NEED)
    assert sent.answer.url.path == f"/needs/{need.id}"
    assert need.texts("service_classes") == ("4.1", "4.2")
    assert (need.get("from_minute"), need.get("until_minute"), need.get("cost_limit_won")) == (
        570,
        1080,
        15000,
    )
    assert (need.texts("preferences"), need.text("preference")) == (("woman-worker",), "조용한 곳")
    assert [edge.start for edge in edges(town, need.id, "settled_into")] == ["statement:1"]


def test_a_plan_item_names_its_needs_and_resources(town: Town) -> None:
    sent = send(town, "plan", other_service="밑반찬 배달", per_week="3", ends_on="2026-12-01")

    item = sent.only("plan_item")
    assert (item.text("short_goal"), item.get("per_week")) == ("하루 두 끼", 3.0)
    assert [edge.end for edge in edges(town, item.id, "pursues")] == [NEED]
    assert [edge.end for edge in edges(town, item.id, "uses")] == [SERVICE]


def test_an_integrated_conference_sets_the_lead_agency(town: Town) -> None:
    sent = send(town, "conference", attended=[CENTRE], other_agency="나눔급식소", lead=CENTRE)

    held = sent.only("conference")
    assert str(held.get("at")) == "2026-11-01 01:00:00+00:00"
    (lead,) = edges(town, CASE, "leads")
    assert (lead.start, lead.text("decided_in")) == (CENTRE, held.id)
    assert {edge.start for edge in edges(town, held.id, "attended")} == {CENTRE, MEALS}


def test_ordinary_and_sensitive_items_are_two_consents(town: Town) -> None:
    sent = send(town, "consent", ordinary=["identity", "contact"], sensitive=["health"])

    consents = [
        set(each.texts("categories") or ()) for each in find_all(town.store.view(EVERYTHING), "consent")
    ]
    assert sorted(consents, key=len) == [{"health"}, {"contact", "identity"}]
    assert sent.answer.url.path == f"/cases/{CASE}"
    with town.signed_in("partner") as browser:
        assert "2026-01-001" not in browser.get(f"/cases/{CASE}").text


def test_nothing_is_ticked_or_picked_before_somebody_does(town: Town) -> None:
    with town.signed_in("manager") as browser:
        for sheet in ("intake", *SHEETS):
            address = "/intake" if sheet == "intake" else f"/cases/{CASE}/{sheet}"
            form = browser.get(address).text
            assert " checked" not in form, sheet
            assert " selected" not in form, sheet


def test_a_client_takes_back_consent_on_the_own_page(town: Town) -> None:
    sent = send(town, "withdraw", login="client", receiver=CENTRE, categories=[])

    assert sent.answer.status_code == 200, sent.answer.text
    with town.signed_in("manager") as browser:
        assert browser.get(f"/cases/{CASE}").status_code == 404


def test_who_takes_back_everything_from_the_own_agency_is_led_to_the_list(town: Town) -> None:
    sent = send(town, "withdraw", receiver="all", categories=[])

    assert sent.answer.url.path == "/cases"
    assert CASE not in sent.answer.text


def test_a_closed_case_takes_consent_and_nothing_else(town: Town) -> None:
    sent = send(town, "closing", **{"after-statement:1": "3", "follow_up": "한 달 뒤 전화"})

    assert sent.only("closing").text("reason") == "goals-reached"
    assert get_node(town.store.view(EVERYTHING), NodeId("statement:1")).get("severity_after") == 3
    with town.signed_in("manager") as browser:
        acts = browser.get(f"/cases/{CASE}/acts").text
    assert f"/cases/{CASE}/consent" in acts
    assert f"/cases/{CASE}/plan" not in acts
    refused = send(town, "plan", once="2")
    assert messages_for("ko").text("casework-rule-case-closed") in refused.answer.text


def intake(**given: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "name": "이가람",
        "birth_year": "1950",
        "way_in": "visit",
        "verdict": "case-management",
        "ordinary": ["identity", "case", "family", "contact"],
        "sensitive": ["health"],
        **GIVEN,
    }
    return whole | given


def test_a_newcomer_is_taken_in_and_the_case_opens(town: Town) -> None:
    sent = send(town, "intake", **intake(type="older-alone", disability_types=["visual"]))

    case = sent.only("case", CASE)
    assert sent.answer.url.path == f"/cases/{case.id}"
    assert "이가람" in sent.answer.text
    (person,) = [edge.end for edge in edges(town, case.id, "concerns")]
    assert get_node(town.store.view(EVERYTHING), person).get("birth_year") == 1950


@pytest.mark.parametrize(
    ("given", "at"),
    [
        pytest.param({"ordinary": ["identity"], "sensitive": []}, "ordinary", id="no consent to a case"),
        pytest.param({"ordinary": [], "sensitive": []}, "ordinary", id="no consent at all"),
        pytest.param({"verdict": "not-selected"}, "reason", id="a verdict without its reason"),
        pytest.param({"way_in": "list"}, "referred_by", id="a list without its giver"),
        pytest.param({"birth_year": "2020"}, "given_as", id="a child signs alone"),
        pytest.param({"area": "없는동"}, "area", id="no such neighbourhood"),
        pytest.param({"told_right_to_refuse": []}, "told_right_to_refuse", id="right to refuse not told"),
    ],
)
def test_an_intake_that_may_not_be_is_refused_at_its_question(
    town: Town, given: dict[str, Any], at: str
) -> None:
    sent = send(town, "intake", **intake(**given))

    assert sent.answer.status_code == 422
    assert sent.amiss(at), sent.answer.text
    assert 'value="이가람"' in sent.answer.text
    assert [each.id for each in find_all(town.store.view(EVERYTHING), "case")] == [CASE]


def test_what_was_not_agreed_to_is_not_kept_and_said_above_the_form(town: Town) -> None:
    sent = send(town, "intake", **intake(sensitive=[], disability_types=["visual"]))

    assert sent.answer.status_code == 422
    assert "건강" in sent.answer.text.partition('role="alert"')[2].partition("</div>")[0]


AMISS = [
    pytest.param("statement", {"words": " "}, "words", id="no words"),
    pytest.param("statement", {"severity_before": "11"}, "severity_before", id="off the scale"),
    pytest.param("statement", {"severity_before": "eight"}, "severity_before", id="no number"),
    pytest.param("statement", {"domain": "99"}, "domain", id="no such domain"),
    pytest.param("statement", {"need_of": "person:manager"}, "need_of", id="somebody of another file"),
    pytest.param("need", {"text": ""}, "text", id="no need"),
    pytest.param("need", {"from_minute": "25:00"}, "from_minute", id="no time"),
    pytest.param("need", {"statements": "statement:x"}, "statements", id="a statement of another file"),
    pytest.param("need", {"text": "가" * 301}, "text", id="too long"),
    pytest.param("plan", {"needs": []}, "needs", id="for no need"),
    pytest.param("plan", {"begins_on": "2026-12-02", "ends_on": "2026-12-01"}, "ends_on", id="ends before"),
    pytest.param("plan", {"begins_on": "12/02"}, "begins_on", id="no day"),
    pytest.param("plan", {"other_service": "없는 서비스"}, "other_service", id="no such service"),
    pytest.param("conference", {"attended": []}, "attended", id="nobody was there"),
    pytest.param("conference", {"at": "2031-01-01T10:00"}, "at", id="not yet"),
    pytest.param("conference", {"at": "tomorrow"}, "at", id="no moment"),
    pytest.param("conference", {"type": "case"}, "lead", id="a case conference decides no lead"),
    pytest.param("consent", {"until": "2020-01-01"}, "until", id="over already"),
    pytest.param("consent", {"ordinary": []}, "ordinary", id="nothing asked"),
    pytest.param("consent", {"receiver": ""}, "receiver", id="to nobody"),
    pytest.param("consent", {"purpose": "emergency"}, "purpose", id="no purpose of consent"),
    pytest.param("consent", {"given_as": "parent"}, "given_by", id="a parent without a name"),
    pytest.param("withdraw", {"receiver": MEALS}, "receiver", id="never given"),
    pytest.param("closing", {"change": ""}, "change", id="no change told"),
    pytest.param("closing", {"reason": "other"}, "reason_said", id="other without words"),
    pytest.param("closing", {"after-statement:1": "12"}, "after-statement:1", id="rating off the scale"),
]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("sheet", "given", "at"), AMISS)
def test_what_is_amiss_is_told_at_its_question_and_the_rest_is_kept_as_typed(
    town: Town, sheet: str, given: dict[str, Any], at: str, language: str
) -> None:
    before = commit_count(town)

    sent = send(town, sheet, language=language, **given)

    assert sent.answer.status_code == 422
    assert re.search("[가-힣]" if language == "ko" else "[A-Za-z]", sent.amiss(at)), sent.answer.text
    assert f'<a href="#{at}">' in sent.answer.text
    assert commit_count(town) == before
    for name, value in (SHEETS[sheet] | given).items():
        typed = value[-1] if isinstance(value, list) and value else value
        if name != at and typed and isinstance(typed, str):
            assert typed in sent.answer.text, name


def test_hostile_words_come_back_as_words(town: Town) -> None:
    sent = send(town, "statement", words=HOSTILE, spoken_by=f'"{HOSTILE}', domain="")

    assert HOSTILE not in sent.answer.text
    assert "&lt;script&gt;" in sent.answer.text


@pytest.mark.parametrize("sheet", ["statement", "need", "plan", "conference", "consent", "closing"])
def test_a_sheet_sent_twice_is_kept_once(town: Town, sheet: str) -> None:
    send(town, sheet)
    after_one = commit_count(town)
    with town.signed_in("manager") as browser:
        form = browser.get(f"/cases/{CASE}/consent")
        post(browser, f"/cases/{CASE}/{sheet}", form, **SHEETS[sheet], once="1")

    assert commit_count(town) == after_one


@pytest.mark.parametrize("sheet", [*SHEETS, "acts"])
def test_a_sheet_of_a_hidden_case_is_that_of_none(town: Town, sheet: str) -> None:
    with town.signed_in("admin") as browser:
        assert browser.get(f"/cases/{CASE}/{sheet}").status_code == 403
    with town.browser() as stranger:
        assert stranger.get(f"/cases/{CASE}/{sheet}").url.path == "/sign-in"
    with town.signed_in("supervisor") as browser:
        assert browser.get(f"/cases/{CASE}/{sheet}").status_code == 200
    send(town, "withdraw", login="client", receiver="all", categories=[])
    with town.signed_in("supervisor") as browser:
        hidden, none = browser.get(f"/cases/{CASE}/{sheet}"), browser.get(f"/cases/case:{MISSING}/{sheet}")
        assert (hidden.status_code, none.status_code) == (404, 404)
        assert hidden.text == none.text


@pytest.mark.parametrize("sheet", ["statement", "need", "plan", "conference", "closing"])
def test_a_client_and_a_partner_have_no_sheets_of_workers(town: Town, sheet: str) -> None:
    for login in ("client", "partner"):
        with town.signed_in(login) as browser:
            assert browser.get(f"/cases/{CASE}/{sheet}").status_code == 403
            form = browser.get("/directory")
            assert post(browser, f"/cases/{CASE}/{sheet}", form, **SHEETS[sheet]).status_code == 403


def test_a_sheet_without_the_sessions_token_is_refused(town: Town) -> None:
    with town.signed_in("manager") as browser:
        refused = browser.post(f"/cases/{CASE}/closing", data={"csrf": "0" * 64, **SHEETS["closing"]})

    assert refused.status_code == 403


def draft(town: Town) -> str:
    """A letter that was written, and whose consent was refused; the address of its page."""
    with town.signed_in("manager") as browser:
        form = browser.get(f"/needs/{NEED}")
        chosen = {"option": SERVICE, "chosen": SERVICE, "decided_by": "client", "once": "c"}
        choice = post(browser, f"/needs/{NEED}/choose", form, **chosen).url.path
        letter = {"summary": "혼자", "goal": "두 끼", "passes_on": ["identity", "services"], **GIVEN}
        past = {**letter, "until": "2020-01-01", "once": "l"}
        refused = post(browser, f"{choice}/letter", browser.get(choice), **past)
        assert refused.status_code == 422, refused.text
    (left,) = [
        each for each in find_all(town.store.view(EVERYTHING), "referral") if each.text("state") == "draft"
    ]
    return f"/referrals/{left.id}"


def test_a_letter_that_stayed_behind_is_sent_from_its_own_page(town: Town) -> None:
    address = draft(town)
    with town.signed_in("manager") as browser:
        assert f'href="{address}/send"' in browser.get(address).text
        form = browser.get(f"{address}/send")
        assert 'value="health"' not in form.text
        short = post(browser, f"{address}/send", form, ordinary="identity", once="1", **GIVEN)
        assert short.status_code == 422
        sent = post(browser, f"{address}/send", form, ordinary=["identity", "services"], once="2", **GIVEN)
        again = post(browser, f"{address}/send", form, ordinary=["identity", "services"], once="2", **GIVEN)

    assert sent.url.path == again.url.path == address
    with town.signed_in("partner") as browser:
        assert "두 끼" in browser.get(address).text
    with town.signed_in("manager") as browser:
        assert browser.get(f"{address}/send").status_code == 404


def test_a_letter_that_stayed_behind_is_taken_back_and_another_is_written(town: Town) -> None:
    address = draft(town)
    with town.signed_in("manager") as browser:
        assert "/choices/" not in browser.get(f"/needs/{NEED}").text
        page = browser.get(address)
        gone = {"state": "cancelled", "reason_said": "원하지 않으심", "once": "x"}
        assert post(browser, f"{address}/answer", page, **gone).status_code == 200

        assert "/choices/" in browser.get(f"/needs/{NEED}").text
