"""The fast matcher answers what the plain one answers, to the last milli-point."""

from __future__ import annotations

import pytest

from resnet.graph.network.follow import make_network
from resnet.matching import match as plain
from resnet.matching.kernel import match as fast
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.ways import SEARCH
from tests.matching.district import NEED
from tests.matching.random_district import Chance


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> None:
    load(SEARCH)


def compare(seed: int) -> None:
    district = Chance(seed).make()
    network = make_network(district.store)
    facts = district.facts(NEED)

    assert fast.match_need(network, facts) == plain.match_need(network, facts), seed


@pytest.mark.parametrize("block", range(20))
def test_an_answer_is_the_plain_matchers(block: int) -> None:
    for seed in range(block * 100, block * 100 + 100):
        compare(seed)
