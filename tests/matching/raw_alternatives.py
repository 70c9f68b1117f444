"""Alternatives by networkx over the raw graph, without any of the matcher's code."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from resnet.graph.elements import Node
from tests.matching.raw import policy
from tests.matching.raw_paths import Hop, Way, Ways
from tests.matching.raw_rules import Expected

# Larger than the cost of any path: paths come with the fewest ties first, so that one can stop at four.
TIE = 1_000_000


def alternatives(expected: Expected, service: Node) -> list[Way]:
    """The ways of today through different people that should be shown, in the order of showing."""
    ways = expected.ways
    assert ways is not None
    found: list[Way] = []
    for provider in expected.providers(service):
        if ways.has_case(provider):
            price = policy()["ties"]["same-agency"]
            found.append(Way(0, price, 1, expected.inside(provider), (), ()))
        else:
            found += simple_ways(ways, provider)
    found.sort(key=lambda way: way.order)
    ordered = found[:1] + sorted(found[1:], key=lambda way: (is_cold(ways, way), way.order))
    shown: list[Way] = []
    for way in ordered:
        others = [people(ways, better) for better in shown]
        if len(shown) < policy()["paths_shown"] and not any(each <= people(ways, way) for each in others):
            shown.append(way)
    return sorted(shown, key=lambda way: (is_cold(ways, way), way.order))


def is_cold(ways: Ways, way: Way) -> bool:
    return ways.raw.nodes[way.nodes[-1]].kind != "person"


def people(ways: Ways, way: Way) -> set[str]:
    """Persons on the way, and agencies where nobody of them is on it; not those who have the case."""
    found = set()
    for node in way.nodes:
        staff = set(ways.raw.starts("works_for", node))
        if not ways.has_case(node) and not staff & set(way.nodes):
            found.add(node)
    return found or {way.nodes[-1]}


def simple_ways(ways: Ways, provider: str) -> Iterator[Way]:
    inside = {provider, *ways.raw.starts("works_for", provider)}
    graph: nx.DiGraph[object] = nx.DiGraph()
    starts = [*ways.managers, *ways.leads]
    graph.add_nodes_from(["from", "to"])
    for start in starts:
        if start not in inside:
            graph.add_edge("from", start, weight=0)
    for hop in ways.hops:
        if (
            hop.has_expired
            or not (ways.has_case(hop.start) or ways.may_know(hop.start))
            or hop.start in inside
            # Who has the case calls themselves.
            or (ways.has_case(hop.end) and not ways.has_case(hop.start))
        ):
            continue
        graph.add_edge(hop.start, hop, weight=hop.cost + (TIE if hop.is_counted else 0))
        graph.add_edge(hop, "to" if hop.end in inside else hop.end, weight=0)
    if not nx.has_path(graph, "from", "to"):
        return
    for path in nx.shortest_simple_paths(graph, "from", "to", weight="weight"):
        hops = tuple(each for each in path if isinstance(each, Hop))
        ties = sum(1 for hop in hops if hop.is_counted)
        if ties > policy()["ties"]["most"]:
            return
        nodes = (hops[0].start, *(hop.end for hop in hops))
        yield ways.handed_over(Way(0, sum(hop.cost for hop in hops), ties, nodes, hops, ()), provider)
