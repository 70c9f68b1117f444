"""Intake: who is taken in, with which consent, under which code."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from resnet.casework.circle import ConsentMissingError
from resnet.casework.intake import IntakeGiven, take_in
from resnet.casework.person_facts import PersonFacts
from resnet.casework.relatives import Kin, Relative, Tie
from resnet.errors import NodeNotFoundError, RuleError
from resnet.graph.elements import CommitId, Node, Put
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.ontology.category import PERSONAL, SENSITIVE, Category
from tests.casework.world import ORDINARY, World, codes

CODE = re.compile(r"2026-11-\d{3}")


def given(world: World, agency_name: str = "물빛복지관") -> IntakeGiven:
    agency = world.agency(agency_name)
    return IntakeGiven(
        client=PersonFacts(name="이가람", birth_year=1980),
        consents=world.consents(agency),
        way_in="visit",
        verdict="case-management",
        agency=agency,
    )


def test_an_intake_makes_person_household_case_and_consent_in_one_commit(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    before = sum(1 for _ in world.view(manager).feed())

    done = world.client(manager, agency)

    view = world.view(manager)
    assert sum(1 for _ in view.feed()) == before + 1
    assert get_node(view, done.client).text("name") == "이가람"
    assert get_node(view, done.case).fields["state"] == "intake"
    assert done.household is not None
    assert [edge.end for edge in edges_out(view, [done.client], "lives_in")] == [done.household]
    assert [edge.end for edge in edges_out(view, [done.case], "concerns")] == [done.client]
    assert {edge.text("category") for edge in edges_out(view, [done.client], "consents_to")} == PERSONAL


def test_a_code_is_of_the_month_and_tells_nobody_how_many_there_are(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)

    found = [world.client(manager, agency).code for _ in range(6)]

    assert all(CODE.fullmatch(code) for code in found)
    assert len(set(found)) == 6
    assert sorted(found) != [f"2026-11-{number:03d}" for number in range(1, 7)]


def test_two_independent_cases_of_one_household_share_its_code(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    first = world.client(manager, agency)
    second = IntakeGiven(
        client=PersonFacts(name="이나래", birth_year=1975),
        consents=world.consents(agency),
        way_in="visit",
        verdict="case-management",
        household=first.household,
    )

    done = take_in(world.store, manager, second)

    assert done.household == first.household
    assert re.fullmatch(rf"{first.code}-\d", done.code)


def test_the_same_intake_sent_twice_is_done_once_and_answers_the_same(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    sheet = replace(given(world), agency=agency)

    first = take_in(world.store, manager, sheet, commit=CommitId("form 1"))
    again = take_in(world.store, manager, sheet, commit=CommitId("form 1"))

    assert (again.client, again.case, again.code) == (first.client, first.case, first.code)
    assert len(edges_in(world.view(manager), [first.client], "concerns")) == 1


def test_nothing_is_kept_without_consent_to_identity_and_case(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)

    with pytest.raises(RuleError, match="intake-consent"):
        world.client(manager, agency, categories=frozenset({Category.IDENTITY, Category.HEALTH}))

    assert world.view(manager).find("case").nodes == ()


def test_refusing_the_family_does_not_block_the_service(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)

    done = world.client(manager, agency, categories=frozenset({Category.IDENTITY, Category.CASE}))

    assert done.household is None
    assert {"household-not-kept", "no-process-record"} <= codes(done.warnings)


def test_a_fact_whose_category_was_refused_is_not_taken_down(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    facts = PersonFacts(name="이가람", birth_year=1980, conditions=("고혈압",))

    with pytest.raises(ConsentMissingError) as refused:
        world.client(manager, agency, facts=facts, categories=ORDINARY)

    assert refused.value.categories == {Category.HEALTH}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        pytest.param({"verdict": "not-selected"}, "verdict-reason", id="not selected without a reason"),
        pytest.param({"way_in": "list"}, "list-giver", id="from a list without its giver"),
    ],
)
def test_an_intake_sheet_that_lacks_what_the_rule_asks_is_refused(
    world: World, change: dict[str, str], rule: str
) -> None:
    sheet = given(world)
    manager = world.case_manager("최온", sheet.agency or world.agency("x"))

    with pytest.raises(RuleError, match=rule):
        take_in(world.store, manager, replace(sheet, **change))  # type: ignore[arg-type]


def test_somebody_not_selected_is_linked_elsewhere(world: World) -> None:
    sheet = replace(given(world), verdict="not-selected", reason="단순 정보 안내로 충분함")
    manager = world.case_manager("최온", sheet.agency or world.agency("x"))

    done = take_in(world.store, manager, sheet)

    assert codes(done.warnings) == {"link-elsewhere"}
    assert get_node(world.view(manager), done.case).text("state") == "not-selected"


def test_an_emergency_says_so(world: World) -> None:
    sheet = replace(given(world), is_emergency=True, reason="하루 이상 결식")
    manager = world.case_manager("최온", sheet.agency or world.agency("x"))

    done = take_in(world.store, manager, sheet)

    assert "emergency-now" in codes(done.warnings)
    assert get_node(world.view(manager), done.case).text("level") == "emergency"


def test_the_first_contact_is_due_by_the_standard_of_the_case(world: World) -> None:
    sheet = given(world)
    manager = world.case_manager("최온", sheet.agency or world.agency("x"))

    done = take_in(world.store, manager, sheet)

    due = next(notice for notice in done.warnings if notice.code == "first-contact-due")
    assert due.says("ko") == "담당 사례관리자는 2026. 11. 5.까지 대상자를 처음 만나야 합니다."


def test_a_worker_without_an_agency_takes_nobody_in(world: World) -> None:
    agency = world.agency("물빛복지관")
    elsewhere = world.case_manager("한별", world.agency("다른복지관"))

    with pytest.raises(RuleError, match="no-workplace"):
        take_in(world.store, elsewhere, replace(given(world), agency=agency))


CHILD = PersonFacts(name="박하람", sex="male", born_on=date(2019, 5, 14))
MOTHER = Relative(key="mother", facts=PersonFacts(name="강란희", birth_year=1990), is_resident=True)
AUNT = Relative(key="aunt", facts=PersonFacts(name="강은희", birth_year=1985))


def child_sheet(world: World, signer: str | None, given_as: str, ties: tuple[Tie, ...]) -> IntakeGiven:
    agency = world.agency("물빛복지관")
    return IntakeGiven(
        client=CHILD,
        consents=world.consents(agency, PERSONAL, given_as, signer),
        way_in="agency-referral",
        verdict="case-management",
        agency=agency,
        kin=Kin((MOTHER, AUNT), ties),
    )


IS_MOTHER = Tie(kind="parent_of", start="mother", end="client", nature="biological")
MINDS = Tie(kind="guardian_of", start="aunt", end="client", is_legal=False)
LEGAL = Tie(kind="guardian_of", start="aunt", end="client", is_legal=True)


def test_a_child_is_signed_for_by_a_parent(world: World) -> None:
    sheet = child_sheet(world, "mother", "parent", (IS_MOTHER,))
    manager = world.case_manager("최온", sheet.agency or world.agency("x"))

    done = take_in(world.store, manager, sheet)

    consent = get_node(world.view(manager), done.consents[0])
    assert consent.text("given_by") == done.relatives["mother"]


def test_a_child_does_not_consent_alone(world: World) -> None:
    sheet = child_sheet(world, None, "self", (IS_MOTHER,))
    manager = world.case_manager("최온", sheet.agency or world.agency("x"))

    with pytest.raises(RuleError, match="Below the age of 14"):
        take_in(world.store, manager, sheet)


def test_who_protects_a_child_without_being_its_legal_guardian_does_not_sign(world: World) -> None:
    sheet = child_sheet(world, "aunt", "legal-guardian", (IS_MOTHER, MINDS))
    manager = world.case_manager("최온", sheet.agency or world.agency("x"))

    with pytest.raises(RuleError, match="signs-only-legal"):
        take_in(world.store, manager, sheet)

    legal = child_sheet(world, "aunt", "legal-guardian", (IS_MOTHER, LEGAL))
    assert take_in(world.store, manager, legal).consents


@pytest.mark.parametrize("nature", ["donor", "foster", "step"])
def test_a_parent_without_custody_does_not_sign_for_a_child(world: World, nature: str) -> None:
    sheet = child_sheet(world, "mother", "parent", (replace(IS_MOTHER, nature=nature),))
    manager = world.case_manager("최온", sheet.agency or world.agency("x"))

    with pytest.raises(RuleError, match="signs-only-legal"):
        take_in(world.store, manager, sheet)


@pytest.mark.parametrize(("state", "category"), [("expected", "family"), ("miscarriage", "health")])
def test_that_a_pregnancy_was_lost_is_of_health(world: World, state: str, category: str) -> None:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    kin = Kin((Relative(key="lost", facts=PersonFacts(name="", pregnancy=state)),))

    done = world.client(manager, agency, kin=kin)

    assert get_node(world.view(manager), done.relatives["lost"]).category == category


def test_a_relative_who_becomes_a_client_is_seen_by_their_own_consent_only(world: World) -> None:
    agency, other = world.agency("물빛복지관"), world.agency("다른복지관")
    manager, outsider = world.case_manager("최온", agency), world.case_manager("한별", other)
    kin = Kin((Relative(key="sister", facts=PersonFacts(name="이나래", birth_year=1975)),))
    done = world.client(manager, agency, kin=kin)
    sister = done.relatives["sister"]
    sheet = IntakeGiven(
        client=sister,
        consents=world.consents(agency, frozenset({Category.IDENTITY, Category.CASE})),
        way_in="visit",
        verdict="case-management",
    )

    taken = take_in(world.store, manager, sheet)

    own = get_node(world.view(manager), sister)
    assert taken.client == sister
    assert own.about == (sister,)
    assert own.category is Category.IDENTITY
    assert own.text("name") == "이나래"
    with pytest.raises(NodeNotFoundError):
        get_node(world.view(outsider), sister)


def test_a_client_whose_case_is_open_is_not_taken_in_again(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    done = world.client(manager, agency)
    again = IntakeGiven(
        client=done.client, consents=world.consents(agency), way_in="visit", verdict="case-management"
    )

    with pytest.raises(RuleError, match="case-open-already"):
        take_in(world.store, manager, again)


def test_the_sensitive_categories_are_asked_apart(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    together = replace(world.consents(agency)[0], categories=PERSONAL)
    sheet = replace(given(world), consents=(together,), agency=agency)

    with pytest.raises(RuleError, match="sensitive-apart"):
        take_in(world.store, manager, sheet)

    assert {frozenset(each.categories) for each in world.consents(agency)} == {ORDINARY, SENSITIVE}


def test_a_number_that_is_taken_is_not_given_out_again(world: World) -> None:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    taken = {f"2026-11-{number:03d}" for number in range(1, 1000)}
    households = [
        Node(id=world.store.ids.key("household", code), kind="household", fields={"code": code})
        for code in sorted(taken)
    ]
    world.write(*(Put(node) for node in households))

    code = world.client(manager, agency).code

    assert re.fullmatch(r"2026-11-\d{4}", code), "the next longer number is drawn"
    assert code not in taken
