"""Every seat has somebody who could take it, with the way to them, or one reason why nobody can."""

from __future__ import annotations

from typing import Any

import pytest

from resnet.graph.elements import NodeId
from resnet.matching.team.proposal import Empty, SeatProposed, TeamProposal
from resnet.matching.team.propose import propose_team
from resnet.matching.team.seats import CANDIDATES_SHOWN
from resnet.ontology.category import Category
from tests.matching.district import CASE, CLIENT, District, days

OFFICE = "neighbourhood-welfare-officer"
VOLUNTEERS = "volunteer-officer"
FAMILY = "family-centre-worker"
MANAGER = "person:manager"


class Around(District):
    """A client of two neighbourhoods' district, with a case that a worker of the centre has."""

    def place(self, area: str, level: str, part_of: str | None = None) -> NodeId:
        node = self.node(f"area:{area}", fields={"name": area, "code": area, "level": level})
        if part_of is not None:
            self.edge("part_of", node, f"area:{part_of}")
        return node

    def employ(self, name: str, agency: str, title: str = "", **given: Any) -> NodeId:
        worker = self.node(f"person:{name}", category=Category.PUBLIC, fields={"name": name})
        self.edge("works_for", worker, f"agency:{agency}", fields={"title": title}, **given)
        return worker

    def proposed(self) -> TeamProposal:
        return propose_team(self.network(), self.view(), CLIENT)

    def seat(self, code: str) -> SeatProposed:
        return next(each for each in self.proposed().seats if each.seat.code == code)


@pytest.fixture
def around() -> Around:
    here = Around()
    here.place("do", "province")
    here.place("gu", "district", "do")
    here.place("dong", "neighbourhood", "gu")
    here.place("other-dong", "neighbourhood", "gu")
    here.place("far-gu", "district", "do")
    here.agency("centre")
    here.worker("manager", "agency:centre")
    here.client()
    here.case(manager=MANAGER, lead="agency:centre")
    here.edge("resides_in", CLIENT, "area:dong")
    return here


def volunteers(here: Around, name: str = "volunteers", covers: str = "gu") -> str:
    here.agency(name, type="volunteer-centre")
    here.edge("covers", f"agency:{name}", f"area:{covers}")
    return name


def names(proposed: SeatProposed) -> list[str]:
    return [each.name for each in proposed.candidates]


# -- empty, and why ----------------------------------------------------------------------------------


def test_no_agency_of_the_kind(around: Around) -> None:
    assert around.seat(VOLUNTEERS).empty is Empty.NO_AGENCY


def test_an_agency_of_another_area_only(around: Around) -> None:
    volunteers(around, covers="far-gu")

    assert around.seat(VOLUNTEERS).empty is Empty.NOT_HERE


def test_an_agency_without_a_named_worker_is_to_be_asked(around: Around) -> None:
    volunteers(around)
    around.say("agency:volunteers", phone="032-000-1234")

    proposed = around.seat(VOLUNTEERS)

    assert proposed.empty is Empty.NO_WORKER
    assert [(each.name, each.phone) for each in proposed.ask] == [("volunteers", "032-000-1234")]


def test_workers_but_none_who_does_this(around: Around) -> None:
    around.employ("Kim", volunteers(around), "시설관리")

    assert around.seat(VOLUNTEERS).empty is Empty.NO_ROLE


def test_somebody_whom_nobody_of_the_case_knows(around: Around) -> None:
    around.employ("Kim", volunteers(around), "자원봉사 담당")

    proposed = around.seat(VOLUNTEERS)

    assert proposed.empty is Empty.NO_TIE
    assert [each.name for each in proposed.ask] == ["volunteers"]


def test_nobody_has_the_case(around: Around) -> None:
    around.client(NodeId("person:new"))

    around.commit()
    proposal = propose_team(around.network(), around.view(), NodeId("person:new"))

    lead = next(each for each in proposal.seats if each.seat.code == "lead-case-manager")
    assert lead.empty is Empty.NO_MANAGER
    assert (proposal.case, proposal.leads) == (None, ())


def test_the_neighbourhood_is_not_known(around: Around) -> None:
    around.client(NodeId("person:new"))
    around.agency("office", type="neighbourhood-office")
    around.commit()

    proposal = propose_team(around.network(), around.view(), NodeId("person:new"))

    assert next(each for each in proposal.seats if each.seat.code == OFFICE).empty is Empty.AREA_UNKNOWN


def test_every_seat_has_a_candidate_or_a_reason(around: Around) -> None:
    around.household(type="single-parent")
    around.employ("Kim", volunteers(around), "자원봉사 담당")
    around.edge("knows", MANAGER, "person:Kim")

    proposal = around.proposed()

    assert len(proposal.seats) == 15
    assert all(bool(each.candidates) is (each.empty is None) for each in proposal.seats)


# -- who could ---------------------------------------------------------------------------------------


def test_a_tie_leads_to_the_candidate(around: Around) -> None:
    around.employ("Kim", volunteers(around), "자원봉사 담당")
    around.edge("knows", MANAGER, "person:Kim")

    (candidate,) = around.seat(VOLUNTEERS).candidates

    assert (candidate.name, candidate.title, candidate.agency_name) == ("Kim", "자원봉사 담당", "volunteers")
    assert [(step.caller, step.called, step.tie) for step in candidate.steps] == [
        (MANAGER, "person:Kim", "known-contact")
    ]
    assert candidate.cost == candidate.steps[0].cost
    assert [each.receiver for each in candidate.consents] == ["agency:volunteers"]


