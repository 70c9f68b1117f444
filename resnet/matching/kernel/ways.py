"""What each circle can reach: searched once for a circle, looked up for every service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import datetime
from itertools import chain
from types import ModuleType
from typing import Final, NamedTuple

import numpy as np

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.matching.facts import Circle
from resnet.matching.kernel.compiled import loaded, ready
from resnet.matching.kernel.gone import Found, Gone, OpenWays, Scratch
from resnet.matching.kernel.node_lists import NodeLists
from resnet.matching.kernel.once import Once
from resnet.matching.kernel.prices import Prices, make_prices
from resnet.matching.kernel.tie_arrays import (
    TieArrays,
    fits_labels,
    lists_of,
    make_tie_arrays,
    turned,
    with_providers,
)
from resnet.matching.kernel.trail_label import (
    ASKED,
    COST_SHIFT,
    COVERED,
    IDS,
    KEY,
    MOST_TIES,
    NODE,
    PARENT,
    PLACES,
    RANK,
    TIE,
    WIDTH,
    Limits,
    Lists,
    Numbers,
    Reached,
    Small,
    key_parts,
    pack_ids,
)
from resnet.matching.kernel.verdict import Flags, Recent, Scale, Table
from resnet.matching.paths import Search, Trail
from resnet.matching.policy import Policy, Row
from resnet.matching.ties import Ties, ties_at
from resnet.matching.told import Told
from resnet.ontology.category import Category

SEARCH: Final = "search"
_IDENTITY: Final = str(Category.IDENTITY)
_CIRCLES = 256
# Of so many nodes the ties are brought together in two seconds: those of more nobody waits for.
_MADE_BEHIND: Final = 100_000
_LABELS, _OPEN_LABELS = 4096, 512


# The managers of a case and its lead agency: those of many clients are the same.
Whose = tuple[tuple[NodeId, ...], NodeId | None]


class Begun(NamedTuple):
    """Where searches for cases in the same hands begin (rows); who has them, with the trail to each.

    ``inside`` are those who may be told whatever a consent says, as rows.
    """

    starts: Numbers
    own: Numbers
    own_trails: Numbers
    inside: Numbers


class Tied(NamedTuple):
    """The ties of a network at a moment as the search wants them, with room for it.

    ``lists`` are the lists of providers; ``is_fitting`` says whether trails can be written as labels.
    """

    ties: Ties
    arrays: TieArrays
    lists: Lists
    scratch: Scratch
    is_fitting: bool


class Ways:
    """Searches the ties of one network for circles; the plain search is asked where it cannot.

    It cannot before the loops are compiled, and for circles with people or teams outside the public network.
    The ties of all are brought together when somebody first wants them: of a large network behind, and the
    plain search, which reads only what it meets, is asked meanwhile.
    """

    def __init__(
        self,
        network: Network,
        at: datetime,
        scale: Scale,
        provided_by: NodeLists,
        known: tuple[Ties, TieArrays] | None = None,
    ) -> None:
        self._network, self._policy, self._scale = network, scale.policy, scale
        self._priced: Prices | None = None
        self.provided_by = provided_by
        self._limits = _limits(scale.policy)
        self._open_limits = self._limits._replace(is_open=True)
        self._tied = Once(lambda: _tied(network, at, scale.policy, provided_by, known))
        if known is not None:
            self.wait()
        self._found: Recent[Circle, Found | None] = Recent(_CIRCLES)
        self._open: Recent[Circle, OpenWays | None] = Recent(_CIRCLES)
        self._begun: Recent[Whose, Begun] = Recent(_CIRCLES)

    @property
    def ties(self) -> Ties:
        """The ties of all; whoever asks waits until they are there."""
        return self._tied().ties

    @property
    def arrays(self) -> TieArrays:
        """The same as arrays."""
        return self._tied().arrays

    @property
    def is_tied(self) -> bool:
        """Whether nobody would have to wait for the ties."""
        return self._tied.is_made

    def is_tied_as(self, other: Ways) -> bool:
        """Whether both search the same ties."""
        is_same = self._tied is other._tied
        return is_same or (self.is_tied and other.is_tied and self.arrays is other.arrays)

    def on(self, network: Network) -> Ways:
        """The same ways over a network that has the same nodes and ties."""
        found = copy(self)
        vars(found)["_network"] = network
        return found

    def over(self, network: Network, ties: Ties, arrays: TieArrays) -> Ways:
        """The ways to the same providers over other ties of a network that has the same nodes."""
        found, before = self.on(network), self._tied()
        is_fitting = self._policy.ties.most <= MOST_TIES and fits_labels(network, arrays)
        now = before._replace(ties=ties, arrays=arrays, is_fitting=is_fitting)
        vars(found).update(
            _tied=Once.of(now),
            _found=Recent(_CIRCLES),
            _open=Recent(_CIRCLES),
            _begun=Recent(_CIRCLES),
        )
        return found

    def wait(self) -> None:
        """Come back when the ties are there."""
        self._tied()

    def are_at_hand(self) -> bool:
        """Whether the ties are there, or soon enough to be waited for."""
        if not self._tied.is_made and len(self._network.ids) > _MADE_BEHIND:
            self._tied.begin()
            return self._tied.is_made
        return True

    def table(self, circle: Circle, row: Row) -> Table | None:
        """The answers of the rule ``path``, a place a list of providers; None where it has to be asked."""
        found = self.found(circle)
        if found is None:
            return None
        lines = np.zeros(len(self.provided_by), dtype=np.int64)
        lines[found.lists] = np.arange(1, len(found.lists) + 1)
        table = self.prices(row).table(found.ways, self._policy).at(lines)
        table.known[self.run_by_nobody] = False
        return table

    @property
    def run_by_nobody(self) -> Flags:
        """The lists without anybody: what the rule ``path`` says of these has to be asked of it."""
        return self.provided_by.are_empty

    @property
    def numbers(self) -> Small:
        """Room for a number for each list of providers, of this thread alone; -1 before and after."""
        return self._tied().scratch.numbers

    def prices(self, row: Row) -> Prices:
        """What ways earn under the rule ``path``."""
        if self._priced is None:
            self._priced = make_prices(self._scale, row)
        return self._priced

    def search(self, circle: Circle) -> Search | None:
        """All that the circle can reach, as the plain search tells it; None where it has to be asked."""
        found = self.found(circle)
        if found is None:
            return None
        settled = Settled(found, self.arrays, self._network.ids)
        return Search(Told(circle, self.ties), self._policy, settled, {})

    def found(self, circle: Circle) -> Found | None:
        """All that the circle can reach; None where the plain search has to be asked."""
        if ready(SEARCH) is None or not self._is_public(circle):
            return None
        return self._found.get(circle, lambda: self.find(circle))

    def _is_public(self, circle: Circle) -> bool:
        starts = (*circle.managers, *(() if circle.lead is None else (circle.lead,)))
        has_ties = any(len(members) > 1 for _, members in circle.case_teams)
        is_inside = bool(starts) and not has_ties and all(each in self._network for each in starts)
        return is_inside and self.are_at_hand() and self._tied().is_fitting

    def find(self, circle: Circle) -> Found | None:
        """The same, searched anew."""
        gone = self._go(circle, self._limits)
        if gone is None:
            return None
        used = int(gone.order.max()) + 1
        return Found(gone.labels[:used].copy(), gone.order, *self._arrive(gone))

    def reached(self, circle: Circle, *, is_open: bool) -> tuple[Numbers, Numbers] | None:
        """The lists and ways of what would be found, without the search itself; ``is_open`` only today's."""
        gone = self._go(circle, self._limits._replace(is_open=is_open))
        return None if gone is None else self._arrive(gone)

    def _arrive(self, gone: Gone) -> tuple[Numbers, Numbers]:
        """The lists of providers that a search came to, in order, and the way to each."""
        loops = loaded(SEARCH)
        scratch = self._tied().scratch
        with scratch.board(self.arrays.columns, gone) as board:
            found: tuple[Numbers, Numbers] = loops.reach_all(
                board, gone.order, scratch.landing, gone.own, gone.own_trails
            )
        return found

    def open_ways(self, circle: Circle) -> OpenWays | None:
        """The ways that the circle can go today, found for those who are asked for; None as above."""
        if ready(SEARCH) is None:
            return None
        return self._open.get(circle, lambda: self._go_open(circle))

    def _go_open(self, circle: Circle) -> OpenWays | None:
        gone = self._go(circle, self._open_limits)
        return None if gone is None else OpenWays(gone, self.reach)

    def reach(self, gone: Gone, wanted: Numbers) -> Numbers:
        """The best way of a search to each of those lists of providers, a line each; see ``Found``."""
        loops, tied = loaded(SEARCH), self._tied()
        ways = np.empty((len(wanted), 6), dtype=np.int64)
        reached = Reached(tied.lists, wanted, tied.scratch.slots, gone.own, gone.own_trails, ways)
        with tied.scratch.board(tied.arrays.columns, gone) as board:
            loops.reach(board, gone.order, reached)
        return ways

    def _go(self, circle: Circle, limits: Limits) -> Gone | None:
        loops = ready(SEARCH)
        if loops is None or not self._is_public(circle):
            return None
        scratch = self._tied().scratch
        begun = self._begun.get((circle.managers, circle.lead), lambda: self._begin(circle))
        rows, room = self._told(circle, begun, loops), _OPEN_LABELS if limits.is_open else _LABELS
        while True:
            labels, order = np.empty((room, WIDTH), dtype=np.int64), np.empty(room, dtype=np.int64)
            gone = Gone(labels, order, limits, rows, begun.own, begun.own_trails)
            with scratch.board(self.arrays.columns, gone) as board:
                settled = loops.settle(board, begun.starts, scratch.heads, order)
            if settled >= 0:
                return gone._replace(order=order[:settled].copy())
            room *= 4

    def _told(self, circle: Circle, begun: Begun, loops: ModuleType) -> Numbers:
        """The rows of whoever may be told; some stand there twice."""
        identity = _IDENTITY
        named = self._rows(each for each, category in circle.consents if category == identity)
        found = [loops.items_of(self.arrays.told_by, named), begun.inside]
        for team, members in circle.case_teams:
            if (team, identity) in circle.consents:
                staff = (self.ties.staff_of.get(member, ()) for member in members)
                found.append(self._rows([*members, *chain.from_iterable(staff)]))
        return np.concatenate(found)

    def _rows(self, nodes: Iterable[NodeId]) -> Numbers:
        """The rows of those who are in the network."""
        row_of = self._network.row_of.get
        return np.array([row for each in nodes if (row := row_of(each)) is not None], dtype=np.int64)

    def _begin(self, circle: Circle) -> Begun:
        """To whoever has the case there is one way, at the price of a tie: the plain search knows which."""
        told = Told(circle, self.ties)
        plain, numbers = Search(told, self._policy, {}, {}), self.arrays.providers
        own = [each for each in (*told.own, *told.circle.managers) if each in numbers]
        lines = np.zeros((len(own), WIDTH), dtype=np.int64)
        for line, each in zip(lines, own, strict=True):
            trail = plain.paths_to(each)[0].trail
            line[KEY] = (trail.cost << COST_SHIFT) + trail.count
            line[NODE] = self._network.row_of[each]
            ranks = [self.arrays.columns.node[self._network.row_of[node], RANK] for node in trail.nodes]
            line[IDS:PLACES] = pack_ids(ranks)
        starts = [self._network.row_of[each] for each in sorted(told.starts)]
        numbered = [numbers[each] for each in own]
        inside = self._rows([*told.own, *told.circle.managers])
        return Begun(np.array(starts, dtype=np.int64), np.array(numbered, dtype=np.int64), lines, inside)


