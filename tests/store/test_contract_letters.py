"""What a referral says: its sender's side, its addressee and the client read it, and no other addressee."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import ForbiddenError
from resnet.graph.elements import Edge, End, NodeId, Patch
from resnet.ontology.category import Category
from tests.store.town import (
    AS_HANA,
    AS_MEMBER,
    AS_PARTNER,
    CENTRE,
    CLINIC,
    DURI,
    HANA,
    KEEPER,
    Town,
    consent,
    consent_id,
    edge,
    node,
    scope_of,
    worker,
)

SCHOOL, CHURCH = NodeId("agency:school"), NodeId("agency:church")
TEACHER, PASTOR = NodeId("person:teacher"), NodeId("person:pastor")
AS_TEACHER, AS_PASTOR = scope_of(TEACHER, Role.PARTNER), scope_of(PASTOR, Role.PARTNER)
TO_CLINIC, TO_SCHOOL = NodeId("referral:clinic"), NodeId("referral:school")
IDENTITY, SERVICES, CASE = Category.IDENTITY, Category.SERVICES, Category.CASE
# All a letter says, and what stands outside of the envelope.
SAID: Final[dict[str, Any]] = {
    "reason": "자리가 남",
    "summary": "투석 중",
    "need": "밤에 쓰러지지 않는다",
    "goal": "주 3회 통원",
    "monitoring": "주 1회 전화",
    "passes_on": ("identity", "services"),
    "outcome": "met",
    "outcome_said": "혼자 다님",
    "feedback": "고맙다",
}
OUTSIDE: Final[dict[str, Any]] = {"state": "requested", "service_asked": "병원 동행"}


@pytest.fixture
def letters(town: Town) -> Town:
    """The centre's two letters about Hana, by her consent; the church may know which services she uses."""
    town.put(
        node(SCHOOL),
        node(CHURCH),
        worker(TEACHER, name="교사"),
        worker(PASTOR, name="목사"),
        edge("works_for", TEACHER, SCHOOL),
        edge("works_for", PASTOR, CHURCH),
    )
    town.consents(HANA, CENTRE, (IDENTITY, SERVICES, CASE))
    town.consents(HANA, CHURCH, (IDENTITY, SERVICES))
    for letter, receiver in ((TO_CLINIC, CLINIC), (TO_SCHOOL, SCHOOL)):
        town.put(
            node(letter, HANA, **SAID, **OUTSIDE),
            edge("addressed_to", letter, receiver),
            edge("about_client", letter, HANA),
        )
        town.consents(HANA, letter, (IDENTITY, SERVICES))
    return town


def fields_of(town: Town, scope: Scope, letter: NodeId) -> dict[str, object] | None:
    """What a scope reads of a letter by every door; None when it is hidden."""
    view = town.view(scope)
    found = view.nodes([letter]).get(letter)
    told = {each.id: each for each in view.find("referral").nodes}
    past = [entry.element for entry in view.history([letter]) if entry.element is not None]
    assert told.get(letter) == found
    if found is None:
        assert past == []
        return None
    assert all(dict(each.fields).keys() <= dict(found.fields).keys() for each in past)
    return dict(found.fields)


@pytest.mark.parametrize(
    "scope",
    [
        pytest.param(AS_MEMBER, id="sender's side, by consent to the case"),
        pytest.param(scope_of(AS_MEMBER.actor or HANA, Role.SUPERVISOR), id="the sender's supervisor"),
        pytest.param(AS_PARTNER, id="addressee"),
        pytest.param(AS_HANA, id="the client"),
        pytest.param(KEEPER, id="keeper"),
    ],
)
def test_a_letter_is_read_whole_by_its_sender_its_addressee_and_the_client(
    letters: Town, scope: Scope
) -> None:
    assert fields_of(letters, scope, TO_CLINIC) == SAID | OUTSIDE


@pytest.mark.parametrize(
    "scope",
    [
        pytest.param(AS_TEACHER, id="addressee of another letter"),
        pytest.param(AS_PASTOR, id="consent to services, no letter"),
    ],
)
def test_consent_to_services_shows_that_a_referral_is_under_way_and_not_what_it_says(
    letters: Town, scope: Scope
) -> None:
    assert fields_of(letters, scope, TO_CLINIC) == OUTSIDE


@pytest.mark.parametrize(
    "scope",
    [
        pytest.param(scope_of(NodeId("person:nobody"), *Role), id="nobody with every role"),
        pytest.param(scope_of(DURI, Role.CLIENT), id="another client"),
    ],
)
def test_to_a_stranger_there_is_no_letter(letters: Town, scope: Scope) -> None:
    assert fields_of(letters, scope, TO_CLINIC) is None


