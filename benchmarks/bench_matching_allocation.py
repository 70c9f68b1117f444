"""Scarce places among many needs, exact, beside one solve of OR-Tools; the same optimum is asserted.

Processor time of one thread, both from arrays that are there; what it takes to write them is told beside.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks import by_ortools
from benchmarks.figure import Figure
from benchmarks.scarce_places import asking_and_places
from benchmarks.timing import timed
from resnet.matching.allocation.share import SHARE, share_places
from resnet.matching.kernel.compiled import load, ready
from resnet.matching.kernel.options import Options, list_options, make_room

NEEDS, OPTIONS = 100_000, 20


def measure() -> Iterator[Figure]:
    """By priority alone."""
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
