"""Ties on which the network hangs: if such a one ends, two groups have no way to each other any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

import networkx as nx

from resnet.drawing.network.model import OFFER, Link, State
from resnet.graph.elements import NodeId
from resnet.ontology.authored import BadAuthoredError, read_toml
from resnet.shipped import shipped

Pair = tuple[NodeId, NodeId]


@cache
def least_parted() -> int:
    """How many must stand on either side before a tie is said to hold two groups together."""
    return read_toml(shipped("policies/network.toml"), BadAuthoredError).table("map").whole("least_parted")


def with_parted(links: Iterable[Link]) -> tuple[Link, ...]:
    """The ties, each with how many its end would cut off from the rest.

    Only ties of cooperation that hold join anybody; where two have several, the end of one parts nobody.
    """
    told = tuple(links)
    parted = dict(_parted(link for link in told if link.kind != OFFER and link.state is not State.ENDED))
    return tuple(
        replace(link, parts=parted[link.first, link.second])
        if (link.first, link.second) in parted and link.kind != OFFER and link.state is not State.ENDED
        else link
        for link in told
    )


def _parted(links: Iterable[Link]) -> Iterator[tuple[Pair, int]]:
    pairs: dict[Pair, int] = {}
    for link in links:
        pairs[link.first, link.second] = pairs.get((link.first, link.second), 0) + 1
    whole: nx.Graph[NodeId] = nx.Graph(list(pairs))
    cuts = {_in_order(*cut) for cut in nx.bridges(whole)}
    if not cuts:
        return
    whole.remove_edges_from(cuts)
    blocks = enumerate(nx.connected_components(whole))
    block = {each: number for number, members in blocks for each in members}
    weight: dict[int, int] = {}
    for number in block.values():
        weight[number] = weight.get(number, 0) + 1
    tree: nx.Graph[int] = nx.Graph([(block[one], block[other]) for one, other in cuts])
    smaller = dict(_smaller_sides(tree, weight))
    for one, other in sorted(cuts):
        side = smaller[frozenset((block[one], block[other]))]
        if pairs[one, other] == 1 and side >= least_parted():
            yield (one, other), side


def _in_order(one: str, other: str) -> Pair:
    return NodeId(min(one, other)), NodeId(max(one, other))


def _smaller_sides(tree: nx.Graph[int], weight: dict[int, int]) -> Iterator[tuple[frozenset[int], int]]:
    """Of every two blocks that a cut joins, how many stand on its smaller side."""
    for members in nx.connected_components(tree):
        root = min(members)
        total = sum(weight[each] for each in members)
        sums = {each: weight[each] for each in members}
        above = dict(nx.bfs_predecessors(tree, root))
        for each in reversed([root, *above]):
            if each in above:
                sums[above[each]] += sums[each]
                yield frozenset((each, above[each])), min(sums[each], total - sums[each])
