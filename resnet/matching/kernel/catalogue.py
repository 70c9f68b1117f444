"""The services of a network as columns: of each rule, which profile each service has."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import radians
from typing import Final

import numpy as np
from numpy.typing import NDArray

from resnet.graph.elements import NodeId
from resnet.graph.network.columns import frozen, instant, microseconds
from resnet.graph.network.snapshot import Network
from resnet.matching.facts import Facts, Point, Wish
from resnet.matching.kernel.moments import Moments, between, moments_at
from resnet.matching.kernel.node_lists import NodeLists
from resnet.matching.kernel.offers import Offers
from resnet.matching.kernel.reads import READS
from resnet.matching.kernel.segments import Segments
from resnet.matching.kernel.traits import NEVER, Traits, number_codes
from resnet.matching.kernel.verdict import Ints, Numbers, Recent, Scale, Table
from resnet.matching.kernel.ways import Ways
from resnet.matching.offer import Offer
from resnet.matching.policy import Policy
from resnet.matching.question import Question
from resnet.ontology.category import Category

FRESHNESS: Final = "freshness"
PATH: Final = "path"
# Requests of a rule that are kept: small beside the services.
TABLES = 4096
# Circles whose answers are kept, and the bytes that all of them may take: each has one for every list of
# providers, of which a large network has many.
_CIRCLES, _FEWEST_CIRCLES, _BYTES, _BYTES_A_LIST = 256, 16, 64_000_000, 18


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """The profile of each service for one rule; ``examples`` has a service for each profile.

    ``keys`` says what each profile is.
    """

    profile: Ints
    examples: Ints
    keys: Sequence[Hashable]

    def listing(self, name: str, network: Network) -> Column:
        """The same, what are lists of nodes for the rule of that name as ``NodeLists``."""
        is_listed = READS[name].told is not None
        return replace(self, keys=NodeLists.of(self.keys, network)) if is_listed else self


class ServiceRows(Mapping[NodeId, int]):
    """The row of each service of a network."""

    def __init__(self, network: Network) -> None:
        self._row_of, self._table = network.row_of, network.nodes["service"]

    def __getitem__(self, node: NodeId) -> int:
        row = self._row_of[node] - self._table.first
        if not 0 <= row < len(self._table.ids):
            raise KeyError(node)
        return row

    def __iter__(self) -> Iterator[NodeId]:
        return iter(self._table.ids)

    def __len__(self) -> int:
        return len(self._table.ids)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Catalogue:
    """All services between two instants at which something of the network begins or ends.

    A row is a service, ordered by id. ``columns`` has the rules that are looked up by profile; ``points`` are
    latitude and longitude in radians, not a number where unknown; ``turns`` are the instants (microseconds)
    at which a service's own profile changes by the passing of time, ``turning`` their rows; ``ways`` finds
    what a circle can reach, for each profile of the rule ``path``; ``moments`` are the two instants by table.
    """

    network: Network
    scale: Scale
    made_at: datetime
    since: datetime
    until: datetime | None
    moments: Moments
    offers: Offers
    tiers: Ints
    columns: Mapping[str, Column]
    points: NDArray[np.float64]
    turns: NDArray[np.int64]
    turning: NDArray[np.int64]
    ways: Ways
    tables: Recent[tuple[str, Hashable], Table]
    circles: Recent[tuple[str, Hashable], Table]
    segments: Segments

    @property
    def policy(self) -> Policy:
        """The policy under which it was made."""
        return self.scale.policy

    @property
    def row_of(self) -> ServiceRows:
        """The row of each service."""
        return ServiceRows(self.network)

    def run_by(self, provider: NodeId) -> tuple[int, ...]:
        """The rows of the services that somebody runs and is open for, in order."""
        rows = sorted({self.row_of[edge.end] for edge in self.network.edges_out(provider, "offers")})
        return tuple(row for row in rows if provider in self.offers[row].providers)

    def holds_at(self, at: datetime) -> bool:
        """Whether the network is the same at that instant."""
        return self.since <= at and (self.until is None or at < self.until)

    def question(self, facts: Facts) -> Question:
        """The question of one need, with what its circle can reach."""
        asked = self.asked(facts)
        return asked if facts.client is None else replace(asked, search=self.ways.search(facts.circle))

    def asked(self, facts: Facts) -> Question:
        """The question of one need, before its ways are searched."""
        return Question(facts, self.network, self.policy, self.made_at)

    def ages(self) -> dict[str, int]:
        """How many services have which word on their freshness."""
        column = self.columns[FRESHNESS]
        counts = np.bincount(column.profile, minlength=len(column.keys)).tolist()
        return {str(key): count for key, count in zip(column.keys, counts, strict=True) if count}


def make_catalogue(network: Network, at: datetime, policy: Policy) -> Catalogue:
    """The services as they stand at an instant, and until when they do."""
    offers, traits = Offers(network, at), Traits(network, at)
    asked = nobody_asks(network, policy, at)
    names = {row.name for row in policy.rules} & READS.keys() | {FRESHNESS, PATH}
    columns = {name: _column(traits, offers, name, asked).listing(name, network) for name in sorted(names)}
    turns, turning = _turns(traits, columns, policy)
    moments = moments_at(network, at, policy)
    since, until = between(moments)
    scale = Scale(policy)
    tiers = [policy.tiers.index(tier) for tier in ("informal", "formal")]
    return Catalogue(
        network=network,
        scale=scale,
        made_at=at,
        since=max(since, last_turn(turns, at) or since),
        until=until,
        moments=moments,
        offers=offers,
        tiers=frozen(np.array(tiers, dtype=np.int32)[traits.is_formal.astype(np.int64)]),
        columns=columns,
        points=_points(traits.points),
        turns=turns,
        turning=turning,
        ways=Ways(network, at, scale, NodeLists.of(columns[PATH].keys, network)),
        tables=Recent(TABLES),
        circles=Recent(circles_kept(len(columns[PATH].keys))),
        segments=Segments(),
    )


def circles_kept(lists: int) -> int:
    """For how many circles answers are kept, for so many lists of providers.

    >>> circles_kept(5_000), circles_kept(150_000)
    (256, 23)
    """
    return min(_CIRCLES, max(_FEWEST_CIRCLES, _BYTES // (_BYTES_A_LIST * (lists + 1))))


def brought_to(catalogue: Catalogue, at: datetime) -> Catalogue:
    """The same services later, before anything of the network begins or ends: what turned stale is read anew.

    Costs what turned; the old catalogue stays as it is for whoever reads it.
    """
    first, last = np.searchsorted(catalogue.turns, (microseconds(catalogue.since), microseconds(at)), "right")
    rows = np.unique(catalogue.turning[first:last]).tolist()
    if not rows:
        return catalogue
    asked = nobody_asks(catalogue.network, catalogue.policy, at)
    timed = [name for name in catalogue.columns if READS[name].turns_at is not None]
    changed = {name: _changed(catalogue, name, rows, asked) for name in timed}
    return replace(
        catalogue,
        since=last_turn(catalogue.turns, at) or catalogue.since,
        columns={**catalogue.columns, **changed},
        tables=Recent(TABLES),
        segments=Segments(),
    )


def nobody_asks(network: Network, policy: Policy, at: datetime) -> Question:
    """A question for what is read of offers alone."""
    return Question(Facts(at=at, wish=Wish(id=NodeId(""), category=Category.CASE)), network, policy)


def _column(traits: Traits, offers: Offers, name: str, asked: Question) -> Column:
    """Of services that are not told apart one is asked for all."""
    numbers, reads = Numbers[Hashable](), READS[name]
    keys: Sequence[Hashable]
    number, first = number_codes(reads.trait(traits, asked.policy).astype(np.int64))
    if reads.told is None:
        keys = [reads.profile(offers[row], asked) for row in first.tolist()]
    else:
        told = reads.told(traits)
        keys = [told.values[number] for number in told.number[first].tolist()]
    profile = np.array([numbers.of(key) for key in keys], dtype=np.int32)
    return numbered(profile[number] if keys else profile, numbers)


def _turns(
    traits: Traits, columns: Mapping[str, Column], policy: Policy
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """As ``turns_of`` all services."""
    clocks = [reads.turn(traits, policy) for name, reads in READS.items() if name in columns and reads.turn]
    turns = np.concatenate([np.zeros(0, dtype=np.int64), *clocks])
    turning = np.tile(np.arange(len(traits), dtype=np.int64), len(clocks))
    turns, turning = turns[turns != NEVER], turning[turns != NEVER]
    order = np.lexsort((turning, turns))
    return frozen(turns[order]), frozen(turning[order])


def numbered(profile: Ints, numbers: Numbers[Hashable]) -> Column:
    """The column of these profiles, of which every number occurs."""
    examples = np.zeros(len(numbers), dtype=np.int32)
    # Written backwards, so that the first service with a profile is its example.
    examples[profile[::-1]] = np.arange(len(profile), dtype=np.int32)[::-1]
    return Column(frozen(profile), frozen(examples), tuple(numbers.keys))


def _changed(catalogue: Catalogue, name: str, rows: list[int], asked: Question) -> Column:
    old, numbers = catalogue.columns[name], Numbers[Hashable]()
    for key in old.keys:
        numbers.of(key)
    profile = old.profile.copy()
    for row in rows:
        profile[row] = numbers.of(READS[name].profile(catalogue.offers[row], asked))
    return in_order(profile, numbers)


def in_order(profile: Ints, numbers: Numbers[Hashable]) -> Column:
    """The column with numbers in the order in which they occur, those that no longer do left out."""
    first = np.full(len(numbers), len(profile), dtype=np.int64)
    first[profile[::-1]] = np.arange(len(profile))[::-1]
    used = np.flatnonzero(first < len(profile))
    order = used[np.argsort(first[used])]
    place = np.zeros(len(numbers), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    keys = tuple(numbers.keys[number] for number in order.tolist())
    return Column(frozen(place[profile]), frozen(first[order].astype(np.int32)), keys)


def turns_of(
    offers: Iterable[tuple[int, Offer]], columns: Mapping[str, Column], asked: Question
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """When the profile of each service changes by the passing of time, in order, and its row."""
    clocks = [reads.turns_at for name, reads in READS.items() if name in columns and reads.turns_at]
    found = [
        (microseconds(turn), row)
        for row, offer in offers
        for turns_at in clocks
        if (turn := turns_at(offer, asked)) is not None
    ]
    pairs = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
    return frozen(pairs[:, 0].copy()), frozen(pairs[:, 1].copy())


def last_turn(turns: NDArray[np.int64], at: datetime) -> datetime | None:
    """The last of these instants that is not after ``at``."""
    place = int(np.searchsorted(turns, microseconds(at), "right"))
    return instant(int(turns[place - 1])) if place else None


def _points(points: Sequence[Point | None]) -> NDArray[np.float64]:
    found = np.full((2, len(points)), np.nan)
    for row, point in enumerate(points):
        if point is not None:
            found[:, row] = radians(point[0]), radians(point[1])
    found.setflags(write=False)
    return found
