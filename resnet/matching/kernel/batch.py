"""Many needs at once, as numbers: the best services with their ways, counts by reason, nearest misses."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from resnet.matching.facts import Facts
from resnet.matching.kernel.ask import Asker
from resnet.matching.kernel.batch_arrays import (
    MOST_POINTS,
    Answered,
    Asked,
    Given,
    Ints,
    Routes,
    Shown,
    Small,
    Truths,
)
from resnet.matching.kernel.catalogue import PATH, Catalogue
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.consider import consider, segment_for
from resnet.matching.kernel.glance import find_best
from resnet.matching.kernel.looked import ONE
from resnet.matching.kernel.order import best_places, missed_places
from resnet.matching.kernel.requests import is_common, number_requests
from resnet.matching.kernel.segments import Segment
from resnet.matching.kernel.shelf import (
    Bars,
    begins,
    join_tables,
    make_barred,
    make_shelf,
    make_way_bars,
    most_first,
    narrowed,
    units_of,
)
from resnet.matching.kernel.trail_label import MOST_DEPTH, RANK, unpack_ids
from resnet.matching.kernel.ways import SEARCH
from resnet.matching.match import works_best
from resnet.matching.policy import Row
from resnet.matching.question import Question
from resnet.matching.rules.way import paths_to

BATCH: Final = "batch"
COUNT: Final = "count"
NONE: Final = -1
# Somebody on a way who is not in the public network.
OUTSIDE: Final = -2
# Circles whose ways are held at once: a few megabytes.
_CIRCLES_AT_ONCE = 64
# Codes that leave something out, at most.
MOST_CODES: Final = 128


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Ranking:
    """A line a need. Services are rows of the catalogue, -1 where there is no more.

    ``ways`` are the nodes of each way by their place in the order of ids, -1 after its end, -2 for somebody
    outside the network; ``sizes`` those of the changes that near misses need. They are empty unless asked
    for, as are ``counts``: how many services each code leaves out, the last column those proposed.
    """

    services: Small
    scores: Small
    ways: NDArray[np.int64]
    missed: Small
    sizes: Small
    miss_counts: Ints
    counts: Small


def rank_all(catalogue: Catalogue, facts: Sequence[Facts], *, shown: int = 5, misses: int = 0) -> Ranking:
    """The best services for each need of one instant; with ``misses`` also reasons and the nearest misses.

    Needs that name services or a reach are considered one by one, the others together. Without numba all are.
    """
    found = _empty(len(facts), shown, misses)
    first = catalogue.policy.rules[0].name
    is_ready = load(SEARCH, ONE, BATCH, COUNT) and first in catalogue.columns and first != PATH
    together = [place for place, each in enumerate(facts) if is_ready and is_common(each)]
    alone = sorted(set(range(len(facts))) - set(together))
    if together:
        catalogue.ways.wait()
        batch = _Batch(catalogue, [facts[place] for place in together], is_counting=bool(misses))
        alone += batch.rank(found, np.array(together, dtype=np.int64))
    for place in alone:
        _rank_one(catalogue, facts[place], found, place)
    return found


def _empty(count: int, shown: int, misses: int) -> Ranking:
    return Ranking(
        services=np.full((count, shown), NONE, dtype=np.int32),
        scores=np.zeros((count, shown), dtype=np.int32),
        ways=np.full((count, shown, MOST_DEPTH + 1), NONE, dtype=np.int64),
        missed=np.full((count, misses), NONE, dtype=np.int32),
        sizes=np.zeros((count, misses), dtype=np.int32),
        miss_counts=np.zeros(count, dtype=np.int64),
        counts=np.zeros((count, MOST_CODES + 1 if misses else 0), dtype=np.int32),
    )


class Reach(NamedTuple):
    """The lists of providers that a circle reaches, in order, with the way to each; see ``Found``."""

    lists: Ints
    ways: Ints


class _Group(NamedTuple):
    """Needs with their places in the answer, the number of each one's circle, and the ways of circles."""

    needs: Ints
    places: Ints
    circle: Ints
    ways: list[Reach]


