"""A dry run of who could get the places that are open to referrals, by the policy's stated priority."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from resnet.graph.elements import Node, NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.reading import edges_out, find_all
from resnet.graph.store import GraphView
from resnet.matching.allocation.share import Asking, best_sum, share_places
from resnet.matching.kernel.match import match_need
from resnet.matching.matches import Match, Matches
from resnet.matching.policy import Policy, load_policy
from resnet.matching.read import read_each

NO_OPEN_PLACE, COMES_LATER = "no-open-place", "comes-later"
# A referral or plan item is on its way: nothing is allotted a second time.
_ASKING_STATES = frozenset({"", "open", "under-met"})
_OPEN = "capacity-open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotted:
    """One need in the dry run. ``service`` is None without a place, and ``reason`` then says why.

    ``priority`` are days: those waited, and what the policy adds for the level. ``options`` is how many
    services with open places would fit. Nothing is said of who else asks.
    """

    need: NodeId
    text: str
    level: str
    priority: int
    options: int
    service: NodeId | None
    name: str
    score: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """The needs that ask, those of highest priority first.

    ``places`` counts all places open to referrals at services that would fit one of them. ``price`` is the
    price of fairness in milli-points: how much better everything would fit if priority did not count.
    """

    at: datetime
    policy: str
    needs: tuple[Allotted, ...]
    places: int
    price: int


def allocate(network: Network, view: GraphView, policy: Policy | None = None) -> Allocation:
    """Who could get which place, of all needs that the caller may know of; nothing is written.

    Only places that the provider has said are open to referrals, and said lately, are given: its own users
    are never displaced. A person confirms each.
    """
    policy = policy or load_policy()
    needs = [need for need in find_all(view, "agreed_need") if _asks(need)]
    levels = _levels(view, needs)
    priorities = {need.id: _priority(need, levels[need.id], view.now, policy) for need in needs}
    ranked = sorted(needs, key=lambda need: (-priorities[need.id], need.id))
    places: dict[NodeId, int] = {}
    asking: list[Asking] = []
    fitting: dict[NodeId, dict[NodeId, Match]] = {}
    for need, facts in zip(ranked, read_each(view, [need.id for need in ranked]), strict=True):
        fitting[need.id] = _with_places(match_need(network, facts, policy), places)
        scores = {service: match.score for service, match in fitting[need.id].items()}
        asking.append(Asking(need=need.id, scores=scores))
    given = share_places(asking, places)
    total = sum(each.scores[given[each.need]] for each in asking if each.need in given)
    return Allocation(
        at=view.now,
        policy=policy.name,
        needs=tuple(
            _allotted(need, levels[need.id], priorities[need.id], (fitting[need.id], given.get(need.id)))
            for need in ranked
        ),
        places=sum(places.values()),
        price=best_sum(asking, places) - total,
    )


def _asks(need: Node) -> bool:
    return bool(need.about) and need.text("state") in _ASKING_STATES


def _levels(view: GraphView, needs: Sequence[Node]) -> dict[NodeId, str]:
    """The level of each need's case, ``""`` where it is not known."""
    case_of = {edge.start: edge.end for edge in edges_out(view, [need.id for need in needs], "in_case")}
    cases = view.nodes(sorted(set(case_of.values())))
    found: dict[NodeId, str] = {}
    for need in needs:
        case = case_of.get(need.id)
        found[need.id] = cases[case].text("level") if case in cases else ""
    return found


def _priority(need: Node, level: str, now: datetime, policy: Policy) -> int:
    """Days: those waited since the need was agreed, and what the policy adds for the level."""
    agreed_at = need.get("agreed_at")
    waited = max(0, (now - agreed_at).days) if isinstance(agreed_at, datetime) else 0
    return waited + policy.level_days.get(level, 0)


def _with_places(found: Matches, places: dict[NodeId, int]) -> dict[NodeId, Match]:
    """The proposals that have places open to referrals; how many is noted in ``places``."""
    fitting: dict[NodeId, Match] = {}
    for match in found.matches:
        for finding in match.findings:
            count = dict(finding.args).get("places")
            if finding.code == _OPEN and isinstance(count, int) and count > 0:
                places[match.offer], fitting[match.offer] = count, match
    return fitting


def _allotted(
    need: Node,
    level: str,
    priority: int,
    found: tuple[dict[NodeId, Match], NodeId | None],
) -> Allotted:
    fitting, service = found
    match = None if service is None else fitting[service]
    reason = COMES_LATER if fitting else NO_OPEN_PLACE
    return Allotted(
        need=need.id,
        text=need.text("text"),
        level=level,
        priority=priority,
        options=len(fitting),
        service=service,
        name="" if match is None else match.name,
        score=0 if match is None else match.score,
        reason="" if match is not None else reason,
    )
