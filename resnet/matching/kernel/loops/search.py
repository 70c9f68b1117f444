"""Dijkstra with labels over the ties, and the arrival at whoever offers something.

The plain search (``resnet.matching.paths``) in arrays: a label is a trail, and its order that of trails. The
order of ids is packed into whole numbers, so that trails are compared without being written out. A label is
left out when a better one at the same node has no more ties and covers it no less (multi-criteria Dijkstra
with dominance, Martins 1984), and cut off at the policy's number of ties and size of changes.
"""

from __future__ import annotations

import numpy as np

from resnet.matching.kernel.loops.jit import jit
from resnet.matching.kernel.loops.near import items_of, near
from resnet.matching.kernel.trail_label import (
    ASKED,
    ASKS,
    CHANGE,
    CHANGE_SHIFT,
    CONTACT,
    COST,
    COST_SHIFT,
    COUNT,
    COVERED,
    DEPTH,
    END,
    END_AGENCY,
    END_TIE,
    FIRST_AGENCY,
    FIRST_TIE,
    ID_BITS,
    IDS,
    IS_PERSON,
    KEY,
    MOST_DEPTH,
    NEXT,
    NODE,
    PARENT,
    PER_NUMBER,
    PLACE,
    PLACE_BITS,
    PLACES,
    PROVIDER,
    RANK,
    RENEWS,
    STEPS,
    TIE,
    WIDTH,
    Board,
    Limits,
    Lists,
    Numbers,
    Reached,
    Small,
    TieColumns,
)


@jit
def is_less(one: Numbers, other: Numbers) -> bool:
    """Whether one label's trail comes before the other's."""
    for column in range(KEY, NODE):
        if one[column] != other[column]:
            return bool(one[column] < other[column])
    return False


@jit
def push(heap: Numbers, size: int, labels: Numbers, label: int) -> None:
    """Put a label on a binary heap of ``size`` labels."""
    at = size
    while at > 0:
        above = (at - 1) // 2
        if not is_less(labels[label], labels[heap[above]]):
            break
        heap[at] = heap[above]
        at = above
    heap[at] = label


@jit
def pop(heap: Numbers, size: int, labels: Numbers) -> int:
    """Take the first label from a heap of ``size`` labels."""
    first, last, at = heap[0], heap[size - 1], 0
    while 2 * at + 1 < size - 1:
        below = 2 * at + 1
        if below + 1 < size - 1 and is_less(labels[heap[below + 1]], labels[heap[below]]):
            below += 1
        if not is_less(labels[heap[below]], labels[last]):
            break
        heap[at] = heap[below]
        at = below
    heap[at] = last
    return int(first)


