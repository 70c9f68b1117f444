"""Scarce places: by priority, never more than there are, and as good as HiGHS can make it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from random import Random

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from resnet.graph.elements import NodeId
from resnet.matching.allocation.asking import Asking
from resnet.matching.allocation.share import SHARE, best_sum, share_places
from resnet.matching.kernel.area_arrays import as_area_lists, number_areas
from resnet.matching.kernel.compiled import load, ready
from resnet.matching.kernel.floors import keep_floors
from resnet.matching.kernel.options import as_lists, list_options, make_room
from resnet.matching.kernel.serve import serve

Drawn = tuple[list[Asking], dict[NodeId, int]]


def drawn(seed: int, needs: int, services: int) -> Drawn:
    random = Random(seed)
    names = [NodeId(f"service:{number}") for number in range(services)]
    asking = [
        Asking(
            need=NodeId(f"agreed_need:{number:02d}"),
            area=f"area:{number * 7 % 3}",
            scores={each: random.randint(400, 1000) for each in names if random.random() < 0.4},
        )
        for number in range(needs)
    ]
    return asking, {each: random.choice((0, 1, 1, 2)) for each in names}


def drawn_floors(seed: int) -> dict[str, int]:
    random = Random(f"floors {seed}")
    return {f"area:{number}": random.choice((0, 1, 2, 3)) for number in range(3)}


def floors_met(asking: list[Asking], served: set[NodeId], floors: dict[str, int]) -> int:
    counts = Counter(each.area for each in asking if each.need in served)
    return sum(min(counts[area], floor) for area, floor in floors.items())


def by_highs(
    asking: list[Asking], places: dict[NodeId, int], floors: dict[str, int] | None = None
) -> tuple[list[NodeId], int]:
    """Who is served and the sum of scores: floors first, then need by need in the order of priority."""
    floors = floors or {}
    pairs = [(row, service) for row, each in enumerate(asking) for service in each.scores]
    if not pairs:
        return [], 0
    areas = sorted(floors)
    # After the pairs, for each area how many of its needs count for its floor.
    width = len(pairs) + len(areas)

    def line(marked: list[float], area: str | None = None) -> list[float]:
        return marked + [float(each == area) for each in areas]

    rows = [line([float(pair[0] == row) for pair in pairs]) for row in range(len(asking))]
    limits = [LinearConstraint(np.array(rows), 0, 1)]
    for service, count in places.items():
        limits.append(
            LinearConstraint(np.array([line([float(each == service) for _, each in pairs])]), 0, count)
        )
    for area in areas:
        inside = line([-float(asking[row].area == area) for row, _ in pairs], area)
        limits.append(LinearConstraint(np.array([inside]), -np.inf, 0))
    most = [1.0] * len(pairs) + [float(floors[area]) for area in areas]

    def least(costs: list[float]) -> float:
        found = milp(np.array(costs), constraints=limits, integrality=np.ones(width), bounds=Bounds(0, most))
        return float(found.fun)

    counted = [0.0] * len(pairs) + [1.0] * len(areas)
    if areas:
        met = round(-least([-each for each in counted]))
        limits.append(LinearConstraint(np.array([counted]), met, met))
    served: list[NodeId] = []
    for row, each in enumerate(asking):
        is_served = round(-least([-value for value in rows[row]]))
        limits.append(LinearConstraint(np.array([rows[row]]), is_served, is_served))
        if is_served:
            served.append(each.need)
    return served, round(-least(line([-float(asking[row].scores[service]) for row, service in pairs])))


@pytest.mark.parametrize("block", range(5))
def test_the_share_is_as_good_as_highs_can_make_it(block: int) -> None:
    for seed in range(block * 20, block * 20 + 20):
        asking, places = drawn(seed, needs=8, services=4)

        found = share_places(asking, places)

        served, total = by_highs(asking, places)
        assert sorted(found) == sorted(served), seed
        assert sum(each.scores[found[each.need]] for each in asking if each.need in found) == total, seed


# Of 6,000 draws few need what these do: one floor given up for another, a floor that is asked for twice.
@pytest.mark.parametrize("seeds", [range(20), range(20, 40), range(40, 60), range(60, 80), (199, 473, 4534)])
def test_with_floors_the_share_is_as_good_as_highs_can_make_it(seeds: Sequence[int]) -> None:
    for seed in seeds:
        asking, places = drawn(seed, needs=9, services=4)
        floors = drawn_floors(seed)

        found = share_places(asking, places, floors)

        served, total = by_highs(asking, places, floors)
        assert sorted(found) == sorted(served), seed
        assert sum(each.scores[found[each.need]] for each in asking if each.need in found) == total, seed


@pytest.mark.parametrize("seed", range(60))
def test_only_a_floor_comes_before_priority_and_no_place_is_lost_by_it(seed: int) -> None:
    asking, places = drawn(seed, needs=6, services=3)
    floors = drawn_floors(seed)

    found, alone = share_places(asking, places, floors), share_places(asking, places)

    assert len(found) == len(alone)
    assert all(list(found.values()).count(service) <= count for service, count in places.items())
    assert floors_met(asking, set(found), floors) >= floors_met(asking, set(alone), floors)
    if floors_met(asking, set(found), floors) == floors_met(asking, set(alone), floors):
        assert found == alone


def test_a_floor_gives_an_area_its_place_although_others_come_first() -> None:
    asking = [
        Asking(need=NodeId(f"agreed_need:{number}"), area=area, scores={NodeId("service:a"): 500})
        for number, area in enumerate(("near", "near", "far"))
    ]
    places = {NodeId("service:a"): 2}

    assert list(share_places(asking, places)) == ["agreed_need:0", "agreed_need:1"]
    assert list(share_places(asking, places, {"far": 1})) == ["agreed_need:0", "agreed_need:2"]


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


def test_the_compiled_loops_give_the_same_places_as_the_plain_ones() -> None:
    if not load(SHARE):
        pytest.skip("numba is not installed")
    loops = ready(SHARE)
    assert loops is not None

    for seed in range(60):
        # The last one has more services waiting at a time than one row of a heap.
        asking, places = drawn(seed, needs=40, services=9) if seed < 59 else drawn(seed, 500, 90)
        options = list_options([each.scores for each in asking], places)
        fast, plain = make_room(options), make_room(options)
        loops.serve(options, fast)
        lists, plain = as_lists(options, plain)
        serve(lists, plain)

        assert all(
            np.array_equal(getattr(fast, name), getattr(plain, name))
            for name in ("choice", "slot", "need", "used", "price")
        )
        assert -1 in plain.choice


def test_the_compiled_loops_keep_floors_for_the_same_needs_as_the_plain_ones() -> None:
    if not load(SHARE):
        pytest.skip("numba is not installed")
    loops = ready(SHARE)
    assert loops is not None
    moved = 0

    for seed in range(60):
        asking, places = drawn(seed, needs=60, services=9)
        options = list_options([each.scores for each in asking], places)
        held = make_room(options)
        loops.serve(options, held)
        alone = list(held.choice)
        areas = number_areas([each.area for each in asking], {"area:0": 2, "area:2": 15}, options, held)
        lists, plain = as_lists(options, held)
        keep_floors(lists, plain, as_area_lists(areas))
        loops.keep_floors(options, held, areas)

        assert list(held.choice) == plain.choice
        moved += any((before < 0) != (after < 0) for before, after in zip(alone, plain.choice, strict=True))
    assert moved > 10


def test_the_order_in_which_scores_are_given_does_not_matter() -> None:
    asking, places = drawn(3, needs=30, services=6)
    # All the same, so that many ways to share are as good.
    alike = [replace(each, scores=dict.fromkeys(each.scores, 500)) for each in asking]
    turned = [replace(each, scores=dict(sorted(each.scores.items(), reverse=True))) for each in alike]

    assert share_places(turned, dict(sorted(places.items(), reverse=True))) == share_places(alike, places)


def test_without_places_nobody_is_served() -> None:
    asking, places = drawn(1, needs=4, services=3)

    assert share_places(asking, dict.fromkeys(places, 0)) == {}
    assert share_places([], places) == {}
