"""What was said, what was agreed, what stands in the way, and what is chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.agreed_need import NeedGiven, settle_need, work_on_need
from resnet.casework.choice import ChoiceGiven, choose
from resnet.casework.intake import IntakeDone
from resnet.casework.person_facts import PersonFacts
from resnet.casework.plan import ItemEvaluation, PlanItemGiven, evaluate_item, plan_item
from resnet.casework.statement import StatementGiven, rate_after, take_statement
from resnet.casework.strength import ObstacleGiven, StrengthGiven, note_obstacle, note_strength
from resnet.casework.supporter import SupporterGiven, add_supporter
from resnet.casework.surroundings import RelationGiven, relate
from resnet.errors import NodeNotFoundError, RuleError
from resnet.graph.elements import NodeId, Where
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.ontology.category import Category
from tests.casework.world import World, codes, scope_of


@dataclass
class Begun:
    """A case that was just taken in."""

    world: World
    agency: NodeId
    manager: Scope
    done: IntakeDone

    def say(self, words: str = "밥을 못 먹어요", **more: object) -> NodeId:
        given = StatementGiven(
            case=self.done.case, words=words, domain="2000000", level="individual", severity=7
        )
        return take_statement(self.world.store, self.manager, replace(given, **more)).statement  # type: ignore[arg-type]

    def agree(self, **more: object) -> NodeId:
        given = NeedGiven(
            case=self.done.case,
            text="하루 한 끼",
            domain="2000000",
            level="individual",
            priority=1,
            service_classes=("3.2",),
        )
        return settle_need(self.world.store, self.manager, replace(given, **more)).need  # type: ignore[arg-type]


@pytest.fixture
def begun(world: World) -> Begun:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    return Begun(world, agency, manager, world.client(manager, agency))


def test_words_are_kept_as_spoken_with_who_and_whose(begun: Begun) -> None:
    said = begun.say("밥을… 못 먹어요.", spoken_by="이웃 김씨", need_of="아들")

    kept = get_node(begun.world.view(begun.manager), said)

    assert kept.text("words") == "밥을… 못 먹어요."
    assert (kept.text("spoken_by"), kept.text("need_of")) == ("이웃 김씨", "아들")


@pytest.mark.parametrize(
    ("domain", "is_of_mind", "category"),
    [
        ("0000000", False, Category.SAFETY),
        ("1000000", False, Category.HEALTH),
        ("1000000", True, Category.MENTAL_HEALTH),
        ("5000000", False, Category.ECONOMY),
        ("A000000", False, Category.CASE),
    ],
)
def test_a_statement_is_as_sensitive_as_its_domain(
    begun: Begun, domain: str, is_of_mind: bool, category: Category
) -> None:
    said = begun.say(domain=domain, is_of_mind=is_of_mind)

    assert get_node(begun.world.view(begun.manager), said).category is category


@pytest.mark.parametrize("severity", [0, 11])
def test_a_rating_is_on_the_scale(begun: Begun, severity: int) -> None:
    with pytest.raises(RuleError, match="1 to 10 points"):
        begun.say(severity=severity)
    with pytest.raises(RuleError, match="severity"):
        rate_after(begun.world.store, begun.manager, begun.say(), severity)


def test_several_statements_settle_into_one_need_and_one_into_several(begun: Begun) -> None:
    said = (begun.say(), begun.say("쌀이 떨어졌어요"))
    first = begun.agree(statements=said)
    second = begun.agree(text="장보기", statements=said[:1])

    edges = edges_in(begun.world.view(begun.manager), [first, second], "settled_into")

    assert {(edge.start, edge.end) for edge in edges} == {
        (said[0], first),
        (said[1], first),
        (said[0], second),
    }


def test_a_statement_of_another_case_does_not_settle_here(begun: Begun) -> None:
    other = Begun(begun.world, begun.agency, begun.manager, begun.world.client(begun.manager, begun.agency))

    with pytest.raises(RuleError, match="not-in-this-case"):
        begun.agree(statements=(other.say(),))


def test_a_need_that_no_service_meets_is_recorded_and_said_to_be_a_gap(begun: Begun) -> None:
    given = NeedGiven(
        case=begun.done.case, text="새벽에 함께 있어 줄 사람", domain="4000000", level="individual"
    )

    settled = settle_need(begun.world.store, begun.manager, given)

    assert {"need-without-service", "need-without-words", "priority-not-asked"} == codes(settled.warnings)
    assert get_node(begun.world.view(begun.manager), settled.need).text("state") == "open"


def test_the_fourth_need_at_once_warns_and_is_not_blocked(begun: Begun) -> None:
    store = begun.world.store
    needs = [begun.agree(text=f"욕구 {number}") for number in range(4)]

    warned = [codes(work_on_need(store, begun.manager, need, "in-work").warnings) for need in needs]

    assert warned == [set(), set(), set(), {"needs-at-once"}]
    assert get_node(begun.world.view(begun.manager), needs[3]).text("state") == "in-work"


def test_a_need_of_the_community_names_nobody_and_is_open_to_everyone(begun: Begun) -> None:
    world, area = begun.world, begun.world.area("별빛동")
    said = take_statement(
        world.store,
        begun.manager,
        StatementGiven(words="밤에 문 여는 약국이 없어요", domain="1000000", level="community", area=area),
    ).statement
    agreed = NeedGiven(text="야간 약국", domain="1000000", level="community", area=area, statements=(said,))
    need = settle_need(world.store, begun.manager, agreed).need
    council = scope_of(world.worker("위원", world.agency("협의체", "council")), Role.COUNCIL)

    view = world.view(council)

    assert get_node(view, need).about == ()
    assert [edge.end for edge in edges_out(view, [need], "needed_in")] == [area]
    assert [edge.start for edge in edges_in(view, [need], "settled_into")] == [said]
    assert [node.id for node in view.find("agreed_need", Where(equals={"state": "open"})).nodes] == [need]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        pytest.param({"case": None}, "where-is-it", id="neither case nor area"),
        pytest.param({"words": " "}, "no-words", id="no words"),
    ],
)
def test_a_statement_says_something_of_somebody_or_somewhere(
    begun: Begun, change: dict[str, object], rule: str
) -> None:
    with pytest.raises(RuleError, match=rule):
        begun.say(**change)  # type: ignore[arg-type]


def test_a_bodily_obstacle_needs_evidence_and_warns_without(begun: Begun) -> None:
    service = begun.world.service("도시락", begun.agency, "3.2")
    given = ObstacleGiven(case=begun.done.case, type="bodily", text="허리가 아파 못 나감", blocks=(service,))

    without = note_obstacle(begun.world.store, begun.manager, given)
    proven = note_obstacle(begun.world.store, begun.manager, replace(given, evidence="진단서"))

    assert codes(without.warnings) == {"evidence-missing"}
    assert codes(proven.warnings) == set()
    kept = get_node(begun.world.view(begun.manager), proven.node)
    assert kept.category is Category.HEALTH


def test_a_former_resource_says_why_it_ended(begun: Begun) -> None:
    given = StrengthGiven(case=begun.done.case, text="이웃의 반찬 나눔", type="informal", is_former=True)

    silent = note_strength(begun.world.store, begun.manager, given)
    said = note_strength(begun.world.store, begun.manager, replace(given, ended_why="이사"))

    assert codes(silent.warnings) == {"why-it-ended"}
    assert codes(said.warnings) == set()


def test_a_new_state_of_the_eco_map_ends_the_old_and_both_can_be_read(begun: Begun) -> None:
    world, client = begun.world, begun.done.client
    church = world.agency("성당", "religious-body")
    relate(world.store, begun.manager, RelationGiven(client=client, system=church, nature="weak"))
    then = world.clock.now
    world.clock.move(days=90)
    relate(world.store, begun.manager, RelationGiven(client=client, system=church, nature="strong"))

    (now,) = edges_out(world.view(begun.manager), [client], "relates_to")
    (before,) = edges_out(world.store.view(begun.manager, as_of=then), [client], "relates_to")

    assert (before.text("nature"), now.text("nature")) == ("weak", "strong")
    assert "importance" not in now.fields, "not asked stays unknown"


def test_a_tired_supporter_is_noticed(begun: Begun) -> None:
    given = SupporterGiven(client=begun.done.client, supporter=PersonFacts(name="딸"), gives="반찬")

    def warned(load: str) -> set[str]:
        return codes(add_supporter(begun.world.store, begun.manager, replace(given, load=load)).warnings)

    assert [warned(load) for load in ("light", "fair", "heavy", "burnt-out")] == [
        set(),
        set(),
        {"supporter-tires"},
        {"supporter-tires"},
    ]


def choice_of(begun: Begun, **change: object) -> ChoiceGiven:
    first = begun.world.service("도시락", begun.agency, "3.2")
    second = begun.world.service("식료품", begun.agency, "3.2")
    given = ChoiceGiven(need=begun.agree(), options=(first, second), chosen=first, decided_by="client")
    return replace(given, **change)  # type: ignore[arg-type]


def test_the_client_chooses_out_of_what_was_shown_and_may_want_none(begun: Begun) -> None:
    given = choice_of(begun)
    taken = choose(begun.world.store, begun.manager, given).choice
    none = choose(begun.world.store, begun.manager, replace(given, chosen=None, reason="스스로")).choice

    view = begun.world.view(begun.manager)

    assert get_node(view, taken).texts("options") == given.options
    assert [edge.end for edge in edges_out(view, [taken], "chose")] == [given.chosen]
    assert edges_out(view, [none], "chose") == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        pytest.param({"options": ()}, "options-shown", id="nothing was shown"),
        pytest.param({"chosen": NodeId("service:hidden")}, "chosen-of-shown", id="not among those shown"),
        pytest.param({"decided_by": "professional"}, "override-ground", id="a professional without a ground"),
        pytest.param(
            {"decided_by": "professional", "override_ground": "danger-to-life"},
            "override-ground",
            id="a professional without a reason",
        ),
        pytest.param(
            {"override_ground": "abuse"}, "no-override", id="a ground for the client's own decision"
        ),
    ],
)
def test_a_choice_that_is_no_choice_is_refused(begun: Begun, change: dict[str, object], rule: str) -> None:
    with pytest.raises(RuleError, match=rule):
        choose(begun.world.store, begun.manager, choice_of(begun, **change))


def test_the_client_records_the_own_choice_and_no_professionals(begun: Begun) -> None:
    own = scope_of(begun.done.client, Role.CLIENT)
    given = choice_of(begun)

    choice = choose(begun.world.store, own, given).choice
    with pytest.raises(RuleError, match="decides-for-oneself"):
        choose(
            begun.world.store,
            own,
            replace(given, decided_by="professional", override_ground="abuse", reason="x"),
        )

    assert get_node(begun.world.view(begun.manager), choice).text("decided_by") == "client"


def test_an_outsider_chooses_nothing_for_somebody(begun: Begun) -> None:
    given = choice_of(begun)
    outsider = begun.world.case_manager("한별", begun.world.agency("딴곳"))

    with pytest.raises(NodeNotFoundError):
        choose(begun.world.store, outsider, given)


def test_a_short_goal_beyond_three_months_warns(begun: Begun) -> None:
    need = begun.agree()
    given = PlanItemGiven(
        case=begun.done.case, needs=(need,), action="도시락", short_goal="끼니", ends_on=date(2027, 2, 2)
    )

    on_time = plan_item(begun.world.store, begun.manager, given)
    late = plan_item(begun.world.store, begun.manager, replace(given, ends_on=date(2027, 2, 3)))
    endless = plan_item(begun.world.store, begun.manager, replace(given, ends_on=None))

    assert codes(on_time.warnings) == set()
    assert codes(late.warnings) == {"short-goal-long"}
    assert codes(endless.warnings) == {"goal-without-end"}


def test_an_achieved_item_has_the_clients_score(begun: Begun) -> None:
    given = PlanItemGiven(case=begun.done.case, needs=(begun.agree(),), action="도시락", short_goal="끼니")
    item = plan_item(begun.world.store, begun.manager, given).item

    for evaluation, rule in (
        (ItemEvaluation(item=item, verdict="achieved"), "score-asked"),
        (ItemEvaluation(item=item, verdict="achieved", score=11), "points"),
    ):
        with pytest.raises(RuleError, match=rule):
            evaluate_item(begun.world.store, begun.manager, evaluation)
    evaluate_item(begun.world.store, begun.manager, ItemEvaluation(item=item, verdict="extended"))

    assert get_node(begun.world.view(begun.manager), item).text("verdict") == "extended"
