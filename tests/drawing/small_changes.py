"""Small changes of a family or an eco-map, and who moves for them. For tests and benchmarks."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate, pairwise

from resnet.drawing.ecomap.layout import lay_out as lay_out_map
from resnet.drawing.ecomap.model import EcoMap, Relation, Sector, System
from resnet.drawing.genogram.figure import SYMBOL
from resnet.drawing.genogram.layout import Stand
from resnet.drawing.genogram.model import Bond, Child, Genogram, Period, Sex, Union
from resnet.drawing.genogram.position import distances
from resnet.graph.elements import NodeId
from tests.drawing.families import person

# Positions are rounded to hundredths of a pixel.
_ROUNDED = 0.02
_FAR = float("inf")
_FIRST, _NEXT = date(2026, 4, 2), date(2026, 4, 3)
Change = Callable[[Genogram, random.Random], Genogram]


def born(family: Genogram, chance: random.Random) -> Genogram:
    """Somebody has one more child."""
    at = chance.randrange(len(family.unions))
    union = family.unions[at]
    ranks = [child.order for child in union.children]
    last = max((rank for rank in ranks if rank is not None), default=0)
    child = Child("new", order=last + 1 if ranks and None not in ranks else None)
    unions = (
        *family.unions[:at],
        replace(union, children=(*union.children, child)),
        *family.unions[at + 1 :],
    )
    return replace(family, people=(*family.people, person("new", Sex.FEMALE, 2026)), unions=unions)


def divorced(family: Genogram, chance: random.Random) -> Genogram:
    """A couple parts."""
    couples = [at for at, union in enumerate(family.unions) if len(union.partners) == 2]
    if not couples:
        return family
    at = chance.choice(couples)
    union = family.unions[at]
    parted = replace(union, periods=(*union.periods, Period(Bond.DIVORCED, 2026)))
    return replace(family, unions=(*family.unions[:at], parted, *family.unions[at + 1 :]))


def joined(family: Genogram, chance: random.Random) -> Genogram:
    """Somebody has a new partner."""
    one = chance.choice(family.people)
    other = person("new", Sex.FEMALE if one.sex is Sex.MALE else Sex.MALE)
    new = Union(partners=(one.id, "new"), periods=(Period(Bond.COHABITING, 2026),))
    return replace(family, people=(*family.people, other), unions=(*family.unions, new))


def least_moved(after: Stand, stood: Mapping[str, float]) -> int:
    """How many at least must stand further than a symbol's width from where they stood, in this order.

    Nothing else is asked than that neighbours and partners keep their distance.
    """
    apart = {
        (left, right): room for left, right, room in distances(after.grid, after.order.rows, after.halves)
    }
    for couple, gap in zip(after.grid.couples, after.gaps, strict=True):
        room = after.halves[couple.one] + after.halves[couple.other] + gap
        for pair in ((couple.one, couple.other), (couple.other, couple.one)):
            if pair in apart:
                apart[pair] = max(apart[pair], room)
    return sum(_least_of_row(after, row, apart, stood) for row in after.order.rows)


def _least_of_row(
    after: Stand, row: Sequence[int], apart: Mapping[tuple[int, int], float], stood: Mapping[str, float]
) -> int:
    reach = list(accumulate((apart[pair] for pair in pairwise(row)), initial=0.0))
    names = [after.grid.places[at].person or "" for at in row]
    near = [(stood[name] - SYMBOL, stood[name] + SYMBOL) if name in stood else None for name in names]
    return sum(each is not None for each in near) - most_that_stay(reach, near)


def most_that_stay(reach: Sequence[float], near: Sequence[tuple[float, float] | None]) -> int:
    """How many of a row can stand within the bounds of ``near``, all in order.

    ``reach`` is where each stands with the whole row pushed together; None is nobody who stood anywhere.
    """
    # Of everybody, by how many stay up to them and they with them: the least place they may have then.
    stays: list[list[float]] = []
    for number, bounds in enumerate(near):
        leasts: list[float] = []
        while bounds is not None:
            ways = [
                known[len(leasts) - 1] + reach[number] - reach[other]
                for other, known in enumerate(stays)
                if len(known) >= len(leasts) > 0
            ]
            least = max(bounds[0], min(ways, default=_FAR)) if leasts else bounds[0]
            if least > bounds[1] + _ROUNDED:
                break
            leasts.append(least)
        stays.append(leasts)
    return max(map(len, stays), default=0)


def one_more(eco_map: EcoMap, chance: random.Random) -> EcoMap:
    """Another system comes up a day after all others."""
    sector = chance.choice(list(Sector))
    new = System(
        id=NodeId("person:new"), name=f"새 이웃 {chance.randrange(9)}", sector=sector, now=Relation()
    )
    told = [replace(each, first_day=_FIRST) for each in eco_map.systems]
    return replace(eco_map, systems=(*told, replace(new, first_day=_NEXT)))


def moves_around(before: EcoMap, after: EcoMap) -> list[float]:
    """How far each that stands in both maps moved, at each moment, in widths of its symbol."""
    stood, stand_now = lay_out_map(before), lay_out_map(after)
    moves = []
    for placed, now_placed in ((stood.now, stand_now.now), (stood.then, stand_now.then)):
        there = {each.system.id: each for each in now_placed}
        moves += [math.dist(each.centre, there[each.system.id].centre) / (2 * each.radius) for each in placed]
    return moves


def forgotten(eco_map: EcoMap) -> EcoMap:
    """The same map of which nobody knows since when anything stands there."""
    return replace(eco_map, systems=tuple(replace(each, first_day=None) for each in eco_map.systems))
