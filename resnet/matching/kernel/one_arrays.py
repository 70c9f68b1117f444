"""What the loops over the services of one need are given, as arrays."""

from __future__ import annotations

from typing import Final, NamedTuple

from resnet.matching.kernel.batch_arrays import Ints, Small, Truths, Words

# Columns of an answer; see ``Verdict``.
POINTS: Final = 0
HURDLE: Final = 1
CODE: Final = 2
ASKS: Final = 3
CELL: Final = 4


class Looked(NamedTuple):
    """A line a service with its profile for each rule, and the answers of all rules one after the other.

    Those of a rule begin at ``first``; they are a line a profile, or a line a service where ``by_row``.
    """

    profiles: Small
    first: Ints
    by_row: Truths
    cells: Small


class Stored(NamedTuple):
    """Answers of a segment: the services that each leaves in as bits, and where its points begin."""

    bits: Words
    first: Ints
    points: Small


class Laid(NamedTuple):
    """The services of a segment: of each group of rules the place of its points, and its list of providers.

    ``numbers`` is -1 for every list, before and after.
    """

    lines: Small
    lists: Small
    numbers: Small


class Alone(NamedTuple):
    """What no other need asks: the services left in as bits, the points of each; empty for nothing."""

    bits: Words
    points: Small


class Fitting(NamedTuple):
    """The services of a segment that fit but for the way: line, points, and list of providers of each.

    ``wanted`` has each of those lists once, ``lists`` its place there.
    """

    rows: Small
    points: Small
    lists: Small
    wanted: Ints


class Ranked(NamedTuple):
    """The rows of the services of a segment, and their tiers; those are empty where none counts."""

    rows: Small
    tiers: Small