class _Batch:
    """Common needs: what they ask once for each request, then all of them in compiled loops."""

    def __init__(self, catalogue: Catalogue, facts: Sequence[Facts], *, is_counting: bool) -> None:
        self._catalogue, self._facts, self._is_counting = catalogue, facts, is_counting
        self._units = units_of(catalogue.policy)
        self._names = [row.name for row in catalogue.policy.rules]
        self._path = self._names.index(PATH) if PATH in self._names else NONE
        self._requests = number_requests(catalogue, facts)
        # What is left out is counted only where reasons are asked for: else it need not be there.
        self._ways = None if is_counting else [self._reach(each) for each in self._requests.circles]
        self._segments = self._make_segments()
        if self._ways is not None:
            self._segments = narrowed(self._segments, self._may_fit(self._ways))
        self._is_professional = self._professional()
        self._shelf = make_shelf(self._segments, self._names, len(catalogue.ways.provided_by))
        self._bars = Bars(self._units, MOST_CODES)
        self._answered = join_tables(self._requests.tables, self._bars)
        self._barred = make_barred(self._answered, self._bars, len(self._shelf.valid))
        self._loops = importlib.import_module("resnet.matching.kernel.loops.batch")
        self._loops.write_bars(self._shelf, self._answered, self._barred, self._requests.rule_of)
        self._barring = most_first(self._barred, self._requests.rule_of)
        self._first_way = len(self._answered.points)
        # The bar before the ways of any circle, a place a list of providers.
        self._bar_before = np.zeros(0, dtype=np.int32)
        if self._path != NONE:
            self._answered = self._with_room()
            self._bar_before = self._answered.bar[self._first_way :]

    def _reach(self, facts: Facts) -> Reach | None:
        # What cannot be reached today is left out, and only reasons tell of it.
        found = self._catalogue.ways.reached(facts.circle, is_open=not self._is_counting)
        return None if found is None else Reach(*found)

    def _may_fit(self, ways: Sequence[Reach | None]) -> Truths:
        """By row, the services that no rule leaves out for everybody, and that somebody's circle reaches."""
        columns = self._catalogue.columns
        found = np.ones(len(self._catalogue.offers), dtype=np.bool_)
        for place, name in enumerate(self._names):
            if name == PATH and self._catalogue.ways.prices(self._path_row).none.hurdle:
                is_left = np.zeros(len(columns[PATH].examples), dtype=np.bool_)
                for each in ways:
                    is_left[each.lists if each is not None else slice(None)] = True
            elif name != PATH and name in columns:
                asked = np.unique(self._requests.asked[:, place])
                is_left = np.zeros(len(columns[name].examples), dtype=np.bool_)
                for table in asked.tolist():
                    is_left |= self._requests.tables[table].hurdle == 0
            else:
                continue
            found &= is_left[columns[name].profile]
        return found

    @property
    def _path_row(self) -> Row:
        return self._catalogue.policy.rules[self._path]

    def _make_segments(self) -> list[Segment]:
        # The tables of the first rule are the first tables: each is a segment.
        _, examples = np.unique(self._requests.asked[:, 0], return_index=True)
        return [segment_for(Asker(self._catalogue, self._question(place))) for place in examples.tolist()]

    def _professional(self) -> Truths:
        wanted = [facts.wish.service_classes for facts in self._facts]
        is_best = {each: works_best(each, self._catalogue.policy) for each in set(wanted)}
        return np.array([is_best[each] for each in wanted], dtype=np.bool_)

    def _question(self, place: int) -> Question:
        catalogue = self._catalogue
        return Question(self._facts[place], catalogue.network, catalogue.policy, catalogue.made_at)

    def rank(self, into: Ranking, places: Ints) -> list[int]:
        """Write the lines of all needs; gives back the places of those that have to be considered alone."""
        left: list[int] = []
        for needs, circles in self._groups():
            ways = [
                self._reach(self._requests.circles[each]) if self._ways is None else self._ways[each]
                for each in circles
            ]
            # Without the rule there are no circles, and one group of all needs.
            is_found = np.array([each is not None for each in ways] or [True], dtype=np.bool_)
            circle = self._requests.asked[needs, self._path] - circles[0] if circles else 0 * needs
            is_left = ~is_found[circle]
            left += places[needs[is_left]].tolist()
            common, number = needs[~is_left], (np.cumsum(is_found) - 1)[circle[~is_left]]
            if len(common):
                found = [each for each in ways if each is not None]
                self._rank_group(_Group(common, places[common], number, found), into)
        return left

    def _groups(self) -> Iterator[tuple[Ints, list[int]]]:
        """Needs of some circles at a time, so that the ways of all need not be held at once."""
        if self._path == NONE:
            yield np.arange(len(self._facts), dtype=np.int64), []
            return
        # Needs of one circle and kind stand together: what is made for the first serves the others.
        circle = self._requests.asked[:, self._path]
        order = np.lexsort((self._requests.asked[:, 0], circle))
        for first in range(0, len(self._requests.circles), _CIRCLES_AT_ONCE):
            last = min(first + _CIRCLES_AT_ONCE, len(self._requests.circles))
            begin, end = np.searchsorted(circle[order], (first, last))
            yield order[begin:end], list(range(first, last))

    def _rank_group(self, group: _Group, into: Ranking) -> None:
        given, shown = self._given(group), _room(len(group.needs), into)
        if self._is_counting:
            loops = importlib.import_module("resnet.matching.kernel.loops.count")
            loops.count_needs(given, shown, self._units.digits)
        else:
            self._loops.rank_needs(given, shown)
        self._write(group, shown, into)

    def _given(self, group: _Group) -> Given:
        """What the loops are given: the common tables, and the answers to the ways of each circle."""
        tables = self._requests.asked[group.needs]
        segment = tables[:, 0].astype(np.int64)
        if self._path != NONE:
            tables[:, self._path] = len(self._answered.first) - 1
        asked = Asked(
            segment=segment,
            tables=tables,
            is_professional=self._is_professional[group.needs],
            barring=self._barring,
            most_units=self._units.most,
        )
        routes = self._routes(group)
        code, units = self._bars.codes_and_units()
        barred = self._barred._replace(code=code, units=units)
        bars = (
            np.unique(np.concatenate([self._bar_before, routes.bar])) if self._is_counting else routes.bar[:0]
        )
        ways = make_way_bars(self._shelf, self._path, self._bar_before, bars[bars >= 0], barred)
        return Given(self._shelf, self._answered, barred, ways, asked, routes, self._first_way)

    def _with_room(self) -> Answered:
        """One table more: that of the ways, as it is before any circle's are put there."""
        catalogue, old = self._catalogue, self._answered
        nobody = np.flatnonzero(catalogue.ways.run_by_nobody).astype(np.int32)
        none = catalogue.ways.prices(self._path_row).table(np.zeros((0, 6), dtype=np.int64), catalogue.policy)
        table = none.at(np.zeros(len(catalogue.ways.provided_by), dtype=np.int64))
        table.known[nobody] = False
        # Who runs nothing is reached by nobody: the same for every circle.
        Asker(catalogue, self._question(0)).complete(self._path_row, table, nobody)
        more = join_tables([table], self._bars)
        return Answered(
            first=np.append(old.first, self._first_way),
            points=np.concatenate([old.points, more.points]),
            bar=np.concatenate([old.bar, more.bar]),
        )

    def _routes(self, group: _Group) -> Routes:
        if self._path == NONE:
            one, first = np.zeros(1, dtype=np.int32), np.zeros(2, dtype=np.int64)
            return Routes(0 * group.circle, first, first[:0], one, one - 1)
        ways = np.concatenate([each.ways for each in group.ways])
        priced = self._catalogue.ways.prices(self._path_row).table(ways, self._catalogue.policy)
        return Routes(
            circle=group.circle,
            first=begins(np.array([len(each.lists) for each in group.ways], dtype=np.int64)),
            lists=np.concatenate([each.lists for each in group.ways]),
            points=priced.points,
            bar=self._bars.numbered(priced.hurdle, priced.code),
        )

    def _write(self, group: _Group, shown: Shown, into: Ranking) -> None:
        rows, is_there, places = self._shelf.rows, shown.best >= 0, group.places
        into.services[places] = np.where(is_there, rows[shown.best], NONE)
        into.scores[places] = np.where(is_there, -shown.keys % MOST_POINTS, 0)
        if self._path != NONE:
            into.ways[places] = self._gone(group, shown.best)
        if self._is_counting:
            is_missed = shown.missed >= 0
            into.missed[places] = np.where(is_missed, rows[shown.missed], NONE)
            sizes = shown.distances * self._units.size
            into.sizes[places] = np.where(is_missed, sizes, 0)
            into.miss_counts[places] = shown.miss_counts
            into.counts[places] = shown.counts + self._gone_before()[self._requests.asked[group.needs, 0]]

    def _gone(self, group: _Group, best: Small) -> Ints:
        """The nodes of the way to each of the best."""
        many = len(self._catalogue.ways.provided_by)
        # Each circle's lists are in order, and so are all of them under such keys.
        keys = np.concatenate([number * many + each.lists for number, each in enumerate(group.ways)])
        wanted = group.circle[:, None] * many + self._shelf.profiles[best, self._path]
        places = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
        has_way = (
            (best >= 0) & (keys[places] == wanted) if len(keys) else np.zeros(best.shape, dtype=np.bool_)
        )
        found = np.full((*best.shape, MOST_DEPTH + 1), NONE, dtype=np.int64)
        packed = np.concatenate([each.ways[:, 3:] for each in group.ways])
        found[has_way] = unpack_ids(packed[places[has_way]])
        return found

    def _gone_before(self) -> Small:
        """By segment, how many services the first rule leaves out for good."""
        found = np.zeros((len(self._segments), MOST_CODES + 1), dtype=np.int32)
        for line, segment in zip(found, self._segments, strict=True):
            for code, count in segment.counts.items():
                line[code] = count
        return found


