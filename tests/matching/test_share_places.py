"""Scarce places: by priority, never more than there are, and as good as HiGHS can make it."""

from __future__ import annotations

from itertools import product
from random import Random

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from resnet.graph.elements import NodeId
from resnet.matching.allocation.share import Asking, best_sum, share_places

Drawn = tuple[list[Asking], dict[NodeId, int]]


def drawn(seed: int, needs: int, services: int) -> Drawn:
    random = Random(seed)
    names = [NodeId(f"service:{number}") for number in range(services)]
    asking = [
        Asking(
            need=NodeId(f"agreed_need:{number:02d}"),
            scores={each: random.randint(400, 1000) for each in names if random.random() < 0.4},
        )
        for number in range(needs)
    ]
    return asking, {each: random.choice((0, 1, 1, 2)) for each in names}


def by_highs(asking: list[Asking], places: dict[NodeId, int]) -> tuple[list[NodeId], int]:
    """Who is served and the sum of scores, decided need by need in the order of priority."""
    pairs = [(row, service) for row, each in enumerate(asking) for service in each.scores]
    if not pairs:
        return [], 0
    rows = [[float(pair[0] == row) for pair in pairs] for row in range(len(asking))]
    limits = [LinearConstraint(np.array(rows), 0, 1)]
    for service, count in places.items():
        limits.append(LinearConstraint(np.array([[float(pair[1] == service) for pair in pairs]]), 0, count))
    served: list[NodeId] = []

    def least(costs: list[float]) -> float:
        found = milp(
            np.array(costs), constraints=limits, integrality=np.ones(len(pairs)), bounds=Bounds(0, 1)
        )
        return float(found.fun)

    for row, each in enumerate(asking):
        is_served = round(-least([-value for value in rows[row]]))
        limits.append(LinearConstraint(np.array([rows[row]]), is_served, is_served))
        if is_served:
            served.append(each.need)
    return served, round(-least([-float(asking[row].scores[service]) for row, service in pairs]))


@pytest.mark.parametrize("block", range(5))
def test_the_share_is_as_good_as_highs_can_make_it(block: int) -> None:
    for seed in range(block * 20, block * 20 + 20):
        asking, places = drawn(seed, needs=8, services=4)

        found = share_places(asking, places)

        served, total = by_highs(asking, places)
        assert sorted(found) == sorted(served), seed
        assert sum(each.scores[found[each.need]] for each in asking if each.need in found) == total, seed


@pytest.mark.parametrize("seed", range(60))
def test_nobody_loses_to_a_lower_priority_and_no_place_is_given_twice(seed: int) -> None:
    asking, places = drawn(seed, needs=5, services=3)

    found = share_places(asking, places)

    for service, count in places.items():
        assert sum(1 for each in found.values() if each == service) <= count
    choices = product(*([None, *each.scores] for each in asking))
    feasible = [
        choice
        for choice in choices
        if all(choice.count(service) <= count for service, count in places.items())
    ]
    served = [tuple(each is not None for each in choice) for choice in feasible]
    assert tuple(each.need in found for each in asking) == max(served)
    most = max(sum(each) for each in served)
    sums = [
        sum(each.scores[service] for each, service in zip(asking, choice, strict=True) if service)
        for choice in feasible
        if sum(each is not None for each in choice) == most
    ]
    assert best_sum(asking, places) == max(sums)


def test_without_places_nobody_is_served() -> None:
    asking, places = drawn(1, needs=4, services=3)

    assert share_places(asking, dict.fromkeys(places, 0)) == {}
    assert share_places([], places) == {}
