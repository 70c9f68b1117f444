"""Who gets a place: exact, by priority first, then by what fits best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType, ModuleType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from resnet.graph.elements import NodeId
from resnet.matching.allocation.asking import Asking
from resnet.matching.kernel.area_arrays import as_area_lists, number_areas
from resnet.matching.kernel.compiled import load, ready
from resnet.matching.kernel.floors import keep_floors
from resnet.matching.kernel.options import Held, Options, as_lists, list_options, make_room, options_of
from resnet.matching.kernel.serve import serve

SHARE: Final = "share"
# Fewer are shared without the compiler before it is there: to compile takes six seconds once on a machine, to
# load what was compiled half of one, and 10,000 needs of ten options each a tenth (with floors, one).
_MANY: Final = 20_000
NO_FLOORS: Final[Mapping[str, int]] = MappingProxyType({})


def share_places(
    asking: Sequence[Asking], places: Mapping[NodeId, int], floors: Mapping[str, int] = NO_FLOORS
) -> dict[NodeId, NodeId]:
    """The service of each need that gets a place; ``asking`` stands in the order of priority.

    Nobody of higher priority loses to a lower one: a need goes without only if no place can be found for it
    even by moving every need before it. ``floors`` are how many needs of each area are served at least, as
    far as can be; they alone go before priority. Among all ways to serve the same needs the one of the
    highest sum of scores is taken, never more at a service than its places.

    Source: sets of needs that can be served together are a transversal matroid, so the greedy choice in order
    of priority is the best (Edmonds 1971); the sum of scores as in ``serve``; floors as in ``keep_floors``.
    """
    places = _open(places)
    services, scores = sorted(places), [each.scores for each in asking]
    options = list_options(scores, places)
    held = _served(options)
    if any(floors.values()):
        is_served = _with_floors(options, held, asking, floors)
        asking = [each for each, is_one in zip(asking, is_served, strict=True) if is_one]
        options = options_of(options, is_served)
        held = _served(options)
    return {
        each.need: services[options.service[option]]
        for each, option in zip(asking, held.choice, strict=True)
        if option >= 0
    }


def best_sum(asking: Sequence[Asking], places: Mapping[NodeId, int]) -> int:
    """The highest sum of scores when as many needs get a place as can, whoever has priority."""
    scores = [each.scores for each in asking]
    # One more served counts before any sum of scores.
    most = 1 + sum(max(each.values(), default=0) for each in scores)
    options = list_options(scores, _open(places), going_without=most)
    costs = (int(options.cost[option]) for option in _served(options).choice if option >= 0)
    return -sum(cost for cost in costs if cost != most)


def _open(places: Mapping[NodeId, int]) -> dict[NodeId, int]:
    return {service: count for service, count in places.items() if count > 0}


def _loops(needs: int) -> ModuleType | None:
    if needs >= _MANY:
        load(SHARE)
    return ready(SHARE)


def _served(options: Options) -> Held:
    """Who holds which place, those before going first."""
    loops, held = _loops(len(options.first) - 1), make_room(options)
    if loops is not None:
        loops.serve(options, held)
        return held
    options, held = as_lists(options, held)
    serve(options, held)
    return held


def _with_floors(
    options: Options, held: Held, asking: Sequence[Asking], floors: Mapping[str, int]
) -> NDArray[np.bool_]:
    """Of each need whether it is served when floors go first; ``held`` is by priority alone, and changed."""
    areas = number_areas([each.area for each in asking], floors, options, held)
    loops = _loops(len(asking))
    if loops is not None:
        loops.keep_floors(options, held, areas)
    else:
        options, held = as_lists(options, held)
        keep_floors(options, held, as_area_lists(areas))
    return np.asarray(held.choice) >= 0
