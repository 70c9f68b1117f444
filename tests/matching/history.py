"""A small district whose elements change by chance, and the networks that follow and that are made anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import cast

from benchmarks.district import NOW, District, Size
from resnet.graph.elements import Commit, Edge, EdgeId, ElementId, Entry, Node, NodeId, Version
from resnet.graph.network.make import NetworkMaker, make_arrays
from resnet.graph.network.public_tables import PublicTables
from resnet.graph.network.snapshot import Network
from resnet.graph.network.success import Successes
from resnet.ontology.category import Category
from resnet.ontology.field import Value

SMALL = Size(agencies=40, services=150, ties=160, leads=6, clients=30, needs=40)
ENDS = {
    "knows": ("person", "person"),
    "offers": ("agency", "service"),
    "covers": ("service", "area"),
    "party_to": ("agency", "agreement"),
    "located_at": ("agency", "place"),
}
Element = Node | Edge


class History:
    """The elements of a small district, changed by chance."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.district = District(SMALL, seed)
        self.elements: dict[str, Element] = {each.id: each for each in self.district.elements}
        self.successes: Successes = dict(self.district.successes)
        self._edges = 0
        self._tables, self._maker = PublicTables.of(self.elements.values()), NetworkMaker()
        self._replayed = dict(self.elements)

    def network(self) -> Network:
        """The network that followed what changed, which shares what did not."""
        before, self._replayed = self._replayed, dict(self.elements)
        changed = [each for each in before | self.elements if before.get(each) is not self.elements.get(each)]
        entries = [self._entry(each, self.elements.get(each)) for each in changed]
        self._tables.replay([Commit(Version(1), NOW, tuple(entries))])
        return self._maker.make(self._tables, self.successes, Version(1), NOW)

    def network_anew(self) -> Network:
        return make_arrays(self.elements.values(), self.successes, Version(1), NOW)

    def _entry(self, element_id: str, element: Element | None) -> Entry:
        return Entry(
            version=Version(1), at=NOW, actor=None, why="", element=element, id=cast("ElementId", element_id)
        )

    def of(self, kind: str) -> list[Element]:
        return [each for each in self.elements.values() if each.kind == kind]

    def one(self, kind: str) -> Element:
        return self.random.choice(self.of(kind))

    def set(self, element: Element, **new: Value | None) -> None:
        said = {**element.fields, **new}
        kept = {name: value for name, value in said.items() if value is not None}
        self.elements[element.id] = replace(element, fields=kept)

    def join(
        self, kind: str, start: Element | None = None, end: Element | None = None, **said: Value | None
    ) -> None:
        one, other = ENDS[kind]
        self._edges += 1
        edge_id = EdgeId(f"{kind}:new-{self._edges:04d}")
        self.elements[edge_id] = Edge(
            id=edge_id,
            kind=kind,
            start=NodeId((start or self.one(one)).id),
            end=NodeId((end or self.one(other)).id),
            fields={name: value for name, value in said.items() if value is not None},
            category=Category.PUBLIC,
        )

    def part(self, kind: str) -> None:
        if found := self.of(kind):
            del self.elements[self.random.choice(found).id]

    def end(self, kind: str) -> None:
        if found := self.of(kind):
            element = self.random.choice(found)
            moment = NOW + timedelta(days=self.random.choice((-9, 9)))
            self.elements[element.id] = replace(element, until=moment)

    def moment(self) -> datetime | None:
        return self.random.choice((None, NOW - timedelta(days=self.random.randrange(900))))

    def staff(self) -> tuple[str, Element]:
        works = self.one("works_for")
        assert isinstance(works, Edge)
        return works.start, self.elements[works.end]

    def meet_again(self) -> None:
        """One more tie between two who know each other, either way round."""
        tie = self.one("knows")
        assert isinstance(tie, Edge)
        ends = [self.elements[tie.start], self.elements[tie.end]]
        self.random.shuffle(ends)
        self.join("knows", *ends, last_contact_at=self.moment())

    def meet_at_the_edge(self) -> None:
        """Whoever has the first or last row of all people knows one more, or one less."""
        people = sorted(self.of("person"), key=lambda each: each.id)
        self.join("knows", self.random.choice((people[0], people[-1])), last_contact_at=self.moment())
        self.part("knows")

    def move(self) -> None:
        """Somebody works elsewhere from now on."""
        works = self.one("works_for")
        assert isinstance(works, Edge)
        self.elements[works.id] = replace(works, end=NodeId(self.one("agency").id))

    def settle(self) -> None:
        """An agency and a service get places of their own, or the place that one has is elsewhere."""
        for kind in ("agency", "service"):
            place_id, point = NodeId(f"place:{kind}"), (37.0 + self.random.random(), 127.0)
            place = Node(id=place_id, kind="place", category=Category.PUBLIC)
            is_new = place_id not in self.elements
            self.elements[place_id] = self.elements.get(place_id, place)
            self.set(self.elements[place_id], latitude=point[0], longitude=point[1])
            if is_new:
                self.join("located_at", self.one(kind), self.elements[place_id])

    def change(self) -> None:
        random = self.random
        changes: list[Callable[[], None]] = [
            lambda: self.set(
                self.one("service"), places_open=random.choice((None, 0, 2)), said_at=self.moment()
            ),
            lambda: self.set(self.one("service"), weekdays=random.choice((None, ("mon",), ("tue", "wed")))),
            lambda: self.set(self.one("service"), cost_won=random.choice((None, 0, 7_000)), name="other"),
            lambda: self.set(
                self.one("agency"), status=random.choice(("open", "closed")), said_at=self.moment()
            ),
            lambda: self.set(self.one("knows"), last_contact_at=self.moment()),
            lambda: self.set(self.one("works_for"), is_contact=random.random() < 0.5),
            lambda: self.set(self.one("party_to"), named_worker=self.staff()[0]),
            lambda: self.join("knows", last_contact_at=self.moment()),
            self.agree,
            lambda: self.join("offers"),
            lambda: self.join("covers"),
            lambda: self.part("knows"),
            lambda: self.part("party_to"),
            lambda: self.part("offers"),
            lambda: self.part("covers"),
            lambda: self.end("agreement"),
            lambda: self.end("party_to"),
            lambda: self.end("knows"),
            lambda: self.end("service"),
        ]
        random.choice(changes)()

    def agree(self) -> None:
        worker, agency = self.staff()
        self.join("party_to", agency, named_worker=self.random.choice((None, worker)))
