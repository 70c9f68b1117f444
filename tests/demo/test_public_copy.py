"""The copy for analysts has the whole public network, and nothing of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from resnet.demo.build import demo_clock
from resnet.graph.elements import Where
from resnet.graph.keep import check
from resnet.graph.moving.public import copy_public
from resnet.graph.network.follow import make_network
from resnet.graph.network.public import EDGE_KINDS, NODE_KINDS
from resnet.graph.protected import protected_types
from resnet.graph.reading import edges_out, find_all
from resnet.graph.store import GraphStore
from resnet.ontology.category import Category
from tests.demo.conftest import EVERYTHING, Demo
from tests.fresh_store import fresh_store


@pytest.fixture(scope="module")
def public(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    store = fresh_store(tmp_path_factory.mktemp("public"), demo_clock())
    copy_public(demo.store, store)
    yield store
    store.close()


def test_the_public_network_is_the_same(demo: Demo, public: GraphStore) -> None:
    mine, theirs = demo.network, make_network(public)

    assert theirs.ids == mine.ids
    for each in mine.ids:
        # Who verified something is the record's to say, and stays behind.
        expected = {name: value for name, value in mine.node(each).fields.items() if name != "verified_by"}
        assert theirs.node(each) == replace(mine.node(each), fields=expected)
    for kind in EDGE_KINDS:
        assert theirs.edges_of(kind) == mine.edges_of(kind)


def test_nothing_in_it_is_about_anybody_and_nothing_is_of_a_case(public: GraphStore) -> None:
    elements = [
        entry.element
        for commit in public.view(EVERYTHING).feed()
        for entry in commit.entries
        if entry.element is not None
    ]

    assert {each.kind for each in elements} <= {*NODE_KINDS, *EDGE_KINDS, "record", "describes"}
    assert not [each.id for each in elements if each.about]
    assert check(public) == []


def test_no_name_but_those_of_work_contacts_is_anywhere_in_it(demo: Demo, public: GraphStore) -> None:
    everybody = list(find_all(demo.everything(), "person"))
    private = {each.text("name") for each in everybody if each.id not in demo.network} - {""}
    private -= {demo.network.text(each, "name") for each in demo.network.ids_of("person")}
    told = repr(list(public.view(EVERYTHING).feed()))

    assert len(private) > 20
    assert sorted(name for name in private if name in told) == []


def test_a_protected_agency_is_nowhere_in_it(demo: Demo, public: GraphStore) -> None:
    hidden = [
        each for each in find_all(demo.everything(), "agency") if each.text("type") in protected_types()
    ]
    places = list(find_all(demo.everything(), "place", Where(category=Category.PROTECTED)))
    told = repr(list(public.view(EVERYTHING).feed()))

    assert hidden
    assert places
    assert not [place.id for place in places if place.id in told]
    assert not edges_out(public.view(EVERYTHING), [each.id for each in hidden], "located_at", "in_area")


def test_who_said_it_stays_behind_and_how_much_it_is_believed_does_not(
    demo: Demo, public: GraphStore
) -> None:
    said = [
        entry.element
        for commit in public.view(EVERYTHING).feed()
        for entry in commit.entries
        if entry.element is not None and entry.element.kind == "describes"
    ]

    assert said
    assert all(each.get("standing") for each in said)
    assert not any(each.get("said_by") or each.get("rules") for each in said)
    assert not list(find_all(public.view(EVERYTHING), "source"))


def test_a_public_copy_is_a_store_of_its_own(demo: Demo, public: GraphStore, tmp_path: Path) -> None:
    other = fresh_store(tmp_path, demo_clock())

    assert public.ids.key("record", "x") != demo.store.ids.key("record", "x") != other.ids.key("record", "x")
    other.close()
