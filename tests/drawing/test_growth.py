"""A family that grew in the record: who was drawn before stays where they stood, as far as can be."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from resnet.drawing.genogram.draw import draw_genogram
from resnet.drawing.genogram.growth import read_growing, where_they_stood
from resnet.drawing.genogram.kin import Kin
from resnet.drawing.genogram.layout import lay_out, stand
from resnet.drawing.genogram.measures import count_crossings, count_moved
from resnet.graph.elements import Node, Put
from resnet.graph.store import EVERY_MOMENT
from resnet.messages import messages_for
from resnet.ontology.category import Category
from tests.casework.world import Clock
from tests.drawing.families import AUTHORED
from tests.drawing.family_files import FAMILIES, hard_families
from tests.drawing.small_changes import Change, born, divorced, joined, least_moved
from tests.drawing.test_drawn_from_the_graph import KEEPER, Family, agreed, genogram

WORDS = messages_for("ko")


@pytest.mark.skipif(not FAMILIES.is_dir(), reason=f"the hard families are not at {FAMILIES}")
@pytest.mark.long
@pytest.mark.parametrize(
    ("change", "most"),
    [pytest.param(born, 0.045), pytest.param(divorced, 0.0), pytest.param(joined, 0.055)],
)
def test_a_small_change_of_a_hard_family_moves_few(change: Change, most: float) -> None:
    chance = random.Random(7)
    families = [replace(told.family(), feelings=()) for told in hard_families()]
    known = moved = moved_afresh = have_to = 0
    for family in families:
        if not family.unions:
            continue
        stood = stand(family, WORDS).x
        after = change(family, chance)
        layout, fresh = lay_out(after, WORDS, stood), lay_out(after, WORDS)

        # Where people stood breaks ties and nothing else.
        assert count_crossings(layout) <= count_crossings(fresh)
        counted = count_moved(layout, stood)
        known, moved = known + counted[0], moved + counted[1]
        moved_afresh += count_moved(fresh, stood)[1]
        have_to += least_moved(stand(after, WORDS, stood), stood)

    assert known > 600
    assert moved <= moved_afresh
    assert moved <= have_to + known * 0.02
    assert moved <= known * most


@pytest.mark.parametrize(("name", "seed"), [("three_generations", 2), ("aunt_and_nephew_twice", 3)])
def test_a_new_partner_moves_only_who_has_to_make_room(name: str, seed: int) -> None:
    family = replace(AUTHORED[name](), feelings=(), triangles=())
    stood = stand(family, WORDS).x
    after = joined(family, random.Random(seed))

    _, moved = count_moved(lay_out(after, WORDS, stood), stood)

    assert moved == least_moved(stand(after, WORDS, stood), stood) == 1


def test_nothing_new_moves_nobody() -> None:
    for name in ("three_generations", "one_wife_six_husbands", "born_together"):
        family = AUTHORED[name]()
        before = lay_out(family, WORDS)
        stood = {each: spot.centre.x for each, spot in before.spots.items()}

        assert count_moved(lay_out(family, WORDS, stood), stood) == (len(family.people), 0)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def family(tmp_path: Path, clock: Clock) -> Iterator[Family]:
    with agreed(tmp_path, clock) as family:
        yield family


def add_child(family: Family, name: str, category: Category = Category.FAMILY) -> None:
    child = family.store.ids.mint("person")
    about = (family.ids["client"],)
    node = Node(id=child, kind="person", category=category, about=about, fields={"name": name})
    family.write([Put(node), family.edge("parent_of", family.ids["client"], child, nature="biological")])


def test_what_was_known_on_earlier_days_is_read_from_the_log_and_told(family: Family, clock: Clock) -> None:
    clock.now += timedelta(days=10)
    add_child(family, "바다")
    clock.now += timedelta(days=10)
    add_child(family, "사랑")

    view = family.store.view(KEEPER, as_of=EVERY_MOMENT)
    _, stages = read_growing(view, Kin(view, family.ids["client"]), generations=3)
    drawing = draw_genogram(view, family.ids["client"])

    assert [len(stage.people) for stage in stages] == [5, 6]
    assert len(where_they_stood(stages, WORDS)) == 6
    assert (drawing.facts.drawn_before, drawing.facts.moved) == (6, 0)


def test_who_is_hidden_makes_no_earlier_day(family: Family, clock: Clock) -> None:
    clock.now += timedelta(days=1)
    never = genogram(family, family.seen_by_worker)
    add_child(family, "바다", Category.HEALTH)

    view = family.store.view(family.seen_by_worker, as_of=EVERY_MOMENT)
    assert genogram(family, family.seen_by_worker) == never
    assert read_growing(view, Kin(view, family.ids["client"]), generations=3)[1] == ()


def test_a_family_of_one_day_is_drawn_as_if_there_were_no_log(family: Family) -> None:
    view = family.store.view(KEEPER, as_of=EVERY_MOMENT)
    _, stages = read_growing(view, Kin(view, family.ids["client"]), generations=3)

    assert stages == ()
