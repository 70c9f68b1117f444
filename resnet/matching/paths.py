"""The cheapest path of people who know each other, and how near the next best is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from heapq import heappop, heappush

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.matching.facts import Circle
from resnet.matching.policy import Policy
from resnet.matching.ties import Tie, Ties, team_ties, ties_at
from resnet.matching.told import Told

Key = tuple[int, int, int, tuple[NodeId, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Trail:
    """A way through the ties so far.

    ``change`` is how large the changes are that it needs (consents, renewals), 0 for one that can be gone
    today. ``is_covered`` says that its last node may be told, or is covered by a consent already counted.
    """

    change: int
    cost: int
    count: int
    nodes: tuple[NodeId, ...]
    ties: tuple[Tie, ...] = ()
    asks: tuple[NodeId, ...] = ()
    is_covered: bool = True

    @property
    def key(self) -> Key:
        """Fewest changes, then cheapest, then shortest, then by ids: no two trails are equal."""
        marks = tuple(f"{tie.kind} {tie.via or ''}" for tie in self.ties)
        return (self.change, self.cost, self.count, self.nodes, marks)

    @property
    def renews(self) -> tuple[NodeId, ...]:
        """The agreements that would have to be renewed."""
        return tuple(dict.fromkeys(tie.renews for tie in self.ties if tie.renews is not None))


@dataclass(frozen=True, slots=True)
class Path:
    """A trail that has arrived. ``person`` is who takes over, None for a cold hand-over."""

    provider: NodeId
    trail: Trail
    person: NodeId | None
    cost: int

    @property
    def key(self) -> tuple[int, int, int, tuple[NodeId, ...], tuple[str, ...]]:
        """The order of paths: as that of trails, with the cost of the hand-over."""
        change, _, count, nodes, marks = self.trail.key
        return (change, self.cost, count, nodes, marks)


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """Everything that one client's circle can reach, by the last node: the settled trails of Dijkstra."""

    told: Told
    policy: Policy
    settled: Mapping[NodeId, tuple[Trail, ...]]
    extra: Mapping[NodeId, tuple[Tie, ...]]

    @property
    def ties(self) -> Ties:
        """The ties that were searched."""
        return self.told.ties

    def paths_to(self, provider: NodeId) -> list[Path]:
        """For each last step to the provider the cheapest path with it, the best first.

        Paths that need changes are among them; ``trail.change`` tells. To the own agency there is one path,
        at the price of a tie: who has the case already must have no advantage.
        """
        if self.told.has_case(provider):
            return [self._own_path(provider)]
        inside = {provider, *self.ties.staff_of.get(provider, ())}
        best: dict[tuple[NodeId, NodeId, str, NodeId | None], Path] = {}
        for start, tie in self._arriving(inside):
            for trail in self.settled.get(start, ()):
                onward = extend(trail, tie, self.told, self.policy)
                if onward is None:
                    continue
                path = self._hand_over(onward, provider, tie)
                mark = (start, tie.end, tie.kind, tie.via)
                if mark not in best or path.key < best[mark].key:
                    best[mark] = path
        return sorted(best.values(), key=lambda path: path.key)

    def _arriving(self, inside: set[NodeId]) -> Iterator[tuple[NodeId, Tie]]:
        # Ties are symmetric but for those inside an agency, so who is tied to the inside is found from there.
        near = {tie.end for node in inside for tie in ties_from(self.ties, self.extra, node)} - inside
        for start in sorted(near):
            for tie in ties_from(self.ties, self.extra, start):
                if tie.end in inside:
                    yield start, tie

    def _hand_over(self, trail: Trail, provider: NodeId, tie: Tie) -> Path:
        if trail.nodes[-1] != provider:
            return Path(provider, trail, trail.nodes[-1], trail.cost)
        contacts = self.ties.contacts(provider, tie.via)
        if contacts and trail.count < self.policy.ties.most:
            cost = trail.cost + self.policy.ties.cost["named-contact"]
            contact = Tie(provider, contacts[0], "named-contact", self.policy.ties.cost["named-contact"])
            warm = Trail(
                trail.change,
                cost,
                trail.count + 1,
                (*trail.nodes, contact.end),
                (*trail.ties, contact),
                trail.asks,
            )
            return Path(provider, warm, contact.end, cost)
        is_person = provider in self.ties.persons
        return Path(
            provider,
            trail,
            provider if is_person else None,
            trail.cost + (0 if is_person else self.policy.ties.cold_extra),
        )

    def _own_path(self, provider: NodeId) -> Path:
        managers = self.told.circle.managers
        inside = [each for each in managers if provider in (each, *self.ties.agencies_of.get(each, ()))]
        start = inside[0] if inside else provider
        others = [each for each in self.ties.contacts_of.get(provider, ()) if each != start]
        cost = self.policy.ties.cost["same-agency"]
        end = others[0] if others else provider
        tie = Tie(start, end, "same-agency", cost)
        nodes = (start,) if start == end else (start, end)
        person = end if end in self.ties.persons else None
        return Path(provider, Trail(0, cost, 1, nodes, (tie,)), person, cost)


def extend(trail: Trail, tie: Tie, told: Told, policy: Policy) -> Trail | None:
    """The trail with one more tie; None when it would be too long or go in a circle.

    Going on from a node means telling it of the client: that needs consent, its own or a new one.
    """
    here = trail.nodes[-1]
    count = trail.count + tie.count
    if count > policy.ties.most or tie.end in trail.nodes:
        return None
    change, asks = trail.change, trail.asks
    if not trail.is_covered:
        change, asks = change + policy.changes["consent"], (*asks, told.asked_for(here))
    if tie.renews is not None:
        change += policy.changes["renew-agreement"]
    if change > policy.changes["new-agreement"]:
        return None
    is_same_asked = told.asked_for(here) == told.asked_for(tie.end) and not told.may_be_told(here)
    is_covered = told.may_be_told(tie.end) or is_same_asked
    return Trail(
        change, trail.cost + tie.cost, count, (*trail.nodes, tie.end), (*trail.ties, tie), asks, is_covered
    )


def ties_from(ties: Ties, extra: Mapping[NodeId, tuple[Tie, ...]], node: NodeId) -> Iterable[Tie]:
    """The ties that start at a node, those of the case's own teams included."""
    return (*ties.starting.get(node, ()), *extra.get(node, ()))


@lru_cache(maxsize=256)
def search(network: Network, at: datetime, circle: Circle, policy: Policy) -> Search:
    """Dijkstra from the managers and the lead agency: by changes needed, cost, number of ties, ids.

    A trail is left out when a better one to the same node has no more ties and covers it no less.
    """
    ties = ties_at(network, at, policy)
    told = Told(circle, ties)
    extra: dict[NodeId, tuple[Tie, ...]] = {}
    for tie in team_ties(dict(circle.case_teams), policy.ties):
        extra[tie.start] = (*extra.get(tie.start, ()), tie)
    heap: list[tuple[Key, Trail]] = []
    for start in told.starts:
        trail = Trail(0, 0, 0, (start,))
        heappush(heap, (trail.key, trail))
    settled: dict[NodeId, list[Trail]] = {}
    while heap:
        _, trail = heappop(heap)
        known = settled.setdefault(trail.nodes[-1], [])
        if any(each.count <= trail.count and each.is_covered >= trail.is_covered for each in known):
            continue
        known.append(trail)
        for tie in ties_from(ties, extra, trail.nodes[-1]):
            onward = extend(trail, tie, told, policy)
            if onward is not None:
                heappush(heap, (onward.key, onward))
    return Search(told, policy, {node: tuple(trails) for node, trails in settled.items()}, extra)
