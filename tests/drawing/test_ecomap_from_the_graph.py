"""What is around a client in an eco-map read from the graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet.access.scope import Scope
from resnet.drawing.ecomap.from_view import Views, read_eco_map
from resnet.drawing.ecomap.model import Relation
from resnet.graph.elements import Change, Node, NodeId, Put
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from tests.drawing.test_drawn_from_the_graph import KEEPER, Family
from tests.drawing.test_genogram_from_the_graph import add_person, move_in
from tests.fresh_store import NOW, fresh_store


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Family]:
    store = fresh_store(tmp_path)
    yield Family(store)
    store.close()


def around(family: Family, scope: Scope = KEEPER) -> dict[NodeId, Relation | None]:
    view = family.store.view(scope)
    eco_map = read_eco_map(Views(view, NOW), family.ids["client"], standard="today_2026")
    return {system.id: system.now for system in eco_map.systems}


def add_service(family: Family, provider: NodeId | None) -> tuple[NodeId, list[Change]]:
    service = family.store.ids.mint("service")
    record = family.store.ids.mint("record")
    words: dict[str, Value] = {"name": "반찬 배달", "said_by": "가온"}
    told = words | {"standing": "list", "said_at": NOW, "is_listed": True}
    said = family.edge("describes", record, service, **told)
    changes: list[Change] = [
        Put(Node(id=service, kind="service")),
        Put(Node(id=record, kind="record")),
        said,
        family.edge("receives", family.ids["client"], service),
    ]
    return service, [*changes, family.edge("offers", provider, service)] if provider else changes


def test_a_supporter_nobody_asked_about_stands_there_as_not_asked(family: Family) -> None:
    friend, changes = add_person(family, "이웃")
    family.write([*changes, family.edge("supports", friend, family.ids["client"], gives="아이를 봐줌")])

    assert around(family)[friend] == Relation(flow="to-client", known="아이를 봐줌")


def test_a_service_received_adds_to_what_was_said_of_its_provider(family: Family) -> None:
    _, changes = add_service(family, family.agency)
    family.write(changes)

    relation = around(family)[family.agency]

    assert list(around(family)) == [family.agency]
    assert relation == Relation(nature="strong", importance=4, nearness=5, known="반찬 배달")


def test_a_service_without_a_visible_provider_stands_for_itself(family: Family) -> None:
    service, changes = add_service(family, None)
    family.write(changes)

    assert around(family)[service] == Relation(flow="to-client", known="반찬 배달")


def test_who_lives_with_the_client_is_in_the_circle_and_not_around_it(family: Family) -> None:
    client, mother = family.ids["client"], family.ids["mother"]
    family.write([*move_in(family, client, mother), family.edge("supports", mother, client)])
    view = family.store.view(KEEPER)

    eco_map = read_eco_map(Views(view, NOW), client, standard="today_2026")

    assert eco_map.household == ("나래",)
    assert mother not in around(family)


def test_help_that_is_hidden_is_not_there(family: Family) -> None:
    friend, changes = add_person(family, "이웃")
    family.write([*changes, family.edge("supports", friend, family.ids["client"])])
    family.consent(Category.IDENTITY)

    assert around(family, family.seen_by_worker) == {}


@pytest.mark.parametrize(
    ("state", "is_there"),
    [("draft", True), ("requested", True), ("on-hold", True), ("accepted", False), ("rejected", False)],
)
def test_who_is_asked_by_a_referral_and_has_not_accepted_stands_there_as_proposed(
    family: Family, state: str, is_there: bool
) -> None:
    other, letter = family.store.ids.mint("agency"), family.store.ids.mint("referral")
    about = (family.ids["client"],)
    fields: dict[str, Value] = {"state": state, "service_asked": "한글 교실"}
    family.write(
        [
            Put(Node(id=other, kind="agency")),
            Put(Node(id=letter, kind="referral", category=Category.SERVICES, about=about, fields=fields)),
            family.edge("about_client", letter, family.ids["client"]),
            family.edge("addressed_to", letter, other),
        ]
    )

    assert around(family).get(other) == (Relation(planned="한글 교실") if is_there else None)


def test_a_proposal_to_a_system_that_is_there_changes_nothing(family: Family) -> None:
    letter = family.store.ids.mint("referral")
    about = (family.ids["client"],)
    fields: dict[str, Value] = {"state": "requested"}
    family.write(
        [
            Put(Node(id=letter, kind="referral", category=Category.SERVICES, about=about, fields=fields)),
            family.edge("about_client", letter, family.ids["client"]),
            family.edge("addressed_to", letter, family.agency),
        ]
    )

    assert around(family)[family.agency] == Relation(nature="strong", importance=4, nearness=5)
