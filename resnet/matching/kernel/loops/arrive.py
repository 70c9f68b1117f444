"""Where trails arrive: the best way to each list of those who offer something.

Trails are settled in their order, so what arrives first is mostly the best; of each who offers something only
its best is kept, in a line of its own, and written out where somebody asks for it.
"""

from __future__ import annotations

import numpy as np

from resnet.matching.kernel.loops.batch import lowest_bit
from resnet.matching.kernel.loops.jit import inlined, jit
from resnet.matching.kernel.loops.trail import is_less, is_on_trail, key_after
from resnet.matching.kernel.trail_label import (
    ARRIVED,
    ASKS,
    BY,
    CHANGE_SHIFT,
    CONTACT,
    COST_SHIFT,
    COUNT,
    COVERED,
    DEPTH,
    END,
    END_AGENCY,
    END_TIE,
    FIRST_AGENCY,
    FIRST_TIE,
    FROM,
    ID_BITS,
    IDS,
    IS_PERSON,
    KEY,
    MOST_DEPTH,
    NODE,
    NOWHERE,
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
    Board,
    Landing,
    Lines,
    Lists,
    Numbers,
    Reached,
    TieColumns,
)

_ONE, _ZERO = np.uint64(1), np.uint64(0)
_WORD = 64


@inlined
def works_there(ties: TieColumns, node: int, agency: int) -> bool:
    """Whether a node is of an agency's staff."""
    for place in range(ties.node[node, FIRST_AGENCY], ties.node[node, END_AGENCY]):
        if ties.agencies[place] == agency:
            return True
    return False


@inlined
def key_of_hand_over(board: Board, key: int, count: int, tie: int, provider: int) -> int:
    """The key of a trail with the hand-over: to a person, else to a named contact, else cold."""
    ties, limits = board.ties, board.limits
    if ties.tie[tie, END] != provider or ties.node[provider, IS_PERSON]:
        return key
    if ties.tie[tie, CONTACT] >= 0 and count < limits.most:
        return int(key + (limits.named_contact << COST_SHIFT) + 1)
    return int(key + (limits.cold << COST_SHIFT))


@inlined
def land(board: Board, label: int, tie: int, key: int, arrived: Numbers) -> None:
    """Write the arrival of a trail by one more tie; ``key`` is that before the hand-over."""
    labels, ties, depth = board.labels, board.ties, board.labels[label, DEPTH] + 1
    places = labels[label, PLACES] | (ties.tie[tie, PLACE] << (PLACE_BITS * (MOST_DEPTH - depth)))
    number, other = depth // PER_NUMBER, (depth + 1) // PER_NUMBER
    shift = ID_BITS * (PER_NUMBER - 1 - depth % PER_NUMBER)
    node, contact = (ties.node[ties.tie[tie, END], RANK] + 1) << shift, 0
    # Only a named contact is a node of its own, and counts as a tie.
    if (arrived[KEY] - key) & 1:
        shift = ID_BITS * (PER_NUMBER - 1 - (depth + 1) % PER_NUMBER)
        contact = (ties.node[ties.tie[tie, CONTACT], RANK] + 1) << shift
        places |= 1 << (PLACE_BITS * (MOST_DEPTH - 1 - depth))
    for each in range(PLACES - IDS):
        packed = labels[label, IDS + each] | (node if each == number else 0)
        arrived[IDS + each] = packed | (contact if each == other else 0)
    arrived[PLACES], arrived[FROM], arrived[BY] = places, label, tie


@inlined
def line_of(lines: Lines, number: int, used: int) -> int:
    """The line of who offers something, the next one for who has none; -1 for nobody, and without room."""
    if number < 0:
        return -1
    if lines.slots[number] < 0 and used < len(lines.noted):
        lines.slots[number], lines.noted[used], lines.best[used, KEY] = used, number, NOWHERE
    return int(lines.slots[number])


@inlined
def put_better(arrived: Numbers, best: Numbers, slot: int) -> None:
    """Put an arrival into a line if it comes before the one there."""
    column = KEY
    while column < PLACES and arrived[column] == best[slot, column]:
        column += 1
    if arrived[column] < best[slot, column]:
        for each in range(ARRIVED):
            best[slot, each] = arrived[each]


@jit
def arrive(board: Board, order: Numbers, lines: Lines, used: int) -> int:
    """Write the best arrival at each who offers something into its line; how many lines there are.

    ``NOWHERE`` stays the key of a line where nothing arrives.
    """
    labels, ties, best, arrived = board.labels, board.ties, lines.best, np.empty(ARRIVED, dtype=np.int64)
    for label in order:
        here = labels[label, NODE]
        for tie in range(ties.node[here, FIRST_TIE], ties.node[here, END_TIE]):
            key = key_after(board, label, tie)
            if key < 0:
                continue
            end, count = ties.tie[tie, END], labels[label, COUNT] + ties.tie[tie, STEPS]
            first, last = ties.node[end, FIRST_AGENCY], ties.node[end, END_AGENCY]
            for place in range(first - 1, last):
                at = end if place < first else ties.agencies[place]
                slot = line_of(lines, ties.node[at, PROVIDER], used)
                if slot < 0:
                    continue
                used = max(used, slot + 1)
                arrived[KEY] = key_of_hand_over(board, key, count, tie, at)
                if best[slot, KEY] < arrived[KEY]:
                    continue
                if here == at or works_there(ties, here, at) or is_on_trail(labels, label, end):
                    continue
                land(board, label, tie, key, arrived)
                put_better(arrived, best, slot)
    return used


