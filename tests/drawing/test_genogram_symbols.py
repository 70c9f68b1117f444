"""Twins, who was never born, health, households, reunions: as McGoldrick, Gerson and Petry draw them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations

import pytest

from resnet.drawing.genogram.layout import Layout, lay_out
from resnet.drawing.genogram.lines import couple_symbol
from resnet.drawing.genogram.model import Bond, Genogram, Nature, Period, Person, Sex, Union
from resnet.drawing.genogram.svg import write_svg
from resnet.drawing.genogram.table import write_table
from resnet.drawing.genogram.words import describe
from resnet.drawing.geometry import Box, Point
from resnet.drawing.line_symbols import LineSymbol, draw_line
from resnet.drawing.svg import Canvas, Caption
from resnet.messages import messages_for
from resnet.ontology.vocabulary import load_vocabulary
from tests.drawing.families import AUTHORED, person

ENGLISH, KOREAN = messages_for("en"), messages_for("ko")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def layout() -> Layout:
    return lay_out(AUTHORED["born_together"](), ENGLISH)


def drawn(family: Genogram) -> str:
    return write_svg(lay_out(family, ENGLISH), ENGLISH)


def people_of(svg: str) -> dict[str, list[str]]:
    return {
        each.findtext(f"{SVG}title") or "": [shape.tag.removeprefix(SVG) for shape in each]
        for each in ET.fromstring(svg).iter(f"{SVG}g")
        if each.get("class") == "person"
    }


def test_lines_of_twins_part_at_one_point_and_those_of_identical_twins_are_joined(layout: Layout) -> None:
    parents = next(number for number, union in enumerate(layout.family.unions) if "gf" in union.partners)
    slanted = [
        line.points
        for line in layout.lines
        if line.union == parents
        and line.points[0].x != line.points[-1].x
        and line.points[0].y != line.points[-1].y
    ]
    bars = [
        line.points
        for line in layout.lines
        if line.union == parents
        and line.points[0].y == line.points[-1].y
        and line.points[0].y > slanted[0][0].y
    ]

    assert len({points[0] for points in slanted}) == 1
    assert len(slanted) == 2
    assert len(bars) == 1


def test_triplets_stand_together_by_birth(layout: Layout) -> None:
    row = layout.rows[2]
    at = sorted(row.index(each) for each in ("k2", "k3", "k4"))

    assert at == list(range(at[0], at[0] + 3))


def test_who_was_never_born_has_a_symbol_of_their_own_and_no_age() -> None:
    shapes = people_of(drawn(AUTHORED["born_together"]()))

    assert shapes["Name unknown 1995"] == ["title", "circle", "text"]
    assert shapes["Name unknown 1996"] == ["title", "circle", "path", "path", "text"]
    assert shapes["Name unknown 1997"] == ["title", "path", "path", "text"]
    assert shapes["Name unknown 2027"] == ["title", "path", "text"]


def test_what_the_symbols_mean_is_in_the_words_too(layout: Layout) -> None:
    words = describe(layout.family, 3, ENGLISH)
    table = write_table(layout, ENGLISH)

    for said in (
        "Physical illness, Recovering from addiction",
        "From 베트남 (1998)",
        "Miscarriage",
        "간호사",
    ):
        assert said in words
        assert said in table
    assert "t1 – t2: twins (Identical)." in words
    assert "Another household: t2, h2." in words


def test_every_household_has_a_line_of_its_own(layout: Layout) -> None:
    assert len(layout.household) == 1
    assert len(layout.households) == 2


def test_two_who_live_together_again_have_their_slashes_crossed_out() -> None:
    def strokes(*bonds: Bond) -> int:
        union = Union(partners=("a", "b"), periods=tuple(map(Period, bonds)))
        people = (person("a", Sex.FEMALE), person("b", Sex.MALE))
        return drawn(Genogram(index="a", people=people, unions=(union,))).count("<path")

    married, divorced = strokes(Bond.MARRIED), strokes(Bond.MARRIED, Bond.DIVORCED)
    reunited = strokes(Bond.MARRIED, Bond.DIVORCED, Bond.REUNITED)

    # Once on the line, once in the legend.
    assert divorced - married == 2 * 2
    assert reunited - divorced == 2


def test_partners_of_whom_nobody_said_as_what_do_not_look_married() -> None:
    def symbol(*bonds: Bond) -> tuple[Bond, LineSymbol]:
        union = Union(partners=("a", "b"), periods=tuple(Period(each) for each in bonds))
        return union.bond, couple_symbol(union)

    assert symbol() == symbol(Bond.UNSAID) == (Bond.UNSAID, LineSymbol.DOTTED)
    assert symbol(Bond.MARRIED, Bond.UNSAID) == symbol(Bond.MARRIED)


def test_every_line_a_vocabulary_names_is_drawn_and_no_two_look_alike() -> None:
    names = {
        vocabulary: [term.text("line") for term in load_vocabulary(vocabulary).terms]
        for vocabulary in ("emotional_relations", "parent_natures", "ecomap_relations")
    }
    known = {symbol.value for symbol in LineSymbol}
    line = [Point(0, 0), Point(200, 0)]

    for vocabulary, lines in names.items():
        assert set(lines) <= known, vocabulary
        looks = {}
        for name in dict.fromkeys(lines):
            canvas = Canvas()
            draw_line(canvas, line, LineSymbol(name))
            looks[name] = _without_colours(canvas.written(Box(0, 0, 200, 20), Caption("", "", "en")))
        for one, other in combinations(looks, 2):
            assert looks[one] != looks[other], f"{one} and {other} differ in colour only"


def test_no_feeling_has_the_line_of_a_child_or_a_couple() -> None:
    felt, kin, couples = (
        {term.text("line") for term in load_vocabulary(each).terms}
        for each in ("emotional_relations", "parent_natures", "partnership_kinds")
    )

    assert felt & (kin | couples) == set()


def _without_colours(shapes: str) -> str:
    return "".join(
        part.split('"', 1)[-1] if part.startswith("#") else part for part in shapes.split('stroke="')
    )


def test_the_model_knows_every_code_of_its_vocabularies() -> None:
    assert {each.value for each in Nature} == set(load_vocabulary("parent_natures").codes)
    assert {each.value for each in Bond} - {"unsaid"} == set(load_vocabulary("partnership_kinds").codes)


def test_a_sign_of_a_later_version_is_not_drawn_and_breaks_nothing() -> None:
    alone = Genogram(index="a", people=(Person(id="a", name="a", sex=Sex.MALE, signs=("later",)),))

    assert people_of(drawn(alone))["a"] == ["title", "rect", "rect", "text"]
