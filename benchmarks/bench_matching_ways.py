"""Other ways to the same help, different in their people, beside networkx over the same network; compared.

Processor time of one thread. Both have the network as they need it before the time is taken, and the product
what it keeps of a circle that was asked for before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.district import NOW, District, Size
from benchmarks.figure import Figure
from benchmarks.networkx_ways import NetworkxWays
from benchmarks.timing import least_of, p50_and_p99, timed
from resnet.graph.elements import NodeId
from resnet.matching.alternatives import ways_to
from resnet.matching.facts import Circle
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.glance import find_best
from resnet.matching.kernel.looked import ONE
from resnet.matching.kernel.match import Matcher
from resnet.matching.kernel.ways import SEARCH
from resnet.matching.paths import Search
from resnet.matching.policy import load_policy

# Services asked for, and goes of the product.
NEEDS, GOES = 40, 3
Asked = tuple[Circle, Search, tuple[NodeId, ...]]


def measure() -> Iterator[Figure]:
    """Three ways to who runs a service that fits best."""
    district = District(Size())
    load(SEARCH, ONE)
    policy = load_policy()
    asked = list(_asked(district))
    other = NetworkxWays(district.network, policy, NOW)
    ours, theirs, answers = [], [], []
    for circle, search, providers in asked:
        found = [path.trail.nodes for path in ways_to(search, providers, most=policy.paths_shown)]
        ours.append(least_of(GOES, lambda: ways_to(search, providers, most=policy.paths_shown)))  # noqa: B023
        seconds, their = timed(lambda: other.ways(circle, providers, most=policy.paths_shown))  # noqa: B023
        if their != found:
            raise AssertionError(f"networkx goes {their}, the product {found}")
        theirs.append(seconds)
        answers.append(len(found))
    yield from _figures(ours, theirs, answers)


def _asked(district: District) -> Iterator[Asked]:
    """Those of the best services to which there are three ways, with the circle that asks."""
    policy = load_policy()
    catalogue, count = Matcher(district.network, policy).catalogue(NOW), 0
    for need in district.needs():
        found = find_best(catalogue, catalogue.asked(need))
        search = catalogue.question(need).search
        if found is None or search is None:
            raise AssertionError("the compiled loops are not there")
        for row in found.services.tolist():
            providers = catalogue.offers[row].providers
            if len(ways_to(search, providers, most=policy.paths_shown)) == policy.paths_shown:
                yield need.circle, search, providers
                count += 1
            if count == NEEDS:
                return


def _figures(ours: Sequence[float], theirs: Sequence[float], answers: Sequence[int]) -> Iterator[Figure]:
    our_ms, their_ms = (p50_and_p99([each * 1000 for each in taken]) for taken in (ours, theirs))
    yield Figure(
        name="three ways, different in their people, p50",
        value=our_ms[0] / their_ms[0],
        unit="×",
        at_most=1 / 1000,
        against=f"{our_ms[0]:.3g} ms; networkx shortest_simple_paths {their_ms[0]:.3g} ms; "
        f"{sum(answers)} ways for {len(answers)} services",
    )
