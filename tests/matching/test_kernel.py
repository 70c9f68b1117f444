"""The fast matcher answers what the plain one answers, to the last milli-point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from resnet.graph.network.follow import make_network
from resnet.graph.network.snapshot import Network
from resnet.matching.facts import Facts
from resnet.matching.judge import PROPOSED, judge
from resnet.matching.kernel import consider as consider_module
from resnet.matching.kernel import reads as reads_module
from resnet.matching.kernel import ways
from resnet.matching.kernel.batch import rank_all
from resnet.matching.kernel.catalogue import make_catalogue
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.consider import consider
from resnet.matching.kernel.looked import ONE
from resnet.matching.kernel.match import Matcher
from resnet.matching.kernel.reads import NAMED, READS
from resnet.matching.kernel.ways import SEARCH
from resnet.matching.match import match_need
from resnet.matching.matches import Matches
from resnet.matching.offer import offers_of
from resnet.matching.policy import load_policy
from resnet.matching.question import Question
from tests.matching.district import NEED, NOW, District, days
from tests.matching.random_district import Chance

POOL = 60


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    load(SEARCH, ONE)


def drawn(seeds: range) -> list[tuple[Network, Facts]]:
    districts = [Chance(seed).make() for seed in seeds]
    return [(make_network(district.store), district.facts(NEED)) for district in districts]


def questions(seeds: range, needs: int) -> Iterator[tuple[Network, list[Facts]]]:
    """Each network with the need drawn with it and those of its neighbours: the answer kept for one need must
    not answer another."""
    pairs = drawn(seeds)
    for place, (network, _) in enumerate(pairs):
        yield network, [pairs[place - before][1] for before in range(needs)]


# Of each service the milli-points, the first code that leaves it out, how many rules were asked, the change.
Told = dict[str, tuple[int | None, str, int, int | None]]


def fast_answers(network: Network, facts: list[Facts]) -> list[tuple[Matches, Told]]:
    matcher = Matcher(network, load_policy())
    return [(matcher.match(each), fast_told(matcher, each)) for each in facts]


def fast_told(matcher: Matcher, facts: Facts) -> Told:
    catalogue = matcher.catalogue(facts.at)
    found = consider(catalogue, Question(facts, catalogue.network, catalogue.policy, catalogue.made_at))
    codes, count = [*catalogue.scale.codes.keys, PROPOSED], len(catalogue.policy.rules)
    told: Told = {}
    for place, row in enumerate(found.segment.rows):
        is_dead = found.dead_at[place] < count
        told[catalogue.offers.ids[row]] = (
            None if is_dead else int(found.points[place]),
            codes[found.first[place]],
            min(int(found.dead_at[place]) + 1, count),
            None if is_dead else int(found.size[place]),
        )
    return told


def plain_answers(network: Network, facts: list[Facts]) -> list[tuple[Matches, Told]]:
    return [(match_need(network, each), plain_told(network, each)) for each in facts]


def plain_told(network: Network, facts: Facts) -> Told:
    """Of what the first rule leaves a chance."""
    policy = load_policy()
    judged = [judge(offer, Question(facts, network, policy)) for offer in offers_of(network, facts.at)]
    return {
        each.id: (
            None if each.change_size(policy) is None else each.score,
            each.outcome,
            len(each.findings),
            each.change_size(policy),
        )
        for each in judged
        if each.change_size(policy) is not None or len(each.findings) > 1
    }


def compare(seeds: range, needs: int = 2) -> None:
    for network, facts in questions(seeds, needs):
        assert fast_answers(network, facts) == plain_answers(network, facts)


def test_where_there_is_no_service_at_all_the_answer_is_the_plain_matchers() -> None:
    district = District()
    district.client()
    district.case(manager=None)
    district.need(NEED)
    network, facts = district.network(), district.facts(NEED)

    assert Matcher(network, load_policy()).match(facts) == match_need(network, facts)
    ranked = rank_all(make_catalogue(network, facts.at, load_policy()), [facts], misses=2)
    assert ranked.services.tolist() == [[-1] * 5]


@pytest.mark.parametrize("block", range(40))
def test_an_answer_is_the_plain_matchers(block: int) -> None:
    compare(range(block * 50, block * 50 + 50), needs=2 if block % 4 == 0 else 1)


@pytest.mark.long
@pytest.mark.parametrize("block", range(100))
def test_thousands_of_answers_are_the_plain_matchers(block: int) -> None:
    compare(range(10_000 + block * 50, 10_050 + block * 50))


@pytest.mark.parametrize("block", range(2))
def test_an_answer_without_compiled_loops_is_the_same(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in (ways, consider_module):
        monkeypatch.setattr(each, "ready", lambda _name: None)

    compare(range(7000 + block * 50, 7050 + block * 50))


@pytest.mark.parametrize("block", range(4))
def test_as_time_passes_the_same_matcher_goes_on_answering_as_the_plain_one(block: int) -> None:
    for network, facts in questions(range(8000 + block * 10, 8010 + block * 10), 1):
        matcher = Matcher(network, load_policy())
        for passed in (0, 0.5, 1, 1.5, 2, 81, 90, 91, 279, 366, 360, 1):
            asked = replace(facts[0], at=NOW + days(passed))

            assert matcher.match(asked) == match_need(network, asked)


@cache
def pool() -> list[tuple[Network, list[Facts], list[tuple[Matches, Told]]]]:
    asked = list(questions(range(5000, 5000 + POOL), 4))
    return [(network, facts, plain_answers(network, facts)) for network, facts in asked]


def is_seen() -> bool:
    return any(fast_answers(network, facts) != plain for network, facts, plain in pool())


def test_nothing_is_seen_where_nothing_is_broken() -> None:
    assert not is_seen()


@pytest.mark.parametrize("rule", sorted(READS))
def test_a_rule_that_would_read_less_of_offers_is_seen(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    less = replace(READS[rule], profile=lambda _offer, _question: (), told=None, seen=None)
    monkeypatch.setitem(READS, rule, less)

    assert is_seen()


@pytest.mark.parametrize("rule", sorted(rule for rule, reads in READS.items() if reads.part != "none"))
def test_a_rule_that_would_read_less_of_needs_is_seen(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READS, rule, replace(READS[rule], request=lambda _facts: 0))

    assert is_seen()


@pytest.mark.parametrize("left_out", ["neighbours_of", "parts_of"])
def test_a_client_who_would_see_fewer_of_the_areas_served_is_seen(
    left_out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads_module, left_out, lambda *_: ())

    assert is_seen()


@pytest.mark.parametrize("rule", sorted(NAMED))
def test_a_rule_that_would_overlook_what_the_facts_name_is_seen(
    rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(NAMED, rule, lambda _facts: frozenset())

    assert is_seen()
