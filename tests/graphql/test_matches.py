"""Referral paths through GraphQL are those of the matching room, in words, for who may know of the need."""

from __future__ import annotations

from typing import Any

import pytest

from resnet.graph.elements import NodeId
from resnet.graph.network.follow import make_network
from resnet.matching.asking import asks_for
from resnet.matching.match import match_one
from resnet.matching.together.plan import plan_together
from resnet.matching.words import ask_words, finding_words, note_words
from resnet.ontology.vocabulary import load_vocabulary
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


@pytest.mark.parametrize("first", [0, 101])
def test_a_page_that_is_none_is_refused_before_anything_is_matched(asked_town: Town, first: int) -> None:
    given = {"need": asked_town.need, "language": "KO", "first": first}

    assert asked_town.code(asked_town.hub, MATCHES, **given) == "bad-input"


def test_an_answer_from_before_a_commit_that_was_asked_for_is_refused(asked_town: Town) -> None:
    query = "query($need: ID!, $after: Int!) { needMatches(need: $need, notBefore: $after) { need } }"

    newer = asked_town.code(asked_town.hub, query, need=asked_town.need, after=1_000_000)

    assert newer == "network-old"
    assert asked_town.data(asked_town.hub, query, need=asked_town.need, after=1)["needMatches"]
