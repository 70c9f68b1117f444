"""The ties of a network as adjacency arrays, for the search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.matching.kernel.trail_label import (
    ASKED,
    CONTACT,
    END,
    END_AGENCY,
    END_TIE,
    FIRST_AGENCY,
    FIRST_TIE,
    IS_PERSON,
    MOST_NODES,
    MOST_PARALLEL,
    PLACE,
    PROVIDER,
    RANK,
    Lists,
    Small,
    TieColumns,
)
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
    places = arrays.columns.tie[:, PLACE]
    return len(network.ids) <= MOST_NODES and (not len(places) or int(places.max()) <= MOST_PARALLEL)


def make_tie_arrays(network: Network, ties: Ties, providers: Iterable[NodeId]) -> TieArrays:
    """The ties of a network as arrays; every tie's ends are in the network."""
    row_of, count = network.row_of, len(network.ids)
    ordered = _in_order(network, [tie for listed in ties.starting.values() for tie in listed])
    numbered = {provider: number for number, provider in enumerate(dict.fromkeys(providers))}
    by_start = lists_of(((row_of[tie.start], row_of[tie.end]) for tie in ordered), count)
    works = ((row_of[one], row_of[each]) for one, agencies in ties.agencies_of.items() for each in agencies)
    agencies = lists_of(works, count)
    return TieArrays(
        tuple(ordered),
        TieColumns(
            _tie_lines(network, ties, ordered),
            _node_lines(network, ties, agencies, by_start, numbered),
            agencies.items,
        ),
        lists_of(_told_by(network, ties), count),
        numbered,
    )


def _in_order(network: Network, ties: list[Tie]) -> list[Tie]:
    """By the rows of both ends; only those between the same two are compared with each other."""
    row_of, count = network.row_of, len(ties)
    start = np.fromiter((row_of[tie.start] for tie in ties), dtype=np.int64, count=count)
    end = np.fromiter((row_of[tie.end] for tie in ties), dtype=np.int64, count=count)
    ordered = map(ties.__getitem__, np.lexsort((end, start)).tolist())
    found: list[Tie] = []
    for _, same in groupby(ordered, key=_ends):
        several = list(same)
        found += several if len(several) == 1 else sorted(several)
    return found


def with_providers(old: TieArrays, network: Network, providers: Iterable[NodeId]) -> TieArrays:
    """The same ties, with other numbers for those who offer something."""
    numbered = {provider: number for number, provider in enumerate(dict.fromkeys(providers))}
    if list(numbered) == list(old.providers):
        return old
    node = old.columns.node.copy()
    node[:, PROVIDER] = -1
    node[[network.row_of[each] for each in numbered], PROVIDER] = np.arange(len(numbered))
    return replace(old, columns=old.columns._replace(node=node), providers=numbered)


def changed_tie_arrays(
    old: TieArrays, network: Network, ties: Ties, starts: Iterable[NodeId], called: Iterable[NodeId]
) -> TieArrays:
    """The same after those nodes' own ties became others, and other people are called at those agencies.

    What is before, between and after the ties of these nodes is copied in one piece each; what nothing
    touches is the same object.
    """
    rows = sorted(network.row_of[each] for each in starts)
    found = _with_ties_of(old, network, ties, rows) if rows else old
    ends = [network.row_of[each] for each in called]
    return _with_contacts_at(found, network, ties, ends) if ends else found


def _with_ties_of(old: TieArrays, network: Network, ties: Ties, rows: list[int]) -> TieArrays:
    row_of, node = network.row_of, old.columns.node
    listed: list[Tie] = []
    lines, more, done = [], np.zeros(len(node), dtype=np.int32), 0
    for row in rows:
        first, end = int(node[row, FIRST_TIE]), int(node[row, END_TIE])
        new = sorted(ties.starting.get(network.ids[row], ()), key=lambda tie: (row_of[tie.end], tie))
        listed += old.ties[done:first]
        listed += new
        lines += [old.columns.tie[done:first], _tie_lines(network, ties, new)]
        more[row], done = len(new) - (end - first), end
    listed += old.ties[done:]
    lines.append(old.columns.tie[done:])
    if more.any():
        moved = np.cumsum(more, dtype=np.int32)
        node = node.copy()
        node[:, END_TIE] += moved
        node[:, FIRST_TIE] += moved - more
    columns = old.columns._replace(tie=np.concatenate(lines), node=node)
    return replace(old, ties=tuple(listed), columns=columns)


