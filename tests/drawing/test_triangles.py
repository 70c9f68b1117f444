"""Emotional triangles in the genogram: numbered on their three lines, or not there at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from resnet.drawing.genogram.layout import Layout, lay_out
from resnet.drawing.genogram.model import BadFamilyError, Feeling, Genogram, Triangle
from resnet.drawing.genogram.svg import write_svg
from resnet.drawing.genogram.table import write_table
from resnet.drawing.genogram.triangles import mark_box
from resnet.graph.elements import Change, Edge, Node, Put
from resnet.messages import messages_for
from resnet.ontology.category import Category
from tests.drawing.families import three_generations
from tests.drawing.test_drawn_from_the_graph import Family, agreed, genogram
from tests.fresh_store import NOW

WORDS = messages_for("ko")
ONE = ("나", "아버지", "어머니")
OTHER = ("나", "아버지", "할머니")


def told(*triangles: tuple[str, str, str]) -> Genogram:
    family = three_generations()
    pairs = {frozenset((each.a, each.b)) for each in family.feelings}
    new = {pair for three in triangles for pair in combinations(three, 2) if frozenset(pair) not in pairs}
    feelings = (*family.feelings, *(Feeling(*pair, "close") for pair in sorted(new)))
    return replace(family, feelings=feelings, triangles=tuple(Triangle(each) for each in triangles))


def marks_on_something(layout: Layout) -> list[str]:
    boxes = [mark_box(mark) for each in layout.triangles for mark in each.marks]
    figures = [box for spot in layout.spots.values() for box in (spot.symbol, spot.label)]
    figures += [couple.text for couple in layout.couples if couple.text.width]
    found = [f"{one} on {box}" for one in boxes for box in figures if one.overlaps(box)]
    return found + [f"{one} on {box}" for one, box in combinations(boxes, 2) if one.overlaps(box)]


def test_every_line_of_a_triangle_carries_its_number_clear_of_everything() -> None:
    layout = lay_out(told(ONE, OTHER), WORDS)

    drawn = write_svg(layout, WORDS)

    assert [len(each.marks) for each in layout.triangles] == [3, 3]
    assert not marks_on_something(layout)
    assert "정서적 삼각관계 2: 할머니, 아버지, 나." in drawn
    assert WORDS.text("genogram-legend-triangle").split(":")[0] in drawn
    assert write_table(layout, WORDS).count("정서적 삼각관계 1:") == 3


def test_without_a_triangle_nothing_tells_of_one() -> None:
    assert "삼각관계" not in write_svg(lay_out(told(), WORDS), WORDS)


def test_a_triangle_without_one_of_its_relations_is_none() -> None:
    with pytest.raises(BadFamilyError):
        replace(three_generations(), triangles=(Triangle(ONE),), feelings=())


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Family]:
    with agreed(tmp_path) as family:
        yield family


def triangle(family: Family, *three: str, category: Category = Category.FAMILY) -> list[Change]:
    client = family.ids["client"]
    node = family.store.ids.mint("triangle")
    fields = {"said_at": NOW}
    feelings = [
        family.edge("feels_about", family.ids[one], family.ids[other], nature="conflict")
        for one, other in combinations(three, 2)
    ]
    return [
        Put(Node(id=node, kind="triangle", category=category, about=(client,), fields=fields)),
        *feelings,
        *(family.edge("in_triangle", family.ids[each], node) for each in three),
    ]


def test_a_triangle_with_somebody_hidden_leaves_no_trace(family: Family) -> None:
    family.write(triangle(family, "client", "mother", "father"))
    other = family.store.ids.mint("person")
    about = (family.ids["client"],)
    hidden = Node(id=other, kind="person", category=Category.RELATIONS, about=about, fields={"name": "벗"})
    never = genogram(family, family.seen_by_worker)
    family.ids["friend"] = other
    family.write([Put(hidden)])
    shown = triangle(family, "client", "mother", "friend")
    family.write(
        [each for each in shown if isinstance(each, Put) and not _joins(each, "client", "mother", family)]
    )

    assert "정서적 삼각관계 1: " in never
    assert genogram(family, family.seen_by_worker) == never


def _joins(change: Put, one: str, other: str, family: Family) -> bool:
    edge = change.element
    return isinstance(edge, Edge) and (edge.start, edge.end) == (family.ids[one], family.ids[other])


def test_a_triangle_of_safety_needs_consent_to_safety(family: Family) -> None:
    changes = triangle(family, "client", "mother", "father", category=Category.SAFETY)
    family.write(changes[1:4])
    never = genogram(family, family.seen_by_worker)
    family.write([changes[0], *changes[4:]])

    hidden = genogram(family, family.seen_by_worker)
    family.consent(Category.SAFETY)

    assert hidden == never
    assert "정서적 삼각관계" in genogram(family, family.seen_by_worker)


def test_a_triangle_of_which_one_relation_is_hidden_leaves_no_trace(family: Family) -> None:
    changes = triangle(family, "client", "mother", "father")
    family.write(changes[2:4])
    never = genogram(family, family.seen_by_worker)
    family.write([changes[0], *changes[4:]])

    assert genogram(family, family.seen_by_worker) == never
