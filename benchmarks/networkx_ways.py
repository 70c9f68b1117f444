"""What one would write with networkx for other ways: simple paths in their order, until they are too long.

The same answers as ``resnet.matching.alternatives``. A tie is a node between its ends, so that parallel ties
stay apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import networkx as nx

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.matching.facts import Circle
from resnet.matching.policy import Policy
from resnet.matching.ties import Tie, ties_at
from resnet.matching.told import Told

# More than any path costs: paths come with the fewest ties first, and one can stop at the first too long.
_TIE = 1_000_000
_FROM, _TO = "from", "to"
# Price, number of ties, nodes: the order of ways.
Way = tuple[int, int, tuple[NodeId, ...]]


class NetworkxWays:
    """Ways over the ties of one network at one instant."""

    def __init__(self, network: Network, policy: Policy, at: datetime) -> None:
        self.policy, self.ties = policy, ties_at(network, at, policy)
        self.graph: nx.DiGraph[object] = nx.DiGraph()
        for tie in (tie for listed in self.ties.starting.values() for tie in listed if not tie.renews):
            nx.add_path(self.graph, (tie.start, tie, tie.end))

    def ways(self, circle: Circle, providers: Sequence[NodeId], *, most: int) -> list[tuple[NodeId, ...]]:
        """The nodes of each way that would be shown, in the order of showing."""
        told = Told(circle, self.ties)
        found = sorted({way for each in providers for way in self._to(told, each)})
        ordered = found[:1] + sorted(found[1:], key=self._shown_by)
        shown: list[Way] = []
        for way in ordered:
            people = self._people(told, way)
            if len(shown) < most and not any(self._people(told, each) <= people for each in shown):
                shown.append(way)
        return [way[2] for way in sorted(shown, key=self._shown_by)]

    def _shown_by(self, way: Way) -> tuple[bool, Way]:
        return way[2][-1] not in self.ties.persons, way

    def _people(self, told: Told, way: Way) -> set[NodeId]:
        nodes = set(way[2])
        found = {
            node
            for node in nodes
            if not told.has_case(node) and nodes.isdisjoint(self.ties.staff_of.get(node, ()))
        }
        return found or {way[2][-1]}

    def _to(self, told: Told, provider: NodeId) -> Iterator[Way]:
        ties, costs = self.ties, self.policy.ties
        if told.has_case(provider):
            yield self._inside(told, provider)
            return
        for path in self._simple_paths(told, {provider, *ties.staff_of.get(provider, ())}):
            gone = [each for each in path if isinstance(each, Tie)]
            count, cost = sum(tie.count for tie in gone), sum(tie.cost for tie in gone)
            if count > costs.most:
                return
            nodes = (gone[0].start, *(tie.end for tie in gone))
            contacts = () if nodes[-1] != provider else ties.contacts(provider, gone[-1].via)
            if nodes[-1] in ties.persons or nodes[-1] != provider:
                yield cost, count, nodes
            elif contacts and count < costs.most:
                yield cost + costs.cost["named-contact"], count + 1, (*nodes, contacts[0])
            else:
                yield cost + costs.cold_extra, count, nodes

    def _inside(self, told: Told, provider: NodeId) -> Way:
        """To whoever has the case there is one way, at the price of a tie."""
        staff = self.ties.staff_of.get(provider, ())
        start = next((each for each in told.circle.managers if each == provider or each in staff), provider)
        others = [each for each in self.ties.contacts_of.get(provider, ()) if each != start]
        end = others[0] if others else provider
        return self.policy.ties.cost["same-agency"], 1, (start,) if start == end else (start, end)

    def _simple_paths(self, told: Told, inside: set[NodeId]) -> Iterator[list[object]]:
        graph, tells = self.graph, dict[object, bool]()

        def cost(one: object, other: object, _edge: object) -> int | None:
            if isinstance(one, Tie) or one == _FROM:
                return 0
            if one in inside:
                return 0 if other == _TO else None
            if one not in tells:
                tells[one] = told.may_be_told(NodeId(str(one)))
            if not isinstance(other, Tie) or not tells[one]:
                return None
            if told.has_case(other.end) and not told.has_case(other.start):
                return None
            return other.cost + _TIE * other.count

        graph.add_edges_from((_FROM, start) for start in told.starts if start not in inside)
        graph.add_edges_from((each, _TO) for each in inside)
        try:
            yield from nx.shortest_simple_paths(graph, _FROM, _TO, weight=cost)
        except nx.NetworkXNoPath:
            return
        finally:
            graph.remove_nodes_from([_FROM, _TO])
