"""The proposal: types, seats that may be needed, who could lead, the Solution committee, who may ask."""

from __future__ import annotations

from datetime import date

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import NodeId
from resnet.matching.team.propose import propose_team
from resnet.matching.team.words import explain_team
from resnet.messages import messages_for
from tests.matching.district import CASE, CLIENT, District

MANAGER = "person:manager"


@pytest.fixture
def district() -> District:
    here = District()
    for name in ("centre", "helper", "guest"):
        here.agency(name)
    here.worker("manager", "agency:centre")
    here.client(disability_types=(), birth_year=1985)
    here.household(type="couple")
    here.case(manager=MANAGER, lead="agency:helper")
    return here


def test_the_seats_of_an_unknown_type_may_be_needed(district: District) -> None:
    district.client(birth_year=None, disability_types=())

    proposal = propose_team(district.network(), district.view(), CLIENT)

    assert [each.code for each in proposal.maybe] == [
        "home-care-worker",
        "visiting-nurse",
        "older-people-officer",
    ]
    assert len(proposal.seats) == 7


def test_who_leads_comes_first_then_who_manages_then_who_does_most(district: District) -> None:
    for name in ("rice", "soup"):
        district.offer(name, "agency:guest")
        district.edge("receives", CLIENT, f"service:{name}")
    district.agency("partner")
    district.edge("took_part", "agency:partner", CASE)

    leads = propose_team(district.network(), district.view(), CLIENT).leads

    assert [each.name for each in leads] == ["helper", "centre", "guest", "partner"]
    assert [each.is_lead for each in leads] == [True, False, False, False]
    assert leads[2].services == ("rice", "soup")


def test_a_committee_with_its_empty_seats_and_when_it_can_meet(district: District) -> None:
    team = district.node(
        "team:solution", fields={"name": "S", "type": "solution-committee", "is_standing": True}
    )
    district.edge("member_of", MANAGER, team, fields={"seat": "clerk"})

    proposal = propose_team(district.network(), district.view(), CLIENT)

    (committee,) = proposal.committees
    assert committee.filled == (("clerk", "manager"),)
    assert "chair" in committee.empty
    assert "clerk" not in committee.empty
    assert "doctor" in committee.empty
    # A month's notice, the day of the announcement not counted.
    assert proposal.meets_from == date(2026, 12, 3)


def test_a_withdrawn_need_and_a_closed_case_count_for_nothing(district: District) -> None:
    district.need(service_classes=("5.3",), state="withdrawn")
    district.node(
        "case:old", about=(CLIENT,), fields={"closed_at": district.now, "standard": "handbook_2011"}
    )
    district.edge("concerns", "case:old", CLIENT)

    proposal = propose_team(district.network(), district.view(), CLIENT)

    assert proposal.case == CASE
    assert len(proposal.seats) == 7


def test_who_does_not_see_the_client_is_answered_as_of_one_who_is_not_there(district: District) -> None:
    network = district.network()
    stranger = Scope.of(NodeId("person:stranger"), frozenset({Role.CASE_MANAGER}), reason="test")

    for client in (CLIENT, NodeId("person:none"), NodeId("agency:centre")):
        with pytest.raises(NodeNotFoundError, match=str(NodeNotFoundError())):
            propose_team(network, district.view(stranger), client)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_it_is_said_in_words(district: District, language: str) -> None:
    district.client(birth_year=1950)
    proposal = propose_team(district.network(), district.view(), CLIENT)

    said = explain_team(proposal, language)

    say = messages_for(language)
    assert said.startswith(say.text("team-title"))
    for seat in proposal.seats:
        assert seat.seat.label.of(language) in said
    assert say.text("team-empty-no-agency") in said
    assert say.text("team-committees-none") in said
    assert "team-" not in said
