"""Who sees what: consent by category, asked anew at every read; hidden reads exactly like absent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.elements import Edge, EdgeId, End, NodeId, Patch, Where
from resnet.graph.store import EVERY_MOMENT
from resnet.ontology.category import PERSONAL, Category
from tests.store.town import (
    AREA,
    AS_ADMINISTRATOR,
    AS_COORDINATOR,
    AS_DURI,
    AS_HANA,
    AS_MEMBER,
    AS_PARTNER,
    AS_STRANGER,
    BEGIN,
    CENTRE,
    CLINIC,
    DURI,
    HANA,
    KEEPER,
    MEMBER,
    STRANGER,
    Town,
    client,
    consent,
    consent_id,
    edge,
    edge_id,
    emergency,
    node,
    scope_of,
    worker,
)

NEED, NOTE, COUPLE = NodeId("agreed_need:hana"), NodeId("contact:hana"), NodeId("agreed_need:both")
LIVES_IN_EAST = edge_id("resides_in", HANA, AREA)
IDENTITY, CASE = Category.IDENTITY, Category.CASE


@pytest.fixture
def file(town: Town) -> Town:
    """Hana's file: a need, a work note, an area of residence, all consents to the centre."""
    town.put(
        node(NEED, HANA, category=Category.HEALTH, text="투석"),
        node(NOTE, HANA, plan="다시 전화"),
        edge("resides_in", HANA, AREA),
    )
    town.consents(HANA, CENTRE, PERSONAL)
    return town


def reads(town: Town, scope: Scope, element: NodeId) -> dict[str, object]:
    """All that a scope can learn of a node and its edges, by every door."""
    view, ever = town.view(scope), town.view(scope, as_of=EVERY_MOMENT)
    kind = element.partition(":")[0]
    return {
        "nodes": view.nodes([element]),
        "nodes ever": ever.nodes([element]),
        "nodes then": town.view(scope, as_of=BEGIN).nodes([element]),
        "edges": view.edges([element]),
        "nodes with edges": ever.nodes_with_edges([element]),
        "find": [each.id for each in view.find(kind).nodes if each.id == element],
        "find about": view.find(kind, Where(about=element)).nodes,
        "history": view.history([element]),
        "feed": [entry for commit in view.feed() for entry in commit.entries if entry.id == element],
    }


OUTSIDERS = [
    pytest.param(AS_STRANGER, id="worker of another agency"),
    pytest.param(AS_PARTNER, id="partner"),
    pytest.param(AS_DURI, id="another client"),
    pytest.param(AS_COORDINATOR, id="coordinator"),
    pytest.param(AS_ADMINISTRATOR, id="administrator"),
    pytest.param(scope_of(STRANGER, Role.SUPERVISOR), id="supervisor elsewhere"),
    pytest.param(scope_of(NodeId("person:nobody"), *Role), id="nobody with every role"),
]


@pytest.mark.parametrize("scope", OUTSIDERS)
@pytest.mark.parametrize("element", [HANA, NEED, NOTE])
def test_what_is_hidden_reads_like_what_is_not_there_by_every_door(
    file: Town, scope: Scope, element: NodeId
) -> None:
    missing = NodeId(element + "-missing")

    assert reads(file, scope, element) == reads(file, scope, missing)


@pytest.mark.parametrize("element", [HANA, NEED, NOTE])
def test_a_worker_of_the_agency_that_is_consented_to_sees_it_by_every_door(
    file: Town, element: NodeId
) -> None:
    found = reads(file, AS_MEMBER, element)

    assert all(found[door] for door in ("nodes", "nodes ever", "nodes then", "find", "history", "feed"))


def test_a_client_sees_all_of_their_own_but_the_notes_that_workers_write_for_themselves(
    file: Town,
) -> None:
    assert file.sees(AS_HANA, HANA)
    assert file.sees(AS_HANA, NEED)
    assert file.view(AS_HANA).nodes([HANA])[HANA].get("conditions") == ("당뇨",)
    assert reads(file, AS_HANA, NOTE) == reads(file, AS_HANA, NodeId("contact:missing"))


