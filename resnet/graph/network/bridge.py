"""The one bridge to networkx and whatever reads its graphs."""

from __future__ import annotations

from collections.abc import Collection

import networkx as nx

from resnet.graph.network.public import EDGE_KINDS
from resnet.graph.network.snapshot import Network


def to_networkx(network: Network, kinds: Collection[str] = EDGE_KINDS) -> nx.MultiDiGraph[str]:
    """The network with the edges of these kinds; fields, ``kind``, ``since``, ``until`` as attributes.

    An edge's key is its id. Every node is there, also one without edges. Past success is an undirected fact:
    ask ``network.past_successes()``.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node_id in network.ids:
        node = network.node(node_id)
        graph.add_node(node_id, **{**node.fields, "kind": node.kind})
    for kind in kinds:
        for edge in network.edges_of(kind):
            said = {**edge.fields, "kind": kind, "since": edge.since, "until": edge.until}
            graph.add_edge(edge.start, edge.end, key=edge.id, **said)
    return graph
