"""What can be counted on a finished genogram: crossings, and siblings out of order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from resnet.drawing.genogram.figure import SYMBOL
from resnet.drawing.genogram.layout import Layout
from resnet.drawing.genogram.model import Child, Genogram
from resnet.drawing.geometry import Point

_NEAR = 0.05


def count_crossings(layout: Layout) -> int:
    """How often lines of two unions cross; emotional lines apart."""
    drawn = [(line.union, line.points) for line in layout.lines]
    drawn += [(couple.union, couple.points) for couple in layout.couples]
    segments = [(union, *part) for union, points in drawn for part in pairwise(points)]
    found = {
        (min(one[0], other[0]), max(one[0], other[0]), round(at.x, 1), round(at.y, 1))
        for one, other in combinations(segments, 2)
        if one[0] != other[0] and (at := _crossing(one[1:], other[1:])) is not None
    }
    return len(found)


def _crossing(one: tuple[Point, Point], other: tuple[Point, Point]) -> Point | None:
    """Where two segments cross, both going on beyond; None where they only touch or never meet."""
    (a, b), (c, d) = one, other
    along, across = (b.x - a.x, b.y - a.y), (d.x - c.x, d.y - c.y)
    slant = along[0] * across[1] - along[1] * across[0]
    if abs(slant) < 1e-9:
        return None
    on_one = ((c.x - a.x) * across[1] - (c.y - a.y) * across[0]) / slant
    on_other = ((c.x - a.x) * along[1] - (c.y - a.y) * along[0]) / slant
    edges = _NEAR / max(abs(along[0]) + abs(along[1]), 1.0), _NEAR / max(abs(across[0]) + abs(across[1]), 1.0)
    if not (edges[0] < on_one < 1 - edges[0] and edges[1] < on_other < 1 - edges[1]):
        return None
    return Point(a.x + along[0] * on_one, a.y + along[1] * on_one)


def count_order_errors(layout: Layout) -> int:
    """Pairs of siblings in one row of whom the younger stands left, by rank where said of all, else by year.

    Of a child of two unions (born to one, adopted by another) nothing is counted.
    """
    family = layout.family
    unions_of = Counter(child.id for union in family.unions for child in union.children)
    errors = 0
    for union in family.unions:
        own = [child for child in union.children if unions_of[child.id] == 1]
        for one, other in combinations(own, 2):
            ranks = [_rank(family, union.children, child) for child in (one, other)]
            first, second = layout.spots[one.id].centre, layout.spots[other.id].centre
            if first.y == second.y and ranks[0] is not None and ranks[1] is not None and ranks[0] != ranks[1]:
                errors += (ranks[0] < ranks[1]) != (first.x < second.x)
    return errors


def _rank(family: Genogram, children: tuple[Child, ...], child: Child) -> int | None:
    if all(each.order is not None for each in children):
        return child.order
    return family.by_id[child.id].birth_year


def find_moves(layout: Layout, stood: Mapping[str, float]) -> tuple[float, ...]:
    """How far each who stood in an earlier drawing stands from there, in symbol widths, the least first.

    That the whole drawing moved counts for nothing: it is laid on the earlier one where most agree.
    """
    moves = sorted(spot.centre.x - stood[each] for each, spot in layout.spots.items() if each in stood)
    # The first of the most that lie no more than a symbol's width to either side of one move.
    first = max(moves, key=lambda move: (_within(moves, move), -move), default=0.0)
    return tuple(sorted(round(abs(move - first - SYMBOL) / SYMBOL, 6) for move in moves))


def _within(moves: Sequence[float], first: float) -> int:
    return bisect_right(moves, first + 2 * SYMBOL) - bisect_left(moves, first)


def count_moved(layout: Layout, stood: Mapping[str, float]) -> tuple[int, int]:
    """How many stood in an earlier drawing, and how many of them moved by more than a symbol's width."""
    moves = find_moves(layout, stood)
    return len(moves), sum(move > 1 for move in moves)
