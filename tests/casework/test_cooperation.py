"""Workers, teams and agreements."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from resnet.access.role import Role
from resnet.casework.consent import give_consent
from resnet.casework.cooperation import (
    AgreementGiven,
    Party,
    Seat,
    TeamGiven,
    WorkerGiven,
    add_worker,
    conclude_agreement,
    form_team,
    get_acquainted,
    leave_team,
    seat_member,
)
from resnet.errors import RuleError
from resnet.graph.reading import edges_in, get_node
from resnet.ontology.category import Category
from tests.casework.world import World, codes, scope_of


def test_a_worker_is_public_with_work_contacts_only(world: World) -> None:
    agency = world.agency("물빛복지관")
    coordinator = scope_of(world.worker("자원 담당", agency), Role.COORDINATOR)
    given = WorkerGiven(name="두리", agency=agency, title="팀장", work_phone="032-000-0000", is_contact=True)

    added = add_worker(world.store, coordinator, given)

    stranger = world.view(scope_of(world.worker("누구", world.agency("딴곳")), Role.COUNCIL))
    kept = get_node(stranger, added.node)
    assert kept.about == ()
    assert kept.fields == {"name": "두리", "title": "팀장", "work_phone": "032-000-0000"}
    assert codes(added.warnings) == set()
    silent = add_worker(world.store, coordinator, replace(given, work_phone=""))
    assert codes(silent.warnings) == {"contact-without-phone"}


def test_an_agreement_has_two_parties_and_a_named_worker_at_each(world: World) -> None:
    first, second = world.agency("물빛복지관"), world.agency("나루센터")
    coordinator = scope_of(world.worker("자원 담당", first), Role.COORDINATOR)
    named = tuple(
        Party(agency=each, named_worker=world.worker(f"{each} 담당", each)) for each in (first, second)
    )
    given = AgreementGiven(name="돌봄 협약", purpose="의뢰와 회신", parties=named)

    concluded = conclude_agreement(world.store, coordinator, given)
    nominal = conclude_agreement(
        world.store, coordinator, replace(given, parties=(named[0], Party(agency=second)))
    )
    with pytest.raises(RuleError, match="two-parties"):
        conclude_agreement(world.store, coordinator, replace(given, parties=named[:1]))

    parties = edges_in(world.view(coordinator), [concluded.node], "party_to")
    assert {edge.start for edge in parties} == {first, second}
    assert codes(concluded.warnings) == set()
    assert codes(nominal.warnings) == {"agreement-nominal"}


def test_an_agreement_is_valid_for_its_time(world: World) -> None:
    first, second = world.agency("물빛복지관"), world.agency("나루센터")
    coordinator = scope_of(world.worker("자원 담당", first), Role.COORDINATOR)
    until = world.clock.now + timedelta(days=30)
    given = AgreementGiven(
        name="협약", purpose="", parties=(Party(agency=first), Party(agency=second)), until=until
    )
    agreement = conclude_agreement(world.store, coordinator, given).node
    with pytest.raises(RuleError, match="period"):
        conclude_agreement(world.store, coordinator, replace(given, since=until))

    assert edges_in(world.view(coordinator), [agreement], "party_to")
    world.clock.move(days=31)
    assert edges_in(world.view(coordinator), [agreement], "party_to") == []


def test_a_team_for_a_case_is_seen_by_those_who_see_the_case(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager, outsider = world.case_manager("최온", agency), world.case_manager("한별", world.agency("딴곳"))
    done = world.client(manager, agency)
    seats = (Seat(member=agency, seat="lead-case-manager", is_leader=True),)
    given = TeamGiven(name="이가람 통합팀", type="integrated-team", seats=seats, case=done.case)

    formed = form_team(world.store, manager, given)

    assert get_node(world.view(manager), formed.node).category is Category.CASE
    assert world.view(outsider).nodes([formed.node]) == {}
    assert codes(formed.warnings) == set()


def test_a_seat_taken_later_reads_from_then_on_and_a_seat_left_no_more(world: World) -> None:
    agency, partner = world.agency("물빛복지관"), world.agency("나루센터")
    manager, nurse = world.case_manager("최온", agency), world.worker("조은비", partner)
    done = world.client(manager, agency)
    given = TeamGiven(name="통합팀", type="integrated-team", seats=(Seat(member=agency),))
    team = form_team(world.store, manager, given).node
    consent = world.consents(team, frozenset({Category.IDENTITY}), purpose="sharing")
    give_consent(world.store, manager, done.client, consent)

    seen = []
    for act in (None, seat_member, leave_team):
        if act is seat_member:
            seat_member(world.store, manager, team, Seat(member=nurse))
        elif act is leave_team:
            leave_team(world.store, manager, team, nurse)
        seen.append(bool(world.view(scope_of(nurse)).nodes([done.client])))

    assert seen == [False, True, False]


def test_two_workers_know_each_other_once(world: World) -> None:
    agency = world.agency("물빛복지관")
    coordinator = scope_of(world.worker("자원 담당", agency), Role.COORDINATOR)
    first, second = world.worker("두리", agency), world.worker("한별", world.agency("나루센터"))

    one = get_acquainted(world.store, coordinator, (first, second))
    again = get_acquainted(world.store, coordinator, (second, first))

    assert one.edge == again.edge
    with pytest.raises(RuleError, match="tie-to-oneself"):
        get_acquainted(world.store, coordinator, (first, first))
