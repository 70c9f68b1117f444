"""Who gets a place: exact, by priority first, then by what fits best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from resnet.graph.elements import NodeId
from resnet.matching.allocation.asking import Asking
from resnet.matching.allocation.floors import serve_with_floors
from resnet.matching.kernel.compiled import load, ready
from resnet.matching.kernel.options import as_lists, list_options, make_room
from resnet.matching.kernel.serve import serve

SHARE: Final = "share"
# So many needs are shared among faster once the compiler is there, however long that takes.
_MANY: Final = 2_000
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
    of priority is the best (Edmonds 1971); the sum of scores as in ``serve``.
    """
    places = {service: count for service, count in places.items() if count > 0}
    if any(floors.values()):
        served = set(serve_with_floors(asking, places, floors))
        asking = [each for each in asking if each.need in served]
    given = _served([each.scores for each in asking], places)
    return {each.need: service for each, service in zip(asking, given, strict=True) if service is not None}


def best_sum(asking: Sequence[Asking], places: Mapping[NodeId, int]) -> int:
    """The highest sum of scores when as many needs get a place as can, whoever has priority."""
    scores = [each.scores for each in asking]
    # One more served counts before any sum of scores.
    most = 1 + sum(max(each.values(), default=0) for each in scores)
    given = _served(scores, {service: count for service, count in places.items() if count > 0}, most)
    return sum(each[service] for each, service in zip(scores, given, strict=True) if service is not None)


def _served(
    scores: Sequence[Mapping[NodeId, int]], places: Mapping[NodeId, int], going_without: int | None = None
) -> list[NodeId | None]:
    """The service of each need, those before going first; None for who goes without."""
    services, options = sorted(places), list_options(scores, places, going_without=going_without)
    if len(scores) >= _MANY:
        load(SHARE)
    loops = ready(SHARE)
    held = make_room(options)
    if loops is not None:
        loops.serve(options, held)
    else:
        options, held = as_lists(options, held)
        serve(options, held)
    chosen = [options.service[option] if option >= 0 else len(services) for option in held.choice]
    return [services[each] if each < len(services) else None for each in chosen]
