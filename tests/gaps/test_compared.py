"""Two policies by group: what becomes of first proposals, counted, small counts withheld."""

from __future__ import annotations

from dataclasses import replace

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import ForbiddenError
from resnet.gaps.compared import (
    CLOSED,
    NEITHER,
    OPENED,
    OTHER,
    OUTCOMES,
    SAME,
    Counted,
    make_comparison,
    read_comparison,
)
from resnet.gaps.disclosure import WITHHELD
from resnet.gaps.equity import Trait
from resnet.graph.elements import NodeId
from resnet.matching.policy import load_policy
from tests.matching.district import EVERYTHING, District
from tests.matching.test_asking import reachable
from tests.matching.test_compare import without_class


def counted(count: int, area: str, outcome: str) -> list[Counted]:
    traits = tuple((trait, area if trait is Trait.AREA else "unknown") for trait in Trait)
    return [Counted(traits=traits, outcome=outcome) for _ in range(count)]


def test_every_need_is_counted_once_in_its_group() -> None:
    needs = counted(7, "area:far", OPENED) + counted(9, "area:near", SAME) + counted(5, "area:near", CLOSED)

    table = make_comparison(needs, least=5)[0]

    assert table.trait is Trait.AREA
    assert {row.key: dict(zip(OUTCOMES, row.cells, strict=True)) for row in table.rows} == {
        "area:far": {SAME: 0, OTHER: 0, OPENED: 7, CLOSED: 0, NEITHER: 0},
        "area:near": {SAME: 9, OTHER: 0, OPENED: 0, CLOSED: 5, NEITHER: 0},
    }


def test_a_small_count_is_withheld_with_what_would_tell_it() -> None:
    needs = counted(2, "area:far", OPENED) + counted(9, "area:far", SAME) + counted(9, "area:near", SAME)

    far = next(row for row in make_comparison(needs, least=5)[0].rows if row.key == "area:far")

    assert far.cells[OUTCOMES.index(OPENED)] == WITHHELD
    assert far.cells.count(WITHHELD) >= 2


def test_fewer_needs_than_may_be_told_give_no_rows() -> None:
    assert all(not table.rows for table in make_comparison(counted(4, "area:far", SAME), least=5))


def many(count: int) -> District:
    """So many clients whose need only a policy that asks less of classes answers."""
    district = reachable("a")
    district.say("service:a", service_class=None)
    district.offer("only", "agency:a", service_class=None)
    district.need(state="met")
    for number in range(count):
        client, case = NodeId(f"person:c{number}"), NodeId(f"case:c{number}")
        district.client(client, name=f"client {number}")
        district.case(client, case, manager="person:Kim", lead="agency:centre")
        district.need(NodeId(f"agreed_need:c{number}"), client, case, service_classes=("6.4",))
    return district


def test_what_only_the_second_policy_answers_is_opened_and_the_other_way_round_closed() -> None:
    district = many(6)
    network = district.network()

    there = read_comparison(district.store, EVERYTHING, network, load_policy(), without_class())
    back = read_comparison(district.store, EVERYTHING, network, without_class(), load_policy())

    assert (there.total, there.policies) == (6, ("standard-1", "open"))
    (opened,), (closed,) = there.tables[0].rows, back.tables[0].rows
    assert opened.cells[OUTCOMES.index(OPENED)] == 6
    assert closed.cells[OUTCOMES.index(CLOSED)] == 6


def test_a_policy_beside_itself_changes_nothing() -> None:
    district = many(6)

    same = replace(load_policy(), name="same")
    found = read_comparison(district.store, EVERYTHING, district.network(), load_policy(), same)

    assert all(row.cells[OUTCOMES.index(OTHER)] == 0 for table in found.tables for row in table.rows)


def test_only_who_reads_the_councils_tables_may_ask() -> None:
    district = many(1)
    network = district.network()
    manager = Scope.of(NodeId("person:Kim"), frozenset({Role.CASE_MANAGER}), reason="test")

    with pytest.raises(ForbiddenError):
        read_comparison(district.store, manager, network, load_policy(), load_policy("near-1"))
    found = read_comparison(district.store, EVERYTHING, network, load_policy(), load_policy("near-1"))
    assert found.total == WITHHELD
