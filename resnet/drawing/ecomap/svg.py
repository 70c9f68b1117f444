"""An eco-map as SVG: one map, or then and now side by side."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from resnet.drawing.ecomap.layout import CENTRE_NAME, CENTRE_RADIUS, Layout, Placed
from resnet.drawing.ecomap.model import EcoMap
from resnet.drawing.font import Weight
from resnet.drawing.geometry import Box, Point
from resnet.drawing.legend import Entry, draw_legend, legend_height
from resnet.drawing.line_symbols import LineSymbol, arrow_head, draw_line, symbol_named
from resnet.drawing.svg import INK, PALE, PAPER, Canvas, Caption
from resnet.drawing.text import Style, plain, wrap
from resnet.messages import Messages
from resnet.ontology.vocabulary import load_vocabulary
from resnet.ontology.words import say_day

_HEADING = Style(15.0, Weight.BOLD)
_SMALL = Style(11.0)
_TOP = 62.0
_MARGIN = 24.0
_FILLS = ("#e8f3ee", "#f3efe3", "#e6eef6", "#f0eaf3")
_ARROW_ROOM = 10.0


def draw_map(eco_map: EcoMap, layout: Layout, words: Messages) -> str:
    """The whole SVG document."""
    canvas = Canvas()
    side = layout.box.width
    moments = [(layout.now, say_day(eco_map.now_at), "")]
    if eco_map.then_at is not None:
        moments.insert(0, (layout.then, say_day(eco_map.then_at), words.text("ecomap-then")))
        moments[1] = (layout.now, say_day(eco_map.now_at), words.text("ecomap-now"))
    title = words.text("ecomap-title", name=plain(eco_map.name) or words.text("drawing-unnamed"))
    canvas.text(Point(_MARGIN, 26), title, _HEADING)
    period = words.text("ecomap-period", start=say_day(eco_map.since), end=say_day(eco_map.now_at))
    canvas.text(Point(_MARGIN, 46), period, _SMALL, fill=PALE)
    for number, (placed, day, name) in enumerate(moments):
        middle = Point(_MARGIN - layout.box.left + number * (side + _MARGIN), _TOP + 18 - layout.box.top)
        with canvas.group("moment", f"{name} {day}".strip()):
            if name:
                at = Point(middle.x, _TOP + 8)
                canvas.text(at, f"{name} · {day}", Style(13.0, Weight.BOLD), text_anchor="middle")
            _draw_moment(canvas, eco_map, placed, middle, words)
    width = max(2 * _MARGIN + len(moments) * side + (len(moments) - 1) * _MARGIN, 420.0)
    bottom = _TOP + 30 + layout.box.height
    entries = _legend([*layout.now, *layout.then], words)
    room = Box(_MARGIN, bottom, width - _MARGIN, bottom + legend_height(entries, width - 2 * _MARGIN))
    draw_legend(canvas, entries, words.text("drawing-legend"), room)
    summary = words.text("ecomap-summary", name=plain(eco_map.name), count=len(layout.now))
    return canvas.written(Box(0, 0, width, room.bottom + 16), Caption(title, summary, words.language))


def _draw_moment(
    canvas: Canvas, eco_map: EcoMap, placed: Iterable[Placed], middle: Point, words: Messages
) -> None:
    listed = list(placed)
    for each in listed:
        _draw_spoke(canvas, each, middle)
    for each in listed:
        _draw_system(canvas, each, middle)
    canvas.shape(
        "circle", cx=middle.x, cy=middle.y, r=CENTRE_RADIUS, fill=PAPER, stroke=INK, stroke_width=2.5
    )
    name = plain(eco_map.name) or words.text("drawing-unnamed")
    label = wrap(name, CENTRE_NAME, width=2 * CENTRE_RADIUS - 14, lines=3)
    canvas.label(Point(middle.x, middle.y - label.height / 2), label)


def _draw_system(canvas: Canvas, each: Placed, middle: Point) -> None:
    at = Point(middle.x + each.centre.x, middle.y + each.centre.y)
    is_asked = each.relation.importance is not None
    dashes = {} if is_asked else {"stroke_dasharray": "4 3"}
    with canvas.group("system", plain(each.system.name)):
        canvas.shape(
            "circle",
            cx=at.x,
            cy=at.y,
            r=each.radius,
            fill=_FILLS[each.system.sector],
            stroke=INK,
            stroke_width=1.5,
            **dashes,
        )
        canvas.label(Point(middle.x + each.label_at.x, middle.y + each.label_at.y), each.label)


def _draw_spoke(canvas: Canvas, each: Placed, middle: Point) -> None:
    long = math.hypot(*each.centre)
    along = Point(each.centre.x / long, each.centre.y / long)
    first, last = CENTRE_RADIUS, long - each.radius
    flow = each.relation.flow
    gives, takes = flow in {"to-client", "both"}, flow in {"from-client", "both"}

    def on(at: float) -> Point:
        return Point(middle.x + along.x * at, middle.y + along.y * at)

    start = on(first + (_ARROW_ROOM if gives else 0.0))
    end = on(last - (_ARROW_ROOM if takes else 0.0))
    draw_line(canvas, [start, end], symbol_of(each.relation.nature))
    if gives:
        arrow_head(canvas, on(first + 1), Point(-along.x, -along.y))
    if takes:
        arrow_head(canvas, on(last - 1), along)


def symbol_of(nature: str) -> LineSymbol:
    """The line of a relation; what nobody said has its own."""
    if not nature:
        return LineSymbol.NOT_ASKED
    return symbol_named(load_vocabulary("ecomap_relations").term(nature).text("line"))


def _legend(placed: Iterable[Placed], words: Messages) -> list[Entry]:
    listed = list(placed)
    natures = {each.relation.nature for each in listed}
    entries = [
        Entry(term.label.of(words.language), _line_sample(symbol_of(term.code)))
        for term in load_vocabulary("ecomap_relations").terms
        if term.code in natures
    ]
    if "" in natures:
        entries.append(Entry(words.text("drawing-not-asked"), _line_sample(LineSymbol.NOT_ASKED)))
    if any(each.relation.flow not in {"", "none"} for each in listed):
        entries.append(Entry(words.text("ecomap-legend-flow"), _line_sample(LineSymbol.ARROW)))
    if any(each.relation.importance is not None for each in listed):
        entries.append(Entry(words.text("ecomap-legend-size"), _size_sample))
    if any(each.relation.importance is None for each in listed):
        entries.append(Entry(words.text("ecomap-legend-not-asked"), _not_asked_sample))
    return entries


def _line_sample(symbol: LineSymbol) -> Callable[[Canvas, Box], None]:
    def draw(canvas: Canvas, box: Box) -> None:
        middle = box.centre.y
        draw_line(canvas, [Point(box.left, middle), Point(box.right, middle)], symbol)

    return draw


def _size_sample(canvas: Canvas, box: Box) -> None:
    for x, radius in ((box.left + 8, 5.0), (box.left + 30, 11.0)):
        canvas.shape("circle", cx=x, cy=box.centre.y, r=radius, fill=PAPER, stroke=INK, stroke_width=1.5)


def _not_asked_sample(canvas: Canvas, box: Box) -> None:
    canvas.shape(
        "circle",
        cx=box.left + 20,
        cy=box.centre.y,
        r=9.0,
        fill=PAPER,
        stroke=INK,
        stroke_dasharray="4 3",
        stroke_width=1.5,
    )
