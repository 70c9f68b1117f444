"""Who is served when every area is to get at least so many: floors as far as can be, then priority."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice

from resnet.graph.elements import NodeId
from resnet.matching.allocation.asking import Asking


class _Stop(Enum):
    """What a search passes through: a need that asks, a service, an area that one was taken from or given."""

    NEED = "need"
    SERVICE = "service"
    SHORT = "short"
    GIVEN = "given"


_Place = tuple[_Stop, str]


@dataclass(frozen=True, slots=True)
class _Way:
    """Where a search ended, and how it came there."""

    end: _Place
    came_from: Mapping[_Place, _Place]

    def stops(self) -> list[_Place]:
        """From the first to the last."""
        found = [self.end]
        while (before := self.came_from.get(found[-1])) is not None:
            found.append(before)
        return found[::-1]


def serve_with_floors(
    asking: Sequence[Asking], places: Mapping[NodeId, int], floors: Mapping[str, int]
) -> list[NodeId]:
    """The needs that get a place, in their order; ``asking`` stands in the order of priority.

    First as many places go to floors as can be: the sum over areas of what is served there, up to its floor.
    Of all sets of needs that reach this, the one that is first by priority is taken. It is as large as any.

    Source: needs in one area and services with places are a flow with lower bounds. A need is kept when a way
    through the residual graph serves it without losing a need kept before or a place that counts for a floor.
    What a search that failed has reached has no way out, and stays so (Ford and Fulkerson 1956).
    """
    table = _Table(asking, places, floors)
    table.fill_floors()
    return [each.need for each in asking if table.keep(each.need)]


class _Table:
    """Who holds which place. Needs that are ``_kept`` may be moved, never left without one."""

    def __init__(
        self, asking: Sequence[Asking], places: Mapping[NodeId, int], floors: Mapping[str, int]
    ) -> None:
        self._scores_of = {each.need: each.scores for each in asking}
        self._area_of = {each.need: each.area for each in asking}
        self._places, self._floors = places, floors
        self._of_area: dict[str, list[NodeId]] = defaultdict(list)
        for each in asking:
            self._of_area[each.area].append(each.need)
        self._held: dict[NodeId, set[NodeId]] = {service: set() for service in places}
        self._place_of: dict[NodeId, NodeId] = {}
        self._served: Counter[str] = Counter()
        self._decided: Counter[str] = Counter()
        self._kept: set[NodeId] = set()
        self._closed: dict[str, set[_Place]] = defaultdict(set)

    def fill_floors(self) -> None:
        """Serve any needs that reach as many places of floors as can be."""
        closed: set[_Place] = set()
        for area in self._of_area:
            while self._served[area] < self._floor(area):
                way, reached = self._search((_Stop.GIVEN, area), None, closed)
                if way is None:
                    closed |= reached
                    break
                self._move(way)

    def keep(self, need: NodeId) -> bool:
        """Decide upon the next need: whether it gets a place."""
        area = self._area_of[need]
        self._decided[area] += 1
        if need not in self._place_of:
            way, reached = self._search((_Stop.NEED, need), area, self._closed[area])
            if way is None:
                self._closed[area] |= {each for each in reached if each[0] is _Stop.SERVICE}
                return False
            self._move(way)
        self._kept.add(need)
        return True

    def _floor(self, area: str) -> int:
        return self._floors.get(area, 0)

    def _search(
        self, first: _Place, area: str | None, closed: Collection[_Place]
    ) -> tuple[_Way | None, set[_Place]]:
        """A way to where one more can be served, deep before wide; ``area`` is that of the need which asks.

        What is ``closed`` has no way out. Without a way: all that was reached.
        """
        came_from: dict[_Place, _Place] = {}
        reached = {first}
        deep = [(first, self._onward(first, area))]
        while deep:
            here, ways = deep[-1]
            onward = next((each for each in ways if each not in reached and each not in closed), None)
            if onward is None:
                deep.pop()
                continue
            reached.add(onward)
            came_from[onward] = here
            if self._is_end(onward, area):
                return _Way(onward, came_from), reached
            deep.append((onward, self._onward(onward, area)))
        return None, reached

    def _is_end(self, here: _Place, area: str | None) -> bool:
        stop, name = here
        if stop is _Stop.SERVICE:
            return not self._is_full(NodeId(name))
        # While floors are filled, one served less would be a floor missed.
        if area is None or stop is _Stop.NEED:
            return False
        return name == area or (stop is _Stop.SHORT and self._served[name] > self._floor(name))

    def _onward(self, here: _Place, area: str | None) -> Iterator[_Place]:
        stop, name = here
        if stop is _Stop.NEED:
            return self._from_need(NodeId(name))
        if stop is _Stop.SERVICE:
            return ((_Stop.NEED, need) for need in sorted(self._held[NodeId(name)]))
        return self._from_area(name, may_change=stop is _Stop.SHORT and area is not None)

    def _from_need(self, need: NodeId) -> Iterator[_Place]:
        if need in self._place_of and need not in self._kept:
            yield _Stop.SHORT, self._area_of[need]
        found = [(self._is_full(each), each) for each in self._scores_of[need] if each in self._held]
        yield from ((_Stop.SERVICE, service) for _, service in sorted(found))

    def _from_area(self, area: str, *, may_change: bool) -> Iterator[_Place]:
        if may_change:
            for other in self._of_area:
                if self._served[other] < self._floor(other):
                    yield _Stop.GIVEN, other
        # Needs are decided upon in their order, so those that are not are the last ones.
        for need in islice(self._of_area[area], self._decided[area], None):
            if need not in self._place_of:
                yield _Stop.NEED, need

    def _is_full(self, service: NodeId) -> bool:
        return len(self._held[service]) >= self._places[service]

    def _move(self, way: _Way) -> None:
        stops = way.stops()
        for here, onward in zip(stops, [*stops[1:], None], strict=True):
            if here[0] is not _Stop.NEED:
                continue
            need = NodeId(here[1])
            left = self._place_of.pop(need, None)
            if left is not None:
                self._held[left].discard(need)
            else:
                self._served[self._area_of[need]] += 1
            if onward is not None and onward[0] is _Stop.SERVICE:
                self._place_of[need] = NodeId(onward[1])
                self._held[NodeId(onward[1])].add(need)
            else:
                self._served[self._area_of[need]] -= 1
