"""The genogram as SVG."""

from __future__ import annotations

import math

from resnet.drawing.font import Weight
from resnet.drawing.genogram.household import OTHER_RING, RING
from resnet.drawing.genogram.layout import Layout
from resnet.drawing.genogram.legend import legend_entries
from resnet.drawing.genogram.lines import (
    CONTRADICTION,
    couple_symbol,
    draw_mark,
    feeling_symbol,
    nature_symbol,
)
from resnet.drawing.genogram.model import Person
from resnet.drawing.genogram.panel import draw_panel, panel_box, said_beside
from resnet.drawing.genogram.routes import FamilyLine
from resnet.drawing.genogram.symbols import draw_symbol
from resnet.drawing.genogram.triangles import BAND, TINT, draw_triangle_mark
from resnet.drawing.genogram.words import describe, name_of, say_feeling, say_left_out, say_triangle
from resnet.drawing.geometry import Box, Point
from resnet.drawing.legend import draw_legend, legend_height
from resnet.drawing.line_symbols import LineSymbol, draw_line
from resnet.drawing.svg import PALE, PAPER, Attribute, Canvas, Caption, path
from resnet.drawing.text import Style, plain, wrap
from resnet.messages import Messages
from resnet.ontology.words import say_date

_MARGIN = 28.0
_SMALLEST_WIDTH = 620.0
_TITLE = Style(17.0, Weight.BOLD)
_NOTE = Style(11.0)
_MOST_TITLE_LINES = 4
_MOST_NOTE_LINES = 6
_BELOW_NOTES = 24.0
# What the day is said to be: when it was drawn, or what day's family it is.
_DATE = {False: "drawing-drawn-on", True: "genogram-as-it-was"}
# A rim of paper around words that a line may pass.
_HALO: dict[str, Attribute] = {
    "stroke": PAPER,
    "stroke_width": 3.0,
    "stroke_linejoin": "round",
    "paint_order": "stroke",
}


def write_svg(layout: Layout, messages: Messages) -> str:
    """The drawing with title, legend, and description."""
    canvas = Canvas()
    _draw_household(canvas, layout)
    _draw_tints(canvas, layout)
    _draw_lines(canvas, layout)
    _draw_feelings(canvas, layout, messages)
    _draw_triangles(canvas, layout, messages)
    _draw_people(canvas, layout, messages)
    _draw_dates(canvas, layout)
    box = _framed(canvas, layout, messages)
    title = messages.text("genogram-title", name=name_of(layout.family, layout.family.index, messages))
    said = [describe(layout.family, len(layout.rows), messages)]
    if not layout.family.beside.is_empty:
        said += [f"{head}: {plain(words)}." for head, words in said_beside(layout.family, messages)]
    return canvas.written(box, Caption(title, " ".join(said), messages.language))


def _draw_household(canvas: Canvas, layout: Layout) -> None:
    with canvas.group("household"):
        for ring in layout.household:
            canvas.shape("path", d=path(ring, is_closed=True), **RING)
        for ring in layout.households:
            canvas.shape("path", d=path(ring, is_closed=True), **OTHER_RING)


def _draw_tints(canvas: Canvas, layout: Layout) -> None:
    for at in sorted(_in_triangles(layout)):
        canvas.line(layout.feelings[at].points, stroke=TINT, stroke_width=BAND)


def _in_triangles(layout: Layout) -> set[int]:
    return {at for triangle in layout.triangles for at in triangle.lines}


def _draw_triangles(canvas: Canvas, layout: Layout, messages: Messages) -> None:
    for drawn in layout.triangles:
        with canvas.group("triangle", say_triangle(layout.family, drawn.triangle, messages)):
            for mark in drawn.marks:
                draw_triangle_mark(canvas, mark, drawn.number)


def _draw_lines(canvas: Canvas, layout: Layout) -> None:
    with canvas.group("family"):
        for line in layout.lines:
            draw_line(canvas, line.points, _symbol_of(layout, line))
        for couple in layout.couples:
            union = layout.family.unions[couple.union]
            draw_line(canvas, couple.points, couple_symbol(union))
    for couple in layout.couples:
        draw_mark(canvas, couple.mark, layout.family.unions[couple.union])


