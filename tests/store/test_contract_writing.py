"""Writing: by who may, and telling nobody what is hidden from them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import BadValueError, ForbiddenError
from resnet.graph.elements import Edge, End, Erase, Node, NodeId, Patch, Put
from resnet.graph.store import START
from resnet.ontology.category import Category
from tests.store.refusal import NOT_FOUND, refusal
from tests.store.town import (
    AREA,
    AS_ADMINISTRATOR,
    AS_COORDINATOR,
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
    node,
    scope_of,
)

IDENTITY, CASE, HEALTH = Category.IDENTITY, Category.CASE, Category.HEALTH
NEED, FILE = NodeId("agreed_need:hana"), NodeId("case:hana")
_ITEM = Put(node("plan_item:x", HANA))
_LATER = BEGIN + timedelta(days=1)


@pytest.fixture
def file(town: Town) -> Town:
    """Hana's case, which the centre may see, and her name; her need of health, which it may not."""
    town.put(node(FILE, HANA, code="2026-001"), node(NEED, HANA, category=HEALTH, text="투석"))
    town.consents(HANA, CENTRE, {IDENTITY, CASE})
    return town


# -- hidden is missing -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["hidden", "missing", "erased"])
@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda each: [Patch(each, {"text": "x"})], id="patch"),
        pytest.param(lambda each: [Patch(each, {})], id="empty patch"),
        pytest.param(lambda each: [Patch(each, {"text": "x"}, seen=START)], id="patch of what was seen"),
        pytest.param(lambda each: [End(each, _LATER)], id="end"),
        pytest.param(lambda each: [Put(edge("in_case", each, FILE))], id="edge from it"),
        pytest.param(lambda each: [Put(edge("pursues", "plan_item:x", each)), _ITEM], id="edge to it"),
    ],
)
def test_writing_to_what_is_hidden_is_answered_as_writing_to_what_is_missing(
    file: Town, kind: str, write: object
) -> None:
    element = {"hidden": NEED, "missing": NodeId("agreed_need:none"), "erased": NodeId("agreed_need:gone")}
    file.put(node("agreed_need:gone", HANA, category=CASE))
    file.write(Erase(NodeId("agreed_need:gone")))

    assert callable(write)
    assert refusal(file, *write(element[kind])) == NOT_FOUND


def test_what_is_said_of_a_hidden_person_is_refused_as_of_a_missing_one(file: Town) -> None:
    answers = {refusal(file, Put(node("case:new", each))) for each in (DURI, NodeId("person:none"))}
    answers |= {refusal(file, Put(node("case:new", HANA, each))) for each in (DURI, NodeId("person:none"))}
    answers |= {refusal(file, Put(edge("concerns", FILE, each))) for each in (DURI, NodeId("person:none"))}

    assert answers == {NOT_FOUND}


def test_the_id_of_what_is_hidden_cannot_be_taken(file: Town) -> None:
    assert refusal(file, Put(node(NEED, HANA, category=CASE, text="x"))) == NOT_FOUND
    assert refusal(file, Put(client(DURI, name="x"))) == NOT_FOUND


def test_a_kind_that_is_none_is_missing_too(file: Town) -> None:
    for odd in ("", "person", "ghost:x", "case:김", "case:" + "x" * 500):
        assert refusal(file, End(NodeId(odd), _LATER)) == NOT_FOUND
        assert refusal(file, Erase(NodeId(odd)), scope=KEEPER) == NOT_FOUND


def test_a_hidden_edge_is_missing_although_both_its_ends_are_seen(file: Town) -> None:
    file.put(edge("resides_in", HANA, AREA))

    assert refusal(file, End(edge_id("resides_in", HANA, AREA), _LATER)) == NOT_FOUND


