"""Who can call whom: the ties of the network at one moment."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import compress, permutations

from resnet.graph.elements import Edge, NodeId
from resnet.graph.network.columns import microseconds
from resnet.graph.network.snapshot import Network, valid
from resnet.matching.kept import kept_with_network
from resnet.matching.policy import Policy, TieCosts
from resnet.ontology.field import Value

# A worker speaks for the own agency: no tie, no cost.
ACTS_FOR = "acts-for"
# Two who know each other, and when they last had contact; None where nobody says.
Known = tuple[NodeId, NodeId, Value | None]
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

    ``named`` is the worker whom a party names in an agreement, while that worker works there. ``load_of`` is
    how many agreements and standing teams lean on a worker or agency; ``contacts_of`` has those first on whom
    fewest do.
    """

    starting: Mapping[NodeId, tuple[Tie, ...]]
    persons: Container[NodeId]
    agencies_of: Mapping[NodeId, tuple[NodeId, ...]]
    staff_of: Mapping[NodeId, tuple[NodeId, ...]]
    contacts_of: Mapping[NodeId, tuple[NodeId, ...]]
    teams_of: Mapping[NodeId, frozenset[NodeId]]
    named: Mapping[tuple[NodeId, NodeId], NodeId]
    load_of: Mapping[NodeId, int]

    def contacts(self, agency: NodeId, agreement: NodeId) -> tuple[NodeId, ...]:
        """Whom one calls at the agency: the worker it names in the agreement, else its named contacts."""
        named = self.named.get((agreement, agency))
        return self.contacts_of.get(agency, ()) if named is None else (named,)


@kept_with_network(4)
def ties_at(network: Network, at: datetime, policy: Policy) -> Ties:
    """The ties of the network at a moment, at the policy's costs."""
    costs = policy.ties
    works = valid(network.edges_of("works_for"), at)
    agencies_of = _grouped((edge.start, edge.end) for edge in works)
    staff_of = _grouped((edge.end, edge.start) for edge in works)
    parties = network.edges_of("party_to")
    named = _named_workers(parties, staff_of)
    memberships = valid(network.edges_of("member_of"), at)
    found = [
        *(Tie(edge.start, edge.end, ACTS_FOR) for edge in works),
        *_agreements(network, at, costs, named),
        *team_ties(_grouped((edge.end, edge.start) for edge in memberships), costs),
        *known_ties(_known(network, at), costs, at),
        *_successes(network, costs),
    ]
    running = _running(network, at)
    agreed = [edge for edge in valid(parties, at) if edge.end in running]
    load_of = _loads(agreed, memberships, named)
    contacts = _contacts(agreed, works, named, load_of)
    for agency, staff in staff_of.items():
        called = contacts.get(agency, ())
        found += [staff_tie(agency, person, called, costs) for person in staff]
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
        load_of=load_of,
    )


def staff_tie(agency: NodeId, person: NodeId, contacts: Collection[NodeId], costs: TieCosts) -> Tie:
    """From an agency to one of its staff: a contact is reached for less."""
    kind = "named-contact" if person in contacts else "same-agency"
    return Tie(agency, person, kind, costs.cost[kind])


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


def _running(network: Network, at: datetime) -> frozenset[NodeId]:
    """The agreements that are valid at a moment."""
    table, now = network.nodes["agreement"], microseconds(at)
    holds = (table.since <= now) & (now < table.until)
    return frozenset(compress(table.ids, holds.tolist()))


def _named_workers(
    parties: Iterable[Edge], staff_of: Mapping[NodeId, tuple[NodeId, ...]]
) -> dict[tuple[NodeId, NodeId], NodeId]:
    found: dict[tuple[NodeId, NodeId], NodeId] = {}
    for edge in parties:
        worker = NodeId(edge.text("named_worker"))
        # Whoever has left names nobody: the agreement is nominal until somebody else is named.
        if worker in staff_of.get(edge.start, ()):
            found[(edge.end, edge.start)] = worker
    return found


