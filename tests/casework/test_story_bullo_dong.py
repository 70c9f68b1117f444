"""The story of Bullo-dong, 2004: refused for missing papers, days before a child starved.

A church knew, the office did not. Here the two are one picture, and the missing paper stops nobody's meal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.agreed_need import NeedGiven, settle_need
from resnet.casework.assignment import AssignmentGiven, Judgement, assign, judge
from resnet.casework.choice import ChoiceGiven, choose
from resnet.casework.clocks import clocks_of
from resnet.casework.conference import ConferenceGiven, hold_conference
from resnet.casework.consent import give_consent
from resnet.casework.contact import ContactGiven, record_contact
from resnet.casework.cooperation import Seat, TeamGiven, form_team
from resnet.casework.intake import IntakeDone, IntakeGiven, take_in
from resnet.casework.person_facts import PersonFacts
from resnet.casework.referral import ReferralGiven, prepare_referral, send_referral
from resnet.casework.referral_answer import AnswerGiven, answer_referral
from resnet.casework.relatives import Kin, Relative, Tie
from resnet.casework.statement import StatementGiven, take_statement
from resnet.casework.strength import ObstacleGiven, note_obstacle
from resnet.casework.surroundings import RelationGiven, relate
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.ontology.category import PERSONAL, Category
from tests.casework.world import World, codes, scope_of

FATHER = PersonFacts(name="김성민", sex="male", birth_year=1987, documents=())
KIN = Kin(
    relatives=(
        Relative(key="wife", facts=PersonFacts(name="오선", birth_year=1987), is_resident=True),
        Relative(key="son", facts=PersonFacts(name="김하늘", born_on=date(2021, 3, 2)), is_resident=True),
        Relative(
            key="daughter", facts=PersonFacts(name="김바다", born_on=date(2024, 2, 8)), is_resident=True
        ),
    ),
    ties=(
        Tie(kind="partner_of", start="client", end="wife", nature="married", from_year=2018),
        Tie(kind="parent_of", start="client", end="son", nature="biological"),
        Tie(kind="parent_of", start="wife", end="son", nature="biological"),
        Tie(kind="parent_of", start="client", end="daughter", nature="biological"),
        Tie(kind="parent_of", start="wife", end="daughter", nature="biological"),
    ),
)
SHARED = frozenset({Category.IDENTITY, Category.FAMILY, Category.LIVING, Category.RELATIONS, Category.CASE})
PASSED = frozenset({Category.IDENTITY, Category.SERVICES, Category.LIVING, Category.FAMILY})


@dataclass
class Played:
    """Who and what the story is about, as far as it has been played."""

    world: World
    church: NodeId
    office: NodeId
    welfare: NodeId
    food: NodeId
    manager: Scope
    official: Scope
    done: IntakeDone


def begin(world: World) -> Played:
    """The church brings them: no meal for more than a day."""
    church, office = (
        world.agency("성당 사회복지회", "religious-body"),
        world.agency("동주민센터", "neighbourhood-office"),
    )
    welfare, food = world.agency("물빛복지관"), world.agency("푸드뱅크", "food-bank")
    manager = world.case_manager("최온", welfare)
    sheet = IntakeGiven(
        client=FATHER,
        consents=world.consents(welfare, PERSONAL),
        way_in="neighbourhood-referral",
        referred_by="성당 사회복지회 구 선생",
        verdict="case-management",
        reason="하루 이상 결식, 다섯 살 아이가 먹지 못함",
        is_emergency=True,
        kin=KIN,
    )
    return Played(
        world=world,
        church=church,
        office=office,
        welfare=welfare,
        food=food,
        manager=manager,
        official=scope_of(world.worker("복지 담당", office), Role.CASE_MANAGER),
        done=take_in(world.store, manager, sheet),
    )


def team_up(story: Played) -> NodeId:
    """Church, office and welfare centre sit in one team; what it reads, the father decides."""
    seats = tuple(Seat(member=each) for each in (story.church, story.office, story.welfare))
    given = TeamGiven(name="김성민 가정 통합팀", type="integrated-team", seats=seats, case=story.done.case)
    team = form_team(story.world.store, story.manager, given).node
    consent = story.world.consents(team, SHARED, purpose="sharing")
    give_consent(story.world.store, story.manager, story.done.client, consent)
    return team


def need_of_food(story: Played) -> NodeId:
    statement = StatementGiven(
        case=story.done.case,
        words="아이가 그저께부터 먹지 못했어요.",
        domain="2000000",
        level="family",
        spoken_by="성당 구 선생",
        need_of=story.done.relatives["son"],
        severity=10,
    )
    said = take_statement(story.world.store, story.manager, statement).statement
    given = NeedGiven(
        case=story.done.case,
        text="오늘 아이들이 먹는다",
        domain="2000000",
        level="family",
        statements=(said,),
        priority=1,
        service_classes=("3.2",),
    )
    return settle_need(story.world.store, story.manager, given).need


def test_what_the_church_knew_and_what_the_office_knew_are_one_picture(world: World) -> None:
    story = begin(world)
    need = need_of_food(story)
    church = RelationGiven(client=story.done.client, system=story.church, nature="strong", flow="to-client")
    office = RelationGiven(
        client=story.done.client, system=story.office, nature="conflict", words="서류가 없다고 돌려보냈어요"
    )
    for relation in (church, office):
        relate(world.store, story.manager, relation)
    before = world.view(story.official)
    assert before.nodes([story.done.client, need]) == {}, "the office knew nothing"

    team_up(story)

    view = world.view(story.official)
    systems = {edge.end: edge.text("nature") for edge in edges_out(view, [story.done.client], "relates_to")}
    assert systems == {story.church: "strong", story.office: "conflict"}
    assert get_node(view, need).text("text") == "오늘 아이들이 먹는다"
    assert {get_node(view, child).text("name") for child in story.done.relatives.values()} == {
        "오선",
        "김하늘",
        "김바다",
    }


def test_the_missing_paper_is_an_obstacle_and_stops_nobodys_meal(world: World) -> None:
    story = begin(world)
    need = need_of_food(story)
    meals = world.service("긴급 식료품", story.food, "3.2")
    benefit = world.service("생계급여 신청", story.office, "3.6")
    paper = ObstacleGiven(
        case=story.done.case,
        type="inability-to-use",
        text="임대차계약서가 없어 신청이 반려됨",
        blocks=(benefit,),
    )
    note_obstacle(world.store, story.manager, paper)
    # A danger to the children's lives: the professional decides at once, and it is written who and why.
    decided = ChoiceGiven(
        need=need,
        options=(meals, benefit),
        chosen=meals,
        decided_by="professional",
        override_ground="child-safety",
        reason="아이가 이틀째 먹지 못함",
    )
    choice = choose(world.store, story.manager, decided)
    letter = ReferralGiven(
        choice=choice.choice,
        passes_on=PASSED,
        summary="결식 가정",
        goal="오늘 안에 식료품",
        monitoring="저녁에 방문",
        is_arranged=True,
    )
    referral = prepare_referral(world.store, story.manager, letter).referral
    send_referral(
        world.store, story.manager, referral, world.consents(story.food, PASSED, purpose="referral")
    )
    giver = scope_of(world.worker("푸드뱅크 담당", story.food), Role.PARTNER)
    answer_referral(world.store, giver, AnswerGiven(referral=referral, state="accepted"))
    world.clock.move(hours=3)
    answer_referral(world.store, giver, AnswerGiven(referral=referral, state="completed", outcome="met"))

    view = world.view(story.manager)
    assert "override-recorded" in codes(choice.warnings)
    assert get_node(view, choice.choice).text("override_ground") == "child-safety"
    assert get_node(view, referral).text("outcome") == "met"
    ended = get_node(view, referral).fields["ended_at"]
    assert ended == world.clock.now


def test_the_emergency_is_assigned_visited_and_led(world: World) -> None:
    story = begin(world)
    assert {"emergency-now"} <= codes(story.done.warnings)
    worker = story.manager.actor
    assert worker is not None
    assign(world.store, story.manager, AssignmentGiven(case=story.done.case, worker=worker))
    judge(
        world.store,
        story.manager,
        Judgement(case=story.done.case, level="emergency", reason="결식 1일 이상", risk="crisis"),
    )
    world.clock.move(hours=2)
    visit = ContactGiven(
        case=story.done.case,
        at=world.clock.now,
        directness="direct",
        way="home-visit",
        objective="냉장고가 비어 있음. 아이들과 병원 동행",
        next_step="오늘 18시 병원에서 아이 상태 확인",
        minutes=90,
    )
    record_contact(world.store, story.manager, visit)
    team_up(story)
    led = ConferenceGiven(
        case=story.done.case,
        type="integrated",
        at=world.clock.now,
        decided="물빛복지관이 주 사례관리기관, 주민센터는 서류를 대신 준비",
        attended=(story.church, story.office, story.welfare),
        lead=story.welfare,
        asked_first=(story.church,),
    )
    conference = hold_conference(world.store, story.manager, led)

    view = world.view(story.manager)
    contacted = [due for due in clocks_of(view, story.done.case) if due.clock.code == "intake-contact"]
    assert [due.is_late(world.clock.now) for due in contacted] == [False]
    assert {edge.start for edge in edges_in(view, [story.done.case], "took_part")} == {
        story.church,
        story.office,
        story.welfare,
    }
    assert codes(conference.warnings) == set()
