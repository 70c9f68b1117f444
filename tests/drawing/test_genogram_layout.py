"""Whatever the family: nobody lost, nobody twice, nothing on top of anything else."""

from __future__ import annotations

import pytest

from resnet.drawing.genogram.grid import make_grid
from resnet.drawing.genogram.layout import lay_out
from resnet.drawing.genogram.model import Child, Genogram, Nature, Sex, Union
from resnet.drawing.genogram.order import order_rows
from resnet.drawing.genogram.order_search import Limits
from resnet.drawing.genogram.rows import assign_rows
from resnet.messages import messages_for
from tests.drawing.families import AUTHORED, grown, married, person
from tests.drawing.geometry_checks import faults, feeling_faults

KOREAN = messages_for("ko")


@pytest.mark.parametrize("name", AUTHORED)
def test_nothing_is_wrong_with_the_layout_of_an_authored_family(name: str) -> None:
    layout = lay_out(AUTHORED[name](), KOREAN)

    assert list(faults(layout)) == []
    assert list(feeling_faults(layout)) == []
    assert layout.is_proven


@pytest.mark.parametrize("seed", range(24))
def test_nothing_is_wrong_with_the_layout_of_a_family_grown_by_chance(seed: int) -> None:
    layout = lay_out(grown(seed, generations=3), KOREAN)

    assert list(faults(layout)) == []
    assert layout.is_proven


def test_hardly_any_emotional_line_of_large_families_meets_somebody_it_is_not_about() -> None:
    layouts = [lay_out(grown(seed, generations=3), KOREAN) for seed in range(8)]

    lines = sum(len(layout.feelings) for layout in layouts)
    assert lines > 40
    assert sum(len(list(feeling_faults(layout))) for layout in layouts) <= lines * 0.15


def test_siblings_stand_by_birth_also_where_their_lines_pass_a_row() -> None:
    family = AUTHORED["aunt_and_nephew_twice"]()

    layout = lay_out(family, KOREAN)

    assert layout.spots["b"].centre.y == layout.spots["c"].centre.y > layout.spots["a"].centre.y
    assert layout.spots["b"].centre.x < layout.spots["c"].centre.x


def test_where_the_best_order_is_not_found_in_time_the_sweep_still_loses_nobody_and_keeps_birth_order() -> (
    None
):
    for seed in range(12):
        family = grown(seed, generations=4)
        grid = make_grid(family, assign_rows(family))

        swept = order_rows(grid, family, Limits(seconds=0.0))

        assert not swept.is_proven or swept.cost is not None
        assert [sorted(row) for row in swept.rows] == [sorted(row) for row in grid.rows]
        place = {at: number for row in swept.rows for number, at in enumerate(row)}
        for drop in grid.drops:
            ranked = [target for target in drop.targets if target.rank is not None and target.is_primary]
            ranked.sort(key=lambda target: (target.rank, place[target.place]))
            assert [place[target.place] for target in ranked] == sorted(
                place[target.place] for target in ranked
            )


def test_where_nothing_is_proven_some_whole_order_near_the_best_is_found_all_the_same() -> None:
    family = grown(0, generations=4)
    grid = make_grid(family, assign_rows(family))

    best, stopped = order_rows(grid, family), order_rows(grid, family, Limits(relaxations=1))

    assert best.cost is not None
    assert stopped.cost is not None
    assert not stopped.is_proven
    assert stopped.cost <= 1.5 * best.cost


def test_an_order_that_was_not_proven_says_what_it_costs_and_what_any_must() -> None:
    for seed in range(4):
        family = grown(seed, generations=3)
        grid = make_grid(family, assign_rows(family))
        best = order_rows(grid, family)

        stopped = [
            order_rows(grid, family, limits) for limits in (Limits(relaxations=0), Limits(seconds=0.0))
        ]

        assert best.is_proven
        assert best.cost is not None
        for order in stopped:
            assert order.bound is not None
            assert order.cost is not None
            assert order.bound <= best.cost + 1e-6
            assert best.cost <= order.cost + 1e-6
            assert order.gap is not None


def test_a_couple_of_one_row_without_others_between_is_joined_by_a_level_line() -> None:
    people = (person("a", Sex.FEMALE), person("b", Sex.MALE))
    layout = lay_out(Genogram(index="a", people=people, unions=(married("a", "b"),)), KOREAN)

    assert layout.rows == (("b", "a"),)
    assert len({point.y for point in layout.couples[0].points}) == 1


def test_siblings_whose_rank_was_said_stand_by_rank_even_against_their_years() -> None:
    people = (person("p"), person("x", born=1990), person("y", born=1980))
    union = Union(partners=("p",), children=(Child("x", order=1), Child("y", order=2)))
    layout = lay_out(Genogram(index="p", people=people, unions=(union,)), KOREAN)

    assert layout.rows[1] == ("x", "y")


def test_partners_of_two_generations_stand_in_one_row_where_that_is_possible() -> None:
    layout = lay_out(AUTHORED["uncle_and_niece"](), KOREAN)

    spots = layout.spots
    assert spots["uncle"].centre.y == spots["niece"].centre.y > spots["son"].centre.y


def test_a_record_that_makes_somebody_their_own_forebear_is_drawn_as_a_contradiction() -> None:
    layout = lay_out(AUTHORED["his_own_grandfather"](), KOREAN)

    assert [line.feeling for line in layout.feelings] == [None]
    assert sorted(layout.spots) == ["a", "b", "c"]


def test_an_adopted_child_hangs_from_both_unions_and_stands_among_the_siblings_of_its_birth() -> None:
    layout = lay_out(AUTHORED["step_mother_adopts"](), KOREAN)

    assert {line.nature for line in layout.lines} == {Nature.BIOLOGICAL, Nature.ADOPTIVE}
    assert layout.rows[1] == ("first", "second")


def test_a_co_resident_who_is_no_kin_stands_in_the_generation_of_their_age() -> None:
    people = (person("me", born=1990), person("mother", born=1962), person("lodger", born=1960))
    family = Genogram(
        index="me", people=people, unions=(Union(partners=("mother",), children=(Child("me"),)),)
    )

    layout = lay_out(family, KOREAN)

    assert layout.rows == (("mother", "lodger"), ("me",))
