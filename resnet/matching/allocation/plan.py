"""A dry run of who could get the places that are open to referrals, by the policy's stated priority."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from resnet.graph.elements import Node, NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.reading import edges_out, find_all
from resnet.graph.store import GraphView
from resnet.matching.allocation.asking import Asking
from resnet.matching.allocation.held import Held, left_of, read_held
from resnet.matching.allocation.share import best_sum, share_places
from resnet.matching.kernel.match import match_need
from resnet.matching.matches import Match, Matches
from resnet.matching.policy import Policy, load_policy
from resnet.matching.read import read_each

NO_OPEN_PLACE, COMES_LATER, AREA_FLOOR = "no-open-place", "comes-later", "area-floor"
GAINS, MOVES, STAYS = "gains", "moves", "stays"
UNKNOWN_AREA: Final = "unknown"
_ASKING_STATES = frozenset({"", "open", "under-met"})
_OPEN = "capacity-open"
_PER_MILLE: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPlace:
    """A service with an open place that would fit the need."""

    service: NodeId
    name: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotted:
    """One need in the dry run. ``service`` is None without a place, and ``reason`` then says why.

    ``waited`` are days since the need was agreed, ``level_days`` what the policy adds for the level; both are
    the ``priority``. ``options`` are the services with open places that would fit. ``change`` says what would
    be otherwise than now: it gains a place, it moves from the wait list of ``waits_for`` to one, or it stays
    without. Nothing is said of who else asks.
    """

    need: NodeId
    text: str
    level: str
    area: str
    waited: int
    level_days: int
    options: tuple[OpenPlace, ...]
    service: NodeId | None
    name: str
    score: int
    reason: str
    change: str
    waits_for: str

    @property
    def priority(self) -> int:
        """Days: those waited, and what the policy adds for the level."""
        return self.waited + self.level_days


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaFloor:
    """An area (an id, or ``unknown``): how many needs ask, are to get a place at least, and get one."""

    area: str
    asking: int
    floor: int
    served: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What fairness costs, in milli-points of fit and, for floors, in needs that go without for another.

    ``priority``: how much better everything would fit if priority and floors did not count. ``floors``: the
    same against priority alone. ``displaced``: needs that priority alone would have served.
    """

    priority: int
    floors: int
    displaced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """The needs that ask, those of highest priority first, and those that have their referral already.

    ``places`` counts the places left at services that would fit one of them: open to referrals, as the
    provider said lately, less what was referred there since.
    """

    at: datetime
    policy: str
    needs: tuple[Allotted, ...]
    held: tuple[Held, ...]
    places: int
    floors: tuple[AreaFloor, ...]
    prices: Prices


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """A need with what its place in the order is made of."""

    node: Node
    level: str
    waited: int
    level_days: int

    @property
    def rank(self) -> tuple[int, NodeId]:
        return -(self.waited + self.level_days), self.node.id


def allocate(network: Network, view: GraphView, policy: Policy | None = None) -> Allocation:
    """Who could get which place, of all needs that the caller may know of; nothing is written.

    Only places that the provider has said are open to referrals, and said lately, are given: its own users
    are never displaced. A person confirms each.
    """
    policy = policy or load_policy()
    asking_nodes = [need for need in find_all(view, "agreed_need") if _asks(need)]
    held, on_lists = read_held(view, network, asking_nodes)
    settled = {each.need for each in held}
    ranked = _ranked(view, [need for need in asking_nodes if need.id not in settled], policy)
    said: dict[NodeId, int] = {}
    fitting: dict[NodeId, dict[NodeId, Match]] = {}
    areas: dict[NodeId, str] = {}
    for need, facts in zip(ranked, read_each(view, [each.node.id for each in ranked]), strict=True):
        fitting[need.node.id] = _with_places(match_need(network, facts, policy), said)
        areas[need.node.id] = facts.place[0] if facts.place else UNKNOWN_AREA
    places = left_of(view, network, said, said)
    asking = [
        Asking(
            need=each.node.id,
            area=areas[each.node.id],
            scores={
                service: match.score
                for service, match in fitting[each.node.id].items()
                if places[service] > 0
            },
        )
        for each in ranked
    ]
    floors = _floors(asking, policy)
    given = share_places(asking, places, floors)
    alone = share_places(asking, places) if any(floors.values()) else given
    waits = {each.need: each.name for each in on_lists}
    return Allocation(
        at=view.now,
        policy=policy.name,
        needs=tuple(
            _allotted(each, asked, fitting[each.node.id], (given, alone), waits.get(each.node.id, ""))
            for each, asked in zip(ranked, asking, strict=True)
        ),
        held=tuple(held),
        places=sum(places.values()),
        floors=_reached(asking, floors, given),
        prices=Prices(
            priority=best_sum(asking, places) - _sum(asking, given),
            floors=_sum(asking, alone) - _sum(asking, given),
            displaced=len(alone.keys() - given.keys()),
        ),
    )


