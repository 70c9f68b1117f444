"""A letter to a self-help group or a church: informal help, asked as carefully as an agency's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from resnet.access.role import Role
from resnet.casework.agreed_need import NeedGiven, settle_need
from resnet.casework.choice import ChoiceGiven, choose
from resnet.casework.circle import consent_circle
from resnet.casework.consent import give_consent
from resnet.casework.feedback import FeedbackGiven, take_feedback
from resnet.casework.letter import letter
from resnet.casework.referral import prepare_referral, send_referral
from resnet.casework.referral_answer import AnswerGiven, answer_referral
from resnet.casework.withdrawal import Withdrawal, withdraw_consent
from resnet.errors import ForbiddenError, NodeNotFoundError, RuleError
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_out, get_node
from tests.casework.referred import PASSED, Referred, letter_for, refer
from tests.casework.world import World, codes, scope_of


@pytest.fixture
def church(world: World) -> Referred:
    """A draft of a letter to a church, beside one to an agency."""
    referred = refer(world)
    group = world.directory("group", "샘물교회", name="샘물교회", type="religious", offers_said="주 1회 반찬")
    chosen = ChoiceGiven(need=referred.need, options=(group,), chosen=group, decided_by="client")
    choice = choose(world.store, referred.manager, chosen).choice
    draft = prepare_referral(world.store, referred.manager, letter_for(choice)).referral
    referred.referral, referred.receiver = draft, group
    return referred


def test_a_group_that_the_client_chose_is_written_to_by_its_own_offer(church: Referred) -> None:
    church.send()

    view = church.world.view(church.manager)
    assert get_node(view, church.referral).text("service_asked") == "주 1회 반찬"
    assert [edge.end for edge in edges_out(view, [church.referral], "addressed_to")] == [church.receiver]
    assert edges_out(view, [church.referral], "asks_for") == []
    assert "샘물교회" in letter(view, church.referral)


def test_nothing_is_passed_to_a_group_that_the_client_did_not_agree_to(church: Referred) -> None:
    with pytest.raises(RuleError, match="passed-without-consent"):
        send_referral(church.world.store, church.manager, church.referral)


def test_the_sender_writes_down_what_a_group_answers_until_the_loop_is_closed(church: Referred) -> None:
    church.send()
    for state, more in (("accepted", {}), ("in-progress", {}), ("completed", {"outcome": "met"})):
        church.answer(church.manager, state, **more)

    take_feedback(
        church.world.store,
        church.manager,
        FeedbackGiven(referral=church.referral, feedback="반찬이 맛있어요"),
    )

    node = get_node(church.world.view(church.manager), church.referral)
    assert (node.text("state"), node.text("outcome")) == ("completed", "met")
    assert node.get("answered_at") is not None


def test_a_sender_still_does_not_answer_for_an_agency(referred_to_agency: Referred) -> None:
    referred_to_agency.send()

    with pytest.raises(ForbiddenError):
        referred_to_agency.answer(referred_to_agency.manager, "accepted")


@pytest.fixture
def referred_to_agency(world: World) -> Referred:
    return refer(world)


def test_nobody_outside_answers_for_a_group(church: Referred) -> None:
    church.send()

    for stranger in (church.worker, church.outsider):
        with pytest.raises(NodeNotFoundError):
            church.answer(stranger, "accepted")


def test_who_sees_the_case_and_did_not_send_answers_for_no_group(church: Referred) -> None:
    church.send()
    world, partner = church.world, church.world.agency("나루센터")
    consents = world.consents(partner, purpose="sharing")
    give_consent(world.store, church.manager, church.done.client, consents)
    colleague = world.case_manager("한별", partner)
    assert church.referral in world.view(colleague).nodes([church.referral])

    with pytest.raises(ForbiddenError):
        church.answer(colleague, "accepted")


def test_the_ledger_names_the_group_and_withdrawing_from_it_ends_what_it_was_given(church: Referred) -> None:
    church.send()
    own = scope_of(church.done.client, Role.CLIENT)
    (handover,) = consent_circle(church.world.view(own), church.done.client).handovers
    assert handover.receivers == (church.receiver,)

    gone = withdraw_consent(
        church.world.store, own, Withdrawal(client=church.done.client, receiver=church.receiver)
    )

    assert len(gone.ended) == len(PASSED)
    assert codes(gone.warnings) == {"referral-without-consent"}


def test_a_letter_to_a_group_goes_to_that_group_and_to_no_other(church: Referred) -> None:
    need = settle_need(
        church.world.store,
        church.manager,
        NeedGiven(case=church.done.case, text="반찬", domain="2000000", level="individual"),
    ).need
    chosen = ChoiceGiven(need=need, options=(church.receiver,), chosen=church.receiver, decided_by="client")
    choice = choose(church.world.store, church.manager, chosen).choice

    with pytest.raises(RuleError, match="not-the-provider"):
        prepare_referral(
            church.world.store, church.manager, replace(letter_for(choice), receiver=church.sender)
        )


def test_a_neighbour_is_asked_and_not_written_to(world: World) -> None:
    referred = refer(world)
    neighbour = NodeId(referred.done.client)
    chosen = ChoiceGiven(need=referred.need, options=(neighbour,), chosen=neighbour, decided_by="client")
    choice = choose(world.store, referred.manager, chosen).choice

    with pytest.raises(RuleError, match="service-not-formal"):
        prepare_referral(world.store, referred.manager, letter_for(choice))


def test_a_wait_at_a_group_has_its_reason_too(church: Referred) -> None:
    church.send()
    given = AnswerGiven(referral=church.referral, state="on-hold")

    with pytest.raises(RuleError, match="state-reason"):
        answer_referral(church.world.store, church.manager, given)
