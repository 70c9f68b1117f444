"""What of the map somebody wants to see; what is left out takes nobody's place with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from resnet.drawing.network.model import (
    COOPERATION,
    OFFER,
    PROVIDERS,
    Arrangement,
    Link,
    NetworkMap,
    Spot,
    State,
    area_chain,
    group_of,
)
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import NodeId

MOST_STEPS: Final = 4


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What to show: ties of some kinds in some states, of a need domain, a team, an area, a type.

    ``group`` is a kind and type as ``group_of`` says it; ``focus`` is one spot alone. Who is tied to what was
    wished for is shown too, up to ``steps`` ties away. ``has_loners`` shows providers without any tie,
    ``has_all`` every spot where there are so many that groups would be drawn.
    """

    arrangement: Arrangement = Arrangement.TIES
    kinds: frozenset[str] = frozenset(COOPERATION)
    states: frozenset[State] = frozenset(State)
    domain: str = ""
    team: str = ""
    area: str = ""
    group: str = ""
    focus: str = ""
    steps: int = 0
    has_loners: bool = False
    has_all: bool = False


def choose(whole: NetworkMap, wish: Wish) -> NetworkMap:
    """The part of the map that was wished for; everything in it stands where it stands on the whole.

    Raises:
        NodeNotFoundError: If the one in focus is not on the map, whether it is hidden or never was.
    """
    links = [link for link in whole.links if link.kind in wish.kinds and link.state in wish.states]
    shown = reach(_core(whole, wish, links), links, wish.steps)
    links = [link for link in links if link.first in shown and link.second in shown]
    tied = {end for link in links for end in (link.first, link.second)}
    lone = {spot.id for spot in whole.spots if spot.kind in PROVIDERS} if wish.has_loners else {wish.focus}
    return part_of(whole, tied | (shown & lone), links)


def _core(whole: NetworkMap, wish: Wish, links: Iterable[Link]) -> set[NodeId]:
    """Whom the wish is about, before their neighbours; teams are there for those who are in them."""
    if wish.focus:
        found = {spot.id for spot in whole.spots if spot.id == wish.focus}
        if not found:
            raise NodeNotFoundError
        return found
    core = {spot.id for spot in whole.spots if _is_wished(whole, spot, wish)}
    if wish.team:
        core &= reach({NodeId(wish.team)}, (link for link in whole.links if link.kind == "team"), 1)
    teams = {spot.id for spot in whole.spots if spot.kind == "team"} if not wish.group else set()
    joined = {link.other(end) for link in links for end in (link.first, link.second) if end in core}
    return core | (teams & joined if not wish.team else {NodeId(wish.team)} & teams)


def _is_wished(whole: NetworkMap, spot: Spot, wish: Wish) -> bool:
    is_in_area = not wish.area or wish.area in area_chain(whole.areas, spot.area)
    is_of_type = not wish.group or group_of(spot, Arrangement.TYPE) == wish.group
    return is_in_area and is_of_type and (not wish.domain or wish.domain in spot.domains)


def part_of(whole: NetworkMap, shown: Collection[NodeId], links: Iterable[Link]) -> NetworkMap:
    """These spots and ties of a map, at their places."""
    rows = [row for row, spot in enumerate(whole.spots) if spot.id in shown]
    spots = tuple(whole.spots[row] for row in rows)
    places = whole.places[np.array(rows, dtype=np.int64)]
    return NetworkMap(whole.arrangement, spots, tuple(links), places, whole.areas)


def reach(start: Collection[NodeId], links: Iterable[Link], steps: int) -> set[NodeId]:
    """Who can be reached from any of these in so many steps, themselves among them."""
    found = set(start)
    if not steps:
        return found
    near: dict[NodeId, list[NodeId]] = defaultdict(list)
    for link in links:
        near[link.first].append(link.second)
        near[link.second].append(link.first)
    edge = found
    for _ in range(min(steps, MOST_STEPS)):
        edge = {other for each in edge for other in near[each]} - found
        found |= edge
    return found


def loners(whole: NetworkMap) -> list[Spot]:
    """Providers that no tie of cooperation joins to anybody, by name."""
    tied = {end for link in whole.links if link.kind != OFFER for end in (link.first, link.second)}
    found = (spot for spot in whole.spots if spot.kind in PROVIDERS and spot.id not in tied)
    return sorted(found, key=lambda spot: (spot.name, spot.id))
