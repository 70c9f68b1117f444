"""What the fast matcher takes for a district, beside networkx and the plain matcher; answers are compared.

Processor time of one thread, so that a busy machine counts less. networkx is measured on a part of the needs
and of the circles, and what the whole would take is worked out from it: the whole is minutes.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from time import thread_time
from typing import TypeVar

import numpy as np

from benchmarks.district import NOW, District, Size
from benchmarks.figure import Figure
from benchmarks.networkx_matcher import NetworkxMatcher
from resnet.matching.facts import Facts
from resnet.matching.kernel.batch import BATCH, rank_all
from resnet.matching.kernel.catalogue import Catalogue
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.consider import consider
from resnet.matching.kernel.match import Matcher
from resnet.matching.kernel.ways import SEARCH
from resnet.matching.match import match_need
from resnet.matching.policy import load_policy
from resnet.matching.question import Question

T = TypeVar("T")
# Of so many circles the rows are timed, of so many all needs: what is kept of a circle serves all of them.
CIRCLES, WHOLE_CIRCLES, PLAIN = 40, 6, 5


def measure() -> Iterator[Figure]:
    """First a batch, then single needs."""
    district = District(Size())
    needs = list(district.needs())
    loaded_s, _ = _timed(lambda: load(SEARCH, BATCH))
    matcher = Matcher(district.network, load_policy())
    made_s, catalogue = _timed(lambda: matcher.catalogue(NOW))
    yield Figure(name="loading the compiled loops, kept from before", value=loaded_s, unit="s")
    yield Figure(name="catalogue of 20,000 services and 37,000 ties", value=made_s, unit="s", against="once")
    yield from _batch(district, needs, catalogue)
    yield from _single(district, needs, matcher, catalogue)


def _timed(act: Callable[[], T]) -> tuple[float, T]:
    started = thread_time()
    made = act()
    return thread_time() - started, made


def _batch(district: District, needs: list[Facts], catalogue: Catalogue) -> Iterator[Figure]:
    cold_s, _ = _timed(lambda: rank_all(catalogue, needs))
    brief_s, found = _timed(lambda: rank_all(catalogue, needs))
    whole_s, whole = _timed(lambda: rank_all(catalogue, needs, misses=10))
    if not np.array_equal(found.services, whole.services):
        raise AssertionError("with reasons, others are best")
    other = NetworkxMatcher(district)
    circles = list(dict.fromkeys(need.circle for need in needs))
    asked = set(circles[:WHOLE_CIRCLES])
    sample = {place: need for place, need in enumerate(needs) if need.circle in asked}
    rows_s, _ = _timed(lambda: [other.row(circle) for circle in circles[:CIRCLES]])
    needs_s, theirs = _timed(lambda: {place: other.best(need) for place, need in sample.items()})
    for place, best in theirs.items():
        _compare(catalogue, found.services[place], found.scores[place], best)
    networkx_s = rows_s / CIRCLES * len(circles) + needs_s / len(sample) * len(needs)
    yield Figure(
        name="batch of 100,000 needs, best five with their ways",
        value=brief_s / networkx_s,
        unit="×",
        at_most=1 / 150,
        against=f"{brief_s:.3g} s (first time {cold_s:.3g} s); networkx {networkx_s:.3g} s, worked out",
    )
    yield Figure(
        name="the same with all reasons counted and ten near misses",
        value=whole_s / brief_s,
        unit="×",
        at_most=2.2,
        against=f"{whole_s:.3g} s; the batch without {brief_s:.3g} s",
    )


def _compare(catalogue: Catalogue, rows: object, scores: object, best: Sequence[tuple[str, int]]) -> None:
    pairs = zip(np.asarray(rows).tolist(), np.asarray(scores).tolist(), strict=True)
    ours = [(catalogue.offers[row].id, score) for row, score in pairs if row >= 0]
    if ours != best:
        raise AssertionError(f"networkx says {best}, the batch {ours}")


def _single(
    district: District, needs: list[Facts], matcher: Matcher, catalogue: Catalogue
) -> Iterator[Figure]:
    other = NetworkxMatcher(district)
    circles = list({need.circle: need for need in needs}.values())[CIRCLES : 3 * CIRCLES]
    ours_ms, theirs_ms, warm_ms = [], [], []
    for need in circles:
        question = Question(need, district.network, catalogue.policy, catalogue.made_at)
        ours_ms.append(_timed(lambda: consider(catalogue, question))[0] * 1000)  # noqa: B023 (called at once)
        theirs_ms.append(_timed(lambda: other.best(need))[0] * 1000)  # noqa: B023
        warm_ms.append(_timed(lambda: consider(catalogue, question))[0] * 1000)  # noqa: B023
    for name, place, at_most in (("p50", 49, 1 / 30), ("p99", 98, 1 / 30)):
        ours, theirs = (statistics.quantiles(each, n=100)[place] for each in (ours_ms, theirs_ms))
        yield Figure(
            name=f"one need of a circle not asked for before, {name}",
            value=ours / theirs,
            unit="×",
            at_most=at_most,
            against=f"{ours:.3g} ms; networkx {theirs:.3g} ms",
        )
    yield Figure(
        name="one need asked again, all services with every reason, p99",
        value=statistics.quantiles(warm_ms, n=100)[98],
        unit="ms",
        at_most=0.1,
        against="inside the matcher",
    )
    plain_s, plain = _timed(lambda: [match_need(district.network, need) for need in needs[:PLAIN]])
    fast_s, fast = _timed(lambda: [matcher.match(need) for need in needs[:PLAIN]])
    if plain != fast:
        raise AssertionError("the plain matcher says otherwise")
    yield Figure(
        name="whole answer in words' parts, one need",
        value=fast_s / plain_s,
        unit="×",
        against=f"{fast_s / PLAIN * 1000:.3g} ms; the plain matcher {plain_s / PLAIN * 1000:.3g} ms",
    )
