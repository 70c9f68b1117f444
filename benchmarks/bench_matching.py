"""What the fast matcher takes for all needs of a district, beside networkx; answers are compared.

Processor time of one thread, so that a busy machine counts less. networkx is measured on a part of the needs
and of the circles, and what the whole would take is worked out from it: the whole is minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.district import NOW, District, Size
from benchmarks.figure import Figure
from benchmarks.networkx_matcher import NetworkxMatcher
from benchmarks.timing import timed
from resnet.matching.facts import Facts
from resnet.matching.kernel.batch import BATCH, COUNT, Ranking, rank_all
from resnet.matching.kernel.catalogue import Catalogue
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.consider import consider
from resnet.matching.kernel.looked import ONE
from resnet.matching.kernel.match import Matcher
from resnet.matching.kernel.order import missed_places
from resnet.matching.kernel.ways import SEARCH
from resnet.matching.policy import load_policy

# Of so many circles the rows are timed, of so many all needs: what is kept of a circle serves all of them.
CIRCLES, WHOLE_CIRCLES = 40, 6
# Needs whose reasons and near misses are compared with those of the need considered by itself.
COMPARED = 200


def measure() -> Iterator[Figure]:
    """A batch of all needs of a district."""
    district = District(Size())
    needs = list(district.needs())
    loaded_s, _ = timed(lambda: load(SEARCH, ONE, BATCH, COUNT))
    matcher = Matcher(district.network, load_policy())
    made_s, catalogue = timed(lambda: matcher.catalogue(NOW))
    yield Figure(name="loading the compiled loops, kept from before", value=loaded_s, unit="s")
    yield Figure(name="catalogue of 20,000 services and 37,000 ties", value=made_s, unit="s", against="once")
    yield from _batch(district, needs, catalogue)


def _batch(district: District, needs: list[Facts], catalogue: Catalogue) -> Iterator[Figure]:
    cold_s, _ = timed(lambda: rank_all(catalogue, needs))
    brief_s, found = timed(lambda: rank_all(catalogue, needs))
    cold_whole_s, _ = timed(lambda: rank_all(catalogue, needs, misses=10))
    whole_s, whole = timed(lambda: rank_all(catalogue, needs, misses=10))
    if not np.array_equal(found.services, whole.services):
        raise AssertionError("with reasons, others are best")
    for place in range(0, len(needs), len(needs) // COMPARED):
        _compare_reasons(catalogue, needs[place], whole, place)
    other = NetworkxMatcher(district)
    circles = list(dict.fromkeys(need.circle for need in needs))
    asked = set(circles[:WHOLE_CIRCLES])
    sample = {place: need for place, need in enumerate(needs) if need.circle in asked}
    rows_s, _ = timed(lambda: [other.row(circle) for circle in circles[:CIRCLES]])
    needs_s, theirs = timed(lambda: {place: other.best(need) for place, need in sample.items()})
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
        against=f"{whole_s:.3g} s (first time {cold_whole_s:.3g} s); the batch without {brief_s:.3g} s",
    )


def _compare(catalogue: Catalogue, rows: object, scores: object, best: Sequence[tuple[str, int]]) -> None:
    pairs = zip(np.asarray(rows).tolist(), np.asarray(scores).tolist(), strict=True)
    ours = [(catalogue.offers.ids[row], score) for row, score in pairs if row >= 0]
    if ours != best:
        raise AssertionError(f"networkx says {best}, the batch {ours}")


def _compare_reasons(catalogue: Catalogue, need: Facts, found: Ranking, place: int) -> None:
    considered = consider(catalogue, catalogue.question(need))
    missed = missed_places(considered, catalogue.policy)[: found.missed.shape[1]]
    counts = np.zeros_like(found.counts[place])
    for code, count in considered.counts().items():
        counts[code] = count
    counts[-1] = considered.is_proposed.sum()
    pairs = (
        (found.missed[place], considered.segment.rows[missed]),
        (found.sizes[place], considered.size[missed]),
        (found.counts[place], counts),
    )
    if not all(np.array_equal(*pair) for pair in pairs):
        raise AssertionError("considered by itself, a need has other reasons or misses")
