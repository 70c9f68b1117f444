"""The ties after a change: what the change touches is read anew, everything else is handed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import numpy as np

from resnet.graph.elements import Edge, NodeId
from resnet.graph.network.difference import Difference
from resnet.graph.network.snapshot import Network, is_valid, valid
from resnet.matching.policy import Policy, TieCosts
from resnet.matching.ties import Tie, Ties, agreement_ties, known_ties, staff_tie

# Whoever comes to an agency or a team, or leaves it, changes who may be told: then ties are made anew.
MADE_ANEW: Final = frozenset({"works_for", "member_of"})
FOLLOWED: Final = frozenset({"knows", "party_to", "agreement"})
_STAFF_KINDS = frozenset({"named-contact", "same-agency"})


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TiesChanged:
    """The ties, whose own ties are others (``starts``), and whose contacts may be (``called``)."""

    ties: Ties
    starts: frozenset[NodeId]
    called: frozenset[NodeId]


def ties_after(old: Ties, network: Network, at: datetime, policy: Policy, change: Difference) -> TiesChanged:
    """The ties of a network that differs from the one they were made of only in the kinds followed.

    Equal to those made of the network at ``at``, with every list in the same order.
    """
    follower = _Follower(old, network, at, policy.ties, change)
    return follower.follow()


class _Follower:
    def __init__(
        self, old: Ties, network: Network, at: datetime, costs: TieCosts, change: Difference
    ) -> None:
        self._old, self._network, self._at, self._costs = old, network, at, costs
        pairs = change.edges.get("party_to", frozenset())
        self._agreements = change.nodes.get("agreement", frozenset()) | {end for _, end in pairs}
        inside = {edge.start for each in self._agreements for edge in network.edges_in(each, "party_to")}
        self._parties = frozenset(inside | {start for start, _ in pairs})
        self._known = frozenset(each for pair in change.edges.get("knows", ()) for each in pair)
        self._named: dict[tuple[NodeId, NodeId], NodeId] = {}
        self._contacts: dict[NodeId, tuple[NodeId, ...]] = {}
        self._loads: dict[NodeId, int] = {}

    def follow(self) -> TiesChanged:
        """Where no agreement changed, who is named, called and leant on is handed on."""
        agencies = self._agree() if self._agreements else frozenset[NodeId]()
        read = {node: tuple(self._ties_of(node, agencies)) for node in self._known | agencies}
        others = {node: ties for node, ties in read.items() if ties != self._old.starting.get(node, ())}
        ties = replace(self._old, starting=_with_others(self._old.starting, others))
        if self._agreements:
            ties = replace(ties, named=self._named, contacts_of=self._contacts, load_of=self._loads)
        return TiesChanged(ties=ties, starts=frozenset(others), called=agencies)

    def _agree(self) -> frozenset[NodeId]:
        """Read who is named, called and leant on in the agreements that changed; the agencies they touch."""
        self._named, self._loads = dict(self._old.named), dict(self._old.load_of)
        self._contacts = dict(self._old.contacts_of)
        leaning = self._name_workers()
        for each in leaning | self._parties:
            if count := len(set(self._leaning_on(each))):
                self._loads[each] = count
            else:
                self._loads.pop(each, None)
        agencies = self._parties.union(*(self._old.agencies_of.get(each, ()) for each in leaning))
        for agency in agencies:
            self._call(agency)
        return agencies

    def _name_workers(self) -> frozenset[NodeId]:
        """Who is named by the parties now; whoever was or is named in one of the agreements."""
        # Whoever was a party and is none any more is among the parties too: its edge went.
        pairs = [(agreement, party) for agreement in self._agreements for party in self._parties]
        leaning = {self._named.pop(pair) for pair in pairs if pair in self._named}
        for agreement in self._agreements:
            for edge in self._network.edges_in(agreement, "party_to"):
                worker = NodeId(edge.text("named_worker"))
                if worker in self._old.staff_of.get(edge.start, ()):
                    self._named[agreement, edge.start] = worker
                    leaning.add(worker)
        return frozenset(leaning)

    def _agreed(self, node: NodeId) -> Iterator[NodeId]:
        """The valid agreements that a node is party to now."""
        for edge in valid(self._network.edges_out(node, "party_to"), self._at):
            if is_valid(self._network.node(edge.end), self._at):
                yield edge.end

    def _leaning_on(self, node: NodeId) -> Iterator[NodeId]:
        for edge in valid(self._network.edges_out(node, "member_of"), self._at):
            yield edge.end
        yield from self._agreed(node)
        for agency in self._old.agencies_of.get(node, ()):
            yield from (each for each in self._agreed(agency) if self._named.get((each, agency)) == node)

    def _call(self, agency: NodeId) -> None:
        """Whom one calls at an agency: the one on whom fewest lean first."""
        works = valid(self._network.edges_in(agency, "works_for"), self._at)
        people = {edge.start for edge in works if edge.get("is_contact") is True}
        named = (self._named.get((each, agency)) for each in self._agreed(agency))
        people |= {worker for worker in named if worker is not None}
        self._contacts.pop(agency, None)
        if people:
            self._contacts[agency] = tuple(
                sorted(people, key=lambda person: (self._loads.get(person, 0), person))
            )

    def _ties_of(self, node: NodeId, agencies: frozenset[NodeId]) -> Iterator[Tie]:
        """The ties that start at a node, in the order in which they are made for all."""
        old = self._old.starting.get(node, ())
        yield from (tie for tie in old if tie.kind == "acts-for")
        if node in self._parties:
            yield from self._agreement_ties(node)
        else:
            yield from (tie for tie in old if tie.kind == "agreement")
        yield from (tie for tie in old if tie.kind == "shared-team")
        if node in self._known:
            yield from (tie for tie in self._known_ties(node) if tie.start == node)
        else:
            yield from (tie for tie in old if tie.kind == "known-contact")
        yield from (tie for tie in old if tie.kind == "past-success")
        if node in agencies:
            contacts = self._contacts.get(node, ())
            for person in self._old.staff_of.get(node, ()):
                yield staff_tie(node, person, contacts, self._costs)
        else:
            yield from (tie for tie in old if tie.kind in _STAFF_KINDS)

    def _agreement_ties(self, node: NodeId) -> Iterator[Tie]:
        agreements = {edge.end for edge in self._network.edges_out(node, "party_to")}
        for agreement in sorted(agreements):
            found = agreement_ties(self._network, agreement, self._at, (self._costs, self._named))
            yield from (tie for tie in found if tie.start == node)

    def _known_ties(self, node: NodeId) -> Iterable[Tie]:
        table, row = self._network.edges["knows"], self._network.row_of[node]
        rows = np.unique(np.concatenate([table.outgoing.of(row), table.incoming.of(row)]))
        edges: list[Edge] = [self._network.edge(table, at) for at in rows.tolist()]
        return known_ties(valid(edges, self._at), self._costs, self._at)


def _with_others(
    starting: Mapping[NodeId, tuple[Tie, ...]], others: Mapping[NodeId, tuple[Tie, ...]]
) -> Mapping[NodeId, tuple[Tie, ...]]:
    """The ties by their start, those of some nodes others; nobody without ties is in it."""
    if not others:
        return starting
    found = {**starting, **others}
    for node in [node for node, ties in others.items() if not ties]:
        del found[node]
    return found
