"""The genogram's legend: only what occurs in this family."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from resnet.drawing.genogram.household import OTHER_RING, RING
from resnet.drawing.genogram.layout import Layout
from resnet.drawing.genogram.lines import (
    CONTRADICTION,
    couple_symbol,
    draw_mark,
    feeling_symbol,
    nature_symbol,
)
from resnet.drawing.genogram.model import Bond, Nature, Person, Pregnancy, Sex, Union
from resnet.drawing.genogram.signs import all_signs
from resnet.drawing.genogram.symbols import draw_symbol
from resnet.drawing.genogram.triangles import BAND, TINT, draw_triangle_mark
from resnet.drawing.genogram.words import say_twin_kind
from resnet.drawing.geometry import Box, Point
from resnet.drawing.legend import Entry
from resnet.drawing.line_symbols import LineSymbol, draw_line
from resnet.drawing.svg import Attribute, Canvas
from resnet.messages import Messages
from resnet.ontology.vocabulary import load_vocabulary
from resnet.ontology.words import say_code

_SMALL = 18.0


def legend_entries(layout: Layout, messages: Messages) -> list[Entry]:
    """Entries for symbols, partnerships, children, household and feelings that occur."""
    return [
        *_people(layout, messages),
        *_unborn(layout, messages),
        *_signs(layout, messages),
        *_partnerships(layout, messages),
        *_children(layout, messages),
        *_rest(layout, messages),
        *_feelings(layout, messages),
        *_triangles(layout, messages),
    ]


def _people(layout: Layout, messages: Messages) -> Iterator[Entry]:
    people = layout.family.people
    born = [person for person in people if person.pregnancy is None]
    sexes = {person.sex for person in born}
    for sex in (Sex.MALE, Sex.FEMALE, Sex.OTHER):
        if sex in sexes:
            words = say_code("sexes", sex, messages.language)
            yield Entry(words, _symbol(Person(id="", name="", sex=sex)))
    if Sex.UNKNOWN in sexes:
        yield Entry(messages.text("genogram-legend-unknown"), _symbol(Person(id="", name="")))
    index = layout.family.by_id[layout.family.index]
    sample = Person(id="", name="", sex=index.sex)
    yield Entry(messages.text("genogram-legend-index"), _symbol(sample, is_index=True))
    if any(person.is_dead or person.death_year for person in born):
        yield Entry(
            messages.text("genogram-legend-dead"), _symbol(Person(id="", name="", sex=Sex.MALE, is_dead=True))
        )


def _unborn(layout: Layout, messages: Messages) -> Iterator[Entry]:
    found = {person.pregnancy for person in layout.family.people}
    for state in Pregnancy:
        if state in found:
            words = say_code("pregnancy_states", state, messages.language)
            yield Entry(words, _symbol(Person(id="", name="", pregnancy=state)))
    kinds = {twins.is_identical for twins in layout.family.twins}
    for is_identical in (True, False, None):
        if is_identical in kinds:
            kind = say_twin_kind(messages, is_identical=is_identical)
            yield Entry(messages.text("genogram-legend-twins", kind=kind), _twins(is_identical=is_identical))


def _signs(layout: Layout, messages: Messages) -> Iterator[Entry]:
    found = {sign for person in layout.family.people for sign in person.signs}
    for sign in all_signs():
        if sign.code in found:
            words = say_code(sign.vocabulary, sign.code, messages.language)
            yield Entry(words, _symbol(Person(id="", name="", sex=Sex.MALE, signs=(sign.code,))))


def _partnerships(layout: Layout, messages: Messages) -> Iterator[Entry]:
    couples = [layout.family.unions[couple.union] for couple in layout.couples]
    bonds = {union.bond for union in couples}
    samples = {union.bond: union for union in reversed(couples)}
    for bond in Bond:
        if bond not in bonds:
            continue
        words = (
            messages.text("genogram-legend-unsaid")
            if bond is Bond.UNSAID
            else say_code("partnership_kinds", bond, messages.language)
        )
        yield Entry(words, _couple(samples[bond]))


def _children(layout: Layout, messages: Messages) -> Iterator[Entry]:
    natures = {line.nature for line in layout.lines if line.nature is not None}
    for nature in Nature:
        # Where all are born to their parents there is nothing to tell apart.
        if nature in natures and natures != {Nature.BIOLOGICAL}:
            word = say_code("parent_natures", nature, messages.language)
            yield Entry(messages.text("genogram-legend-child", nature=word), _line(nature_symbol(nature)))


def _rest(layout: Layout, messages: Messages) -> Iterator[Entry]:
    if layout.household:
        yield Entry(messages.text("genogram-legend-household"), _ring(RING))
    if layout.households:
        yield Entry(messages.text("genogram-legend-households"), _ring(OTHER_RING))
    if any(line.feeling is None for line in layout.feelings):
        yield Entry(messages.text("genogram-legend-contradiction"), _line(CONTRADICTION))


def _feelings(layout: Layout, messages: Messages) -> Iterator[Entry]:
    natures = {line.feeling.nature for line in layout.feelings if line.feeling is not None}
    known = load_vocabulary("emotional_relations").codes
    for nature in sorted(
        natures, key=lambda code: (known.index(code) if code in known else len(known), code)
    ):
        yield Entry(say_code("emotional_relations", nature, messages.language), _line(feeling_symbol(nature)))


def _triangles(layout: Layout, messages: Messages) -> Iterator[Entry]:
    if layout.triangles:
        yield Entry(messages.text("genogram-legend-triangle"), _triangle)


def _triangle(canvas: Canvas, room: Box) -> None:
    y = room.centre.y
    canvas.line([Point(room.left, y), Point(room.right, y)], stroke=TINT, stroke_width=BAND)
    draw_triangle_mark(canvas, room.centre, 1)


def _symbol(person: Person, *, is_index: bool = False) -> Callable[[Canvas, Box], None]:
    def draw(canvas: Canvas, room: Box) -> None:
        size = _SMALL - 5 if is_index else _SMALL
        draw_symbol(canvas, person, room.centre, is_index=is_index, size=size)

    return draw


def _line(symbol: LineSymbol) -> Callable[[Canvas, Box], None]:
    def draw(canvas: Canvas, room: Box) -> None:
        y = room.centre.y
        draw_line(canvas, [Point(room.left, y), Point(room.right, y)], symbol)

    return draw


def _couple(union: Union) -> Callable[[Canvas, Box], None]:
    def draw(canvas: Canvas, room: Box) -> None:
        _line(couple_symbol(union))(canvas, room)
        draw_mark(canvas, room.centre, union)

    return draw


def _twins(*, is_identical: bool | None) -> Callable[[Canvas, Box], None]:
    def draw(canvas: Canvas, room: Box) -> None:
        top = Point(room.centre.x, room.top + 4)
        for side in (-1, 1):
            canvas.line([top, Point(top.x + side * 14, room.bottom - 4)])
        if is_identical:
            y = room.centre.y
            canvas.line([Point(top.x - 7, y), Point(top.x + 7, y)])

    return draw


def _ring(look: Mapping[str, Attribute]) -> Callable[[Canvas, Box], None]:
    def draw(canvas: Canvas, room: Box) -> None:
        width, height = room.width - 8, room.height - 10
        canvas.shape("rect", x=room.left + 4, y=room.top + 5, width=width, height=height, rx=6.0, **look)

    return draw
