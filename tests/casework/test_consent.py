"""Consent as the law asks for it; withdrawal at once; break-glass for a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from resnet.access.role import Role
from resnet.casework.circle import consent_circle, granted
from resnet.casework.consent import ConsentGiven, give_consent
from resnet.casework.cooperation import Seat, TeamGiven, form_team, leave_team
from resnet.casework.emergency_access import EmergencyAccess, open_in_emergency
from resnet.casework.person_facts import PersonFacts
from resnet.casework.surroundings import RelationGiven, relate
from resnet.casework.withdrawal import Withdrawal, withdraw_consent
from resnet.errors import ForbiddenError, NodeNotFoundError, RuleError
from resnet.graph.elements import CommitId, Edge, NodeId, Put
from resnet.graph.reading import edges_out, get_node
from resnet.ontology.category import PERSONAL, SENSITIVE, Category
from tests.casework.world import ORDINARY, World, codes, scope_of


def asked(world: World, receiver: NodeId, **change: object) -> ConsentGiven:
    (ordinary,) = world.consents(receiver, frozenset({Category.IDENTITY}), purpose="sharing")
    return replace(ordinary, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        pytest.param({"categories": frozenset()}, "nothing-asked", id="nothing is pre-ticked"),
        pytest.param(
            {"categories": frozenset({Category.IDENTITY, Category.HEALTH})},
            "sensitive-apart",
            id="sensitive items together with others",
        ),
        pytest.param(
            {"categories": frozenset({Category.STAFF})}, "not-a-clients-item", id="no item of a client"
        ),
        pytest.param(
            {"is_right_to_refuse_told": False}, "right-to-refuse", id="the right to refuse was not told"
        ),
        pytest.param({"purpose": "emergency"}, "no-consent-purpose", id="an exception passed off as consent"),
        pytest.param(
            {"given_by": "person:somebody"}, "signs-oneself", id="somebody else signs as the client"
        ),
        pytest.param({"given_as": "parent"}, "who-signs", id="a parent without a name"),
    ],
)
def test_a_consent_that_was_not_asked_rightly_is_refused(
    world: World, change: dict[str, object], rule: str
) -> None:
    agency, partner = world.agency("물빛복지관"), world.agency("나루센터")
    manager = world.case_manager("최온", agency)
    client = world.client(manager, agency).client

    with pytest.raises(RuleError, match=rule):
        give_consent(world.store, manager, client, (asked(world, partner, **change),))

    assert consent_circle(world.view(manager), client).categories_of(partner) == frozenset()


def test_a_consent_that_is_over_already_is_refused(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    client = world.client(manager, agency).client

    with pytest.raises(RuleError, match="consent-period"):
        give_consent(world.store, manager, client, (asked(world, agency, until=world.clock.now),))


def test_a_consent_opens_its_items_to_its_receiver_until_its_day(world: World) -> None:
    agency, partner = world.agency("물빛복지관"), world.agency("나루센터")
    manager, worker = world.case_manager("최온", agency), world.case_manager("한별", partner)
    client = world.client(manager, agency).client
    give_consent(world.store, manager, client, (asked(world, partner),))

    assert get_node(world.view(worker), client).text("name") == "이가람"
    assert consent_circle(world.view(worker), client).openings == (), (
        "whom else the client trusts is not said"
    )

    world.clock.move(days=366)
    with pytest.raises(NodeNotFoundError):
        get_node(world.view(worker), client)


def test_the_circle_shows_everyone_who_may_see_what_for_what_until_when(world: World) -> None:
    agency, partner = world.agency("물빛복지관"), world.agency("나루센터")
    manager = world.case_manager("최온", agency)
    client = world.client(manager, agency).client
    give_consent(world.store, manager, client, (asked(world, partner),))

    circle = consent_circle(world.view(manager), client)

    assert circle.categories_of(agency) == PERSONAL
    (opening,) = [each for each in circle.openings if each.receiver == partner]
    assert (opening.purpose, opening.basis) == ("sharing", "consent")
    assert opening.until == world.clock.now + timedelta(days=365)
    assert circle.receivers[partner].text("name") == "나루센터"


def test_the_client_sees_the_own_circle_and_an_outsider_sees_nothing(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager, outsider = world.case_manager("최온", agency), world.case_manager("한별", world.agency("다른곳"))
    client = world.client(manager, agency).client

    own = consent_circle(world.view(scope_of(client, Role.CLIENT)), client)

    assert own.categories_of(agency) == PERSONAL
    with pytest.raises(NodeNotFoundError):
        consent_circle(world.view(outsider), client)


def test_a_client_consents_and_comments_on_the_own_page(world: World) -> None:
    agency, partner = world.agency("물빛복지관"), world.agency("나루센터")
    manager, worker = world.case_manager("최온", agency), world.case_manager("한별", partner)
    client = world.client(manager, agency).client
    own = scope_of(client, Role.CLIENT)

    give_consent(world.store, own, client, (asked(world, partner),))
    relate(world.store, own, RelationGiven(client=client, system=partner, nature="strong", importance=5))

    assert get_node(world.view(worker), client).text("name") == "이가람"
    assert len(edges_out(world.view(manager), [client], "relates_to")) == 1


def test_a_client_consents_for_nobody_else(world: World) -> None:
    agency, partner = world.agency("물빛복지관"), world.agency("나루센터")
    manager = world.case_manager("최온", agency)
    client, other = world.client(manager, agency).client, world.client(manager, agency).client

    with pytest.raises(NodeNotFoundError):
        give_consent(world.store, scope_of(client, Role.CLIENT), other, (asked(world, partner),))


def test_withdrawing_stops_at_once_for_whoever_reads_next(world: World) -> None:
    agency, partner = world.agency("물빛복지관"), world.agency("나루센터")
    manager, worker = world.case_manager("최온", agency), world.case_manager("한별", partner)
    client = world.client(manager, agency).client
    give_consent(world.store, manager, client, (asked(world, partner),))
    held = world.view(worker)
    assert client in held.nodes([client])

    withdraw_consent(world.store, manager, Withdrawal(client=client, receiver=partner))

    assert world.view(worker).nodes([client]) == {}
    assert world.store.view(worker, as_of=world.clock.now - timedelta(seconds=1)).nodes([client]) == {}
    assert granted(world.view(manager), client) == PERSONAL


def test_one_item_can_be_withdrawn_and_the_others_stay(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    client = world.client(manager, agency).client

    withdraw_consent(world.store, manager, Withdrawal(client=client, categories=frozenset({Category.HEALTH})))

    assert granted(world.view(manager), client) == PERSONAL - {Category.HEALTH}


def test_a_worker_can_record_that_everything_is_withdrawn_from_the_own_agency(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    done = world.client(manager, agency)

    withdraw_consent(world.store, manager, Withdrawal(client=done.client))

    assert world.view(manager).nodes([done.client, done.case, *done.consents]) == {}


def test_the_client_withdraws_alone_and_the_document_says_when(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    done = world.client(manager, agency)
    own = scope_of(done.client, Role.CLIENT)

    withdraw_consent(world.store, own, Withdrawal(client=done.client, receiver=agency))

    documents = world.view(own).nodes(done.consents).values()
    assert {document.get("withdrawn_at") for document in documents} == {world.clock.now}
    assert world.view(manager).nodes([done.client]) == {}


def test_what_was_never_given_cannot_be_withdrawn(world: World) -> None:
    agency, partner = world.agency("물빛복지관"), world.agency("나루센터")
    manager = world.case_manager("최온", agency)
    client = world.client(manager, agency).client

    with pytest.raises(RuleError, match="nothing-to-withdraw"):
        withdraw_consent(world.store, manager, Withdrawal(client=client, receiver=partner))


def test_an_outsider_withdraws_nothing_and_learns_nothing(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager, outsider = world.case_manager("최온", agency), world.case_manager("한별", world.agency("다른곳"))
    client = world.client(manager, agency).client

    with pytest.raises(NodeNotFoundError):
        withdraw_consent(world.store, outsider, Withdrawal(client=client))
    with pytest.raises(NodeNotFoundError):
        withdraw_consent(world.store, outsider, Withdrawal(client=NodeId("person:nobody")))
    assert granted(world.view(manager), client) == PERSONAL


def test_a_team_reads_what_it_was_consented_to_and_a_member_who_left_does_not(world: World) -> None:
    agency, partner = world.agency("물빛복지관"), world.agency("나루센터")
    manager = world.case_manager("최온", agency)
    nurse = world.worker("조은비", partner)
    client = world.client(manager, agency).client
    given = TeamGiven(name="이가람 통합팀", type="integrated-team", seats=(Seat(member=nurse),))
    team = form_team(world.store, manager, given).node
    give_consent(world.store, manager, client, (asked(world, team),))
    assert client in world.view(scope_of(nurse)).nodes([client])

    leave_team(world.store, manager, team, nurse)

    assert world.view(scope_of(nurse)).nodes([client]) == {}


def test_nobody_joins_a_team_to_see_its_clients(world: World) -> None:
    agency, partner = world.agency("물빛복지관"), world.agency("나루센터")
    manager, outsider = world.case_manager("최온", agency), world.case_manager("한별", world.agency("다른곳"))
    nurse = world.worker("조은비", partner)
    given = TeamGiven(name="통합팀", type="integrated-team", seats=(Seat(member=nurse),))
    team = form_team(world.store, manager, given).node
    client = world.client(manager, agency).client
    give_consent(world.store, manager, client, (asked(world, team),))

    joiner = world.view(outsider).scope.actor
    assert joiner is not None
    for kind, end in (("member_of", team), ("works_for", agency)):
        edge = Edge(id=world.store.ids.mint_edge(kind), kind=kind, start=joiner, end=end)
        with pytest.raises(ForbiddenError):
            world.store.write([Put(edge)], scope=outsider, why="join", commit=CommitId(kind))

    assert world.view(outsider).nodes([client]) == {}


def emergency(world: World, subject: NodeId, **change: object) -> EmergencyAccess:
    reviewer = world.worker("박검토", world.agency("물빛복지관"))
    given = EmergencyAccess(
        subject=subject,
        categories=frozenset({Category.IDENTITY, Category.HEALTH}),
        reason="의식이 없는 채로 발견됨",
        reviewer=reviewer,
    )
    return replace(given, **change)  # type: ignore[arg-type]


def test_danger_to_life_opens_what_was_named_for_a_day(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager, outsider = world.case_manager("최온", agency), world.case_manager("한별", world.agency("다른곳"))
    facts = PersonFacts(name="이가람", birth_year=1980, conditions=("당뇨",))
    client = world.client(manager, agency, facts=facts).client

    opened = open_in_emergency(world.store, outsider, emergency(world, client))

    assert get_node(world.view(outsider), client).texts("conditions") == ("당뇨",)
    assert opened.until == world.clock.now + timedelta(hours=24)
    world.clock.move(hours=23, minutes=59)
    assert client in world.view(outsider).nodes([client])
    world.clock.move(minutes=1)
    assert world.view(outsider).nodes([client]) == {}


def test_an_emergency_opens_for_the_actor_alone(world: World) -> None:
    agency, other = world.agency("물빛복지관"), world.agency("다른곳")
    manager, outsider = world.case_manager("최온", agency), world.case_manager("한별", other)
    colleague = world.case_manager("두리", other)
    client = world.client(manager, agency).client

    open_in_emergency(world.store, outsider, emergency(world, client))

    assert world.view(colleague).nodes([client]) == {}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        pytest.param({"reason": " "}, "emergency-reason", id="without a reason"),
        pytest.param({"categories": frozenset()}, "nothing-asked", id="of nothing"),
    ],
)
def test_an_emergency_access_is_complete_or_refused(
    world: World, change: dict[str, object], rule: str
) -> None:
    agency = world.agency("물빛복지관")
    manager, outsider = world.case_manager("최온", agency), world.case_manager("한별", world.agency("다른곳"))
    client = world.client(manager, agency).client

    with pytest.raises(RuleError, match=rule):
        open_in_emergency(world.store, outsider, emergency(world, client, **change))


def test_nobody_reviews_the_own_emergency_access(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager, outsider = world.case_manager("최온", agency), world.case_manager("한별", world.agency("다른곳"))
    client = world.client(manager, agency).client

    with pytest.raises(RuleError, match="reviews-oneself"):
        open_in_emergency(world.store, outsider, emergency(world, client, reviewer=outsider.actor))


@pytest.mark.parametrize("role", [Role.PARTNER, Role.COORDINATOR, Role.COUNCIL, Role.CLIENT])
def test_other_roles_have_no_emergency_access(world: World, role: Role) -> None:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    client = world.client(manager, agency).client
    outsider = scope_of(world.worker("한별", world.agency("다른곳")), role)

    with pytest.raises(ForbiddenError):
        open_in_emergency(world.store, outsider, emergency(world, client))


def test_the_emergency_stands_in_the_clients_circle_with_reason_and_reviewer(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager, outsider = world.case_manager("최온", agency), world.case_manager("한별", world.agency("다른곳"))
    client = world.client(manager, agency).client
    opened = open_in_emergency(world.store, outsider, emergency(world, client))

    circle = consent_circle(world.view(scope_of(client, Role.CLIENT)), client)

    found = [each for each in circle.openings if each.basis == "danger-to-life"]
    assert {each.edge.id for each in found} == set(opened.edges)
    assert all(each.edge.text("reason") and each.edge.text("reviewer") for each in found)
    assert codes(opened.warnings) == {"emergency-review"}
    assert SENSITIVE & {each.category for each in found}
    assert ORDINARY & {each.category for each in found}
