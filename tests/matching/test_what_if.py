"""Why not this one, and what if the consent were wider: answered as the matcher answers, nothing written."""

from __future__ import annotations

import pytest

from resnet.graph.network.follow import make_network
from resnet.matching.judge import PROPOSED
from resnet.matching.kernel.match import match_need
from resnet.matching.policy import REASONS, load_policy
from resnet.matching.what_if import opened_by_consent, with_wider_consent
from resnet.matching.why_not import SHOWN, find_left_out
from tests.matching.district import District
from tests.matching.random_district import Chance
from tests.matching.test_asking import reachable


def behind_somebody() -> District:
    """Meals at the end of a way through an agency that may not be told of the client."""
    district = reachable("a")
    district.agency("between")
    district.agency("far")
    district.worker("of-far", "agency:far", is_contact=True)
    district.offer("far-meals", "agency:far")
    district.agreement("one", "agency:centre", "agency:between")
    district.agreement("two", "agency:between", "agency:far", named={"agency:far": "person:of-far"})
    return district


def test_a_wider_consent_opens_what_stands_behind_somebody_and_names_them() -> None:
    district = behind_somebody()
    network, facts = district.network(), district.facts()

    (opened,) = opened_by_consent(network, facts)

    assert opened.match.name == "far-meals"
    assert [name for _, name in opened.told] == ["between"]
    assert "far-meals" not in [each.name for each in match_need(network, facts).matches]


def test_after_that_very_consent_it_is_proposed() -> None:
    district = behind_somebody()
    network, facts = district.network(), district.facts()
    (opened,) = opened_by_consent(network, facts)
    for node, _ in opened.told:
        district.consent(node)
    network = district.network()

    assert "far-meals" in [each.name for each in match_need(network, district.facts()).matches]
    assert opened_by_consent(network, district.facts()) == ()


def test_who_may_be_told_already_is_not_named_again() -> None:
    district = behind_somebody()
    district.agency("further")
    district.worker("of-further", "agency:further", is_contact=True)
    district.offer("further-meals", "agency:further")
    district.agreement("three", "agency:far", "agency:further")
    district.consent("agency:between")
    network = district.network()

    opened = {each.match.name: each.told for each in opened_by_consent(network, district.facts())}

    assert [name for _, name in opened["further-meals"]] == ["far"]


def test_a_wider_consent_closes_nothing() -> None:
    for seed in range(25):
        district = Chance(seed).make()
        network, facts = make_network(district.store), district.facts()

        now, wide = match_need(network, facts), match_need(network, with_wider_consent(network, facts))

        assert wide.counts.get(PROPOSED, 0) >= now.counts.get(PROPOSED, 0), seed
        opened = {each.match.offer for each in opened_by_consent(network, facts)}
        assert not opened & {each.offer for each in now.matches}, seed


def test_what_is_left_out_is_as_many_as_the_answer_counts_and_each_says_why() -> None:
    policy = load_policy()
    for seed in range(25):
        district = Chance(seed).make()
        network, facts = make_network(district.store), district.facts()
        found = match_need(network, facts, policy)

        for reason in REASONS:
            left_out = find_left_out(network, facts, reason)

            # People of the own network are counted with the others, and are not services.
            counted = found.reasons.get(reason, 0)
            assert counted - len(facts.supporters) <= len(left_out) <= min(counted, SHOWN), (seed, reason)
            assert all(each.against for each in left_out), (seed, reason)


@pytest.mark.parametrize("reason", ["proposed", "none"])
def test_what_is_no_reason_leaves_nothing_out(reason: str) -> None:
    district = reachable("a")
    network = district.network()

    assert find_left_out(network, district.facts(), reason) == ()
