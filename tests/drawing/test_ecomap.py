"""Eco-maps by their geometry: nothing on anything, then and now in the same direction."""

from __future__ import annotations

import itertools
import math
import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from shapely import LineString
from shapely import Point as ShapelyPoint

from resnet.drawing.ecomap.layout import Layout, lay_out
from resnet.drawing.ecomap.measures import count_crossings
from resnet.drawing.ecomap.model import EcoMap, Relation, Sector, System, change_of
from resnet.drawing.ecomap.shapes import draw_shape, reach
from resnet.drawing.ecomap.svg import draw_map
from resnet.drawing.ecomap.table import written_table
from resnet.drawing.ecomap.words import notes_of
from resnet.drawing.geometry import Box, Point
from resnet.drawing.svg import INK, Canvas, Caption
from resnet.graph.elements import NodeId
from resnet.messages import messages_for

NOW = datetime(2026, 11, 2, tzinfo=UTC)
THEN = datetime(2026, 8, 2, tzinfo=UTC)
# How far corners reach beyond the circle that a shape stands for.
WIDEST = {Sector.AGENCIES: 0.8 * math.sqrt(2), Sector.SERVICES: 0.92 / math.cos(math.pi / 6)}
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
        client=NodeId("person:c"),
        name="가온",
        systems=systems,
        now_at=NOW,
        since=THEN,
        then_at=THEN,
        household=("나래", "다솔") if seed % 2 else (),
    )


def away(point: Point, start: Point, end: Point) -> float:
    """Distance of a point from the stretch between two."""
    long = math.dist(start, end)
    share = ((point.x - start.x) * (end.x - start.x) + (point.y - start.y) * (end.y - start.y)) / long**2
    share = min(max(share, 0.0), 1.0)
    return math.dist(point, (start.x + share * (end.x - start.x), start.y + share * (end.y - start.y)))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 14, 30, 60])
def test_circles_labels_and_spokes_keep_apart(count: int, seed: int) -> None:
    given = eco_map(count, seed)

    assert list(overlaps(lay_out(given, notes_of(given, messages_for("ko"))))) == []


@pytest.mark.parametrize("part", range(8))
def test_in_two_hundred_maps_with_long_korean_names_nothing_lies_on_anything(part: int) -> None:
    for number in range(part, 200, 8):
        chance = random.Random(number)
        given = eco_map(chance.randint(3, 60), number)
        named = replace(given, systems=tuple(replace(each, name=long_name(chance)) for each in given.systems))

        layout = lay_out(named, notes_of(named, messages_for("ko")))

        assert list(overlaps(layout)) == [], number


def long_name(chance: random.Random) -> str:
    """Words of one to twelve syllables, with and without spaces, of up to sixty letters."""
    words = ["가나다라마바사아자차카타"[: chance.randint(1, 12)] for _ in range(chance.randint(1, 6))]
    return chance.choice(("", " ")).join(words)


def overlaps(layout: Layout) -> Iterator[str]:
    """What lies on something else, at either moment; squares and hexagons with their corners."""
    for placed in (layout.now, layout.then):
        spokes = [(Point(0, 0), each.centre) for each in placed]
        widths = [each.radius * WIDEST.get(each.system.sector, 1.0) for each in placed]
        for each, wide, spoke in zip(placed, widths, spokes, strict=True):
            if math.hypot(*each.centre) - wide <= layout.centre_radius:
                yield f"{each.system.id} on the client"
            if each.label_box.crossed_by(spoke):
                yield f"the label of {each.system.id} on its spoke"
        for (one, its), (other, others) in itertools.permutations(zip(placed, widths, strict=True), 2):
            if math.dist(one.centre, other.centre) <= its + others:
                yield f"{one.system.id} on {other.system.id}"
            if one.label_box.overlaps(other.label_box):
                yield f"the label of {one.system.id} on that of {other.system.id}"
            if away(one.centre, Point(0, 0), other.centre) <= its:
                yield f"the spoke of {other.system.id} through {one.system.id}"
            if one.label_box.crossed_by([Point(0, 0), other.centre]):
                yield f"the spoke of {other.system.id} through the label of {one.system.id}"


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


def test_a_long_name_of_the_client_is_whole_in_the_title_and_moves_what_stands_below() -> None:
    words, long = messages_for("ko"), "하늘을보고걷는아이"
    short = one_system(now=Relation())
    named = replace(short, name=" ".join([long] * 5))

    drawn = draw_map(named, lay_out(named), words)

    shown = [
        each for each in re.findall(r'<text[^>]*text-anchor="start"[^>]*>([^<]*)', drawn) if long in each
    ]
    assert len(shown) > 1
    assert sum(each.count(long) for each in shown) == 5
    height = [
        float(re.findall(r' height="([0-9.]+)"', svg)[0])
        for svg in (drawn, draw_map(short, lay_out(short), words))
    ]
    assert height[0] > height[1]


def test_every_change_has_words() -> None:
    given = eco_map(40, 5)

    changes = {change_of(each) for each in given.systems}

    assert {"came", "went"} <= changes
    for language in ("ko", "en"):
        assert all(messages_for(language).text(f"ecomap-change-{each}") for each in changes)


