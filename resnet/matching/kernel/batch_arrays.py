"""What the loops over many needs are given, as arrays."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Small = NDArray[np.int32]
Words = NDArray[np.uint64]
Truths = NDArray[np.bool_]

# More than a score can be, and more than the sizes of any near miss: a key holds two things. What is known
# to be the right kind of help comes before what only might be.
MOST_POINTS: Final = 1 << 12


class Shelf(NamedTuple):
    """Segments one after the other; those of segment ``s`` are ``first_row[s]`` to ``first_row[s + 1]``.

    Of each service its row, tier and the profile for each rule of the policy. A segment begins a new word
    (``first_word``); bits beyond its end are not ``valid``. The bits of the services with profile ``p`` for
    the rule ``path`` are ``alike[first_alike[p]:first_alike[p + 1]]``.
    """

    first_row: Ints
    first_word: Ints
    rows: Small
    tiers: Small
    profiles: Small
    is_of_kind: Words
    valid: Words
    first_alike: Ints
    alike: Ints


class Answered(NamedTuple):
    """The answers of all tables one after the other; those of table ``t`` begin at ``first[t]``.

    ``bar`` is -1 where nothing is in the way, else the number of a way to leave a service out.
    """

    first: Ints
    points: Small
    bar: Small


class Barred(NamedTuple):
    """Ways to leave a service out: the code, and the size of the changes in units, -1 for good.

    Those of table ``t`` are ``bars[first[t]:first[t + 1]]``, with the services that each leaves out as bits;
    ``against`` has those that any of a table's does.
    """

    code: Small
    units: Small
    first: Ints
    bars: Small
    bits: Words
    against: Words


class WayBars(NamedTuple):
    """What the rule ``path`` (its place in the policy, -1 for none) leaves out, for one circle at a time.

    ``barred`` has one table, which is as ``bits_before`` and ``against_before`` before a circle's ways are
    put there. ``line_of`` has the line of every bar, -1 where it is not of this rule, or nothing is counted.
    """

    rule: int
    barred: Barred
    line_of: Small
    bits_before: Words
    against_before: Words


class Asked(NamedTuple):
    """The needs: the segment of each, the table of each rule, whether tiers do not count.

    ``barring`` are the rules but ``path`` that leave anything out, those that leave out most first;
    ``most_units`` is the largest size of a near miss.
    """

    segment: Ints
    tables: Small
    is_professional: Truths
    barring: Ints
    most_units: int


class Shown(NamedTuple):
    """What comes of it, a line a need: the best services by line of the shelf, and their order.

    Then the nearest misses with their order, how many there are, and how many services each code leaves out;
    the last of ``counts`` are the proposed. No line is -1.
    """

    best: Small
    keys: Small
    missed: Small
    distances: Small
    miss_counts: Ints
    counts: Small


class Routes(NamedTuple):
    """The answers of the rule ``path``, circle by circle, as they are put into the answers of its one table.

    ``circle`` is that of each need; those of one circle stand together. The lists of providers that circle
    ``c`` reaches are ``lists[first[c]:first[c + 1]]``; all others have ``points`` and ``bar`` of line 0.
    """

    circle: Ints
    first: Ints
    lists: Ints
    points: Small
    bar: Small


class Given(NamedTuple):
    """All that is asked and known; ``path`` is where the answers of the rule ``path`` begin."""

    shelf: Shelf
    answered: Answered
    barred: Barred
    ways: WayBars
    asked: Asked
    routes: Routes
    path: int


class Start(NamedTuple):
    """Where counting begins for needs of a segment: after the first ``rules``, which all ask alike.

    ``undecided`` are the services that these left in; ``sums`` the digits of the changes that they need;
    ``counts`` how many services of each segment each code left out.
    """

    rules: int
    undecided: Words
    sums: Words
    counts: Small


class Work(NamedTuple):
    """What is noted of the services of one segment while rules are gone through, 64 to a word.

    ``undecided`` are those that nothing left out yet; ``sums`` the digits of their changes, with room for
    what is ``carried`` to the next; ``marks`` are named in ``loops.count``. ``digits`` has a line for each
    bar: every bit of a word is set where its size has that digit; ``code`` is its code. Sums begin at
    ``spare``: so much larger than a near miss may be a sum can be before it needs the last digit.
    """

    undecided: Words
    sums: Words
    carried: Words
    marks: Words
    digits: Words
    code: Small
    spare: int
