"""The ties of one node after the other, read when somebody comes to it: a search meets few of a network's.

Equal to those that are made of all at once (``resnet.matching.ties``), with every list in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import Generic, TypeVar

import numpy as np

from resnet.graph.elements import NodeId
from resnet.graph.network.columns import Rows, microseconds
from resnet.graph.network.snapshot import Network
from resnet.matching.kept import kept_with_network
from resnet.matching.policy import Policy, TieCosts
from resnet.matching.ties import ACTS_FOR, Known, Tie, Ties, agreement_ties, known_ties, staff_tie, team_ties

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
_Pair = tuple[NodeId, NodeId]


class Read(Mapping[Key, Value], Generic[Key, Value]):
    """What ``read`` tells of each key, asked once; a key of which it tells nothing is not there."""

    def __init__(self, read: Callable[[Key], Value], keys: Callable[[], Iterable[Key]]) -> None:
        self._read, self._keys, self._known = read, keys, dict[Key, Value]()

    def __getitem__(self, key: Key) -> Value:
        known = self._known.get(key)
        if known is None:
            # Of two threads at once the first one's is that of both.
            known = self._known.setdefault(key, self._read(key))
        if not known:
            raise KeyError(key)
        return known

    def __iter__(self) -> Iterator[Key]:
        return (key for key in self._keys() if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@kept_with_network(4)
def near_ties(network: Network, at: datetime, policy: Policy) -> Ties:
    """The ties of the network at a moment, at the policy's costs: those of each node when it is asked for."""
    # A copy, since what is kept with a network must not hold it.
    near = _Near(replace(network), at, policy.ties)
    return Ties(
        starting=near.starting,
        persons=near,
        agencies_of=near.agencies_of,
        staff_of=near.staff_of,
        contacts_of=near.contacts_of,
        teams_of=near.teams_of,
        named=near.named,
        load_of=near.load_of,
    )


