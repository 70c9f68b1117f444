"""Whom a search comes near, and lists joined: a circle costs what it is near, not all there is."""

from __future__ import annotations

import numpy as np

from resnet.matching.kernel.loops.jit import jit
from resnet.matching.kernel.trail_label import (
    END,
    END_AGENCY,
    END_TIE,
    FIRST_AGENCY,
    FIRST_TIE,
    NODE,
    PROVIDER,
    Board,
    Lists,
    Numbers,
    Small,
)


@jit
def note(number: int, slots: Small, noted: Numbers, used: int) -> int:
    """Put a provider on a list, once; how many are on it. Nothing for a number of -1."""
    if number < 0 or slots[number] >= 0:
        return used
    slots[number], noted[used] = used, number
    return used + 1


@jit
def near(board: Board, order: Numbers, own: Numbers, slots: Small) -> Numbers:
    """The providers that any settled trail could go on to, and those who have the case, each once.

    ``slots`` is -1 for everybody, before and after.
    """
    ties, used, most = board.ties, 0, len(own)
    for label in order:
        here = board.labels[label, NODE]
        for tie in range(ties.node[here, FIRST_TIE], ties.node[here, END_TIE]):
            end = ties.tie[tie, END]
            most += 1 + ties.node[end, END_AGENCY] - ties.node[end, FIRST_AGENCY]
    noted = np.empty(min(most, len(slots)), dtype=np.int64)
    for number in own:
        used = note(number, slots, noted, used)
    for label in order:
        here = board.labels[label, NODE]
        for tie in range(ties.node[here, FIRST_TIE], ties.node[here, END_TIE]):
            end = ties.tie[tie, END]
            used = note(ties.node[end, PROVIDER], slots, noted, used)
            for place in range(ties.node[end, FIRST_AGENCY], ties.node[end, END_AGENCY]):
                used = note(ties.node[ties.agencies[place], PROVIDER], slots, noted, used)
    for number in noted[:used]:
        slots[number] = -1
    return noted[:used]


@jit
def items_of(lists: Lists, rows: Numbers) -> Numbers:
    """All that is on the lists of those rows, one list after the other."""
    offsets, items = lists
    count, used = 0, 0
    for row in rows:
        count += offsets[row + 1] - offsets[row]
    found = np.empty(count, dtype=np.int64)
    for row in rows:
        for place in range(offsets[row], offsets[row + 1]):
            found[used] = items[place]
            used += 1
    return found
