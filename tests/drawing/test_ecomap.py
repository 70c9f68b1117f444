"""Eco-maps by their geometry: nothing on anything, then and now in the same direction."""

from __future__ import annotations

import itertools
import math
import random
from datetime import UTC, datetime

import pytest

from resnet.drawing.ecomap.layout import lay_out
from resnet.drawing.ecomap.model import EcoMap, Relation, Sector, System, change_of
from resnet.drawing.ecomap.svg import draw_map
from resnet.drawing.ecomap.table import written_table
from resnet.drawing.ecomap.words import notes_of
from resnet.drawing.geometry import Point
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
    layout = lay_out(given, notes_of(given, messages_for("ko")))

    for placed in (layout.now, layout.then):
        for each in placed:
            assert math.hypot(*each.centre) - each.radius > layout.centre_radius
            assert not each.label_box.crossed_by([Point(0, 0), each.centre])
        for one, other in itertools.combinations(placed, 2):
            assert math.dist(one.centre, other.centre) > one.radius + other.radius
            assert not one.label_box.overlaps(other.label_box)
            for first, second in ((one, other), (other, one)):
                assert away(first.centre, Point(0, 0), second.centre) > first.radius
                assert not first.label_box.crossed_by([Point(0, 0), second.centre])


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


def one_system(**moments: Relation | None) -> EcoMap:
    system = System(id=NodeId("person:1"), name="외할머니", sector=Sector.PEOPLE, **{"now": None, **moments})
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
