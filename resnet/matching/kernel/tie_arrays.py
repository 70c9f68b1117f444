"""The ties of a network as adjacency arrays, for the search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.matching.kernel.trail_label import MOST_NODES, MOST_PARALLEL, Lists, Numbers, TieColumns
from resnet.matching.ties import Tie, Ties


@dataclass(frozen=True, slots=True, eq=False)
class TieArrays:
    """The ties as objects and as columns, in the same order.

    ``told_by`` are the rows that may be told when a consent names a row; ``providers`` those who offer.
    """

    ties: tuple[Tie, ...]
    columns: TieColumns
    told_by: Lists
    providers: Mapping[NodeId, int]


def fits_labels(network: Network, arrays: TieArrays) -> bool:
    """Whether trails of this network can be written as labels."""
    places = arrays.columns.place
    return len(network.ids) <= MOST_NODES and (not len(places) or int(places.max()) <= MOST_PARALLEL)


def make_tie_arrays(network: Network, ties: Ties, providers: Iterable[NodeId]) -> TieArrays:
    """The ties of a network as arrays; every tie's ends are in the network."""
    row_of, count = network.row_of, len(network.ids)
    ordered = sorted(
        (tie for listed in ties.starting.values() for tie in listed),
        key=lambda tie: (row_of[tie.start], row_of[tie.end], tie),
    )
    numbered = {provider: number for number, provider in enumerate(dict.fromkeys(providers))}
    by_start = lists_of(((row_of[tie.start], row_of[tie.end]) for tie in ordered), count)
    works = ((row_of[one], row_of[each]) for one, agencies in ties.agencies_of.items() for each in agencies)
    agencies = lists_of(works, count)
    columns = TieColumns(
        offsets=by_start.offsets,
        end=by_start.items,
        cost=_numbers(tie.cost for tie in ordered),
        steps=_numbers(tie.count for tie in ordered),
        renews=_numbers(row_of[tie.renews] if tie.renews else -1 for tie in ordered),
        place=_numbers(
            place for _, same in groupby(ordered, key=_ends) for place, _ in enumerate(same, start=1)
        ),
        contact=_numbers(_contact(network, ties, tie) for tie in ordered),
        rank=_ranks(network),
        asked=_rows_of({node: each[0] for node, each in ties.agencies_of.items()}, row_of, np.arange(count)),
        is_person=_marked((row_of[person] for person in ties.persons), count),
        provider=_provider_numbers(numbered, row_of, count),
        agency_offsets=agencies.offsets,
        agencies=agencies.items,
    )
    return TieArrays(tuple(ordered), columns, lists_of(_told_by(network, ties), count), numbered)


def _ends(tie: Tie) -> tuple[NodeId, NodeId]:
    return tie.start, tie.end


def _numbers(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, dtype=np.int64)


def _contact(network: Network, ties: Ties, tie: Tie) -> int:
    contacts = () if tie.end in ties.persons else ties.contacts(tie.end, tie.via)
    return network.row_of[contacts[0]] if contacts else -1


def _ranks(network: Network) -> Numbers:
    rank = np.empty(len(network.ids), dtype=np.int64)
    rank[sorted(range(len(network.ids)), key=network.ids.__getitem__)] = np.arange(len(network.ids))
    return rank


def _rows_of(named: Mapping[NodeId, NodeId], row_of: Mapping[NodeId, int], rows: Numbers) -> Numbers:
    for node, other in named.items():
        rows[row_of[node]] = row_of[other]
    return rows


def _marked(rows: Iterable[int], count: int) -> Numbers:
    found = np.zeros(count, dtype=np.int64)
    found[list(rows)] = 1
    return found


def _provider_numbers(numbered: Mapping[NodeId, int], row_of: Mapping[NodeId, int], count: int) -> Numbers:
    found = np.full(count, -1, dtype=np.int64)
    for provider, number in numbered.items():
        found[row_of[provider]] = number
    return found


def _told_by(network: Network, ties: Ties) -> Iterable[tuple[int, int]]:
    """Of each possible receiver of a consent, who may be told by it: itself, its staff, its members."""
    members_of: dict[NodeId, list[NodeId]] = {}
    for member, teams in ties.teams_of.items():
        for team in teams:
            members_of.setdefault(team, []).append(member)
    for receiver, row in network.row_of.items():
        inside = {receiver, *ties.staff_of.get(receiver, ())}
        for member in members_of.get(receiver, ()):
            inside |= {member, *ties.staff_of.get(member, ())}
        for each in inside:
            yield row, network.row_of[each]


def lists_of(pairs: Iterable[tuple[int, int]], count: int) -> Lists:
    """The lists of second numbers by the first, in the order given."""
    table = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    offsets = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(table[:, 0], minlength=count), out=offsets[1:])
    order = np.argsort(table[:, 0], kind="stable")
    return Lists(offsets, table[order, 1].copy())
