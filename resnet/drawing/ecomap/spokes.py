"""The line between client and system: kind of relation, and which way things flow."""

from __future__ import annotations

from resnet.drawing.geometry import Point, distance
from resnet.drawing.line_symbols import LineSymbol, arrow_head, draw_line, symbol_named
from resnet.drawing.svg import Canvas
from resnet.ontology.term import UnknownTermError
from resnet.ontology.vocabulary import load_vocabulary

_ARROW_LENGTH = 9.0
# On a thick line a head of the usual size would be no wider than the line.
_THICK_ARROW_LENGTH = 15.0
_BAR = 7.0


def symbol_of(nature: str) -> LineSymbol:
    """The line of a relation; what nobody said has its own."""
    if not nature:
        return LineSymbol.NOT_ASKED
    try:
        return symbol_named(load_vocabulary("ecomap_relations").term(nature).text("line"))
    except UnknownTermError:
        return LineSymbol.PLAIN


def draw_spoke(canvas: Canvas, ends: tuple[Point, Point], said: tuple[str, str]) -> None:
    """Draw the relation between ``ends`` (client, system); ``said`` are the codes of nature and flow.

    Arrows show where resources and energy go; a bar at the client's end says that none do.
    """
    client, system = ends
    nature, flow = said
    long = distance(client, system) or 1.0
    along = Point((system.x - client.x) / long, (system.y - client.y) / long)
    to_client, from_client = flow in {"to-client", "both"}, flow in {"from-client", "both"}
    symbol = symbol_of(nature)
    head = _THICK_ARROW_LENGTH if symbol is LineSymbol.THICK else _ARROW_LENGTH
    start, end = (head + 1.0) * to_client, long - (head + 1.0) * from_client
    draw_line(canvas, [_on(client, along, start), _on(client, along, end)], symbol)
    if to_client:
        arrow_head(canvas, _on(client, along, 1.0), Point(-along.x, -along.y), long=head)
    if from_client:
        arrow_head(canvas, _on(client, along, long - 1.0), along, long=head)
    if flow == "none":
        at = _on(client, along, 4.0)
        side = Point(-along.y * _BAR, along.x * _BAR)
        bar = [Point(at.x - side.x, at.y - side.y), Point(at.x + side.x, at.y + side.y)]
        canvas.line(bar, stroke_width=2.5)


def _on(start: Point, along: Point, at: float) -> Point:
    return Point(start.x + along.x * at, start.y + along.y * at)
