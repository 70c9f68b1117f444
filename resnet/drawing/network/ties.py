"""The map as a list: each spot with what ties it to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from resnet.drawing.network.model import Link, NetworkMap, Spot
from resnet.drawing.network.say import say_link, say_spot
from resnet.graph.elements import NodeId


@dataclass(frozen=True, slots=True)
class Tied:
    """One tie of a spot in words, and whom it joins it to; ``state`` as the tie's."""

    words: str
    id: NodeId
    name: str
    kind: str
    state: str


def ties_of(shown: NetworkMap, ids: Collection[NodeId], language: str) -> dict[NodeId, tuple[Tied, ...]]:
    """For each of these spots all its ties on the map, the other ends by name."""
    wanted = set(ids)
    links: dict[NodeId, list[Link]] = defaultdict(list)
    for link in shown.links:
        for end in (link.first, link.second):
            if end in wanted:
                links[end].append(link)
    near = {link.other(end) for end, of in links.items() for link in of}
    spots = {spot.id: spot for spot in shown.spots if spot.id in near}
    return {each: _told(each, links.get(each, []), spots, language) for each in ids}


def _told(of: NodeId, links: list[Link], spots: dict[NodeId, Spot], language: str) -> tuple[Tied, ...]:
    told = [
        Tied(say_link(link, language), other, say_spot(spots[other], language), spots[other].kind, link.state)
        for link in links
        for other in [link.other(of)]
    ]
    return tuple(sorted(told, key=lambda tie: (tie.name, tie.id, tie.words)))
