"""The same as ``benchmarks.networkx_matcher``, with rows of Dijkstra by igraph.

It is no dependency: without it the race is left out.
"""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np

from benchmarks.district import District
from benchmarks.networkx_matcher import NetworkxMatcher, Step
from resnet.graph.elements import NodeId
from resnet.matching.facts import Circle
from resnet.matching.told import Told


def is_there() -> bool:
    """Whether igraph is installed beside us."""
    return find_spec("igraph") is not None


class IgraphMatcher(NetworkxMatcher):
    """Top matches by walking over the services of the kind."""

    def __init__(self, district: District) -> None:
        import igraph

        super().__init__(district)
        self._steps: list[Step] = list(self.graph)
        self._number = {step: number for number, step in enumerate(self._steps)}
        edges = [(self._number[one], self._number[other]) for one, other in self.graph.edges]
        self._whole = igraph.Graph(len(self._steps), edges, directed=True)
        self._cost = np.array([edge["cost"] for _, _, edge in self.graph.edges(data=True)], dtype=np.float64)
        self._members: dict[NodeId, list[NodeId]] = {}
        for member, teams in self.ties.teams_of.items():
            for team in teams:
                self._members.setdefault(team, []).append(member)
        self._of_node: dict[NodeId, list[int]] = {}
        for number, (one, _) in enumerate(self.graph.edges):
            self._of_node.setdefault(one[0], []).append(number)

    def row(self, circle: Circle) -> dict[Step, int]:
        """The cheapest way from the circle to everybody, telling only who may be told."""
        if circle not in self.rows:
            told = self.told[circle] = Told(circle, self.ties)
            # An edge of infinite weight is not gone.
            weights = np.full(len(self._cost), np.inf)
            for node in self._tellers(told):
                weights[self._of_node.get(node, [])] = self._cost[self._of_node.get(node, [])]
            starts = [self._number[start, 0] for start in told.starts if (start, 0) in self._number]
            found = np.array(self._whole.distances(starts, weights=weights)).min(axis=0, initial=np.inf)
            reached = np.flatnonzero(np.isfinite(found)).tolist()
            self.rows[circle] = {self._steps[number]: int(found[number]) for number in reached}
        return self.rows[circle]

    def _tellers(self, told: Told) -> set[NodeId]:
        """Whoever may be told: found from whom the consents name, not by asking everybody."""
        named = {each for each, _ in told.circle.consents} | told.own | set(told.circle.managers)
        named |= {member for team in named for member in self._members.get(team, ())}
        staff = {each for agency in named for each in self.ties.staff_of.get(agency, ())}
        return {each for each in named | staff if told.may_be_told(each)}
