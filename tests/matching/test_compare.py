"""Two policies side by side, and a policy that says only what differs from another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from resnet.graph.network.follow import make_network
from resnet.matching.compare import compare_policies
from resnet.matching.explain_compared import explain_compared
from resnet.matching.judge import PROPOSED
from resnet.matching.match import match_need
from resnet.matching.policy import BadPolicyError, Policy, load_policy, read_policy
from resnet.ontology.authored import read_toml
from resnet.settings import LANGUAGES
from tests.matching.district import NEED
from tests.matching.random_district import Chance
from tests.matching.test_asking import reachable


def without_class() -> Policy:
    """A policy that proposes also what says nothing of its class."""
    policy = load_policy()
    rules = (replace(row, is_unknown_excluding=False) for row in policy.rules)
    return replace(policy, name="open", rules=tuple(rules))


def test_a_policy_is_the_one_it_is_based_on_but_for_what_it_says() -> None:
    near, standard = load_policy("near-1"), load_policy()

    said = {row.name: row.weight for row in near.rules}
    assert (said["path"], said["age"]) == (170, 60)
    assert [row.name for row in near.rules] == [row.name for row in standard.rules]
    assert (near.ties.stale_extra, near.ties.most, near.changes) == (
        150,
        standard.ties.most,
        standard.changes,
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param('name = "x"\nbased_on = "none"', "based_on", id="no such policy"),
        pytest.param('name = "x"\nbased_on = "near-1"', "stands by itself", id="a chain"),
        pytest.param(
            'based_on = "standard-1"\nrule = [{ name = "luck", weight = 1 }]', "one of", id="no such rule"
        ),
        pytest.param(
            'based_on = "standard-1"\nrule = [{ name = "age", weight = 61 }]',
            "1000",
            id="weights do not add up",
        ),
        pytest.param(
            'based_on = "standard-1"\n[ties]\nsame-agency = 1', "no favour", id="favours the own agency"
        ),
    ],
)
def test_a_policy_based_on_another_is_checked_as_a_whole(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "x.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(BadPolicyError, match=says):
        read_policy(read_toml(file, BadPolicyError))


def test_what_enters_leaves_and_moves_is_told() -> None:
    district = reachable("a", "b")
    district.offer("unclear", "agency:b", service_class=None)
    network = district.network()

    found = compare_policies(network, [district.facts()], load_policy(), without_class())

    (need,) = found.needs
    assert found.policies == ("standard-1", "open")
    assert need.options == (2, 3)
    assert [(each.name, each.one, each.other) for each in need.moved] == [("unclear", None, 3)]
    assert (found.same_first, found.opened, found.closed) == (1, 0, 0)


def test_offers_that_change_places_are_told_with_both() -> None:
    district = reachable("a", "b")
    district.say("service:a", capacity_state="capacity", capacity_stated_at=district.now)
    district.say("service:b", age_from=20)
    policy = load_policy()
    weights = {"capacity": 60, "age": 80}
    rules = (replace(row, weight=weights.get(row.name, row.weight)) for row in policy.rules)

    (need,) = compare_policies(
        district.network(), [district.facts()], policy, replace(policy, rules=tuple(rules))
    ).needs

    assert need.first_names == ("a", "b")
    assert [(each.name, each.one, each.other) for each in need.moved] == [("a", 1, 2), ("b", 2, 1)]


def test_a_need_that_only_one_policy_answers_is_counted_so() -> None:
    district = reachable("a")
    district.say("service:a", service_class=None)
    district.offer("only", "agency:a", service_class=None)
    district.need(NEED, service_classes=("6.4",))
    network = district.network()

    there = compare_policies(network, [district.facts()], load_policy(), without_class())
    back = compare_policies(network, [district.facts()], without_class(), load_policy())

    assert (there.same_first, there.opened, there.closed) == (0, 1, 0)
    assert (back.opened, back.closed) == (0, 1)
    assert there.needs[0].reasons[0] == "no-service"


def test_places_and_counts_are_those_of_the_matcher_under_each_policy() -> None:
    policies = load_policy(), load_policy("near-1")
    for seed in range(60):
        district = Chance(seed).make()
        network, facts = make_network(district.store), district.facts()

        (need,) = compare_policies(network, [facts], *policies).needs

        answers = [match_need(network, facts, policy) for policy in policies]
        assert need.options == tuple(each.counts.get(PROPOSED, 0) for each in answers), seed
        shown = [[match.offer for match in each.matches] for each in answers]
        for place in need.moved:
            for number, offers in zip((place.one, place.other), shown, strict=True):
                assert number == (offers.index(place.offer) + 1 if place.offer in offers else None), seed
        unmoved = {*shown[0], *shown[1]} - {place.offer for place in need.moved}
        assert all(shown[0].index(offer) == shown[1].index(offer) for offer in unmoved), seed


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comparison_is_said_in_words(language: str) -> None:
    district = reachable("a", "b")
    district.offer("unclear", "agency:b", service_class=None)
    found = compare_policies(district.network(), [district.facts()], load_policy(), without_class())

    text = explain_compared(found, {NEED: "meals"}, language)

    assert "meals" in text
    assert "unclear" in text
    assert "standard-1" in text
