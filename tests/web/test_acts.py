"""Choosing, the letter, the answer, the client's word: each through its form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet.access.scope import Scope
from resnet.graph.elements import Direction, Node, NodeId
from resnet.graph.reading import find_all
from resnet.messages import messages_for
from resnet.ontology.registry import node_field
from tests.web.town import MEALS, NEED, REFERRAL, SERVICE, Town, post

EVERYTHING = Scope.everything(reason="test")
KO = messages_for("ko")
LETTER = {
    "summary": "혼자 지내심",
    "goal": "하루 두 끼",
    "passes_on": ["identity", "services"],
    "given_how": "signed",
    "given_as": "self",
    "until": "2027-06-30",
    "told_right_to_refuse": "yes",
}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    # Acts change the town: each test has its own.
    made = Town(tmp_path)
    yield made
    made.close()


def choose(town: Town, login: str = "manager", **given: str) -> str:
    """Choose on the need's page; the address that followed."""
    with town.signed_in(login) as browser:
        form = browser.get(f"/needs/{NEED}")
        fields = {"option": SERVICE, "chosen": SERVICE, "decided_by": "client", "once": "1", **given}
        answer = post(browser, f"/needs/{NEED}/choose", form, **fields)
        assert answer.status_code == 200, answer.text
        return str(answer.url.path)


def send_letter(town: Town, **given: object) -> str:
    """Choose and send the letter; the referral's id."""
    choice = choose(town)
    with town.signed_in("manager") as browser:
        form = browser.get(choice)
        answer = post(browser, f"{choice}/letter", form, once="2", **{**LETTER, **given})
        assert answer.status_code == 200, answer.text
        return answer.url.path.removeprefix("/referrals/")


def nodes(town: Town, kind: str) -> list[Node]:
    return list(find_all(town.store.view(EVERYTHING), kind))


def test_the_choice_is_kept_with_what_was_shown_and_leads_to_the_letter(town: Town) -> None:
    address = choose(town, reason="집에서 가까워서")

    (choice,) = nodes(town, "choice")
    assert address == f"/choices/{choice.id}"
    assert choice.texts("options") == (SERVICE,)
    assert (choice.text("decided_by"), choice.text("reason")) == ("client", "집에서 가까워서")


def test_a_form_sent_twice_is_done_once(town: Town) -> None:
    choose(town, once="same")
    choose(town, once="same")

    assert len(nodes(town, "choice")) == 1


def test_wanting_none_of_it_is_a_choice_without_a_letter(town: Town) -> None:
    address = choose(town, chosen="none", reason="아직은 혼자 해 보고 싶다")

    assert address == f"/needs/{NEED}"
    assert len(nodes(town, "choice")) == 1


def test_a_client_decides_on_the_own_page_and_in_nobodys_name(town: Town) -> None:
    assert choose(town, "client") == f"/needs/{NEED}"
    with town.signed_in("client") as browser:
        form = browser.get(f"/needs/{NEED}")
        fields = {"option": SERVICE, "chosen": SERVICE, "decided_by": "professional", "reason": "r"}
        refused = post(
            browser, f"/needs/{NEED}/choose", form, **fields, override_ground="danger-to-life", once="9"
        )

    assert refused.status_code == 422
    assert KO.text("casework-rule-decides-for-oneself") in refused.text


def test_a_professional_who_decides_without_a_ground_is_told_the_rule_in_both_languages(town: Town) -> None:
    for language in ("ko", "en"):
        with town.signed_in("manager", language) as browser:
            form = browser.get(f"/needs/{NEED}")
            fields = {"option": SERVICE, "chosen": SERVICE, "decided_by": "professional", "reason": "급함"}
            refused = post(browser, f"/needs/{NEED}/choose", form, **fields)

        assert "급함" in refused.text
        assert 'value="professional" checked' in refused.text

        assert refused.status_code == 422
        assert messages_for(language).text("casework-rule-override-ground") in refused.text


def test_no_box_of_the_letter_is_ticked_before_the_client_says_so(town: Town) -> None:
    choice = choose(town)
    with town.signed_in("manager") as browser:
        form = browser.get(choice)

    assert 'name="passes_on" value="identity"' in form.text
    assert "checked" not in form.text
    assert 'value="work_notes"' not in form.text