def _with_contacts_at(old: TieArrays, network: Network, ties: Ties, ends: list[int]) -> TieArrays:
    lines, is_called = old.columns.tie, np.zeros(len(network.ids), dtype=np.bool_)
    is_called[ends] = True
    places = np.flatnonzero(is_called[lines[:, END]])
    contacts = [_contact(network, ties, old.ties[place]) for place in places.tolist()]
    if lines[places, CONTACT].tolist() == contacts:
        return old
    lines = lines.copy()
    lines[places, CONTACT] = contacts
    return replace(old, columns=old.columns._replace(tie=lines))


def _tie_lines(network: Network, ties: Ties, ordered: list[Tie]) -> Small:
    row_of = network.row_of
    places = [place for _, same in groupby(ordered, key=_ends) for place, _ in enumerate(same, start=1)]
    lines = [
        (
            row_of[tie.end],
            tie.cost,
            tie.count,
            row_of[tie.renews] if tie.renews else -1,
            place,
            _contact(network, ties, tie),
        )
        for tie, place in zip(ordered, places, strict=True)
    ]
    return np.array(lines, dtype=np.int32).reshape(-1, 6)


def _node_lines(
    network: Network, ties: Ties, agencies: Lists, by_start: Lists, numbered: Mapping[NodeId, int]
) -> Small:
    row_of, count = network.row_of, len(network.ids)
    lines = np.zeros((count, 8), dtype=np.int32)
    lines[sorted(range(count), key=network.ids.__getitem__), RANK] = np.arange(count)
    lines[:, ASKED] = np.arange(count)
    for node, each in ties.agencies_of.items():
        lines[row_of[node], ASKED] = row_of[each[0]]
    persons = network.nodes["person"]
    lines[persons.first : persons.first + len(persons.ids), IS_PERSON] = 1
    lines[:, PROVIDER] = -1
    for provider, number in numbered.items():
        lines[row_of[provider], PROVIDER] = number
    lines[:, FIRST_AGENCY], lines[:, END_AGENCY] = agencies.offsets[:-1], agencies.offsets[1:]
    lines[:, FIRST_TIE], lines[:, END_TIE] = by_start.offsets[:-1], by_start.offsets[1:]
    return lines


def _ends(tie: Tie) -> tuple[NodeId, NodeId]:
    return tie.start, tie.end


def _contact(network: Network, ties: Ties, tie: Tie) -> int:
    contacts = () if tie.end in ties.persons else ties.contacts(tie.end, tie.via)
    return network.row_of[contacts[0]] if contacts else -1


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
        for each in sorted(inside):
            yield row, network.row_of[each]


def lists_of(pairs: Iterable[tuple[int, int]], count: int) -> Lists:
    """The lists of second numbers by the first, in the order given."""
    table = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    offsets = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(table[:, 0], minlength=count), out=offsets[1:])
    order = np.argsort(table[:, 0], kind="stable")
    return Lists(offsets, table[order, 1].copy())


def turned(lists: Lists, count: int) -> Lists:
    """On which rows each number stands: the rows of ``lists`` by its items, of which there are ``count``."""
    offsets = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(lists.items, minlength=count), out=offsets[1:])
    rows = np.repeat(np.arange(len(lists.offsets) - 1, dtype=np.int64), np.diff(lists.offsets))
    return Lists(offsets, rows[np.argsort(lists.items, kind="stable")])
