"""Scarce places and the council's policies through GraphQL, for who may know of them."""

from __future__ import annotations

from typing import Any

import pytest

from resnet.casework.agreed_need import NeedGiven, settle_need
from resnet.graph.elements import Edge, Node, NodeId, Put
from resnet.graph.network.follow import make_network
from resnet.graph.reading import get_node
from resnet.matching.allocation.plan import allocate
from resnet.matching.allocation.words import explain_to_client
from resnet.ontology.field import Value
from tests.casework.world import KEEPER
from tests.graphql.town import Town

ALLOCATION = """
query($policy: String!, $language: Language!) {
  allocation(policy: $policy, language: $language) {
    policy places priceOfPriority priceOfFloors displaced
    needs { need service reason change priority waited levelDays explained options { service score } }
    held { need referral state }
    floors { area name asking floor served }
  }
}
"""
CONFIRM = """
mutation($allotment: AllotmentInput!) {
  confirmAllotment(allotment: $allotment) { state warnings referral { id state } }
}
"""
UNDO = """
mutation($answer: PlainAnswer!) { takeBackAllotment(answer: $answer) { state } }
"""
EQUITY = """
{
  equity(language: EN) {
    policy least total traits { trait name groups { key cells { column count } isWorse } }
  }
}
"""
COMPARED = """
{ policyComparison(other: "near-1", language: KO) { one other total traits { trait groups { key } } } }
"""


def open_a_place(town: Town) -> NodeId:
    """A place for meals and a need that asks for it; the town's own need has its letter."""
    said: dict[str, Value] = {
        "standing": "own-word",
        "said_at": town.world.clock.now,
        "places_open": 1,
        "capacity_state": "capacity",
        "capacity_stated_at": town.world.clock.move(days=1),
    }
    record = town.store.ids.key("record", "test", "capacity")
    town.world.write(
        Put(Node(id=record, kind="record")),
        Put(
            Edge(
                id=town.store.ids.edge_key("describes", record, town.meals),
                kind="describes",
                start=record,
                end=town.meals,
                fields=said,
            )
        ),
    )
    given = NeedGiven(
        text="저녁도 챙긴다", domain="2000000", level="individual", case=town.case, service_classes=("3.2",)
    )
    return settle_need(town.store, town.manager, given).need


def manager_key(town: Town) -> str:
    return town.key_of_person(NodeId(str(town.manager.actor)), "case_manager")


def allotment(need: NodeId, town: Town, **more: Any) -> dict[str, Any]:
    return {
        "need": need,
        "service": town.meals,
        "policy": "standard-1",
        "decidedBy": "client",
        "passesOn": ["identity", "services"],
        "commit": "one",
        **more,
    }


def test_the_dry_run_is_that_of_the_matching_room(town: Town) -> None:
    need = open_a_place(town)
    key = manager_key(town)

    for language in ("ko", "en"):
        told = town.post(key, ALLOCATION, policy="even-1", language=language.upper()).json()["data"][
            "allocation"
        ]

        found = allocate(make_network(town.store), town.store.view(town.manager))
        assert [each["need"] for each in told["needs"]] == [each.need for each in found.needs] == [need]
        assert told["needs"][0]["service"] == town.meals
        assert told["needs"][0]["explained"] == list(explain_to_client(found.needs[0], language))
        assert [each["referral"] for each in told["held"]] == [town.referral]
        assert told["floors"][0] | {"name": ""} == {
            "area": None,
            "name": "",
            "asking": 1,
            "floor": 1,
            "served": 1,
        }


def test_who_knows_of_no_need_is_told_of_none(town: Town) -> None:
    open_a_place(town)

    told = town.data(town.stranger, ALLOCATION, policy="standard-1", language="KO")["allocation"]

    assert (told["needs"], told["held"], told["places"]) == ([], [], 0)


def test_a_policy_that_is_not_there_is_refused_by_name(asked_town: Town) -> None:
    assert asked_town.code(asked_town.hub, ALLOCATION, policy="none", language="KO") == "unknown-policy"


def test_a_place_is_confirmed_once_and_taken_back(town: Town) -> None:
    need = open_a_place(town)
    key = manager_key(town)

    first = town.post(key, CONFIRM, allotment=allotment(need, town)).json()["data"]["confirmAllotment"]
    again = town.post(key, CONFIRM, allotment=allotment(need, town)).json()["data"]["confirmAllotment"]
    letter = first["referral"]["id"]
    undone = town.post(key, UNDO, answer={"referral": letter, "commit": "back"}).json()["data"]

    assert first["state"] == "draft"
    assert again["referral"] == first["referral"]
    assert undone == {"takeBackAllotment": {"state": "entered-in-error"}}
    assert get_node(town.store.view(KEEPER), NodeId(letter)).text("state") == "entered-in-error"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"passesOn": ["everything"]}, "bad-input", id="no category"),
        pytest.param({"policy": "none"}, "unknown-policy", id="no policy"),
        pytest.param({"service": "service:none"}, "rule", id="not what is proposed"),
        pytest.param({"decidedBy": "professional"}, "rule", id="against the client without a ground"),
    ],
)
def test_a_confirmation_that_is_amiss_keeps_nothing(town: Town, change: dict[str, Any], code: str) -> None:
    need = open_a_place(town)
    key = manager_key(town)

    answer = town.post(key, CONFIRM, allotment=allotment(need, town, **change)).json()

    assert answer["errors"][0]["extensions"]["code"] == code
    found = allocate(make_network(town.store), town.store.view(town.manager))
    assert [each.need for each in found.needs] == [need]


def test_an_agencys_program_confirms_nothing(town: Town) -> None:
    need = open_a_place(town)

    assert town.code(town.kitchen, CONFIRM, allotment=allotment(need, town)) == "not-found"


def test_the_council_reads_counts_and_nobody_else_does(town: Town) -> None:
    councillor = town.key_of_person(town.world.worker("의원", town.hub), "council_member")

    equity = town.post(councillor, EQUITY).json()["data"]["equity"]
    compared = town.post(councillor, COMPARED).json()["data"]["policyComparison"]

    assert (equity["policy"], equity["total"]) == ("standard-1", None)
    assert all(each["groups"] == [] for each in equity["traits"])
    assert (compared["one"], compared["other"], compared["total"]) == ("standard-1", "near-1", None)
    for query in (EQUITY, COMPARED):
        assert town.code(town.kitchen, query) == "forbidden"