@jit
def append_node(label: Numbers, rank: int, place: int) -> None:
    """One more node on the trail, and the place of the tie to it among those between the same two."""
    label[DEPTH] += 1
    depth = label[DEPTH]
    label[IDS + depth // PER_NUMBER] |= (rank + 1) << (ID_BITS * (PER_NUMBER - 1 - depth % PER_NUMBER))
    label[PLACES] |= place << (PLACE_BITS * (MOST_DEPTH - depth))


@jit
def is_on_trail(labels: Numbers, label: int, node: int) -> bool:
    """Whether the trail of a label has been at a node."""
    while label >= 0:
        if labels[label, NODE] == node:
            return True
        label = labels[label, PARENT]
    return False


@jit
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


@jit
def is_covered_after(board: Board, here: int, end: int) -> int:
    """1 when the end of a tie may be told, or the consent asked for its start covers it too."""
    if board.told[end]:
        return 1
    return 1 if board.ties.node[here, ASKED] == board.ties.node[end, ASKED] and not board.told[here] else 0


@jit
def extend(board: Board, label: int, tie: int, key: int, longer: Numbers) -> None:
    """Write the trail with one more tie, whose key is known, into ``longer``."""
    labels, ties = board.labels, board.ties
    here, end = labels[label, NODE], ties.tie[tie, END]
    longer[:] = labels[label]
    if not labels[label, COVERED]:
        longer[ASKS] += 1
    longer[KEY], longer[CHANGE] = key, key >> CHANGE_SHIFT
    longer[COVERED] = is_covered_after(board, here, end)
    longer[NODE], longer[PARENT], longer[TIE] = end, label, tie
    longer[COUNT] += ties.tie[tie, STEPS]
    append_node(longer, ties.node[end, RANK], ties.tie[tie, PLACE])


@jit
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
    heap = np.empty(len(labels), dtype=np.int64)
    size = used = settled = 0
    for start in starts:
        labels[used, :] = 0
        labels[used, NODE], labels[used, PARENT], labels[used, TIE], labels[used, DEPTH] = start, -1, -1, -1
        labels[used, COVERED] = 1
        append_node(labels[used], ties.node[start, RANK], 0)
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
            key = key_after(board, label, tie)
            if count >= board.limits.most or key < 0:
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
            extend(board, label, tie, key, labels[used])
            push(heap, size, labels, used)
            size, used = size + 1, used + 1
    forget(labels, used, heads)
    return settled


@jit
def works_there(ties: TieColumns, node: int, agency: int) -> bool:
    """Whether a node is of an agency's staff."""
    for place in range(ties.node[node, FIRST_AGENCY], ties.node[node, END_AGENCY]):
        if ties.agencies[place] == agency:
            return True
    return False


@jit
def key_of_hand_over(board: Board, key: int, count: int, tie: int, provider: int) -> int:
    """The key of a trail with the hand-over: to a person, else to a named contact, else cold."""
    ties, limits = board.ties, board.limits
    if ties.tie[tie, END] != provider or ties.node[provider, IS_PERSON]:
        return key
    if ties.tie[tie, CONTACT] >= 0 and count < limits.most:
        return int(key + (limits.named_contact << COST_SHIFT) + 1)
    return int(key + (limits.cold << COST_SHIFT))


@jit
def hand_over(board: Board, trail: Numbers, key: int, arrived: Numbers) -> None:
    """Write the trail with the hand-over, whose key is known."""
    arrived[:] = trail
    arrived[KEY] = key
    if (key - trail[KEY]) & 1:
        append_node(arrived, board.ties.node[board.ties.tie[trail[TIE], CONTACT], RANK], 1)


@jit
def arrive(board: Board, order: Numbers, slots: Small, best: Numbers) -> None:
    """Write the best trail to each provider that has a slot into its line of ``best``.

    ``NODE`` stays -1 where there is none; a slot of -1 says that nobody asks for the provider.
    """
    labels, ties = board.labels, board.ties
    trail, arrived = np.empty(WIDTH, dtype=np.int64), np.empty(WIDTH, dtype=np.int64)
    for label in order:
        here = labels[label, NODE]
        for tie in range(ties.node[here, FIRST_TIE], ties.node[here, END_TIE]):
            end = ties.tie[tie, END]
            first, last = ties.node[end, FIRST_AGENCY], ties.node[end, END_AGENCY]
            if ties.node[end, PROVIDER] < 0 and first == last:
                continue
            key, is_written = key_after(board, label, tie), False
            count = labels[label, COUNT] + ties.tie[tie, STEPS]
            for place in range(first - 1, last):
                at = end if place < first else ties.agencies[place]
                number = ties.node[at, PROVIDER]
                if key < 0 or number < 0 or slots[number] < 0:
                    continue
                slot, final = slots[number], key_of_hand_over(board, key, count, tie, at)
                if best[slot, NODE] >= 0 and best[slot, KEY] < final:
                    continue
                if here == at or works_there(ties, here, at) or is_on_trail(labels, label, end):
                    continue
                if not is_written:
                    extend(board, label, tie, key, trail)
                    is_written = True
                hand_over(board, trail, final, arrived)
                if best[slot, NODE] < 0 or is_less(arrived, best[slot]):
                    best[slot] = arrived


@jit
def count_renewals(board: Board, label: Numbers) -> int:
    """How many agreements a trail would have renewed."""
    labels, ties, found = board.labels, board.ties, 0
    tie, parent = label[TIE], label[PARENT]
    while tie >= 0:
        agreement, is_new = ties.tie[tie, RENEWS], ties.tie[tie, RENEWS] >= 0
        # Walked again rather than noted: few trails renew any, and room for a note costs more than the walk.
        after, before = label[TIE], label[PARENT]
        while is_new and after != tie:
            is_new = ties.tie[after, RENEWS] != agreement
            after, before = labels[before, TIE], labels[before, PARENT]
        found += is_new
        tie, parent = labels[parent, TIE], labels[parent, PARENT]
    return found


@jit
def choose(board: Board, reached: Reached, best: Numbers) -> None:
    """For each wanted list of providers the best trail to one of them."""
    (offsets, providers), slots, found = reached.lists, reached.slots, reached.ways
    for line in range(len(reached.wanted)):
        row, chosen = reached.wanted[line], -1
        for place in range(offsets[row], offsets[row + 1]):
            slot = slots[providers[place]]
            if best[slot, NODE] >= 0 and (chosen < 0 or is_less(best[slot], best[chosen])):
                chosen = slot
        found[line, 0] = -1
        if chosen >= 0:
            found[line, 0], found[line, 1] = best[chosen, KEY], best[chosen, ASKS]
            found[line, 2] = 0 if best[chosen, CHANGE] == 0 else count_renewals(board, best[chosen])
            found[line, 3:] = best[chosen, IDS:PLACES]


@jit
def reach(board: Board, order: Numbers, reached: Reached) -> None:
    """Write the ways to the wanted lists of providers.

    To whoever has the case there is one way, whatever ties there are.
    """
    (offsets, providers), slots, used = reached.lists, reached.slots, 0
    for row in reached.wanted:
        for place in range(offsets[row], offsets[row + 1]):
            if slots[providers[place]] < 0:
                slots[providers[place]] = used
                used += 1
    best = np.empty((used, WIDTH), dtype=np.int64)
    # Nothing else is read of a line where nobody is.
    best[:, NODE] = -1
    arrive(board, order, slots, best)
    for place in range(len(reached.own)):
        if slots[reached.own[place]] >= 0:
            best[slots[reached.own[place]]] = reached.own_trails[place]
    choose(board, reached, best)
    for row in reached.wanted:
        for place in range(offsets[row], offsets[row + 1]):
            slots[providers[place]] = -1


def compile_all() -> None:
    """Compile everything, or fetch what was compiled before."""
    none, one = np.zeros(0, dtype=np.int64), np.zeros(1, dtype=np.int64)
    offsets, told, slots = np.zeros(2, dtype=np.int64), np.zeros(1, dtype=np.bool_), np.full(1, -1, np.int32)
    ties = TieColumns(np.zeros((1, 6), dtype=np.int32), np.zeros((1, 8), dtype=np.int32), none)
    board = Board(ties, told, Limits(3, 0, 0, 0, 0, 0, is_open=False), np.zeros((2, WIDTH), dtype=np.int64))
    settled = settle(board, one, np.full(1, -1, dtype=np.int32), np.zeros(2, dtype=np.int64))
    order = np.zeros(settled, dtype=np.int64)
    trails, ways = np.zeros((0, WIDTH), dtype=np.int64), np.zeros((1, 6), dtype=np.int64)
    near(board, order, none, slots)
    reach(board, order, Reached(Lists(offsets, none), one, slots, none, trails, ways))
    items_of(Lists(offsets, none), none)
