"""All open needs of a client planned together; proposed to a person, who chooses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from resnet.graph.elements import Node, NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.reading import edges_in, get_node
from resnet.graph.store import GraphView
from resnet.matching.burden import BurdenTable
from resnet.matching.facts import Facts, Received
from resnet.matching.kernel.match import match_need
from resnet.matching.offer import Offer, offers_of
from resnet.matching.policy import Policy, load_policy
from resnet.matching.read import is_unmet, read_many
from resnet.matching.together.choice import Option, Problem, make_option
from resnet.matching.together.solve import Picked, solve, with_days

ALIKE, NEEDS_AT_ONCE, WEEK_FULL = "alike-at-once", "needs-at-once", "week-full"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedNeed:
    """One need and what is proposed for it within the whole.

    ``option`` is None where nothing is proposed, and ``reason`` then says why; ``later`` is why it should
    begin after another has ended, ``""`` when now. ``days`` are those of its visits. ``place`` is the
    option's among those that were weighed, 1 for the best by itself.
    """

    need: NodeId
    text: str
    option: Option | None
    place: int
    days: tuple[str, ...]
    later: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a plan asks of the household a week, and with how many agencies it has to do."""

    minutes: int
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """The needs in the order of their priority. ``apart`` is what each one's best option by itself would ask.

    ``shared`` are the agencies that meet several needs; ``received`` how many visits a week of what is
    received already are counted in.
    """

    client: NodeId
    at: datetime
    policy: str
    table: BurdenTable
    needs: tuple[PlannedNeed, ...]
    asks: Load
    apart: Load
    shared: tuple[str, ...]
    received: int


def plan_together(
    network: Network, view: GraphView, client: NodeId, policy: Policy | None = None
) -> Together:
    """The choice for all open needs that asks least of the household, as far as the caller may know of them.

    Exact for one household. Nothing is decided and nothing written.

    Raises:
        NodeNotFoundError: If there is no such person, or they are hidden from the caller.
    """
    policy = policy or load_policy()
    get_node(view, client, "person")
    needs = open_needs(view, client)
    facts = read_many(view, [need.id for need in needs])
    offers = {offer.id: offer for offer in offers_of(network, view.now)} if needs else {}
    options: list[tuple[Option, ...]] = []
    reasons: list[str] = []
    for need in needs:
        found = match_need(network, facts[need.id], policy)
        reasons.append(found.reason)
        options.append(
            tuple(
                make_option(
                    match, _service(match.offer, match.tier, offers), facts[need.id], (policy, network)
                )
                for match in found.matches[: policy.together.options]
            )
        )
    received = _received(facts.values())
    visits = ceil(sum(each.per_week or 0 for each in received))
    problem = Problem(
        options=tuple(options),
        received=Counter(each.service_class for each in received if each.service_class),
        week=max(0, policy.together.visits_a_week - visits),
        table=policy.together,
    )
    picked = with_days(problem, solve(problem))
    return Together(
        client=client,
        at=view.now,
        policy=policy.name,
        table=policy.together,
        needs=tuple(
            _planned(need, number, (problem, picked), reasons[number]) for number, need in enumerate(needs)
        ),
        asks=_load(problem, picked),
        apart=_load(problem, [Picked(0, is_later=False, days=()) if each else None for each in options]),
        shared=_shared(problem, picked),
        received=visits,
    )


def open_needs(view: GraphView, client: NodeId) -> list[Node]:
    """The agreed needs of the client's cases that are not met or withdrawn, by priority, then id."""
    cases = sorted({edge.start for edge in edges_in(view, [client], "concerns")})
    filed = {edge.start for edge in edges_in(view, cases, "in_case") if edge.start.startswith("agreed_need:")}
    needs = view.nodes(sorted(filed)).values()
    found = [need for need in needs if need.kind == "agreed_need" and is_unmet(need)]
    return sorted(found, key=_priority)


def _priority(need: Node) -> tuple[int, NodeId]:
    priority = need.get("priority")
    return (priority if isinstance(priority, int) else 1000, need.id)


def _service(offer: NodeId, tier: str, offers: dict[NodeId, Offer]) -> Offer | None:
    return None if tier == "own-network" else offers[offer]


def _received(facts: Iterable[Facts]) -> list[Received]:
    """What the household receives already, each service once, whichever need's file says so."""
    found = {each.service: each for some in facts for each in some.received}
    return [found[service] for service in sorted(found)]


def _planned(
    need: Node, number: int, solved: tuple[Problem, Sequence[Picked | None]], reason: str
) -> PlannedNeed:
    problem, picked = solved
    each = picked[number]
    return PlannedNeed(
        need=need.id,
        text=need.text("text"),
        option=None if each is None else problem.options[number][each.place],
        place=0 if each is None else each.place + 1,
        days=() if each is None else each.days,
        later=_why_later(number, problem, picked),
        reason=reason if each is None else "",
    )


def _why_later(number: int, problem: Problem, picked: Sequence[Picked | None]) -> str:
    """What is full already; the order of services is the agreement that coordination asks for."""
    each = picked[number]
    if each is None or not each.is_later:
        return ""
    option = problem.options[number][each.place]
    begin = [
        problem.options[place][other.place]
        for place, other in enumerate(picked)
        if other is not None and not other.is_later
    ]
    now = [other for other in begin if other.is_appointment]
    for code in sorted(option.classes):
        if sum(1 for other in now if code in other.classes) >= problem.at_once(code):
            return ALIKE
    return NEEDS_AT_ONCE if len(now) >= problem.table.needs_at_once else WEEK_FULL


def _options(problem: Problem, picked: Sequence[Picked | None]) -> list[Option]:
    return [problem.options[number][each.place] for number, each in enumerate(picked) if each is not None]


def _load(problem: Problem, picked: Sequence[Picked | None]) -> Load:
    chosen = _options(problem, picked)
    agencies = {option.agency: option.agency_name for option in chosen if option.agency is not None}
    minutes = sum(option.minutes for option in chosen) + len(agencies) * problem.table.agency_minutes
    return Load(minutes=minutes, agencies=tuple(agencies[each] for each in sorted(agencies)))


def _shared(problem: Problem, picked: Sequence[Picked | None]) -> tuple[str, ...]:
    counts = Counter((option.agency, option.agency_name) for option in _options(problem, picked))
    return tuple(name for (agency, name), count in sorted(counts.items(), key=str) if agency and count > 1)
