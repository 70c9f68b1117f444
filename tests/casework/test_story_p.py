"""The story of P: a job left after three days, a benefit cancelled, advocacy that wins it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.advocacy import AdvocacyGiven, advocate, note_result
from resnet.casework.agreed_need import NeedGiven, settle_need, work_on_need
from resnet.casework.choice import ChoiceGiven, choose
from resnet.casework.circle import ConsentMissingError
from resnet.casework.feedback import FeedbackGiven, take_feedback
from resnet.casework.intake import IntakeDone
from resnet.casework.person_facts import PersonFacts
from resnet.casework.referral import ReferralGiven, prepare_referral, send_referral
from resnet.casework.referral_answer import AnswerGiven, answer_referral
from resnet.casework.relatives import Kin, Relative, Tie
from resnet.casework.statement import StatementGiven, rate_after, take_statement
from resnet.casework.surroundings import RelationGiven, relate
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.ontology.category import PERSONAL, Category
from tests.casework.world import World, codes, scope_of

MOTHER = PersonFacts(name="박지안", sex="female", birth_year=1998, benefit_class="livelihood")
SON = Relative(key="son", facts=PersonFacts(name="철우", born_on=date(2023, 9, 1)), is_resident=True)
KIN = Kin((SON,), (Tie(kind="parent_of", start="client", end="son", nature="biological"),))
PASSED = frozenset({Category.IDENTITY, Category.SERVICES, Category.MENTAL_HEALTH})


@dataclass
class Played:
    """Who and what the story is about, as far as it has been played."""

    world: World
    welfare: NodeId
    office: NodeId
    clinic: NodeId
    manager: Scope
    doctor: Scope
    done: IntakeDone


def begin(world: World, categories: frozenset[Category] = PERSONAL) -> Played:
    welfare = world.agency("물빛복지관")
    clinic = world.agency("마음의원", "mental-health-centre")
    manager = world.case_manager("최온", welfare)
    return Played(
        world=world,
        welfare=welfare,
        office=world.agency("주민센터", "neighbourhood-office"),
        clinic=clinic,
        manager=manager,
        doctor=scope_of(world.worker("한별", clinic), Role.PARTNER),
        done=world.client(manager, welfare, facts=MOTHER, kin=KIN, categories=categories),
    )


def say_and_agree(p: Played) -> tuple[NodeId, NodeId]:
    said = take_statement(
        p.world.store,
        p.manager,
        StatementGiven(
            case=p.done.case,
            words="남자들과 마주치는 게 숨이 막혀서 사흘 만에 나왔어요.",
            domain="1000000",
            level="individual",
            severity=9,
            is_of_mind=True,
        ),
    ).statement
    need = settle_need(
        p.world.store,
        p.manager,
        NeedGiven(
            case=p.done.case,
            text="오래된 상처를 치료하고 다시 일한다",
            domain="1000000",
            level="individual",
            statements=(said,),
            priority=1,
            service_classes=("5.5", "5.3"),
        ),
    ).need
    return said, need


def refer(p: Played, need: NodeId) -> NodeId:
    """She chooses treatment out of two; the letter tells no more than she agreed to."""
    care = p.world.service("트라우마 치료", p.clinic, "5.5")
    talk = p.world.service("심리상담", p.welfare, "5.3")
    chosen = ChoiceGiven(need=need, options=(care, talk), chosen=care, decided_by="client")
    letter = ReferralGiven(
        choice=choose(p.world.store, p.manager, chosen).choice,
        passes_on=PASSED,
        summary="구직 중 심리적 어려움",
        goal="안정된 출근",
        monitoring="월 1회 소견서",
        is_arranged=True,
    )
    referral = prepare_referral(p.world.store, p.manager, letter).referral
    assert p.world.view(p.doctor).nodes([referral, p.done.client]) == {}, "a draft is nobody else's"
    send_referral(p.world.store, p.manager, referral, p.world.consents(p.clinic, PASSED, purpose="referral"))
    return referral


def treat(p: Played, referral: NodeId) -> None:
    for state in ("accepted", "in-progress"):
        answer_referral(p.world.store, p.doctor, AnswerGiven(referral=referral, state=state))
    p.world.clock.move(days=60)
    ended = AnswerGiven(referral=referral, state="completed", outcome="met", outcome_said="증상 호전")
    answer_referral(p.world.store, p.doctor, ended)


def advocacy_for(p: Played) -> AdvocacyGiven:
    return AdvocacyGiven(
        case=p.done.case,
        type="individual",
        target="주민센터 전담공무원",
        power="knowledge",
        method="일을 그만둔 실제 이유를 설명하고 사례관리 기간의 한시적 수급을 요청",
    )


def test_advocacy_wins_the_benefit_back_for_the_time_of_case_management(world: World) -> None:
    p = begin(world)
    conflict = RelationGiven(client=p.done.client, system=p.office, nature="conflict", words="게으르대요")
    relate(world.store, p.manager, conflict)

    spoken = advocate(world.store, p.manager, advocacy_for(p))
    note_result(world.store, p.manager, spoken.advocacy, "사례관리가 이어지는 동안 수급자로 다시 지정됨")
    relate(world.store, p.manager, RelationGiven(client=p.done.client, system=p.office, nature="ordinary"))

    view = world.view(p.manager)
    assert codes(spoken.warnings) == {"result-open"}
    assert get_node(view, spoken.advocacy).text("result").startswith("사례관리가 이어지는 동안")
    (now,) = edges_out(view, [p.done.client], "relates_to")
    assert now.text("nature") == "ordinary"


def test_treatment_and_support_lead_back_to_work(world: World) -> None:
    p = begin(world)
    said, need = say_and_agree(p)
    referral = refer(p, need)
    work_on_need(world.store, p.manager, need, "in-work")
    treat(p, referral)

    feedback = FeedbackGiven(referral=referral, feedback="이제 숨을 쉴 수 있어요", need_state="met")
    closed_loop = take_feedback(world.store, p.manager, feedback)
    rate_after(world.store, p.manager, said, 3)

    view = world.view(p.manager)
    assert get_node(view, need).text("state") == "met"
    assert get_node(view, referral).text("outcome") == "met"
    assert get_node(view, referral).text("feedback") == "이제 숨을 쉴 수 있어요"
    assert get_node(view, said).fields["severity_after"] == 3
    assert {edge.start for edge in edges_in(view, [p.done.case], "took_part")} == {p.welfare, p.clinic}
    assert codes(closed_loop.warnings) == {"suggest-agreement"}


def test_the_office_that_misjudged_her_reads_nothing_of_the_reason(world: World) -> None:
    p = begin(world)
    said, need = say_and_agree(p)
    spoken = advocate(world.store, p.manager, advocacy_for(p))
    official = scope_of(world.worker("공무원", p.office), Role.PARTNER)

    assert world.view(official).nodes([p.done.client, said, need, spoken.advocacy, p.done.case]) == {}


def test_advocacy_is_not_recorded_against_her_will(world: World) -> None:
    p = begin(world, PERSONAL - {Category.RIGHTS})

    with pytest.raises(ConsentMissingError) as refused:
        advocate(world.store, p.manager, advocacy_for(p))

    assert refused.value.categories == {Category.RIGHTS}