def _room(count: int, like: Ranking) -> Shown:
    best, missed = like.services.shape[1], like.missed.shape[1]
    return Shown(
        best=np.full((count, best), NONE, dtype=np.int32),
        keys=np.zeros((count, best), dtype=np.int32),
        missed=np.full((count, missed), NONE, dtype=np.int32),
        distances=np.zeros((count, missed), dtype=np.int32),
        miss_counts=np.zeros(count, dtype=np.int64),
        counts=np.zeros((count, like.counts.shape[1]), dtype=np.int32),
    )


def _rank_one(catalogue: Catalogue, facts: Facts, into: Ranking, place: int) -> None:
    """The line of a need that is considered by itself."""
    if (
        not into.counts.shape[1]
        and (glance := find_best(catalogue, catalogue.asked(facts), shown=into.services.shape[1])) is not None
    ):
        count = len(glance.services)
        into.services[place, :count], into.scores[place, :count] = glance.services, glance.scores
        into.ways[place, :count] = glance.ways
        return
    question = catalogue.question(facts)
    considered = consider(catalogue, question)
    rows = considered.segment.rows
    best = best_places(considered, question)[: into.services.shape[1]]
    into.services[place, : len(best)], into.scores[place, : len(best)] = rows[best], considered.points[best]
    for line, row in zip(into.ways[place], rows[best].tolist(), strict=False):
        line[:] = _way(catalogue, question, row)
    if into.counts.shape[1]:
        missed = missed_places(considered, catalogue.policy)
        into.miss_counts[place] = len(missed)
        missed = missed[: into.missed.shape[1]]
        into.missed[place, : len(missed)], into.sizes[place, : len(missed)] = (
            rows[missed],
            considered.size[missed],
        )
        for code, count in considered.counts().items():
            into.counts[place, code] = count
        into.counts[place, -1] = int(considered.is_proposed.sum())


def _way(catalogue: Catalogue, question: Question, row: int) -> Ints:
    found = np.full(MOST_DEPTH + 1, NONE, dtype=np.int64)
    paths = paths_to(catalogue.offers[row], question) if question.facts.client is not None else ()
    if paths:
        rank, row_of = catalogue.ways.arrays.columns.node[:, RANK], catalogue.network.row_of
        nodes = paths[0].trail.nodes
        found[: len(nodes)] = [rank[row_of[node]] if node in row_of else OUTSIDE for node in nodes]
    return found
