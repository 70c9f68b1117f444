"""Branches of a family: through whom the client is joined to everybody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from resnet.graph.elements import Edge, Node, NodeId


class Branch(StrEnum):
    """Through whom somebody is joined to the client; ``PARENTAL`` is a parent of whom no sex is recorded."""

    PATERNAL = "paternal"
    MATERNAL = "maternal"
    PARENTAL = "parental"
    SIBLINGS = "siblings"
    PARTNERS = "partners"
    DESCENDANTS = "descendants"
    OTHERS = "others"


ALL_BRANCHES: Final = frozenset(Branch)
_BEYOND: Final = frozenset({Branch.PARTNERS, Branch.DESCENDANTS})
_BY_SEX: Final = {"male": Branch.PATERNAL, "female": Branch.MATERNAL}


class Branches:
    """The branch of everybody but the client, the nearest way deciding; ``own`` are parents and siblings."""

    def __init__(self, client: NodeId, people: Mapping[NodeId, Node], edges: Iterable[Edge]) -> None:
        self._beside: dict[NodeId, list[NodeId]] = {}
        self._parents: dict[NodeId, list[NodeId]] = {}
        self._children: dict[NodeId, list[NodeId]] = {}
        self._client, self._people = client, people
        for edge in edges:
            self._beside.setdefault(edge.start, []).append(edge.end)
            self._beside.setdefault(edge.end, []).append(edge.start)
            if edge.kind == "parent_of":
                self._parents.setdefault(edge.end, []).append(edge.start)
                self._children.setdefault(edge.start, []).append(edge.end)
        near = self._near()
        self.own = frozenset(each for each, branch in near.items() if branch not in _BEYOND)
        self.of: dict[NodeId, Branch] = self._spread(near)

    def _near(self) -> dict[NodeId, Branch]:
        """Those whom one step, or a parent, joins to the client."""
        client = self._client
        near: dict[NodeId, Branch] = {}
        for parent in sorted(self._parents.get(client, ())):
            near[parent] = _BY_SEX.get(self._people[parent].text("sex"), Branch.PARENTAL)
        for child in sorted(self._children.get(client, ())):
            near.setdefault(child, Branch.DESCENDANTS)
        for parent in sorted(self._parents.get(client, ())):
            for sibling in sorted(self._children.get(parent, ())):
                near.setdefault(sibling, Branch.SIBLINGS)
        mates = {
            parent for child in self._children.get(client, ()) for parent in self._parents.get(child, ())
        }
        for partner in sorted(mates | set(self._beside.get(client, ()))):
            near.setdefault(partner, Branch.PARTNERS)
        near.pop(client, None)
        return near

    def _spread(self, near: Mapping[NodeId, Branch]) -> dict[NodeId, Branch]:
        found = dict(near)
        ring = list(near)
        while ring:
            further: list[NodeId] = []
            for known in ring:
                for other in sorted(self._beside.get(known, ())):
                    if other != self._client and other not in found:
                        found[other] = found[known]
                        further.append(other)
            ring = further
        rest = self._people.keys() - found.keys() - {self._client}
        return found | dict.fromkeys(rest, Branch.OTHERS)
