"""An eco-map as SVG: one map, or then and now side by side."""

from __future__ import annotations

import math
from dataclasses import dataclass

from resnet.drawing.ecomap.layout import CENTRE_NAME, HOUSEHOLD, Layout, Placed
from resnet.drawing.ecomap.legend import PLANNED_OUTLINE, legend_entries
from resnet.drawing.ecomap.model import EcoMap
from resnet.drawing.ecomap.shapes import draw_shape, reach
from resnet.drawing.ecomap.spokes import draw_spoke
from resnet.drawing.ecomap.words import describe, name_of, say_period
from resnet.drawing.font import Weight
from resnet.drawing.geometry import Box, Point
from resnet.drawing.legend import draw_legend, legend_height
from resnet.drawing.line_symbols import LineSymbol, draw_line
from resnet.drawing.svg import INK, PALE, PAPER, Attribute, Canvas, Caption
from resnet.drawing.text import Label, Style, plain, wrap
from resnet.messages import Messages
from resnet.ontology.words import say_day

_HEADING = Style(15.0, Weight.BOLD)
_MOMENT = Style(13.0, Weight.BOLD)
_SMALL = Style(11.0)
_MARK = Style(12.0)
_FIRST_LINE = 26.0
_MOST_TITLE_LINES = 4
_TOP = 62.0
_MARGIN = 24.0
_SMALLEST_WIDTH = 420.0
_RING = "#dcdcdc"
# A rim of paper around words that a ring or spoke may pass.
_RIM: dict[str, Attribute] = {"stroke": PAPER, "stroke_width": 3.0, "paint_order": "stroke"}


@dataclass(frozen=True, slots=True)
class _Moment:
    """One of the two maps: its heading, its systems, and where on the sheet the client is."""

    heading: str
    placed: tuple[Placed, ...]
    household: tuple[str, ...]
    middle: Point

    def on_sheet(self, point: Point) -> Point:
        return Point(self.middle.x + point.x, self.middle.y + point.y)


def draw_map(eco_map: EcoMap, layout: Layout, words: Messages, *, has_font: bool = True) -> str:
    """The whole SVG document; without its font for a page that has it."""
    canvas = Canvas()
    width, heading = _width(eco_map, layout), _heading(eco_map, layout, words)
    canvas.label(Point(_MARGIN, _FIRST_LINE - heading.baseline(0)), heading, text_anchor="start")
    top = _top(eco_map, layout, words)
    canvas.text(Point(_MARGIN, top - 16), say_period(eco_map, words), _SMALL, fill=PALE)
    for moment in _moments(eco_map, layout, words):
        _draw_moment(canvas, (eco_map, layout), moment, words)
    bottom = top + 30 + layout.box.height
    entries = legend_entries([*layout.now, *layout.then], words)
    room = Box(_MARGIN, bottom, width - _MARGIN, bottom + legend_height(entries, width - 2 * _MARGIN))
    draw_legend(canvas, entries, words.text("drawing-legend"), room)
    caption = Caption(_title(eco_map, words), describe(eco_map, words), words.language)
    return canvas.written(Box(0, 0, width, room.bottom + 16), caption, has_font=has_font)


def first_middle(eco_map: EcoMap, layout: Layout, words: Messages) -> Point:
    """Where on the sheet the client stands; with two moments, at the earlier."""
    return Point(_MARGIN - layout.box.left, _top(eco_map, layout, words) + 18 - layout.box.top)


def _title(eco_map: EcoMap, words: Messages) -> str:
    return words.text("ecomap-title", name=plain(eco_map.name) or words.text("drawing-unnamed"))


def _width(eco_map: EcoMap, layout: Layout) -> float:
    count = 1 if eco_map.then_at is None else 2
    return max(2 * _MARGIN + count * layout.box.width + (count - 1) * _MARGIN, _SMALLEST_WIDTH)


def _heading(eco_map: EcoMap, layout: Layout, words: Messages) -> Label:
    """The title in as many lines as a name may need; one that is longer still is whole in what is heard."""
    room = _width(eco_map, layout) - 2 * _MARGIN
    return wrap(_title(eco_map, words), _HEADING, width=room, lines=_MOST_TITLE_LINES)


def _top(eco_map: EcoMap, layout: Layout, words: Messages) -> float:
    """Where the drawing begins, below title and period."""
    heading = _heading(eco_map, layout, words)
    return _TOP + heading.baseline(0, len(heading.lines) - 1) - heading.baseline(0)


