"""Referral paths through GraphQL are those of the matching room, in words, for who may know of the need."""

from __future__ import annotations

from typing import Any

import pytest

from resnet.graph.elements import NodeId
from resnet.graph.network.follow import make_network
from resnet.matching.asking import asks_for
from resnet.matching.match import match_one
from resnet.matching.read import read_facts
from resnet.matching.together.plan import plan_together
from resnet.matching.what_if import opened_by_consent
from resnet.matching.why_not import find_left_out, find_why_not
from resnet.matching.words import ask_words, finding_words, note_words, reason_words
from resnet.ontology.vocabulary import load_vocabulary
from resnet.serving.identity import scope_for_token
from tests.graphql.town import MISSING, Town

MATCHES = """
query($need: ID!, $language: Language!, $first: Int!) {
  needMatches(need: $need, language: $language, first: $first) {
    need policy reason says nearMissCount
    matches {
      offerId name tier score pros cons documents
      points { rule answer got of why }
      paths { isWarm cost consentNeeded steps { callerName calledName phone tie says via } }
      service { name agencies { name } }
    }
    nearMisses { name changes against change }
    reasons { reason says count }
    searched { services agencies }
    freshness { checked said old undated }
  }
}
"""


def asked(town: Town, language: str = "KO", first: int = 5) -> Any:
    key = town.key_of_person(NodeId(str(town.manager.actor)), "case_manager")
    given = {"need": town.need, "language": language, "first": first}
    answer = town.post(key, MATCHES, **given).json()
    assert "errors" not in answer, answer
    return answer["data"]["needMatches"]


def tie_words(steps: list[dict[str, str]], language: str) -> str:
    return load_vocabulary("tie_kinds").term(steps[-1]["tie"]).label.of(language)


def test_the_paths_are_those_of_the_matching_room(town: Town) -> None:
    found = asked(town)

    expected = match_one(make_network(town.store), town.store.view(town.manager), town.need)
    (best,) = expected.matches
    (shown,) = found["matches"]
    assert shown["offerId"] == best.offer == town.meals
    assert shown["score"] == best.score == sum(each["got"] for each in shown["points"])
    assert [each["why"] for each in shown["points"]] == [finding_words(each, "ko") for each in best.findings]
    assert shown["pros"] == [note_words(each, "ko") for each in best.pros]
    assert shown["paths"][0]["isWarm"] is True
    steps = shown["paths"][0]["steps"]
    assert [each["callerName"] for each in steps] == [each.caller_name for each in best.paths[0].steps]
    assert steps[-1]["calledName"] == "정다온"
    assert steps[-1]["tie"] == best.paths[0].steps[-1].tie
    assert steps[-1]["says"] == tie_words(steps, "ko")
    assert shown["service"] == {"name": "도시락 배달", "agencies": [{"name": "한솥나눔터"}]}
    assert {each["reason"]: each["count"] for each in found["reasons"]} == dict(expected.reasons)
    assert sum(each["count"] for each in found["reasons"]) == found["searched"]["services"]
    assert found["reason"] is None


def test_the_sentences_come_in_the_language_asked_for(town: Town) -> None:
    korean, english = asked(town), asked(town, "EN")

    assert korean["matches"][0]["score"] == english["matches"][0]["score"]
    assert korean["matches"][0]["pros"] != english["matches"][0]["pros"]
    assert any(each["reason"] == "proposed" and each["says"] == "proposed" for each in english["reasons"])
    steps = english["matches"][0]["paths"][0]["steps"]
    assert steps[-1]["says"] == tie_words(steps, "en")


def test_a_hidden_need_has_no_matches_as_one_that_does_not_exist(asked_town: Town) -> None:
    given = {"language": "KO", "first": 1}

    for who in (asked_town.stranger, asked_town.clinic):
        hidden = asked_town.ask(who, MATCHES, need=asked_town.need, **given)
        missing = asked_town.ask(who, MATCHES, need=MISSING["agreed_need"], **given)
        assert hidden.content == missing.content
        assert hidden.json() == {"data": {"needMatches": None}}


