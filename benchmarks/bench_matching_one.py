"""One need at a time: of a circle never asked for, and asked again; answers are compared.

Processor time of one thread. What other needs ask too (ages, days, areas) was asked before, as in a process
that has run for a while; the circle's ways were not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from benchmarks import igraph_matcher
from benchmarks.district import NOW, District, Size
from benchmarks.figure import Figure
from benchmarks.networkx_matcher import NetworkxMatcher
from benchmarks.timing import least_of, p50_and_p99, timed
from resnet.graph.elements import NodeId
from resnet.matching.facts import Facts
from resnet.matching.kernel.catalogue import Catalogue
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.consider import consider
from resnet.matching.kernel.glance import find_best
from resnet.matching.kernel.looked import ONE
from resnet.matching.kernel.match import Matcher
from resnet.matching.kernel.ways import SEARCH
from resnet.matching.match import match_need
from resnet.matching.policy import load_policy

Best = list[tuple[NodeId, int]]
# Needs that warm the process, circles that are asked anew, needs for the plain matcher, goes of a warm one.
BEFORE, NEW, PLAIN, GOES = 2_000, 200, 5, 3


def measure() -> Iterator[Figure]:
    """The best five with their ways; then all services with every reason; then the whole answer."""
    district = District(Size())
    needs = list(district.needs())
    load(SEARCH, ONE)
    matcher = Matcher(district.network, load_policy())
    catalogue = matcher.catalogue(NOW)
    by_circle = list({need.circle: need for need in reversed(needs)}.values())
    fresh = by_circle[:NEW]
    known = {need.circle for need in fresh}
    rivals: dict[str, tuple[Callable[[Facts], Best], int]] = {
        "networkx": (NetworkxMatcher(district).best, 30)
    }
    if igraph_matcher.is_there():
        # It is no dependency: pip install igraph, and run again.
        rivals["igraph"] = (igraph_matcher.IgraphMatcher(district).best, 10)
    for need in islice((each for each in needs if each.circle not in known), BEFORE):
        _best(catalogue, need)
    yield from _cold(catalogue, fresh, rivals)
    yield from _warm(catalogue, fresh)
    yield from _whole(matcher, catalogue, needs[:PLAIN])


def _best(catalogue: Catalogue, need: Facts) -> Best:
    found = find_best(catalogue, catalogue.asked(need))
    if found is None:
        raise AssertionError("the compiled loops are not there")
    pairs = zip(found.services.tolist(), found.scores.tolist(), strict=True)
    return [(catalogue.offers.ids[row], score) for row, score in pairs]


def _cold(
    catalogue: Catalogue, fresh: list[Facts], rivals: Mapping[str, tuple[Callable[[Facts], Best], int]]
) -> Iterator[Figure]:
    taken = [timed(lambda need=need: _best(catalogue, need)) for need in fresh]  # type: ignore[misc]
    ours = p50_and_p99([seconds * 1000 for seconds, _ in taken])
    for name, (best, times) in rivals.items():
        theirs = [timed(lambda need=need, best=best: best(need)) for need in fresh]  # type: ignore[misc]
        if [found for _, found in theirs] != [found for _, found in taken]:
            raise AssertionError(f"{name} says otherwise")
        other = p50_and_p99([seconds * 1000 for seconds, _ in theirs])
        for part, our_ms, their_ms in zip(("p50", "p99"), ours, other, strict=True):
            yield Figure(
                name=f"one need of a circle not asked for before, best five with their ways, {part}",
                value=our_ms / their_ms,
                unit="×",
                at_most=1 / times,
                against=f"{our_ms:.3g} ms; {name} {their_ms:.3g} ms",
            )


def _warm(catalogue: Catalogue, needs: list[Facts]) -> Iterator[Figure]:
    again = [least_of(GOES, lambda need=need: _best(catalogue, need)) * 1000 for need in needs]  # type: ignore[misc]
    p50, p99 = p50_and_p99(again)
    yield Figure(
        name="one need asked again, best five with their ways, p99",
        value=p99,
        unit="ms",
        at_most=0.1,
        against=f"inside the matcher, least of {GOES}; p50 {p50:.3g} ms",
    )
    whole = []
    for need in needs:
        question = catalogue.question(need)
        consider(catalogue, question)
        whole.append(least_of(GOES, lambda: consider(catalogue, question)) * 1000)  # noqa: B023 (called at once)
    p50, p99 = p50_and_p99(whole)
    yield Figure(
        name="the same, all services with every reason, p99",
        value=p99,
        unit="ms",
        against=f"inside the matcher, least of {GOES}; p50 {p50:.3g} ms",
    )


def _whole(matcher: Matcher, catalogue: Catalogue, needs: list[Facts]) -> Iterator[Figure]:
    plain_s, plain = timed(lambda: [match_need(catalogue.network, need) for need in needs])
    fast_s, fast = timed(lambda: [matcher.match(need) for need in needs])
    if plain != fast:
        raise AssertionError("the plain matcher says otherwise")
    yield Figure(
        name="whole answer in words' parts, one need",
        value=fast_s / plain_s,
        unit="×",
        against=f"{fast_s / PLAIN * 1000:.3g} ms; the plain matcher {plain_s / PLAIN * 1000:.3g} ms",
    )
