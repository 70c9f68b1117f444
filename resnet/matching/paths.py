"""The cheapest path of people who know each other, and how near the next best is."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.matching.facts import Circle
from resnet.matching.kept import kept_with_network
from resnet.matching.policy import Policy
from resnet.matching.ties import Tie, Ties, team_ties
from resnet.matching.ties_near import near_ties
from resnet.matching.told import Told

Extra = Mapping[NodeId, tuple[Tie, ...]]


@dataclass(frozen=True, slots=True, order=True)
class Trail:
    """A way through the ties so far. The order of its fields is its rank: no two trails are equal.

    ``change`` is how large the changes are that it needs (consents, renewals), 0 for one that can be gone
    today; then price, number of ties, ids. ``is_covered`` says that its last node may be told, or is covered
    by a consent already counted; ``asks`` are those.
    """

    change: int
    cost: int
    count: int
    nodes: tuple[NodeId, ...]
    ties: tuple[Tie, ...] = ()
    asks: tuple[NodeId, ...] = ()
    is_covered: bool = True

    @property
    def renews(self) -> tuple[NodeId, ...]:
        """The agreements that would have to be renewed."""
        return tuple(dict.fromkeys(tie.renews for tie in self.ties if tie.renews))


@dataclass(frozen=True, slots=True, order=True)
class Path:
    """A trail that has arrived; paths are ordered as their trails, with the price of the hand-over.

    ``person`` is who takes over, None for a cold hand-over; ``cold_extra`` is what that costs.
    """

    trail: Trail
    provider: NodeId
    person: NodeId | None = field(compare=False)
    cold_extra: int = field(compare=False, default=0)

    @property
    def cost(self) -> int:
        """What all of it costs."""
        return self.trail.cost


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """Everything that one client's circle can reach, by the last node: the settled trails of Dijkstra."""

    told: Told
    policy: Policy
    settled: Mapping[NodeId, tuple[Trail, ...]]
    extra: Extra
    _found: dict[NodeId, tuple[Path, ...]] = field(default_factory=dict, repr=False)
    _open: dict[NodeId, list[Trail]] = field(default_factory=dict, repr=False)
    _arriving: dict[NodeId, list[tuple[NodeId, Tie]]] = field(default_factory=dict, repr=False)

    @property
    def ties(self) -> Ties:
        """The ties that were searched."""
        return self.told.ties

    def paths_to(self, provider: NodeId) -> tuple[Path, ...]:
        """For each last step to the provider the cheapest path with it, the best first.

        Paths that need changes are among them; ``trail.change`` tells. To the own agency there is one path,
        at the price of a tie: who has the case already must have no advantage.
        """
        if provider not in self._found:
            has_case = self.told.has_case(provider)
            paths = [self._own_path(provider)] if has_case else sorted(self._arrivals(provider))
            self._found[provider] = tuple(paths)
        return self._found[provider]

    def _arrivals(self, provider: NodeId) -> Iterable[Path]:
        inside = {provider, *self.ties.staff_of.get(provider, ())}
        best: dict[tuple[NodeId, Tie], Path] = {}
        for start, tie in self.last_steps(inside, self.settled):
            for trail in self.settled[start]:
                onward = extend(trail, tie, self.told, self.policy)
                if onward is not None:
                    path = self.hand_over(onward, provider, tie)
                    best[start, tie] = min(path, best.get((start, tie), path))
        return best.values()

    def last_steps(self, inside: set[NodeId], reached: Container[NodeId]) -> Iterator[tuple[NodeId, Tie]]:
        """The ties that lead inside from whatever was reached, with where they start."""
        for node in inside:
            for start, tie in self._steps_to().get(node, ()):
                if start in reached and start not in inside:
                    yield start, tie

    def _steps_to(self) -> Mapping[NodeId, list[tuple[NodeId, Tie]]]:
        """The ties that go on from whatever was reached, by where they end; with where they start."""
        if not self._arriving:
            found: dict[NodeId, list[tuple[NodeId, Tie]]] = {}
            for start in self.settled:
                for tie in ties_from(self.ties, self.extra, start):
                    found.setdefault(tie.end, []).append((start, tie))
            self._arriving.update(found)
        return self._arriving

    def may_reach(self) -> frozenset[NodeId]:
        """Whoever has a path to it, and perhaps some more: there is none to anybody else."""
        ends = self._steps_to()
        near = (agency for node in ends for agency in self.ties.agencies_of.get(node, ()))
        return self.told.with_case.union(ends, near)

    def hand_over(self, trail: Trail, provider: NodeId, tie: Tie) -> Path:
        """The path of a trail that came inside by a tie: to a named person where there is one."""
        person, costs = self.taken_over_by(provider, tie, trail.count), self.policy.ties
        if person == trail.nodes[-1]:
            return Path(trail, provider, person)
        if person is not None:
            return Path(_lengthened(trail, self.contact_tie(provider, person)), provider, person)
        cold = Trail(
            trail.change, trail.cost + costs.cold_extra, trail.count, trail.nodes, trail.ties, trail.asks
        )
        return Path(cold, provider, None, costs.cold_extra)

    def taken_over_by(self, provider: NodeId, tie: Tie, count: int) -> NodeId | None:
        """Who takes over from a trail of so many ties that came inside by one; None where nobody is named."""
        if tie.end != provider or provider in self.ties.persons:
            return tie.end
        contacts = self.ties.contacts(provider, tie.via)
        return contacts[0] if contacts and count < self.policy.ties.most else None

    def contact_tie(self, provider: NodeId, person: NodeId) -> Tie:
        """The tie by which a provider's named contact is called."""
        return Tie(provider, person, "named-contact", self.policy.ties.cost["named-contact"])

    def open_trails(self) -> Mapping[NodeId, Sequence[Trail]]:
        """Every trail of today that leaves a tie for the last step, by its last node, which may be told.

        There are few: only whom the client lets know of them stands between. None comes back to those who
        have the case: they could have called themselves.
        """
        if not self._open:
            self._open.update(_open_trails(self))
        return self._open

    def _own_path(self, provider: NodeId) -> Path:
        managers = self.told.circle.managers
        inside = [each for each in managers if provider in (each, *self.ties.agencies_of.get(each, ()))]
        start = inside[0] if inside else provider
        others = [each for each in self.ties.contacts_of.get(provider, ()) if each != start]
        end = others[0] if others else provider
        tie = Tie(start, end, "same-agency", self.policy.ties.cost["same-agency"])
        nodes = (start,) if start == end else (start, end)
        return Path(Trail(0, tie.cost, 1, nodes, (tie,)), provider, end if end in self.ties.persons else None)


