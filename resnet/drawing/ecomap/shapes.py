"""The shape of a system: person, informal group, agency or service, told apart without colour.

A person is a circle, an informal group a circle with a second line inside, an agency a square, a service a
hexagon; tints repeat it. Each fits the circle that its importance gives it, corners a little beyond.
"""

from __future__ import annotations

import math

from resnet.drawing.ecomap.model import Sector
from resnet.drawing.geometry import Point
from resnet.drawing.svg import Attribute, Canvas, path

FILLS = {
    Sector.PEOPLE: "#e8f3ee",
    Sector.GROUPS: "#f3efe3",
    Sector.AGENCIES: "#e6eef6",
    Sector.SERVICES: "#f0eaf3",
}
_INNER = 3.5
# Half a side of a square, and the distance of a hexagon's sides, as shares of the circle's radius.
_SQUARE = 0.8
_HEXAGON = 0.92


def reach(sector: Sector, radius: float, direction: Point) -> float:
    """How far from its middle the shape's outline is, along the unit vector ``direction``."""
    if sector is Sector.AGENCIES:
        return radius * _SQUARE / max(abs(direction.x), abs(direction.y))
    if sector is Sector.SERVICES:
        # The side that is met, of six: their normals point up, down and to four sides.
        turned = math.atan2(direction.y, direction.x) + math.pi / 2
        return radius * _HEXAGON / math.cos((turned + math.pi / 6) % (math.pi / 3) - math.pi / 6)
    return radius


def draw_shape(
    canvas: Canvas, sector: Sector, at: Point, radius: float, outline: dict[str, Attribute]
) -> None:
    """Draw the shape in its sector's tint."""
    given: dict[str, Attribute] = {"fill": FILLS[sector], **outline}
    if sector is Sector.AGENCIES:
        half = radius * _SQUARE
        canvas.shape("rect", x=at.x - half, y=at.y - half, width=2 * half, height=2 * half, **given)
    elif sector is Sector.SERVICES:
        corner = radius * _HEXAGON / math.cos(math.pi / 6)
        corners = [
            Point(at.x + corner * math.cos(step * math.pi / 3), at.y + corner * math.sin(step * math.pi / 3))
            for step in range(6)
        ]
        canvas.shape("path", d=path(corners, is_closed=True), **given)
    else:
        canvas.shape("circle", cx=at.x, cy=at.y, r=radius, **given)
    if sector is Sector.GROUPS:
        inner = {**given, "fill": "none", "stroke_width": 0.9}
        canvas.shape("circle", cx=at.x, cy=at.y, r=radius - _INNER, **inner)
