"""Who reads what a referral letter says: its two sides and the client, nobody by consent to services."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from resnet.access.role import Role
from resnet.casework.circle import consent_circle
from resnet.casework.consent import give_consent
from resnet.casework.letter import letter
from resnet.casework.referral import prepare_referral, send_referral
from resnet.casework.withdrawal import Withdrawal, withdraw_consent
from resnet.errors import ConflictError, NodeNotFoundError, RuleError
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphView
from resnet.ontology.category import Category
from tests.casework.referred import PASSED, Referred, letter_for, refer
from tests.casework.world import World, scope_of

SERVICES = frozenset({Category.IDENTITY, Category.SERVICES})
SUMMARY, GOAL = "혼자 사는 어르신", "하루 한 끼 제대로"


@pytest.fixture
def referred(world: World) -> Referred:
    return refer(world)


def third(referred: Referred) -> GraphView:
    """What a worker reads whose agency the client told which services they use."""
    world = referred.world
    agency = world.agency("셋째기관")
    worker = scope_of(world.worker("셋째", agency), Role.PARTNER)
    consents = world.consents(agency, SERVICES, purpose="sharing")
    give_consent(world.store, referred.manager, referred.done.client, consents)
    return world.view(worker)


def test_both_sides_and_the_client_read_the_letter_and_a_third_reads_the_envelope(referred: Referred) -> None:
    referred.send()
    view, world = third(referred), referred.world

    for scope in (referred.manager, referred.worker, scope_of(referred.done.client, Role.CLIENT)):
        assert SUMMARY in letter(world.view(scope), referred.referral)
    told = letter(view, referred.referral)
    assert "점심 도시락" in told
    assert SUMMARY not in told
    assert GOAL not in told
    assert "보낸 기관과 받은 기관, 대상자만" in told
    with pytest.raises(NodeNotFoundError):
        letter(world.view(referred.outsider), referred.referral)


def test_an_addressee_reads_the_own_letter_and_of_another_that_it_is_under_way(referred: Referred) -> None:
    world = referred.world
    referred.send()
    school = world.agency("배움학교")
    world.join("offers", school, referred.service)
    (choice,) = edges_out(world.view(referred.manager), [referred.referral], "follows")
    given = letter_for(choice.end)
    second = prepare_referral(
        world.store, referred.manager, replace(given, receiver=school, summary="둘째 편지")
    ).referral
    send_referral(world.store, referred.manager, second, world.consents(school, PASSED, purpose="referral"))
    teacher = world.view(scope_of(world.worker("교사", school), Role.PARTNER))

    assert get_node(teacher, second).text("summary") == "둘째 편지"
    other = get_node(teacher, referred.referral)
    assert (other.text("state"), other.text("service_asked")) == ("requested", "점심 도시락")
    assert {"summary", "goal", "need", "monitoring", "passes_on"} & set(other.fields) == set()


def test_what_the_receiver_answers_in_words_is_for_the_two_sides(referred: Referred) -> None:
    referred.send()
    view = third(referred)

    referred.answer(referred.worker, "accepted")
    referred.answer(referred.worker, "on-hold", reason="식탁이 차서 다음 달에", enrolment="on-waitlist")

    assert (
        get_node(referred.world.view(referred.manager), referred.referral).text("reason")
        == "식탁이 차서 다음 달에"
    )
    assert (
        get_node(referred.world.view(referred.worker), referred.referral).text("reason")
        == "식탁이 차서 다음 달에"
    )
    node = get_node(view, referred.referral)
    assert (node.text("state"), node.text("reason")) == ("on-hold", "")


def test_a_draft_is_not_seen_by_who_may_know_the_services(referred: Referred) -> None:
    view = third(referred)

    assert view.nodes([referred.referral]) == {}
    assert edges_in(view, [referred.done.client], "about_client") == []

    referred.send()

    assert get_node(view, referred.referral).text("state") == "requested"
    assert [entry.element.get("state") for entry in view.history([referred.referral]) if entry.element] == [
        "requested"
    ]


def test_after_the_client_withdraws_the_receiver_reads_the_letter_no_more(referred: Referred) -> None:
    referred.send()
    world = referred.world
    give_consent(
        world.store,
        referred.manager,
        referred.done.client,
        world.consents(referred.receiver, SERVICES, purpose="sharing"),
    )
    letters = [
        opening.consent
        for opening in consent_circle(world.view(referred.manager), referred.done.client).openings
        if opening.receiver == referred.referral
    ]

    for consent in dict.fromkeys(letters):
        given = Withdrawal(client=referred.done.client, consent=consent)
        withdraw_consent(world.store, referred.manager, given)

    assert SUMMARY not in letter(world.view(referred.worker), referred.referral)
    assert SUMMARY in letter(world.view(referred.manager), referred.referral)


def test_a_draft_that_was_sent_meanwhile_is_not_sent_again(referred: Referred) -> None:
    referred.send()
    count = len(edges_out(referred.world.view(referred.manager), [referred.done.client], "consents_to"))

    with pytest.raises((RuleError, ConflictError)):
        referred.send()

    edges = edges_out(referred.world.view(referred.manager), [referred.done.client], "consents_to")
    assert len(edges) == count


def test_the_letter_closes_on_the_day_the_consent_ends(referred: Referred) -> None:
    referred.send()
    referred.world.clock.move(days=365)
    referred.world.clock.now += timedelta(seconds=1)

    with pytest.raises(NodeNotFoundError):
        get_node(referred.world.view(referred.worker), referred.referral)


def test_nobody_finds_a_letter_by_an_id_that_is_none(referred: Referred) -> None:
    with pytest.raises(NodeNotFoundError):
        letter(referred.world.view(referred.worker), NodeId("referral:none"))
