"""The compiled search settles what the plain one settles, and arrives as it does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from resnet.graph.network.follow import make_network
from resnet.graph.network.snapshot import Network
from resnet.matching.facts import Facts
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.match import Matcher
from resnet.matching.kernel.trail_label import key_parts, unpack_ids
from resnet.matching.kernel.ways import SEARCH, Ways
from resnet.matching.paths import search
from resnet.matching.policy import load_policy
from tests.matching.district import NEED
from tests.matching.random_district import Chance


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    if not load(SEARCH):
        pytest.skip("numba is not installed")


def drawn(seeds: range) -> Iterator[tuple[Network, Ways, Facts]]:
    for seed in seeds:
        district = Chance(seed).make()
        network, facts = make_network(district.store), district.facts(NEED)
        ways = Matcher(network, load_policy()).catalogue(facts.at).ways
        if ways.found(facts.circle) is not None:
            yield network, ways, facts


@pytest.mark.parametrize("block", range(4))
def test_the_same_trails_are_settled_in_the_same_order(block: int) -> None:
    for network, ways, facts in drawn(range(block * 60, block * 60 + 60)):
        plain = search(network, facts.at, facts.circle, load_policy())
        fast = ways.search(facts.circle)

        assert fast is not None
        assert dict(fast.settled) == dict(plain.settled)


@pytest.mark.parametrize("block", range(4))
def test_the_best_way_to_each_list_of_providers_is_the_same(block: int) -> None:
    for network, ways, facts in drawn(range(block * 60, block * 60 + 60)):
        plain, found, ids = (
            search(network, facts.at, facts.circle, load_policy()),
            ways.found(facts.circle),
            sorted(network.ids),
        )
        assert found is not None
        line_of = dict(zip(found.lists.tolist(), found.ways, strict=True))
        assert sorted(line_of) == found.lists.tolist()
        for number, providers in enumerate(ways.provided_by):
            paths = sorted(path for provider in providers for path in plain.paths_to(provider))
            assert (number in line_of) == bool(paths)
            if paths:
                line = line_of[number]
                trail, nodes = paths[0].trail, [ids[rank] for rank in unpack_ids(line[3:]) if rank >= 0]
                assert key_parts(int(line[0])) == (trail.change, trail.cost, trail.count)
                assert tuple(nodes) == trail.nodes
                assert line[2] == len(trail.renews)