def test_a_consent_given_is_not_asked_for_again(around: Around) -> None:
    around.employ("Kim", volunteers(around), "자원봉사 담당")
    around.edge("knows", MANAGER, "person:Kim")
    around.consent("agency:volunteers", "identity")

    (candidate,) = around.seat(VOLUNTEERS).candidates

    assert [each.categories for each in candidate.consents] == [(Category.CASE,)]


def test_whoever_works_with_the_client_needs_no_tie_and_comes_first(around: Around) -> None:
    for name in ("one", "two"):
        around.employ(f"{name}-worker", volunteers(around, name), "자원봉사 담당")
    around.edge("knows", MANAGER, "person:one-worker")
    around.edge("took_part", "agency:two", CASE)

    proposed = around.seat(VOLUNTEERS)

    assert names(proposed) == ["two-worker", "one-worker"]
    assert proposed.candidates[0].has_the_client
    assert proposed.candidates[0].steps == ()


def test_whose_seat_it_is_in_a_standing_team_comes_before_others_whatever_the_title(around: Around) -> None:
    agency = volunteers(around)
    around.employ("Ahn", agency, "자원봉사 담당")
    around.employ("Zin", agency, "")
    around.edge("knows", MANAGER, "person:Ahn")
    around.edge("knows", MANAGER, "person:Zin")
    team = around.team("standing")
    around.edge("member_of", "person:Zin", team, fields={"seat": VOLUNTEERS})

    proposed = around.seat(VOLUNTEERS)

    assert names(proposed) == ["Zin", "Ahn"]
    assert proposed.candidates[0].holds_it_in == "standing"
    assert [each.seats_held for each in proposed.candidates] == [1, 0]


def test_who_sits_in_the_case_s_team_comes_first(around: Around) -> None:
    agency = volunteers(around)
    for name in ("Ahn", "Zin"):
        around.employ(name, agency, "자원봉사 담당")
        around.edge("knows", MANAGER, f"person:{name}")
    team = around.node(
        "team:case", category=Category.CASE, about=(CLIENT,), fields={"name": "t", "type": "integrated-team"}
    )
    around.edge("member_of", "person:Zin", team, category=Category.CASE, fields={"seat": VOLUNTEERS})
    around.edge("member_of", MANAGER, team, category=Category.CASE, fields={"seat": "lead-case-manager"})

    proposed = around.seat(VOLUNTEERS)

    assert names(proposed) == ["Zin", "Ahn"]
    assert proposed.is_filled


def test_equals_are_ordered_by_load_then_id_and_only_the_first_are_shown(around: Around) -> None:
    agency = volunteers(around)
    around.team("busy", "person:Ahn")
    for name in ("Ahn", "Bae", "Cha", "Do"):
        around.employ(name, agency, "자원봉사 담당")
        around.edge("knows", MANAGER, f"person:{name}")

    proposed = around.seat(VOLUNTEERS)

    assert names(proposed) == ["Bae", "Cha", "Do"]
    assert (len(proposed.candidates), proposed.considered) == (CANDIDATES_SHOWN, 4)


def test_who_has_left_is_nobody(around: Around) -> None:
    around.employ("Kim", volunteers(around), "자원봉사 담당", until=around.now - days(1))

    assert around.seat(VOLUNTEERS).empty is Empty.NO_WORKER


def test_a_closed_agency_is_none(around: Around) -> None:
    around.employ("Kim", volunteers(around), "자원봉사 담당")
    around.say("agency:volunteers", status="closed")

    assert around.seat(VOLUNTEERS).empty is Empty.NO_AGENCY


def test_the_manager_of_the_case_is_the_lead_case_manager(around: Around) -> None:
    (candidate,) = around.seat("lead-case-manager").candidates

    assert (candidate.person, candidate.steps, candidate.consents) == (MANAGER, (), ())


def test_a_colleague_is_asked_by_the_manager_directly(around: Around) -> None:
    around.household(type="single-parent")
    around.employ("Kim", "centre", "아동·청소년 담당")

    (candidate,) = around.seat("child-youth-worker").candidates

    assert [(step.caller, step.called) for step in candidate.steps] == [(MANAGER, "person:Kim")]


# -- of the client's own neighbourhood ---------------------------------------------------------------


def office(here: Around, name: str) -> None:
    here.agency(name, type="neighbourhood-office")
    here.employ(f"{name}-worker", name, "사회복지 담당")
    here.edge("knows", MANAGER, f"person:{name}-worker")


def test_the_office_of_the_neighbourhood_and_no_other(around: Around) -> None:
    office(around, "own")
    office(around, "other")
    around.edge("in_area", "agency:own", "area:dong")
    around.edge("in_area", "agency:other", "area:other-dong")

    proposed = around.seat(OFFICE)

    assert names(proposed) == ["own-worker"]
    assert proposed.candidates[0].is_of_the_area is True


def test_only_the_office_of_another_neighbourhood(around: Around) -> None:
    office(around, "other")
    around.edge("in_area", "agency:other", "area:other-dong")

    assert around.seat(OFFICE).empty is Empty.NOT_HERE


def test_an_office_whose_neighbourhood_nobody_says_may_be_it_and_that_is_said(around: Around) -> None:
    office(around, "some")
    around.edge("in_area", "agency:some", "area:gu")

    (candidate,) = around.seat(OFFICE).candidates

    assert candidate.is_of_the_area is None


def test_for_other_seats_the_district_is_near_enough(around: Around) -> None:
    around.household(type="single-parent")
    around.agency("family", type="family-centre")
    around.employ("Kim", "family")
    around.edge("in_area", "agency:family", "area:other-dong")
    around.edge("knows", MANAGER, "person:Kim")

    (candidate,) = around.seat(FAMILY).candidates

    assert candidate.is_of_the_area is True
