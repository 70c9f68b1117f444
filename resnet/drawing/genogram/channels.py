"""Level lines between two rows: which runs above which, so that none lies on another and few cross."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Uprights nearer than this are taken to lie on each other.
NEAR = 7.0
_OVERLAP = 1_000


@dataclass(frozen=True, slots=True)
class Net:
    """Pins that one level line joins: ``top`` come from the row above, ``bottom`` go to the row below.

    Nets of one ``union`` hang together: the couple's line (``is_couple``) runs above its children's.
    """

    union: int
    top: tuple[float, ...]
    bottom: tuple[float, ...]
    is_couple: bool = False

    @property
    def span(self) -> tuple[float, float]:
        """Leftmost and rightmost pin."""
        pins = self.top + self.bottom
        return min(pins), max(pins)

    @property
    def is_straight(self) -> bool:
        """Whether one upright line is all."""
        left, right = self.span
        return right - left < 0.5


def assign_levels(nets: Sequence[Net]) -> list[int]:
    """A level for every net, 0 at the top; straight nets get 0 and need none."""
    bent = [at for at, net in enumerate(nets) if not net.is_straight]
    order = _fewest_crossings(nets, bent)
    levels = [0] * len(nets)
    for place, at in enumerate(order):
        above = [levels[other] for other in order[:place] if _share_room(nets[at], nets[other])]
        levels[at] = max(above, default=-1) + 1
    return levels


def _fewest_crossings(nets: Sequence[Net], bent: list[int]) -> list[int]:
    """``bent`` in an order that no moving of a single net betters."""
    order = sorted(bent, key=lambda at: (not nets[at].is_couple, nets[at].span))
    costs = {(one, other): _cost(nets[one], nets[other]) for one in bent for other in bent if one != other}
    has_changed = True
    while has_changed:
        has_changed = False
        for at in order:
            rest = [other for other in order if other != at]
            prices = [
                sum(costs[other, at] for other in rest[:place])
                + sum(costs[at, other] for other in rest[place:])
                for place in range(len(order))
            ]
            best = prices.index(min(prices))
            if prices[best] < prices[order.index(at)]:
                order = [*rest[:best], at, *rest[best:]]
                has_changed = True
    return order


def _cost(above: Net, below: Net) -> int:
    """Crossings, and lines that lie on each other, when ``above`` runs above ``below``."""
    if above.union == below.union:
        return _OVERLAP * below.is_couple
    left, right = above.span
    crossings = sum(left < pin < right for pin in below.top)
    left, right = below.span
    crossings += sum(left < pin < right for pin in above.bottom)
    overlaps = sum(abs(pin - other) < NEAR for pin in below.top for other in above.bottom)
    return crossings + _OVERLAP * overlaps


def _share_room(one: Net, other: Net) -> bool:
    left, right = one.span
    start, end = other.span
    return one.union == other.union or (left - NEAR < end and start - NEAR < right)
