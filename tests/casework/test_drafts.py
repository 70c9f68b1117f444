"""A letter that was prepared and not sent is sent after all, or taken back."""

from __future__ import annotations

import pytest

from resnet.access.role import Role
from resnet.casework.draft import choices_carried_out
from resnet.casework.referral import prepare_referral, send_referral
from resnet.errors import ForbiddenError, RuleError
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_out
from resnet.ontology.category import Category
from tests.casework.referred import PASSED, Referred, letter_for, refer
from tests.casework.world import World, scope_of


@pytest.fixture
def referred(world: World) -> Referred:
    return refer(world)


def choice_of(referred: Referred) -> NodeId:
    (edge,) = edges_out(referred.world.view(referred.manager), [referred.referral], "follows")
    return edge.end


def carried_out(referred: Referred) -> bool:
    view = referred.world.view(referred.manager)
    return choice_of(referred) in choices_carried_out(view, [choice_of(referred)])


def test_a_letter_whose_sending_was_refused_is_sent_with_the_consent_it_needs(referred: Referred) -> None:
    with pytest.raises(RuleError, match="passed-without-consent"):
        referred.send(PASSED - {Category.LIVING})

    referred.send()

    assert referred.state() == "requested"


def test_a_draft_that_is_taken_back_frees_its_choice_for_another_letter(referred: Referred) -> None:
    assert carried_out(referred)
    choice = choice_of(referred)

    referred.answer(referred.manager, "cancelled", reason="클라이언트가 전달을 원하지 않음")

    assert not carried_out(referred)
    with pytest.raises(RuleError, match="not-a-draft"):
        send_referral(referred.world.store, referred.manager, referred.referral)
    less = frozenset({Category.SERVICES})
    referred.referral = prepare_referral(
        referred.world.store, referred.manager, letter_for(choice, less)
    ).referral
    referred.send(less)
    assert carried_out(referred)


def test_a_letter_cancelled_after_it_was_sent_was_a_letter(referred: Referred) -> None:
    referred.send()

    referred.answer(referred.manager, "cancelled", reason="다른 곳으로 정함")

    assert carried_out(referred)


def test_a_draft_is_taken_back_with_a_reason_and_by_nobody_but_its_side(referred: Referred) -> None:
    with pytest.raises(RuleError, match="state-reason"):
        referred.answer(referred.manager, "cancelled")
    client = scope_of(referred.done.client, Role.CLIENT)
    with pytest.raises(ForbiddenError):
        referred.answer(client, "cancelled", reason="싫어요")

    assert referred.state() == "draft"
