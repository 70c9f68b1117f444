"""A referral in draft, and everybody around it, for the tests of letters and answers."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.agreed_need import NeedGiven, settle_need
from resnet.casework.choice import ChoiceGiven, choose
from resnet.casework.intake import IntakeDone
from resnet.casework.referral import ReferralGiven, prepare_referral, send_referral
from resnet.casework.referral_answer import AnswerGiven, answer_referral
from resnet.graph.elements import NodeId
from resnet.graph.reading import get_node
from resnet.ontology.category import Category
from tests.casework.world import World, scope_of

PASSED = frozenset({Category.IDENTITY, Category.SERVICES, Category.LIVING})


@dataclass
class Referred:
    """A draft, the two sides, and an agency that has nothing to do with it."""

    world: World
    sender: NodeId
    receiver: NodeId
    service: NodeId
    manager: Scope
    worker: Scope
    outsider: Scope
    done: IntakeDone
    need: NodeId
    referral: NodeId

    def state(self) -> str:
        return get_node(self.world.view(self.manager), self.referral).text("state")

    def send(self, categories: frozenset[Category] = PASSED) -> None:
        consents = self.world.consents(self.receiver, categories, purpose="referral")
        send_referral(self.world.store, self.manager, self.referral, consents)

    def answer(self, scope: Scope, state: str, **more: str) -> tuple[object, ...]:
        given = AnswerGiven(referral=self.referral, state=state, **more)
        return answer_referral(self.world.store, scope, given).warnings


def letter_for(choice: NodeId, passes_on: frozenset[Category] = PASSED) -> ReferralGiven:
    return ReferralGiven(
        choice=choice,
        passes_on=passes_on,
        summary="혼자 사는 어르신",
        goal="하루 한 끼 제대로",
        per_week=5.0,
        monitoring="주 1회 전화",
        is_arranged=True,
    )


def refer(world: World) -> Referred:
    """A draft of a letter, its two sides, and an agency apart."""
    sender, receiver = world.agency("물빛복지관"), world.agency("나루식당", "free-meals")
    manager = world.case_manager("최온", sender)
    service = world.service("점심 도시락", receiver, "3.2")
    done = world.client(manager, sender)
    need = settle_need(
        world.store,
        manager,
        NeedGiven(
            case=done.case,
            text="점심을 거르지 않는다",
            domain="2000000",
            level="individual",
            priority=1,
            service_classes=("3.2",),
        ),
    ).need
    chosen = ChoiceGiven(need=need, options=(service,), chosen=service, decided_by="client")
    choice = choose(world.store, manager, chosen).choice
    return Referred(
        world=world,
        sender=sender,
        receiver=receiver,
        service=service,
        manager=manager,
        worker=scope_of(world.worker("나루 담당", receiver), Role.PARTNER),
        outsider=scope_of(world.worker("딴곳 담당", world.agency("딴곳")), Role.PARTNER),
        done=done,
        need=need,
        referral=prepare_referral(world.store, manager, letter_for(choice)).referral,
    )