def test_another_thing_is_no_need(asked_town: Town) -> None:
    found = asked_town.ask(asked_town.hub, MATCHES, need=asked_town.client, language="KO", first=1)

    assert found.json() == {"data": {"needMatches": None}}


TOGETHER = """
query($client: ID!) { needsTogether(client: $client) {
  policy formula formulaSays minutes agencies apartMinutes apartAgencies says
  needs { need name later reason days says }
} }
"""


def test_needs_together_are_planned_as_the_matching_room_plans_them(town: Town) -> None:
    key = town.key_of_person(NodeId(str(town.manager.actor)), "case_manager")

    told = town.post(key, TOGETHER, client=town.client).json()["data"]["needsTogether"]

    plan = plan_together(make_network(town.store), town.store.view(town.manager), town.client)
    assert [(each["need"], each["name"]) for each in told["needs"]] == [
        (each.need, each.option.name if each.option else "") for each in plan.needs
    ]
    assert (told["minutes"], told["formula"]) == (plan.asks.minutes, plan.table.formula)
    assert told["needs"]


def test_needs_of_a_hidden_client_are_those_of_nobody(asked_town: Town) -> None:
    hidden = asked_town.ask(asked_town.stranger, TOGETHER, client=asked_town.client)
    missing = asked_town.ask(asked_town.stranger, TOGETHER, client=MISSING["person"])

    assert hidden.content == missing.content
    assert hidden.json() == {"data": {"needsTogether": None}}


ASKS = """
query($need: ID!) { factsToAsk(need: $need) { whom who name phone rules says opens closes } }
"""


def test_what_is_worth_asking_is_what_the_matching_room_counts(town: Town) -> None:
    key = town.key_of_person(NodeId(str(town.manager.actor)), "case_manager")

    told = town.post(key, ASKS, need=town.need).json()["data"]["factsToAsk"]

    found = asks_for(make_network(town.store), town.store.view(town.manager), town.need)
    assert [(each["opens"], each["closes"], each["says"]) for each in told] == [
        (each.opens, each.closes, ask_words(each, found.names, "ko")) for each in found.asks
    ]
    assert told
    assert {each["whom"] for each in told} <= {"client", "provider", "supporter", "case"}


def test_a_hidden_need_has_nothing_to_ask_as_one_that_does_not_exist(asked_town: Town) -> None:
    hidden = asked_town.ask(asked_town.stranger, ASKS, need=asked_town.need)
    missing = asked_town.ask(asked_town.stranger, ASKS, need=MISSING["agreed_need"])

    assert hidden.content == missing.content
    assert hidden.json() == {"data": {"factsToAsk": None}}


WHY = """
query($need: ID!, $service: ID!, $reason: String!) {
  whyNot(need: $need, service: $service) { offerId name providerNames reason says against }
  leftOut(need: $need, reason: $reason) { offerId reason against }
  openedByWiderConsent(need: $need) { match { offerId } wouldBeTold { who name } }
}
"""
NOTHING_ASKED = {"whyNot": None, "leftOut": None, "openedByWiderConsent": None}


def test_why_a_service_is_not_proposed_is_what_the_matching_room_finds(town: Town) -> None:
    key = town.key_of_person(NodeId(str(town.manager.actor)), "case_manager")
    network, view = make_network(town.store), town.store.view(town.manager)
    facts = read_facts(view, town.need)
    nursing = next(each for each in network.ids_of("service") if each != town.meals)

    told = town.post(key, WHY, need=town.need, service=nursing, reason="no-service").json()["data"]

    expected = find_why_not(network, facts, nursing)
    assert expected is not None
    assert expected.left_out.against
    assert told["whyNot"]["reason"] == expected.reason
    assert told["whyNot"]["against"] == [finding_words(each, "ko") for each in expected.left_out.against]
    assert told["whyNot"]["says"] == reason_words(expected.reason, "ko")
    assert [each["offerId"] for each in told["leftOut"]] == [
        each.offer for each in find_left_out(network, facts, "no-service")
    ]
    opened = opened_by_consent(network, facts)
    assert [
        (each["match"]["offerId"], [(told["who"], told["name"]) for told in each["wouldBeTold"]])
        for each in told["openedByWiderConsent"]
    ] == [(each.match.offer, list(each.told)) for each in opened]


