"""Other ways to the same help: through other people, not the same ones by another tie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from resnet.graph.elements import NodeId
from resnet.matching.paths import Path, Search, Trail, extend, ties_from


def ways_to(search: Search, providers: Sequence[NodeId], *, most: int) -> tuple[Path, ...]:
    """The ways that can be gone today to one of the providers, at most so many, a warm hand-over first.

    The cheapest is always among them: it is the one that is scored. Every other one does without at least one
    of the people of each better one, so that it still stands when they are away or say no.
    """
    found = _in_order(path for provider in providers for path in _open_paths(search, provider))
    # In order already: what comes first stays first among the warm and among the cold.
    ordered = found[:1] + sorted(found[1:], key=_is_cold)
    shown: list[tuple[frozenset[NodeId], Path]] = []
    for path in ordered:
        if len(shown) == most:
            break
        people = people_of(search, path)
        if not any(people >= better for better, _ in shown):
            shown.append((people, path))
    return tuple(sorted((path for _, path in shown), key=_is_cold))


def _is_cold(path: Path) -> bool:
    return path.person is None


def _in_order(paths: Iterable[Path]) -> list[Path]:
    """The paths as they are ordered, each once; what each is ordered by is written out once."""
    ranked = sorted(((_rank(path), path) for path in paths), key=itemgetter(0))
    ranks = [rank for rank, _ in ranked]
    return [path for (rank, path), before in zip(ranked, [None, *ranks], strict=False) if rank != before]


def _rank(path: Path) -> tuple[object, ...]:
    # As the fields of both stand; the price comes before any names.
    trail = path.trail
    names = (trail.nodes, trail.ties, trail.asks, trail.is_covered, path.provider)
    return (trail.change, trail.cost, trail.count, *names)


def people_of(search: Search, path: Path) -> frozenset[NodeId]:
    """Whom one speaks to on the way, without those who have the case already.

    An agency counts where nobody of it is named: then whoever answers there is one's partner.
    """
    nodes, told = path.trail.nodes, search.told
    named = {agency for node in nodes for agency in search.ties.agencies_of.get(node, ())}
    on_the_way = frozenset(node for node in nodes if node not in named and not told.has_case(node))
    return on_the_way or frozenset([path.person or path.provider])


def _open_paths(search: Search, provider: NodeId) -> Iterable[Path]:
    if search.told.has_case(provider):
        return search.paths_to(provider)
    return _arrivals(search, provider)


def _arrivals(search: Search, provider: NodeId) -> Iterator[Path]:
    inside = {provider, *search.ties.staff_of.get(provider, ())}
    trails, told, policy = open_trails(search), search.told, search.policy
    for start, tie in search.last_steps(inside, trails):
        for trail in trails[start]:
            # Who is called on the way is not whom the way leads to.
            onward = extend(trail, tie, told, policy) if inside.isdisjoint(trail.nodes) else None
            if onward is not None and onward.change == 0:
                yield search.hand_over(onward, provider, tie)


@lru_cache(maxsize=16)
def open_trails(search: Search) -> Mapping[NodeId, tuple[Trail, ...]]:
    """Every trail of today that leaves a tie for the last step, by its last node.

    There are few: only whom the client lets know of them stands between.
    """
    found: dict[NodeId, list[Trail]] = {}
    waiting = [Trail(0, 0, 0, (start,)) for start in dict.fromkeys(search.told.starts)]
    while waiting:
        trail = waiting.pop()
        found.setdefault(trail.nodes[-1], []).append(trail)
        for tie in ties_from(search.ties, search.extra, trail.nodes[-1]):
            if trail.count + tie.count < search.policy.ties.most:
                onward = extend(trail, tie, search.told, search.policy)
                if onward is not None and onward.change == 0:
                    waiting.append(onward)
    return {node: tuple(trails) for node, trails in found.items()}
