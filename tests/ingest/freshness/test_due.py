"""The due list: what is worn and leaned on comes first, and it tells nothing of anybody."""

from __future__ import annotations

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import ForbiddenError
from resnet.graph.elements import Node, Put
from resnet.ingest.freshness.due import DueList, read_due, read_worn
from resnet.ingest.freshness.leaning import count_leaning
from resnet.ingest.verify import Said, say
from resnet.ontology.category import Category
from tests.ingest.freshness.register import KEEPER, Clock, Register, ago


def coordinator(register: Register) -> Scope:
    return register.worker(register.agency("구청", 1, phone="032-000-0000"), Role.COORDINATOR)


def names(found: DueList) -> list[str]:
    return [each.name for each in found.entries]


def test_the_most_worn_comes_first_where_nobody_leans_on_any(register: Register) -> None:
    scope = coordinator(register)
    for name, days in (("새 센터", 900), ("옛 센터", 3000), ("중간 센터", 1500)):
        register.agency(name, days, phone="032-111-1111")

    assert names(read_due(register.store, scope)) == ["옛 센터", "중간 센터", "새 센터"]


def test_what_many_open_needs_lean_on_comes_before_what_is_a_little_more_worn(register: Register) -> None:
    scope = coordinator(register)
    register.agency("옛 센터", 3000, phone="032-111-1111")
    leaned = register.agency("중간 센터", 1500, phone="032-222-2222")
    register.needs(7, register.service(leaned, "도시락", 1500))

    found = read_due(register.store, scope)

    assert names(found) == ["중간 센터", "옛 센터"]
    assert [each.leaning for each in found.entries] == [5, 0]


def test_four_needs_are_told_as_none_and_change_no_order(register: Register) -> None:
    scope = coordinator(register)
    register.agency("옛 센터", 3000, phone="032-111-1111")
    leaned = register.agency("중간 센터", 1500, phone="032-222-2222")
    service = register.service(leaned, "도시락", 1500)
    before = read_due(register.store, scope)

    register.needs(4, service)

    assert read_due(register.store, scope).entries == before.entries
    assert count_leaning(register.store) == {}


@pytest.mark.parametrize(
    ("state", "referral"),
    [
        pytest.param("met", "requested", id="the need is met"),
        pytest.param("withdrawn", "requested", id="the client withdrew it"),
        pytest.param("open", "rejected", id="the referral has ended"),
        pytest.param("open", "draft", id="the letter was never sent"),
    ],
)
def test_what_no_longer_leans_is_not_counted(register: Register, state: str, referral: str) -> None:
    service = register.service(register.agency("나루센터"), "도시락")

    register.needs(9, service, state, referral)

    assert count_leaning(register.store) == {}


def test_a_plan_item_leans_like_a_referral_and_a_need_is_counted_once(register: Register) -> None:
    service = register.service(register.agency("나루센터"), "도시락")
    register.needs(6, service)
    view = register.store.view(KEEPER)
    for number, need in enumerate(view.find("agreed_need").nodes):
        item = register.store.ids.key("plan_item", str(number))
        register.write(Put(Node(id=item, kind="plan_item", about=need.about)))
        register.joins("pursues", item, need.id)
        register.joins("uses", item, service)

    assert count_leaning(register.store) == {service: 5}


def test_a_call_covers_the_services_and_places_of_a_provider(register: Register) -> None:
    scope = coordinator(register)
    agency = register.agency("나루센터", 20, phone="032-111-1111")
    service = register.service(agency, "도시락", 2000, hours_said="평일 9-18시")
    place = register.thing("place", "나루길")
    register.says(place, "list", ago(4000), address="나루길 1")
    register.joins("located_at", service, place)

    (entry,) = read_due(register.store, scope).entries

    assert {(each.thing, each.kind) for each in entry.values} == {
        (service, "existence"),
        (service, "hours"),
        (place, "existence"),
        (place, "whereabouts"),
    }


@pytest.mark.parametrize("role", [Role.PARTNER, Role.CASE_MANAGER, Role.CLIENT])
def test_who_does_not_keep_the_directory_has_no_due_list(register: Register, role: Role) -> None:
    scope = register.worker(register.agency("나루센터"), role)

    with pytest.raises(ForbiddenError):
        read_due(register.store, scope)


def test_a_neighbour_in_no_directory_and_a_protected_place_are_on_nobodys_list(register: Register) -> None:
    agency = register.agency("나루센터", 3000, phone="032-111-1111")
    hidden = register.thing("place", "숨은 곳", category=Category.PROTECTED)
    register.says(hidden, "list", ago(4000), address="나루길 1")
    register.joins("located_at", agency, hidden)
    client = register.store.ids.key("person", "client")
    shop = register.store.ids.key("group", "가게")
    register.write(
        Put(Node(id=client, kind="person", category=Category.IDENTITY, about=(client,))),
        Put(Node(id=shop, kind="group", category=Category.RELATIONS, about=(client,))),
    )
    register.says(shop, "list", ago(4000), name="가게")

    for scope in (KEEPER, coordinator(register)):
        found = read_due(register.store, scope)
        assert {value.thing for each in found.entries for value in each.values} == {agency}


def test_an_answer_is_shown_with_what_stood_before(register: Register, clock: Clock) -> None:
    scope = coordinator(register)
    agency = register.agency("나루센터", 20, phone="032-111-1111", email="naru@example.org")
    partner = register.worker(agency, Role.PARTNER)

    say(
        register.store,
        partner,
        Said(thing=agency, how="own-answer", values={"phone": "032-222-2222"}, is_confirmed=True),
    )

    (answer,) = read_due(register.store, scope).answers
    assert answer.is_own_word
    assert answer.said_at == clock.now
    assert [(each.field, each.before, each.after) for each in answer.changes] == [
        ("phone", "032-111-1111", "032-222-2222")
    ]


def test_a_confirmed_entry_is_off_the_list_and_shown_as_confirmed(register: Register, clock: Clock) -> None:
    scope = coordinator(register)
    agency = register.agency("나루센터", 3000, phone="032-111-1111", head="한소라")
    assert names(read_due(register.store, scope)) == ["나루센터"]

    say(register.store, scope, Said(thing=agency, how="phone", is_confirmed=True))

    found = read_due(register.store, scope)
    assert names(found) == []
    assert [answer.changes for answer in found.answers] == [()]
    assert {worn.confirmed_at for worn in read_worn(register.store.view(scope), agency)} == {clock.now}


def test_a_partner_who_may_not_see_records_reads_no_wear(register: Register) -> None:
    agency = register.agency("나루센터", 3000, phone="032-111-1111")
    partner = register.worker(agency, Role.PARTNER)

    assert read_worn(register.store.view(partner), agency) == ()


def test_the_rates_are_those_the_lists_showed(register: Register) -> None:
    agency = register.thing("agency", "나루센터")
    register.says(agency, "list", ago(800), name="나루센터", phone="032-111-1111")
    register.says(agency, "list", ago(70), name="나루센터", phone="032-222-2222")

    found = read_due(register.store, KEEPER).half_lives["phone"]

    assert (found.changes, round(found.years)) == (1, 2)
