"""The story of Shin: goals watched from many sides; two helpers where one would not come alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.agreed_need import NeedGiven, settle_need, work_on_need
from resnet.casework.choice import ChoiceGiven, choose
from resnet.casework.closing import contact_sums
from resnet.casework.contact import ContactGiven, record_contact
from resnet.casework.intake import IntakeDone
from resnet.casework.person_facts import PersonFacts
from resnet.casework.plan import ItemEvaluation, PlanItemGiven, evaluate_item, plan_item
from resnet.casework.referral import ReferralGiven, prepare_referral, send_referral
from resnet.casework.referral_answer import AnswerGiven, answer_referral
from resnet.casework.statement import StatementGiven, take_statement
from resnet.casework.strength import ObstacleGiven, note_obstacle
from resnet.casework.supporter import SupporterGiven, add_supporter
from resnet.casework.surroundings import ReceivedGiven, receive
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_out, get_node
from resnet.ontology.category import Category
from tests.casework.world import World, codes, scope_of

SHIN = PersonFacts(name="신영수", sex="male", birth_year=1966, conditions=("디스크",))
PASSED = frozenset({Category.IDENTITY, Category.SERVICES, Category.LIVING, Category.CONTACT})


@dataclass
class Played:
    """Who and what the story is about, as far as it has been played."""

    world: World
    helpers: NodeId
    cleaning: NodeId
    manager: Scope
    helper: Scope
    done: IntakeDone
    need: NodeId


def begin(world: World) -> Played:
    welfare, helpers = world.agency("물빛복지관"), world.agency("가사돌보미센터", "home-helper")
    manager = world.case_manager("최온", welfare)
    done = world.client(manager, welfare, facts=SHIN)
    statement = StatementGiven(
        case=done.case,
        words="집이 엉망이라 아무도 안 와요.",
        domain="2000000",
        level="individual",
        severity=8,
    )
    said = take_statement(world.store, manager, statement).statement
    agreed = NeedGiven(
        case=done.case,
        text="집을 치우고 깨끗하게 지낸다",
        domain="2000000",
        level="individual",
        statements=(said,),
        priority=1,
        service_classes=("3.1",),
    )
    return Played(
        world=world,
        helpers=helpers,
        cleaning=world.service("가사 지원", helpers, "3.1"),
        manager=manager,
        helper=scope_of(world.worker("돌보미 담당", helpers), Role.PARTNER),
        done=done,
        need=settle_need(world.store, manager, agreed).need,
    )


def refer(shin: Played, goal: str) -> NodeId:
    store = shin.world.store
    chosen = ChoiceGiven(need=shin.need, options=(shin.cleaning,), chosen=shin.cleaning, decided_by="client")
    letter = ReferralGiven(
        choice=choose(store, shin.manager, chosen).choice,
        passes_on=PASSED,
        summary="혼자 사는 중년",
        goal=goal,
        per_week=2.0,
        monitoring="서비스가 끝날 때마다 업무일지를 메일로",
        is_arranged=True,
    )
    referral = prepare_referral(store, shin.manager, letter).referral
    send_referral(
        store, shin.manager, referral, shin.world.consents(shin.helpers, PASSED, purpose="referral")
    )
    work_on_need(store, shin.manager, shin.need, "in-work")
    return referral


def contact(shin: Played, directness: str, way: str, note: str, minutes: int | None) -> NodeId:
    given = ContactGiven(
        case=shin.done.case,
        at=shin.world.clock.now,
        directness=directness,
        way=way,
        objective=note,
        next_step="다음 주 월요일 10시 집에서 청소 분담표 확인",
        minutes=minutes,
        needs=(shin.need,),
    )
    return record_contact(shin.world.store, shin.manager, given).contact


def test_the_helper_who_would_not_come_alone_comes_with_another(world: World) -> None:
    shin = begin(world)
    alone = refer(shin, "주 2회 청소")
    answer_referral(world.store, shin.helper, AnswerGiven(referral=alone, state="accepted"))
    held = AnswerGiven(referral=alone, state="on-hold", reason="safety")
    answer_referral(world.store, shin.helper, held)
    blocked = ObstacleGiven(
        case=shin.done.case,
        type="unsuitable-resource",
        text="혼자 사는 남자의 집에 돌보미 혼자 들어가기를 꺼림",
        blocks=(shin.cleaning,),
    )
    assert codes(note_obstacle(world.store, shin.manager, blocked).warnings) == set()

    contact(shin, "direct", "phone", "집이 안정될 때까지 2인 1조로 파견하기로 조정", 20)
    answer_referral(world.store, shin.helper, AnswerGiven(referral=alone, state="in-progress"))
    two = ReceivedGiven(
        client=shin.done.client, service=shin.cleaning, per_week=2.0, amount="2인 1조", payer="센터"
    )
    receive(world.store, shin.manager, two)

    view = world.view(shin.manager)
    assert get_node(view, alone).text("state") == "in-progress"
    (received,) = edges_out(view, [shin.done.client], "receives")
    assert received.text("amount") == "2인 1조"


def test_the_goals_are_watched_by_stickers_diary_letters_and_logs_to_the_end(world: World) -> None:
    shin = begin(world)
    waker = SupporterGiven(
        client=shin.done.client, supporter=PersonFacts(name="김깨움"), gives="아침 모닝콜", per_week=5.0
    )
    caller = add_supporter(world.store, shin.manager, waker).supporter
    item = plan_item(
        world.store,
        shin.manager,
        PlanItemGiven(
            case=shin.done.case,
            needs=(shin.need,),
            action="청소 분담표에 스티커 붙이기, 운동일지 쓰기",
            short_goal="한 주에 다섯 번 스티커",
            uses=(shin.cleaning, caller),
            responsible="신영수(주), 가사돌보미",
            begins_on=date(2026, 11, 3),
            ends_on=date(2027, 1, 20),
        ),
    )
    assert codes(item.warnings) == set()
    contact(shin, "direct", "home-visit", "분담표에 스티커 네 개", 60)
    contact(shin, "resource", "mail", "가사돌보미 업무일지 접수", None)
    contact(shin, "resource", "mail", "신경외과 월 1회 소견서: 호전", None)
    contact(shin, "direct", "home-visit", "운동일지 확인, 청소 상태 양호", 40)
    evaluate_item(world.store, shin.manager, ItemEvaluation(item=item.item, verdict="achieved", score=7))
    work_on_need(world.store, shin.manager, shin.need, "met")

    (total,) = contact_sums(world.view(shin.manager), shin.done.case)

    assert (total.domain, total.direct, total.resource, total.minutes) == ("2000000", 2, 2, 100)
    assert get_node(world.view(shin.manager), item.item).fields["score"] == 7


def test_the_helpers_see_the_home_and_not_the_back(world: World) -> None:
    shin = begin(world)
    refer(shin, "주 2회 청소")

    seen = world.view(shin.helper).nodes([shin.done.client, shin.need])

    assert seen.keys() == {shin.done.client, shin.need}, "daily living was passed on"
    assert "conditions" not in seen[shin.done.client].fields