def _contacts(
    agreed: Iterable[Edge],
    works: Iterable[Edge],
    named: Mapping[tuple[NodeId, NodeId], NodeId],
    load_of: Mapping[NodeId, int],
) -> dict[NodeId, tuple[NodeId, ...]]:
    pairs = [(edge.end, edge.start) for edge in works if edge.get("is_contact") is True]
    for edge in agreed:
        worker = named.get((edge.end, edge.start))
        if worker is not None:
            pairs.append((edge.start, worker))
    # Of several whom one can call, the one on whom fewest lean already (domain.md §7.8).
    return {
        agency: tuple(sorted(people, key=lambda person: (load_of.get(person, 0), person)))
        for agency, people in _grouped(pairs).items()
    }


def _loads(
    agreed: Iterable[Edge],
    memberships: Iterable[Edge],
    named: Mapping[tuple[NodeId, NodeId], NodeId],
) -> dict[NodeId, int]:
    """How many valid agreements and standing teams lean on each worker and agency."""
    leans = {(edge.start, edge.end) for edge in memberships}
    for edge in agreed:
        leans.add((edge.start, edge.end))
        worker = named.get((edge.end, edge.start))
        if worker is not None:
            leans.add((worker, edge.end))
    return dict(Counter(node for node, _ in leans))


def _agreements(
    network: Network, at: datetime, costs: TieCosts, named: Mapping[tuple[NodeId, NodeId], NodeId]
) -> Iterable[Tie]:
    for agreement in network.ids_of("agreement"):
        yield from agreement_ties(network, agreement, at, (costs, named))


def agreement_ties(
    network: Network,
    agreement: NodeId,
    at: datetime,
    given: tuple[TieCosts, Mapping[tuple[NodeId, NodeId], NodeId]],
) -> Iterable[Tie]:
    """The ties of one agreement, given the costs and whom its parties name; none before it begins."""
    costs, named = given
    table, edges, now = network.nodes["agreement"], network.edges["party_to"], microseconds(at)
    row = network.row_of[agreement]
    since, until = int(table.since[row - table.first]), int(table.until[row - table.first])
    if since > now:
        return
    has_expired = until <= now
    # Of an expired agreement, those who were parties when it ended.
    moment = until if has_expired else now
    held = (
        place
        for place in edges.incoming.of(row).tolist()
        if edges.since[place] <= moment
        and (edges.until[place] > moment or (has_expired and edges.until[place] == moment))
    )
    parties = sorted({network.ids[int(edges.start[place])] for place in held})
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


def known_ties(known: Iterable[Known], costs: TieCosts, at: datetime) -> Iterable[Tie]:
    """Both ways between people who know each other, dearer where they are long out of touch."""
    for start, end, last in known:
        turned = stale_at(last, costs)
        extra = costs.stale_extra if turned is not None and turned <= at else 0
        for one, other in ((start, end), (end, start)):
            yield Tie(one, other, "known-contact", costs.cost["known-contact"] + extra)


def _known(network: Network, at: datetime) -> Iterable[Known]:
    for edge in valid(network.edges_of("knows"), at):
        yield edge.start, edge.end, edge.get("last_contact_at")


def stale_at(last: Value | None, costs: TieCosts) -> datetime | None:
    """When two whose last contact was then will have been out of touch for long; None where nobody says."""
    return last + timedelta(days=costs.stale_days) if isinstance(last, datetime) else None


def fresh_at(tie: Tie, network: Network, at: datetime) -> datetime | None:
    """When the tie was last used, or made where nobody says more; None where nobody says either."""
    if tie.kind == "known-contact":
        edges = network.edges_out(tie.start, "knows") + network.edges_in(tie.start, "knows")
        both = [edge for edge in valid(edges, at) if edge.other(tie.start) == tie.end]
        moments = [edge.get("last_contact_at") for edge in both]
        return max((each for each in moments if isinstance(each, datetime)), default=None)
    if tie.kind == "agreement" and tie.via in network:
        return network.node(tie.via).since
    return None


def _successes(network: Network, costs: TieCosts) -> Iterable[Tie]:
    for one, other, _ in network.past_successes():
        for start, end in ((one, other), (other, one)):
            yield Tie(start, end, "past-success", costs.cost["past-success"])
