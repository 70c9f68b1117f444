"""The answers of one rule to one need for many services, each kind of service asked once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import radians
from typing import Final, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from resnet.graph.elements import NodeId
from resnet.matching.kernel.catalogue import PATH, Catalogue
from resnet.matching.kernel.node_lists import NodeLists
from resnet.matching.kernel.reads import NAMED, READS
from resnet.matching.kernel.verdict import Flags, Ints, Table, Verdict, distinct
from resnet.matching.policy import Row
from resnet.matching.question import Question
from resnet.matching.rules.table import RULES
from resnet.matching.rules.use import EARTH_M

Seen = Callable[[Question], frozenset[NodeId]]
# Sines of numpy and of the rule differ in their last bits: nearer to the limit than this, the rule decides.
_DOUBT_M: Final = 0.01


class Answers(NamedTuple):
    """The answers of one rule, a place a service; see ``Verdict``."""

    points: Ints
    hurdle: Ints
    code: Ints
    is_yes: Flags
    asks: Ints


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks the rules of the services of a catalogue for one need."""

    catalogue: Catalogue
    question: Question

    def answers(self, row: Row, rows: Ints, wanted: Flags | None = None) -> Answers:
        """The answers for the services of those rows; where not ``wanted``, they may be anything."""
        if row.name in self.catalogue.columns:
            profile = self.catalogue.columns[row.name].profile[rows]
            return self.looked_up(row, profile, wanted)
        if row.name in NAMED:
            return self._named(row, rows)
        if row.name == "reach":
            return self._reached(row, rows)
        table = Table(len(rows))
        places = np.arange(len(rows), dtype=np.int32)
        table.ask(
            places if wanted is None else places[wanted], lambda place: self._one(row, int(rows[place]))
        )
        return _all_of(table)

    def looked_up(self, row: Row, profile: Ints, wanted: Flags | None = None) -> Answers:
        """The answers for services of those profiles."""
        table = self.table(row)
        self.complete(row, table, profile if wanted is None else profile[wanted])
        return Answers(
            table.points[profile],
            table.hurdle[profile],
            table.code[profile],
            table.is_yes[profile],
            table.asks[profile],
        )

    def complete(self, row: Row, table: Table, profiles: Ints | NDArray[np.int64]) -> None:
        """Ask the rule for those of the profiles that the table does not know yet."""
        column, seen = self.catalogue.columns[row.name], READS[row.name].seen
        if seen is None:
            table.ask(profiles, lambda place: self._one(row, int(column.examples[place])))
            return
        asked = distinct(profiles[~table.known[profiles]])
        for places in self._alike(cast("NodeLists", column.keys), asked, seen):
            table.put(places, self._one(row, int(column.examples[places[0]])))
        table.is_whole = bool(table.known.all())

    def _alike(self, lists: NodeLists, asked: NDArray[np.int64], seen: Seen) -> Iterator[NDArray[np.int64]]:
        """The lists asked for in groups that are answered alike: nobody but the nodes seen is looked for."""
        is_empty = lists.are_empty[asked]
        if is_empty.any():
            yield asked[is_empty]
        if is_empty.all():
            return
        looked_for, alike = seen(self.question), dict[frozenset[NodeId], list[int]]()
        is_met = lists.with_any(looked_for)[asked]
        for place in asked[is_met].tolist():
            alike.setdefault(looked_for.intersection(lists[place]), []).append(place)
        others = asked[~is_empty & ~is_met]
        yield from ([others] if len(others) else [])
        yield from map(np.array, alike.values())

    def table(self, row: Row) -> Table:
        """What the rule answers to the request of this need, a place a profile, as far as it was asked."""
        kept = self.catalogue.circles if row.name == PATH else self.catalogue.tables
        key = (row.name, READS[row.name].request(self.question.facts))
        return kept.get(key, lambda: self._make_table(row))

    def _make_table(self, row: Row) -> Table:
        facts, ways = self.question.facts, self.catalogue.ways
        table = ways.table(facts.circle, row) if row.name == PATH and facts.client is not None else None
        return table or Table(len(self.catalogue.columns[row.name].examples))

    def _one(self, row: Row, service: int) -> Verdict:
        finding = RULES[row.name](self.catalogue.offers[service], self.question)
        return self.catalogue.scale.verdict(row, finding)

    def _named(self, row: Row, rows: Ints) -> Answers:
        """One answer for all but the services that the facts name, by id or by who runs them."""
        catalogue = self.catalogue
        named: set[int] = set()
        for each in NAMED[row.name](self.question.facts):
            named.update(catalogue.run_by(each))
            if each in catalogue.row_of:
                named.add(catalogue.row_of[each])
        is_named = np.isin(rows, list(named)) if named else np.zeros(len(rows), dtype=np.bool_)
        places = np.flatnonzero(is_named)
        return self._classified(
            row, rows, [~is_named, *(_only(place, len(rows)) for place in places.tolist())]
        )

    def _reached(self, row: Row, rows: Ints) -> Answers:
        """One answer for what is within reach, one for what is beyond, one where a point is not known."""
        client, reach_km = self.question.facts.client, self.question.facts.wish.reach_km
        everything = np.ones(len(rows), dtype=np.bool_)
        if reach_km is None or client is None or client.home is None:
            return self._classified(row, rows, [everything])
        metres = distances_m(client.home, self.catalogue.points[:, rows])
        beyond = metres - (round(reach_km * 1000) + 0.5)
        is_doubtful = np.abs(beyond) < _DOUBT_M
        classes = [np.isnan(metres), (beyond < 0) & ~is_doubtful, (beyond >= 0) & ~is_doubtful]
        classes += [_only(place, len(rows)) for place in np.flatnonzero(is_doubtful).tolist()]
        return self._classified(row, rows, classes)

    def _classified(self, row: Row, rows: Ints, classes: Iterable[Flags]) -> Answers:
        """Answers that are the same for all of a class: the first of each is asked."""
        table = Table(len(rows))
        for members in classes:
            if members.any():
                table.put(members, self._one(row, int(rows[int(members.argmax())])))
        return _all_of(table)


def _all_of(table: Table) -> Answers:
    return Answers(table.points, table.hurdle, table.code, table.is_yes, table.asks)


def _only(place: int, size: int) -> Flags:
    found = np.zeros(size, dtype=np.bool_)
    found[place] = True
    return found


def distances_m(home: tuple[float, float], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Metres from a point in degrees to points in radians, on a sphere (haversine); not a number stays so."""
    south, west = radians(home[0]), radians(home[1])
    height = (
        np.sin((points[0] - south) / 2) ** 2
        + np.cos(south) * np.cos(points[0]) * np.sin((points[1] - west) / 2) ** 2
    )
    found: NDArray[np.float64] = 2 * EARTH_M * np.arcsin(np.sqrt(height))
    return found
