"""Trails as labels: which comes first, and what one has become after one more tie."""

from __future__ import annotations

from resnet.matching.kernel.loops.jit import inlined
from resnet.matching.kernel.trail_label import (
    ASKED,
    ASKS,
    CHANGE,
    CHANGE_SHIFT,
    COST,
    COST_SHIFT,
    COUNT,
    COVERED,
    DEPTH,
    END,
    ID_BITS,
    IDS,
    KEY,
    MOST_DEPTH,
    NODE,
    PARENT,
    PER_NUMBER,
    PLACE,
    PLACE_BITS,
    PLACES,
    RANK,
    RENEWS,
    STEPS,
    TIE,
    WIDTH,
    Board,
    Numbers,
)


@inlined
def is_less(lines: Numbers, one: int, other: int) -> bool:
    """Whether the trail in one line comes before that in the other."""
    # Lines are named, not cut out: a cut is counted by the compiler, which costs more than to compare.
    for column in range(KEY, PLACES):
        if lines[one, column] != lines[other, column]:
            return bool(lines[one, column] < lines[other, column])
    return bool(lines[one, PLACES] < lines[other, PLACES])


@inlined
def append_node(labels: Numbers, label: int, rank: int, place: int) -> None:
    """One more node on the trail, and the place of the tie to it among those between the same two."""
    depth = labels[label, DEPTH] + 1
    labels[label, DEPTH] = depth
    shift = ID_BITS * (PER_NUMBER - 1 - depth % PER_NUMBER)
    labels[label, IDS + depth // PER_NUMBER] |= (rank + 1) << shift
    labels[label, PLACES] |= place << (PLACE_BITS * (MOST_DEPTH - depth))


@inlined
def is_on_trail(labels: Numbers, label: int, node: int) -> bool:
    """Whether the trail of a label has been at a node."""
    while label >= 0:
        if labels[label, NODE] == node:
            return True
        label = labels[label, PARENT]
    return False


@inlined
def key_after(board: Board, label: int, tie: int) -> int:
    """The key of the trail with one more tie; -1 when it would be too long, or need too much."""
    labels, ties, limits = board.labels, board.ties, board.limits
    if labels[label, COUNT] + ties.tie[tie, STEPS] > limits.most:
        return -1
    change = 0 if labels[label, COVERED] else limits.consent
    if ties.tie[tie, RENEWS] >= 0:
        change += limits.renewal
    if labels[label, CHANGE] + change > limits.change:
        return -1
    return int(
        labels[label, KEY]
        + (change << CHANGE_SHIFT)
        + (ties.tie[tie, COST] << COST_SHIFT)
        + ties.tie[tie, STEPS]
    )


@inlined
def is_covered_after(board: Board, here: int, end: int) -> int:
    """1 when the end of a tie may be told, or the consent asked for its start covers it too."""
    if board.told[end]:
        return 1
    return 1 if board.ties.node[here, ASKED] == board.ties.node[end, ASKED] and not board.told[here] else 0


@inlined
def extend(board: Board, label: int, tie: int, key: int, longer: int) -> None:
    """Write the trail with one more tie, whose key is known, as the label ``longer``."""
    labels, ties = board.labels, board.ties
    here, end = labels[label, NODE], ties.tie[tie, END]
    for column in range(WIDTH):
        labels[longer, column] = labels[label, column]
    if not labels[label, COVERED]:
        labels[longer, ASKS] += 1
    labels[longer, KEY], labels[longer, CHANGE] = key, key >> CHANGE_SHIFT
    labels[longer, COVERED] = is_covered_after(board, here, end)
    labels[longer, NODE], labels[longer, PARENT], labels[longer, TIE] = end, label, tie
    labels[longer, COUNT] += ties.tie[tie, STEPS]
    append_node(labels, longer, ties.node[end, RANK], ties.tie[tie, PLACE])
