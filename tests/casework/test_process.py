"""The process of a case: who carries it, what is recorded, what is due, how it ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from resnet.access.scope import Scope
from resnet.casework.agreed_need import NeedGiven, settle_need
from resnet.casework.assignment import AssignmentGiven, Judgement, assign, caseload, judge
from resnet.casework.clocks import clocks_of, late_clocks
from resnet.casework.closing import ClosingGiven, close_case, contact_sums
from resnet.casework.conference import ConferenceGiven, hold_conference, share_minutes
from resnet.casework.consent import give_consent
from resnet.casework.contact import ContactGiven, record_contact
from resnet.casework.intake import IntakeDone, IntakeGiven, take_in
from resnet.casework.person_facts import PersonFacts
from resnet.casework.statement import StatementGiven, take_statement
from resnet.errors import NodeNotFoundError, RuleError
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_out, get_node
from resnet.ontology.category import PERSONAL, Category
from tests.casework.world import World, codes


@dataclass
class Begun:
    """A case that was just taken in."""

    world: World
    agency: NodeId
    manager: Scope
    done: IntakeDone

    @property
    def worker(self) -> NodeId:
        assert self.manager.actor is not None
        return self.manager.actor

    def contact(self, **change: object) -> ContactGiven:
        given = ContactGiven(
            case=self.done.case,
            at=self.world.clock.now,
            directness="direct",
            way="home-visit",
            objective="집이 따뜻함",
            next_step="11월 9일 14시 복지관에서 면담",
            minutes=30,
        )
        return replace(given, **change)  # type: ignore[arg-type]

    def late(self) -> list[str]:
        return [
            due.clock.code
            for due in clocks_of(self.world.view(self.manager), self.done.case)
            if due.is_late(self.world.clock.now)
        ]


@pytest.fixture
def begun(world: World) -> Begun:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    return Begun(world, agency, manager, world.client(manager, agency))


def test_one_person_carries_a_case_and_the_change_is_kept(begun: Begun) -> None:
    world, case = begun.world, begun.done.case
    second = world.worker("두리", begun.agency)
    assign(world.store, begun.manager, AssignmentGiven(case=case, worker=begun.worker))
    world.clock.move(days=30)
    then = world.clock.now - timedelta(days=1)

    assign(world.store, begun.manager, AssignmentGiven(case=case, worker=second))
    supervised = AssignmentGiven(case=case, worker=begun.worker, role="supervisor")
    assign(world.store, begun.manager, supervised)

    now = edges_out(world.view(begun.manager), [case], "assigned_to")
    assert {(edge.end, edge.text("role")) for edge in now} == {
        (second, "case-manager"),
        (begun.worker, "supervisor"),
    }
    (before,) = edges_out(world.store.view(begun.manager, as_of=then), [case], "assigned_to")
    assert before.end == begun.worker


def test_a_caseload_above_the_standard_warns_and_is_not_blocked(begun: Begun) -> None:
    world = begun.world
    warned = []
    for number in range(11):
        done = world.client(begun.manager, begun.agency, facts=PersonFacts(name=f"대상자 {number}"))
        judge(world.store, begun.manager, Judgement(case=done.case, service_type="specialist"))
        given = AssignmentGiven(case=done.case, worker=begun.worker)
        warned.append("caseload" in codes(assign(world.store, begun.manager, given).warnings))

    limit = 9
    assert warned == [number >= limit for number in range(11)]
    assert len(caseload(world.view(begun.manager), begun.worker)) == 11


def test_only_a_worker_of_an_agency_is_assigned(begun: Begun) -> None:
    given = AssignmentGiven(case=begun.done.case, worker=begun.done.client)

    with pytest.raises(RuleError, match="no-worker"):
        assign(begun.world.store, begun.manager, given)


def test_an_assistant_takes_low_risk_cases(begun: Begun) -> None:
    store, case = begun.world.store, begun.done.case
    judge(store, begun.manager, Judgement(case=case, risk="high"))

    given = AssignmentGiven(case=case, worker=begun.worker, role="assistant")

    assert "assistant-low-risk" in codes(assign(store, begun.manager, given).warnings)


def test_a_level_has_its_reason(begun: Begun) -> None:
    store, case = begun.world.store, begun.done.case

    with pytest.raises(RuleError, match="level-reason"):
        judge(store, begun.manager, Judgement(case=case, level="intensive"))
    with pytest.raises(RuleError, match="closing-door"):
        judge(store, begun.manager, Judgement(case=case, state="closed"))
    judge(store, begun.manager, Judgement(case=case, level="intensive", reason="기관 셋 이상"))

    assert get_node(begun.world.view(begun.manager), case).text("level_reason") == "기관 셋 이상"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        pytest.param({"next_step": " "}, "next-step", id="without the next step"),
        pytest.param({"minutes": -1}, "minutes", id="of negative length"),
    ],
)
def test_a_record_is_whole(begun: Begun, change: dict[str, object], rule: str) -> None:
    with pytest.raises(RuleError, match=rule):
        record_contact(begun.world.store, begun.manager, begun.contact(**change))


def test_a_record_is_of_what_happened_and_late_after_a_day(begun: Begun) -> None:
    world = begun.world
    tomorrow = begun.contact(at=world.clock.now + timedelta(hours=1))
    with pytest.raises(RuleError, match="not-yet"):
        record_contact(world.store, begun.manager, tomorrow)
    at = world.clock.now
    world.clock.move(hours=23, minutes=59)
    on_time = record_contact(world.store, begun.manager, begun.contact(at=at))
    world.clock.move(minutes=1)
    late = record_contact(world.store, begun.manager, begun.contact(at=at))

    assert codes(on_time.warnings) == set()
    assert codes(late.warnings) == {"record-late"}


def test_the_first_contact_is_late_on_the_fourth_day_and_done_when_it_was_done(begun: Begun) -> None:
    world = begun.world
    world.clock.move(days=3)
    assert "intake-contact" not in begun.late()
    world.clock.move(days=1)
    assert "intake-contact" in begun.late()
    assert any(
        notice.code == "clock-late" for notice in late_clocks(world.view(begun.manager), begun.done.case)
    )

    record_contact(world.store, begun.manager, begun.contact(at=world.clock.now - timedelta(days=2)))

    assert "intake-contact" not in begun.late()


@pytest.mark.parametrize("hidden", [Category.WORK_NOTES, Category.HEALTH])
def test_who_reads_no_process_record_is_told_of_no_clock(begun: Begun, hidden: Category) -> None:
    world = begun.world
    record_contact(world.store, begun.manager, begun.contact())
    world.clock.move(days=40)
    before = clocks_of(world.view(begun.manager), begun.done.case)
    partner = world.agency("나루센터")
    seen = PERSONAL - {hidden}
    give_consent(
        world.store, begun.manager, begun.done.client, world.consents(partner, seen, purpose="sharing")
    )

    told = clocks_of(world.view(world.case_manager("한별", partner)), begun.done.case)

    assert before
    # The contact that is hidden would read as a first contact that was never made.
    assert {due.clock.code for due in told} == (
        set() if hidden is Category.WORK_NOTES else {due.clock.code for due in before}
    )


def test_a_case_keeps_the_clocks_of_the_standard_it_was_opened_under(begun: Begun) -> None:
    world = begun.world
    sheet = IntakeGiven(
        client=PersonFacts(name="오래된 이"),
        consents=world.consents(begun.agency),
        way_in="visit",
        verdict="case-management",
        standard="handbook_2011",
    )
    old = take_in(world.store, begun.manager, sheet)
    today = {due.clock.code: due for due in clocks_of(world.view(begun.manager), begun.done.case)}
    handbook = {due.clock.code: due for due in clocks_of(world.view(begun.manager), old.case)}

    assert (today["intake-plan"].clock.count, today["intake-plan"].clock.unit.value) == (30, "day")
    assert (handbook["intake-plan"].clock.count, handbook["intake-plan"].clock.unit.value) == (3, "week")
    assert "intake-survey" in today
    assert "intake-survey" not in handbook


def test_reassessment_is_due_again_after_each_assessment(begun: Begun) -> None:
    world = begun.world
    given = NeedGiven(case=begun.done.case, text="끼니", domain="2000000", level="individual")
    settle_need(world.store, begun.manager, given)
    world.clock.move(days=80)
    assert "reassessment" not in begun.late()
    settle_need(world.store, begun.manager, given)
    world.clock.move(days=80)

    assert "reassessment" not in begun.late()
    world.clock.move(days=20)
    assert "reassessment" in begun.late()


def test_minutes_of_an_integrated_conference_are_shared_within_a_week(begun: Begun) -> None:
    world = begun.world
    given = ConferenceGiven(
        case=begun.done.case,
        type="integrated",
        at=world.clock.now,
        decided="역할 분담",
        attended=(begun.agency,),
    )
    held = hold_conference(world.store, begun.manager, given)
    hold_conference(world.store, begun.manager, replace(given, type="case"))
    world.clock.move(days=8)

    assert begun.late().count("minutes-shared") == 1
    assert codes(share_minutes(world.store, begun.manager, held.conference).warnings) == {"minutes-late"}


@pytest.mark.parametrize("conference_type", ["case", "solution", "emergency"])
def test_no_other_conference_decides_the_lead_agency(begun: Begun, conference_type: str) -> None:
    given = ConferenceGiven(
        case=begun.done.case,
        type=conference_type,
        at=begun.world.clock.now,
        decided="우리가 맡음",
        attended=(begun.agency,),
        lead=begun.agency,
    )

    with pytest.raises(RuleError, match="lead-by-integrated"):
        hold_conference(begun.world.store, begun.manager, given)


def test_contacts_are_summed_by_the_domain_of_the_need(begun: Begun) -> None:
    world, case = begun.world, begun.done.case
    needs = {
        domain: settle_need(
            world.store,
            begun.manager,
            NeedGiven(case=case, text=domain, domain=domain, level="individual"),
        ).need
        for domain in ("2000000", "5000000")
    }
    for change in (
        {"needs": (needs["2000000"],), "minutes": 30},
        {"needs": tuple(needs.values()), "minutes": 20},
        {"needs": (needs["5000000"],), "directness": "resource", "minutes": None},
        {"minutes": 5},
    ):
        record_contact(world.store, begun.manager, begun.contact(**change))

    sums = contact_sums(world.view(begun.manager), case)

    assert [(each.domain, each.direct, each.resource, each.minutes) for each in sums] == [
        ("2000000", 2, 0, 50),
        ("5000000", 1, 1, 20),
        (None, 1, 0, 5),
    ]


def closing(begun: Begun, **change: object) -> ClosingGiven:
    given = ClosingGiven(case=begun.done.case, reason="goals-reached", change="스스로 끼니를 챙김")
    return replace(given, **change)  # type: ignore[arg-type]


def test_closing_warns_of_what_was_left_and_sets_the_follow_up(begun: Begun) -> None:
    world = begun.world
    statement = StatementGiven(case=begun.done.case, words="배고파요", domain="2000000", level="individual")
    take_statement(world.store, begun.manager, statement)

    closed = close_case(world.store, begun.manager, closing(begun))

    assert codes(closed.warnings) == {"severity-after-missing", "follow-up-missing"}
    kept = get_node(world.view(begun.manager), closed.closing)
    assert str(kept.fields["follow_up_until"]) == "2027-05-02 15:00:00+00:00"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        pytest.param({"change": ""}, "no-words", id="without what changed"),
        pytest.param({"reason": "other"}, "reason-in-words", id="another reason without words"),
    ],
)
def test_a_closing_report_is_whole(begun: Begun, change: dict[str, object], rule: str) -> None:
    with pytest.raises(RuleError, match=rule):
        close_case(begun.world.store, begun.manager, closing(begun, **change))


def test_a_closed_case_takes_follow_up_contacts_and_nothing_else(begun: Begun) -> None:
    world = begun.world
    close_case(world.store, begun.manager, closing(begun))

    with pytest.raises(RuleError, match="case-closed"):
        close_case(world.store, begun.manager, closing(begun))
    with pytest.raises(RuleError, match="case-closed"):
        judge(world.store, begun.manager, Judgement(case=begun.done.case, risk="low"))
    assert record_contact(world.store, begun.manager, begun.contact(objective="사후관리 전화")).contact


def test_an_outsider_acts_in_no_case_and_cannot_tell_it_from_none(begun: Begun) -> None:
    outsider = begun.world.case_manager("한별", begun.world.agency("딴곳"))
    store = begun.world.store

    for case in (begun.done.case, NodeId("case:none")):
        with pytest.raises(NodeNotFoundError):
            record_contact(store, outsider, begun.contact(case=case))
        with pytest.raises(NodeNotFoundError):
            close_case(store, outsider, closing(begun, case=case))
        with pytest.raises(NodeNotFoundError):
            clocks_of(begun.world.view(outsider), case)
