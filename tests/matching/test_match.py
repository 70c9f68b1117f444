"""The whole answer: order, counts, near misses, and who may ask."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import NodeId
from resnet.graph.network.follow import make_network
from resnet.matching.explain import explain, explain_match, explain_miss
from resnet.matching.match import match_all, match_need, match_one
from resnet.matching.policy import BadPolicyError, UnknownPolicyError, load_policy, policy_names, read_policy
from resnet.ontology.authored import read_toml
from resnet.ontology.category import Category
from resnet.settings import LANGUAGES
from resnet.shipped import shipped
from tests.matching.district import CASE, CLIENT, NEED, NOW, District, days


def reachable(*names: str) -> District:
    """A centre whose manager knows a worker at each of the named agencies, which all serve meals."""
    district = District()
    district.agency("centre")
    district.worker("Kim", "agency:centre")
    for name in names:
        district.agency(name)
        district.worker(f"of-{name}", f"agency:{name}", is_contact=True)
        district.edge("knows", "person:Kim", f"person:of-{name}")
        district.offer(name, f"agency:{name}")
    district.client()
    district.case(manager="person:Kim", lead="agency:centre")
    district.need()
    return district


def order(district: District) -> list[str]:
    return [match.offer for match in district.matched().matches]


def test_the_higher_score_comes_first_and_equal_scores_go_by_id() -> None:
    district = reachable("b", "a", "c")
    district.say("service:c", cost_won=0, age_from=60)

    assert order(district) == ["service:c", "service:a", "service:b"]


def test_informal_support_comes_before_formal_and_the_own_network_before_groups() -> None:
    district = reachable("a")
    district.say("service:a", age_from=60, documents=(), benefit_classes=())
    district.folded("group:church", name="church", type="religious")
    district.agreement("pact", "agency:centre", "group:church")
    district.offer("soup", "group:church")
    district.node("person:niece", category=Category.RELATIONS, about=(CLIENT,), fields={"name": "niece"})
    district.edge("supports", "person:niece", CLIENT, fields={"service_class": "3.2", "load": "light"})

    assert order(district) == ["person:niece", "service:soup", "service:a"]


def test_where_a_professional_works_better_nobody_goes_first() -> None:
    district = reachable("a")
    district.say("service:a", service_class="4.2", said_at=NOW)
    district.folded("group:church", name="church")
    district.agreement("pact", "agency:centre", "group:church")
    district.offer("soup", "group:church", service_class="4.2")
    district.need(service_classes=("4.2",))

    assert order(district) == ["service:a", "service:soup"]


def test_a_tired_supporter_is_a_near_miss_that_relief_would_mend() -> None:
    district = reachable()
    district.node("person:niece", category=Category.RELATIONS, about=(CLIENT,), fields={"name": "niece"})
    district.edge("supports", "person:niece", CLIENT, fields={"service_class": "3.2", "load": "burnt-out"})

    matches = district.matched()

    assert matches.counts == {"load-heavy": 1}
    assert [change.kind for change in matches.misses[0].changes] == ["relief"]
    assert matches.reason == "no-service"


def test_everything_considered_is_counted_once() -> None:
    district = reachable("a", "b", "c", "d")
    district.say("service:b", age_to=18, status="closed")
    district.say("service:c", age_to=18)
    district.say("service:d", service_class="4.1", said_at=NOW)
    district.node("person:niece", category=Category.RELATIONS, about=(CLIENT,), fields={"name": "niece"})
    district.edge("supports", "person:niece", CLIENT)

    matches = district.matched()

    assert matches.counts == {
        "age-outside": 1,
        "class-not-stated": 1,
        "class-other": 1,
        "proposed": 1,
        "running-ended": 1,
    }
    assert matches.reasons == {"closed-to-person": 1, "no-service": 1, "proposed": 1, "stale": 2}
    assert matches.searched.services + matches.searched.supporters == sum(matches.counts.values()) == 5


def test_the_nearest_miss_stands_first_and_says_every_change() -> None:
    district = reachable("a", "b", "c", "d")
    district.say("service:a", weekdays=("mon",), cost_won=9000)
    district.say("service:b", documents=("diagnosis",))
    district.say("service:c", capacity_state="no-capacity-with-waitlist", capacity_stated_at=NOW)
    district.say("service:d", sex="male", documents=("diagnosis",))
    district.client(documents=(), sex="female")
    district.need(weekdays=("sun",), cost_limit_won=1000)

    misses = district.matched().misses

    assert [(miss.offer, miss.change, [change.kind for change in miss.changes]) for miss in misses] == [
        ("service:b", 100, ["document"]),
        ("service:c", 150, ["wait-list"]),
        ("service:a", 550, ["another-day", "cost-covered"]),
    ]


def test_what_is_known_to_be_of_the_kind_is_a_nearer_miss_than_what_only_might_be() -> None:
    district = reachable("a", "b")
    district.folded("service:z", name="z", status="open")
    district.edge("offers", "agency:a", "service:z")
    district.say("service:a", capacity_state="no-capacity", capacity_stated_at=NOW)

    assert [miss.offer for miss in district.matched().misses] == ["service:a", "service:z"]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        pytest.param({"service_class": "4.1", "said_at": NOW}, "no-service", id="none of the kind"),
        pytest.param({"age_to": 18}, "closed-to-person", id="not for this person"),
        pytest.param({"age_to": 18, "status": "closed"}, "stale", id="the first in the policy's order"),
        pytest.param({"capacity_state": "no-capacity", "capacity_stated_at": NOW}, "full", id="no place"),
        pytest.param({"cost_won": 1}, "too-dear", id="too dear"),
    ],
)
def test_an_empty_answer_says_why(said: dict[str, object], reason: str) -> None:
    district = reachable("a")
    district.say("service:a", **said)
    district.need(cost_limit_won=0)

    matches = district.matched()

    assert (matches.matches, matches.reason) == ((), reason)


def test_an_answer_with_something_has_no_reason_for_nothing() -> None:
    assert reachable("a").matched().reason == ""


def test_the_search_says_who_has_nothing_recorded() -> None:
    district = reachable("a")
    district.agency("silent")
    district.folded("group:choir", name="choir")

    searched = district.matched().searched

    assert (searched.agencies, searched.agencies_without, searched.groups, searched.groups_without) == (
        3,
        2,
        1,
        1,
    )


def test_the_answer_says_how_fresh_its_data_was() -> None:
    district = reachable("a", "b", "c")
    district.say("service:a", standing="verification")
    district.say("service:b", said_at=NOW - days(400), name="b")

    fresh = district.matched().freshness

    assert (fresh.checked, fresh.said, fresh.old, fresh.undated) == (1, 2, 0, 0)
    assert fresh.version == make_network(district.store).version


def test_a_need_of_the_community_asks_for_no_person_and_no_path() -> None:
    district = reachable("a")
    district.area("gu")
    district.edge("covers", "service:a", "area:gu")
    district.node(
        "agreed_need:town",
        category=Category.PUBLIC,
        fields={"text": "t", "level": "community", "service_classes": ("3.2",)},
    )
    district.edge("needed_in", "agreed_need:town", "area:gu")

    matches = district.matched(NodeId("agreed_need:town"))

    assert matches.client is None
    assert [(match.offer, match.paths) for match in matches.matches] == [("service:a", ())]
    codes = {finding.code for finding in matches.matches[0].findings}
    assert {"path-not-asked", "coverage-fits"} <= codes


def manager(person: str = "person:Kim") -> Scope:
    return Scope.of(NodeId(person), frozenset({Role.CASE_MANAGER}), reason="test")


def test_what_the_client_did_not_consent_to_is_unknown_and_not_no() -> None:
    district = reachable("a")
    district.say("service:a", disability_types=("visual",), benefit_classes=("basic",), age_from=60)
    district.client(disability_types=("visual",), benefit_class="livelihood")
    district.consent("agency:centre", "identity", "case", "living")
    network = district.network()

    match = match_one(network, district.view(manager()), NEED).matches[0]

    answers = {finding.rule: finding.code for finding in match.findings}
    assert answers["age"] == "age-fits"
    assert answers["disability"] == "disability-client-unknown"
    assert answers["benefit"] == "benefit-client-unknown"


@pytest.mark.parametrize(
    "consented",
    [
        pytest.param((), id="stranger"),
        pytest.param(("identity",), id="the need itself is hidden"),
        pytest.param(("living",), id="the client is hidden"),
    ],
)
def test_a_hidden_need_or_client_is_not_found(consented: tuple[str, ...]) -> None:
    district = reachable("a")
    if consented:
        district.consent("agency:centre", *consented)
    network = district.network()

    with pytest.raises(NodeNotFoundError):
        match_one(network, district.view(manager()), NEED)


def test_an_outsider_finds_no_more_than_a_stranger() -> None:
    district = reachable("a")
    district.consent("agency:centre")
    network = district.network()
    assert match_one(network, district.view(manager()), NEED).matches

    with pytest.raises(NodeNotFoundError):
        match_one(network, district.view(manager("person:of-a")), NEED)


@pytest.mark.parametrize("need", ["agreed_need:none", CLIENT, CASE, "service:a", "statement:1"])
def test_only_an_agreed_need_is_matched(need: str) -> None:
    district = reachable("a")
    district.node("statement:1", category=Category.LIVING, about=(CLIENT,), fields={"words": "I am hungry"})
    network = district.network()

    with pytest.raises(NodeNotFoundError):
        match_one(network, district.view(), NodeId(need))


def test_who_asks_is_the_caller_when_the_case_names_no_other() -> None:
    district = reachable("a")
    district.client(NodeId("person:b"), name="B")
    district.case(NodeId("person:b"), NodeId("case:2"), manager=None)
    district.need(NodeId("agreed_need:2"), NodeId("person:b"), NodeId("case:2"))
    district.consent("agency:centre", "identity", "living", client=NodeId("person:b"))
    network = district.network()

    match = match_one(network, district.view(manager()), NodeId("agreed_need:2")).matches[0]

    assert [step.caller for step in match.paths[0].steps] == ["person:Kim"]


def test_many_needs_are_answered_as_each_alone() -> None:
    district = reachable("a", "b")
    needs = [NEED]
    for number in range(2, 5):
        client, case, need = (NodeId(f"{kind}:{number}") for kind in ("person", "case", "agreed_need"))
        district.client(client, birth_year=1940 + number)
        district.case(client, case, manager="person:Kim", lead="agency:centre")
        needs.append(district.need(need, client, case))
    network = district.network()
    view = district.view()

    assert list(match_all(network, view, needs)) == [match_one(network, view, need) for need in needs]


def test_the_same_question_has_the_same_answer() -> None:
    district = reachable("a", "b")
    network = district.network()

    assert match_need(network, district.facts()) == match_need(make_network(district.store), district.facts())


def test_an_unknown_policy_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownPolicyError, match="standard-1"):
        load_policy("nonesuch")


@pytest.mark.parametrize("name", policy_names())
def test_every_shipped_policy_can_be_read(name: str) -> None:
    assert load_policy(name).name == name


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        pytest.param("same-agency = 250", "same-agency = 249", "no favour", id="favours the own agency"),
        pytest.param("weight = 150", "weight = 151", "1000", id="weights that do not sum up"),
        pytest.param('reason = "full"', 'reason = "fuller"', "reason", id="a reason nobody counts"),
        pytest.param("travel-stay-1", "travel-stay-9", "formula", id="a formula that nobody counts by"),
        pytest.param("consent = 100", "consent = -1", "whole number", id="a negative change"),
        pytest.param("consent = 100", "consent = 0", "1 or more", id="a change that weighs nothing"),
        pytest.param('no = "excludes"', 'no = "perhaps"', "excludes or costs", id="an effect that is none"),
        pytest.param('"own-network", "informal"', '"informal", "informal"', "once", id="a tier twice"),
    ],
)
def test_a_policy_that_breaks_its_form_is_refused(tmp_path: Path, was: str, becomes: str, says: str) -> None:
    text = shipped("policies/standard-1.toml").read_text(encoding="utf-8")
    assert was in text
    file = tmp_path / "standard-1.toml"
    file.write_text(text.replace(was, becomes, 1), encoding="utf-8")

    with pytest.raises(BadPolicyError, match=says):
        read_policy(read_toml(file, BadPolicyError))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_printed_points_add_up_to_the_printed_score(language: str) -> None:
    district = reachable("a")
    district.say("service:a", age_from=60, cost_won=1000, capacity_state="capacity", capacity_stated_at=NOW)
    match = district.matched().matches[0]

    text = explain_match(match, language)

    number = re.compile(r"(\d+) (?:/|of) (\d+)")
    lines = [line for line in text.splitlines() if line.startswith("    ") and number.search(line)]
    got = [tuple(map(int, found.groups())) for line in lines if (found := number.search(line))]
    assert sum(points for points, _ in got) == match.score
    assert sum(most for _, most in got) == 1000
    assert str(match.score) in text.splitlines()[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_can_be_said_in_words(language: str) -> None:
    district = reachable("a", "b", "c")
    district.say("service:b", documents=("diagnosis",))
    district.client(documents=())
    district.need(preference="near the church")
    district.node("person:niece", category=Category.RELATIONS, about=(CLIENT,), fields={"name": "niece"})
    district.edge("supports", "person:niece", CLIENT, fields={"service_class": "3.2"})
    matches = district.matched()

    text = explain(matches, language)

    assert all(match.name in text for match in matches.matches)
    assert all(miss.name in text for miss in matches.misses)
    assert "near the church" in text
    assert explain_miss(matches.misses[0], language).strip() in text.replace("\n  ", "\n")


def test_a_later_day_changes_the_answer_and_nothing_else_does() -> None:
    district = reachable("a")
    district.say("service:a", runs_until=NOW.date())
    assert order(district) == ["service:a"]

    district.now = NOW + timedelta(days=1)

    assert order(district) == []