def test_the_letter_closes_with_the_clients_consent_to_it_whatever_else_is_open(letters: Town) -> None:
    letters.consents(HANA, CLINIC, (IDENTITY, SERVICES))

    letters.write(End(consent_id(HANA, TO_CLINIC, SERVICES), letters.clock.now))

    assert fields_of(letters, AS_PARTNER, TO_CLINIC) == OUTSIDE


@pytest.mark.parametrize("state", ["draft", "rejected", "cancelled", "failed", "entered-in-error"])
def test_a_letter_that_is_not_open_is_not_read_by_its_addressee(letters: Town, state: str) -> None:
    letters.consents(HANA, CLINIC, (IDENTITY, SERVICES))

    letters.write(Patch(TO_CLINIC, {"state": state}))

    assert fields_of(letters, AS_PARTNER, TO_CLINIC) == OUTSIDE | {"state": state}


def test_a_consent_of_another_category_given_to_the_letter_does_not_open_it(letters: Town) -> None:
    letters.consents(HANA, CLINIC, (SERVICES,))
    letters.put(consent(HANA, TO_CLINIC, Category.HEALTH))

    letters.write(End(consent_id(HANA, TO_CLINIC, SERVICES), letters.clock.now))

    assert fields_of(letters, AS_PARTNER, TO_CLINIC) == OUTSIDE


@pytest.mark.parametrize(("first", "second"), [(HANA, DURI), (DURI, HANA)])
def test_a_letter_about_two_needs_the_consent_of_both(letters: Town, first: NodeId, second: NodeId) -> None:
    letters.consents(HANA, CLINIC, (IDENTITY, SERVICES))
    letters.consents(DURI, CLINIC, (IDENTITY, SERVICES))
    both = NodeId("referral:both")
    letters.put(node(both, HANA, DURI, **SAID, **OUTSIDE), edge("addressed_to", both, CLINIC))
    letters.consents(first, both, (SERVICES,))
    assert fields_of(letters, AS_PARTNER, both) == OUTSIDE

    letters.consents(second, both, (SERVICES,))

    assert fields_of(letters, AS_PARTNER, both) == SAID | OUTSIDE


def test_a_draft_of_the_case_is_hidden_from_who_may_know_the_services(letters: Town) -> None:
    draft = node("referral:draft", HANA, category=CASE, state="draft", summary="아직")
    letters.put(draft, edge("addressed_to", draft.id, CHURCH), edge("about_client", draft.id, HANA))

    assert fields_of(letters, AS_PASTOR, draft.id) is None
    assert letters.view(AS_PASTOR).edges([draft.id]) == []
    assert fields_of(letters, AS_MEMBER, draft.id) == {"state": "draft", "summary": "아직"}


def test_what_was_a_draft_once_shows_nothing_of_that_time_to_who_may_know_the_services(letters: Town) -> None:
    draft = node("referral:draft", HANA, category=CASE, state="draft", summary="아직")
    letters.put(draft, edge("about_client", draft.id, HANA))
    letters.put(replace(draft, category=SERVICES, fields={"state": "requested", "summary": "아직"}))

    states = [
        entry.element.get("state")
        for entry in letters.view(AS_PASTOR).history([draft.id])
        if entry.element is not None
    ]

    assert states == ["requested"]


def test_the_addressee_answers_in_the_letter_and_another_addressee_cannot(letters: Town) -> None:
    letters.write(Patch(TO_CLINIC, {"reason": "다음 달부터"}), scope=AS_PARTNER)
    assert letters.view(KEEPER).nodes([TO_CLINIC])[TO_CLINIC].get("reason") == "다음 달부터"

    with pytest.raises(ForbiddenError):
        letters.write(Patch(TO_CLINIC, {"reason": "남의 편지"}), scope=AS_TEACHER)


def test_the_circle_of_consent_is_seen_by_who_may_see_the_case_and_by_the_client(letters: Town) -> None:
    def circle(scope: Scope) -> list[Edge]:
        return letters.view(scope).edges([HANA], ["consents_to"])

    assert len(circle(AS_MEMBER)) == len(circle(AS_HANA)) == len(circle(KEEPER)) == 9
    for scope in (AS_PARTNER, AS_TEACHER, AS_PASTOR):
        assert circle(scope) == []
        assert letters.view(scope).history([consent_id(HANA, CENTRE, CASE)]) == []
