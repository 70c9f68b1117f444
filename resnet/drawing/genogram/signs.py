"""Signs of health in a person's symbol: a quarter filled, or hatched where somebody recovers.

Illness stands on the left and addiction below, as McGoldrick, Gerson and Petry have it; by quarters, so that
several can be read in one symbol. The vocabularies say which quarter; one whose signs are hidden has none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from shapely import LineString, Polygon
from shapely import Point as ShapelyPoint
from shapely import box as box_of

from resnet.drawing.genogram.model import Sex
from resnet.drawing.geometry import Point, diamond
from resnet.drawing.svg import INK, Canvas, path
from resnet.ontology.vocabulary import load_vocabulary

VOCABULARIES = ("health_signs", "mental_health_signs")
# Dark enough to be seen in print, light enough that an age can be read on it.
_FILL = "#8a8a8a"
_HATCH_STEP = 4.0
_ARC_STEPS = 12


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign as its vocabulary has it; ``quarter`` is which part of the symbol it fills."""

    vocabulary: str
    code: str
    quarter: str
    is_recovering: bool


@cache
def all_signs() -> tuple[Sign, ...]:
    """Every sign there is, in the order of the vocabularies."""
    return tuple(
        Sign(name, term.code, term.text("quarter"), term.flag("is_recovering"))
        for name in VOCABULARIES
        for term in load_vocabulary(name).terms
    )


def draw_signs(canvas: Canvas, signs: Sequence[str], sex: Sex, centre: Point, size: float) -> None:
    """Fill the quarters of the symbol; a code of a later version is left to the table."""
    for sign in all_signs():
        if sign.code not in signs:
            continue
        room = _quarter(sign.quarter, sex, centre, size)
        outline = path([Point(x, y) for x, y in room.exterior.coords[:-1]], is_closed=True)
        if sign.is_recovering:
            _hatch(canvas, room)
        else:
            canvas.shape("path", d=outline, fill=_FILL)
        canvas.shape("path", d=outline, fill="none", stroke=INK, stroke_width=0.8)


def _quarter(name: str, sex: Sex, centre: Point, size: float) -> Polygon:
    half = size / 2
    left = centre.x - half if name.endswith("left") else centre.x
    top = centre.y - half if name.startswith("upper") else centre.y
    room = box_of(left, top, left + half, top + half)
    if sex is Sex.MALE:
        return room
    if sex is Sex.FEMALE:
        return Polygon(ShapelyPoint(centre).buffer(half, quad_segs=_ARC_STEPS).intersection(room))
    return Polygon(Polygon(diamond(centre, half)).intersection(room))


def _hatch(canvas: Canvas, room: Polygon) -> None:
    left, top, right, bottom = room.bounds
    reach = bottom - top
    for number in range(1, math.ceil((right - left + reach) / _HATCH_STEP)):
        x = left + number * _HATCH_STEP
        part = LineString([(x, top), (x - reach, bottom)]).intersection(room)
        if isinstance(part, LineString) and not part.is_empty:
            canvas.line([Point(*each) for each in part.coords], stroke_width=1.0)
