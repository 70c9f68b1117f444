"""Where a household lives: private, for a time, and what matching measures distance from."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.address import AddressGiven, leave_address, set_address
from resnet.casework.agreed_need import NeedGiven, settle_need
from resnet.casework.circle import ConsentMissingError
from resnet.casework.consent import give_consent
from resnet.casework.intake import IntakeDone
from resnet.errors import NodeNotFoundError, RuleError
from resnet.graph.elements import CommitId, Node, NodeId
from resnet.graph.network.follow import make_network
from resnet.graph.reading import edges_out
from resnet.matching.read import read_facts
from resnet.ontology.category import PERSONAL, Category
from tests.casework.world import World, scope_of

HOME = "물빛로 1"


class Lives:
    """A client with a household, and who works with them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.agency = world.agency("물빛복지관")
        self.manager = world.case_manager("최온", self.agency)
        self.done: IntakeDone = world.client(self.manager, self.agency)
        assert self.done.household is not None
        self.household: NodeId = self.done.household

    def at(self, address: str = HOME, **more: object) -> NodeId:
        given = AddressGiven(household=self.household, address=address, **more)  # type: ignore[arg-type]
        place = set_address(self.world.store, self.manager, given).place
        assert place is not None
        return place

    def seen(self, scope: Scope, as_of: datetime | None = None) -> list[Node]:
        view = self.world.store.view(scope, as_of=as_of)
        return list(view.nodes([e.end for e in edges_out(view, [self.household], "located_at")]).values())


@pytest.fixture
def lives(world: World) -> Lives:
    return Lives(world)


def test_an_address_is_kept_with_its_parts(lives: Lives) -> None:
    lives.at(detail="3층", postcode="21999", point=(37.5, 126.7))

    (place,) = lives.seen(lives.manager)
    assert (place.text("address"), place.text("detail"), place.text("postcode")) == (HOME, "3층", "21999")
    assert (place.get("latitude"), place.category, place.about) == (
        37.5,
        Category.CONTACT,
        (lives.done.client,),
    )


def test_who_moves_lives_at_the_new_address_and_lived_at_the_old_one(lives: Lives) -> None:
    lives.at()
    lives.world.clock.move(days=100)
    before = lives.world.clock.now - timedelta(days=30)

    lives.at("물빛로 2", since=lives.world.clock.now - timedelta(days=10))

    assert [place.text("address") for place in lives.seen(lives.manager)] == ["물빛로 2"]
    assert [place.text("address") for place in lives.seen(lives.manager, before)] == [HOME]


def test_who_left_for_nobody_knows_where_has_no_address_now(lives: Lives) -> None:
    lives.at()
    then = lives.world.clock.now
    lives.world.clock.move(days=1)

    leave_address(lives.world.store, lives.manager, lives.household)

    assert lives.seen(lives.manager) == []
    assert len(lives.seen(lives.manager, then)) == 1
    with pytest.raises(RuleError, match="nothing-ends"):
        leave_address(lives.world.store, lives.manager, lives.household)


def test_without_consent_to_contact_there_is_no_address(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    done = world.client(manager, agency, categories=PERSONAL - {Category.CONTACT})
    assert done.household is not None

    with pytest.raises(ConsentMissingError):
        set_address(world.store, manager, AddressGiven(household=done.household, address=HOME))


def test_stranger_coordinator_and_outsider_see_no_address_and_no_record_of_it(lives: Lives) -> None:
    world, place = lives.world, lives.at()
    partner = world.agency("나루센터")
    outsider = world.case_manager("한별", partner)
    consents = world.consents(partner, PERSONAL - {Category.CONTACT}, purpose="sharing")
    give_consent(world.store, lives.manager, lives.done.client, consents)
    coordinator = scope_of(world.worker("두리", world.agency("구청")), Role.COORDINATOR)
    records = [
        edge.start for edge in world.view(lives.manager).edges([place], ("describes",)) if edge.end == place
    ]

    assert len(records) == 1
    for scope in (scope_of(NodeId("person:stranger")), coordinator, outsider):
        view = world.view(scope)
        assert view.nodes([place, *records]) == {}
        assert view.edges([place, *records, lives.household], ("describes", "located_at")) == []


def test_a_partner_with_consent_to_contact_sees_where_the_client_lives(lives: Lives) -> None:
    world = lives.world
    lives.at()
    partner = world.agency("나루센터")
    consents = world.consents(partner, frozenset({*PERSONAL}), purpose="sharing")
    give_consent(world.store, lives.manager, lives.done.client, consents)

    assert [place.text("address") for place in lives.seen(world.case_manager("한별", partner))] == [HOME]


def test_the_public_network_does_not_know_where_anybody_lives(lives: Lives) -> None:
    place = lives.at(point=(37.5, 126.7))

    network = make_network(lives.world.store)

    assert place not in network
    assert lives.household not in network


def test_matching_measures_from_where_the_household_lives_now(lives: Lives) -> None:
    lives.at(point=(37.5, 126.7))
    lives.world.clock.move(days=1)
    lives.at("물빛로 2", point=(37.6, 126.8))
    given = NeedGiven(case=lives.done.case, text="끼니", domain="2000000", level="individual", reach_km=3.0)
    need = settle_need(lives.world.store, lives.manager, given).need

    facts = read_facts(lives.world.view(lives.manager), need)

    assert facts.client is not None
    assert facts.client.home == (37.6, 126.8)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        pytest.param({"address": " "}, "no-words", id="no address"),
        pytest.param({"days": 1}, "not-yet", id="a day to come"),
        pytest.param({"days": -1}, "period", id="before the one it follows"),
    ],
)
def test_an_address_that_cannot_be_is_refused(lives: Lives, change: dict[str, object], rule: str) -> None:
    lives.at()
    days = change.get("days", 0)
    since = lives.world.clock.now + timedelta(days=int(str(days)))
    given = AddressGiven(
        household=lives.household, address=str(change.get("address", "물빛로 2")), since=since
    )

    with pytest.raises(RuleError, match=rule):
        set_address(lives.world.store, lives.manager, given)


def test_an_address_sent_twice_is_kept_once(lives: Lives) -> None:
    given = AddressGiven(household=lives.household, address=HOME)

    first = set_address(lives.world.store, lives.manager, given, commit=CommitId("same"))
    again = set_address(lives.world.store, lives.manager, given, commit=CommitId("same"))

    assert first.place == again.place
    assert len(lives.seen(lives.manager)) == 1
    lives.world.clock.move(days=1)
    for _ in range(2):
        leave_address(lives.world.store, lives.manager, lives.household, commit=CommitId("left"))


def test_a_stranger_moves_nobody_and_learns_nothing(lives: Lives) -> None:
    outsider = lives.world.case_manager("한별", lives.world.agency("딴곳"))

    for household in (lives.household, NodeId("household:none")):
        with pytest.raises(NodeNotFoundError):
            set_address(lives.world.store, outsider, AddressGiven(household=household, address=HOME))
