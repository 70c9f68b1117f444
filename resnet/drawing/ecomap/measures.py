"""What can be counted on a finished eco-map."""

from __future__ import annotations

import math
from itertools import permutations

from resnet.drawing.ecomap.layout import Layout, Placed
from resnet.drawing.geometry import Point

_CLIENT = Point(0.0, 0.0)


def count_crossings(layout: Layout) -> int:
    """Pairs of systems of one moment of which one, or its line, lies on the other or its name."""
    return sum(
        _meets(one, other) for placed in (layout.now, layout.then) for one, other in permutations(placed, 2)
    )


def _meets(one: Placed, other: Placed) -> bool:
    """Whether the circle or line of ``one`` meets ``other``."""
    apart = math.dist(one.centre, other.centre) - one.radius - other.radius
    long = math.hypot(*one.centre) or 1.0
    along = (one.centre.x * other.centre.x + one.centre.y * other.centre.y) / long
    aside = abs(one.centre.x * other.centre.y - one.centre.y * other.centre.x) / long
    is_on_line = 0.0 < along < long and aside < other.radius
    is_on_name = other.label_box.crossed_by([_CLIENT, one.centre]) or one.label_box.overlaps(other.label_box)
    return apart < 0 or is_on_line or is_on_name
