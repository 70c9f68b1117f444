"""What one would write with networkx: rows of Dijkstra kept for each circle, conditions in plain Python.

The same answers as the product for the districts of ``benchmarks.district``, which say what is asked here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

import networkx as nx

from benchmarks.district import NOW, District
from resnet.graph.elements import NodeId
from resnet.matching.facts import Circle, Facts
from resnet.matching.finding import Answer
from resnet.matching.judge import earned, leaves_out
from resnet.matching.offer import Offer, offers_of
from resnet.matching.policy import load_policy
from resnet.matching.question import Question, chain_of
from resnet.matching.rules.table import RULES
from resnet.matching.ties import ties_at
from resnet.matching.told import Told
from resnet.ontology.field import Value
from resnet.ontology.vocabulary import load_vocabulary

Step = tuple[NodeId, int]
# The same for every need: added up once for each service.
_STATIC = ("listed", "running", "capacity", "freshness")
# Nothing of these is asked in such a district: full marks for all.
_UNASKED = ("sex", "reach", "received", "obstacles", "preference")


@cache
def _broader(vocabulary: str, code: str) -> set[str]:
    terms = load_vocabulary(vocabulary)
    return {code, *(term.code for term in terms.broader_chain(code))} if code in terms else {code}


class NetworkxMatcher:
    """Top matches by walking over the services of the kind."""

    def __init__(self, district: District) -> None:
        self.network, self.policy = district.network, load_policy()
        self.weight = {row.name: row.weight for row in self.policy.rules}
        self.half = {row.name: row.weight * row.unknown // 1000 for row in self.policy.rules}
        self._beside = self.policy.household_types_beside
        self.ties = ties_at(self.network, NOW, self.policy)
        self.graph = self._layered()
        self.rows: dict[Circle, dict[Step, int]] = {}
        self.told: dict[Circle, Told] = {}
        self.costs: dict[Circle, dict[NodeId, int | None]] = {}
        self.by_class: dict[str, list[tuple[Offer, int]]] = {}
        question = Question(next(iter(district.needs())), self.network, self.policy)
        for offer in offers_of(self.network, NOW):
            points = self._static(offer, question)
            if points is not None:
                for code in offer.classes:
                    self.by_class.setdefault(code, []).append((offer, points))

    def _layered(self) -> nx.DiGraph[Step]:
        """A node for each number of ties gone so far: at most three are allowed."""
        graph: nx.DiGraph[Step] = nx.DiGraph()
        for tie in (tie for listed in self.ties.starting.values() for tie in listed if not tie.renews):
            for gone in range(self.policy.ties.most - tie.count + 1):
                one, other = (tie.start, gone), (tie.end, gone + tie.count)
                known = graph.edges[one, other]["cost"] if graph.has_edge(one, other) else tie.cost
                graph.add_edge(one, other, cost=min(known, tie.cost))
        return graph

    def _static(self, offer: Offer, question: Question) -> int | None:
        total = sum(self.weight[name] for name in _UNASKED)
        for row in self.policy.rules:
            if row.name in _STATIC:
                finding = RULES[row.name](offer, question)
                if leaves_out(row, finding):
                    return None
                total += earned(row, finding)
        return total

    def row(self, circle: Circle) -> dict[Step, int]:
        """The cheapest way from the circle to everybody, telling only who may be told."""
        if circle not in self.rows:
            told = self.told[circle] = Told(circle, self.ties)
            tells: dict[NodeId, bool] = {}

            def cost(one: Step, _: Step, edge: dict[str, int]) -> int | None:
                if one[0] not in tells:
                    tells[one[0]] = told.may_be_told(one[0])
                return int(edge["cost"]) if tells[one[0]] else None

            starts = {(start, 0) for start in told.starts if (start, 0) in self.graph}
            found = nx.multi_source_dijkstra_path_length(self.graph, starts, weight=cost)
            self.rows[circle] = cast("dict[Step, int]", found)
        return self.rows[circle]

    def path_cost(self, circle: Circle, provider: NodeId) -> int | None:
        """What the cheapest way to a provider costs, with the hand-over."""
        kept = self.costs.setdefault(circle, {})
        if provider not in kept:
            kept[provider] = self._arrive(circle, provider)
        return kept[provider]

    def _arrive(self, circle: Circle, provider: NodeId) -> int | None:
        row, costs = self.row(circle), self.policy.ties
        if self.told[circle].has_case(provider):
            return costs.cost["same-agency"]
        warm = costs.cost["named-contact"] if self.ties.contacts_of.get(provider) else costs.cold_extra
        found = []
        for gone in range(costs.most + 1):
            staff = self.ties.staff_of.get(provider, ())
            found += [row[person, gone] for person in staff if (person, gone) in row]
            if (provider, gone) in row:
                found.append(row[provider, gone] + (warm if gone < costs.most else costs.cold_extra))
        return min(found, default=None)

    def best(self, facts: Facts, shown: int = 5) -> list[tuple[NodeId, int]]:
        """The best services with their scores."""
        found = []
        for offer, static in self.by_class.get(facts.wish.service_classes[0], ()):
            points = self._points(offer, facts)
            if points is None:
                continue
            cost = self.path_cost(facts.circle, offer.providers[0])
            if cost is not None:
                limit = self.policy.ties.cost_limit
                way = self.weight["path"] * (max(0, limit - cost) * 1000 // limit) // 1000
                found.append((-(static + self.weight["class"] + points + way), offer.id))
        return [(service, -score) for score, service in sorted(found)[:shown]]

    def _points(self, offer: Offer, facts: Facts) -> int | None:
        """What the ten conditions earn; None as soon as one leaves it out."""
        total = 0
        for name, answer in self.answers(offer, facts):
            if answer is Answer.NO and name != "frequency":
                return None
            if answer is not Answer.NO:
                total += (self.weight if answer is Answer.YES else self.half)[name]
        return total

    def answers(self, offer: Offer, facts: Facts) -> Iterator[tuple[str, Answer]]:
        """What each condition says, one after the other."""
        get, client, wish = offer.node.fields.get, facts.client, facts.wish
        assert client is not None
        yield "coverage", self._covered(offer, facts)
        yield "weekdays", _shared(wish.weekdays, get("weekdays"))
        yield "cost", _affordable(wish.cost_limit_won, get("cost_won"))
        yield "age", _aged(client.ages, get("age_from"), get("age_to"))
        yield "hours", _timed(facts, get("opens_minute"), get("closes_minute"))
        yield "benefit", _among("benefit_classes", client.benefit_class, get("benefit_classes"))
        yield "household", _household(client.household_type, get("household_types"), self._beside)
        yield "disability", _disabled(client.disability_types, get("disability_types"))
        yield "language", _spoken(client.languages, get("languages"))
        yield "documents", _papers(client.documents, get("documents"))
        yield "frequency", _often(wish.wanted_per_week, get("per_week"))

    def _covered(self, offer: Offer, facts: Facts) -> Answer:
        if not offer.covers:
            return Answer.UNKNOWN
        if any(area in offer.covers for area in facts.place):
            return Answer.YES
        coarse = any(facts.place[0] in chain_of(self.network, area, NOW) for area in offer.covers)
        return Answer.UNKNOWN if coarse else Answer.NO


def _shared(wanted: tuple[str, ...] | None, given: Value | None) -> Answer:
    if not wanted:
        return Answer.YES
    return Answer.UNKNOWN if not given else _yes(any(day in _codes(given) for day in wanted))


def _yes(fits: object) -> Answer:
    return Answer.YES if fits else Answer.NO


def _codes(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _affordable(limit: int | None, cost: Value | None) -> Answer:
    if cost == 0 or limit is None:
        return Answer.YES
    return _yes(cost <= limit) if isinstance(cost, int) else Answer.UNKNOWN


def _aged(ages: tuple[tuple[int, int], ...], low: Value | None, high: Value | None) -> Answer:
    if low is None and high is None:
        return Answer.UNKNOWN
    first, last = (low if isinstance(low, int) else 0), (high if isinstance(high, int) else 150)
    return _yes(first <= ages[0][0] <= last)


def _timed(facts: Facts, opens: Value | None, closes: Value | None) -> Answer:
    begins, ends = facts.wish.from_minute, facts.wish.until_minute
    if begins is None or ends is None:
        return Answer.YES
    if not isinstance(opens, int) or not isinstance(closes, int):
        return Answer.UNKNOWN
    return _yes(any(opens + by < ends and begins < closes + by for by in (-1440, 0, 1440)))


@cache
def _among(vocabulary: str, has: str, served: Value | None) -> Answer:
    if served is None:
        return Answer.UNKNOWN
    codes = _codes(served)
    if not codes:
        return Answer.YES
    if not has:
        return Answer.UNKNOWN
    if not _broader(vocabulary, has).isdisjoint(codes):
        return Answer.YES
    return Answer.UNKNOWN if any(has in _broader(vocabulary, code) for code in codes) else Answer.NO


def _household(has: str, served: Value | None, beside: frozenset[str]) -> Answer:
    answer = _among("household_types", has, served)
    may_be = has in beside or not beside.isdisjoint(_codes(served))
    return Answer.UNKNOWN if answer is Answer.NO and may_be else answer


@cache
def _disabled(has: tuple[str, ...] | None, served: Value | None) -> Answer:
    if served is None or (served and has is None):
        return Answer.UNKNOWN
    if not served:
        return Answer.YES
    answers = {_among("disability_types", code, served) for code in has or ()}
    return Answer.YES if Answer.YES in answers else Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.NO


def _spoken(wanted: tuple[str, ...] | None, spoken: Value | None) -> Answer:
    if not wanted:
        return Answer.YES
    if not spoken:
        return Answer.YES if "ko" in wanted else Answer.UNKNOWN
    return _yes(any(code in _codes(spoken) for code in wanted))


@cache
def _papers(has: tuple[str, ...] | None, needed: Value | None) -> Answer:
    if needed is None:
        return Answer.UNKNOWN
    proofs = [code for code in _codes(needed) if code != "application"]
    if not proofs:
        return Answer.YES
    return Answer.UNKNOWN if has is None else _yes(set(proofs) <= set(has))


def _often(wanted: float | None, given: Value | None) -> Answer:
    if wanted is None:
        return Answer.YES
    return _yes(given >= wanted) if isinstance(given, int | float) else Answer.UNKNOWN