# -- roles and consent -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "element"),
    [
        pytest.param(AS_PARTNER, node("case:x"), id="partner, case"),
        pytest.param(AS_PARTNER, node("person:x"), id="partner, person"),
        pytest.param(AS_COORDINATOR, node("agreed_need:x"), id="coordinator, need"),
        pytest.param(AS_ADMINISTRATOR, node("contact:x"), id="administrator, note"),
        pytest.param(AS_MEMBER, node("agency:x"), id="case manager, agency"),
        pytest.param(AS_MEMBER, node("account:x"), id="case manager, account"),
        pytest.param(AS_HANA, node("agreed_need:x", HANA), id="client, need"),
        pytest.param(AS_HANA, edge("works_for", HANA, CENTRE), id="client, work"),
        pytest.param(scope_of(MEMBER, Role.COUNCIL), node("record:x"), id="council member, record"),
    ],
)
def test_a_role_writes_only_the_kinds_that_are_its_work(
    town: Town, scope: Scope, element: Node | Edge
) -> None:
    assert refusal(town, Put(element), scope=scope)[0] is ForbiddenError


def test_a_category_needs_its_consent_to_be_written(file: Town) -> None:
    assert refusal(file, Put(node("statement:x", HANA, category=HEALTH)))[0] is ForbiddenError

    file.put(consent(HANA, CENTRE, HEALTH), node("statement:x", HANA, category=HEALTH), scope=AS_MEMBER)

    assert file.sees(AS_MEMBER, "statement:x")


def test_a_fact_cannot_be_moved_to_where_its_writer_does_not_see_it(file: Town) -> None:
    file.put(node("statement:x", HANA, category=CASE), scope=AS_MEMBER)

    assert refusal(file, Put(node("statement:x", HANA, category=HEALTH)))[0] is ForbiddenError
    assert refusal(file, Put(node("statement:x", DURI, category=CASE))) == NOT_FOUND
    assert refusal(file, Put(node("statement:x", category=CASE)))[0] is ForbiddenError


def test_what_is_about_somebody_cannot_be_opened_to_everybody(file: Town) -> None:
    file.put(node("statement:x", HANA, category=CASE), scope=AS_MEMBER)

    for each in ("statement:x", HANA):
        assert refusal(file, Put(node(each, HANA, category=Category.PUBLIC)))[0] is BadValueError
        assert refusal(file, Put(node(each, category=Category.PUBLIC)))[0] is ForbiddenError
        assert not file.sees(AS_STRANGER, each)


def test_a_field_that_is_hidden_can_be_neither_written_nor_wiped(file: Town) -> None:
    for change in (
        Patch(HANA, {"phone": "010-9999-9999"}),
        Patch(HANA, {"phone": None}),
        Put(client(HANA, name="김하나", phone="010-0000-0000")),
    ):
        assert refusal(file, change)[0] is ForbiddenError

    file.write(Put(client(HANA, name="김한나")), scope=AS_MEMBER)

    found = file.view(KEEPER).nodes([HANA])[HANA]
    assert (found.get("name"), found.get("phone")) == ("김한나", "010-0000-0000")
    assert found.texts("conditions") == ("당뇨",)


def test_a_client_writes_of_nobody_else(town: Town) -> None:
    town.consents(DURI, HANA, {IDENTITY, Category.RELATIONS, CASE})
    town.put(node("case:duri", DURI))

    assert refusal(town, Put(edge("relates_to", DURI, CENTRE)), scope=AS_HANA)[0] is ForbiddenError
    assert refusal(town, Put(node("choice:x", DURI)), scope=AS_HANA)[0] is ForbiddenError
    assert refusal(town, Put(consent(DURI, CLINIC, IDENTITY)), scope=AS_HANA)[0] is not None
    town.put(edge("relates_to", HANA, CENTRE, nature="strong"), scope=AS_HANA)


def test_an_intake_makes_a_person_their_consents_and_their_facts_in_one_commit(town: Town) -> None:
    new = NodeId("person:new")
    town.put(
        node("case:new", new),
        edge("concerns", "case:new", new),
        consent(new, CENTRE, IDENTITY),
        consent(new, CENTRE, CASE),
        client(new, name="박새롬"),
        scope=AS_MEMBER,
    )

    assert town.sees(AS_MEMBER, new)
    assert town.sees(AS_MEMBER, "case:new")