def one_system(*, now: Relation | None, then: Relation | None = None) -> EcoMap:
    system = System(id=NodeId("person:1"), name="외할머니", sector=Sector.PEOPLE, now=now, then=then)
    return EcoMap(
        client=NodeId("person:c"), name="가온", systems=(system,), now_at=NOW, since=THEN, then_at=THEN
    )


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        pytest.param(None, Relation(), "came", id="came"),
        pytest.param(Relation(), None, "went", id="went"),
        pytest.param(Relation(known="쌀"), Relation(nature="strong", nearness=5), "asked", id="asked since"),
        pytest.param(Relation(nearness=4), Relation(nearness=2), "farther", id="farther"),
        pytest.param(Relation(), Relation(nearness=2), "same", id="not asked is not farther"),
        pytest.param(Relation(importance=2), Relation(importance=4), "more", id="more important"),
        pytest.param(Relation(nature="conflict"), Relation(nature="ordinary"), "other", id="other"),
        pytest.param(Relation(words="좋다"), Relation(words="참 좋다"), "same", id="other words"),
    ],
)
def test_a_change_is_named_by_what_was_said_at_both_moments(
    then: Relation | None, now: Relation | None, expected: str
) -> None:
    assert change_of(one_system(then=then, now=now).systems[0]) == expected


def test_the_table_of_changes_says_what_was_and_what_is() -> None:
    given = one_system(
        then=Relation(nature="conflict", nearness=2), now=Relation(nature="strong", nearness=4)
    )

    _, changes = written_table(given, messages_for("en")).split("</table>\n")[:2]

    assert "<td>Relation</td><td>Conflict</td><td>Strong</td>" in changes
    assert "<td>Nearness</td><td>2/5</td><td>4/5</td>" in changes
    assert "Importance" not in changes


def test_of_a_day_without_record_nothing_is_called_new() -> None:
    given = one_system(then=None, now=Relation(nature="strong"))
    words = messages_for("ko")

    drawn = draw_map(given, lay_out(given, notes_of(given, words)), words)

    assert words.text("ecomap-no-record") in drawn
    assert words.text("ecomap-change-came") not in drawn + written_table(given, words)


def test_what_was_not_asked_is_drawn_and_said_as_not_asked() -> None:
    given = one_system(now=Relation(), then=Relation())
    words = messages_for("en")

    drawn = draw_map(given, lay_out(given), words)

    assert 'stroke-dasharray="4 3"' in drawn
    assert drawn.count(">?</text>") >= 4, "importance and nearness, at both moments"
    assert written_table(given, words).count("<td>not asked</td>") == 4


def test_the_description_says_every_system_and_its_change() -> None:
    given = one_system(then=Relation(nearness=2), now=Relation(nature="strong", nearness=4, importance=3))
    words = messages_for("en")

    drawn = draw_map(given, lay_out(given, notes_of(given, words)), words)

    assert "외할머니: Relation Strong, Flow not asked, Importance 3/5, Nearness 4/5." in drawn
    assert "외할머니: asked since." in drawn


def test_person_group_agency_and_service_are_told_apart_without_colour() -> None:
    looks = {}
    for sector in Sector:
        canvas = Canvas()
        draw_shape(canvas, sector, Point(0, 0), 20.0, {"stroke": INK})
        shapes = canvas.written(Box(-30, -30, 30, 30), Caption("", "", "en")).split("</style>")[-1]
        looks[sector] = re.sub("#[0-9a-f]{6}", "", shapes)

    assert len(set(looks.values())) == len(Sector)


@pytest.mark.parametrize("sector", Sector)
def test_a_spoke_ends_at_the_outline_whatever_the_shape(sector: Sector) -> None:
    for step in range(36):
        direction = Point(math.cos(step * math.pi / 18), math.sin(step * math.pi / 18))
        ring = outline_of(sector)

        end = reach(sector, 20.0, direction)

        assert LineString(ring).distance(ShapelyPoint(direction.x * end, direction.y * end)) < 0.15


def outline_of(sector: Sector) -> list[tuple[float, float]]:
    """The outline of a shape of radius 20, from what is drawn."""
    canvas = Canvas()
    draw_shape(canvas, sector, Point(0, 0), 20.0, {"stroke": INK})
    root = ET.fromstring(canvas.written(Box(-30, -30, 30, 30), Caption("", "", "en")))
    drawn = next(each for each in root if each.get("stroke") == INK)
    if drawn.tag.endswith("circle"):
        return list(ShapelyPoint(0, 0).buffer(20.0, quad_segs=64).exterior.coords)
    if drawn.tag.endswith("rect"):
        half = float(drawn.get("width", "")) / 2
        return [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
    numbers = [float(each) for each in re.findall(r"-?[0-9.]+", drawn.get("d", ""))]
    corners = list(zip(numbers[::2], numbers[1::2], strict=True))
    return [*corners, corners[0]]


def test_what_is_only_proposed_is_dotted_and_said_as_proposed() -> None:
    given = one_system(now=Relation(planned="한글 교실"))
    words = messages_for("en")

    drawn = draw_map(given, lay_out(given, notes_of(given, words)), words)
    table = written_table(given, words)

    assert 'stroke-dasharray="0 4"' in drawn
    assert 'stroke-dasharray="0 5"' in drawn
    assert ">?</text>" not in drawn, "nobody could be asked how near it is"
    assert "외할머니: proposed by referral, not there yet (한글 교실)." in drawn
    assert "<td>proposed</td>" in table
    assert "not asked" not in drawn + table


def test_what_lies_on_something_is_counted() -> None:
    layout = lay_out(eco_map(12, 4))
    first, second, *others = layout.now
    moved = replace(second, centre=Point(first.centre.x * 1.01, first.centre.y * 1.01))

    assert count_crossings(layout) == 0
    assert count_crossings(replace(layout, now=(first, moved, *others))) > 0
