"""Measures of the network in words."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from resnet.gaps.network_measures import Measures
from resnet.gaps.public_network import name_of
from resnet.messages import Messages


def say_measures(graph: nx.Graph[str], found: Measures, limit: int, say: Messages) -> Iterator[str]:
    """On whom the network hangs and which parts hold together, at most ``limit`` lines a list."""
    yield say.text("measure-says", providers=graph.number_of_nodes(), ties=graph.number_of_edges())
    yield say.text("measure-bridges")
    for node in sorted(found.betweenness, key=lambda each: (-found.betweenness[each], each))[:limit]:
        share = round(100 * found.betweenness[node], 1)
        cut = say.text("measure-cuts") if node in found.articulations else ""
        yield "  " + say.text(
            "measure-bridge", name=name_of(graph, node), share=share, core=found.cores[node], cut=cut
        )
    parts = [each for each in found.communities if len(each) > 1]
    alone = sum(1 for each in found.communities if len(each) == 1)
    yield say.text("measure-parts", count=len(parts), alone=alone)
    for part in parts[:limit]:
        best = sorted(part, key=lambda each: (-found.betweenness[each], each))[:3]
        yield "  " + say.text(
            "measure-part", count=len(part), names=", ".join(name_of(graph, node) for node in best)
        )
