"""The story of Mrs Lee: the network around a carer is supported, so that she can go on caring."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.agreed_need import NeedGiven, settle_need, work_on_need
from resnet.casework.choice import ChoiceGiven, choose
from resnet.casework.feedback import FeedbackGiven, take_feedback
from resnet.casework.intake import IntakeDone
from resnet.casework.person_facts import PersonFacts
from resnet.casework.referral import ReferralGiven, prepare_referral, send_referral
from resnet.casework.referral_answer import AnswerGiven, answer_referral
from resnet.casework.relatives import Kin, Relative, Tie
from resnet.casework.statement import StatementGiven, take_statement
from resnet.casework.supporter import SupporterGiven, add_supporter
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_in, get_node
from resnet.ontology.category import Category
from tests.casework.world import World, codes, scope_of

LEE = PersonFacts(name="이정숙", sex="female", birth_year=1972)
KIN = Kin(
    relatives=(
        Relative(key="mother-in-law", facts=PersonFacts(name="김옥분", birth_year=1941), is_resident=True),
        Relative(key="husband", facts=PersonFacts(name="구영진", birth_year=1970), is_resident=True),
        Relative(key="sister-in-law", facts=PersonFacts(name="구영희", birth_year=1974)),
    ),
    ties=(
        Tie(kind="parent_of", start="mother-in-law", end="husband", nature="biological"),
        Tie(kind="parent_of", start="mother-in-law", end="sister-in-law", nature="biological"),
        Tie(kind="partner_of", start="client", end="husband", nature="married", from_year=1998),
        Tie(kind="feels_about", start="husband", end="client", nature="distant"),
        Tie(kind="feels_about", start="sister-in-law", end="client", nature="conflict"),
    ),
)
PASSED = frozenset({Category.IDENTITY, Category.SERVICES, Category.FAMILY, Category.CONTACT})


@dataclass
class Played:
    """Who and what the story is about, as far as it has been played."""

    world: World
    welfare: NodeId
    volunteers: NodeId
    dementia: NodeId
    couples: NodeId
    manager: Scope
    done: IntakeDone


def begin(world: World) -> Played:
    welfare = world.agency("물빛복지관")
    manager = world.case_manager("최온", welfare)
    return Played(
        world=world,
        welfare=welfare,
        volunteers=world.agency("자원봉사센터", "volunteer-centre"),
        dementia=world.agency("치매안심센터", "dementia-centre"),
        couples=world.agency("가족센터", "family-centre"),
        manager=manager,
        done=world.client(manager, welfare, facts=LEE, kin=KIN),
    )


def agree(lee: Played, text: str, domain: str, service_class: str) -> NodeId:
    statement = StatementGiven(
        case=lee.done.case,
        words="몇 달째 외출 한번 못 했어요. 아무에게도 말할 수 없었어요.",
        domain=domain,
        level="family",
        severity=8,
    )
    said = take_statement(lee.world.store, lee.manager, statement).statement
    given = NeedGiven(
        case=lee.done.case,
        text=text,
        domain=domain,
        level="family",
        statements=(said,),
        priority=1,
        service_classes=(service_class,),
        wanted_per_week=1.0,
    )
    return settle_need(lee.world.store, lee.manager, given).need


def serve(lee: Played, need: NodeId, service: NodeId, provider: NodeId, feedback: str) -> NodeId:
    """From choice to feedback, with the provider's worker on the other side."""
    store, worker = lee.world.store, scope_of(lee.world.worker(f"담당 {provider}", provider), Role.PARTNER)
    chosen = ChoiceGiven(need=need, options=(service,), chosen=service, decided_by="client")
    letter = ReferralGiven(
        choice=choose(store, lee.manager, chosen).choice,
        passes_on=PASSED,
        summary="치매 시어머니를 돌보는 며느리",
        goal="돌봄이 이어지도록 돌보는 사람을 돕는다",
        per_week=1.0,
        monitoring="방문 일지",
        is_arranged=True,
    )
    referral = prepare_referral(store, lee.manager, letter).referral
    send_referral(store, lee.manager, referral, lee.world.consents(provider, PASSED, purpose="referral"))
    work_on_need(store, lee.manager, need, "in-work")
    for state in ("accepted", "in-progress"):
        answer_referral(store, worker, AnswerGiven(referral=referral, state=state))
    answer_referral(store, worker, AnswerGiven(referral=referral, state="completed", outcome="met"))
    take_feedback(store, lee.manager, FeedbackGiven(referral=referral, feedback=feedback, need_state="met"))
    return referral