def extend(trail: Trail, tie: Tie, told: Told, policy: Policy) -> Trail | None:
    """The trail with one more tie; None when it would be too long or go in a circle.

    Going on from a node means telling it of the client: that needs consent, its own or a new one.
    """
    count = trail.count + tie.count
    if count > policy.ties.most or tie.end in trail.nodes:
        return None
    here, change, asks = trail.nodes[-1], trail.change, trail.asks
    if not trail.is_covered:
        change, asks = change + policy.changes["consent"], (*asks, told.asked_for(here))
    if tie.renews:
        change += policy.changes["renew-agreement"]
    if change > policy.changes["new-agreement"]:
        return None
    is_covered = told.may_be_told(tie.end) or (
        not told.may_be_told(here) and told.asked_for(here) == told.asked_for(tie.end)
    )
    nodes, ties = (*trail.nodes, tie.end), (*trail.ties, tie)
    return Trail(change, trail.cost + tie.cost, count, nodes, ties, asks, is_covered)


def _lengthened(trail: Trail, tie: Tie) -> Trail:
    nodes, ties = (*trail.nodes, tie.end), (*trail.ties, tie)
    return Trail(trail.change, trail.cost + tie.cost, trail.count + tie.count, nodes, ties, trail.asks)


def ties_from(ties: Ties, extra: Extra, node: NodeId) -> tuple[Tie, ...]:
    """The ties that start at a node, those of the case's own teams included."""
    known = ties.starting.get(node, ())
    return known + extra[node] if node in extra else known


def _open_trails(search: Search) -> dict[NodeId, list[Trail]]:
    told, policy = search.told, search.policy
    found: dict[NodeId, list[Trail]] = {}
    waiting = [Trail(0, 0, 0, (start,)) for start in dict.fromkeys(told.starts)]
    while waiting:
        trail = waiting.pop()
        here = trail.nodes[-1]
        found.setdefault(here, []).append(trail)
        for tie in ties_from(search.ties, search.extra, here):
            comes_back = told.has_case(tie.end) and not told.has_case(here)
            if trail.count + tie.count >= policy.ties.most or comes_back:
                continue
            # Anything else needs a change, which weighs something.
            if not tie.renews and told.may_be_told(tie.end):
                onward = extend(trail, tie, told, policy)
                if onward is not None:
                    waiting.append(onward)
    return found


@kept_with_network(256)
def search(network: Network, at: datetime, circle: Circle, policy: Policy) -> Search:
    """Dijkstra from the managers and the lead agency: by changes needed, cost, number of ties, ids.

    A trail is left out when a better one to the same node has no more ties and covers it no less. Trails that
    leave no tie for the last step are of no use and not followed.
    """
    told = Told(circle, near_ties(network, at, policy))
    extra: dict[NodeId, tuple[Tie, ...]] = {}
    for tie in team_ties(dict(circle.case_teams), policy.ties):
        extra[tie.start] = (*extra.get(tie.start, ()), tie)
    heap = [Trail(0, 0, 0, (start,)) for start in sorted(told.starts)]
    settled: dict[NodeId, list[Trail]] = {}
    while heap:
        trail = heappop(heap)
        here = trail.nodes[-1]
        known = settled.setdefault(here, [])
        if any(each.count <= trail.count and each.is_covered >= trail.is_covered for each in known):
            continue
        known.append(trail)
        for tie in ties_from(told.ties, extra, here):
            if trail.count + tie.count < policy.ties.most:
                onward = extend(trail, tie, told, policy)
                if onward is not None:
                    heappush(heap, onward)
    return Search(told, policy, {node: tuple(trails) for node, trails in settled.items()}, extra)