@jit
def count_renewals(board: Board, by: int, label: int) -> int:
    """How many agreements an arrival by a tie, from a label, would have renewed."""
    labels, ties, found = board.labels, board.ties, 0
    tie, parent = by, label
    while tie >= 0:
        agreement, is_new = ties.tie[tie, RENEWS], ties.tie[tie, RENEWS] >= 0
        # Walked again rather than noted: few trails renew any, and room for a note costs more than the walk.
        after, before = by, label
        while is_new and after != tie:
            is_new = ties.tie[after, RENEWS] != agreement
            after, before = labels[before, TIE], labels[before, PARENT]
        found += is_new
        tie, parent = labels[parent, TIE], labels[parent, PARENT]
    return found


@inlined
def write_way(board: Board, best: Numbers, slot: int, ways: Numbers, line: int) -> None:
    """Write an arrival as key, consents, renewals, packed ids."""
    key, label, labels, asks, renews = best[slot, KEY], best[slot, FROM], board.labels, 0, 0
    if label >= 0:
        asks = labels[label, ASKS] + (0 if labels[label, COVERED] else 1)
    if key >> CHANGE_SHIFT != asks * board.limits.consent or not board.limits.renewal:
        renews = count_renewals(board, best[slot, BY], label)
    ways[line, 0], ways[line, 1], ways[line, 2] = key, asks, renews
    for each in range(PLACES - IDS):
        ways[line, 3 + each] = best[slot, IDS + each]


@jit
def choose(board: Board, reached: Reached, best: Numbers) -> None:
    """For each wanted list of providers the best arrival at one of them."""
    (offsets, providers), slots, found = reached.lists, reached.slots, reached.ways
    for line in range(len(reached.wanted)):
        row, chosen = reached.wanted[line], -1
        for place in range(offsets[row], offsets[row + 1]):
            slot = slots[providers[place]]
            if best[slot, KEY] != NOWHERE and (chosen < 0 or is_less(best, slot, chosen)):
                chosen = slot
        found[line, 0] = -1
        if chosen >= 0:
            write_way(board, best, chosen, found, line)


@jit
def write_own(own_trails: Numbers, place: int, best: Numbers, slot: int) -> None:
    """To whoever has the case there is one way, whatever ties there are."""
    for column in range(KEY, PLACES + 1):
        best[slot, column] = own_trails[place, column]
    best[slot, FROM] = best[slot, BY] = -1


@jit
def reach(board: Board, order: Numbers, reached: Reached) -> None:
    """Write the ways to the wanted lists of providers."""
    (offsets, providers), slots, used = reached.lists, reached.slots, 0
    for row in reached.wanted:
        for place in range(offsets[row], offsets[row + 1]):
            if slots[providers[place]] < 0:
                slots[providers[place]] = used
                used += 1
    best = np.empty((used, ARRIVED), dtype=np.int64)
    best[:, KEY] = NOWHERE
    # Without room for more: whoever is not asked for gets no line.
    arrive(board, order, Lines(slots, slots[:0], best), used)
    for place in range(len(reached.own)):
        if slots[reached.own[place]] >= 0:
            write_own(reached.own_trails, place, best, slots[reached.own[place]])
    choose(board, reached, best)
    for row in reached.wanted:
        for place in range(offsets[row], offsets[row + 1]):
            slots[providers[place]] = -1


@jit
def choose_all(landing: Landing, used: int) -> int:
    """Mark every list with somebody at whom something arrives, and note the best line; how many they are."""
    (offsets, rows), best, chosen, count = landing.lists_with, landing.lines.best, landing.chosen, 0
    for slot in range(used):
        if best[slot, KEY] == NOWHERE:
            continue
        number = landing.lines.noted[slot]
        for row in rows[offsets[number] : offsets[number + 1]]:
            if chosen[row] < 0:
                landing.marks[row // _WORD] |= _ONE << np.uint64(row % _WORD)
                chosen[row] = slot
                count += 1
            elif is_less(best, slot, chosen[row]):
                chosen[row] = slot
    return count


@jit
def reach_all(
    board: Board, order: Numbers, landing: Landing, own: Numbers, own_trails: Numbers
) -> tuple[Numbers, Numbers]:
    """The lists of providers that a search comes to, in order, and the way to each."""
    lines = landing.lines
    used = arrive(board, order, lines, 0)
    for place in range(len(own)):
        slot = line_of(lines, own[place], used)
        used = max(used, slot + 1)
        write_own(own_trails, place, lines.best, slot)
    count = choose_all(landing, used)
    lists, ways = np.empty(count, dtype=np.int64), np.empty((count, 6), dtype=np.int64)
    line = 0
    for word in range(len(landing.marks)):
        left = landing.marks[word]
        while left != _ZERO:
            row = _WORD * word + lowest_bit(left)
            left &= left - _ONE
            lists[line] = row
            write_way(board, lines.best, landing.chosen[row], ways, line)
            landing.chosen[row] = -1
            line += 1
        landing.marks[word] = _ZERO
    for number in lines.noted[:used]:
        lines.slots[number] = -1
    return lists, ways


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
