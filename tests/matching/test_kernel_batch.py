"""Many needs at once come to the same as each of them alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from benchmarks.district import NOW, District, Size
from resnet.graph.network.follow import make_network
from resnet.matching.facts import Facts
from resnet.matching.kernel.batch import NONE, OUTSIDE, Ranking, rank_all
from resnet.matching.kernel.catalogue import Catalogue
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.glance import find_best
from resnet.matching.kernel.looked import ONE
from resnet.matching.kernel.match import matcher_for
from resnet.matching.kernel.ways import SEARCH
from resnet.matching.match import match_need
from resnet.matching.matches import Matches
from resnet.matching.policy import load_policy
from tests.matching.random_district import Chance

SMALL = Size(agencies=60, services=400, ties=400, leads=8, clients=60, needs=120)


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    if not load(SEARCH, ONE):
        pytest.skip("numba is not installed")


def listed(catalogue: Catalogue, rows: Iterable[int], numbers: Iterable[int]) -> list[tuple[str, int]]:
    pairs = zip(rows, numbers, strict=True)
    return [(catalogue.offers.ids[row], int(number)) for row, number in pairs if row >= 0]


def check_line(catalogue: Catalogue, found: Ranking, place: int, plain: Matches) -> None:
    """The line of one need is the plain matcher's answer."""
    ranked = listed(catalogue, found.services[place], found.scores[place])
    assert ranked == [(match.offer, match.score) for match in plain.matches[: found.services.shape[1]]]
    missed = listed(catalogue, found.missed[place], found.sizes[place])
    assert missed == [(miss.offer, miss.change) for miss in plain.misses]
    assert found.miss_counts[place] == plain.miss_count
    codes = [*catalogue.scale.codes.keys, *[""] * len(found.counts[place])]
    codes[len(found.counts[place]) - 1] = "proposed"
    told = {code: int(count) for code, count in zip(codes, found.counts[place], strict=False) if count}
    assert told == plain.counts
    ids = sorted(catalogue.network.ids)
    for line, match in zip(found.ways[place], plain.matches, strict=False):
        nodes = [ids[rank] if rank != OUTSIDE else "" for rank in line if rank != NONE]
        assert bool(nodes) == bool(match.paths)
        # The way that earns the points is the cheapest; a warm one may be shown before it.
        least = min((path.cost for path in match.paths), default=0)
        cheapest = [path.steps for path in match.paths if path.cost == least]
        called = [{node for step in steps for node in (step.caller, step.called)} for steps in cheapest]
        assert not called or any(each & set(ids) <= set(nodes) for each in called)


SEEDS = [*range(3), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(3, 12))]


@cache
def small(seed: int) -> tuple[District, list[Facts], list[Matches]]:
    """A district with its needs, and what the plain matcher says of each."""
    district = District(SMALL, seed)
    needs = list(district.needs())
    return district, needs, [match_need(district.network, need) for need in needs]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_batch_is_what_the_plain_matcher_says_of_each_need(seed: int) -> None:
    district, needs, plain = small(seed)
    catalogue = matcher_for(district.network, load_policy()).catalogue(NOW)

    found = rank_all(catalogue, needs, shown=5, misses=10)

    for place, each in enumerate(plain):
        check_line(catalogue, found, place, each)


def test_needs_of_one_kind_are_told_apart_by_their_circles() -> None:
    district = District(SMALL, 11)
    needs = list(district.needs())[:8]
    kind = needs[0].wish.service_classes
    needs = [replace(need, wish=replace(need.wish, service_classes=kind)) for need in needs]
    catalogue = matcher_for(district.network, load_policy()).catalogue(NOW)

    found = rank_all(catalogue, needs, shown=5, misses=10)

    for place, need in enumerate(needs):
        check_line(catalogue, found, place, match_need(district.network, need))


def check_the_same_without_reasons(district: District, needs: list[Facts]) -> None:
    catalogue = matcher_for(district.network, load_policy()).catalogue(NOW)

    brief, whole = rank_all(catalogue, needs), rank_all(catalogue, needs, misses=10)

    assert (brief.services >= 0).any()
    assert np.array_equal(brief.services, whole.services)
    assert np.array_equal(brief.scores, whole.scores)
    assert np.array_equal(brief.ways, whole.ways)


def test_the_best_are_the_same_without_reasons() -> None:
    district = District(SMALL, 7)

    check_the_same_without_reasons(district, list(district.needs()))


def test_needs_of_one_of_several_districts_come_to_the_same_where_only_what_can_fit_is_looked_at() -> None:
    district = District(SMALL.times(3), 3)

    check_the_same_without_reasons(district, list(district.needs_of(1)))


@pytest.mark.parametrize("block", range(3))
def test_needs_that_are_considered_alone_stand_in_their_places(block: int) -> None:
    districts = [Chance(seed).make() for seed in range(block * 15, block * 15 + 15)]
    facts = [replace(district.facts(), supporters=()) for district in districts]
    for district in districts:
        network = make_network(district.store)
        catalogue = matcher_for(network, load_policy()).catalogue(facts[0].at)

        found = rank_all(catalogue, facts, shown=5, misses=10)

        for place, each in enumerate(facts):
            check_line(catalogue, found, place, match_need(network, each))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_at_a_glance_are_those_of_the_whole_and_stay_so_when_asked_again(seed: int) -> None:
    district, needs, answers = small(seed)
    catalogue = matcher_for(district.network, load_policy()).catalogue(NOW)

    for need, plain in zip(needs, answers, strict=True):
        for _ in range(2):
            found = find_best(catalogue, catalogue.asked(need))

            assert found is not None
            best = listed(catalogue, found.services.tolist(), found.scores.tolist())
            assert best == [(match.offer, match.score) for match in plain.matches[:5]]
            whole = rank_all(catalogue, [need], misses=1).ways[0, : len(best)]
            assert np.array_equal(found.ways, whole)


@pytest.mark.parametrize("block", range(4))
def test_a_glance_sees_what_is_proposed_in_districts_drawn_by_chance(block: int) -> None:
    seen = 0
    for seed in range(block * 60, block * 60 + 60):
        district = Chance(seed).make()
        network, facts = make_network(district.store), replace(district.facts(), supporters=())
        catalogue = matcher_for(network, load_policy()).catalogue(facts.at)

        found = find_best(catalogue, catalogue.asked(facts))

        if found is not None:
            plain = match_need(network, facts).matches[:5]
            best = listed(catalogue, found.services.tolist(), found.scores.tolist())
            assert best == [(match.offer, match.score) for match in plain]
            seen += len(best)
    assert seen > 20
