"""The network map as a still picture."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from resnet.drawing.font import Weight
from resnet.drawing.geometry import Box, Point
from resnet.drawing.network.columns import bond_line, frames_of, group_label, group_size
from resnet.drawing.network.groups import Grouped
from resnet.drawing.network.looks import (
    LOOKS,
    PARTING,
    Entry,
    LineLook,
    Look,
    legend_entries,
    line_of,
    look_name,
    shifts_of,
    spot_size,
)
from resnet.drawing.network.model import NetworkMap, State
from resnet.drawing.network.say import label_of, link_counts, say_counts, say_group_key, say_spot
from resnet.drawing.svg import PALE, PAPER, Attribute, Canvas, Caption, number
from resnet.drawing.text import Style
from resnet.messages import messages_for

_NAME: Final = Style(13)
_FRAME: Final = Style(18, Weight.BOLD)
_WORDS: Final = Style(14)
_AROUND: Final = 90.0
_LEGEND_LINE: Final = 26.0
_LEGEND_GAP: Final = 28.0
_GROUND: Final = "#f3f5f7"
# Smaller pictures have no room for the legend.
_LEAST_WIDTH: Final = 640.0


@dataclass(frozen=True, slots=True)
class _Body:
    """A spot or group as it is drawn: ``says`` is its whole name, ``label`` what stands below it."""

    at: Point
    size: float
    look: Look
    label: str
    says: str


@dataclass(frozen=True, slots=True)
class _Stroke:
    first: Point
    second: Point
    line: LineLook


def map_svg(shown: NetworkMap, language: str) -> str:
    """The map with frames, names, and a legend of what occurs; equal maps give equal bytes.

    Of names that would stand on each other, that of the spot with more ties stands; every spot says its name
    when pointed at.
    """
    points = [Point(x, y) for x, y in shown.places.tolist()]
    place = {spot.id: point for spot, point in zip(shown.spots, points, strict=True)}
    counts = link_counts(shown)
    bodies = [
        _Body(point, spot_size(counts.get(spot.id, 0)), LOOKS[look_name(spot)], label_of(name), name)
        for spot, point in zip(shown.spots, points, strict=True)
        for name in [say_spot(spot, language)]
    ]
    ways = [
        (link, _beside(place[link.first], place[link.second], shift))
        for link, shift in zip(shown.links, shifts_of(shown.links), strict=True)
    ]
    strokes = [_Stroke(*way, PARTING) for link, way in ways if link.parts]
    strokes += [_Stroke(*way, line_of(link)) for link, way in ways]
    canvas = Canvas()
    box = _ground(points)
    for frame in frames_of(shown, language):
        _draw_frame(canvas, frame.name, frame.box)
    _draw(canvas, bodies, strokes)
    bottom = _draw_legend(canvas, box, list(legend_entries(shown, messages_for(language))))
    return canvas.written(Box(box.left, box.top, box.right, bottom), caption(shown, language))


def group_svg(grouped: Grouped, shown: NetworkMap, language: str) -> str:
    """The groups of a map that has too many spots to tell apart."""
    place = {group.key: Point(group.x, group.y) for group in grouped.groups}
    bodies = []
    for group in grouped.groups:
        name = say_group_key(group.key, grouped.arrangement, shown.areas, language)
        says = f"{name}: {say_counts(group, language)}"
        size = group_size(group, grouped)
        bodies.append(_Body(place[group.key], size, LOOKS["private"], group_label(name, group), says))
    strokes = (_Stroke(place[bond.first], place[bond.second], bond_line(bond)) for bond in grouped.bonds)
    canvas = Canvas()
    _draw(canvas, bodies, strokes)
    return canvas.written(_ground(list(place.values())), caption(shown, language))


def caption(shown: NetworkMap, language: str) -> Caption:
    """What the picture is, for people who hear it."""
    words = messages_for(language)
    states = [link.state for link in shown.links]
    summary = words.text(
        "map-summary",
        spots=len(shown.spots),
        links=len(states),
        fragile=states.count(State.FRAGILE),
        ended=states.count(State.ENDED),
    )
    return Caption(words.text("map-title"), summary, language)


def _beside(first: Point, second: Point, shift: float) -> tuple[Point, Point]:
    far = math.hypot(second.x - first.x, second.y - first.y)
    if not far or not shift:
        return first, second
    dx, dy = (first.y - second.y) / far * shift, (second.x - first.x) / far * shift
    return Point(first.x + dx, first.y + dy), Point(second.x + dx, second.y + dy)


def _ground(points: Sequence[Point]) -> Box:
    box = Box.over(Box(point.x, point.y, point.x, point.y) for point in points).grown(_AROUND)
    more = max(0.0, _LEAST_WIDTH - box.width) / 2
    return Box(box.left - more, box.top, box.right + more, box.bottom)


def _draw(canvas: Canvas, bodies: Sequence[_Body], strokes: Iterable[_Stroke]) -> None:
    for stroke in strokes:
        dashes = {"stroke_dasharray": " ".join(map(str, stroke.line.dashes))} if stroke.line.dashes else {}
        canvas.line(
            [stroke.first, stroke.second],
            stroke=stroke.line.colour,
            stroke_width=stroke.line.width,
            **dashes,
        )
    for body in bodies:
        with canvas.group("spot", body.says):
            outline = body.look.outline(body.at.x, body.at.y, body.size)
            canvas.shape("path", d=outline, fill=body.look.colour, stroke=PAPER)
    taken: list[Box] = []
    # The larger ones choose first where names would stand on each other.
    for body in sorted(bodies, key=lambda each: (-each.size, each.at)):
        middle = Point(body.at.x, body.at.y + body.size + 12)
        box = Box.around(middle, _NAME.width(body.label) + 4, 17)
        if not any(box.overlaps(each) for each in taken):
            taken.append(box)
            halo: dict[str, Attribute] = {"stroke": PAPER, "stroke_width": 4, "paint_order": "stroke"}
            at = Point(middle.x, middle.y + 4.5)
            canvas.text(at, body.label, _NAME, text_anchor="middle", **halo)


def _draw_frame(canvas: Canvas, name: str, sides: Box) -> None:
    box = sides.grown(44)
    size = {"x": box.left, "y": box.top, "width": box.width, "height": box.height}
    canvas.shape("rect", **size, rx=8, fill=_GROUND, stroke=PALE, stroke_width=0.8)
    canvas.text(Point(box.left + 8, box.top + 20), name, _FRAME)


def _draw_legend(canvas: Canvas, box: Box, entries: Sequence[Entry]) -> float:
    """The legend below ``box``, in as many lines as it needs; where it ends."""
    left, top = box.left + 16, box.bottom
    for entry in entries:
        width, said = entry.width, entry.says
        needed = width + 8 + _WORDS.width(said)
        if left + needed > box.right and left > box.left + 16:
            left, top = box.left + 16, top + _LEGEND_LINE
        for tag, attributes in entry.shapes:
            canvas.shape(tag, transform=f"translate({number(left)} {number(top)})", **attributes)
        canvas.text(Point(left + width + 8, top + 13), said, _WORDS)
        left += needed + _LEGEND_GAP
    return top + (_LEGEND_LINE + 8 if entries else 0)