def _draw_feelings(canvas: Canvas, layout: Layout, messages: Messages) -> None:
    # A band of paper parts them from the family's lines. All bands come first: none may cut another feeling,
    # since a line with a gap would read as cut off.
    tinted = _in_triangles(layout)
    for number, line in enumerate(layout.feelings):
        canvas.line(line.points, stroke=TINT if number in tinted else PAPER, stroke_width=7.0)
    for line in layout.feelings:
        if line.feeling is None:
            with canvas.group("contradiction", messages.text("genogram-contradiction")):
                draw_line(canvas, line.points, CONTRADICTION)
            continue
        with canvas.group("feeling", say_feeling(layout.family, line.feeling, messages)):
            draw_line(canvas, line.points, feeling_symbol(line.feeling.nature))


def _symbol_of(layout: Layout, line: FamilyLine) -> LineSymbol:
    if line.nature is None:
        return couple_symbol(layout.family.unions[line.union])
    return nature_symbol(line.nature)


def _draw_people(canvas: Canvas, layout: Layout, messages: Messages) -> None:
    for person in layout.family.people:
        spot = layout.spots[person.id]
        with canvas.group("person", _hover(layout, person, messages)):
            draw_symbol(canvas, person, spot.centre, is_index=person.id == layout.family.index)
            _draw_label(canvas, layout, person)


def _draw_label(canvas: Canvas, layout: Layout, person: Person) -> None:
    spot = layout.spots[person.id]
    name, years = spot.figure.name, spot.figure.years
    canvas.label(Point(spot.centre.x, spot.label.top), name, **_HALO)
    canvas.label(Point(spot.centre.x, spot.label.top + name.height), years, **_HALO)
    below = spot.label.top + name.height + years.height
    canvas.label(Point(spot.centre.x, below), spot.figure.notes, **{**_HALO, "fill": PALE})


def _hover(layout: Layout, person: Person, messages: Messages) -> str:
    years = layout.spots[person.id].figure.years.lines
    return " ".join((name_of(layout.family, person.id, messages), *years))


def _draw_dates(canvas: Canvas, layout: Layout) -> None:
    for couple in layout.couples:
        if couple.is_low and couple.label.lines:
            ground = couple.text.grown(2)
            canvas.shape(
                "rect", x=ground.left, y=ground.top, width=ground.width, height=ground.height, fill=PAPER
            )
        canvas.label(Point(couple.text.centre.x, couple.text.top), couple.label, **_HALO)


def _framed(canvas: Canvas, layout: Layout, messages: Messages) -> Box:
    """Title above, legend below; the box of all."""
    family = layout.family
    width = max(layout.box.width, _SMALLEST_WIDTH - 2 * _MARGIN)
    left = layout.box.centre.x - width / 2
    title = messages.text("genogram-title", name=name_of(family, family.index, messages))
    head = wrap(title, _TITLE, width=width, lines=_MOST_TITLE_LINES)
    notes = wrap(" · ".join(_notes(layout, messages)), _NOTE, width=width, lines=_MOST_NOTE_LINES)
    top = layout.box.top - _BELOW_NOTES - head.height - notes.height
    canvas.label(Point(left, top), head, text_anchor="start")
    canvas.label(Point(left, top + head.height), notes, text_anchor="start", fill=PALE)
    entries = legend_entries(layout, messages)
    below = layout.box.bottom + 24
    room = Box(left, below, left + width, below + legend_height(entries, width))
    draw_legend(canvas, entries, messages.text("drawing-legend"), room)
    beside = panel_box(family, messages, Point(left + width + _MARGIN, layout.box.top))
    draw_panel(canvas, family, messages, beside)
    bottom = max(room.bottom, beside.bottom)
    right = beside.right if beside.width else left + width + _MARGIN
    return Box(left - _MARGIN, top - _MARGIN / 2, right, bottom + _MARGIN / 2)


def _notes(layout: Layout, messages: Messages) -> list[str]:
    family = layout.family
    notes = []
    if family.drawn_on is not None and family.beside.is_empty:
        notes.append(messages.text(_DATE[family.is_past], date=say_date(family.drawn_on, messages.language)))
    if family.author and family.beside.is_empty:
        notes.append(messages.text("drawing-author", name=plain(family.author)))
    if any(person.age is not None for person in family.people):
        is_rough = any(person.is_age_rough for person in family.people)
        notes.append(messages.text("genogram-legend-age-rough" if is_rough else "genogram-legend-age"))
    if family.left_out:
        notes.append(say_left_out(family, messages))
    if not layout.is_proven:
        share = "none" if layout.gap is None else math.ceil(layout.gap * 100)
        notes.append(messages.text("genogram-unproven", share=share))
    return notes
