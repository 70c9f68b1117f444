"""A catalogue that followed changes is the one made anew, array by array."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import datetime, timedelta
from random import Random
from typing import cast

import numpy as np
import pytest

from benchmarks.district import NOW, District, Size
from resnet.graph.elements import Commit, Edge, EdgeId, ElementId, Entry, Node, NodeId, Version
from resnet.graph.network.make import NetworkMaker, make_arrays
from resnet.graph.network.public_tables import PublicTables
from resnet.graph.network.snapshot import Network
from resnet.graph.network.success import Successes
from resnet.matching.facts import Facts
from resnet.matching.kernel.catalogue import Catalogue, brought_to, make_catalogue
from resnet.matching.kernel.changed import catalogue_after
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.glance import find_best
from resnet.matching.kernel.looked import ONE
from resnet.matching.kernel.match import Matcher
from resnet.matching.kernel.verdict import Table, Verdict
from resnet.matching.kernel.ways import SEARCH
from resnet.matching.match import match_need
from resnet.matching.policy import load_policy
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


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    load(SEARCH, ONE)


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


def told(catalogue: Catalogue) -> dict[str, object]:
    """Everything that is read of a catalogue, to be compared."""
    ways, arrays = catalogue.ways, catalogue.ways.arrays
    return {
        "network": catalogue.network.made_at,
        "since": catalogue.since,
        "until": catalogue.until,
        "moments": {kind: (each.last, each.next) for kind, each in catalogue.moments.items()},
        "offers": [
            [getattr(each, name.name) for name in fields(each) if name.name != "_sources"]
            for each in catalogue.offers
        ],
        "columns": {
            name: (column.profile.tobytes(), column.examples.tobytes(), column.keys)
            for name, column in catalogue.columns.items()
        },
        "arrays": [
            (array.dtype.str, array.tobytes())
            for array in (catalogue.tiers, catalogue.points, catalogue.turns, catalogue.turning)
        ],
        "rows": (dict(catalogue.row_of), dict(catalogue.run_by)),
        "ties": (arrays.ties, dict(ways.ties.starting), dict(ways.ties.contacts_of), dict(ways.ties.named)),
        "loads": (dict(ways.ties.load_of), dict(ways.ties.staff_of), dict(ways.ties.teams_of)),
        "lines": [each.tobytes() for each in (*arrays.columns, *arrays.told_by)],
        "kinds": [each.dtype.str for each in (*arrays.columns, *arrays.told_by)],
        "providers": (list(arrays.providers.items()), ways.provided_by),
    }


@pytest.mark.parametrize("seed", range(1, 3))
def test_a_catalogue_that_follows_changes_is_the_one_made_anew(seed: int) -> None:
    history, policy = History(seed), load_policy()
    followed, count = make_catalogue(history.network(), NOW, policy), 0
    for step in range(15):
        for _ in range(history.random.choice((1, 1, 3))):
            history.change()
        network, at = history.network(), NOW + timedelta(hours=step)
        anew = make_catalogue(history.network_anew(), at, policy)
        if followed.holds_at(at):
            after = catalogue_after(brought_to(followed, at), network, at)
            assert after is not None
            assert told(after) == told(anew)
            followed, count = after, count + 1
        else:
            followed = anew
    assert count > 8


SEQUENCES: dict[str, Callable[[History], None]] = {
    "a tie between the same two": History.meet_again,
    "a tie of the first and the last": History.meet_at_the_edge,
    "a contact of a tie": lambda history: history.set(history.one("knows"), last_contact_at=history.moment()),
    "a tie that ends": lambda history: history.end("knows"),
    "a party": History.agree,
    "an agreement that ends": lambda history: history.end("agreement"),
    "a party that goes": lambda history: history.part("party_to"),
    "who works where": History.move,
    "who is called": lambda history: history.set(
        history.one("works_for"), is_contact=history.random.random() < 0.5
    ),
    "a capacity": lambda history: history.set(
        history.one("service"), places_open=history.random.choice((None, 0, 2)), said_at=history.moment()
    ),
    "who offers": lambda history: history.join("offers"),
    "where somebody is": History.settle,
}


@pytest.mark.parametrize("act", SEQUENCES.values(), ids=SEQUENCES.keys())
def test_a_sequence_of_changes_of_one_kind_is_followed(act: Callable[[History], None]) -> None:
    history, policy = History(7), load_policy()
    followed = make_catalogue(history.network(), NOW, policy)
    for _ in range(3):
        act(history)
        network = history.network()
        # None where somebody came or went with it: a person who works nowhere is not in the network.
        followed = catalogue_after(followed, network, NOW) or make_catalogue(network, NOW, policy)

        assert followed.network is network
        assert told(followed) == told(make_catalogue(history.network_anew(), NOW, policy))


def test_whoever_has_no_tie_any_more_is_as_one_who_never_had_any() -> None:
    history, policy = History(9), load_policy()
    person = history.one("person")
    for each in [*history.of("works_for"), *history.of("knows")]:
        if isinstance(each, Edge) and person.id in (each.start, each.end):
            del history.elements[each.id]
    history.join("offers", person)
    history.join("knows", person)
    old = make_catalogue(history.network(), NOW, policy)
    del history.elements[EdgeId("knows:new-0002")]

    after = catalogue_after(old, history.network(), NOW)

    assert after is not None
    assert told(after) == told(make_catalogue(history.network_anew(), NOW, policy))


def test_what_a_change_leaves_as_it_is_is_shared() -> None:
    history, policy = History(8), load_policy()
    old = make_catalogue(history.network(), NOW, policy)
    tie, service = history.one("knows"), history.one("service")

    history.set(tie, last_contact_at=NOW - timedelta(days=3_000))
    tied = catalogue_after(old, history.network(), NOW)
    history.set(tie, last_contact_at=NOW - timedelta(days=2_999))
    touched = catalogue_after(tied or old, history.network(), NOW)
    history.set(service, places_open=5)
    opened = catalogue_after(touched or old, history.network(), NOW)

    assert tied is not None
    assert touched is not None
    assert opened is not None
    assert tied.ways.arrays is not old.ways.arrays
    shared = [
        (tied.segments, old.segments),
        (tied.tables, old.tables),
        (tied.turns, old.turns),
        (touched.ways.arrays, tied.ways.arrays),
        (touched.circles, tied.circles),
        (opened.ways.arrays, touched.ways.arrays),
        (opened.circles, touched.circles),
    ]
    assert all(one is other for one, other in shared)
    assert opened.segments is not touched.segments
    changed = {name for name, column in opened.columns.items() if column is not touched.columns[name]}
    assert changed == {"capacity"}


@pytest.mark.parametrize("seed", range(1, 4))
def test_a_matcher_that_followed_changes_answers_as_the_plain_one(seed: int) -> None:
    history, policy = History(100 + seed), load_policy()
    needs = list(history.district.needs())[:5]
    matcher = Matcher(history.network(), policy)
    for need in needs:
        matcher.match(need)
    for _ in range(6):
        history.change()
        network = history.network()
        before, matcher = matcher, Matcher(network, policy, matcher)
        known = before.catalogue(NOW)

        for need in needs:
            assert matcher.match(need) == match_need(network, need)
        assert before.catalogue(NOW) is known


def test_where_nodes_come_the_catalogue_is_made_anew() -> None:
    history = History(1)
    old = make_catalogue(history.network(), NOW, load_policy())
    service = history.one("service")
    history.elements["service:new"] = replace(service, id=NodeId("service:new"))  # type: ignore[arg-type]

    assert catalogue_after(old, history.network(), NOW) is None


def test_nothing_of_the_old_catalogue_moves() -> None:
    history, policy = History(2), load_policy()
    old = make_catalogue(history.network(), NOW, policy)
    before = told(old)
    for _ in range(20):
        history.change()
        catalogue_after(old, history.network(), NOW)

    assert told(old) == before
    assert not any(np.shares_memory(old.points, each) for each in (old.turns, old.tiers))


def test_whoever_is_called_at_an_agency_is_another_once_its_agreement_ends() -> None:
    history, policy = History(3), load_policy()
    _, agency = next(iter(history.successes))
    works = [each for each in history.of("works_for") if isinstance(each, Edge) and each.end == agency]
    for each in works:
        history.set(each, is_contact=False)
    for party in history.of("party_to"):
        if isinstance(party, Edge) and party.start == agency:
            del history.elements[party.id]
    history.join("party_to", history.elements[agency], named_worker=works[0].start)
    old = make_catalogue(history.network(), NOW, policy)
    del history.elements[EdgeId("party_to:new-0001")]

    after = catalogue_after(old, history.network(), NOW)

    assert after is not None
    assert told(after) == told(make_catalogue(history.network(), NOW, policy))


def test_ways_that_were_asked_for_before_ties_went_are_found_anew() -> None:
    history = History(3)
    needs = list(history.district.needs())
    before = make_catalogue(history.network(), NOW, load_policy())
    asked = [best_of(before, need) for need in needs]
    for tie in history.of("knows"):
        del history.elements[tie.id]

    after = catalogue_after(before, history.network(), NOW)

    assert after is not None
    anew = make_catalogue(history.network(), NOW, load_policy())
    found = [best_of(after, need) for need in needs]
    assert found == [best_of(anew, need) for need in needs]
    assert found != asked


def test_what_a_rule_was_not_asked_yet_is_not_known_by_another_number_either() -> None:
    table = Table(3)
    table.put(np.array([0, 2]), Verdict(points=7, hurdle=2, code=1, is_yes=True, asks=0))

    found = table.renumbered(np.array([2, 1, -1, 0], dtype=np.int32))

    # A cell of zeros would be a yes to everybody.
    assert found.known.tolist() == [True, False, False, True]
    assert found.cells[found.known].tolist() == [[7, 2, 1, 0]] * 2
    assert found.is_yes.tolist() == found.known.tolist()
    assert not found.is_whole
    assert found.renumbered(np.array([3, 0], dtype=np.int32)).is_whole


def best_of(catalogue: Catalogue, need: Facts) -> list[list[int]]:
    found = find_best(catalogue, catalogue.asked(need))
    return [] if found is None else [found.services.tolist(), found.scores.tolist()]
