"""Who gets a place: exact, by priority first, then by what fits best."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from resnet.graph.elements import NodeId
from resnet.matching.allocation.asking import Asking
from resnet.matching.allocation.floors import serve_with_floors

# More than all scores of a thousand needs: one more served counts before any sum of scores.
_SERVED = 1_000_000
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
    of priority is the best (Edmonds 1971); the sum of scores by a full matching of highest weight.
    """
    places = {service: count for service, count in places.items() if count > 0}
    scores_of = {each.need: each.scores for each in asking}
    if any(floors.values()):
        served = serve_with_floors(asking, places, floors)
    else:
        table = _Table(scores_of, places)
        served = [each.need for each in asking if table.find_place(each.need)]
    given = _fitting_best([scores_of[need] for need in served], places, may_go_without=False)
    return {need: service for need, service in zip(served, given, strict=True) if service is not None}


def best_sum(asking: Sequence[Asking], places: Mapping[NodeId, int]) -> int:
    """The highest sum of scores when as many needs get a place as can, whoever has priority."""
    given = _fitting_best([each.scores for each in asking], places, may_go_without=True)
    return sum(
        each.scores[service] for each, service in zip(asking, given, strict=True) if service is not None
    )


class _Table:
    """Who holds which place while needs are served one after the other."""

    def __init__(
        self, scores_of: Mapping[NodeId, Mapping[NodeId, int]], places: Mapping[NodeId, int]
    ) -> None:
        self._scores_of, self._places = scores_of, places
        self._held: dict[NodeId, set[NodeId]] = {service: set() for service in places}
        self._place_of: dict[NodeId, NodeId] = {}
        # Full for good: whoever holds a place there has nowhere else to go either.
        self._closed: set[NodeId] = set()

    def find_place(self, need: NodeId) -> bool:
        """Whether the need finds a place, if need be by moving others to other places of theirs."""
        reached: dict[NodeId, NodeId] = {}
        waiting = deque([need])
        while waiting:
            asking = waiting.popleft()
            for service in sorted(self._scores_of[asking]):
                if service in reached or service in self._closed or service not in self._held:
                    continue
                reached[service] = asking
                if len(self._held[service]) < self._places[service]:
                    self._move(service, reached)
                    return True
                waiting.extend(sorted(self._held[service]))
        self._closed.update(reached)
        return False

    def _move(self, free: NodeId, reached: Mapping[NodeId, NodeId]) -> None:
        service: NodeId | None = free
        while service is not None:
            need = reached[service]
            left = self._place_of.get(need)
            self._place_of[need] = service
            self._held[service].add(need)
            if left is not None:
                self._held[left].remove(need)
            service = left


def _fitting_best(
    scores: Sequence[Mapping[NodeId, int]], places: Mapping[NodeId, int], *, may_go_without: bool
) -> list[NodeId | None]:
    """The service of each need by which the sum of scores is highest; as few as can go without, or nobody."""
    if not scores:
        return []
    slots = [service for service, count in sorted(places.items()) for _ in range(count)]
    columns_of: dict[NodeId, list[int]] = {}
    for column, service in enumerate(slots):
        columns_of.setdefault(service, []).append(column)
    entries = [
        (row, column, _SERVED + score)
        for row, options in enumerate(scores)
        for service, score in options.items()
        for column in columns_of.get(service, ())
    ]
    if may_go_without:
        entries += [(row, len(slots) + row, 1) for row in range(len(scores))]
    rows, columns, gains = zip(*entries, strict=True)
    width = len(slots) + (len(scores) if may_go_without else 0)
    table = coo_array((gains, (rows, columns)), shape=(len(scores), width), dtype=np.float64).tocsr()
    _, chosen = min_weight_full_bipartite_matching(table, maximize=True)
    return [slots[column] if column < len(slots) else None for column in chosen.tolist()]
