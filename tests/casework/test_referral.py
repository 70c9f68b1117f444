"""A referral passes on what the client agreed to, to the one it goes to, for as long as it runs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from resnet.access.role import Role
from resnet.casework.agreed_need import NeedGiven, settle_need
from resnet.casework.choice import ChoiceGiven, choose
from resnet.casework.circle import ConsentMissingError, consent_circle
from resnet.casework.consent import give_consent
from resnet.casework.feedback import FeedbackGiven, take_feedback
from resnet.casework.letter import letter
from resnet.casework.person_facts import PersonFacts
from resnet.casework.referral import prepare_referral, send_referral
from resnet.casework.referral_answer import AnswerGiven, answer_referral
from resnet.casework.supporter import SupporterGiven, add_supporter
from resnet.casework.withdrawal import Withdrawal, withdraw_consent
from resnet.errors import ForbiddenError, NodeNotFoundError, RuleError
from resnet.graph.elements import CommitId
from resnet.graph.reading import edges_out, get_node
from resnet.ontology.category import PERSONAL, Category
from tests.casework.referred import PASSED, Referred, letter_for, refer
from tests.casework.world import World, codes, scope_of


@pytest.fixture
def referred(world: World) -> Referred:
    return refer(world)


def test_a_draft_is_seen_by_the_sender_alone(referred: Referred) -> None:
    seen = [
        bool(referred.world.view(scope).nodes([referred.referral]))
        for scope in (referred.manager, referred.worker, referred.outsider)
    ]

    assert seen == [True, False, False]


def test_what_was_sent_is_read_by_the_receiver_as_far_as_it_was_passed_on(referred: Referred) -> None:
    referred.send()

    seen = referred.world.view(referred.worker).nodes(
        [referred.referral, referred.done.client, referred.need, referred.done.case]
    )

    assert seen.keys() == {referred.referral, referred.done.client, referred.need}
    assert referred.world.view(referred.outsider).nodes(seen) == {}


def test_nothing_is_passed_on_that_the_client_did_not_agree_to(referred: Referred) -> None:
    agreed = PASSED - {Category.LIVING}

    with pytest.raises(RuleError, match="Daily living") as refused:
        referred.send(agreed)

    assert refused.value.rule == "passed-without-consent"
    assert referred.state() == "draft"
    assert referred.world.view(referred.worker).nodes([referred.referral]) == {}


def test_a_consent_of_before_to_this_receiver_is_enough(referred: Referred) -> None:
    world = referred.world
    earlier = world.consents(referred.receiver, PASSED, purpose="sharing")
    give_consent(world.store, referred.manager, referred.done.client, earlier)

    send_referral(world.store, referred.manager, referred.referral)

    assert referred.state() == "requested"
    circle = consent_circle(world.view(referred.manager), referred.done.client)
    assert circle.categories_of(referred.referral) == PASSED


def test_a_consent_to_somebody_else_is_no_consent_to_this_receiver(referred: Referred) -> None:
    world = referred.world
    other = world.consents(world.agency("다른식당"), PASSED, purpose="referral")

    with pytest.raises(RuleError, match="other-receiver"):
        send_referral(world.store, referred.manager, referred.referral, other)


def test_a_consent_to_more_than_the_letter_tells_is_refused(referred: Referred) -> None:
    with pytest.raises(RuleError, match="more-than-passed"):
        referred.send(PASSED | {Category.ECONOMY})


def test_withdrawing_from_the_receiver_closes_the_letter_at_once(referred: Referred) -> None:
    referred.send()
    gone = Withdrawal(client=referred.done.client, receiver=referred.receiver)

    withdrawn = withdraw_consent(referred.world.store, referred.manager, gone)

    assert codes(withdrawn.warnings) == {"referral-without-consent"}
    assert referred.world.view(referred.worker).nodes([referred.referral, referred.done.client]) == {}


def test_the_ledger_says_what_was_passed_on_to_whom_and_when(referred: Referred) -> None:
    referred.send()

    (handover,) = consent_circle(
        referred.world.view(scope_of(referred.done.client, Role.CLIENT)), referred.done.client
    ).handovers

    assert handover.receivers == (referred.receiver,)
    assert set(handover.categories) == PASSED
    assert handover.at == referred.world.clock.now


def test_who_declines_gives_a_reason_and_reads_no_more(referred: Referred) -> None:
    referred.send()
    with pytest.raises(RuleError, match="state-reason"):
        referred.answer(referred.worker, "rejected")

    referred.answer(referred.worker, "rejected", reason="full")

    assert referred.state() == "rejected"
    assert referred.world.view(referred.worker).nodes([referred.referral, referred.done.client]) == {}


def test_a_wait_list_is_on_hold_with_its_enrolment(referred: Referred) -> None:
    referred.send()

    referred.answer(referred.worker, "on-hold", reason="waiting-list", enrolment="on-waitlist")

    kept = get_node(referred.world.view(referred.manager), referred.referral)
    assert (kept.text("state"), kept.text("enrolment")) == ("on-hold", "on-waitlist")


def test_a_reason_belongs_to_its_state(referred: Referred) -> None:
    referred.send()

    with pytest.raises(RuleError, match="reason-of-state"):
        referred.answer(referred.worker, "rejected", reason="waiting-list")


@pytest.mark.parametrize(
    ("steps", "state", "rule"),
    [
        pytest.param((), "accepted", "state-order", id="a draft is not accepted"),
        pytest.param(("send",), "completed", "state-order", id="done before it was accepted"),
        pytest.param(("send", "accepted"), "requested", "sent-by-its-door", id="sent again by answering"),
        pytest.param(("send", "accepted"), "completed", "outcome-missing", id="done without an outcome"),
    ],
)
def test_states_follow_each_other(referred: Referred, steps: tuple[str, ...], state: str, rule: str) -> None:
    for step in steps:
        if step == "send":
            referred.send()
        else:
            referred.answer(referred.worker, step)

    with pytest.raises(RuleError, match=rule):
        referred.answer(referred.worker if steps else referred.manager, state)


def test_each_side_sets_its_own_states(referred: Referred) -> None:
    referred.send()

    with pytest.raises(ForbiddenError):
        referred.answer(referred.manager, "accepted")
    with pytest.raises(NodeNotFoundError):
        referred.answer(referred.outsider, "accepted")
    referred.answer(referred.worker, "accepted")
    with pytest.raises(ForbiddenError):
        referred.answer(referred.worker, "entered-in-error")
    referred.answer(referred.manager, "cancelled", reason="client-declined")

    assert referred.state() == "cancelled"


def test_a_member_of_a_team_reads_a_referral_and_does_not_answer_it(referred: Referred) -> None:
    world = referred.world
    referred.send()
    sharing = world.consents(world.agency("딴곳"), frozenset({Category.SERVICES}), purpose="sharing")
    give_consent(world.store, referred.manager, referred.done.client, sharing)
    assert world.view(referred.outsider).nodes([referred.referral])

    with pytest.raises(ForbiddenError):
        referred.answer(referred.outsider, "accepted")


def test_an_answer_after_a_week_is_late_and_says_so(referred: Referred) -> None:
    referred.send()
    referred.world.clock.move(days=9)

    assert codes(referred.answer(referred.worker, "accepted")) == {"answer-late"}


def test_the_same_answer_sent_twice_is_done_once(referred: Referred) -> None:
    referred.send()
    given = AnswerGiven(referral=referred.referral, state="accepted")
    store = referred.world.store

    first = answer_referral(store, referred.worker, given, commit=CommitId("click"))
    again = answer_referral(store, referred.worker, given, commit=CommitId("click"))

    assert first.state == again.state == "accepted"
    with pytest.raises(RuleError, match="state-order"):
        answer_referral(store, referred.worker, given, commit=CommitId("another click"))


def test_an_answer_that_was_refused_leaves_nothing_and_is_given_again_under_the_same_commit(
    referred: Referred,
) -> None:
    referred.send()
    store, click = referred.world.store, CommitId("click")
    referred.answer(referred.worker, "accepted")
    too_late = AnswerGiven(referral=referred.referral, state="accepted")
    with pytest.raises(RuleError, match="state-order"):
        answer_referral(store, referred.worker, too_late, commit=click)

    answer_referral(store, referred.worker, replace(too_late, state="in-progress"), commit=click)

    assert referred.state() == "in-progress"


def test_a_draft_sent_twice_is_sent_once(referred: Referred) -> None:
    world = referred.world
    consents = world.consents(referred.receiver, PASSED, purpose="referral")

    for _ in range(2):
        send_referral(world.store, referred.manager, referred.referral, consents, commit=CommitId("send"))

    opened = edges_out(world.view(referred.manager), [referred.done.client], "consents_to")
    assert sum(edge.end == referred.referral for edge in opened) == len(PASSED)
    with pytest.raises(RuleError, match="not-a-draft"):
        send_referral(world.store, referred.manager, referred.referral, consents)


def test_feedback_closes_the_loop_on_the_senders_side_only(referred: Referred) -> None:
    referred.send()
    referred.answer(referred.worker, "accepted")
    feedback = FeedbackGiven(referral=referred.referral, feedback="맛있어요", need_state="met")

    with pytest.raises(RuleError, match="not-ended"):
        take_feedback(referred.world.store, referred.manager, feedback)
    referred.answer(referred.worker, "completed", outcome="met")
    with pytest.raises(ForbiddenError):
        take_feedback(referred.world.store, referred.worker, feedback)
    take_feedback(referred.world.store, referred.manager, feedback)

    assert get_node(referred.world.view(referred.manager), referred.need).text("state") == "met"


@pytest.mark.parametrize(
    ("passes_on", "expected"),
    [
        pytest.param(frozenset({Category.IDENTITY}), "nothing-passed", id="nothing the receiver could open"),
        pytest.param(PASSED | {Category.WORK_NOTES}, "passes-own-notes", id="the worker's own notes"),
        pytest.param(PASSED | {Category.STAFF}, "not-a-clients-item", id="no item of a client"),
    ],
)
def test_a_letter_passes_on_what_a_letter_may(
    referred: Referred, passes_on: frozenset[Category], expected: str
) -> None:
    (edge,) = edges_out(referred.world.view(referred.manager), [referred.referral], "follows")

    with pytest.raises(RuleError, match=expected):
        prepare_referral(referred.world.store, referred.manager, letter_for(edge.end, passes_on))


def test_what_the_sender_may_not_know_the_letter_cannot_tell(referred: Referred) -> None:
    world = referred.world
    withdraw_consent(
        world.store,
        referred.manager,
        Withdrawal(client=referred.done.client, categories=frozenset({Category.LIVING})),
    )

    (edge,) = edges_out(world.view(referred.manager), [referred.referral], "follows")
    # The need itself is hidden now, so nothing is left to refer for.
    with pytest.raises(RuleError, match="nothing-chosen"):
        prepare_referral(world.store, referred.manager, letter_for(edge.end))
    with pytest.raises(ConsentMissingError):
        add_supporter_and_refer(referred)


def add_supporter_and_refer(referred: Referred) -> None:
    """A need of another category, and a letter that would tell of daily living."""
    world = referred.world
    agreed = NeedGiven(case=referred.done.case, text="말벗", domain="4000000", level="individual")
    need = settle_need(world.store, referred.manager, agreed).need
    chosen = ChoiceGiven(need=need, options=(referred.service,), chosen=referred.service, decided_by="client")
    choice = choose(world.store, referred.manager, chosen).choice
    prepare_referral(world.store, referred.manager, letter_for(choice))


def test_no_letter_goes_to_an_informal_supporter(referred: Referred) -> None:
    world = referred.world
    neighbour = SupporterGiven(
        client=referred.done.client, supporter=PersonFacts(name="옆집"), gives="점심 나눔"
    )
    helper = add_supporter(world.store, referred.manager, neighbour).supporter
    chosen = ChoiceGiven(
        need=referred.need, options=(helper, referred.service), chosen=helper, decided_by="client"
    )
    choice = choose(world.store, referred.manager, chosen).choice

    with pytest.raises(RuleError, match="service-not-formal"):
        prepare_referral(world.store, referred.manager, letter_for(choice))


def test_a_letter_goes_only_to_one_who_offers_the_service(referred: Referred) -> None:
    (edge,) = edges_out(referred.world.view(referred.manager), [referred.referral], "follows")
    elsewhere = replace(letter_for(edge.end), receiver=referred.world.agency("딴곳"))

    with pytest.raises(RuleError, match="not-the-provider"):
        prepare_referral(referred.world.store, referred.manager, elsewhere)


def test_the_letter_reads_whole_to_the_sender_and_as_passed_on_to_the_receiver(
    referred: Referred,
) -> None:
    referred.send()

    sent = letter(referred.world.view(referred.manager), referred.referral)
    read = letter(referred.world.view(referred.worker), referred.referral)

    for line in ("받는 기관: 나루식당", "보내는 기관: 물빛복지관", "대상자: 이가람", "빈도: 주 5회"):
        assert line in sent
        assert line in read
    assert "욕구: 점심을 거르지 않는다" in read
    assert f"사례 번호: {referred.done.code}" in sent
    assert "사례 번호" not in read, "the case was not passed on"
    assert "Client: 이가람" in letter(referred.world.view(referred.worker), referred.referral, "en")


def test_a_letter_is_nobody_elses(referred: Referred) -> None:
    referred.send()

    with pytest.raises(NodeNotFoundError):
        letter(referred.world.view(referred.outsider), referred.referral)


def test_a_need_whose_category_is_not_passed_on_is_not_told(referred: Referred) -> None:
    world = referred.world
    (edge,) = edges_out(world.view(referred.manager), [referred.referral], "follows")

    told = prepare_referral(
        world.store, referred.manager, letter_for(edge.end, frozenset({Category.SERVICES}))
    )

    assert {"need-not-passed", "nobody-named"} <= codes(told.warnings)
    assert "need" not in get_node(world.view(referred.manager), told.referral).fields
    assert PERSONAL >= PASSED
