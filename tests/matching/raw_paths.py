"""Paths by trying every one: slow, and without any of the matcher's code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import permutations

from resnet.graph.elements import Node
from tests.matching.raw import Raw, policy, words

PARTIES = {"agency", "group"}


@dataclass(frozen=True)
class Hop:
    """One can call the other; ``is_counted`` is False for a worker who speaks for the own agency."""

    start: str
    end: str
    kind: str
    cost: int
    via: str = ""
    has_expired: bool = False

    @property
    def is_counted(self) -> bool:
        return self.kind != "acts-for"


@dataclass(frozen=True)
class Way:
    """A path: change needed, cost, ties, nodes; ``asks`` whose consent, ``renews`` which agreements."""

    change: int
    cost: int
    ties: int
    nodes: tuple[str, ...]
    hops: tuple[Hop, ...]
    asks: tuple[str, ...]

    @property
    def renews(self) -> set[str]:
        return {hop.via for hop in self.hops if hop.has_expired}

    @property
    def order(self) -> tuple[object, ...]:
        return (
            self.change,
            self.cost,
            self.ties,
            self.nodes,
            tuple(f"{hop.kind} {hop.via}" for hop in self.hops),
        )


def is_public_team(node: Node) -> bool:
    """Whether everybody may know that the team stands."""
    return node.get("is_standing") is True and node.category == "public" and not node.about


class Ways:
    """All ways of one client's case over the raw graph."""

    def __init__(self, raw: Raw, need: str) -> None:
        self.raw, self.prices, self.sizes = raw, policy()["ties"], policy()["changes"]
        cases = raw.ends("in_case", need)
        client = next(iter(raw.nodes[need].about), "")
        advising = {"supervisor", "expert-supervisor"}
        self.managers = sorted(
            edge.end
            for edge in raw.edges["assigned_to"]
            if edge.start in cases and raw.holds(edge) and edge.text("role") not in advising
        )
        self.leads = sorted(
            edge.start for edge in raw.edges["leads"] if edge.end in cases and raw.holds(edge)
        )[:1]
        self.own = {agency for each in self.managers for agency in raw.ends("works_for", each)} | set(
            self.leads
        )
        self.consents = {
            (edge.end, edge.text("category"))
            for edge in raw.edges["consents_to"]
            if edge.start == client and raw.holds(edge)
        }
        self.teams = self._teams(client)
        self.contacts = self._contacts()
        self.hops = list(self._hops())

    def _teams(self, client: str) -> dict[str, list[str]]:
        told = {receiver for receiver, _ in self.consents}
        ours = {team for each in self.managers for team in self.raw.ends("member_of", each)} | told
        found = {}
        for team, node in self.raw.nodes.items():
            is_standing = is_public_team(node)
            is_cases = not is_standing and team in ours and (client in node.about or team in told)
            if node.kind == "team" and (is_standing or is_cases):
                found[team] = self.raw.starts("member_of", team)
        return found

    def named_in(self, agreement: str, party: str) -> str:
        """The worker whom the party names, if still there."""
        for edge in self.raw.edges["party_to"]:
            if (edge.start, edge.end) == (party, agreement):
                worker = edge.text("named_worker")
                if worker and party in self.raw.ends("works_for", worker):
                    return worker
        return ""

    def _contacts(self) -> dict[str, list[str]]:
        found: dict[str, set[str]] = {}
        for edge in self.raw.edges["works_for"]:
            if edge.get("is_contact") is True and self.raw.holds(edge):
                found.setdefault(edge.end, set()).add(edge.start)
        for edge in self.raw.edges["party_to"]:
            worker = self.named_in(edge.end, edge.start)
            if worker and self.raw.holds(edge) and self.raw.holds(self.raw.nodes[edge.end]):
                found.setdefault(edge.start, set()).add(worker)
        return {
            agency: sorted(people, key=lambda each: (len(self.leaning(each)), each))
            for agency, people in found.items()
        }

    def leaning(self, node: str) -> set[str]:
        """The agreements and standing teams that lean on a worker or agency."""
        raw = self.raw
        standing = {team for team in raw.ends("member_of", node) if is_public_team(raw.nodes[team])}
        pacts = {
            edge.end
            for edge in raw.edges["party_to"]
            if raw.holds(edge)
            and raw.holds(raw.nodes[edge.end])
            and node in (edge.start, self.named_in(edge.end, edge.start))
        }
        return standing | pacts

    def _hops(self) -> Iterator[Hop]:
        raw, prices = self.raw, self.prices
        for edge in raw.edges["works_for"]:
            if raw.holds(edge):
                yield Hop(edge.start, edge.end, "acts-for", 0)
                kind = "named-contact" if edge.start in self.contacts.get(edge.end, ()) else "same-agency"
                yield Hop(edge.end, edge.start, kind, prices[kind])
        for edge in raw.edges["knows"]:
            if raw.holds(edge):
                last = edge.get("last_contact_at")
                is_old = last is not None and last + timedelta(days=365) <= raw.at  # type: ignore[operator]
                price = prices["known-contact"] + (prices["stale_extra"] if is_old else 0)
                yield Hop(edge.start, edge.end, "known-contact", price)
                yield Hop(edge.end, edge.start, "known-contact", price)
        for team, members in self.teams.items():
            for one, other in permutations(members, 2):
                yield Hop(one, other, "shared-team", prices["shared-team"], team)
        for (one, other), count in self._successes().items():
            if count >= 5:
                yield Hop(one, other, "past-success", prices["past-success"])
                yield Hop(other, one, "past-success", prices["past-success"])
        yield from self._agreements()

    def _agreements(self) -> Iterator[Hop]:
        for agreement, node in self.raw.nodes.items():
            if node.kind != "agreement" or (node.since is not None and node.since > self.raw.at):
                continue
            over = node.until is not None and node.until <= self.raw.at
            parties = {
                edge.start
                for edge in self.raw.edges["party_to"]
                if edge.end == agreement and (over or self.raw.holds(edge))
            }
            for one, other in permutations(sorted(parties), 2):
                nominal = 0 if self.named_in(agreement, other) else self.prices["nominal_extra"]
                yield Hop(one, other, "agreement", self.prices["agreement"] + nominal, agreement, over)

    def _successes(self) -> Counter[tuple[str, str]]:
        counts: Counter[tuple[str, str]] = Counter()
        for referral, node in self.raw.nodes.items():
            if node.kind != "referral" or node.text("state") != "completed":
                continue
            ended_at, outcome = node.get("ended_at"), words("referral_outcomes").get(node.text("outcome"), {})
            since = self.raw.at - timedelta(days=730)
            if outcome.get("is_good") and since <= ended_at <= self.raw.at:  # type: ignore[operator]
                (sender,), (receiver,) = (
                    self.raw.ends("sent_by", referral),
                    self.raw.ends("addressed_to", referral),
                )
                if sender != receiver:
                    counts[(min(sender, receiver), max(sender, receiver))] += 1
        return counts

    def may_know(self, node: str, category: str = "identity") -> bool:
        """Whether consent names the node, its agency, or a team of either."""
        near = {node, *self.raw.ends("works_for", node)}
        teams = {team for team, members in self.teams.items() if near & set(members)}
        return any((each, category) in self.consents for each in near | teams)

    def has_case(self, node: str) -> bool:
        return node in self.own or node in self.managers

    def asked(self, node: str) -> str:
        """Whom a new consent would name."""
        return next(iter(self.raw.ends("works_for", node)), node)

    def all_ways(self) -> Iterator[Way]:
        """Every way of at most three ties that comes to no node twice."""
        waiting = [Way(0, 0, 0, (start,), (), ()) for start in (*self.managers, *self.leads)]
        by_start: dict[str, list[Hop]] = {}
        for hop in self.hops:
            by_start.setdefault(hop.start, []).append(hop)
        while waiting:
            way = waiting.pop()
            for hop in by_start.get(way.nodes[-1], ()):
                longer = self._longer(way, hop)
                if longer is not None:
                    waiting.append(longer)
                    yield longer

    def _longer(self, way: Way, hop: Hop) -> Way | None:
        ties = way.ties + (1 if hop.is_counted else 0)
        if ties > self.prices["most"] or hop.end in way.nodes:
            return None
        asks = way.asks if self._is_covered(way) else (*way.asks, self.asked(way.nodes[-1]))
        hops = (*way.hops, hop)
        change = len(asks) * self.sizes["consent"]
        change += sum(1 for each in hops if each.has_expired) * self.sizes["renew-agreement"]
        if change > self.sizes["new-agreement"]:
            return None
        return Way(change, way.cost + hop.cost, ties, (*way.nodes, hop.end), hops, asks)

    def _is_covered(self, way: Way) -> bool:
        """Whether the last node of a way may know, or a consent asked for the one before includes it."""
        last = way.nodes[-1]
        if self.has_case(last) or self.may_know(last):
            return True
        before = way.nodes[-2]
        is_told = self.has_case(before) or self.may_know(before)
        return not is_told and self.asked(before) == self.asked(last)

    def ways_to(self, provider: str) -> list[Way]:
        """Every way that arrives there, handed over, the best first. Only of agencies that lack the case."""
        inside = {provider, *self.raw.starts("works_for", provider)}
        found = [
            self.handed_over(way, provider)
            for way in self.all_ways()
            if way.nodes[-1] in inside and way.nodes[-2] not in inside
        ]
        return sorted(found, key=lambda way: way.order)

    def handed_over(self, way: Way, provider: str) -> Way:
        """The way with the person who takes over, or the price of there being none."""
        if way.nodes[-1] != provider or self.raw.nodes[provider].kind == "person":
            return way
        named = self.named_in(way.hops[-1].via, provider)
        people = [named] if named else self.contacts.get(provider, [])
        if people and way.ties < self.prices["most"]:
            hop = Hop(provider, people[0], "named-contact", self.prices["named-contact"])
            return Way(
                way.change,
                way.cost + hop.cost,
                way.ties + 1,
                (*way.nodes, hop.end),
                (*way.hops, hop),
                way.asks,
            )
        return Way(way.change, way.cost + self.prices["cold_extra"], way.ties, way.nodes, way.hops, way.asks)
