"""The genogram of an earlier day: what held then, by what is known today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from resnet.access.scope import Scope
from resnet.drawing.genogram.draw import Wanted, draw_genogram
from resnet.drawing.genogram.from_view import family_of
from resnet.drawing.genogram.kin import Kin
from resnet.drawing.genogram.model import Bond, Genogram, Period
from resnet.graph.elements import Change, Edge, NodeId, Put
from resnet.graph.store import EVERY_MOMENT
from resnet.messages import messages_for
from resnet.ontology.category import Category
from resnet.ontology.clock import end_of, last_moment_of
from resnet.ontology.field import Value
from resnet.ontology.words import say_date
from tests.drawing.test_drawn_from_the_graph import KEEPER, Family, agreed
from tests.drawing.test_genogram_from_the_graph import move_in
from tests.drawing.test_triangles import triangle
from tests.fresh_store import NOW

DAY = date(2026, 4, 2)
LAST = date(2026, 9, 17)


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Family]:
    with agreed(tmp_path) as family:
        yield family


def drawn(family: Family, day: date | None, scope: Scope = KEEPER) -> Genogram:
    view = family.store.view(scope, as_of=EVERY_MOMENT)
    kin = Kin(view, family.ids["client"], None if day is None else last_moment_of(day))
    return family_of(view, kin, generations=3)


def held(changes: Sequence[Change], since: datetime | None, until: datetime | None) -> list[Change]:
    """The same with these ends of their valid time on every edge."""
    return [
        Put(replace(each.element, since=since, until=until))
        if isinstance(each, Put) and isinstance(each.element, Edge)
        else each
        for each in changes
    ]


def test_a_tie_and_a_triangle_that_ended_are_drawn_up_to_their_last_day(family: Family) -> None:
    three = ("client", "mother", "father")
    family.write(held(triangle(family, *three), None, end_of(LAST)))
    names = {frozenset(family.ids[each] for each in pair) for pair in combinations(three, 2)}

    found = {day: drawn(family, day) for day in (DAY, LAST, LAST + timedelta(days=1), None)}

    told = {day: {frozenset((each.a, each.b)) for each in one.feelings} for day, one in found.items()}
    assert told == {DAY: names, LAST: names, LAST + timedelta(days=1): set(), None: set()}
    assert [len(one.triangles) for one in found.values()] == [1, 1, 0, 0]


def test_a_tie_that_began_later_is_not_there_yet(family: Family) -> None:
    tie = family.edge("feels_about", family.ids["mother"], family.ids["client"], nature="close")
    family.write(held([tie], end_of(LAST), None))

    assert [len(drawn(family, day).feelings) for day in (LAST, None)] == [0, 1]


def test_the_household_is_that_of_the_day(family: Family) -> None:
    moves = move_in(family, family.ids["client"], family.ids["mother"])
    family.write(held(moves, None, end_of(LAST)))

    assert drawn(family, DAY).household == {family.ids["client"], family.ids["mother"]}
    assert not drawn(family, None).household


def test_who_was_born_later_is_not_there_who_died_later_lives_and_bonds_are_those_of_then(
    family: Family,
) -> None:
    mother, father = family.ids["mother"], family.ids["father"]
    family.write(
        [
            family.edge("partner_of", mother, father, nature="divorced", from_year=2015),
            Put(replace(family.store.view(KEEPER).nodes([father])[father], fields=_dead(family, father))),
        ]
    )

    then, now = drawn(family, date(2010, 5, 1)), drawn(family, None)

    bonds = {each.partners: each.periods for each in then.unions}
    assert bonds[min(mother, father), max(mother, father)] == (Period(Bond.MARRIED),)
    assert (then.by_id[father].death_year, now.by_id[father].death_year) == (None, 2020)
    assert family.ids["child"] in now.by_id
    assert family.ids["child"] not in then.by_id
    assert (then.is_past, now.is_past) == (True, False)
    assert then.left_out == 0


def _dead(family: Family, person: NodeId) -> dict[str, Value]:
    view = family.store.view(KEEPER)
    return dict(view.nodes([person])[person].fields) | {"death_year": 2020}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_it_says_that_it_is_of_a_day_gone_by(family: Family, language: str) -> None:
    view = family.store.view(KEEPER, as_of=EVERY_MOMENT)
    said = messages_for(language).text("genogram-as-it-was", date=say_date(DAY, language))

    svg = draw_genogram(view, family.ids["client"], language=language, wanted=Wanted(then=DAY)).svg
    today = draw_genogram(view, family.ids["client"], language=language, wanted=Wanted(then=NOW.date())).svg

    assert said in svg
    assert today == draw_genogram(view, family.ids["client"], language=language).svg


def test_of_what_is_hidden_an_earlier_day_tells_no_more_than_today(family: Family) -> None:
    never = drawn(family, DAY, family.seen_by_worker)
    tie = family.edge("feels_about", family.ids["mother"], family.ids["client"], nature="abuse").element
    assert isinstance(tie, Edge)
    family.write([Put(replace(tie, category=Category.SAFETY, until=end_of(LAST)))])

    assert len(drawn(family, DAY).feelings) == 1
    assert drawn(family, DAY, family.seen_by_worker) == never
