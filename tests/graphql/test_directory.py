"""The directory: searched, read, paged."""

from __future__ import annotations

from typing import Any

from resnet.graph.elements import Node, NodeId, Put
from resnet.ontology.category import Category
from tests.graphql.town import Town

SEARCH = """
query($words: String!, $class: String, $first: Int!) {
  search(words: $words, serviceClass: $class, first: $first) {
    agencies { name } groups { name } services { name serviceClass agencies { name } }
  }
}
"""


def search(town: Town, words: str = "", class_: str | None = None, first: int = 20) -> Any:
    given = {"words": words, "class": class_, "first": first}
    return town.data(town.stranger, SEARCH, **given)["search"]


def names(found: Any, kind: str) -> list[str]:
    return [each["name"] for each in found[kind]]


def test_words_find_agencies_and_services(asked_town: Town) -> None:
    assert names(search(asked_town, "한솥"), "agencies") == ["한솥나눔터"]
    assert search(asked_town, "도시락")["services"] == [
        {"name": "도시락 배달", "serviceClass": "3.2", "agencies": [{"name": "한솥나눔터"}]}
    ]


def test_a_class_finds_its_services_and_those_under_it(asked_town: Town) -> None:
    assert names(search(asked_town, class_="3.2"), "services") == ["도시락 배달"]
    assert names(search(asked_town, class_="3"), "services") == ["도시락 배달"]
    assert names(search(asked_town, class_="4.1"), "services") == ["방문간호"]
    assert names(search(asked_town, class_="9"), "services") == []


def test_words_and_class_hold_together(asked_town: Town) -> None:
    both = search(asked_town, "한솥", "3.2")

    assert names(both, "agencies") == ["한솥나눔터"]
    assert names(search(asked_town, "한솥", "4.1"), "agencies") == []


def test_nothing_asked_is_nothing_found(asked_town: Town) -> None:
    assert search(asked_town) == {"agencies": [], "groups": [], "services": []}


def test_a_class_that_does_not_exist_and_a_page_that_is_none_are_refused(asked_town: Town) -> None:
    given = {"words": "", "class": "99.9", "first": 1}

    assert asked_town.code(asked_town.stranger, SEARCH, **given) == "unknown-term"
    for first in (0, -1, 101, 2**31 - 1):
        wrong = {"words": "한", "class": None, "first": first}
        assert asked_town.code(asked_town.stranger, SEARCH, **wrong) == "bad-input"


def test_pages_hold_every_agency_once(asked_town: Town) -> None:
    page = "query($after: String) { agencies(first: 2, after: $after) { nodes { name } next } }"
    seen: list[str] = []
    after = None
    while True:
        found = asked_town.data(asked_town.stranger, page, after=after)["agencies"]
        seen += [each["name"] for each in found["nodes"]]
        after = found["next"]
        if after is None:
            break

    assert seen == sorted(seen)
    assert set(seen) == {"물빛복지관", "한솥나눔터", "늘봄의원", "먼별복지관"}
    assert len(seen) == 4


def test_a_page_mark_of_another_caller_or_question_opens_nothing(asked_town: Town) -> None:
    page = "query($after: String) { agencies(first: 2, after: $after) { nodes { name } next } }"
    people = "query($after: String) { clients(first: 2, after: $after) { nodes { name } } }"
    mark = asked_town.data(asked_town.stranger, page, after=None)["agencies"]["next"]

    assert asked_town.code(asked_town.hub, page, after=mark) == "bad-cursor"
    assert asked_town.code(asked_town.stranger, people, after=mark) == "bad-cursor"


def test_an_agency_is_no_service_and_no_client(asked_town: Town) -> None:
    query = "query($id: ID!) { service(id: $id) { id } client(id: $id) { id } agency(id: $id) { name } }"

    found = asked_town.data(asked_town.stranger, query, id=asked_town.kitchen)

    assert found == {"service": None, "client": None, "agency": {"name": "한솥나눔터"}}


def test_an_agreement_names_its_parties(asked_town: Town) -> None:
    query = "query($id: ID!) { agency(id: $id) { agreements { name parties { name } } } }"

    (agreement,) = asked_town.data(asked_town.stranger, query, id=asked_town.hub)["agency"]["agreements"]

    assert agreement["name"] == "식사지원 협약"
    assert {each["name"] for each in agreement["parties"]} == {"물빛복지관", "한솥나눔터"}


def test_a_worker_is_nobodys_client(asked_town: Town) -> None:
    query = "query($id: ID!) { client(id: $id) { name } }"

    found = asked_town.data(asked_town.hub, query, id=NodeId(str(asked_town.manager.actor)))

    assert found == {"client": None}


def test_the_inbox_is_paged_newest_first_and_filtered_by_state(asked_town: Town) -> None:
    query = """query($state: String, $after: String) {
      referrals(state: $state, first: 1, after: $after) { nodes { id } next } }"""
    who = asked_town.kitchen

    assert asked_town.data(who, query)["referrals"] == {"nodes": [{"id": asked_town.referral}], "next": None}
    assert asked_town.data(who, query, state="completed")["referrals"]["nodes"] == []
    assert asked_town.data(who, query, after=asked_town.referral)["referrals"]["nodes"] == []
    assert asked_town.code(who, query, state="nowhere") == "unknown-term"
    assert asked_town.code(who, query, after="referral:x") == "bad-cursor"


def test_a_protected_agency_is_found_and_its_place_is_not(town: Town) -> None:
    shelter = town.world.agency("새싹쉼터", "domestic-violence-shelter")
    place = town.world.directory("place", "shelter", address="가온로 77")
    town.world.write(Put(Node(id=place, kind="place", category=Category.PROTECTED)))
    town.world.join("located_at", shelter, place)
    query = "query($id: ID!) { agency(id: $id) { name locations { address } } }"

    for who in (town.hub, town.stranger):
        found = town.data(who, query, id=shelter)["agency"]
        assert found == {"name": "새싹쉼터", "locations": []}
    assert names(search(town, "새싹쉼터"), "agencies") == ["새싹쉼터"]
    assert search(town, "가온로 77") == {"agencies": [], "groups": [], "services": []}
