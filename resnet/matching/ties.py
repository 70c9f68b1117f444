"""Who can call whom: the ties of the network at one moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import permutations

from resnet.graph.elements import Edge, NodeId
from resnet.graph.network.snapshot import Network, is_valid, valid
from resnet.matching.policy import Policy, TieCosts

# A worker speaks for the own agency: no tie, no cost.
ACTS_FOR = "acts-for"
NOTHING = NodeId("")


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """One can call the other; ``via`` is the agreement or team, ``renews`` the agreement if it expired.

    Where there is none of either, they are ``""``, so that ties can be ordered.
    """

    start: NodeId
    end: NodeId
    kind: str
    cost: int = 0
    via: NodeId = NOTHING
    renews: NodeId = NOTHING

    @property
    def count(self) -> int:
        """How many ties it counts for."""
        return 0 if self.kind == ACTS_FOR else 1


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Ties:
    """All ties valid at a moment, and those that a renewal would give back.

    ``named`` is the worker whom a party names in an agreement, while that worker works there.
    """

    starting: Mapping[NodeId, tuple[Tie, ...]]
    persons: frozenset[NodeId]
    agencies_of: Mapping[NodeId, tuple[NodeId, ...]]
    staff_of: Mapping[NodeId, tuple[NodeId, ...]]
    contacts_of: Mapping[NodeId, tuple[NodeId, ...]]
    teams_of: Mapping[NodeId, frozenset[NodeId]]
    named: Mapping[tuple[NodeId, NodeId], NodeId]

    def contacts(self, agency: NodeId, agreement: NodeId) -> tuple[NodeId, ...]:
        """Whom one calls at the agency: the worker it names in the agreement, else its named contacts."""
        named = self.named.get((agreement, agency))
        return self.contacts_of.get(agency, ()) if named is None else (named,)


@lru_cache(maxsize=4)
def ties_at(network: Network, at: datetime, policy: Policy) -> Ties:
    """The ties of the network at a moment, at the policy's costs."""
    costs = policy.ties
    works = valid(network.edges_of("works_for"), at)
    agencies_of = _grouped((edge.start, edge.end) for edge in works)
    staff_of = _grouped((edge.end, edge.start) for edge in works)
    named = _named_workers(network, staff_of)
    memberships = valid(network.edges_of("member_of"), at)
    found = [
        *(Tie(edge.start, edge.end, ACTS_FOR) for edge in works),
        *_agreements(network, at, costs, named),
        *team_ties(_grouped((edge.end, edge.start) for edge in memberships), costs),
        *_known(valid(network.edges_of("knows"), at), costs),
        *_successes(network, costs),
    ]
    contacts = _contacts(network, at, works, named)
    for agency, staff in staff_of.items():
        for person in staff:
            kind = "named-contact" if person in contacts.get(agency, ()) else "same-agency"
            found.append(Tie(agency, person, kind, costs.cost[kind]))
    return Ties(
        starting=_by_start(found),
        persons=frozenset(network.ids_of("person")),
        agencies_of=agencies_of,
        staff_of=staff_of,
        contacts_of=contacts,
        teams_of={
            node: frozenset(teams) for node, teams in _grouped((e.start, e.end) for e in memberships).items()
        },
        named=named,
    )


def _grouped(pairs: Iterable[tuple[NodeId, NodeId]]) -> dict[NodeId, tuple[NodeId, ...]]:
    found: dict[NodeId, set[NodeId]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return {one: tuple(sorted(others)) for one, others in found.items()}


def _by_start(ties: Iterable[Tie]) -> dict[NodeId, tuple[Tie, ...]]:
    found: dict[NodeId, list[Tie]] = defaultdict(list)
    for tie in ties:
        found[tie.start].append(tie)
    return {start: tuple(listed) for start, listed in found.items()}


def _named_workers(
    network: Network, staff_of: Mapping[NodeId, tuple[NodeId, ...]]
) -> dict[tuple[NodeId, NodeId], NodeId]:
    found: dict[tuple[NodeId, NodeId], NodeId] = {}
    for edge in network.edges_of("party_to"):
        worker = NodeId(edge.text("named_worker"))
        # Whoever has left names nobody: the agreement is nominal until somebody else is named.
        if worker in staff_of.get(edge.start, ()):
            found[(edge.end, edge.start)] = worker
    return found


def _contacts(
    network: Network, at: datetime, works: list[Edge], named: Mapping[tuple[NodeId, NodeId], NodeId]
) -> dict[NodeId, tuple[NodeId, ...]]:
    pairs = [(edge.end, edge.start) for edge in works if edge.get("is_contact") is True]
    for edge in valid(network.edges_of("party_to"), at):
        worker = named.get((edge.end, edge.start))
        if worker is not None and is_valid(network.node(edge.end), at):
            pairs.append((edge.start, worker))
    return _grouped(pairs)


def _agreements(
    network: Network, at: datetime, costs: TieCosts, named: Mapping[tuple[NodeId, NodeId], NodeId]
) -> Iterable[Tie]:
    for agreement in network.ids_of("agreement"):
        node = network.node(agreement)
        if node.since is not None and node.since > at:
            continue
        has_expired = node.until is not None and node.until <= at
        # Of an expired agreement, those who were parties when it ended.
        moment = node.until if has_expired and node.until is not None else at
        parties = sorted(
            {
                edge.start
                for edge in network.edges_in(agreement, "party_to")
                if (edge.since is None or edge.since <= moment)
                and (edge.until is None or edge.until > moment or (has_expired and edge.until == moment))
            }
        )
        for one, other in permutations(parties, 2):
            nominal = 0 if (agreement, other) in named else costs.nominal_extra
            renews = agreement if has_expired else NOTHING
            yield Tie(one, other, "agreement", costs.cost["agreement"] + nominal, agreement, renews)


def team_ties(members_of: Mapping[NodeId, tuple[NodeId, ...]], costs: TieCosts) -> list[Tie]:
    """Every member of a team can call every other."""
    return [
        Tie(one, other, "shared-team", costs.cost["shared-team"], team)
        for team, members in sorted(members_of.items())
        for one, other in permutations(members, 2)
    ]


def _known(edges: list[Edge], costs: TieCosts) -> Iterable[Tie]:
    for edge in edges:
        for one, other in ((edge.start, edge.end), (edge.end, edge.start)):
            yield Tie(one, other, "known-contact", costs.cost["known-contact"])


def _successes(network: Network, costs: TieCosts) -> Iterable[Tie]:
    for one, other, _ in network.past_successes():
        for start, end in ((one, other), (other, one)):
            yield Tie(start, end, "past-success", costs.cost["past-success"])
