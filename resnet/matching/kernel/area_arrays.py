"""Areas and their floors as arrays, and the room that a search for who may stand back needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from resnet.matching.kernel.options import Held, Ints, Line, Options, listed

NOBODY: Final = -1
# What ``now`` holds.
DECIDED, SEARCH, COUNT, ROW, GIVEN, WAITING, WORDS = range(7)


class Areas(NamedTuple):
    """The ``area`` of each need by number; of each area its ``floor`` and how many are ``served``.

    The needs of area ``a`` are ``needs[first[a]]`` to ``needs[first[a + 1]]`` in their order, those that are
    not decided from ``onward[a]``. ``is_closed`` is 1 where needs of an area find no way on from a service,
    in rows of services; the last row is of the time when floors are filled.

    The rest is room for a search. ``now`` holds the last need that is decided (``NOBODY`` while floors are
    filled), the number of the search, how many services it reached, its row, the search that last let in
    every area below its floor, and how many areas are let in. ``reached`` are the services and ``waiting``
    the areas; ``seen`` and ``opened`` are the last search that reached a service, let in an area; ``short``
    that by which an area might lose a place, and ``loser`` whose place it is that lets an area in.
    """

    area: Line
    floor: Line
    served: Line
    first: Line
    needs: Line
    onward: Line
    is_closed: Line
    now: Line
    reached: Line
    seen: Line
    short: Line
    opened: Line
    loser: Line
    waiting: Line


def number_areas(areas: Sequence[str], floors: Mapping[str, int], options: Options, held: Held) -> Areas:
    """The areas of all needs in their order, with who is served there now."""
    names = sorted(set(areas))
    number = {name: at for at, name in enumerate(names)}
    area = np.array([number[each] for each in areas], dtype=np.int64)
    services, counts = len(options.slots) - 1, np.bincount(area, minlength=len(names))
    first = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    has_place = np.asarray(held.choice) >= 0

    def line(count: int) -> Ints:
        return np.zeros(count, dtype=np.int64)

    return Areas(
        area=area,
        floor=np.array([floors.get(name, 0) for name in names], dtype=np.int64),
        served=np.bincount(area[has_place], minlength=len(names)),
        first=first,
        needs=np.argsort(area, kind="stable"),
        onward=first[:-1].copy(),
        is_closed=np.zeros((len(names) + 1) * services, dtype=np.int8),
        now=line(WORDS),
        reached=line(services),
        seen=line(services),
        short=line(len(names)),
        opened=line(len(names)),
        loser=line(len(names)),
        waiting=line(len(names)),
    )


def as_area_lists(areas: Areas) -> Areas:
    """The same for loops that are not compiled."""
    return Areas(*map(listed, areas))
