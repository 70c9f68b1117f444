"""Serves needs one after the other, each at the least cost to those before."""

from __future__ import annotations

from heapq import heappop, heappush

from resnet.matching.kernel.options import FAR, Held, Options


# One function, since numba compiles it as it stands: it can call nothing of ours.
def serve(options: Options, held: Held) -> None:  # noqa: C901, PLR0912
    """Find every need in its order a place, if need be by moving those before it; see ``Held.choice``.

    A need goes without only if no place can be found for it so. For those that are served, the sum of costs
    is the least there is.

    Source: shortest augmenting paths with prices, need by need (Jonker and Volgenant 1987), over services
    with several places. Where a search failed, nobody has anywhere else to go: it is not searched again.
    """
    first, service, cost, slots = options
    choice, slot_of, holder, used, price, is_closed, far, by, who, seen = held
    # A key holds two things: how far a service is, and which it is.
    many = len(slots) - 1
    for need in range(len(first) - 1):
        heap, reached = [0], [0]
        heap.clear()
        reached.clear()
        asks, base, end, bound = [need], 0, -1, FAR
        while True:
            for each in asks:
                now = choice[each]
                start = base if now < 0 else base - cost[now] + price[service[now]]
                for option in range(first[each], first[each + 1]):
                    there = service[option]
                    length = start + cost[option] - price[there]
                    if length >= bound or length >= far[there] or is_closed[there] or seen[there]:
                        continue
                    if far[there] == FAR:
                        reached.append(there)
                    far[there], by[there], who[there] = length, option, each
                    if used[there] < slots[there + 1] - slots[there]:
                        bound, end = length, there
                    else:
                        heappush(heap, length * many + there)
            asks.clear()
            while heap and seen[heap[0] % many]:
                heappop(heap)
            if not heap or heap[0] // many >= bound:
                break
            base, there = divmod(heappop(heap), many)
            seen[there] = 1
            asks += [holder[slot] for slot in range(slots[there], slots[there + 1])]
        for there in reached:
            if end < 0:
                is_closed[there] = 1
            elif seen[there]:
                price[there] += far[there] - bound
            far[there], seen[there] = FAR, 0
        if end < 0:
            continue
        there, slot, each = end, slots[end] + used[end], -1
        used[end] += 1
        while each != need:
            each = who[there]
            now, left = choice[each], slot_of[each]
            choice[each], slot_of[each], holder[slot] = by[there], slot, each
            there, slot = service[now], left