def _tied(
    network: Network,
    at: datetime,
    policy: Policy,
    provided_by: NodeLists,
    known: tuple[Ties, TieArrays] | None,
) -> Tied:
    providers = [provider for listed in provided_by for provider in listed]
    if known is None:
        ties = ties_at(network, at, policy)
        arrays = make_tie_arrays(network, ties, providers)
    else:
        ties, arrays = known[0], with_providers(known[1], network, providers)
    numbers = arrays.providers
    pairs = ((row, numbers[each]) for row, listed in enumerate(provided_by) for each in listed)
    lists = lists_of(pairs, len(provided_by))
    scratch = Scratch(len(network.ids), len(numbers), turned(lists, len(numbers)), len(provided_by))
    is_fitting = policy.ties.most <= MOST_TIES and fits_labels(network, arrays)
    return Tied(ties, arrays, lists, scratch, is_fitting)


def _limits(policy: Policy) -> Limits:
    return Limits(
        most=policy.ties.most,
        change=policy.changes["new-agreement"],
        consent=policy.changes["consent"],
        renewal=policy.changes["renew-agreement"],
        named_contact=policy.ties.cost["named-contact"],
        cold=policy.ties.cold_extra,
        is_open=False,
    )


class Settled(Mapping[NodeId, tuple[Trail, ...]]):
    """The settled labels as trails, by their last node; written out when they are asked for."""

    def __init__(self, found: Found, arrays: TieArrays, ids: Sequence[NodeId]) -> None:
        self._found, self._arrays, self._ids = found, arrays, ids
        self._at: dict[NodeId, list[int]] = {}
        for label in found.order.tolist():
            self._at.setdefault(ids[found.labels[label, NODE]], []).append(label)

    def __getitem__(self, node: NodeId) -> tuple[Trail, ...]:
        return tuple(self._trail(label) for label in self._at[node])

    def __contains__(self, node: object) -> bool:
        return node in self._at

    def __iter__(self) -> Iterator[NodeId]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)

    def _trail(self, label: int) -> Trail:
        labels, ties, asked = self._found.labels, self._arrays.ties, self._arrays.columns.node[:, ASKED]
        change, cost, count = key_parts(int(labels[label, KEY]))
        is_covered = bool(labels[label, COVERED])
        nodes, gone, asks = [self._ids[labels[label, NODE]]], [], []
        while (tie := labels[label, TIE]) >= 0:
            label = labels[label, PARENT]
            gone.append(ties[tie])
            nodes.append(self._ids[labels[label, NODE]])
            if not labels[label, COVERED]:
                asks.append(self._ids[asked[labels[label, NODE]]])
        backwards = (tuple(nodes[::-1]), tuple(gone[::-1]), tuple(asks[::-1]))
        return Trail(change, cost, count, *backwards, is_covered)
