"""How a trail is written as whole numbers, and the ties that it goes by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]
Small = NDArray[np.int32]

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

# Columns of an arrival at somebody who offers something: the rank as that of a label, the label it came from,
# -1 for whoever has the case, and by which tie. Eight numbers: what is written together lies in one line of
# the cache. A key of ``NOWHERE`` comes after every other.
FROM: Final = 5
BY: Final = 6
ARRIVED: Final = 8
NOWHERE: Final = 1 << 62

# Three nodes to a number of 63 bits: three ties, each with a step to the own agency before and after it,
# and a named contact are nine nodes at most.
ID_BITS: Final = 21
PER_NUMBER: Final = 3
MOST_DEPTH: Final = 8
_SHIFTS: Final = np.array([2 * ID_BITS, ID_BITS, 0], dtype=np.int64)
PLACE_BITS: Final = 7
MOST_NODES: Final = 2**ID_BITS - 2
MOST_PARALLEL: Final = 2**PLACE_BITS - 1
# Three ties are the most for which this is room.
MOST_TIES: Final = 3
CHANGE_SHIFT: Final = 40
COST_SHIFT: Final = 8
COST_MASK: Final = (1 << (CHANGE_SHIFT - COST_SHIFT)) - 1

# Columns of a tie: its end, price, how many ties it counts for; the expired agreement, else -1; its place
# among those between the same two, from 1; whom one calls at its end, -1 if nobody.
END: Final = 0
COST: Final = 1
STEPS: Final = 2
RENEWS: Final = 3
PLACE: Final = 4
CONTACT: Final = 5
# Columns of a node: its place in the order of ids; whom a new consent would name; whether it is a person; its
# number among those who offer something, else -1; where it works; its ties.
RANK: Final = 0
ASKED: Final = 1
IS_PERSON: Final = 2
PROVIDER: Final = 3
FIRST_AGENCY: Final = 4
END_AGENCY: Final = 5
FIRST_TIE: Final = 6
END_TIE: Final = 7


class Limits(NamedTuple):
    """The policy's numbers for a search; see ``TieCosts``. ``is_open``: only ways that can be gone today."""

    most: int
    change: int
    consent: int
    renewal: int
    named_contact: int
    cold: int
    is_open: bool


class Lists(NamedTuple):
    """A list of numbers for each row: those of ``r`` are ``items[offsets[r]:offsets[r + 1]]``."""

    offsets: Numbers
    items: Numbers


class TieColumns(NamedTuple):
    """The ties in lines of ``tie``, those of a node together; the nodes in lines of ``node``.

    What is read together lies together: the loops wait for memory, not for arithmetic.
    """

    tie: Small
    node: Small
    agencies: Numbers


class Board(NamedTuple):
    """All that a search is given: the ties, who may be told, the limits, and room for labels."""

    ties: TieColumns
    told: Truths
    limits: Limits
    labels: Numbers


class Reached(NamedTuple):
    """Which ways are asked for, and where they are written.

    ``wanted`` are rows of ``lists``, the providers of each; ``own`` are those who have the case, with the
    trail to each. A line of ``ways`` for each of them receives key, consents, renewals, packed ids; a key of
    -1 for no way. ``slots`` is -1 for every provider, before and after.
    """

    lists: Lists
    wanted: Numbers
    slots: Small
    own: Numbers
    own_trails: Numbers
    ways: Numbers


class Lines(NamedTuple):
    """Lines for arrivals: ``slots`` has that of each who offers something, -1 for none; ``best`` are they.

    ``noted`` is whose a line is, and has room for as many as may be given a line.
    """

    slots: Small
    noted: Small
    best: Numbers


class Landing(NamedTuple):
    """Room for where a search arrives, whoever offers something there; as it was when the search is done.

    ``lists_with`` are the rows of lists on which each provider stands; ``chosen`` is -1 for every list,
    ``marks`` without a bit.
    """

    lists_with: Lists
    lines: Lines
    chosen: Small
    marks: NDArray[np.uint64]


def pack_ids(ranks: Sequence[int]) -> list[int]:
    """The nodes of a trail as three numbers that are ordered as their ids are."""
    padded = [int(rank) + 1 for rank in ranks] + [0] * (MOST_DEPTH + 1 - len(ranks))
    one, two = 1 << 2 * ID_BITS, 1 << ID_BITS
    return [padded[at] * one + padded[at + 1] * two + padded[at + 2] for at in range(0, MOST_DEPTH + 1, 3)]


def unpack_ids(packed: Numbers) -> Numbers:
    """The places of a trail's nodes in the order of ids, -1 where there is none; three numbers a trail."""
    found: Numbers = (packed[..., :, None] >> _SHIFTS) & ((1 << ID_BITS) - 1)
    return found.reshape(*packed.shape[:-1], MOST_DEPTH + 1) - 1


def key_parts(key: int) -> tuple[int, int, int]:
    """The change, price and number of ties in a key.

    >>> key_parts((200 << 40) + (450 << 8) + 3)
    (200, 450, 3)
    """
    return key >> CHANGE_SHIFT, (key >> COST_SHIFT) & COST_MASK, key & ((1 << COST_SHIFT) - 1)