def _moments(eco_map: EcoMap, layout: Layout, words: Messages) -> list[_Moment]:
    """Then to the left of now, if there is one."""
    first = first_middle(eco_map, layout, words)
    if eco_map.then_at is None:
        return [_Moment("", layout.now, eco_map.household, first)]
    second = Point(first.x + layout.box.width + _MARGIN, first.y)
    then = f"{words.text('ecomap-then')} · {say_day(eco_map.then_at, words.language)}"
    now = f"{words.text('ecomap-now')} · {say_day(eco_map.now_at, words.language)}"
    if not eco_map.is_compared:
        then = f"{then} · {words.text('ecomap-no-record')}"
    return [
        _Moment(then, layout.then, eco_map.household_then, first),
        _Moment(now, layout.now, eco_map.household, second),
    ]


def _draw_moment(canvas: Canvas, given: tuple[EcoMap, Layout], moment: _Moment, words: Messages) -> None:
    eco_map, layout = given
    with canvas.group("moment", moment.heading):
        at = Point(moment.middle.x, moment.middle.y + layout.box.top - 10)
        canvas.text(at, moment.heading, _MOMENT, text_anchor="middle")
        for radius in layout.rings:
            ring: dict[str, Attribute] = {"fill": "none", "stroke": _RING, "stroke_width": 0.8}
            canvas.shape("circle", cx=moment.middle.x, cy=moment.middle.y, r=radius, **ring)
        for each in moment.placed:
            _draw_relation(canvas, each, moment, layout.centre_radius)
        for each in moment.placed:
            _draw_system(canvas, each, moment, words)
        name = plain(eco_map.name) or words.text("drawing-unnamed")
        _draw_centre(canvas, moment, name, layout.centre_radius)


def _draw_relation(canvas: Canvas, each: Placed, moment: _Moment, centre_radius: float) -> None:
    long = math.hypot(*each.centre)
    along = Point(each.centre.x / long, each.centre.y / long)
    client = moment.on_sheet(Point(along.x * centre_radius, along.y * centre_radius))
    edge = long - reach(each.system.sector, each.radius, along)
    system = moment.on_sheet(Point(along.x * edge, along.y * edge))
    if each.relation.planned is not None:
        draw_line(canvas, [client, system], LineSymbol.DOTTED)
        return
    draw_spoke(canvas, (client, system), (each.relation.nature, each.relation.flow))
    if each.relation.nearness is None:
        at = (centre_radius + edge) / 2
        middle = moment.on_sheet(Point(along.x * at, along.y * at))
        canvas.shape("circle", cx=middle.x, cy=middle.y, r=8.0, fill=PAPER)
        canvas.text(Point(middle.x, middle.y + 4.2), "?", _MARK, text_anchor="middle")


def _draw_system(canvas: Canvas, each: Placed, moment: _Moment, words: Messages) -> None:
    at = moment.on_sheet(each.centre)
    importance = each.relation.importance
    outline: dict[str, Attribute] = {"stroke": INK, "stroke_width": 1.5}
    is_planned = each.relation.planned is not None
    if is_planned:
        outline |= PLANNED_OUTLINE
    elif importance is None:
        outline["stroke_dasharray"] = "4 3"
    with canvas.group("system", name_of(each.system, words)):
        draw_shape(canvas, each.system.sector, at, each.radius, outline)
        mark = str(importance or ("" if is_planned else "?"))
        canvas.text(Point(at.x, at.y + 4.2), mark, _MARK, text_anchor="middle")
        top = moment.on_sheet(each.label_at)
        canvas.label(top, each.label, **_RIM)
        canvas.label(Point(top.x, top.y + each.label.height), each.note, **{**_RIM, "fill": PALE})


def _draw_centre(canvas: Canvas, moment: _Moment, name: str, radius: float) -> None:
    middle = moment.middle
    outline: dict[str, Attribute] = {"fill": PAPER, "stroke": INK, "stroke_width": 2.5}
    with canvas.group("client"):
        canvas.shape("circle", cx=middle.x, cy=middle.y, r=radius, **outline)
        label = wrap(name, CENTRE_NAME, width=2 * radius - 20, lines=2)
        household = wrap(", ".join(map(plain, moment.household)), HOUSEHOLD, width=2 * radius - 24, lines=3)
        top = middle.y - (label.height + household.height) / 2
        canvas.label(Point(middle.x, top), label)
        canvas.label(Point(middle.x, top + label.height), household, fill=PALE)