class _Near:
    """Reads what belongs to single nodes of a network at a moment; contains its people."""

    def __init__(self, network: Network, at: datetime, costs: TieCosts) -> None:
        self._network, self._at, self._costs, self._now = network, at, costs, microseconds(at)

        def nodes() -> Iterable[NodeId]:
            return network.ids

        self.starting = Read(self._starting, nodes)
        self.agencies_of = Read(self._agencies_of, nodes)
        self.staff_of = Read(self._staff_of, nodes)
        self.contacts_of = Read(self._contacts_of, nodes)
        self.teams_of = Read(self._teams_of, nodes)
        self.load_of = Read(self._load_of, nodes)
        self.named: Read[_Pair, NodeId] = Read(self._named, self._parties)
        self._members_of = Read(self._members, nodes)
        self._agreed_between = Read(self._agreement_ties, nodes)
        self._named_by = Read(self._named_workers, nodes)

    def __contains__(self, node: object) -> bool:
        row, people = self._network.row_of.get(node), self._network.nodes["person"]  # type: ignore[call-overload]
        return row is not None and people.first <= row < people.first + len(people.ids)

    def _starting(self, node: NodeId) -> tuple[Tie, ...]:
        costs, others = self._costs, self._ends("works_for", node)
        found = [Tie(node, agency, ACTS_FOR) for agency in others]
        for agreement in sorted({agreement for _, agreement in self._agreements(node)}):
            found += [tie for tie in self._agreed_between.get(agreement, ()) if tie.start == node]
        for team in sorted(self.teams_of.get(node, ())):
            members = self._members_of[team]
            found += [tie for tie in team_ties({team: members}, costs) if tie.start == node]
        found += [tie for tie in known_ties(self._known(node), costs, self._at) if tie.start == node]
        found += self._past_successes(node)
        called = self.contacts_of.get(node, ()) if node in self.staff_of else ()
        found += [staff_tie(node, person, called, costs) for person in self.staff_of.get(node, ())]
        return tuple(found)

    def _agencies_of(self, node: NodeId) -> tuple[NodeId, ...]:
        return tuple(sorted(set(self._ends("works_for", node))))

    def _staff_of(self, node: NodeId) -> tuple[NodeId, ...]:
        return tuple(sorted(set(self._starts("works_for", node))))

    def _teams_of(self, node: NodeId) -> frozenset[NodeId]:
        return frozenset(self._ends("member_of", node))

    def _members(self, team: NodeId) -> tuple[NodeId, ...]:
        return tuple(sorted(set(self._starts("member_of", team))))

    def _agreement_ties(self, agreement: NodeId) -> tuple[Tie, ...]:
        return tuple(agreement_ties(self._network, agreement, self._at, (self._costs, self.named)))

    def _contacts_of(self, agency: NodeId) -> tuple[NodeId, ...]:
        """Whom one calls at an agency: the one on whom fewest lean first."""
        table, ids = self._network.edges["works_for"], self._network.ids
        works = self._network.rows_in(agency, "works_for", self._at)
        is_contact = table.columns["is_contact"]
        people = {ids[int(table.start[row])] for row in works if is_contact.at(row) is True}
        named = (self.named.get((each, agency)) for each in self._agreed(agency))
        people |= {worker for worker in named if worker is not None}
        return tuple(sorted(people, key=lambda person: (self.load_of.get(person, 0), person)))

    def _load_of(self, node: NodeId) -> int:
        return len({*self.teams_of.get(node, ()), *self._agreed(node), *self._naming(node)})

    def _naming(self, worker: NodeId) -> Iterator[NodeId]:
        """The valid agreements in which their agency names a worker."""
        for agency in self.agencies_of.get(worker, ()):
            yield from (each for each in self._agreed(agency) if self.named.get((each, agency)) == worker)

    def _agreed(self, node: NodeId) -> Iterator[NodeId]:
        """The valid agreements that a node is party to now."""
        agreements = self._network.nodes["agreement"]
        for agreement in self._ends("party_to", node):
            row = self._network.row_of[agreement] - agreements.first
            if agreements.since[row] <= self._now < agreements.until[row]:
                yield agreement

    def _named(self, pair: _Pair) -> NodeId:
        agreement, party = pair
        return self._named_by.get(party, {}).get(agreement, NodeId(""))

    def _named_workers(self, party: NodeId) -> dict[NodeId, NodeId]:
        """Whom a party names in each of its agreements, valid or not, while that worker works there."""
        found, staff = dict[NodeId, NodeId](), self.staff_of.get(party, ())
        named = self._network.edges["party_to"].columns["named_worker"]
        for row, agreement in self._agreements(party) if staff else ():
            worker = named.at(row)
            if worker in staff:
                found[agreement] = NodeId(str(worker))
        return found

    def _agreements(self, party: NodeId) -> list[tuple[int, NodeId]]:
        """The agreements that a node was or is party to, whenever, each with the row of its edge."""
        table, row = self._network.edges["party_to"], self._network.row_of.get(party)
        rows = [] if row is None else table.outgoing.of(row).tolist()
        return [(place, self._network.ids[int(table.end[place])]) for place in rows]

    def _parties(self) -> Iterator[_Pair]:
        return ((edge.end, edge.start) for edge in self._network.edges_of("party_to"))

    def _known(self, node: NodeId) -> Iterator[Known]:
        network, table = self._network, self._network.edges["knows"]
        ids, contact = network.ids, table.columns["last_contact_at"]
        both = {*network.rows_out(node, "knows", self._at), *network.rows_in(node, "knows", self._at)}
        for row in sorted(both):
            yield ids[int(table.start[row])], ids[int(table.end[row])], contact.at(row)

    def _past_successes(self, node: NodeId) -> list[Tie]:
        row, ids, cost = self._network.row_of.get(node, -1), self._network.ids, self._costs.cost
        first, second = self._network.successes.first, self._network.successes.second
        by_second, ordered = self._by_second
        one, other = np.searchsorted(first, (row, row + 1)), np.searchsorted(ordered, (row, row + 1))
        pairs = sorted(chain(range(*one.tolist()), by_second[slice(*other.tolist())].tolist()))
        ends = (int(second[pair]) if first[pair] == row else int(first[pair]) for pair in pairs)
        return [Tie(node, ids[end], "past-success", cost["past-success"]) for end in ends]

    @cached_property
    def _by_second(self) -> tuple[Rows, Rows]:
        """The pairs with past success by the second of the two, and that one of each."""
        second = self._network.successes.second
        order = np.argsort(second, kind="stable").astype(np.int64)
        return order, second[order]

    def _ends(self, kind: str, node: NodeId) -> list[NodeId]:
        return self._network.ends_of(node, kind, self._at)

    def _starts(self, kind: str, node: NodeId) -> list[NodeId]:
        return self._network.starts_of(node, kind, self._at)
