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

# Needs whose best service is asked for, and goes of the product.
NEEDS, GOES = 40, 3
Asked = tuple[Circle, Search, tuple[NodeId, ...]]


def measure() -> Iterator[Figure]:
    """Up to three ways to who runs the best service of a need."""
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
    catalogue = Matcher(district.network, load_policy()).catalogue(NOW)
    count, seen = 0, set[Circle]()
    for need in district.needs():
        found = find_best(catalogue, catalogue.asked(need))
        search = catalogue.question(need).search
        if found is None or search is None:
            raise AssertionError("the compiled loops are not there")
        if len(found.services) and need.circle not in seen:
            seen.add(need.circle)
            yield need.circle, search, catalogue.offers[found.services[0]].providers
            count += 1
        if count == NEEDS:
            return


def _figures(ours: Sequence[float], theirs: Sequence[float], answers: Sequence[int]) -> Iterator[Figure]:
    our_ms, their_ms = (p50_and_p99([each * 1000 for each in taken]) for taken in (ours, theirs))
    yield Figure(
        name="up to three ways, different in their people, p50",
        value=our_ms[0] / their_ms[0],
        unit="×",
        at_most=1 / 1000,
        against=f"{our_ms[0]:.3g} ms; networkx shortest_simple_paths {their_ms[0]:.3g} ms; "
        f"{sum(answers)} ways for {len(answers)} needs",
    )
