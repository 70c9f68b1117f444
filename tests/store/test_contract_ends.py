"""Between what edges lead, by number: the same as the edges themselves say."""

from __future__ import annotations

import pytest

from resnet.errors import ForbiddenError
from resnet.graph.bulk import NumberedView
from resnet.graph.elements import End, NodeId
from resnet.graph.store import EVERY_MOMENT
from resnet.ontology.category import Category
from resnet.ontology.registry import element_kind_named
from tests.store.town import AREA, AS_MEMBER, CENTRE, CLINIC, HANA, KEEPER, Town, edge, edge_id, node

SERVICE, PLACE, SHELTER = NodeId("service:meals"), NodeId("place:1"), NodeId("place:2")
Led = set[tuple[str, str]]


def numbered(town: Town) -> NumberedView:
    view = town.store.view(KEEPER, as_of=EVERY_MOMENT)
    if not isinstance(view, NumberedView):
        pytest.skip("hands out nothing in bulk")
    return view


@pytest.fixture
def placed(town: Town) -> Town:
    """An agency and its service at a place, another at one that nobody is told, both in an area."""
    town.put(
        *(node(each) for each in (SERVICE, PLACE)),
        node(SHELTER, category=Category.PROTECTED),
        edge("located_at", CENTRE, PLACE),
        edge("located_at", SERVICE, PLACE),
        edge("located_at", CLINIC, SHELTER, category=Category.PROTECTED),
        *(edge("in_area", each, AREA) for each in (CENTRE, CLINIC)),
        edge("relates_to", HANA, CENTRE, nature="strong"),
    )
    return town


def led(view: NumberedView, kind: str, *between: str) -> Led:
    """The ids of both ends of each edge."""
    things = (CENTRE, CLINIC, SERVICE, PLACE, SHELTER, AREA, HANA)
    of = {number: str(each) for each in things for number in view.numbers([each])}
    start, end = between
    found = [
        (of[one], of[other])
        for some in view.ends_of_nobody(kind, (start, end))
        for one, other in zip(some.starts, some.ends, strict=True)
    ]
    assert len(found) == len(set(found))
    return set(found)


def test_the_ends_are_those_of_the_edges_from_one_kind_to_another(placed: Town) -> None:
    view = numbered(placed)
    own = {(CENTRE, PLACE), (CLINIC, SHELTER)}

    assert led(view, "located_at", "", "") == own | {(SERVICE, PLACE)}
    assert led(view, "located_at", "agency", "") == own
    assert led(view, "located_at", "service", "place") == {(SERVICE, PLACE)}
    assert led(view, "in_area", "", "agency") == set()


def test_an_edge_that_ended_or_is_about_somebody_leads_nowhere(placed: Town) -> None:
    placed.write(End(edge_id("in_area", CENTRE, AREA), placed.clock.now))
    view = numbered(placed)

    assert led(view, "in_area", "agency", "area") == {(CLINIC, AREA)}
    assert led(view, "relates_to", "", "") == set()


def test_the_cells_of_edges_stand_beside_their_ends(placed: Town) -> None:
    view = numbered(placed)
    placed.put(node("record:1"), edge("describes", "record:1", CENTRE, standing="list", said_by="목록"))
    fields = tuple(each for each in element_kind_named("describes").fields if each.name == "said_by")

    told = list(view.ends_of_nobody("describes", ("", "agency"), fields))

    assert [list(each.ends) for each in told if each.ends] == [view.numbers([CENTRE])]
    assert [list(each.cells["said_by"]) for each in told if each.ends] == [["목록"]]


def test_nodes_keep_the_numbers_that_they_are_handed_out_with(placed: Town) -> None:
    view = numbered(placed)
    handed = {
        each: number
        for kind in ("area", "place")
        for bulk in view.of_nobody(kind, ())
        for each, number in zip(bulk.ids, bulk.numbers, strict=True)
    }

    placed.put(node(AREA, name="동구", code="28141"))

    assert set(handed) == {AREA, PLACE, SHELTER}
    assert all(view.numbers([NodeId(each)]) == [number] for each, number in handed.items())


def test_only_who_sees_everything_joins_by_numbers(placed: Town) -> None:
    numbered(placed)
    view = placed.view(AS_MEMBER)
    assert isinstance(view, NumberedView)

    with pytest.raises(ForbiddenError):
        view.numbers([CENTRE])
    with pytest.raises(ForbiddenError):
        list(view.ends_of_nobody("located_at", ("", "")))
