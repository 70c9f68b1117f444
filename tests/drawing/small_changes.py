"""Small changes of a family, and how many have to move for them. For tests and benchmarks."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from resnet.drawing.genogram.figure import SYMBOL
from resnet.drawing.genogram.layout import Stand
from resnet.drawing.genogram.model import Bond, Child, Genogram, Period, Sex, Union
from resnet.drawing.genogram.position import distances
from tests.drawing.families import person

# Positions are rounded to hundredths of a pixel.
_ROUNDED = 0.02
_FAR = float("inf")
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
    # Of everybody, by how many stay up to them and they with them: how far left they may stand then.
    stays: list[list[float]] = []
    for number, name in enumerate(names):
        leftmost: list[float] = []
        while name in stood:
            ways = [
                known[len(leftmost) - 1] + reach[number] - reach[other]
                for other, known in enumerate(stays)
                if len(known) >= len(leftmost) > 0
            ]
            least = max(stood[name] - SYMBOL, min(ways, default=_FAR)) if leftmost else stood[name] - SYMBOL
            if least > stood[name] + SYMBOL + _ROUNDED:
                break
            leftmost.append(least)
        stays.append(leftmost)
    return sum(name in stood for name in names) - max(map(len, stays), default=0)
