"""How a trail is written as whole numbers, and the ties that it goes by."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]

# Columns of a label. The first five are its rank: key (change, price, ties), ids, places of parallel ties.
KEY: Final = 0
IDS: Final = 1
PLACES: Final = 4
NODE: Final = 5
PARENT: Final = 6
TIE: Final = 7
COUNT: Final = 8
COVERED: Final = 9
ASKS: Final = 10
CHANGE: Final = 11
DEPTH: Final = 12
NEXT: Final = 13
WIDTH: Final = 14

# Three nodes to a number of 63 bits: three ties, each with a step to the own agency before and after it,
# and a named contact are nine nodes at most.
ID_BITS: Final = 21
PER_NUMBER: Final = 3
MOST_DEPTH: Final = 8
PLACE_BITS: Final = 7
MOST_NODES: Final = 2**ID_BITS - 2
MOST_PARALLEL: Final = 2**PLACE_BITS - 1
# Three ties are the most for which this is room.
MOST_TIES: Final = 3
CHANGE_SHIFT: Final = 40
COST_SHIFT: Final = 8
COST_MASK: Final = (1 << (CHANGE_SHIFT - COST_SHIFT)) - 1


class Limits(NamedTuple):
    """The policy's numbers for a search; see ``TieCosts``."""

    most: int
    change: int
    consent: int
    renewal: int
    named_contact: int
    cold: int


class Lists(NamedTuple):
    """A list of numbers for each row: those of ``r`` are ``items[offsets[r]:offsets[r + 1]]``."""

    offsets: Numbers
    items: Numbers


class TieColumns(NamedTuple):
    """Every tie, by its start (``offsets``); ``steps`` is how many it counts for. Nodes are network rows.

    ``renews`` is the expired agreement, else -1; ``place`` numbers the ties between the same two in their
    order, from 1; ``contact`` is whom one calls at the end of a tie, -1 if nobody. Of each node: ``rank`` is
    its place in the order of ids, ``asked`` whom a new consent would name, ``provider`` its number among
    those who offer something, else -1, ``agencies`` (``agency_offsets``) where it works.
    """

    offsets: Numbers
    end: Numbers
    cost: Numbers
    steps: Numbers
    renews: Numbers
    place: Numbers
    contact: Numbers
    rank: Numbers
    asked: Numbers
    is_person: Numbers
    provider: Numbers
    agency_offsets: Numbers
    agencies: Numbers


class Board(NamedTuple):
    """All that a search is given: the ties, who may be told, the limits, and room for labels."""

    ties: TieColumns
    told: Truths
    limits: Limits
    labels: Numbers


def key_parts(key: int) -> tuple[int, int, int]:
    """The change, price and number of ties in a key.

    >>> key_parts((200 << 40) + (450 << 8) + 3)
    (200, 450, 3)
    """
    return key >> CHANGE_SHIFT, (key >> COST_SHIFT) & COST_MASK, key & ((1 << COST_SHIFT) - 1)