@pytest.mark.parametrize("category", sorted(PERSONAL))
def test_each_category_is_opened_by_its_own_consent_and_by_no_other(town: Town, category: Category) -> None:
    town.put(node(NEED, HANA, category=category))
    town.consents(HANA, CENTRE, PERSONAL - {category})
    assert not town.sees(AS_MEMBER, NEED)

    town.consents(HANA, CENTRE, {category})

    assert town.sees(AS_MEMBER, NEED)


def test_a_field_with_a_category_of_its_own_is_absent_without_its_own_consent(town: Town) -> None:
    town.consents(HANA, CENTRE, {IDENTITY})
    assert set(town.view(AS_MEMBER).nodes([HANA])[HANA].fields) == {"name"}
    assert {name for entry in town.view(AS_MEMBER).history([HANA]) for name in entry.fields} == {"name"}

    town.consents(HANA, CENTRE, {Category.HEALTH})

    found = town.view(AS_MEMBER).nodes([HANA])[HANA]
    assert set(found.fields) == {"name", "conditions"}
    assert [set(entry.fields) for entry in town.view(AS_MEMBER).history([HANA])] == [{"name", "conditions"}]


def test_an_entry_that_changed_a_hidden_field_only_does_not_name_it(town: Town) -> None:
    town.consents(HANA, CENTRE, {IDENTITY})
    town.write(Patch(HANA, {"phone": "010-1111-1111"}))

    last = town.view(AS_MEMBER).history([HANA])[-1]

    assert last.fields == ()
    assert last.element is not None
    assert "phone" not in last.element.fields


@pytest.mark.parametrize("first", [HANA, DURI])
def test_a_fact_about_two_people_needs_the_consent_of_both(town: Town, first: NodeId) -> None:
    second = DURI if first == HANA else HANA
    town.put(node(COUPLE, HANA, DURI, category=Category.FAMILY), edge("partner_of", HANA, DURI))
    for person in (HANA, DURI):
        town.consents(person, CENTRE, {IDENTITY})
    town.consents(first, CENTRE, {Category.FAMILY})
    assert not town.sees(AS_MEMBER, COUPLE)
    assert town.view(AS_MEMBER).edges([HANA], ["partner_of"]) == []
    assert not town.sees(AS_HANA, COUPLE)

    town.consents(second, CENTRE, {Category.FAMILY})

    assert town.sees(AS_MEMBER, COUPLE)
    assert len(town.view(AS_MEMBER).edges([HANA], ["partner_of"])) == 1


def test_an_edge_is_hidden_with_either_of_its_ends(town: Town) -> None:
    town.put(node(NEED, HANA, category=Category.HEALTH), node("case:hana", HANA))
    town.put(edge("in_case", NEED, "case:hana"))
    town.consents(HANA, CENTRE, {CASE})
    assert town.view(AS_MEMBER).edges([NodeId("case:hana")]) == []
    assert town.view(AS_MEMBER).history([edge_id("in_case", NEED, "case:hana")]) == []

    town.consents(HANA, CENTRE, {Category.HEALTH})

    assert len(town.view(AS_MEMBER).edges([NodeId("case:hana")])) == 1
    assert len(town.view(AS_MEMBER).history([edge_id("in_case", NEED, "case:hana")])) == 1


def test_an_edge_of_an_open_end_needs_its_own_category_too(file: Town) -> None:
    file.write(End(consent_id(HANA, CENTRE, Category.CONTACT), BEGIN))

    assert file.sees(AS_MEMBER, HANA)
    assert file.view(AS_MEMBER).edges([AREA], ["resides_in"]) == []
    assert file.view(AS_MEMBER).history([LIVES_IN_EAST]) == []