def test_the_carer_is_supported_by_volunteer_education_and_counselling(world: World) -> None:
    lee = begin(world)
    carer = SupporterGiven(
        client=lee.done.relatives["mother-in-law"],
        supporter=lee.done.client,
        gives="종일 수발",
        service_class="6.4",
        per_week=7.0,
        load="burnt-out",
    )
    assert codes(add_supporter(world.store, lee.manager, carer).warnings) == {"supporter-tires"}
    visit = world.service("주 1회 말벗 봉사", lee.volunteers, "6.4")
    course = world.service("치매 가족교육", lee.dementia, "7.1")
    talks = world.service("부부상담", lee.couples, "5.3")

    respite = agree(lee, "주 1회 쉬는 시간", "2000000", "6.4")
    skill = agree(lee, "치매를 이해하고 대처한다", "3000000", "7.1")
    couple = agree(lee, "부부가 서로의 편이 된다", "3000000", "5.3")
    serve(lee, respite, visit, lee.volunteers, "영화 모임에 다시 나가요")
    serve(lee, skill, course, lee.dementia, "어머님이 왜 그러시는지 알겠어요")
    serve(lee, couple, talks, lee.couples, "남편이 제 편을 들어 줘요")
    lighter = SupporterGiven(
        client=lee.done.relatives["mother-in-law"],
        supporter=lee.done.client,
        gives="수발, 주 1회 쉼",
        load="fair",
    )
    after = add_supporter(world.store, lee.manager, lighter)

    view = world.view(lee.manager)
    assert codes(after.warnings) == set()
    assert {get_node(view, need).text("state") for need in (respite, skill, couple)} == {"met"}
    took_part = {edge.start for edge in edges_in(view, [lee.done.case], "took_part")}
    assert took_part == {lee.welfare, lee.volunteers, lee.dementia, lee.couples}
    (support,) = edges_in(view, [lee.done.relatives["mother-in-law"]], "supports")
    assert support.text("load") == "fair"


def test_informal_help_is_asked_for_before_formal_service(world: World) -> None:
    lee = begin(world)
    need = agree(lee, "주 1회 쉬는 시간", "2000000", "6.4")
    neighbour = SupporterGiven(
        client=lee.done.client, supporter=PersonFacts(name="윗집 한씨"), gives="가끔 봐 주심", load="light"
    )
    helper = add_supporter(world.store, lee.manager, neighbour).supporter
    visit = world.service("주 1회 말벗 봉사", lee.volunteers, "6.4")

    formal_only = ChoiceGiven(need=need, options=(visit,), chosen=visit, decided_by="client")
    both = ChoiceGiven(need=need, options=(helper, visit), chosen=helper, decided_by="client")

    assert codes(choose(world.store, lee.manager, formal_only).warnings) == {
        "one-option-only",
        "informal-not-shown",
    }
    assert codes(choose(world.store, lee.manager, both).warnings) == set()


def test_the_mother_in_law_is_seen_only_as_far_as_the_family_was_passed_on(world: World) -> None:
    lee = begin(world)
    need = agree(lee, "주 1회 쉬는 시간", "2000000", "6.4")
    visit = world.service("주 1회 말벗 봉사", lee.volunteers, "6.4")
    serve(lee, need, visit, lee.volunteers, "좋아요")
    volunteer = scope_of(world.worker("봉사 담당", lee.volunteers), Role.PARTNER)
    counsellor = scope_of(world.worker("상담 담당", lee.couples), Role.PARTNER)
    mother_in_law = lee.done.relatives["mother-in-law"]

    assert world.view(volunteer).nodes([mother_in_law]).keys() == {mother_in_law}
    assert world.view(counsellor).nodes([mother_in_law]) == {}
