"""Other ways to the same help: through other people, not the same ones by another tie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from resnet.graph.elements import NodeId
from resnet.matching.paths import Path, Search, Trail
from resnet.matching.ties import Tie


class Arrival(NamedTuple):
    """A way that can be gone today, in the order of ways; one that is not shown is not written out as a path.

    ``gone`` are the ties before the last, ``person`` who takes over. ``is_own`` is the way to whoever has
    the case.
    """

    cost: int
    steps: int
    nodes: tuple[NodeId, ...]
    gone: tuple[Tie, ...]
    tie: Tie
    provider: NodeId
    person: NodeId | None
    is_own: bool


def ways_to(search: Search, providers: Sequence[NodeId], *, most: int) -> tuple[Path, ...]:
    """The ways that can be gone today to one of the providers, at most so many, a warm hand-over first.

    The cheapest is always among them: it is the one that is scored. Every other one does without at least one
    of the people of each better one, so that it still stands when they are away or say no.
    """
    found: list[Arrival] = []
    for provider in providers:
        if search.told.has_case(provider):
            found.append(_own(search, provider))
        else:
            found += _arrivals(search, provider)
    found.sort()
    # The sorts are stable: what comes first stays first among the warm and among the cold.
    ordered = found[:1] + sorted(found[1:], key=_is_cold)
    shown: list[tuple[frozenset[NodeId], Arrival]] = []
    for arrival in ordered:
        if len(shown) == most:
            break
        people = _people_of(search, arrival)
        if not any(people >= better for better, _ in shown):
            shown.append((people, arrival))
    arrivals = sorted((arrival for _, arrival in shown), key=_is_cold)
    return tuple([_path(search, arrival) for arrival in arrivals])


def _is_cold(arrival: Arrival) -> bool:
    return arrival.person is None


def _people_of(search: Search, arrival: Arrival) -> frozenset[NodeId]:
    """Whom one speaks to on the way, without those who have the case already.

    An agency counts where nobody of it is named: then whoever answers there is one's partner.
    """
    agencies_of = search.ties.agencies_of
    named = [agencies_of[node] for node in arrival.nodes if node in agencies_of]
    on_the_way = frozenset(arrival.nodes).difference(search.told.with_case, *named)
    return on_the_way or frozenset([arrival.person or arrival.provider])


def _own(search: Search, provider: NodeId) -> Arrival:
    """To whoever has the case there is one way."""
    path = search.paths_to(provider)[0]
    cost, steps, nodes, ties = path.trail.cost, path.trail.count, path.trail.nodes, path.trail.ties
    return Arrival(cost, steps, nodes, ties[:-1], ties[-1], provider, path.person, is_own=True)


def _arrivals(search: Search, provider: NodeId) -> Iterator[Arrival]:
    trails, costs = search.open_trails(), search.policy.ties
    inside = {provider, *search.ties.staff_of.get(provider, ())}
    for start, tie in search.last_steps(inside, trails):
        if tie.renews:
            continue
        for trail in trails[start]:
            cost, steps, nodes = trail.cost + tie.cost, trail.count + tie.count, trail.nodes
            # Who is called on the way is not whom the way leads to.
            if steps > costs.most or not inside.isdisjoint(nodes):
                continue
            person = search.taken_over_by(provider, tie, steps)
            nodes = (*nodes, tie.end)
            if person is None:
                cost += costs.cold_extra
            elif person != tie.end:
                cost, steps, nodes = cost + costs.cost["named-contact"], steps + 1, (*nodes, person)
            yield Arrival(cost, steps, nodes, trail.ties, tie, provider, person, is_own=False)


def _path(search: Search, arrival: Arrival) -> Path:
    """The way written out, as the search would."""
    cost, steps, nodes, gone, tie, provider, person, is_own = arrival
    if is_own:
        return search.paths_to(provider)[0]
    if person == tie.end:
        is_covered = search.told.may_be_told(person)
        return Path(Trail(0, cost, steps, nodes, (*gone, tie), (), is_covered), provider, person)
    if person is None:
        extra = search.policy.ties.cold_extra
        return Path(Trail(0, cost, steps, nodes, (*gone, tie)), provider, None, extra)
    return Path(
        Trail(0, cost, steps, nodes, (*gone, tie, search.contact_tie(provider, person))), provider, person
    )
