"""A place of the dry run is confirmed by a person, one at a time, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.agreed_need import NeedGiven, settle_need
from resnet.casework.allotment import AllotmentGiven, confirm_allotment, take_back_allotment
from resnet.casework.intake import IntakeDone
from resnet.casework.person_facts import PersonFacts
from resnet.casework.referral import ReferralKept, send_referral
from resnet.errors import ForbiddenError, NodeNotFoundError, RuleError
from resnet.graph.elements import CommitId, NodeId, Receipt
from resnet.graph.network.follow import make_network
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphStore
from resnet.matching.allocation.plan import Allocation, allocate
from resnet.matching.policy import UnknownPolicyError
from resnet.ontology.category import Category
from tests.casework.world import World, scope_of

PASSED = frozenset({Category.IDENTITY, Category.SERVICES, Category.LIVING})


@dataclass
class Scarce:
    """Two clients of one manager, and one open place that would fit either."""

    world: World
    agency: NodeId
    service: NodeId
    manager: Scope
    done: IntakeDone
    needs: tuple[NodeId, NodeId]

    def shared(self) -> Allocation:
        return allocate(make_network(self.world.store), self.world.view(self.manager))

    def proposed(self) -> dict[NodeId, NodeId | None]:
        return {each.need: each.service for each in self.shared().needs}

    def given(self, need: NodeId | None = None) -> AllotmentGiven:
        return AllotmentGiven(
            need=need or self.needs[0],
            service=self.service,
            policy="standard-1",
            decided_by="client",
            passes_on=PASSED,
        )

    def confirm(
        self, given: AllotmentGiven | None = None, scope: Scope | None = None, commit: str | None = None
    ) -> ReferralKept:
        return confirm_allotment(
            self.world.store,
            scope or self.manager,
            make_network(self.world.store),
            given or self.given(),
            commit=CommitId(commit) if commit else None,
        )

    def state(self, referral: NodeId) -> str:
        return get_node(self.world.view(self.manager), referral).text("state")


@pytest.fixture
def scarce(world: World) -> Scarce:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    service = world.directory(
        "service",
        "점심",
        name="점심",
        service_class="3.2",
        places_open=1,
        capacity_state="capacity",
        capacity_stated_at=world.clock.now,
    )
    world.join("offers", agency, service)
    done = [
        world.client(manager, agency, facts=PersonFacts(name=name, sex="female", birth_year=1980))
        for name in ("이가람", "박누리")
    ]
    needs = []
    for each in done:
        given = NeedGiven(
            case=each.case,
            text="점심을 거르지 않는다",
            domain="2000000",
            level="individual",
            service_classes=("3.2",),
        )
        needs.append(settle_need(world.store, manager, given).need)
        # Who agreed first has waited longer.
        world.clock.move(days=2)
    return Scarce(world, agency, service, manager, done[0], (needs[0], needs[1]))


def test_what_is_confirmed_is_a_choice_and_a_draft_and_holds_the_place(scarce: Scarce) -> None:
    first, second = scarce.needs
    assert scarce.proposed() == {first: scarce.service, second: None}

    kept = scarce.confirm()

    view = scarce.world.view(scarce.manager)
    (follows,) = edges_out(view, [kept.referral], "follows")
    choice = get_node(view, follows.end, "choice")
    assert (kept.state, scarce.state(kept.referral)) == ("draft", "draft")
    assert (choice.text("policy"), choice.text("decided_by")) == ("standard-1", "client")
    assert choice.texts("options") == (scarce.service,)
    assert scarce.proposed() == {second: None}
    assert [each.referral for each in scarce.shared().held] == [kept.referral]


def test_it_is_one_commit_in_the_history_of_the_need(scarce: Scarce) -> None:
    kept = scarce.confirm(commit="confirm-1")

    view = scarce.world.view(scarce.manager)
    choices = [edge.start for edge in edges_in(view, [scarce.needs[0]], "chose_for")]
    assert len(choices) == 1
    versions = {get_node(view, each).version for each in (*choices, kept.referral)}
    assert len(versions) == 1


def test_the_same_confirmation_sent_twice_is_done_once(scarce: Scarce) -> None:
    kept = scarce.confirm(commit="confirm-1")

    assert scarce.confirm(commit="confirm-1").referral == kept.referral
    assert len(scarce.shared().held) == 1


class Overtaken:
    """The store of one who is overtaken: somebody else writes just before."""

    def __init__(self, store: GraphStore, first: Callable[[], object]) -> None:
        self._store, self._first = store, first

    def write(self, *changes: Any, **named: Any) -> Receipt:
        self._first()
        return self._store.write(*changes, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def test_of_two_who_confirm_the_last_place_at_once_the_second_is_told(scarce: Scarce) -> None:
    firsts: list[ReferralKept] = []
    network = make_network(scarce.world.store)
    overtaken: Any = Overtaken(scarce.world.store, lambda: firsts.append(scarce.confirm(commit="commit:1")))

    second = confirm_allotment(overtaken, scarce.manager, network, scarce.given())

    (first,) = firsts
    assert "place-held-twice" not in {each.code for each in first.warnings}
    assert "place-held-twice" in {each.code for each in second.warnings}


def test_what_the_sharing_does_not_propose_cannot_be_confirmed(scarce: Scarce) -> None:
    with pytest.raises(RuleError, match="allotment-changed"):
        scarce.confirm(scarce.given(scarce.needs[1]))
    scarce.confirm()
    with pytest.raises(RuleError, match="allotment-changed"):
        scarce.confirm()


def test_taken_back_the_place_is_free_and_both_acts_are_history(scarce: Scarce) -> None:
    kept = scarce.confirm()

    take_back_allotment(scarce.world.store, scarce.manager, kept.referral)

    assert scarce.state(kept.referral) == "entered-in-error"
    assert scarce.proposed() == {scarce.needs[0]: scarce.service, scarce.needs[1]: None}
    assert len(list(scarce.world.view(scarce.manager).history([kept.referral]))) == 2


def test_a_letter_that_was_sent_is_not_taken_back_here(scarce: Scarce) -> None:
    kept = scarce.confirm()
    consents = scarce.world.consents(scarce.agency, PASSED, purpose="referral")
    send_referral(scarce.world.store, scarce.manager, kept.referral, consents)

    with pytest.raises(RuleError, match="not-a-draft"):
        take_back_allotment(scarce.world.store, scarce.manager, kept.referral)


def test_a_stranger_finds_no_need_and_a_councillor_may_not_confirm(scarce: Scarce) -> None:
    stranger = scope_of(scarce.world.worker("딴곳", scarce.world.agency("딴곳")))
    councillor = scope_of(scarce.world.worker("의원", scarce.agency), Role.COUNCIL)

    with pytest.raises(NodeNotFoundError):
        scarce.confirm(scope=stranger)
    with pytest.raises((ForbiddenError, NodeNotFoundError)):
        scarce.confirm(scope=councillor)
    assert scarce.shared().held == ()


def test_a_policy_that_is_not_there_is_refused(scarce: Scarce) -> None:
    with pytest.raises(UnknownPolicyError):
        scarce.confirm(replace(scarce.given(), policy="none"))


def test_against_the_client_a_place_is_confirmed_only_for_danger(scarce: Scarce) -> None:
    with pytest.raises(RuleError, match="override-ground"):
        scarce.confirm(replace(scarce.given(), decided_by="professional"))
    assert scarce.shared().held == ()
