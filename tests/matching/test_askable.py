"""What cannot be matched is refused clearly; an empty answer says what was searched and why nothing came."""

from __future__ import annotations

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import NodeId, Version
from resnet.matching.askable import (
    LeadClosedError,
    NeedNotAgreedError,
    OldNetworkError,
    check_askable,
    check_new_enough,
)
from resnet.matching.kernel.match import match_one
from resnet.matching.policy import UnknownPolicyError, load_policy
from resnet.ontology.category import Category
from tests.matching.district import CASE, CLIENT, NEED, District
from tests.matching.test_asking import reachable

STRANGER = Scope.of(NodeId("person:of-a"), frozenset({Role.CASE_MANAGER}), reason="test")


def with_statement() -> District:
    district = reachable("a")
    district.node(
        "statement:1",
        category=Category.LIVING,
        about=(CLIENT,),
        fields={"words": "hungry", "domain": "2000000"},
    )
    district.edge("in_case", "statement:1", CASE)
    return district


def test_a_presented_need_is_refused_with_what_to_do() -> None:
    district = with_statement()

    with pytest.raises(NeedNotAgreedError, match="settle with the client"):
        check_askable(district.network(), district.view(), NodeId("statement:1"))


def test_to_who_may_not_see_it_a_statement_reads_like_nothing() -> None:
    district = with_statement()
    network = district.network()

    for need in ("statement:1", "statement:none", NEED):
        check_askable(network, district.view(STRANGER), NodeId(need))
        with pytest.raises(NodeNotFoundError):
            match_one(network, district.view(STRANGER), NodeId(need))


def test_a_client_out_of_scope_is_as_one_who_is_not_there() -> None:
    district = reachable("a")
    network = district.network()

    errors = []
    for need in (NEED, NodeId("agreed_need:none")):
        with pytest.raises(NodeNotFoundError) as caught:
            match_one(network, district.view(STRANGER), need)
        errors.append(str(caught.value))
    assert errors[0] == errors[1]


def test_a_lead_agency_that_closed_is_named_and_another_asked_for() -> None:
    district = reachable("a")
    check_askable(district.network(), district.view(), NEED)
    district.say("agency:centre", status="closed")

    with pytest.raises(LeadClosedError, match=r"centre.*conference"):
        check_askable(district.network(), district.view(), NEED)


def test_a_network_older_than_asked_is_refused_with_both_commits() -> None:
    check_new_enough(Version(7), Version(7))

    with pytest.raises(OldNetworkError, match="commit 7, older than commit 8"):
        check_new_enough(Version(7), Version(8))


def test_a_policy_of_a_wrong_name_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownPolicyError, match="even-1, near-1, standard-1"):
        load_policy("nearest")


def test_a_kind_of_help_that_nobody_offers_says_what_was_searched_and_why_nothing_came() -> None:
    district = reachable("a")
    district.need(service_classes=("6.4",))

    found = match_one(district.network(), district.view(), NEED)

    assert (found.matches, found.reason) == ((), "no-service")
    assert found.searched.services == 1
    assert sum(found.reasons.values()) == 1
