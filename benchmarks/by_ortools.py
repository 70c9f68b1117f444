"""Scarce places shared by one solve of OR-Tools' min-cost flow: what the sharing is raced against.

It is given ready-made arrays and only the needs that get a place, so that it need know of no priority. It is
no dependency: without it the race is left out.
"""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np

from benchmarks.timing import timed
from resnet.matching.kernel.options import Options


def is_there() -> bool:
    """Whether OR-Tools is installed beside us."""
    return find_spec("ortools") is not None


def solve(options: Options) -> tuple[float, int]:
    """Seconds of one solve by which every need is served, and the least sum of costs."""
    from ortools.graph.python import min_cost_flow

    first, service, cost, slots = map(np.asarray, options)
    needs, services = len(first) - 1, len(slots) - 1
    asks = np.repeat(np.arange(needs), np.diff(first))
    offers, end = np.arange(needs, needs + services), needs + services
    arcs = (
        np.concatenate([asks, offers]),
        np.concatenate([needs + service, np.full(services, end)]),
        np.concatenate([np.ones(len(asks), dtype=np.int64), np.diff(slots)]),
        np.concatenate([cost, np.zeros(services, dtype=np.int64)]),
    )
    supplies = np.append(np.ones(needs, dtype=np.int64), -needs)

    def one_solve() -> int:
        flow = min_cost_flow.SimpleMinCostFlow()
        flow.add_arcs_with_capacity_and_unit_cost(*arcs)
        flow.set_nodes_supplies(np.append(np.arange(needs), end), supplies)
        if flow.solve() != flow.OPTIMAL:
            raise AssertionError("OR-Tools cannot serve all of them")
        return int(flow.optimal_cost())

    return timed(one_solve)