def _asks(need: Node) -> bool:
    return bool(need.about) and need.text("state") in _ASKING_STATES


def _ranked(view: GraphView, needs: Sequence[Node], policy: Policy) -> list[_Waiting]:
    levels = _levels(view, needs)
    found = [
        _Waiting(
            node=need,
            level=levels[need.id],
            waited=_waited(need, view.now),
            level_days=policy.level_days.get(levels[need.id], 0),
        )
        for need in needs
    ]
    return sorted(found, key=lambda each: each.rank)


def _levels(view: GraphView, needs: Sequence[Node]) -> dict[NodeId, str]:
    """The level of each need's case, ``""`` where it is not known."""
    case_of = {edge.start: edge.end for edge in edges_out(view, [need.id for need in needs], "in_case")}
    cases = view.nodes(sorted(set(case_of.values())))
    found: dict[NodeId, str] = {}
    for need in needs:
        case = case_of.get(need.id)
        found[need.id] = cases[case].text("level") if case in cases else ""
    return found


def _waited(need: Node, now: datetime) -> int:
    agreed_at = need.get("agreed_at")
    return max(0, (now - agreed_at).days) if isinstance(agreed_at, datetime) else 0


def _with_places(found: Matches, places: dict[NodeId, int]) -> dict[NodeId, Match]:
    """The proposals that have places open to referrals; how many is noted in ``places``."""
    fitting: dict[NodeId, Match] = {}
    for match in found.matches:
        for finding in match.findings:
            count = dict(finding.args).get("places")
            if finding.code == _OPEN and isinstance(count, int) and count > 0:
                places[match.offer], fitting[match.offer] = count, match
    return fitting


def _floors(asking: Sequence[Asking], policy: Policy) -> dict[str, int]:
    """How many needs of each area are to get a place at least: the policy's share, rounded up."""
    counts = Counter(each.area for each in asking)
    return {area: -(-count * policy.area_floor // _PER_MILLE) for area, count in sorted(counts.items())}


def _reached(
    asking: Sequence[Asking], floors: Mapping[str, int], given: Mapping[NodeId, NodeId]
) -> tuple[AreaFloor, ...]:
    asked = Counter(each.area for each in asking)
    served = Counter(each.area for each in asking if each.need in given)
    return tuple(
        AreaFloor(area=area, asking=asked[area], floor=floor, served=served[area])
        for area, floor in floors.items()
    )


def _sum(asking: Sequence[Asking], given: Mapping[NodeId, NodeId]) -> int:
    return sum(each.scores[given[each.need]] for each in asking if each.need in given)


def _allotted(
    need: _Waiting,
    asked: Asking,
    fitting: Mapping[NodeId, Match],
    shared: tuple[Mapping[NodeId, NodeId], Mapping[NodeId, NodeId]],
    waits_for: str,
) -> Allotted:
    given, alone = shared
    service = given.get(asked.need)
    match = None if service is None else fitting[service]
    options = [
        OpenPlace(service=each, name=fitting[each].name, score=asked.scores[each]) for each in asked.scores
    ]
    reason = NO_OPEN_PLACE if not options else AREA_FLOOR if asked.need in alone else COMES_LATER
    return Allotted(
        need=asked.need,
        text=need.node.text("text"),
        level=need.level,
        area=asked.area,
        waited=need.waited,
        level_days=need.level_days,
        options=tuple(sorted(options, key=lambda each: (-each.score, each.service))),
        service=service,
        name="" if match is None else match.name,
        score=0 if match is None else match.score,
        reason="" if match is not None else reason,
        change=STAYS if match is None else MOVES if waits_for else GAINS,
        waits_for=waits_for,
    )
