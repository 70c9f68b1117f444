"""Families that other programs lose people in, double or put out of order: here nothing is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet.access.scope import Scope
from resnet.drawing.genogram.from_view import read_genogram
from resnet.drawing.genogram.kin import MOST_PEOPLE
from resnet.drawing.genogram.layout import Layout, lay_out
from resnet.drawing.genogram.model import Sex
from resnet.graph.elements import CommitId, Edge, Node, NodeId, Put
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.messages import messages_for
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from tests.drawing.family_files import FAMILIES, Told, from_gedcom, hard_families
from tests.drawing.geometry_checks import crossings, faults
from tests.fresh_store import fresh_store

pytestmark = pytest.mark.skipif(not FAMILIES.is_dir(), reason=f"the hard families are not at {FAMILIES}")
KOREAN = messages_for("ko")
KEEPER = Scope.everything(reason="test")
# People of the royal families around whom a scope is drawn: of every branch some.
ROYALS = ("@I1@", "@I52@", "@I1497@", "@I1941@", "@I2828@")


@pytest.fixture(scope="module")
def layouts() -> dict[str, Layout]:
    return {told.name: lay_out(told.family(), KOREAN) for told in hard_families()}


def test_they_are_as_many_as_the_folder_holds(layouts: dict[str, Layout]) -> None:
    assert len(layouts) == 35
    assert sum(len(layout.family.people) for layout in layouts.values()) >= 676


def test_nothing_is_wrong_with_any_of_them_and_each_order_is_proven(layouts: dict[str, Layout]) -> None:
    wrong = {name: found for name, layout in layouts.items() if (found := list(faults(layout)))}

    assert wrong == {}
    assert [name for name, layout in layouts.items() if not layout.is_proven] == []


def test_their_lines_cross_no_more_than_they_must(layouts: dict[str, Layout]) -> None:
    assert sum(crossings(layout) for layout in layouts.values()) <= 38


@pytest.mark.long
def test_a_scope_of_three_thousand_royals_is_drawn_as_well(tmp_path: Path) -> None:
    told = from_gedcom(FAMILIES / "ged" / "royal92.ged")
    store = fresh_store(tmp_path, seed=b"royal")
    ids = {key: store.ids.key("person", key) for key in told.people}
    store.write(_changes(told, store, ids), scope=KEEPER, why="test", commit=CommitId("1"))
    view = store.view(KEEPER, as_of=EVERY_MOMENT)

    families = [read_genogram(view, ids[key]) for key in ROYALS]

    store.close()
    for family in families:
        layout = lay_out(family, KOREAN)
        assert 1 < len(family.people) <= MOST_PEOPLE
        assert list(faults(layout)) == []
        assert layout.is_proven


def _changes(told: Told, store: GraphStore, ids: dict[str, NodeId]) -> Iterator[Put]:
    for key, person in told.people.items():
        fields: dict[str, Value] = {"name": person.name}
        if person.sex is not Sex.UNKNOWN:
            fields["sex"] = person.sex.value
        if person.birth_year is not None:
            fields["birth_year"] = person.birth_year
        about = (ids[key],)
        yield Put(Node(id=ids[key], kind="person", category=Category.FAMILY, fields=fields, about=about))
    for edge in told.edges:
        start, end = ids[edge.start], ids[edge.end]
        key = store.ids.edge_key(edge.kind, start, end, edge.id)
        yield Put(Edge(id=key, kind=edge.kind, start=start, end=end, fields=edge.fields))