def test_the_letter_reaches_its_reader_with_what_was_ticked_and_nothing_else(town: Town) -> None:
    referral = send_letter(town)
    with town.signed_in("partner") as browser:
        inbox, letter = browser.get("/referrals"), browser.get(f"/referrals/{referral}")
    with town.signed_in("outsider") as browser:
        hidden = browser.get(f"/referrals/{referral}")

    assert f"/referrals/{referral}" in inbox.text
    assert "하루 두 끼" in letter.text
    assert "끼니를 거르지 않는다" not in letter.text
    assert hidden.status_code == 404


def test_sensitive_items_are_a_consent_of_their_own(town: Town) -> None:
    send_letter(town, passes_on=["identity", "services", "health"])

    consents = [set(each.texts("categories") or ()) for each in nodes(town, "consent")]
    assert sorted(consents, key=len) == [{"health"}, {"identity", "services"}]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        pytest.param({"passes_on": []}, 422, id="nothing to pass on"),
        pytest.param({"told_right_to_refuse": []}, 422, id="right to refuse not told"),
        pytest.param({"until": "30.06.2027"}, 422, id="no day"),
        pytest.param({"until": "2020-01-01"}, 422, id="a day gone by"),
        pytest.param({"per_week": "twice"}, 422, id="no number"),
        pytest.param({"per_week": "nan"}, 422, id="not a number"),
        pytest.param({"given_as": "neighbour"}, 400, id="no such capacity"),
        pytest.param({"receiver": "agency:other"}, 422, id="not the provider"),
    ],
)
def test_a_letter_that_may_not_be_sent_is_refused_and_nothing_is_sent(
    town: Town, given: dict[str, object], status: int
) -> None:
    choice = choose(town)
    with town.signed_in("manager") as browser:
        answer = post(browser, f"{choice}/letter", browser.get(choice), **{**LETTER, **given})

    assert answer.status_code == status
    if status == 422:
        assert 'role="alert"' in answer.text
    sent = [each for each in nodes(town, "referral") if each.text("state") == "requested"]
    assert [each.id for each in sent] == ["referral:1"]


def test_nothing_typed_into_a_letter_or_an_answer_is_lost_when_it_is_refused(town: Town) -> None:
    choice = choose(town)
    typed = {**LETTER, "passes_on": ["identity"], "summary": "혼자 사는 분", "monitoring": "주마다 전화"}
    with town.signed_in("manager") as browser:
        letter = post(browser, f"{choice}/letter", browser.get(choice), **typed).text
    with town.signed_in("partner") as browser:
        page = browser.get(f"/referrals/{REFERRAL}")
        said = {"state": "rejected", "reason": "other", "reason_said": ""}
        answer = post(browser, f"/referrals/{REFERRAL}/answer", page, **said)

    assert all(each in letter for each in ("혼자 사는 분", "주마다 전화", 'value="identity" checked'))
    assert KO.text("casework-rule-nothing-passed") in letter
    assert answer.status_code == 422
    assert '<option value="other" selected' in answer.text


def test_a_partner_accepts_starts_and_completes_and_the_client_has_the_last_word(town: Town) -> None:
    referral = send_letter(town)
    with town.signed_in("partner") as browser:
        for state, said in (
            ("accepted", {}),
            ("in-progress", {"enrolment": "enrolled"}),
            ("completed", {"outcome": "met", "outcome_said": "매일 드심"}),
        ):
            page = browser.get(f"/referrals/{referral}")
            assert f'name="state" value="{state}"' in page.text
            done = post(browser, f"/referrals/{referral}/answer", page, state=state, **said)
            assert done.status_code == 200, done.text
    with town.signed_in("manager") as browser:
        page = browser.get(f"/referrals/{referral}")
        post(browser, f"/referrals/{referral}/feedback", page, feedback="든든해요", need_state="met")
        closed = browser.get(f"/referrals/{referral}")

    assert "든든해요" in closed.text
    view = town.store.view(EVERYTHING)
    assert view.nodes([NEED])[NEED].text("state") == "met"
    assert {
        edge.start for edge in view.edges([NodeId("case:1")], ("took_part",), direction=Direction.IN)
    } == {MEALS}