# -- receivers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("joins", "scope"),
    [
        pytest.param((), scope_of(MEMBER), id="the person itself"),
        pytest.param((), scope_of(CENTRE, Role.PARTNER), id="the agency's own program"),
        pytest.param((edge("member_of", MEMBER, "team:one"),), AS_MEMBER, id="a member of the team"),
        pytest.param((edge("member_of", CENTRE, "team:one"),), AS_MEMBER, id="a worker of a member agency"),
    ],
)
def test_consent_reaches_the_person_the_agency_and_their_teams(
    town: Town, joins: tuple[Edge, ...], scope: Scope
) -> None:
    town.put(node("team:one"), *joins)
    receiver = "team:one" if joins else str(scope.actor)
    assert not town.sees(scope, HANA)

    town.consents(HANA, receiver, {IDENTITY})

    assert town.sees(scope, HANA)
    assert not town.sees(AS_STRANGER, HANA)


@pytest.mark.parametrize("kind", ["works_for", "member_of"])
def test_who_leaves_sees_nothing_any_more(town: Town, kind: str) -> None:
    town.put(node("team:one"), edge("member_of", MEMBER, "team:one"))
    receiver = CENTRE if kind == "works_for" else NodeId("team:one")
    town.consents(HANA, receiver, {IDENTITY})
    assert town.sees(AS_MEMBER, HANA)

    town.write(End(edge_id(kind, MEMBER, receiver), town.clock.now))

    assert reads(town, AS_MEMBER, HANA) == reads(town, AS_MEMBER, NodeId("person:missing"))


def test_membership_that_begins_later_opens_nothing_yet(town: Town) -> None:
    town.put(node("team:one"))
    begins = town.clock.now + timedelta(days=1)
    town.put(
        Edge(
            id=EdgeId("member_of:x"),
            kind="member_of",
            start=MEMBER,
            end=NodeId("team:one"),
            since=begins,
        )
    )
    town.consents(HANA, "team:one", {IDENTITY})
    assert not town.sees(AS_MEMBER, HANA)
    assert not town.sees(AS_MEMBER, HANA, as_of=begins)

    town.clock.move(days=1)

    assert town.sees(AS_MEMBER, HANA)


@pytest.mark.parametrize(
    ("state", "is_open"),
    [
        ("draft", False),
        ("requested", True),
        ("accepted", True),
        ("rejected", False),
        ("in-progress", True),
        ("on-hold", True),
        ("completed", True),
        ("failed", False),
        ("cancelled", False),
        ("entered-in-error", False),
    ],
)
def test_a_referral_passes_on_what_it_names_while_its_state_says_so(
    town: Town, state: str, is_open: bool
) -> None:
    referral = "referral:one"
    town.put(node(referral, HANA, state=state), edge("addressed_to", referral, CLINIC))
    town.put(node(NEED, HANA, category=Category.HEALTH))
    town.consents(HANA, referral, {IDENTITY, Category.SERVICES})

    assert town.sees(AS_PARTNER, HANA) is is_open
    assert town.sees(AS_PARTNER, referral) is is_open
    assert not town.sees(AS_PARTNER, NEED)
    assert not town.sees(AS_MEMBER, HANA)


# -- withdrawal and the clock ------------------------------------------------------------------------


def test_a_withdrawal_works_at_once_for_old_dates_history_and_feed_too(file: Town) -> None:
    early = file.view(AS_MEMBER)
    file.clock.move(days=10)
    file.write(*(End(consent_id(HANA, CENTRE, each), file.clock.now) for each in PERSONAL))

    assert early.nodes([HANA]) == {}
    for element in (HANA, NEED, NOTE):
        assert reads(file, AS_MEMBER, element) == reads(file, AS_MEMBER, NodeId(element + "x"))


def test_a_consent_that_runs_out_closes_by_itself_at_its_very_end(town: Town) -> None:
    until = BEGIN + timedelta(days=30)
    town.put(consent(HANA, CENTRE, IDENTITY, until=until))
    town.clock.now = until - timedelta(microseconds=1)
    assert town.sees(AS_MEMBER, HANA)

    town.clock.now = until

    assert not town.sees(AS_MEMBER, HANA)
    assert not town.sees(AS_MEMBER, HANA, as_of=BEGIN)


def test_a_consent_of_today_opens_what_held_before_it(town: Town) -> None:
    town.clock.move(days=30)
    town.put(replace(consent(HANA, CENTRE, IDENTITY), since=town.clock.now))

    assert town.sees(AS_MEMBER, HANA, as_of=BEGIN)


