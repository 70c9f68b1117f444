"""What can be counted on a finished eco-map."""

from __future__ import annotations

import math
from itertools import combinations, permutations

from resnet.drawing.ecomap.layout import Layout, Placed
from resnet.drawing.ecomap.model import EcoMap
from resnet.drawing.geometry import Point

_CLIENT = Point(0.0, 0.0)
_NEAR = 1e-6


def count_crossings(layout: Layout) -> int:
    """Pairs of systems of one moment of which one, or its line, lies on the other or its name."""
    return sum(
        _meets(one, other) for placed in (layout.now, layout.then) for one, other in permutations(placed, 2)
    )


def count_order_errors(eco_map: EcoMap, layout: Layout) -> int:
    """Pairs of systems of one moment that do not stand clockwise from the top in their constant order."""
    rank = {system.id: at for at, system in enumerate(eco_map.in_order)}
    errors = 0
    for placed in (layout.now, layout.then):
        for one, other in combinations(sorted(placed, key=lambda each: rank[each.system.id]), 2):
            # The first stands about the top, half its wedge to the left of it: that is where a round begins.
            errors += _turn(one, placed) > _turn(other, placed) + _NEAR
    return errors


def _turn(each: Placed, placed: tuple[Placed, ...]) -> float:
    """How far clockwise from the first system, in radians."""
    first = math.atan2(placed[0].centre.y, placed[0].centre.x)
    turned = (math.atan2(each.centre.y, each.centre.x) - first) % (2 * math.pi)
    return 0.0 if turned > 2 * math.pi - _NEAR else turned


def _meets(one: Placed, other: Placed) -> bool:
    """Whether the circle or line of ``one`` meets ``other``."""
    apart = math.dist(one.centre, other.centre) - one.radius - other.radius
    long = math.hypot(*one.centre) or 1.0
    along = (one.centre.x * other.centre.x + one.centre.y * other.centre.y) / long
    aside = abs(one.centre.x * other.centre.y - one.centre.y * other.centre.x) / long
    is_on_line = 0.0 < along < long and aside < other.radius
    is_on_name = other.label_box.crossed_by([_CLIENT, one.centre]) or one.label_box.overlaps(other.label_box)
    return apart < 0 or is_on_line or is_on_name
