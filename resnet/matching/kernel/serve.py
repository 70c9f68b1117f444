"""Serves needs one after the other, each at the least cost to those before."""

from __future__ import annotations

from resnet.matching.kernel.heap import pop, push
from resnet.matching.kernel.options import CLOSED, FAR, UNBOUND, Held, Options


def serve(options: Options, held: Held) -> None:
    """Find every need in its order a place, if need be by moving those before it; see ``Held.choice``.

    A need goes without only if no place can be found for it so. For those that are served, the sum of costs
    is the least there is.

    Source: shortest augmenting paths with prices, need by need (Jonker and Volgenant 1987), over services
    with several places. Where a search failed, nobody has anywhere else to go: it is not searched again.
    """
    for need in range(len(options.first) - 1):
        end = find_nearest(options, held, need)
        if end >= 0:
            move_up(options, held, need, end)


# One function, however many branches: it is the whole of the time.
def find_nearest(options: Options, held: Held, need: int) -> int:  # noqa: C901, PLR0912
    """The service with a free place that costs least in all, or -1; prices are brought up to date."""
    first, service, cost, slots = options
    choice, _, holder, used, price, far, by, who, heap, reached, settled, lengths = held
    # A key holds two things: how far a service is, and which it is.
    many = len(slots) - 1
    waiting, count, done = 0, 0, 0
    each, here, start, end, bound, slot, last = need, -1, 0, -1, UNBOUND, 0, 1
    while slot < last:
        if here >= 0:
            each = holder[slot]
            start = lengths[done - 1] - cost[choice[each]] + price[here]
        for option in range(first[each], first[each + 1]):
            length = start + cost[option]
            # No price is above 0 and the cheapest stand first, so nothing that follows is nearer.
            if length >= bound:
                break
            there = service[option]
            length -= price[there]
            if length >= bound or length >= far[there]:
                continue
            if far[there] == FAR:
                reached[count] = there
                count += 1
            far[there], by[there], who[there] = length, option, each
            if used[there] < slots[there + 1] - slots[there]:
                bound, end = length, there
            else:
                push(heap, waiting, length * many + there)
                waiting += 1
        slot += 1
        # When all who hold a place of a service have been asked, the next nearest is settled.
        while slot >= last and waiting > 0:
            length, there = divmod(pop(heap, waiting), many)
            waiting -= 1
            if length >= bound:
                waiting = 0
            elif far[there] == length:
                settled[done], lengths[done], far[there] = there, length, -FAR
                here, slot, last, done = there, slots[there], slots[there + 1], done + 1
    for at in range(count):
        far[reached[at]] = FAR
        if end < 0:
            price[reached[at]] = CLOSED
    for at in range(done):
        if end >= 0:
            price[settled[at]] += lengths[at] - bound
    return end


def move_up(options: Options, held: Held, need: int, end: int) -> None:
    """Give the need a place: all on the way to the free one at ``end`` move up by one."""
    choice, slot_of, holder, used, by, who = held.choice, held.slot, held.need, held.used, held.by, held.who
    there, slot, each = end, options.slots[end] + used[end], -1
    used[end] += 1
    while each != need:
        each = who[there]
        now, left = choice[each], slot_of[each]
        choice[each], slot_of[each], holder[slot] = by[there], slot, each
        if each != need:
            there, slot = options.service[now], left
