"""The matcher beside the best Cypher on a real server, and the batch beside igraph too; answers are compared.

One need: what a person waits for on either side, the least of some goes; of the matcher the first go alone,
with the ways of a circle not searched before. The batch: processor time of one thread, and of Cypher what is
less of the time that went by and the processor time of client and server, on a sample of circles (what is
kept of one serves all its needs), so that a busy machine is not held against it. Whom a circle may tell is
given to Cypher ready made.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from os import sysconf
from pathlib import Path
from time import perf_counter, thread_time

from benchmarks import igraph_matcher
from benchmarks.district import NOW, District, Size
from benchmarks.figure import Figure
from benchmarks.on_neo4j.ground import ROOM
from benchmarks.on_neo4j.matcher import Best, CypherMatcher
from benchmarks.timing import p50_and_p99, timed
from resnet.matching.facts import Facts
from resnet.matching.kernel.batch import BATCH, Ranking, rank_all
from resnet.matching.kernel.catalogue import Catalogue
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.glance import find_best
from resnet.matching.kernel.looked import ONE
from resnet.matching.kernel.match import Matcher
from resnet.matching.kernel.ways import SEARCH
from resnet.matching.policy import load_policy
from scripts.neo4j.lines import UnavailableError
from scripts.neo4j.server import Neo4jServer

# Needs that warm either side, circles asked anew, goes of Cypher for each, circles of its batch; of igraph,
# circles whose rows are timed, and whose needs all are.
BEFORE, NEW, GOES, CIRCLES = 2_000, 200, 3, 40
ROWS, WHOLE = 20, 4
_TICKS = sysconf("SC_CLK_TCK")


def measure() -> Iterator[Figure]:
    """One need of a circle not asked for before, then all needs of the district."""
    ground = _Ground.make()
    cold = ground.cold()
    brief_s, found = timed(lambda: rank_all(ground.catalogue, ground.needs))
    again_s, _ = timed(lambda: rank_all(ground.catalogue, ground.needs))
    yield from _beside_igraph(ground, found, again_s)
    try:
        with Neo4jServer.start(heap_mb=2048, settings=ROOM, java_options=()) as server:
            other = CypherMatcher(ground.district, ground.needs, server.driver, server.database)
            yield from _one_by_cypher(ground, other, cold)
            yield from _all_by_cypher(ground, other, server, (found, brief_s, again_s))
    except UnavailableError as error:
        # A row that is not there would look like one that was forgotten.
        print(f"| the same by Cypher | – | – | skipped: {error} | |")


@dataclass(frozen=True)
class _Ground:
    """A district, its needs, and the catalogue that answers them."""

    district: District
    needs: list[Facts]
    catalogue: Catalogue

    @classmethod
    def make(cls) -> _Ground:
        district = District(Size())
        needs = list(district.needs())
        load(SEARCH, ONE, BATCH)
        return cls(district, needs, Matcher(district.network, load_policy()).catalogue(NOW))

    def fresh(self) -> list[Facts]:
        """A need of each of some circles."""
        return list({need.circle: need for need in reversed(self.needs)}.values())[:NEW]

    def best(self, need: Facts) -> Best:
        found = find_best(self.catalogue, self.catalogue.asked(need))
        assert found is not None
        pairs = zip(found.services.tolist(), found.scores.tolist(), strict=True)
        return [(self.catalogue.offers.ids[row], score) for row, score in pairs]

    def cold(self) -> list[tuple[float, Best]]:
        """Seconds and answer of each fresh need, asked for the first time."""
        known = {need.circle for need in self.fresh()}
        for need in islice((each for each in self.needs if each.circle not in known), BEFORE):
            self.best(need)
        return [timed(lambda need=need: self.best(need)) for need in self.fresh()]  # type: ignore[misc]

    def ranked(self, found: Ranking, place: int) -> Best:
        """What a batch found for one need."""
        pairs = zip(found.services[place].tolist(), found.scores[place].tolist(), strict=True)
        return [(self.catalogue.offers.ids[row], score) for row, score in pairs if row >= 0]


def _one_by_cypher(
    ground: _Ground, other: CypherMatcher, cold: Sequence[tuple[float, Best]]
) -> Iterator[Figure]:
    for need in ground.needs[:BEFORE]:
        other.asking(need)()
    taken = []
    for need, (_, ours) in zip(ground.fresh(), cold, strict=True):
        ask = other.asking(need)
        goes = [_by_the_clock(ask) for _ in range(GOES)]
        if goes[0][1] != ours:
            raise AssertionError("Cypher says otherwise")
        taken.append(min(seconds for seconds, _ in goes) * 1000)
    mine, theirs = p50_and_p99([seconds * 1000 for seconds, _ in cold]), p50_and_p99(taken)
    for part, our_ms, their_ms in zip(("p50", "p99"), mine, theirs, strict=True):
        yield Figure(
            name=f"one need of a circle not asked for before, best five, beside Cypher, {part}",
            value=our_ms / their_ms,
            unit="×",
            at_most=1 / 14,
            against=f"{our_ms:.3g} ms; Cypher {their_ms:.3g} ms, the least of {GOES}",
        )


def _by_the_clock(ask: Callable[[], Best]) -> tuple[float, Best]:
    started = perf_counter()
    found = ask()
    return perf_counter() - started, found


def _all_by_cypher(
    ground: _Ground, other: CypherMatcher, server: Neo4jServer, ours: tuple[Ranking, float, float]
) -> Iterator[Figure]:
    found, first_s, again_s = ours
    circles = list(dict.fromkeys(need.circle for need in ground.needs))
    rates: dict[int, float] = {}
    # The first go of each only warms the server.
    for count in (CIRCLES // 2, CIRCLES, CIRCLES // 2, CIRCLES, CIRCLES // 2, CIRCLES):
        asked = set(circles[:count])
        sample = {place: need for place, need in enumerate(ground.needs) if need.circle in asked}
        seconds, answers = _taken(other.asking_all(sample.values()), server)
        rates[count] = min(seconds / len(sample), rates.get(count, seconds))
        for place, best in zip(sample, answers, strict=True):
            if best != ground.ranked(found, place):
                raise AssertionError("Cypher says otherwise")
    per_need = rates[CIRCLES]
    yield Figure(
        name="batch of 100,000 needs, best five, beside Cypher grouped by lead and consent class",
        value=again_s / len(ground.needs) / per_need,
        unit="×",
        at_most=1 / 120,
        against=(
            f"{again_s:.3g} s (first time {first_s:.3g} s); Cypher {1 / per_need:.0f} needs a second on "
            f"{CIRCLES} of {len(circles)} circles, {1 / rates[CIRCLES // 2]:.0f} on half of them"
        ),
    )


def _taken(ask: Callable[[], list[Best]], server: Neo4jServer) -> tuple[float, list[Best]]:
    """Seconds: the less of those that went by, and those of the processor on both sides."""
    wall, own, theirs = perf_counter(), thread_time(), _processor_s(server)
    answers = ask()
    processor = thread_time() - own + _processor_s(server) - theirs
    return min(perf_counter() - wall, processor), answers


def _processor_s(server: Neo4jServer) -> float:
    """Seconds of the processor that the server took by now, all its threads."""
    said = Path(f"/proc/{server.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) / _TICKS


def _beside_igraph(ground: _Ground, found: Ranking, again_s: float) -> Iterator[Figure]:
    if not igraph_matcher.is_there():
        print("igraph was not measured: it is no dependency; pip install igraph", file=sys.stderr)
        return
    other = igraph_matcher.IgraphMatcher(ground.district)
    circles = list(dict.fromkeys(need.circle for need in ground.needs))
    asked = set(circles[:WHOLE])
    sample = {place: need for place, need in enumerate(ground.needs) if need.circle in asked}
    rows_s, _ = timed(lambda: [other.row(circle) for circle in circles[:ROWS]])
    needs_s, answers = timed(lambda: {place: other.best(need) for place, need in sample.items()})
    for place, best in answers.items():
        if best != ground.ranked(found, place):
            raise AssertionError("igraph says otherwise")
    whole_s = rows_s / ROWS * len(circles) + needs_s / len(sample) * len(ground.needs)
    yield Figure(
        name="batch of 100,000 needs, best five, beside igraph",
        value=again_s / whole_s,
        unit="×",
        against=f"{again_s:.3g} s; igraph {whole_s:.3g} s, worked out",
    )
