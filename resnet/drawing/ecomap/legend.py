"""The eco-map's legend: only what occurs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from resnet.drawing.ecomap.layout import Placed
from resnet.drawing.ecomap.model import Sector
from resnet.drawing.ecomap.shapes import draw_shape
from resnet.drawing.ecomap.spokes import draw_spoke, symbol_of
from resnet.drawing.geometry import Box, Point
from resnet.drawing.legend import Entry
from resnet.drawing.line_symbols import LineSymbol, draw_line
from resnet.drawing.svg import INK, PALE, PAPER, Attribute, Canvas
from resnet.drawing.text import Style
from resnet.messages import Messages
from resnet.ontology.vocabulary import load_vocabulary
from resnet.ontology.words import say_code

_MARK = Style(10.0)
PLANNED_OUTLINE: dict[str, Attribute] = {
    "stroke_dasharray": "0 4",
    "stroke_linecap": "round",
    "stroke_width": 2.2,
}


def legend_entries(placed: Sequence[Placed], words: Messages) -> list[Entry]:
    """Entries for lines, flows, sizes and what was not asked."""
    there = [each for each in placed if each.relation.planned is None]
    return [
        *_lines(there, words),
        *_flows(there, words),
        *_circles(there, words),
        *_sectors(placed, words),
        *([Entry(words.text("ecomap-legend-planned"), _planned)] if len(there) < len(placed) else []),
    ]


def _lines(placed: Sequence[Placed], words: Messages) -> Iterator[Entry]:
    natures = {each.relation.nature for each in placed}
    known = load_vocabulary("ecomap_relations").codes
    for nature in [*(code for code in known if code in natures), *sorted(natures - {"", *known})]:
        yield Entry(say_code("ecomap_relations", nature, words.language), _line(nature))
    if "" in natures:
        yield Entry(words.text("ecomap-legend-nature-not-asked"), _line(""))


def _flows(placed: Sequence[Placed], words: Messages) -> Iterator[Entry]:
    flows = {each.relation.flow for each in placed}
    if flows & {"to-client", "from-client", "both"}:
        yield Entry(words.text("ecomap-legend-flow"), _flow("to-client"))
    if "none" in flows:
        yield Entry(words.text("ecomap-legend-no-flow"), _flow("none"))


def _circles(placed: Sequence[Placed], words: Messages) -> Iterator[Entry]:
    if any(each.relation.importance is not None for each in placed):
        yield Entry(words.text("ecomap-legend-size"), _sizes)
    if any(each.relation.importance is None for each in placed):
        yield Entry(words.text("ecomap-legend-not-asked"), _not_asked)
    if any(each.relation.nearness is not None for each in placed):
        yield Entry(words.text("ecomap-legend-near"), _rings)
    if any(each.relation.nearness is None for each in placed):
        yield Entry(words.text("ecomap-legend-nearness-not-asked"), _not_near)


def _sectors(placed: Sequence[Placed], words: Messages) -> Iterator[Entry]:
    sectors = {each.system.sector for each in placed}
    for sector in sorted(sectors):
        yield Entry(words.text(f"ecomap-legend-sector-{sector.name.lower()}"), _shaped(sector))


def _shaped(sector: Sector) -> Callable[[Canvas, Box], None]:
    def draw(canvas: Canvas, box: Box) -> None:
        draw_shape(canvas, sector, box.centre, 10.0, {"stroke": INK, "stroke_width": 1.2})

    return draw


def _line(nature: str) -> Callable[[Canvas, Box], None]:
    def draw(canvas: Canvas, box: Box) -> None:
        draw_line(canvas, [Point(box.left, box.centre.y), Point(box.right, box.centre.y)], symbol_of(nature))

    return draw


def _flow(flow: str) -> Callable[[Canvas, Box], None]:
    def draw(canvas: Canvas, box: Box) -> None:
        ends = Point(box.right, box.centre.y), Point(box.left, box.centre.y)
        draw_spoke(canvas, ends, ("ordinary", flow))

    return draw


def _sizes(canvas: Canvas, box: Box) -> None:
    for x, radius, number in ((box.left + 8, 7.0, "1"), (box.left + 32, 12.0, "5")):
        canvas.shape("circle", cx=x, cy=box.centre.y, r=radius, fill=PAPER, stroke=INK, stroke_width=1.5)
        canvas.text(Point(x, box.centre.y + 3.6), number, _MARK, text_anchor="middle")


def _not_asked(canvas: Canvas, box: Box) -> None:
    middle = box.centre
    given = {"fill": PAPER, "stroke": INK, "stroke_dasharray": "4 3"}
    canvas.shape("circle", cx=middle.x, cy=middle.y, r=10.0, stroke_width=1.5, **given)
    canvas.text(Point(middle.x, middle.y + 3.6), "?", _MARK, text_anchor="middle")


def _planned(canvas: Canvas, box: Box) -> None:
    draw_line(canvas, [Point(box.left, box.centre.y), Point(box.right - 20, box.centre.y)], LineSymbol.DOTTED)
    at, outline = Point(box.right - 10, box.centre.y), {"stroke": INK, **PLANNED_OUTLINE}
    draw_shape(canvas, Sector.PEOPLE, at, 9.0, {**outline, "fill": PAPER})


def _rings(canvas: Canvas, box: Box) -> None:
    middle = box.centre
    for radius in (5.0, 8.5, 12.0):
        canvas.shape("circle", cx=middle.x, cy=middle.y, r=radius, fill="none", stroke=PALE, stroke_width=0.8)
    canvas.shape("circle", cx=middle.x, cy=middle.y, r=2.0, fill=INK)


def _not_near(canvas: Canvas, box: Box) -> None:
    middle = box.centre
    canvas.line([Point(box.left, middle.y), Point(box.right, middle.y)])
    canvas.shape("circle", cx=middle.x, cy=middle.y, r=7.0, fill=PAPER)
    canvas.text(Point(middle.x, middle.y + 3.6), "?", _MARK, text_anchor="middle")
