"""Measures of the public network: on whom it hangs, and which parts of it hold together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, ClassVar, Final

import networkx as nx

from resnet.errors import BadInputError

NETWORKX, RUSTWORKX, IGRAPH = "networkx", "rustworkx", "igraph"
# The fastest first; networkx is always there.
_ENGINES: Final = (IGRAPH, RUSTWORKX, NETWORKX)
# Communities are found by trying in a drawn order: the same one every time.
_SEED: Final = 1
_Lines = list[tuple[int, int]]


class UnknownEngineError(BadInputError):
    """A library to measure with is not installed, or is none that can measure."""

    code: ClassVar[str] = "unknown-engine"

    def __init__(self, name: str) -> None:
        self.name, self.known = name, ", ".join(engines())
        super().__init__(f"{name!r} cannot measure here: choose one of {self.known}, or install it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Of each node, by id.

    ``betweenness``: the share of shortest ways between two others that lead through it, 0..1, ways counted in
    ties. ``articulations``: those without whom a part would be cut off. ``cores``: the largest k so that the
    node is in a part where everybody is tied to k others. ``communities``: the largest first, each sorted.
    """

    engine: str
    betweenness: Mapping[str, float]
    articulations: frozenset[str]
    cores: Mapping[str, int]
    communities: tuple[tuple[str, ...], ...]


def engines() -> tuple[str, ...]:
    """The libraries installed that can measure, the fastest first."""
    return tuple(name for name in _ENGINES if find_spec(name) is not None)


def measure_network(graph: nx.Graph[str], engine: str | None = None) -> Measures:
    """All measures of an undirected graph, by the fastest library installed unless one is named.

    Every library gives the same numbers; communities are networkx's always, since they depend on the order of
    trying (Louvain's method).

    Raises:
        UnknownEngineError: If the named library is not installed.
    """
    chosen = engine or engines()[0]
    if chosen not in engines():
        raise UnknownEngineError(chosen)
    nodes = sorted(graph.nodes)
    number = {node: place for place, node in enumerate(nodes)}
    lines = sorted(
        (min(number[one], number[other]), max(number[one], number[other])) for one, other in graph.edges
    )
    between, cut, cores = _BY[chosen](len(nodes), lines)
    return Measures(
        engine=chosen,
        betweenness={node: float(between[place]) for node, place in number.items()},
        articulations=frozenset(nodes[place] for place in cut),
        cores={node: int(cores[place]) for node, place in number.items()},
        communities=_communities(nodes, lines),
    )


def _communities(nodes: list[str], lines: _Lines) -> tuple[tuple[str, ...], ...]:
    if not lines:
        return tuple((node,) for node in nodes)
    found = nx.community.louvain_communities(_plain(len(nodes), lines), seed=_SEED)
    named = (tuple(sorted(nodes[place] for place in part)) for part in found)
    return tuple(sorted(named, key=lambda part: (-len(part), part)))


def _plain(count: int, lines: _Lines) -> nx.Graph[int]:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(lines)
    return graph


def _by_networkx(count: int, lines: _Lines) -> tuple[Any, Any, Any]:
    graph = _plain(count, lines)
    return nx.betweenness_centrality(graph), nx.articulation_points(graph), nx.core_number(graph)


def _by_rustworkx(count: int, lines: _Lines) -> tuple[Any, Any, Any]:
    library = import_module(RUSTWORKX)
    graph = library.PyGraph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from_no_data(lines)
    between = library.graph_betweenness_centrality(graph, normalized=True)
    return between, library.articulation_points(graph), library.core_number(graph)


def _by_igraph(count: int, lines: _Lines) -> tuple[Any, Any, Any]:
    graph = import_module(IGRAPH).Graph(n=count, edges=lines)
    pairs = (count - 1) * (count - 2) / 2
    between = [each / pairs if pairs else 0.0 for each in graph.betweenness()]
    return between, graph.articulation_points(), graph.coreness()


_BY: Final[Mapping[str, Callable[[int, _Lines], tuple[Any, Any, Any]]]] = {
    NETWORKX: _by_networkx,
    RUSTWORKX: _by_rustworkx,
    IGRAPH: _by_igraph,
}