def test_who_makes_a_person_without_consent_is_refused(town: Town) -> None:
    assert refusal(town, Put(client(NodeId("person:new"))))[0] is ForbiddenError


def test_a_consent_for_a_hidden_person_is_refused_as_for_a_missing_one(town: Town) -> None:
    for subject in (HANA, "person:none"):
        assert refusal(town, Put(consent(subject, CENTRE, IDENTITY))) == NOT_FOUND
    assert refusal(town, Put(consent(DURI, CENTRE, IDENTITY)), scope=AS_HANA) == NOT_FOUND


def test_a_client_consents_and_withdraws(town: Town) -> None:
    town.put(consent(HANA, CENTRE, IDENTITY), scope=AS_HANA)
    assert town.sees(AS_MEMBER, HANA)

    town.write(End(consent_id(HANA, CENTRE, IDENTITY), town.clock.now), scope=AS_HANA)

    assert not town.sees(AS_MEMBER, HANA)


def test_a_worker_records_a_withdrawal_that_closes_the_file_to_themselves(file: Town) -> None:
    file.put(node("consent:one", HANA), scope=AS_MEMBER)
    now = file.clock.now

    file.write(
        End(consent_id(HANA, CENTRE, IDENTITY), now),
        Patch(NodeId("consent:one"), {"withdrawn_at": now}),
        scope=AS_MEMBER,
    )

    assert not file.sees(AS_MEMBER, HANA)


def test_a_partner_declines_a_referral_and_sees_it_no_more(town: Town) -> None:
    referral = NodeId("referral:one")
    town.put(node(referral, HANA, state="requested"), edge("addressed_to", referral, CLINIC))
    town.consents(HANA, referral, {Category.SERVICES, IDENTITY})

    town.write(Patch(referral, {"state": "rejected", "reason": "자리 없음"}), scope=AS_PARTNER)

    assert not town.sees(AS_PARTNER, referral)
    assert refusal(town, Patch(referral, {"state": "accepted"}), scope=AS_PARTNER) == NOT_FOUND


# -- nobody widens their own access ------------------------------------------------------------------


@pytest.mark.parametrize(
    "join",
    [
        pytest.param([edge("works_for", STRANGER, CENTRE)], id="the agency"),
        pytest.param([edge("member_of", STRANGER, "team:one")], id="the team"),
        pytest.param([edge("member_of", CLINIC, "team:one")], id="the own agency in the team"),
    ],
)
def test_nobody_joins_whom_the_clients_trust_by_their_own_hand(town: Town, join: list[Edge]) -> None:
    town.put(node("team:one"))
    town.consents(HANA, CENTRE, {IDENTITY})
    town.consents(HANA, "team:one", {IDENTITY})

    assert refusal(town, *map(Put, join), scope=AS_STRANGER)[0] is ForbiddenError
    town.put(*join, scope=AS_ADMINISTRATOR if join[0].kind == "works_for" else AS_MEMBER)

    assert town.sees(AS_STRANGER, HANA)


def test_who_makes_a_team_may_join_it(town: Town) -> None:
    town.put(node("team:new"), edge("member_of", STRANGER, "team:new"), scope=AS_STRANGER)

    assert town.view(AS_STRANGER).edges([STRANGER], ["member_of"])


def test_a_referral_that_is_there_is_not_addressed_anew(town: Town) -> None:
    referral = "referral:one"
    town.put(node(referral, HANA, state="requested"))
    town.consents(HANA, CENTRE, {IDENTITY, Category.SERVICES})
    town.consents(HANA, referral, {IDENTITY})

    refused = refusal(town, Put(edge("addressed_to", referral, CLINIC)))
    assert refused[0] is ForbiddenError
    town.put(
        node("referral:two", HANA, state="draft"),
        edge("addressed_to", "referral:two", CLINIC),
        scope=AS_MEMBER,
    )


