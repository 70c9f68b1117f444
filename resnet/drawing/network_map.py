"""The public network as a map: providers, what ties them, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import combinations
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from resnet.graph.elements import Edge, NodeId
from resnet.graph.network.snapshot import Network, is_valid

PROVIDERS: Final = ("agency", "group")
# Any number does; the same one gives the same map every day, so that people find their way again.
_SEED: Final = 2026
# Room for one name, in pixels.
_ROOM: Final = 170.0
_LETTER: Final = 14.0
_LINE: Final = 62.0
_ROUNDS: Final = 200
# Above it names are read by pointing at them, and pushing them apart would take too long.
_MOST_MOVED: Final = 400
Spots = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spot:
    """A provider on the map: ``x`` and ``y`` in pixels around the middle, ``type`` of agency or group.

    ``sector`` is what was said of this very provider, ``""`` where only its type may tell.
    """

    id: NodeId
    kind: str
    name: str
    type: str
    sector: str
    x: float
    y: float
    link_count: int


@dataclass(frozen=True, slots=True)
class Link:
    """Two providers and what ties them: ``agreement``, ``team`` or ``contact``, by its name.

    ``until`` is when it ended or will end.
    """

    kind: str
    first: NodeId
    second: NodeId
    name: str
    until: datetime | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class NetworkMap:
    """Providers that have ties, the ties, and those without any, by name."""

    spots: tuple[Spot, ...]
    links: tuple[Link, ...]
    loners: tuple[NodeId, ...]


@lru_cache(maxsize=2)
def map_network(network: Network) -> NetworkMap:
    """The map of a network; equal networks give equal maps.

    Ties of people stand for their agencies: two agencies are tied when workers of theirs share a standing
    team or know each other. What ended is there too, marked, so that it can be renewed.
    """
    links = tuple(sorted(set(_links(network)), key=_order))
    tied = {end for link in links for end in (link.first, link.second)}
    counts = {each: sum(1 for link in links if each in (link.first, link.second)) for each in tied}
    ordered = sorted(tied)
    places = _places(ordered, links, [_LETTER * (len(network.text(each, "name")) + 1) for each in ordered])
    providers = sorted(
        (each for kind in PROVIDERS for each in network.ids_of(kind)),
        key=lambda each: (network.text(each, "name"), each),
    )
    return NetworkMap(
        spots=tuple(
            Spot(
                id=each,
                kind=network.kind_of(each),
                name=network.text(each, "name"),
                type=network.text(each, "type"),
                sector=network.text(each, "sector"),
                x=places[each][0],
                y=places[each][1],
                link_count=counts[each],
            )
            for each in providers
            if each in tied
        ),
        links=links,
        loners=tuple(each for each in providers if each not in tied),
    )


def _order(link: Link) -> tuple[str, str, str, str, str]:
    return (link.first, link.second, link.kind, link.name, str(link.until))


def _links(network: Network) -> Iterator[Link]:
    employers = _employers(network)
    for agreement in network.ids_of("agreement"):
        parties = network.edges_in(agreement, "party_to")
        yield from _pairs(network, "agreement", agreement, [(edge.start, edge) for edge in parties])
    for team in network.ids_of("team"):
        members = network.edges_in(team, "member_of")
        ends = [(agency, edge) for edge in members for agency in employers.get(edge.start, (edge.start,))]
        yield from _pairs(network, "team", team, ends)
    for edge in network.edges_of("knows"):
        for one in employers.get(edge.start, ()):
            for other in employers.get(edge.end, ()):
                names = " – ".join(network.text(each, "name") for each in (edge.start, edge.end))
                yield from _link(network, ("contact", names), (one, other), [edge.until])


def _employers(network: Network) -> dict[NodeId, tuple[NodeId, ...]]:
    found: dict[NodeId, list[NodeId]] = {}
    for edge in network.edges_of("works_for"):
        if is_valid(edge, network.made_at):
            found.setdefault(edge.start, []).append(edge.end)
    return {person: tuple(agencies) for person, agencies in found.items()}


def _pairs(network: Network, kind: str, middle: NodeId, ends: list[tuple[NodeId, Edge]]) -> Iterator[Link]:
    node = network.node(middle)
    for (one, first), (other, second) in combinations(ends, 2):
        limits = [node.until, first.until, second.until]
        yield from _link(network, (kind, node.text("name")), (one, other), limits)


def _link(
    network: Network, said: tuple[str, str], ends: tuple[NodeId, NodeId], limits: Iterable[datetime | None]
) -> Iterator[Link]:
    first, second = sorted(ends)
    kinds = {network.kind_of(each) for each in ends if each in network}
    if first == second or not kinds <= set(PROVIDERS):
        return
    known = [limit for limit in limits if limit is not None]
    until = min(known) if known else None
    yield Link(said[0], first, second, said[1], until, until is not None and until <= network.made_at)


def _places(
    tied: list[NodeId], links: Iterable[Link], widths: list[float]
) -> dict[NodeId, tuple[float, float]]:
    graph: nx.Graph[NodeId] = nx.Graph()
    graph.add_nodes_from(tied)
    graph.add_edges_from((link.first, link.second) for link in links)
    # More room than the default: names are long.
    spread = 3.0 / max(1.0, len(tied) ** 0.5)
    side = _ROOM * max(1.0, len(tied) ** 0.5)
    found = nx.spring_layout(graph, k=spread, iterations=120, seed=_SEED)
    # Wider than high, as screens are.
    spots = np.array([found[each] for each in tied], dtype=float).reshape(-1, 2) * (side, side / 1.5)
    placed = _apart(spots, np.array(widths, dtype=float))
    return {each: (round(float(x), 1), round(float(y), 1)) for each, (x, y) in zip(tied, placed, strict=True)}


def _apart(spots: Spots, widths: Spots) -> Spots:
    """The spots, moved a little until no name covers another, as far as that comes about in some rounds."""
    later = np.sign(np.arange(len(spots))[None, :] - np.arange(len(spots))[:, None])[..., None]
    for _ in range(_ROUNDS if len(spots) <= _MOST_MOVED else 0):
        gap = spots[None, :, :] - spots[:, None, :]
        room = np.stack([(widths[None, :] + widths[:, None]) / 2, np.full(gap.shape[:2], _LINE)], axis=-1)
        over = room - np.abs(gap)
        np.einsum("iij->ij", over)[:] = -1.0
        covers = np.all(over > 0, axis=-1, keepdims=True)
        if not np.any(covers):
            break
        # Along the axis that needs less; of two at the very same spot the later one gives way.
        is_least = over == over.min(axis=-1, keepdims=True)
        push = np.where(covers & is_least, over / 2, 0.0) * np.where(gap == 0, later, np.sign(gap))
        spots = spots + push.sum(axis=0) / 2
    return spots
