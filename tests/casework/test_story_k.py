"""The story of K: a child who does not speak, three therapies, no joint assessment (coordination)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from resnet.access.scope import Scope
from resnet.casework.agreed_need import NeedGiven, settle_need
from resnet.casework.closing import ClosingGiven, close_case
from resnet.casework.conference import ConferenceGiven, hold_conference, share_minutes
from resnet.casework.consent import give_consent
from resnet.casework.intake import IntakeDone, IntakeGiven, take_in
from resnet.casework.person_facts import PersonFacts
from resnet.casework.plan import ItemEvaluation, PlanItemGiven, evaluate_item, plan_item
from resnet.casework.relatives import Kin, Relative, Tie
from resnet.casework.statement import StatementGiven, take_statement
from resnet.casework.surroundings import ReceivedGiven, RelationGiven, no_longer, receive, relate
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.ontology.category import PERSONAL, Category
from tests.casework.world import World, codes, scope_of

CHILD = PersonFacts(name="박하람", sex="male", born_on=date(2019, 5, 14), conditions=("언어발달 지연 의심",))
KIN = Kin(
    relatives=(
        Relative(key="mother", facts=PersonFacts(name="강란희", birth_year=1990), is_resident=True),
        Relative(key="father", facts=PersonFacts(name="박정호", birth_year=1981), is_resident=True),
        Relative(key="grandmother", facts=PersonFacts(name="오순임", birth_year=1954), is_resident=True),
    ),
    ties=(
        Tie(kind="parent_of", start="mother", end="client", nature="biological"),
        Tie(kind="parent_of", start="father", end="client", nature="biological"),
        Tie(kind="parent_of", start="grandmother", end="father", nature="biological"),
        Tie(kind="partner_of", start="father", end="mother", nature="married", from_year=2016),
        Tie(kind="feels_about", start="mother", end="client", nature="very-close"),
    ),
)


@dataclass
class Played:
    """Who and what the story is about, as far as it has been played."""

    world: World
    welfare: NodeId
    family: NodeId
    therapy: NodeId
    manager: Scope
    done: IntakeDone

    @property
    def client(self) -> NodeId:
        return self.done.client

    @property
    def case(self) -> NodeId:
        return self.done.case


def begin(world: World) -> Played:
    """A parent signs, since the child is seven."""
    welfare = world.agency("물빛복지관")
    manager = world.case_manager("최온", welfare)
    sheet = IntakeGiven(
        client=CHILD,
        consents=world.consents(welfare, PERSONAL, "parent", "mother"),
        way_in="agency-referral",
        referred_by="가족센터",
        verdict="case-management",
        kin=KIN,
        household_type="multicultural",
    )
    return Played(
        world=world,
        welfare=welfare,
        family=world.agency("가족센터", "family-centre"),
        therapy=world.agency("말이트이는센터", "developmental-therapy"),
        manager=manager,
        done=take_in(world.store, manager, sheet),
    )


def say(k: Played, words: str) -> NodeId:
    given = StatementGiven(
        case=k.case,
        words=words,
        domain="1000000",
        level="individual",
        severity=9,
        spoken_by=k.done.relatives["mother"],
    )
    return take_statement(k.world.store, k.manager, given).statement


def agree(k: Played, said: tuple[NodeId, ...]) -> NodeId:
    given = NeedGiven(
        case=k.case,
        text="한 번의 종합 평가로 치료의 순서를 정한다",
        domain="1000000",
        level="individual",
        statements=said,
        priority=1,
        service_classes=("5.2", "4.3"),
    )
    return settle_need(k.world.store, k.manager, given).need


def confer(k: Played) -> NodeId:
    """The agencies sit together; who already works with the child was asked first."""
    items = frozenset({Category.IDENTITY, Category.SERVICES})
    consent = k.world.consents(k.therapy, items, "parent", k.done.relatives["mother"], "conference")
    give_consent(k.world.store, k.manager, k.client, consent)
    given = ConferenceGiven(
        case=k.case,
        type="integrated",
        at=k.world.clock.now,
        decided="종합 평가를 먼저 하고, 그동안 방문 미술치료는 쉰다.",
        attended=(k.welfare, k.family, k.world.worker("한별", k.therapy)),
        lead=k.welfare,
        asked_first=(k.family,),
    )
    held = hold_conference(k.world.store, k.manager, given)
    assert "working-agency-first" not in codes(held.warnings)
    return held.conference


def plan(k: Played, need: NodeId) -> NodeId:
    given = PlanItemGiven(
        case=k.case,
        needs=(need,),
        action="종합 발달평가를 받고 결과로 치료 순서를 정한다",
        short_goal="평가 결과가 한 장으로 모인다",
        uses=(k.world.service("종합 발달평가", k.therapy, "5.2"),),
        responsible="어머니, 사례관리자(주)",
        begins_on=date(2026, 11, 9),
        ends_on=date(2026, 12, 20),
    )
    return plan_item(k.world.store, k.manager, given).item


def test_the_overlap_of_three_therapies_is_shown(world: World) -> None:
    k = begin(world)
    art = world.service("미술치료", k.family, "5.4")
    home_art = world.service("방문 미술치료", k.welfare, "5.4")

    first = receive(world.store, k.manager, ReceivedGiven(client=k.client, service=art, per_week=1.0))
    second = receive(world.store, k.manager, ReceivedGiven(client=k.client, service=home_art, per_week=1.0))

    assert codes(first.warnings) == set()
    (notice,) = second.warnings
    assert notice.code == "same-service-elsewhere"
    assert "(미술치료)" in notice.says("ko")


def test_the_therapies_are_put_in_an_agreed_order_and_the_case_ends(world: World) -> None:
    k = begin(world)
    store, manager = world.store, k.manager
    art = world.service("미술치료", k.family, "5.4")
    home_art = world.service("방문 미술치료", k.welfare, "5.4")
    for service in (art, home_art):
        receive(store, manager, ReceivedGiven(client=k.client, service=service, per_week=1.0))
    relation = RelationGiven(
        client=k.client, system=k.family, nature="strong", flow="to-client", importance=4
    )
    relate(store, manager, relation)
    said = (say(k, "우리 아이가 말을 안 해요."), say(k, "미술치료만으로는 불안해요."))
    need = agree(k, said)
    conference = confer(k)
    no_longer(store, manager, "receives", (k.client, home_art))
    item = plan(k, need)
    world.clock.move(days=5)
    share_minutes(store, manager, conference)
    world.clock.move(days=45)
    now = RelationGiven(client=k.client, system=k.family, nature="ordinary", flow="both", importance=5)
    relate(store, manager, now)
    evaluate_item(store, manager, ItemEvaluation(item=item, verdict="achieved", score=8))

    closed = close_case(
        store,
        manager,
        ClosingGiven(
            case=k.case,
            reason="goals-reached",
            change="치료가 한 계획으로 묶이고 아이가 단어를 말하기 시작함",
            follow_up="두 달마다 전화",
            severity_after=dict.fromkeys(said, 4),
        ),
    )

    assert codes(closed.warnings) == set()
    assert_ended(k, art, conference)


def assert_ended(k: Played, art: NodeId, conference: NodeId) -> None:
    view = k.world.view(k.manager)
    assert [edge.end for edge in edges_out(view, [k.client], "receives")] == [art]
    (lead,) = edges_in(view, [k.case], "leads")
    assert (lead.start, lead.text("decided_in")) == (k.welfare, conference)
    took_part = {edge.start for edge in edges_in(view, [k.case], "took_part")}
    assert took_part == {k.welfare, k.family, k.therapy}, "the results are credited to all"
    before = k.world.store.view(k.manager, as_of=k.world.clock.now - timedelta(days=30))
    (then,) = edges_out(before, [k.client], "relates_to")
    (now,) = edges_out(view, [k.client], "relates_to")
    assert (then.text("nature"), now.text("nature")) == ("strong", "ordinary")
    assert get_node(view, k.case).text("state") == "closed"


def test_the_therapist_at_the_table_reads_only_what_was_consented_to(world: World) -> None:
    k = begin(world)
    confer(k)
    therapist = scope_of(world.worker("두리", k.therapy))

    seen = world.view(therapist).nodes([k.client, k.case, *k.done.relatives.values()])

    assert seen.keys() == {k.client}
    assert "conditions" not in seen[k.client].fields


def test_a_lead_is_decided_in_an_integrated_conference_and_working_agencies_are_asked_first(
    world: World,
) -> None:
    k = begin(world)
    art = world.service("미술치료", k.family, "5.4")
    receive(world.store, k.manager, ReceivedGiven(client=k.client, service=art))

    held = hold_conference(
        world.store,
        k.manager,
        ConferenceGiven(
            case=k.case,
            type="integrated",
            at=world.clock.now,
            decided="말이트이는센터가 주 사례관리기관",
            attended=(k.welfare, k.therapy),
            lead=k.therapy,
        ),
    )

    notice = next(each for each in held.warnings if each.code == "working-agency-first")
    assert "가족센터" in notice.says("ko")
    assert "lead-without-consent" in codes(held.warnings)
