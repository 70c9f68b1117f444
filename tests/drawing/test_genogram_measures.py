"""What a genogram says of itself: crossings, order, proof; and that a small change moves little."""

from __future__ import annotations

from dataclasses import replace

import pytest

from resnet.drawing.genogram.grid import make_grid
from resnet.drawing.genogram.layout import Layout, lay_out
from resnet.drawing.genogram.measures import count_crossings, count_moved, count_order_errors
from resnet.drawing.genogram.model import Child, Genogram, Sex, Union
from resnet.drawing.genogram.order import order_rows
from resnet.drawing.genogram.order_search import Limits
from resnet.drawing.genogram.rows import assign_rows
from resnet.drawing.genogram.svg import write_svg
from resnet.messages import messages_for
from tests.drawing.families import AUTHORED, grown, person
from tests.drawing.geometry_checks import crossings

KOREAN, ENGLISH = messages_for("ko"), messages_for("en")


@pytest.mark.parametrize("name", AUTHORED)
def test_crossings_are_counted_as_another_way_of_counting_finds_them(name: str) -> None:
    layout = lay_out(AUTHORED[name](), KOREAN)

    assert count_crossings(layout) == crossings(layout)
    assert count_order_errors(layout) == 0


def test_a_younger_sibling_on_the_left_is_an_order_error() -> None:
    layout = lay_out(AUTHORED["three_generations"](), KOREAN)
    mixed = dict(layout.spots)
    mixed["큰아버지"], mixed["고모"] = layout.spots["고모"], layout.spots["큰아버지"]

    assert count_order_errors(replace(layout, spots=mixed)) == 3


def test_an_order_that_is_not_proven_says_how_much_a_better_one_could_save() -> None:
    family = grown(2, generations=5)
    grid = make_grid(family, assign_rows(family))

    gaps = [order_rows(grid, family, Limits(relaxations=most)).gap for most in (0, 7, 250)]

    # Without a relaxation the sweep is what was found, and all that is known is what it costs.
    assert gaps[0] is not None
    assert gaps[1] is not None
    assert 0 < gaps[1] < 1
    assert gaps[2] == 0


def test_a_drawing_that_is_not_proven_says_so() -> None:
    layout = lay_out(AUTHORED["half_siblings"](), ENGLISH)

    assert "could not be proven" not in write_svg(layout, ENGLISH)
    assert "at most 13 %" in write_svg(replace(layout, is_proven=False, gap=0.123), ENGLISH)
    assert "could not be proven." in write_svg(replace(layout, is_proven=False, gap=None), ENGLISH)


def test_who_nothing_puts_in_order_stays_as_drawn_before() -> None:
    def family(first: str, second: str) -> Genogram:
        unions = (
            Union(partners=("p",), children=(Child(first), Child(second))),
            Union(partners=("a",), children=(Child("x"),)),
            Union(partners=("b",), children=(Child("y"),)),
        )
        below = ("x", "y") if first == "a" else ("y", "x")
        return Genogram(index="p", people=tuple(map(person, ("p", first, second, *below))), unions=unions)

    before, again = lay_out(family("a", "b"), KOREAN), family("b", "a")

    assert lay_out(again, KOREAN).rows[1] == ("b", "a")
    assert lay_out(again, KOREAN, where(before)).rows[1] == before.rows[1] == ("a", "b")


def test_a_birth_moves_nobody_past_anybody_and_few_far() -> None:
    before = AUTHORED["three_generations"]()
    union = next(each for each in before.unions if "나" in [child.id for child in each.children])
    grown_union = replace(union, children=(*union.children, Child("아기")))
    after = replace_family(before, union, grown_union)

    old = lay_out(before, KOREAN)
    new = lay_out(after, KOREAN, where(old))

    assert [tuple(each for each in row if each != "아기") for row in new.rows] == list(old.rows)
    assert count_moved(new, where(old)) == (13, 0)


def replace_family(family: Genogram, old: Union, new: Union) -> Genogram:
    return Genogram(
        index=family.index,
        people=(*family.people, person("아기", Sex.FEMALE, 2026)),
        unions=tuple(new if each is old else each for each in family.unions),
        feelings=family.feelings,
        household=family.household,
    )


def where(layout: Layout) -> dict[str, float]:
    return {person: spot.centre.x for person, spot in layout.spots.items()}