def test_declining_closes_the_letter_to_its_reader_and_tells_the_sender_why(town: Town) -> None:
    with town.signed_in("partner") as browser:
        page = browser.get(f"/referrals/{REFERRAL}")
        answer = post(browser, f"/referrals/{REFERRAL}/answer", page, state="rejected", reason="full")
        assert answer.url.path == "/referrals"
        assert browser.get(f"/referrals/{REFERRAL}").status_code == 404
    with town.signed_in("manager") as browser:
        assert "정원이 찼음" in browser.get(f"/referrals/{REFERRAL}").text


def test_a_wait_list_is_said_with_its_reason(town: Town) -> None:
    referral = send_letter(town)
    with town.signed_in("partner") as browser:
        page = browser.get(f"/referrals/{referral}")
        said = {"reason": "waiting-list", "waits": "yes"}
        post(browser, f"/referrals/{referral}/answer", page, state="on-hold", **said)

    kept = town.store.view(EVERYTHING).nodes([NodeId(referral)])[NodeId(referral)]
    assert (kept.text("state"), kept.text("enrolment")) == ("on-hold", "on-waitlist")


def test_a_sender_does_not_answer_for_the_receiver(town: Town) -> None:
    referral = send_letter(town)
    with town.signed_in("manager") as browser:
        page = browser.get(f"/referrals/{referral}")
        refused = post(browser, f"/referrals/{referral}/answer", page, state="accepted")

    assert 'name="state" value="accepted"' not in page.text
    assert refused.status_code == 403


def test_a_check_of_an_agency_is_shown_with_who_checked_it_and_when(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        page = browser.get(f"/directory/{MEALS}")
        fields = {"phone": "032) 555-0101", "how": "phone"}
        checked = post(browser, f"/directory/{MEALS}/confirm", page, **fields)

    assert "032-555-0101" in checked.text
    assert KO.text("web-verified", day="2026. 11. 2.", by="coordinator-이름") in checked.text


def test_an_outsider_may_not_check_another_agency(town: Town) -> None:
    with town.signed_in("outsider") as browser:
        page = browser.get(f"/directory/{MEALS}")
        refused = post(browser, f"/directory/{MEALS}/confirm", page, phone="032-555-0101", how="phone")

    assert "/confirm" not in page.text
    assert refused.status_code == 403


REFUGE_FORM = f'action="/directory/{MEALS}/refuge"'


def test_a_coordinator_says_that_an_agency_is_a_refuge_and_that_it_is_none(town: Town) -> None:
    secret = node_field("agency", "is_protected").label.ko
    with town.signed_in("coordinator") as browser:
        page = browser.get(f"/directory/{MEALS}")
        hidden = post(browser, f"/directory/{MEALS}/refuge", page, how="visit", is_refuge="yes")
        shown = post(browser, f"/directory/{MEALS}/refuge", hidden, how="visit", is_none="yes")

    tags = [f'<span class="tag warn">{secret}</span>' in each.text for each in (page, hidden, shown)]
    assert tags == [False, True, False]


@pytest.mark.parametrize("login", ["manager", "outsider", "partner"])
def test_nobody_but_who_keeps_the_directory_says_what_is_a_refuge(town: Town, login: str) -> None:
    with town.signed_in(login) as browser:
        page = browser.get(f"/directory/{MEALS}")
        refused = post(browser, f"/directory/{MEALS}/refuge", page, how="visit", is_none="yes")

    assert REFUGE_FORM not in page.text
    assert refused.status_code == 403


def test_neither_and_both_say_nothing_of_a_refuge(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        page = browser.get(f"/directory/{MEALS}")
        given: tuple[dict[str, str], ...] = ({}, {"is_none": "yes", "is_refuge": "yes"})
        refused = [post(browser, f"/directory/{MEALS}/refuge", page, how="visit", **each) for each in given]

    assert [each.status_code for each in refused] == [400, 400]
