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
# Others than the client's: the same dashes, thinner, without a ground.
OTHER_RING: dict[str, Attribute] = {
    "fill": "none",
    "stroke": "#6b3f00",
    "stroke_width": 1.0,
    "stroke_dasharray": "3 4",
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
    own = [_shape(each.grown(_AIR - _CORNER)) for each in members.values()]
    strangers = unary_union([_shape(each.grown(_AIR_TO_OTHERS)) for each in others])
    # Widening and narrowing again rounds the inner corners, where a bridge meets a box.
    region = unary_union([*own, *_bridges(list(members.values()), strangers, zones)]).buffer(_CORNER)
    kept = region.buffer(_CORNER).buffer(-_CORNER).difference(strangers)
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


def _bridges(members: Sequence[Box], strangers: BaseGeometry, zones: Sequence[float]) -> list[BaseGeometry]:
    """What joins all members: each time the cheapest bridge to somebody not yet joined.

    Where nobody else stands among them, they are all simply held together.
    """
    everybody = unary_union([_shape(each) for each in members]).convex_hull
    if not everybody.intersects(strangers.buffer(_AIR)):
        return [everybody]
    joined, waiting = [0], list(range(1, len(members)))
    bridges = []
    while waiting:
        offers = [
            (price, one, other, bridge)
            for one in joined
            for other in waiting
            for price, bridge in _ways(members[one], members[other], strangers, zones)
        ]
        _, _, nearest, bridge = min(offers, key=lambda offer: offer[:3])
        bridges.append(bridge)
        joined.append(nearest)
        waiting.remove(nearest)
    return bridges


def _ways(
    one: Box, other: Box, strangers: BaseGeometry, zones: Sequence[float]
) -> Iterator[tuple[float, BaseGeometry]]:
    start, end = one.centre, other.centre
    apart = LineString([start, end]).length
    # Nobody between: all the room between the two is theirs.
    hull = unary_union([_shape(one), _shape(other)]).convex_hull
    if not hull.intersects(strangers):
        yield apart, hull
    corners = [[], [Point(start.x, end.y)], [Point(end.x, start.y)]]
    corners += [[Point(start.x, y), Point(end.x, y)] for y in zones]
    for middle in corners:
        line = LineString([start, *middle, end])
        neck = line.buffer(_NECK - _CORNER)
        over = line.buffer(_NECK).intersection(strangers).area
        yield line.length + _OVER_OTHERS * (over > 0) + over + 1.0, neck
