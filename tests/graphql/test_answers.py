"""A partner answers its referrals, and the same answer sent twice is one answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from resnet.graph.elements import NodeId
from resnet.graph.reading import get_node
from tests.casework.world import KEEPER
from tests.graphql.town import MISSING, Town

ACCEPT = """mutation Accept($answer: PlainAnswer!) {
  acceptReferral(answer: $answer) { state warnings referral { state answeredAt } }
}"""
START = """mutation Start($answer: PlainAnswer!) {
  startReferral(answer: $answer) { state referral { enrolment } }
}"""
DECLINE = """mutation Decline($answer: ReasonedAnswer!) {
  declineReferral(answer: $answer) { state referral { id } }
}"""
WAIT = """mutation Wait($answer: ReasonedAnswer!) {
  waitlistReferral(answer: $answer) { state referral { enrolment reason } }
}"""
COMPLETE = """mutation Complete($answer: OutcomeAnswer!) {
  completeReferral(answer: $answer) { state referral { outcome outcomeSaid endedAt } }
}"""
FEEDBACK = """mutation Feedback($answer: FeedbackInput!) {
  takeFeedback(answer: $answer) { state referral { feedback agreedNeed { state } } }
}"""
CHOOSE = """mutation Choose($choice: ChoiceInput!) { choose(choice: $choice) { choice warnings } }"""


def answer(town: Town, commit: str = "1", **given: str) -> dict[str, Any]:
    return {"answer": {"referral": town.referral, "commit": commit, **given}}


def kept(town: Town) -> Mapping[str, Any]:
    """The referral as it stands in the store."""
    return get_node(town.store.view(KEEPER), town.referral, "referral").fields


def commits(town: Town) -> int:
    return sum(1 for _ in town.store.view(KEEPER).feed())


def test_an_accepted_referral_is_accepted_for_both_sides(town: Town) -> None:
    done = town.data(town.kitchen, ACCEPT, **answer(town))["acceptReferral"]

    assert done["state"] == "accepted"
    assert done["referral"]["answeredAt"] is not None
    assert kept(town)["state"] == "accepted"


def test_an_answer_sent_again_is_one_answer(town: Town) -> None:
    first = town.ask(town.kitchen, ACCEPT, **answer(town)).json()["data"]
    before = commits(town)

    again = town.ask(town.kitchen, ACCEPT, **answer(town)).json()["data"]

    assert again["acceptReferral"]["referral"] == first["acceptReferral"]["referral"]
    assert commits(town) == before


def test_two_acts_of_one_document_each_show_what_they_did(town: Town) -> None:
    query = """mutation Both($answer: PlainAnswer!) {
      acceptReferral(answer: $answer) { referral { state client { referrals { state } } } }
      startReferral(answer: $answer) { referral { state client { referrals { state } } } }
    }"""

    done = town.data(town.kitchen, query, **answer(town))

    for act, state in (("acceptReferral", "accepted"), ("startReferral", "in-progress")):
        referral = done[act]["referral"]
        assert referral == {"state": state, "client": {"referrals": [{"state": state}]}}


def test_an_answer_sent_again_late_does_not_undo_what_came_after(town: Town) -> None:
    town.data(town.kitchen, ACCEPT, **answer(town, "a"))
    town.data(town.kitchen, START, **answer(town, "b"))

    again = town.data(town.kitchen, ACCEPT, **answer(town, "a"))

    assert again["acceptReferral"]["state"] == "in-progress"
    assert kept(town)["state"] == "in-progress"


def test_declining_closes_the_letter_and_sent_again_says_the_same(town: Town) -> None:
    given = answer(town, reason="full")

    first = town.ask(town.kitchen, DECLINE, **given)
    again = town.ask(town.kitchen, DECLINE, **given)

    assert first.json() == {"data": {"declineReferral": {"state": "rejected", "referral": None}}}
    assert again.content == first.content
    assert kept(town)["reason"] == "full"


def test_a_refused_answer_may_be_mended_and_sent_with_the_same_commit(town: Town) -> None:
    assert town.code(town.kitchen, DECLINE, **answer(town, reason=" ")) == "rule"

    town.data(town.kitchen, DECLINE, **answer(town, reason="out-of-area"))

    assert kept(town)["state"] == "rejected"


def test_the_same_commit_on_another_act_is_another_act(town: Town) -> None:
    town.data(town.kitchen, ACCEPT, **answer(town))

    town.data(town.kitchen, START, **answer(town))

    assert kept(town)["state"] == "in-progress"


def test_a_wait_list_then_a_start_then_an_outcome_then_what_the_client_says(town: Town) -> None:
    waiting = town.data(town.kitchen, WAIT, **answer(town, reason="waiting-list"))["waitlistReferral"]
    town.data(town.kitchen, START, **answer(town))
    ended = town.data(
        town.kitchen, COMPLETE, **answer(town, outcome="met", outcomeSaid="하루 두 끼를 드신다")
    )["completeReferral"]
    told = {"feedback": "밥이 따뜻했다", "needState": "met"}
    key = town.key_of_person(NodeId(str(town.manager.actor)), "case_manager")
    said = town.post(key, FEEDBACK, **answer(town, **told)).json()["data"]["takeFeedback"]

    assert waiting == {
        "state": "on-hold",
        "referral": {"enrolment": "on-waitlist", "reason": "waiting-list"},
    }
    assert ended["state"] == "completed"
    assert ended["referral"]["outcome"] == "met"
    assert ended["referral"]["endedAt"] is not None
    assert said["referral"] == {"feedback": "밥이 따뜻했다", "agreedNeed": {"state": "met"}}


@pytest.mark.parametrize(
    ("query", "given", "code"),
    [
        pytest.param(DECLINE, {"reason": "stopped-coming"}, "rule", id="a reason of another state"),
        pytest.param(START, {}, "rule", id="a state that may not follow"),
        pytest.param(COMPLETE, {"outcome": "met"}, "rule", id="ended before it began"),
        pytest.param(ACCEPT, {"commit": ""}, "bad-input", id="no commit"),
        pytest.param(ACCEPT, {"commit": "x" * 201}, "bad-input", id="a commit without end"),
        pytest.param(ACCEPT, {"referral": "referral:\u0000"}, "not-found", id="an id of no form"),
        pytest.param(ACCEPT, {"referral": "가" * 500}, "not-found", id="an id of letters"),
        pytest.param(FEEDBACK, {"feedback": "좋았다"}, "forbidden", id="the receiver speaks for the client"),
    ],
)
def test_what_a_rule_refuses_is_refused_with_its_code(
    town: Town, query: str, given: dict[str, str], code: str
) -> None:
    assert town.code(town.kitchen, query, **answer(town, **given)) == code
    assert kept(town)["state"] == "requested"


def test_a_stranger_and_a_member_without_a_side_change_nothing(town: Town) -> None:
    for who in (town.stranger, town.clinic):
        hidden = town.ask(who, ACCEPT, **answer(town))
        missing = town.ask(who, ACCEPT, answer={"referral": MISSING["referral"], "commit": "1"})
        assert hidden.content == missing.content

    assert town.code(town.hub, ACCEPT, **answer(town)) == "forbidden"
    assert kept(town)["state"] == "requested"


def test_a_warning_comes_in_the_language_asked_for(town: Town) -> None:
    town.world.clock.move(days=30)

    late = town.data(town.kitchen, ACCEPT, **answer(town, language="EN"))["acceptReferral"]

    assert len(late["warnings"]) == 1
    assert late["warnings"][0].isascii()


def choice(town: Town, **given: Any) -> dict[str, Any]:
    asked = {"need": town.need, "options": [town.meals], "chosen": town.meals, "decidedBy": "client"}
    return {"choice": asked | {"commit": "1"} | given}


def test_a_partner_chooses_nothing_for_the_client(town: Town) -> None:
    before = commits(town)

    # The case the need belongs to is not for the partner's eyes, so nothing is told of it.
    assert town.code(town.kitchen, CHOOSE, **choice(town)) == "not-found"
    assert commits(town) == before


def test_a_partner_learns_nothing_by_choosing(town: Town) -> None:
    hidden = town.ask(town.stranger, CHOOSE, **choice(town))
    missing = town.ask(town.stranger, CHOOSE, **choice(town, need=MISSING["agreed_need"]))

    assert hidden.content == missing.content


def test_a_case_manager_keeps_the_clients_choice_once(town: Town) -> None:
    key = town.key_of_person(NodeId(str(town.manager.actor)), "case_manager")
    before = commits(town)

    first = town.post(key, CHOOSE, **choice(town, language="EN")).json()["data"]["choose"]
    again = town.post(key, CHOOSE, **choice(town, language="EN")).json()["data"]["choose"]

    kept_choice = get_node(town.store.view(KEEPER), NodeId(first["choice"]), "choice")
    assert kept_choice.fields["decided_by"] == "client"
    assert again["choice"] == first["choice"]
    assert commits(town) == before + 1
