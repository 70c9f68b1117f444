"""Who belongs in a genogram: everyone whom visible edges join to the client, by generation."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from functools import cached_property

from resnet.casework.person_facts import birth_year_of
from resnet.drawing.genogram.branches import ALL_BRANCHES, Branch, Branches
from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node, holds_at
from resnet.graph.store import GraphView
from resnet.ontology.words import KOREA

_KIN = ("parent_of", "partner_of")
# Above it a genogram cannot be read, and its best order may not be proven: nearest kin stay.
MOST_PEOPLE = 120


class Kin:
    """Kin by birth, adoption and partnership, co-residents who are no kin, and whom they feel about.

    ``generation`` counts downwards from the client's 0, None for who is no kin. ``edges`` are those of
    kinship, ``feelings`` the emotional ones, ``twins`` join who was born together.

    Who is kin, and what holds, is that of the moment ``at``: of now unless an earlier one is given, whose
    Korean day is ``past_day`` then. ``view`` is of every moment.
    """

    def __init__(self, view: GraphView, client: NodeId, at: datetime | None = None) -> None:
        self._view = view
        self.at = at or view.now
        self.past_day = self.at.astimezone(KOREA).date() if self.at < view.now else None
        self.people: dict[NodeId, Node] = {client: get_node(view, client, "person")}
        self.generation: dict[NodeId, int | None] = {client: 0}
        self.edges: dict[str, Edge] = {}
        self._grow([client])
        self.household = self._household(client)
        self._add_strangers(self.household)
        self.twins = list(edges_out(view, sorted(self.people), "twin_of"))
        self.feelings = [
            edge for edge in edges_out(view, sorted(self.people), "feels_about") if holds_at(edge, self.at)
        ]

    def within(self, generations: int, branches: AbstractSet[Branch] = ALL_BRANCHES) -> frozenset[NodeId]:
        """The people of that many generations in a row, the client's among them, that hold most people.

        Widened so that nobody near is left out: who lives with the client, the client's children and their
        other parents, and those with whom the client has an emotional relation.
        Of these generations only who is of one of ``branches``, and parents and siblings of the client.
        At most ``MOST_PEOPLE``, the nearest.
        """
        client = next(iter(self.people))
        tree = self.branches
        felt = {edge.other(client) for edge in self.feelings if client in {edge.start, edge.end}}
        children = self._children_of(client)
        near = (self.household | children | self._parents_of(children) | felt) & self.people.keys()
        close = [rank for each in near if (rank := self.generation[each]) is not None] or [0]
        ranks = [rank for rank in self.generation.values() if rank is not None]

        def worth(first: int) -> tuple[bool, int, int]:
            last = first + generations - 1
            holds_near = first <= min(close) and max(close) <= last
            return holds_near, sum(first <= rank <= last for rank in ranks), first

        best = max(range(1 - generations, 1), key=worth)
        first, last = min([best, *close]), max([best + generations - 1, *close])
        in_range = {each for each, rank in self.generation.items() if rank is None or first <= rank <= last}
        in_range = {each for each in in_range if each in tree.own or tree.of.get(each) in branches}
        return frozenset(self._joined(client, near, in_range)[:MOST_PEOPLE])

    @cached_property
    def branches(self) -> Branches:
        """Of which branch everybody is."""
        return Branches(next(iter(self.people)), self.people, self.edges.values())

    def _joined(
        self, client: NodeId, near: AbstractSet[NodeId], in_range: AbstractSet[NodeId]
    ) -> list[NodeId]:
        """Who is joined to the client or somebody near without leaving the range, the nearest first.

        Cousins of whom nobody in between is drawn would stand there without a line to anybody.
        """
        beside: dict[NodeId, list[NodeId]] = {}
        for edge in self.edges.values():
            beside.setdefault(edge.start, []).append(edge.end)
            beside.setdefault(edge.end, []).append(edge.start)
        found = [client, *sorted(near - {client})]
        seen = set(found)
        ring = found
        while ring:
            others = {other for each in ring for other in beside.get(each, ()) if other in in_range}
            ring = sorted(others - seen)
            seen.update(ring)
            found = [*found, *ring]
        return found

    def other_households(self, kept: frozenset[NodeId]) -> tuple[frozenset[NodeId], ...]:
        """Who of ``kept`` lives together now, elsewhere than the client; nothing is said of one alone."""
        homes: dict[NodeId, set[NodeId]] = {}
        for edge in edges_out(self._view, sorted(kept), "lives_in"):
            if holds_at(edge, self.at):
                homes.setdefault(edge.end, set()).add(edge.start)
        together = (frozenset(members) for members in homes.values() if not members <= self.household)
        return tuple(sorted((each for each in together if len(each) > 1), key=sorted))

    def _children_of(self, parent: NodeId) -> frozenset[NodeId]:
        kin = self.edges.values()
        return frozenset(edge.end for edge in kin if edge.kind == "parent_of" and edge.start == parent)

    def _parents_of(self, children: frozenset[NodeId]) -> frozenset[NodeId]:
        kin = self.edges.values()
        return frozenset(edge.start for edge in kin if edge.kind == "parent_of" and edge.end in children)

    def _grow(self, front: list[NodeId]) -> None:
        while front:
            found = self._view.edges(front, _KIN)
            edges = [edge for edge in found if edge.since is None or edge.since <= self.at]
            self.edges |= {edge.id: edge for edge in edges}
            nodes = self._born({end for edge in edges for end in (edge.start, edge.end)})
            front = [other for edge in edges for other in self._met(edge, nodes)]

    def _met(self, edge: Edge, nodes: dict[NodeId, Node]) -> Iterable[NodeId]:
        down = 1 if edge.kind == "parent_of" else 0
        for known, other, by in ((edge.start, edge.end, down), (edge.end, edge.start, -down)):
            if known in self.people and other in nodes and other not in self.people:
                rank = self.generation[known]
                self.generation[other] = None if rank is None else rank + by
                self.people[other] = nodes[other]
                yield other

    def _add_strangers(self, ids: Iterable[NodeId]) -> None:
        nodes = self._born(set(ids) - self.people.keys())
        for each, node in nodes.items():
            self.people[each], self.generation[each] = node, None
        self._grow(list(nodes))

    def _born(self, ids: AbstractSet[NodeId]) -> dict[NodeId, Node]:
        """Who may be seen of them and, for all that is known, was born by then."""
        nodes = self._view.nodes(sorted(ids))
        day = self.past_day
        return {each: node for each, node in nodes.items() if day is None or _is_born(node, day)}

    def _household(self, client: NodeId) -> frozenset[NodeId]:
        homes = [edge.end for edge in edges_out(self._view, [client], "lives_in") if holds_at(edge, self.at)]
        there = edges_in(self._view, homes, "lives_in")
        return frozenset(edge.start for edge in there if holds_at(edge, self.at))


def _is_born(node: Node, day: date) -> bool:
    born, year = node.get("born_on"), birth_year_of(node)
    if isinstance(born, date):
        return born <= day
    return year is None or year <= day.year
