"""Whether every line of an explanation can be read off the graph: asked without any of the matcher's code.

Of each line the values are looked for near the need and the service: in the fields of the service, who offers
it, the need, the client and the household, the areas, the case's obstacles. What is worked out (days,
distance, age) is worked out again. Of each step on a way the tie is looked for as an edge that holds.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from resnet.graph.elements import Direction, Edge, Node, NodeId
from resnet.graph.store import EVERY_MOMENT, GraphStore
from tests.matching.district import EVERYTHING
from tests.matching.raw import KINDS, policy, upward, words

# Of the lines of a way: what is counted and priced over steps, not read off one element.
WORKED_OUT = {"ties", "cost", "limit", "count", "code"}
EARTH_M = 6_371_008.8
# A service that says one end of its ages only.
OPEN_ENDS = {"low": 0, "high": 150}


class Lines:
    """Every node and edge of the store, by where edges begin and end."""

    def __init__(self, store: GraphStore) -> None:
        view = store.view(EVERYTHING, as_of=EVERY_MOMENT)
        self.at: datetime = view.now
        self.nodes: dict[str, Node] = {}
        for kind in (*KINDS, "strength"):
            after = None
            while True:
                page = view.find(kind, after=after, limit=5000)
                self.nodes.update({node.id: node for node in page.nodes})
                after = page.next
                if after is None:
                    break
        ids = [NodeId(each) for each in self.nodes]
        self.out: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        self.into: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        for start in range(0, len(ids), 2000):
            for edge in view.edges(ids[start : start + 2000], direction=Direction.OUT):
                if self.holds(edge):
                    self.out[edge.kind, edge.start].append(edge)
                    self.into[edge.kind, edge.end].append(edge)

    def holds(self, element: Node | Edge) -> bool:
        begun = element.since is None or element.since <= self.at
        return begun and (element.until is None or element.until > self.at)

    def ends(self, kind: str, start: str) -> list[str]:
        return [edge.end for edge in self.out[kind, start]]

    def starts(self, kind: str, end: str) -> list[str]:
        return [edge.start for edge in self.into[kind, end]]

    def near(self, need: str, offer: str) -> Pool:
        """Everything that an explanation of this service for this need may speak of."""
        cases = self.ends("in_case", need)
        concerned = [end for case in cases for end in self.ends("concerns", case)]
        clients = concerned or list(self.nodes[need].about)
        whose = [self.nodes[each].text("need_of") for each in self.starts("settled_into", need)]
        people = [*clients, *(each for each in whose if each in self.nodes)]
        homes = [end for person in people for end in self.ends("lives_in", person)]
        providers = self.starts("offers", offer)
        around = [offer, need, *people, *homes, *providers, *cases]
        around += [end for each in (offer, *providers) for end in self.ends("covers", each)]
        around += [end for person in people for end in self.ends("resides_in", person)]
        around += [end for each in self.ends("meets", offer) for end in (each,)]
        around += [start for case in cases for start in self.starts("in_case", case)]
        edges = [edge for person in people for edge in self.out["receives", person]]
        edges += [edge for client in clients for edge in self.into["supports", client]]
        elements = [self.nodes[each] for each in around if each in self.nodes]
        return Pool(self, elements, edges, people, offer)


class Pool:
    """The values of some elements."""

    def __init__(
        self, graph: Lines, nodes: list[Node], edges: list[Edge], people: list[str], offer: str
    ) -> None:
        self.graph, self.people, self.offer = graph, people, offer
        self.nodes = nodes
        self.values: set[Any] = set()
        for said in (*(node.fields for node in nodes), *(edge.fields for edge in edges)):
            for value in said.values():
                self.values |= set(value) if isinstance(value, tuple) else {value}
        self.codes = {
            code
            for value in self.values
            if isinstance(value, str) and value and len(value) < 60
            for vocabulary in ("service_classes", "need_domains_2026")
            for code in upward(vocabulary, value)
        }

    def holds(self, name: str, value: Any) -> bool:
        """Whether the value of a line stands in the graph, or is what one works out of it."""
        if name in WORKED_OUT or value is None or value == "" or value == OPEN_ENDS.get(name):
            return True
        if is_dataclass(value):
            return self._holds_shown(value)
        if isinstance(value, (tuple, list)):
            return all(self.holds(name, each) for each in value)
        if name == "days":
            return self._is_age_of_a_word(value)
        if name == "age":
            return self._is_an_age(value)
        # Several names stand in one line.
        return value in self.values or (
            isinstance(value, str) and all(each in self.values for each in value.split(", "))
        )

    def _holds_shown(self, value: Any) -> bool:
        name = fields(value)[0].name
        if name == "vocabulary":
            # How two vocabularies correspond stands in the crosswalks: data, and no part of the graph.
            if value.vocabulary == "crosswalk_relations":
                return set(value.codes) <= set(words("crosswalk_relations"))
            known = {str(each) for each in self.values} | self.codes
            return all(code in known for code in value.codes)
        if name == "metres":
            return self._is_a_distance(value.metres)
        found = getattr(value, name)
        return found in self.values or float(found) in {float(e) for e in self.values if _is_number(e)}

    def _is_age_of_a_word(self, days: int) -> bool:
        # Where nothing is dated on the service, the word on who runs it counts.
        told = [self.graph.nodes[each] for each in (self.offer, *self.graph.starts("offers", self.offer))]
        names = ("verified_at", "said_at", "capacity_stated_at")
        moments = [node.get(name) for node in told for name in names]
        return days in {(self.graph.at - each).days for each in moments if isinstance(each, datetime)}

    def _is_an_age(self, age: Any) -> bool:
        born = [
            given.year if isinstance(given, date) else given
            for each in self.people
            if each in self.graph.nodes
            for given in (self.graph.nodes[each].get(name) for name in ("born_on", "birth_year"))
            if given is not None
        ]
        known = {self.graph.at.year - int(str(year)) - less for year in born for less in (0, 1)}
        return all(int(each) in known for each in re.findall(r"\d+", str(age)))

    def _is_a_distance(self, metres: int) -> bool:
        if metres in {round(float(each) * 1000) for each in self.values if _is_number(each)}:
            return True
        homes = [home for person in self.people for home in self.graph.ends("lives_in", person)]
        runs = (self.offer, *self.graph.starts("offers", self.offer))
        here, there = (
            [self.graph.nodes[end] for each in ids for end in self.graph.ends("located_at", each)]
            for ids in (homes, runs)
        )
        # Points are rounded where they are kept.
        return any(abs(_metres(one, other) - metres) <= 60 for one in here for other in there)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _metres(one: Node, other: Node) -> float:
    points = [node.get(name) for node in (one, other) for name in ("latitude", "longitude")]
    a, b, c, d = (each if isinstance(each, float) else math.nan for each in points)
    p, q, turn = math.radians(a), math.radians(c), math.radians(d - b)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(turn / 2) ** 2
    return 2 * EARTH_M * math.asin(math.sqrt(h))


def check_lines(graph: Lines, found: Any) -> int:
    """Every line of an answer, or an AssertionError that names it; how many were checked."""
    count = 0
    for match in found.matches:
        count += check_named(graph, match)
        pool = graph.near(found.need, match.offer)
        count += check_findings(pool, match.findings, match.offer)
        for path in match.paths:
            count += check_way(graph, path, match.offer)
    for miss in found.misses:
        count += check_named(graph, miss)
        count += check_findings(graph.near(found.need, miss.offer), miss.against, miss.offer)
    return count


def check_named(graph: Lines, shown: Any) -> int:
    node = graph.nodes[shown.offer]
    assert node.text("name") == shown.name
    if node.kind == "service":
        names = {graph.nodes[each].text("name") for each in graph.starts("offers", shown.offer)}
        assert set(shown.provider_names) <= names, (shown.offer, shown.provider_names)
    return 1


def check_findings(pool: Pool, findings: Iterable[Any], offer: str) -> int:
    count = 0
    for finding in findings:
        for name, value in finding.args:
            assert pool.holds(name, value), (offer, finding.code, name, value)
        for source in finding.sources:
            node = pool.graph.nodes.get(source.element)
            assert node is not None, (offer, finding.code, source.element)
            if source.stated_at is not None and node.kind in {"service", "agency", "group"}:
                said = {value for value in node.fields.values() if isinstance(value, date)}
                assert source.stated_at in said
        count += 1
    return count


def check_way(graph: Lines, path: Any, offer: str) -> int:
    assert path.provider in graph.starts("offers", offer)
    costs = policy()["ties"]
    for step in path.steps:
        called, caller = graph.nodes[step.called], graph.nodes[step.caller]
        assert (step.called_name, step.caller_name) == (called.text("name"), caller.text("name"))
        works_at = graph.ends("works_for", step.called)
        phones = {called.text("work_phone"), called.text("phone")}
        phones |= {graph.nodes[each].text("phone") for each in works_at}
        assert step.phone in phones | {""}, step
        agencies = {graph.nodes[each].text("name") for each in works_at}
        assert step.agency in agencies | {"", called.text("name")}
        assert has_tie(graph, step), step
        assert step.cost >= (costs.get(step.tie, 0)), step
    assert path.cost == sum(step.cost for step in path.steps) + path.cold_extra
    assert path.is_warm == (path.person is not None)
    return len(path.steps)


def has_tie(graph: Lines, step: Any) -> bool:
    """Whether an edge that holds joins the two in the way that the step says."""
    one, other = step.caller, step.called
    if step.tie == "known-contact":
        return other in graph.ends("knows", one) or one in graph.ends("knows", other)
    if step.tie == "shared-team":
        shared = set(graph.ends("member_of", one)) & set(graph.ends("member_of", other))
        # The team of a single case is no part of the public network, and is not named.
        return step.via in {
            graph.nodes[each].text("name") if graph.nodes[each].get("is_standing") is True else ""
            for each in shared
        }
    if step.tie == "agreement":
        shared = set(graph.ends("party_to", one)) & set(graph.ends("party_to", other))
        return any(
            graph.nodes[each].text("name") == step.via
            and graph.holds(graph.nodes[each])
            and graph.nodes[each].until == step.until
            for each in shared
        )
    if step.tie == "named-contact":
        return one in graph.ends("works_for", other) or other in graph.starts("works_for", one)
    if step.tie == "same-agency":
        agencies = {*graph.ends("works_for", one), one}
        return one == other or bool(agencies & {*graph.ends("works_for", other), other})
    # Past success: letters between the two that ended well; their number is told only from five on.
    return bool(step.tie == "past-success")
