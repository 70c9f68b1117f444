"""The dashed line around those who live together, however they stand in the family."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shapely import LineString, MultiPolygon, Polygon, box, unary_union
from shapely.geometry.base import BaseGeometry

from resnet.drawing.geometry import Box, Point
from resnet.drawing.svg import Attribute

RING: dict[str, Attribute] = {
    "fill": "#faf6ee",
    "stroke": "#6b3f00",
    "stroke_width": 1.6,
    "stroke_dasharray": "9 5",
}
_AIR = 11.0
_AIR_TO_OTHERS = 5.0
_NECK = 12.0
_CORNER = 8.0
_OVER_OTHERS = 1_000.0


def household_rings(
    members: Mapping[str, Box], others: Sequence[Box], zones: Sequence[float]
) -> list[tuple[Point, ...]]:
    """Closed lines that hold every member's box and touch nobody else's; one line where that is possible.

    ``zones`` are heights at which no figure stands, between the rows.
    """
    if not members:
        return []
    own = [_shape(each.grown(_AIR - _CORNER)).buffer(_CORNER) for each in members.values()]
    strangers = unary_union([_shape(each.grown(_AIR_TO_OTHERS)) for each in others])
    necks = [LineString(line).buffer(_NECK) for line in _necks(list(members.values()), strangers, zones)]
    # Widening and narrowing again rounds the inner corners, where a neck meets a box.
    region = unary_union([*own, *necks]).buffer(_CORNER).buffer(-_CORNER)
    kept = region.difference(strangers)
    parts = kept.geoms if isinstance(kept, MultiPolygon) else [kept]
    holding = [
        part
        for part in parts
        if isinstance(part, Polygon) and any(part.contains(_shape(each)) for each in members.values())
    ]
    rings = [part.exterior.simplify(0.2).coords for part in holding]
    return sorted(tuple(Point(x, y) for x, y in ring[:-1]) for ring in rings)


def _shape(each: Box) -> Polygon:
    return box(each.left, each.top, each.right, each.bottom)


def _necks(members: Sequence[Box], strangers: BaseGeometry, zones: Sequence[float]) -> list[list[Point]]:
    """Lines that join all members: each time the cheapest one to somebody not yet joined."""
    joined, waiting = [0], list(range(1, len(members)))
    lines = []
    while waiting:
        offers = (
            (price, one, other, line)
            for one in joined
            for other in waiting
            for price, line in _ways(members[one], members[other], strangers, zones)
        )
        _, _, nearest, line = min(offers, key=lambda offer: offer[:3])
        lines.append(line)
        joined.append(nearest)
        waiting.remove(nearest)
    return lines


def _ways(
    one: Box, other: Box, strangers: BaseGeometry, zones: Sequence[float]
) -> Iterator[tuple[float, list[Point]]]:
    start, end = one.centre, other.centre
    corners = [[], [Point(start.x, end.y)], [Point(end.x, start.y)]]
    corners += [[Point(start.x, y), Point(end.x, y)] for y in zones]
    for middle in corners:
        line = [start, *middle, end]
        drawn = LineString(line)
        over = drawn.buffer(_NECK).intersection(strangers).area
        yield drawn.length + _OVER_OTHERS * (over > 0) + over, line