# -- break-glass -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "hours", "receiver", "scope"),
    [
        pytest.param({"reason": ""}, 24, STRANGER, AS_STRANGER, id="no reason"),
        pytest.param({"reviewer": ""}, 24, STRANGER, AS_STRANGER, id="no reviewer"),
        pytest.param({"basis": "legal-duty"}, 24, STRANGER, AS_STRANGER, id="another ground"),
        pytest.param({}, 24.01, STRANGER, AS_STRANGER, id="more than a day"),
        pytest.param({}, None, STRANGER, AS_STRANGER, id="no end"),
        pytest.param({}, 24, CENTRE, AS_STRANGER, id="for another agency"),
        pytest.param({}, 24, MEMBER, AS_STRANGER, id="for another worker"),
        pytest.param({}, 24, STRANGER, AS_PARTNER, id="by a partner"),
        pytest.param({}, 24, "person:coordinator", AS_COORDINATOR, id="by a coordinator"),
    ],
)
def test_the_glass_is_broken_only_whole(
    town: Town, fields: dict[str, str], hours: float | None, receiver: str, scope: Scope
) -> None:
    town.put(node("person:coordinator", category=Category.PUBLIC))
    until = None if hours is None else town.clock.now + timedelta(hours=hours)
    said = {"basis": "danger-to-life", "reason": "쓰러짐", "reviewer": MEMBER} | fields

    refused = {
        refusal(town, Put(consent(subject, receiver, IDENTITY, until=until, **said)), scope=scope)
        for subject in (HANA, NodeId("person:none"))
    }

    assert len(refused) == 1, "a hidden person is told from a missing one"


def opened_in_emergency(town: Town, *categories: Category) -> Edge:
    """How the stranger opens Hana's file for a day: the first of one edge a category."""
    said = {"basis": "danger-to-life", "reason": "쓰러짐", "reviewer": MEMBER}
    until = town.clock.now + timedelta(hours=24)
    edges = [consent(HANA, STRANGER, each, until=until, **said) for each in categories]
    town.put(*edges, scope=AS_STRANGER)
    return edges[0]


@pytest.mark.parametrize("after", [0, 2])
def test_an_emergency_access_cannot_be_made_longer_afterwards(town: Town, after: float) -> None:
    opened = opened_in_emergency(town, IDENTITY, CASE)
    assert opened.until is not None
    town.clock.move(hours=after)

    # After two hours its new end would again be less than a day ahead.
    later = End(opened.id, opened.until + timedelta(hours=1))

    assert refusal(town, later, scope=AS_STRANGER)[0] is ForbiddenError


def test_who_opened_no_more_than_a_name_does_not_find_the_access_to_make_it_longer(town: Town) -> None:
    opened = opened_in_emergency(town, IDENTITY)
    assert opened.until is not None

    later = End(opened.id, opened.until + timedelta(hours=1))

    # Accesses are facts of the case, which was not opened.
    assert refusal(town, later, scope=AS_STRANGER) == NOT_FOUND


@pytest.mark.parametrize("is_put", [True, False])
def test_an_emergency_access_cannot_be_called_a_consent_afterwards(town: Town, is_put: bool) -> None:
    opened = opened_in_emergency(town, IDENTITY, CASE)

    as_consent = consent(HANA, STRANGER, IDENTITY, until=opened.until)
    change = Put(as_consent) if is_put else Patch(opened.id, {"basis": "consent"})

    assert refusal(town, change, scope=AS_STRANGER)[0] is ForbiddenError


def test_an_emergency_access_can_be_ended_before_its_day_is_over(town: Town) -> None:
    opened = opened_in_emergency(town, IDENTITY, CASE)
    assert town.sees(AS_STRANGER, HANA)

    town.write(End(opened.id, town.clock.now), scope=AS_STRANGER)

    assert not town.sees(AS_STRANGER, HANA)