# -- break-glass -------------------------------------------------------------------------------------


@pytest.mark.parametrize("receiver", [STRANGER, CLINIC])
def test_who_breaks_the_glass_sees_for_a_day_and_no_longer(town: Town, receiver: NodeId) -> None:
    town.put(emergency(town, receiver), scope=AS_STRANGER)
    assert town.sees(AS_STRANGER, HANA)
    assert not town.sees(AS_MEMBER, HANA)

    town.clock.move(hours=23, minutes=59)
    assert town.sees(AS_STRANGER, HANA)
    town.clock.move(minutes=1)

    assert reads(town, AS_STRANGER, HANA) == reads(town, AS_STRANGER, NodeId("person:missing"))


def test_an_open_directory_is_open_to_everybody(town: Town) -> None:
    worked = edge_id("works_for", MEMBER, CENTRE)
    for scope in (AS_MEMBER, AS_STRANGER, AS_PARTNER, AS_HANA, AS_COORDINATOR, AS_ADMINISTRATOR):
        view = town.view(scope)
        assert {CENTRE, CLINIC, AREA, MEMBER} <= set(view.nodes([CENTRE, CLINIC, AREA, MEMBER]))
        assert [each.id for each in view.edges([CENTRE])] == [worked]
        assert view.history([worked])[0].element is not None


@pytest.mark.parametrize(
    ("scope", "opened"),
    [
        pytest.param(AS_COORDINATOR, {"internal"}, id="coordinator"),
        pytest.param(scope_of(MEMBER, Role.SUPERVISOR), {"internal"}, id="supervisor"),
        pytest.param(AS_ADMINISTRATOR, {"internal", "protected", "staff"}, id="administrator"),
        pytest.param(AS_MEMBER, set(), id="case manager"),
        pytest.param(AS_PARTNER, set(), id="partner"),
        pytest.param(scope_of(MEMBER, Role.COUNCIL), set(), id="council member"),
        pytest.param(AS_HANA, set(), id="client"),
    ],
)
def test_a_role_opens_the_directory_s_workings_and_never_a_person(
    town: Town, scope: Scope, opened: set[str]
) -> None:
    secret = NodeId("place:shelter")
    town.put(
        node("record:one"),
        node(secret, category=Category.PROTECTED),
        node("account:one"),
        worker(NodeId("person:shelter")),
        edge("located_at", CENTRE, secret, category=Category.PROTECTED),
        client(NodeId("person:other")),
    )

    assert town.sees(scope, "record:one") is ("internal" in opened)
    assert town.sees(scope, secret) is ("protected" in opened)
    assert bool(town.view(scope).edges([CENTRE], ["located_at"])) is ("protected" in opened)
    assert town.sees(scope, "account:one") is ("staff" in opened)
    assert not town.sees(scope, "person:other")


def test_a_personal_fact_about_nobody_is_seen_by_nobody(town: Town) -> None:
    town.put(node(NEED, category=CASE))

    assert not town.sees(AS_MEMBER, NEED)
    assert not town.sees(scope_of(MEMBER, *Role), NEED)
    assert town.sees(KEEPER, NEED)


def test_a_field_that_somebody_else_is_in_now_is_closed_in_the_past_as_well(town: Town) -> None:
    town.put(client(HANA), client(DURI))
    town.put(*(consent(HANA, CENTRE, each) for each in (Category.SERVICES, Category.CASE)))
    town.put(consent(DURI, CENTRE, Category.SERVICES))
    referral = NodeId("referral:of-two")
    town.put(node(referral, HANA, category=Category.SERVICES, state="requested", reason="알아야 할 사정"))
    town.put(
        node(referral, HANA, DURI, category=Category.SERVICES, state="requested", reason="알아야 할 사정")
    )

    view = town.view(AS_MEMBER)
    told = [entry.element for entry in view.history([referral]) if entry.element is not None]

    assert [element.get("state") for element in told] == ["requested", "requested"]
    assert [element.get("reason") for element in told] == [None, None]
    assert view.nodes([referral])[referral].get("reason") is None
