"""Scarce places among many needs, exact, beside one solve of OR-Tools; the same optimum is asserted.

Processor time of one thread, both from arrays that are there; what it takes to write them is told beside.
Floors are asked of half the areas for nearly all who ask there; that they are reached as far as can be is
asserted by a maximum flow of scipy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import maximum_flow

from benchmarks import by_ortools
from benchmarks.figure import Figure
from benchmarks.scarce_places import asking_and_places
from benchmarks.timing import timed
from resnet.graph.elements import NodeId
from resnet.matching.allocation.asking import Asking
from resnet.matching.allocation.share import SHARE, share_places
from resnet.matching.kernel.compiled import load, ready
from resnet.matching.kernel.options import Options, list_options, make_room

NEEDS, OPTIONS = 100_000, 20
FEWER_NEEDS, FEWER_OPTIONS = 10_000, 10


def measure() -> Iterator[Figure]:
    """By priority alone, and with floors for areas."""
    yield from _by_priority()
    yield _with_floors()


def _by_priority() -> Iterator[Figure]:
    asking, places = asking_and_places(NEEDS, OPTIONS)
    load(SHARE)
    open_places = {service: count for service, count in places.items() if count}
    options = list_options([each.scores for each in asking], open_places)
    ours_s, sum_of_all = _solve(options)
    whole_s, given = timed(lambda: share_places(asking, places))
    yield Figure(
        name="sharing scarce places by priority, exact, 100,000 needs with 20 options each",
        value=whole_s,
        unit="s",
        against=f"{len(given)} places given; of it the solver {ours_s:.3g} s",
    )
    if not by_ortools.is_there():
        # It is no dependency: pip install ortools, and run again.
        return
    served = [each for each in asking if each.need in given]
    theirs_s, cost = by_ortools.solve(list_options([each.scores for each in served], open_places))
    if cost != sum_of_all or -cost != sum(each.scores[given[each.need]] for each in served):
        raise AssertionError(f"OR-Tools comes to {cost}, the sharing to {sum_of_all}")
    yield Figure(
        name="who is served and where, all who ask",
        value=ours_s / theirs_s,
        unit="×",
        at_most=1 / 3,
        against=f"{ours_s:.3g} s; OR-Tools {theirs_s:.3g} s for where alone, told who is served",
    )


def _solve(options: Options) -> tuple[float, int]:
    """Seconds, and the sum of costs."""
    loops, held = ready(SHARE), make_room(options)
    if loops is None:
        raise AssertionError("the compiled loops are not there")
    taken_s, _ = timed(lambda: loops.serve(options, held))
    choice, cost = np.asarray(held.choice), np.asarray(options.cost)
    return taken_s, int(cost[choice[choice >= 0]].sum())


def _with_floors() -> Figure:
    asking, places = asking_and_places(FEWER_NEEDS, FEWER_OPTIONS)
    counts = Counter(each.area for each in asking)
    floors = {area: counts[area] * 9 // 10 for area in sorted(counts)[::2]}
    taken_s, given = timed(lambda: share_places(asking, places, floors))
    served = Counter(each.area for each in asking if each.need in given)
    reached, most = (
        sum(min(served[area], floor) for area, floor in floors.items()),
        _most(asking, places, floors),
    )
    if reached != most:
        raise AssertionError(f"floors are reached by {reached} places and could be by {most}")
    moved = given.keys() - share_places(asking, places).keys()
    return Figure(
        name="floors for 30 of 60 areas, exact, 10,000 needs with 10 options each",
        value=taken_s,
        unit="s",
        at_most=1,
        against=f"{len(given)} places given, {len(moved)} of them to others than by priority alone",
    )


def _most(asking: Sequence[Asking], places: Mapping[NodeId, int], floors: Mapping[str, int]) -> int:
    """The most places that can go to floors: a flow from areas by needs and services."""
    names = ["from", "to", *floors, *(each.need for each in asking), *places]
    number = {name: at for at, name in enumerate(names)}
    arcs = [("from", area, floor) for area, floor in floors.items()]
    arcs += [(each.area, each.need, 1) for each in asking if each.area in floors]
    arcs += [(each.need, service, 1) for each in asking for service in each.scores]
    arcs += [(service, "to", count) for service, count in places.items()]
    ends = [number[start] for start, _, _ in arcs], [number[end] for _, end, _ in arcs]
    flow = coo_array(([np.int32(count) for _, _, count in arcs], ends), shape=(len(names), len(names)))
    return int(maximum_flow(flow.tocsr(), number["from"], number["to"]).flow_value)
