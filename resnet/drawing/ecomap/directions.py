"""Directions around the client: who stands somewhere stays there while newcomers find room between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

_ROUND = 2 * math.pi
_TOP = -math.pi / 2


def spread(wedges: Sequence[float]) -> tuple[list[float], float]:
    """Directions from the top clockwise, with equal room between wedges, and where the first of these begins.

    ``wedges`` are what each needs, in radians, a round at most in all.
    """
    if not wedges:
        return [], _TOP
    spare = (_ROUND - sum(wedges)) / len(wedges)
    # The first stands at the top.
    start = turned = _TOP - (wedges[0] + spare) / 2
    directions = []
    for wedge in wedges:
        directions.append(turned + (wedge + spare) / 2)
        turned += wedge + spare
    return directions, start


def make_room(wedges: Sequence[float], stood: Sequence[float | None], start: float) -> list[float]:
    """Directions in the same order, as near to where each ``stood`` as all wedges allow.

    Least squares; newcomers (None) stand in the middle of the room that is left between their neighbours. No
    wedge reaches over ``start``, where a round begins and ends.
    """
    # Where each would stand were all pushed against the start: what is left to decide never decreases.
    pushed, turned = [], start
    for wedge in wedges:
        pushed.append(turned + wedge / 2)
        turned += wedge
    most = max(start + _ROUND - turned, 0.0)
    known = [at for at, each in enumerate(stood) if each is not None]
    wanted = [each - pushed[at] for at, each in enumerate(stood) if each is not None]
    free = [(-1, 0.0), *zip(known, _rising(wanted, most), strict=True), (len(wedges), most)]
    room = [0.0] * (len(wedges) + 1)
    for (before, low), (after, high) in pairwise(free):
        for at in range(before + 1, after + 1):
            room[at] = low + (high - low) * (at - before) / (after - before)
    return [at + further for at, further in zip(pushed, room[:-1], strict=True)]


def _rising(wanted: Sequence[float], most: float) -> list[float]:
    """Numbers from 0 to ``most`` that never fall, as near to ``wanted`` as can be (least squares).

    Source: pool adjacent violators (Ayer et al. 1955); within bounds the best is the unbounded best, cut.
    """
    pools: list[tuple[float, int]] = []
    for each in wanted:
        total, count = each, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before, others = pools.pop()
            total, count = total + before, count + others
        pools.append((total, count))
    return [min(max(total / count, 0.0), most) for total, count in pools for _ in range(count)]
