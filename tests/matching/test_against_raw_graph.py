"""Every path, rule and near miss is worked out again from the raw graph, by code that shares nothing."""

from __future__ import annotations

import pytest

from resnet.graph.network.follow import make_network
from resnet.matching.match import match_one
from tests.matching.checker import check, check_judged
from tests.matching.district import NEED
from tests.matching.random_district import Chance


def judge_chance(seed: int) -> None:
    district = Chance(seed).make()

    network = make_network(district.store)
    matches = match_one(network, district.view(), NEED)

    check_judged(district.store, network, NEED)
    check(district.store, NEED, matches)


@pytest.mark.parametrize("block", range(20))
def test_an_answer_is_what_the_raw_graph_says(block: int) -> None:
    for seed in range(block * 20, block * 20 + 20):
        judge_chance(seed)


@pytest.mark.long
@pytest.mark.parametrize("block", range(100))
def test_thousands_of_answers_are_what_the_raw_graph_says(block: int) -> None:
    for seed in range(1000 + block * 50, 1050 + block * 50):
        judge_chance(seed)
