"""The public network as a networkx graph, at the costs that matching counts: for those who study it."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import networkx as nx

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.matching.policy import Policy, load_policy
from resnet.matching.ties import Tie, ties_at

# What can be an end of a tie.
_KINDS = ("agency", "group", "person")


def public_network(
    network: Network, at: datetime | None = None, policy: Policy | None = None
) -> nx.MultiDiGraph[str]:
    """Who can call whom at an instant (the network's own when not given), and at which cost.

    Nodes are agencies, groups and workers, with ``kind``, ``name`` and ``type``. An edge is a tie with
    ``kind`` (vocabulary ``tie_kinds``; ``acts-for`` joins a worker to the own agency and costs nothing),
    ``cost`` (what it costs a path under the policy, whole), ``count`` (how many ties it counts for) and
    ``via`` (agreement or team by name, ``""`` without). Agreements that ended are not in it. Nothing personal
    is, and no protected place: it may be shown to anybody.

    The costs are those of the matcher, of every kind: ``nx.dijkstra_path_length(graph, a, b, "cost")`` is
    what the cheapest way costs before the hand-over, where consent covers everybody on it and it has no more
    ties than the policy follows.
    """
    policy = policy or load_policy()
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(policy=policy.name)
    for kind in _KINDS:
        for node_id in network.ids_of(kind):
            said = {name: network.text(node_id, name) for name in ("name", "type")}
            graph.add_node(str(node_id), kind=kind, **said)
    ties = ties_at(network, at or network.made_at, policy)
    for listed in ties.starting.values():
        for tie in listed:
            if not tie.renews:
                graph.add_edge(str(tie.start), str(tie.end), **_said(tie, network))
    return graph


def _said(tie: Tie, network: Network) -> dict[str, str | int]:
    name = network.text(tie.via, "name") if tie.via and tie.via in network else ""
    return {"kind": tie.kind, "cost": tie.cost, "count": tie.count, "via": name}


def between_providers(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """The same seen from agencies and groups: who of them can call whom, whoever of their workers does it.

    An undirected graph; ``cost`` is that of the cheapest tie between the two or their workers.
    """
    found: nx.Graph[str] = nx.Graph()
    homes = {
        node: sorted(end for _, end, tie in graph.out_edges(node, data=True) if tie["kind"] == "acts-for")
        for node, said in graph.nodes(data=True)
        if said["kind"] == "person"
    }
    for node, said in graph.nodes(data=True):
        if node not in homes:
            found.add_node(node, **said)
    for start, end, said in graph.edges(data=True):
        for one in homes.get(start, [start]):
            for other in homes.get(end, [end]):
                if one != other:
                    known = found.get_edge_data(one, other, default={"cost": said["cost"]})["cost"]
                    found.add_edge(one, other, cost=min(known, said["cost"]))
    return found


def name_of(graph: nx.Graph[str], node: str) -> str:
    """What a node is called, its id where nobody says."""
    return str(graph.nodes[node].get("name") or NodeId(node))


def as_graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    """The graph as a GraphML file, which other programs read."""
    written = BytesIO()
    nx.write_graphml(graph, written)
    return written.getvalue()
