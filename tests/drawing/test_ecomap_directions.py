"""Who stood around the client on an earlier day keeps their direction, as far as newcomers find room."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from resnet.access.scope import Scope
from resnet.drawing.ecomap.directions import make_room, spread
from resnet.drawing.ecomap.from_view import Views, read_eco_map
from resnet.drawing.ecomap.layout import lay_out
from resnet.drawing.ecomap.measures import count_order_errors
from resnet.graph.elements import Edge, NodeId, Put
from resnet.graph.store import EVERY_MOMENT
from tests.drawing.small_changes import forgotten, moves_around, one_more
from tests.drawing.test_drawn_from_the_graph import KEEPER, Family, agreed
from tests.drawing.test_ecomap import eco_map, overlaps
from tests.fresh_store import NOW

FIRST = date(2026, 4, 2)


def test_newcomers_stand_in_the_middle_of_the_room_between_their_neighbours() -> None:
    directions, start = spread([0.5, 0.5, 0.5])

    found = make_room([0.5, 0.5, 0.5, 0.5], [directions[0], None, *directions[1:]], start)

    assert [found[0], *found[2:]] == pytest.approx(directions)
    assert found[1] == pytest.approx((directions[0] + directions[1]) / 2)


def test_where_all_is_full_everybody_gives_way_and_no_wedge_lies_on_another() -> None:
    wedge = 2 * math.pi / 6
    directions, start = spread([2 * math.pi / 5] * 5)

    found = make_room([wedge] * 6, [*directions[:2], None, *directions[2:]], start)

    assert [after - before for before, after in pairwise(found)] == pytest.approx([wedge] * 5)
    assert found[0] - wedge / 2 >= start - 1e-9


@pytest.mark.parametrize("part", range(4))
def test_maps_that_grew_day_by_day_keep_their_order_and_nothing_lies_on_anything(part: int) -> None:
    for seed in range(part, 40, 4):
        chance = random.Random(seed)
        given = eco_map(chance.randint(3, 40), seed)
        days = [FIRST + timedelta(days=chance.randrange(5)) for _ in given.systems]
        grown = replace(
            given,
            systems=tuple(
                replace(each, first_day=chance.choice([day, day, None]))
                for each, day in zip(given.systems, days, strict=True)
            ),
        )

        layout = lay_out(grown)

        assert list(overlaps(layout)) == [], seed
        assert count_order_errors(grown, layout) == 0


def test_a_new_system_moves_few_by_more_than_their_own_width() -> None:
    chance = random.Random(7)
    moves: list[float] = []
    afresh: list[float] = []
    for seed in range(40):
        before = eco_map(chance.randint(3, 12), seed)
        after = one_more(before, chance)
        moves += moves_around(before, after)
        afresh += moves_around(before, forgotten(after))

    assert len(moves) > 300
    assert sum(move > 1 for move in moves) <= 0.15 * len(moves)
    assert sum(move > 1 for move in moves) * 2.5 <= sum(move > 1 for move in afresh)


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Family]:
    with agreed(tmp_path) as family:
        yield family


def test_the_first_day_is_that_of_the_first_relation_told_and_a_hidden_one_has_none(family: Family) -> None:
    client, mother = family.ids["client"], family.ids["mother"]
    turned = NOW - timedelta(days=30)
    told = family.edge("relates_to", client, mother, nature="weak").element
    again = family.edge("relates_to", client, mother, nature="strong").element
    assert isinstance(told, Edge)
    assert isinstance(again, Edge)
    first = turned - timedelta(days=30)
    family.write([Put(replace(told, since=first, until=turned)), Put(replace(again, since=turned))])

    def days(scope: Scope) -> dict[NodeId, date | None]:
        views = Views(family.store.view(scope), NOW, always=family.store.view(scope, as_of=EVERY_MOMENT))
        return {
            each.id: each.first_day for each in read_eco_map(views, client, standard="today_2026").systems
        }

    assert days(KEEPER) == {family.agency: None, mother: first.date()}
    assert days(family.seen_by_worker) == {}
