"""Drawings of a small family in a real store: who is hidden was never there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.drawing.ecomap.draw import draw_ecomap
from resnet.drawing.ecomap.from_view import Views
from resnet.drawing.genogram.draw import draw_genogram
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import Change, CommitId, Edge, Node, NodeId, Put
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from tests.fresh_store import NOW, fresh_store

KEEPER = Scope.everything(reason="test")
PEOPLE = {
    "client": ("가온", "female", 1990),
    "mother": ("나래", "female", 1965),
    "father": ("다솔", "male", 1960),
    "child": ("라온", "male", 2018),
    "partner": ("마루", "male", 1988),
}


class Family:
    """A client with parents, partner, child and an agency that may see what was consented to."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self.ids = {name: store.ids.mint("person") for name in PEOPLE}
        self.agency, self.worker = store.ids.mint("agency"), store.ids.mint("person")
        client = self.ids["client"]
        changes: list[Change] = [
            Put(Node(id=self.agency, kind="agency")),
            Put(Node(id=self.worker, kind="person", category=Category.PUBLIC, fields={"name": "일꾼"})),
            self.edge("works_for", self.worker, self.agency),
        ]
        for name, (words, sex, year) in PEOPLE.items():
            category = Category.IDENTITY if name == "client" else Category.FAMILY
            fields: dict[str, Value] = {"name": words, "sex": sex, "birth_year": year}
            changes.append(
                Put(Node(id=self.ids[name], kind="person", fields=fields, category=category, about=(client,)))
            )
        for start, end in (
            ("mother", "client"),
            ("father", "client"),
            ("client", "child"),
            ("partner", "child"),
        ):
            changes.append(self.edge("parent_of", self.ids[start], self.ids[end], nature="biological"))
        changes.append(self.edge("partner_of", self.ids["mother"], self.ids["father"], nature="married"))
        changes.append(
            self.edge("relates_to", client, self.agency, nature="strong", importance=4, nearness=5)
        )
        self.write(changes)

    def edge(self, kind: str, start: NodeId, end: NodeId, **fields: Value) -> Put:
        edge_id = self.store.ids.edge_key(kind, start, end, str(sorted(fields.items())))
        return Put(Edge(id=edge_id, kind=kind, start=start, end=end, fields=fields, since=None))

    def consent(self, *categories: Category) -> None:
        client = self.ids["client"]
        self.write([self.edge("consents_to", client, self.agency, category=each) for each in categories])

    def write(self, changes: list[Change]) -> None:
        commit = CommitId(self.store.ids.mint("commit"))
        self.store.write(changes, scope=KEEPER, why="test", commit=commit)

    @property
    def seen_by_worker(self) -> Scope:
        return Scope.of(self.worker, frozenset({Role.CASE_MANAGER}), reason="test")


@contextmanager
def agreed(folder: Path, clock: Callable[[], datetime] = lambda: NOW) -> Iterator[Family]:
    """A family of whom the worker may see who the client and the kin are, and nothing else."""
    store = fresh_store(folder, clock)
    family = Family(store)
    family.consent(Category.IDENTITY, Category.FAMILY)
    yield family
    store.close()


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Family]:
    store = fresh_store(tmp_path)
    yield Family(store)
    store.close()


def genogram(family: Family, scope: Scope) -> str:
    drawing = draw_genogram(family.store.view(scope, as_of=EVERY_MOMENT), family.ids["client"])
    return drawing.svg + drawing.table


def test_three_generations_and_the_child_are_drawn_once_each(family: Family) -> None:
    drawing = draw_genogram(family.store.view(KEEPER, as_of=EVERY_MOMENT), family.ids["client"])

    assert (drawing.facts.people, drawing.facts.left_out) == (5, 0)
    assert f'width="{drawing.width_px:g}"' in drawing.svg
    for words, _, _ in PEOPLE.values():
        assert drawing.svg.count(f">{words}</text>") == 1
        assert words in drawing.table


def test_a_stranger_gets_the_same_as_for_nobody(family: Family) -> None:
    for client in (family.ids["client"], NodeId("person:nobody")):
        view = family.store.view(family.seen_by_worker, as_of=EVERY_MOMENT)
        with pytest.raises(NodeNotFoundError):
            draw_genogram(view, client)


def test_a_family_that_is_hidden_is_drawn_as_one_that_never_was(family: Family, tmp_path: Path) -> None:
    family.consent(Category.IDENTITY)
    hidden = genogram(family, family.seen_by_worker)
    family.consent(Category.FAMILY)
    shown = genogram(family, family.seen_by_worker)

    assert "라온" not in hidden
    assert "라온" in shown
    (tmp_path / "alone").mkdir()
    alone = fresh_store(tmp_path / "alone")
    client = family.ids["client"]
    words, sex, year = PEOPLE["client"]
    fields: dict[str, Value] = {"name": words, "sex": sex, "birth_year": year}
    node = Node(id=client, kind="person", fields=fields, about=(client,))
    alone.write([Put(node)], scope=KEEPER, why="test", commit=CommitId("1"))
    drawing = draw_genogram(alone.view(KEEPER, as_of=EVERY_MOMENT), client)
    alone.close()
    assert hidden == drawing.svg + drawing.table


def test_an_eco_map_shows_what_consent_opens_and_what_held_then(family: Family) -> None:
    family.consent(Category.IDENTITY)
    client = family.ids["client"]
    view = family.store.view(family.seen_by_worker)
    assert draw_ecomap(Views(view, NOW), client).facts.systems_now == 0

    family.consent(Category.RELATIONS)
    then = NOW - timedelta(days=60)
    view = family.store.view(family.seen_by_worker)
    past = family.store.view(family.seen_by_worker, as_of=then)
    drawing = draw_ecomap(Views(view, NOW, past, then), client)

    assert (drawing.facts.systems_now, drawing.facts.systems_then) == (1, 1)
