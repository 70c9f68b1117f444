"""The best Cypher that we could write for a need of ``benchmarks.district``, on a model made for it.

Everything that does not depend on the need is worked out before: of a service, what each condition answers to
each value that needs have, as digits of a few numbers in one covering index; of who can call whom, the
cheapest arc, with what the hand-over at its end costs. Whoever may be told is given as a list of agencies, so
that no time goes into finding them. It answers for these districts only: consents name agencies there, so
somebody may be told when their agency is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from neo4j import Driver, ManagedTransaction

from benchmarks.district import AREAS, District
from benchmarks.networkx_matcher import NetworkxMatcher
from benchmarks.on_neo4j.matcher_cypher import ALL_NEEDS, MAKE, ONE_NEED
from resnet.graph.batches import in_batches
from resnet.graph.elements import NodeId
from resnet.matching.facts import Circle, Facts
from resnet.matching.finding import Answer
from resnet.matching.offer import Offer
from resnet.matching.ties import NOTHING

Best = list[tuple[NodeId, int]]
_ROWS: Final = 5_000
_DIGIT: Final = {Answer.NO: 0, Answer.UNKNOWN: 1, Answer.YES: 2}
_HALF: Final = AREAS // 2
# What a condition looks at; the values that needs have are found among them.
_ASKED: Final[Mapping[str, Callable[[Facts], Any]]] = {
    "weekdays": lambda facts: facts.wish.weekdays,
    "cost": lambda facts: facts.wish.cost_limit_won,
    "hours": lambda facts: (facts.wish.from_minute, facts.wish.until_minute),
    "benefit": lambda facts: _client(facts).benefit_class,
    "household": lambda facts: _client(facts).household_type,
    "disability": lambda facts: _client(facts).disability_types,
    "language": lambda facts: _client(facts).languages,
    "documents": lambda facts: _client(facts).documents,
    "frequency": lambda facts: facts.wish.wanted_per_week,
}
_FIRST_WORD: Final = ("weekdays", "cost", "hours", "benefit", "household")


def _client(facts: Facts) -> Any:  # noqa: ANN401
    assert facts.client is not None
    return facts.client


class CypherMatcher(NetworkxMatcher):
    """Top matches by one statement a need, or by one for many needs of a few circles."""

    def __init__(self, district: District, needs: Sequence[Facts], driver: Driver, database: str) -> None:
        super().__init__(district)
        self._driver, self._database = driver, database
        self._agency = {each: number for number, each in enumerate(self.network.ids_of("agency"))}
        people = self.network.ids_of("person")
        self._number = {each: number for number, each in enumerate([*self._agency, *people])}
        self._area = {place[0]: number for number, place in enumerate(district.places)}
        self._by_value = {name: _first_by(needs, ask) for name, ask in _ASKED.items()}
        self._by_area = _first_by(needs, lambda facts: facts.place[0])
        offers = {each[0].id: each for of in self.by_class.values() for each in of}
        self._offers = [offers[each] for each in sorted(offers)]
        self._constants = self._weights()
        self._fill()

    def _run(self, text: str, **values: object) -> list[Any]:
        def work(tx: ManagedTransaction) -> list[Any]:
            return tx.run(text, values).values()

        with self._driver.session(database=self._database) as session:
            return session.execute_write(work)

    def _fill(self) -> None:
        for text in MAKE["before"]:
            self._run(text)
        rows: dict[str, Iterable[Any]] = {
            "people": [[number, self._agency_of(each)] for each, number in self._number.items()],
            "agencies": [[number] for number in self._agency.values()],
            "services": self._service_rows(),
        }
        arcs, arrivals = self._arcs()
        rows |= {"arcs": arcs, "arrivals": arrivals}
        for name, found in rows.items():
            for some in in_batches(found, _ROWS):
                self._run(MAKE[name][0], rows=some)
        self._run("CALL db.awaitIndexes(300)")

    def _agency_of(self, node: NodeId) -> int:
        return self._agency[node] if node in self._agency else self._agency[self.ties.agencies_of[node][0]]

    def _service_rows(self) -> list[list[Any]]:
        found = []
        self._services = [offer.id for offer, _ in self._offers]
        for number, (offer, static) in enumerate(self._offers):
            words = [0, 0]
            for name, values in self._by_value.items():
                digits = [self._digit(name, offer, facts) for facts in values.values()]
                word = 0 if name in _FIRST_WORD else 1
                words[word] += sum(
                    digit * 4 ** (self._first[name] + place) for place, digit in enumerate(digits)
                )
            covers = [0, 0]
            for area, facts in self._by_area.items():
                place = self._area[area]
                covers[place // _HALF] += self._digit("coverage", offer, facts) * 4 ** (place % _HALF)
            own = [number, self._agency[offer.providers[0]], static + self.weight["class"], *covers, *words]
            found += [[code, *own, _ages(offer)] for code in offer.classes]
        return found

    def _digit(self, name: str, offer: Offer, facts: Facts) -> int:
        return _DIGIT[dict(self.answers(offer, facts))[name]]

    def _arcs(self) -> tuple[list[list[int]], list[list[int]]]:
        """The cheapest arcs, and of each node the cheapest way on to an agency as the last of three ties."""
        costs, own = self.policy.ties, defaultdict[NodeId, dict[NodeId, int]](dict)
        for tie in (tie for listed in self.ties.starting.values() for tie in listed):
            if tie.count and tie.renews == NOTHING:
                kept = own[tie.start]
                kept[tie.end] = min(tie.cost, kept.get(tie.end, tie.cost))
        arcs, arrivals = [], []
        for node, number in self._number.items():
            # A worker speaks for the own agency.
            reached = dict(own[node])
            for agency in self.ties.agencies_of.get(node, ()):
                for end, cost in own[agency].items():
                    reached[end] = min(cost, reached.get(end, cost))
            last: dict[int, int] = {}
            for end, cost in reached.items():
                agency_number, is_agency = self._agency_of(end), end in self._agency
                warm = costs.cost["named-contact"] if self.ties.contacts_of.get(end) else costs.cold_extra
                extra = warm if is_agency else 0
                arcs.append([number, self._number[end], cost + 1024 * (extra + 1024 * agency_number)])
                whole = cost + (costs.cold_extra if is_agency else 0)
                last[agency_number] = min(whole, last.get(agency_number, whole))
            arrivals += [[number, agency_number, cost] for agency_number, cost in last.items()]
        return arcs, arrivals

    def _weights(self) -> dict[str, Any]:
        places: dict[int, int] = {0: 0, 1: 0}
        self._first: dict[str, int] = {}
        for name, values in self._by_value.items():
            word = 0 if name in _FIRST_WORD else 1
            self._first[name] = places[word]
            places[word] += len(values)
        limit, least = self.policy.ties.cost_limit, 3 * 50
        earned = {
            f"w_{name}": [0, self.half[name], self.weight[name]] for name in (*_ASKED, "coverage", "age")
        }
        return earned | {
            "limit": limit,
            "wp": self.weight["path"],
            "same": self.policy.ties.cost["same-agency"],
            "least": least,
            "most": self.weight["path"] * ((limit - least) * 1000 // limit) // 1000,
        }

    def _told(self, circle: Circle) -> dict[str, Any]:
        assert circle.lead is not None
        return {
            "m": self._number[circle.managers[0]],
            "lead": self._agency[circle.lead],
            # Of the lead agency only itself and the managers, where the way begins.
            "told": sorted(self._agency[NodeId(each)] for each, _ in circle.consents),
        }

    def _need(self, facts: Facts) -> dict[str, Any]:
        area = self._area[facts.place[0]]
        said = {
            f"d_{name}": 4 ** (self._first[name] + list(self._by_value[name]).index(ask(facts)))
            for name, ask in _ASKED.items()
        }
        asked = {"cls": facts.wish.service_classes[0], "age": _client(facts).ages[0][0]}
        word, digit = area // _HALF, 4 ** (area % _HALF)
        # Above all digits, so that the other word adds nothing.
        words = {f"d_c{each}": digit if each == word else 4**30 for each in (0, 1)}
        return said | asked | words | {"word": word, "d_coverage": digit}

    def asking(self, facts: Facts) -> Callable[[], Best]:
        """What asks for one need; making it is not part of the asking."""
        values = self._constants | self._told(facts.circle) | self._need(facts)
        text = ONE_NEED[values["word"]]

        def read(tx: ManagedTransaction) -> list[list[int]]:
            return tx.run(text, values).values()

        def ask() -> Best:
            with self._driver.session(database=self._database) as session:
                return [(self._services[number], score) for number, score in session.execute_read(read)]

        return ask

    def asking_all(self, needs: Iterable[Facts]) -> Callable[[], list[Best]]:
        """What asks for many needs, circle by circle in one statement; in the order of the needs."""
        groups: dict[Circle, dict[str, Any]] = {}
        count = 0
        for count, facts in enumerate(needs, start=1):
            if facts.circle not in groups:
                groups[facts.circle] = self._told(facts.circle) | {"needs": []}
            groups[facts.circle]["needs"].append(self._need(facts) | {"id": count - 1})
        values = self._constants | {"groups": list(groups.values())}

        def read(tx: ManagedTransaction) -> list[list[Any]]:
            return tx.run(ALL_NEEDS, values).values()

        def ask() -> list[Best]:
            found: list[Best] = [[] for _ in range(count)]
            with self._driver.session(database=self._database) as session:
                for number, top in session.execute_read(read):
                    found[number] = [(self._services[service], score) for service, score in top]
            return found

        return ask


def _ages(offer: Offer) -> int:
    low, high = offer.node.fields.get("age_from"), offer.node.fields.get("age_to")
    if low is None and high is None:
        return 65536
    first, last = low if isinstance(low, int) else 0, high if isinstance(high, int) else 150
    return first + 256 * last


def _first_by(needs: Iterable[Facts], ask: Callable[[Facts], Any]) -> dict[Any, Facts]:
    """The first need of each value, in the order in which they come."""
    found: dict[Any, Facts] = {}
    for facts in needs:
        found.setdefault(ask(facts), facts)
    return found
