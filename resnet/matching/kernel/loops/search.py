"""Dijkstra with labels over the ties; how a search arrives at whoever offers something is in ``arrive``.

The plain search (``resnet.matching.paths``) in arrays: a label is a trail, and its order that of trails. The
order of ids is packed into whole numbers, so that trails are compared without being written out. A label is
left out when a better one at the same node has no more ties and covers it no less (multi-criteria Dijkstra
with dominance, Martins 1984), and cut off at the policy's number of ties and size of changes.
"""

from __future__ import annotations

import numpy as np

from resnet.matching.kernel.loops.arrive import items_of, reach, reach_all
from resnet.matching.kernel.loops.jit import inlined, jit
from resnet.matching.kernel.loops.trail import (
    append_node,
    extend,
    is_covered_after,
    is_less,
    is_on_trail,
    key_after,
)
from resnet.matching.kernel.trail_label import (
    ARRIVED,
    COUNT,
    COVERED,
    DEPTH,
    END,
    END_TIE,
    FIRST_TIE,
    KEY,
    NEXT,
    NODE,
    PARENT,
    RANK,
    STEPS,
    TIE,
    WIDTH,
    Board,
    Landing,
    Limits,
    Lines,
    Lists,
    Numbers,
    Reached,
    Small,
    TieColumns,
)


@inlined
def is_before(heap: Numbers, at: int, key: int, labels: Numbers, label: int) -> bool:
    """Whether what stands there on a heap comes before a label of that key."""
    if heap[at, 0] != key:
        return bool(heap[at, 0] < key)
    return is_less(labels, heap[at, 1], label)


@inlined
def push(heap: Numbers, size: int, labels: Numbers, label: int) -> None:
    """Put a label on a binary heap of ``size`` labels, each beside its key."""
    at, key = size, labels[label, KEY]
    while at > 0:
        above = (at - 1) >> 1
        if is_before(heap, above, key, labels, label):
            break
        heap[at, 0], heap[at, 1] = heap[above, 0], heap[above, 1]
        at = above
    heap[at, 0], heap[at, 1] = key, label


@inlined
def pop(heap: Numbers, size: int, labels: Numbers) -> int:
    """Take the first label from a heap of ``size`` labels."""
    first, key, last, at, below = heap[0, 1], heap[size - 1, 0], heap[size - 1, 1], 0, 1
    while below < size - 1:
        other = below + 1
        if other < size - 1 and is_before(heap, other, heap[below, 0], labels, heap[below, 1]):
            below = other
        if not is_before(heap, below, key, labels, last):
            break
        heap[at, 0], heap[at, 1] = heap[below, 0], heap[below, 1]
        at, below = below, 2 * below + 1
    heap[at, 0], heap[at, 1] = key, last
    return int(first)


@inlined
def is_dominated(labels: Numbers, heads: Small, node: int, count: int, covered: int) -> bool:
    """Whether a settled label at the node has no more ties and covers it no less."""
    known = heads[node]
    while known >= 0:
        if labels[known, COUNT] <= count and labels[known, COVERED] >= covered:
            return True
        known = labels[known, NEXT]
    return False


@jit
def forget(labels: Numbers, used: int, heads: Small) -> None:
    """Leave ``heads`` as it was: filling it anew would cost more than a search."""
    for label in range(used):
        heads[labels[label, NODE]] = -1


@jit
def settle(board: Board, starts: Numbers, heads: Small, order: Numbers) -> int:
    """Settle every trail that leaves a tie for the last step; how many there are, -1 when there is no room.

    ``order`` receives the settled labels in their order; ``heads`` (-1 everywhere, before and after) the last
    one of each node, from which ``NEXT`` leads to the others. A search of open ways goes by nobody who may
    not be told: going on from there needs a change, and with a node all its trails are left out.
    """
    labels, ties = board.labels, board.ties
    heap = np.empty((len(labels), 2), dtype=np.int64)
    size = used = settled = 0
    for start in starts:
        labels[used, :] = 0
        labels[used, NODE], labels[used, PARENT], labels[used, TIE], labels[used, DEPTH] = start, -1, -1, -1
        labels[used, COVERED] = 1
        append_node(labels, used, ties.node[start, RANK], 0)
        push(heap, size, labels, used)
        size, used = size + 1, used + 1
    while size > 0:
        label = pop(heap, size, labels)
        size -= 1
        here = labels[label, NODE]
        if is_dominated(labels, heads, here, labels[label, COUNT], labels[label, COVERED]):
            continue
        labels[label, NEXT], heads[here] = heads[here], label
        order[settled] = label
        settled += 1
        for tie in range(ties.node[here, FIRST_TIE], ties.node[here, END_TIE]):
            count, end = labels[label, COUNT] + ties.tie[tie, STEPS], ties.tie[tie, END]
            key = key_after(board, label, tie) if count < board.limits.most else -1
            if key < 0:
                continue
            covered = is_covered_after(board, here, end)
            if covered == 0 and board.limits.is_open:
                continue
            if is_dominated(labels, heads, end, count, covered):
                continue
            if is_on_trail(labels, label, end):
                continue
            if used == len(labels):
                forget(labels, used, heads)
                return -1
            extend(board, label, tie, key, used)
            push(heap, size, labels, used)
            size, used = size + 1, used + 1
    forget(labels, used, heads)
    return settled


def compile_all() -> None:
    """Compile everything, or fetch what was compiled before."""
    none, one = np.zeros(0, dtype=np.int64), np.zeros(1, dtype=np.int64)
    offsets, told, slots = np.zeros(2, dtype=np.int64), np.zeros(1, dtype=np.bool_), np.full(1, -1, np.int32)
    ties = TieColumns(np.zeros((1, 6), dtype=np.int32), np.zeros((1, 8), dtype=np.int32), none)
    board = Board(ties, told, Limits(3, 0, 0, 0, 0, 0, is_open=False), np.zeros((2, WIDTH), dtype=np.int64))
    settled = settle(board, one, np.full(1, -1, dtype=np.int32), np.zeros(2, dtype=np.int64))
    order = np.zeros(settled, dtype=np.int64)
    trails, ways = np.zeros((0, WIDTH), dtype=np.int64), np.zeros((1, 6), dtype=np.int64)
    reach(board, order, Reached(Lists(offsets, none), one, slots, none, trails, ways))
    best, marks = np.zeros((1, ARRIVED), dtype=np.int64), np.zeros(1, dtype=np.uint64)
    landing = Landing(Lists(offsets, none), Lines(slots, slots, best), slots.copy(), marks)
    reach_all(board, order, landing, none, trails)
    items_of(Lists(offsets, none), none)
