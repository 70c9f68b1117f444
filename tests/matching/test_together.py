"""A client's needs together: fewer agencies, a week that holds, an order of services."""

from __future__ import annotations

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import NodeId
from resnet.matching.together.plan import Together, plan_together
from resnet.matching.together.words import explain_together, say_formula
from resnet.messages import messages_for
from resnet.settings import LANGUAGES
from tests.matching.district import CLIENT, District

THERAPY, COUNSELLING = "4.3", "5.3"


def household(**classes: str) -> District:
    """A client with a need for each class, and a centre that has agreements with whoever is added."""
    district = District()
    district.agency("centre")
    district.worker("Kim", "agency:centre")
    district.client()
    district.case(manager="person:Kim", lead="agency:centre")
    for priority, (name, service_class) in enumerate(classes.items(), start=1):
        district.need(
            NodeId(f"agreed_need:{name}"), text=name, service_classes=(service_class,), priority=priority
        )
    return district


def provider(district: District, name: str) -> str:
    agency = district.agency(name)
    district.worker(f"of-{name}", agency, is_contact=True)
    district.agreement(name, "agency:centre", agency)
    return agency


def planned(district: District) -> Together:
    return plan_together(district.network(), district.view(), CLIENT)


def offers(plan: Together) -> list[str]:
    return [each.option.name if each.option else each.reason for each in plan.needs]


def test_one_agency_for_two_needs_is_better_than_two_that_fit_a_little_more() -> None:
    district = household(walk=THERAPY, talk=COUNSELLING)
    both = provider(district, "both")
    district.offer("both-walk", both, service_class=THERAPY)
    district.offer("both-talk", both, service_class=COUNSELLING)
    for name, code in (("walk", THERAPY), ("talk", COUNSELLING)):
        room = {"capacity_state": "capacity", "capacity_stated_at": district.now}
        district.offer(f"only-{name}", provider(district, f"p-{name}"), service_class=code, **room)

    plan = planned(district)

    assert offers(plan) == ["both-walk", "both-talk"]
    assert plan.shared == ("both",)
    assert [each.place for each in plan.needs] == [2, 2]
    assert (len(plan.asks.agencies), len(plan.apart.agencies)) == (1, 2)
    assert plan.asks.minutes < plan.apart.minutes


def test_three_therapists_are_never_proposed_at_once() -> None:
    district = household(one=THERAPY, two=THERAPY, three=THERAPY)
    for name in ("a", "b", "c"):
        district.offer(name, provider(district, name), service_class=THERAPY)

    plan = planned(district)

    assert [each.later for each in plan.needs] == ["", "", "alike-at-once"]


def test_what_is_received_already_counts_among_them() -> None:
    district = household(one=THERAPY, two=THERAPY)
    for name in ("a", "b"):
        district.offer(name, provider(district, name), service_class=THERAPY)
    district.offer("old", provider(district, "old"), service_class=THERAPY)
    district.edge(
        "receives", CLIENT, "service:old", fields={"per_week": 1.0, "is_sufficient": True}, about=(CLIENT,)
    )

    plan = planned(district)

    assert [each.later for each in plan.needs] == ["", "alike-at-once"]
    assert plan.received == 1


def test_visits_are_laid_on_days_that_the_week_has() -> None:
    district = household(one=THERAPY, two=COUNSELLING, three="3.2")
    for name, code in (("a", THERAPY), ("b", COUNSELLING), ("c", "3.2")):
        district.offer(name, provider(district, name), service_class=code, weekdays=("mon",), per_week=1.0)

    plan = planned(district)

    assert [each.days for each in plan.needs] == [("mon",), ("mon",), ()]
    assert plan.needs[2].later == "week-full"


def test_the_fourth_need_waits_for_its_turn() -> None:
    codes = {"one": THERAPY, "two": COUNSELLING, "three": "3.2", "four": "6.4"}
    district = household(**codes)
    for code in codes.values():
        name = f"p{code.replace('.', '')}"
        district.offer(name, provider(district, name), service_class=code)

    assert [each.later for each in planned(district).needs] == ["", "", "", "needs-at-once"]


def test_a_need_that_nothing_meets_says_why_and_does_not_stop_the_others() -> None:
    district = household(nothing="6.4", meals="3.2")
    district.offer("meals", provider(district, "kitchen"))

    assert offers(planned(district)) == ["no-service", "meals"]


def test_met_and_withdrawn_needs_are_not_planned() -> None:
    district = household(meals="3.2")
    district.need(NodeId("agreed_need:old"), state="met")

    assert [each.text for each in planned(district).needs] == ["meals"]


def manager(person: str = "person:Kim") -> Scope:
    return Scope.of(NodeId(person), frozenset({Role.CASE_MANAGER}), reason="test")


def test_a_stranger_and_an_outsider_find_nobody_and_a_member_finds_what_consent_shows() -> None:
    district = household(meals="3.2")
    district.offer("meals", provider(district, "kitchen"))
    district.consent("agency:centre", "identity", "case", "living")
    district.consent("agency:kitchen", "identity", "case")
    network = district.network()

    with pytest.raises(NodeNotFoundError):
        plan_together(network, district.view(manager("person:nobody")), CLIENT)
    assert plan_together(network, district.view(manager("person:of-kitchen")), CLIENT).needs == ()
    assert offers(plan_together(network, district.view(manager()), CLIENT)) == ["meals"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_formula_and_the_reasons_are_printed_with_the_answer(language: str) -> None:
    district = household(one=THERAPY, two=THERAPY, three=THERAPY, nothing="6.4")
    for name in ("a", "b", "c"):
        district.offer(name, provider(district, name), service_class=THERAPY)
    plan = planned(district)

    text = explain_together(plan, language)

    assert plan.table.formula not in text
    assert all(line in text for line in say_formula(plan, messages_for(language)))
    assert str(plan.asks.minutes) in text
    assert all(need.text in text for need in plan.needs)


def test_the_printed_minutes_can_be_reckoned_by_hand() -> None:
    district = household(meals="3.2")
    district.offer("meals", provider(district, "kitchen"), per_week=2.0, comes_home=True)

    plan = planned(district)

    option = plan.needs[0].option
    assert option is not None
    table = plan.table
    assert option.minutes == 2 * (table.home_visit_minutes + table.stay_minutes)
    assert plan.asks.minutes == option.minutes + table.agency_minutes