def test_nothing_is_found_against_what_is_proposed_and_an_unknown_service_is_none(town: Town) -> None:
    key = town.key_of_person(NodeId(str(town.manager.actor)), "case_manager")
    given = {"need": town.need, "reason": "full"}

    proposed = town.post(key, WHY, service=town.meals, **given).json()["data"]["whyNot"]
    unknown = town.post(key, WHY, service=town.client, **given).json()["data"]["whyNot"]

    assert (proposed["reason"], proposed["against"], unknown) == ("proposed", [], None)


def test_of_a_hidden_need_nothing_is_asked_as_of_one_that_does_not_exist(asked_town: Town) -> None:
    given = {"service": asked_town.meals, "reason": "full"}

    for who in (asked_town.stranger, asked_town.clinic):
        hidden = asked_town.ask(who, WHY, need=asked_town.need, **given)
        missing = asked_town.ask(who, WHY, need=MISSING["agreed_need"], **given)
        assert hidden.content == missing.content
        assert hidden.json() == {"data": NOTHING_ASKED}


def test_who_sees_less_of_the_client_is_told_why_by_what_it_sees(town: Town) -> None:
    """The kitchen reads the need by its letter, and nothing of the client's health or of who knows whom."""
    network = make_network(town.store)
    own = town.store.view(scope_for_token(town.store, town.keys[town.kitchen], reason="a test"))
    less, more = read_facts(own, town.need), read_facts(town.store.view(town.manager), town.need)
    given = {"need": town.need, "service": town.meals, "reason": "full"}

    told = town.data(town.kitchen, WHY, **given)

    found = find_why_not(network, less, town.meals)
    assert less != more
    assert found is not None
    assert told["whyNot"]["against"] == [finding_words(each, "ko") for each in found.left_out.against]
    assert [each["match"]["offerId"] for each in told["openedByWiderConsent"]] == [
        each.match.offer for each in opened_by_consent(network, less)
    ]


ASKED_OF_A_NEED = (
    "needMatches(need: $need) { at }",
    "factsToAsk(need: $need) { says }",
    'whyNot(need: $need, service: "service:1") { says }',
    'leftOut(need: $need, reason: "full") { says }',
    "openedByWiderConsent(need: $need) { match { offerId } }",
)


def test_whatever_is_asked_of_a_need_whose_lead_agency_closed_another_is_asked_for(town: Town) -> None:
    key = town.key_of_person(NodeId(str(town.manager.actor)), "case_manager")
    closed = town.world.directory("agency", "closed", name="닫은 곳", type="welfare-centre", status="closed")
    town.world.join("leads", closed, town.case)

    for field in ASKED_OF_A_NEED:
        (error,) = town.post(key, f"query($need: ID!) {{ {field} }}", need=town.need).json()["errors"]
        assert error["extensions"]["code"] == "lead-closed", field


def test_a_reason_that_is_none_is_refused(asked_town: Town) -> None:
    given = {"need": asked_town.need, "service": asked_town.meals}

    assert asked_town.code(asked_town.hub, WHY, reason="bad-luck", **given) == "bad-input"


@pytest.mark.parametrize("first", [0, 101])
def test_a_page_that_is_none_is_refused_before_anything_is_matched(asked_town: Town, first: int) -> None:
    given = {"need": asked_town.need, "language": "KO", "first": first}

    assert asked_town.code(asked_town.hub, MATCHES, **given) == "bad-input"


def test_an_answer_from_before_a_commit_that_was_asked_for_is_refused(asked_town: Town) -> None:
    query = "query($need: ID!, $after: Int!) { needMatches(need: $need, notBefore: $after) { need } }"

    newer = asked_town.code(asked_town.hub, query, need=asked_town.need, after=1_000_000)

    assert newer == "network-old"
    assert asked_town.data(asked_town.hub, query, need=asked_town.need, after=1)["needMatches"]
