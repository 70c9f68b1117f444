"""What becomes of a referral tells something of the directory, and nothing of the client."""

from __future__ import annotations

import pytest

from resnet.access.scope import Scope
from resnet.graph.elements import Edge
from resnet.graph.reading import edges_in, get_node
from resnet.ingest.freshness.due import read_due
from resnet.ontology.registry import kind_named
from resnet.ontology.vocabulary import load_vocabulary
from tests.casework.referred import Referred, refer
from tests.casework.world import World

KEEPER = Scope.everything(reason="test")


@pytest.fixture
def referred(world: World) -> Referred:
    found = refer(world)
    found.send()
    return found


def said_in_referrals(referred: Referred) -> list[Edge]:
    ends = [referred.service, referred.receiver]
    words = edges_in(referred.world.view(KEEPER), ends, "describes")
    return [edge for edge in words if edge.text("said_how") == "referral"]


def test_a_receiver_that_is_full_says_so_of_its_service(referred: Referred) -> None:
    referred.answer(referred.worker, "rejected", reason="full")

    service = get_node(referred.world.view(referred.outsider), referred.service)
    (word,) = said_in_referrals(referred)
    assert service.text("capacity_state") == "no-capacity"
    assert service.fields["capacity_stated_at"] == referred.world.clock.now
    assert word.text("standing") == "own-word"


def test_a_dead_number_is_a_doubt_that_changes_no_value(referred: Referred) -> None:
    before = get_node(referred.world.view(KEEPER), referred.receiver).fields

    referred.answer(referred.manager, "cancelled", reason="number-dead")

    now = get_node(referred.world.view(KEEPER), referred.receiver).fields
    (word,) = said_in_referrals(referred)
    assert now == before
    assert (word.end, word.get("doubts")) == (referred.receiver, ("phone",))


def test_a_place_found_closed_is_on_the_due_list_and_still_in_the_directory(referred: Referred) -> None:
    referred.answer(referred.manager, "cancelled", reason="closed-down")

    entry = next(
        each for each in read_due(referred.world.store, KEEPER).entries if each.provider == referred.receiver
    )
    assert entry.values[0].is_doubted
    assert "status" not in get_node(referred.world.view(KEEPER), referred.receiver).fields


def test_what_a_service_no_longer_offers_is_doubted_of_the_service(referred: Referred) -> None:
    referred.answer(referred.worker, "rejected", reason="not-offered")

    (word,) = said_in_referrals(referred)
    assert (word.end, word.get("doubts")) == (referred.service, ("status",))


def test_the_record_says_nothing_of_the_referral_or_the_client(referred: Referred) -> None:
    referred.answer(referred.worker, "rejected", reason="full")

    (word,) = said_in_referrals(referred)
    record = get_node(referred.world.view(KEEPER), word.start)
    told = " ".join(str(value) for value in [*word.fields.values(), *record.fields.values()])
    assert record.about == word.about == ()
    assert referred.done.client not in told
    assert referred.referral not in told


@pytest.mark.parametrize(
    ("state", "more"),
    [
        pytest.param("rejected", {"reason": "not-eligible"}, id="a reason that is the client's"),
        pytest.param("rejected", {"reason": "자리가 없어요"}, id="a reason in words"),
        pytest.param("accepted", {}, id="no reason"),
    ],
)
def test_other_answers_tell_nothing_of_the_directory(
    referred: Referred, state: str, more: dict[str, str]
) -> None:
    referred.answer(referred.worker, state, **more)

    assert said_in_referrals(referred) == []


def test_reasons_name_fields_that_services_and_providers_have() -> None:
    for term in load_vocabulary("referral_reasons").terms:
        assert all(kind_named("service").field(name) for name in term.texts("doubts_service"))
        assert all(kind_named("agency").field(name) for name in term.texts("doubts_provider"))
