"""Eco-maps by their geometry: nothing on anything, then and now in the same direction."""

from __future__ import annotations

import itertools
import math
import random
from datetime import UTC, datetime

import pytest

from resnet.drawing.ecomap.layout import CENTRE_RADIUS, Placed, lay_out
from resnet.drawing.ecomap.model import EcoMap, Relation, Sector, System, change_of
from resnet.drawing.ecomap.svg import draw_map
from resnet.drawing.ecomap.table import written_table
from resnet.drawing.geometry import Box, Point
from resnet.graph.elements import NodeId
from resnet.messages import messages_for

NOW = datetime(2026, 11, 2, tzinfo=UTC)
THEN = datetime(2026, 8, 2, tzinfo=UTC)
WORDS = ("한결종합사회복지관", "외할머니", "우리동네 자조모임", "병원", "다온 어린이집 하늘반 선생님", "이웃")


def relation(chance: random.Random) -> Relation:
    natures = ("strong", "weak", "stressful", "conflict", "broken", "ordinary", "")
    return Relation(
        nature=chance.choice(natures),
        flow=chance.choice(("to-client", "from-client", "both", "none", "")),
        importance=chance.choice((None, 1, 2, 3, 4, 5)),
        nearness=chance.choice((None, 1, 2, 3, 4, 5)),
    )


def eco_map(count: int, seed: int) -> EcoMap:
    chance = random.Random(seed)
    systems = tuple(
        System(
            id=NodeId(f"person:{number}"),
            name=f"{chance.choice(WORDS)} {number}",
            sector=chance.choice(list(Sector)),
            now=relation(chance) if number % 5 else None,
            then=relation(chance) if number % 3 or not number % 5 else None,
        )
        for number in range(count)
    )
    return EcoMap(
        client=NodeId("person:c"), name="가온", systems=systems, now_at=NOW, since=THEN, then_at=THEN
    )


def label_box(each: Placed) -> Box:
    middle = Point(each.label_at.x, each.label_at.y + each.label.height / 2)
    return Box.around(middle, each.label.width, each.label.height)


def away(point: Point, start: Point, end: Point) -> float:
    """Distance of a point from the stretch between two."""
    long = math.dist(start, end)
    share = ((point.x - start.x) * (end.x - start.x) + (point.y - start.y) * (end.y - start.y)) / long**2
    share = min(max(share, 0.0), 1.0)
    return math.dist(point, (start.x + share * (end.x - start.x), start.y + share * (end.y - start.y)))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 14, 30, 60])
def test_circles_labels_and_spokes_keep_apart(count: int, seed: int) -> None:
    layout = lay_out(eco_map(count, seed))

    for placed in (layout.now, layout.then):
        for each in placed:
            assert math.hypot(*each.centre) - each.radius > CENTRE_RADIUS
            assert not label_box(each).crossed_by([Point(0, 0), each.centre])
        for one, other in itertools.combinations(placed, 2):
            assert math.dist(one.centre, other.centre) > one.radius + other.radius
            assert not label_box(one).overlaps(label_box(other))
            for first, second in ((one, other), (other, one)):
                assert away(first.centre, Point(0, 0), second.centre) > first.radius
                assert not label_box(first).crossed_by([Point(0, 0), second.centre])


def test_a_system_keeps_its_direction_from_then_to_now() -> None:
    layout = lay_out(eco_map(20, 3))
    then = {each.system.id: each.centre for each in layout.then}

    both = [(each.centre, then[each.system.id]) for each in layout.now if each.system.id in then]

    assert both
    for now, before in both:
        assert math.atan2(now.y, now.x) == pytest.approx(math.atan2(before.y, before.x))


def test_nearer_and_more_important_is_drawn_nearer_and_larger() -> None:
    near = Relation(importance=5, nearness=5)
    far = Relation(importance=1, nearness=1)
    systems = (
        System(id=NodeId("person:1"), name="가", sector=Sector.PEOPLE, now=near),
        System(id=NodeId("person:2"), name="나", sector=Sector.PEOPLE, now=far),
    )
    layout = lay_out(EcoMap(client=NodeId("person:c"), name="", systems=systems, now_at=NOW, since=THEN))

    first, second = layout.now
    assert math.hypot(*first.centre) < math.hypot(*second.centre)
    assert first.radius > second.radius


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_hostile_name_is_inert_and_the_same_map_gives_the_same_bytes(language: str) -> None:
    words = messages_for(language)
    hostile = "<script>alert(1)</script>\u202e" + "긴" * 300
    systems = (System(id=NodeId("person:1"), name=hostile, sector=Sector.PEOPLE, now=Relation()),)
    given = EcoMap(client=NodeId("person:c"), name=hostile, systems=systems, now_at=NOW, since=THEN)

    drawn = draw_map(given, lay_out(given), words)

    assert "<script" not in drawn
    assert "\u202e" not in drawn
    assert "<script" not in written_table(given, words)
    assert drawn == draw_map(given, lay_out(given), words)


def test_every_change_has_words() -> None:
    given = eco_map(40, 5)

    changes = {change_of(each) for each in given.systems}

    assert {"came", "went"} <= changes
    for language in ("ko", "en"):
        assert all(messages_for(language).text(f"ecomap-change-{each}") for each in changes)
