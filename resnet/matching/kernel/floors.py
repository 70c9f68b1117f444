"""Moves places between areas until every floor is reached as far as can be, and then priority again."""

from __future__ import annotations

from resnet.matching.kernel.area_arrays import COUNT, DECIDED, GIVEN, NOBODY, ROW, SEARCH, WAITING, Areas
from resnet.matching.kernel.options import Held, Options

NO_WAY = -1
# What ends a way that is no free place: the need that stands back, as this less its number.
_STANDS_BACK = -2


def keep_floors(options: Options, held: Held, areas: Areas) -> None:
    """Decide upon every need in its order, when those who hold places are as many as can.

    First as many places go to floors as can be: the sum over areas of what is served there, up to its floor.
    Of all sets of needs that reach this, the one that is first by priority holds places then. It is as large
    as any.

    Source: needs in one area and services with places are a flow with lower bounds. A need is kept when a way
    through the residual graph serves it without losing a need kept before or a place that counts for a floor.
    What a search that failed has reached has no way out, and stays so (Ford and Fulkerson 1956).
    """
    now = areas.now
    now[DECIDED], now[ROW] = NOBODY, len(areas.floor)
    for area in range(len(areas.floor)):
        while fill_floor(options, held, areas, area):
            continue
    for need in range(len(areas.area)):
        now[DECIDED], now[ROW] = need, areas.area[need]
        areas.onward[areas.area[need]] += 1
        if held.choice[need] < 0:
            serve_too(options, held, areas, need)


def fill_floor(options: Options, held: Held, areas: Areas, area: int) -> bool:
    """Serve needs of an area up to its floor; whether any came to be served, so that it pays to ask again."""
    before = areas.served[area]
    for at in range(areas.first[area], areas.first[area + 1]):
        if areas.served[area] >= areas.floor[area]:
            return False
        if held.choice[areas.needs[at]] < 0:
            serve_too(options, held, areas, areas.needs[at])
    return bool(areas.served[area] > before)


def serve_too(options: Options, held: Held, areas: Areas, need: int) -> None:
    """Serve a need if there is a way."""
    end = find_way(options, held, areas, need)
    if end != NO_WAY:
        move_along(options, held, areas, need, end)


def find_way(options: Options, held: Held, areas: Areas, need: int) -> int:
    """A way by which the need is served: the free service it ends at, or who stands back.

    ``NO_WAY`` without any: what was reached is closed then.
    """
    now, services = areas.now, len(options.slots) - 1
    now[SEARCH] += 1
    now[COUNT], now[WAITING], at, opened = 0, 0, 0, 0
    end = reach(options, held, areas, need)
    # Few ways lead through another area, and to look at all who ask there takes longest: they come last.
    while end == NO_WAY and (at < now[COUNT] or opened < now[WAITING]):
        if at < now[COUNT]:
            end = ask_holders(options, held, areas, areas.reached[at], need)
            at += 1
        else:
            end = open_area(options, held, areas, areas.waiting[opened])
            opened += 1
    if end == NO_WAY:
        for place in range(now[COUNT]):
            areas.is_closed[now[ROW] * services + areas.reached[place]] = 1
    return end


def ask_holders(options: Options, held: Held, areas: Areas, there: int, need: int) -> int:
    """Ask all who hold a place of a service; how a way ends there, or ``NO_WAY``."""
    now, end = areas.now, NO_WAY
    for slot in range(options.slots[there], options.slots[there + 1]):
        each = held.need[slot]
        if each > now[DECIDED] and areas.short[areas.area[each]] != now[SEARCH]:
            end = stand_back(areas, each, need)
        if end == NO_WAY:
            end = reach(options, held, areas, each)
        if end != NO_WAY:
            return end
    return NO_WAY


def reach(options: Options, held: Held, areas: Areas, each: int) -> int:
    """Reach the options of a need; one with a free place, or ``NO_WAY``."""
    now, seen = areas.now, areas.seen
    row = now[ROW] * (len(options.slots) - 1)
    for option in range(options.first[each], options.first[each + 1]):
        there = options.service[option]
        if seen[there] == now[SEARCH] or areas.is_closed[row + there]:
            continue
        seen[there], held.by[there], held.who[there] = now[SEARCH], option, each
        if held.used[there] < options.slots[there + 1] - options.slots[there]:
            return int(there)
        areas.reached[now[COUNT]] = there
        now[COUNT] += 1
    return NO_WAY


def stand_back(areas: Areas, each: int, need: int) -> int:
    """Whether somebody not decided may stand back for the need; else note which areas that would let in."""
    now, served, floor, area = areas.now, areas.served, areas.floor, areas.area[each]
    areas.short[area] = now[SEARCH]
    own, are_filled = areas.area[need], now[DECIDED] != NOBODY
    if served[area] > floor[area] or (are_filled and (area == own or served[own] < floor[own])):
        return _STANDS_BACK - each
    # One less for this floor is one more for another: while floors are filled that is none the better.
    if are_filled and now[GIVEN] != now[SEARCH]:
        now[GIVEN] = now[SEARCH]
        for other in range(len(floor)):
            if served[other] < floor[other]:
                await_turn(areas, other, each)
    await_turn(areas, area, each)
    return NO_WAY


def await_turn(areas: Areas, area: int, loser: int) -> None:
    """Note that all in an area who are not decided and have no place may be asked; ``loser`` gives one up."""
    now = areas.now
    if areas.opened[area] != now[SEARCH]:
        areas.opened[area], areas.loser[area] = now[SEARCH], loser
        areas.waiting[now[WAITING]] = area
        now[WAITING] += 1


def open_area(options: Options, held: Held, areas: Areas, area: int) -> int:
    """Reach the options of all in an area who are not decided and have no place."""
    for at in range(areas.onward[area], areas.first[area + 1]):
        each = areas.needs[at]
        if held.choice[each] < 0:
            end = reach(options, held, areas, each)
            if end != NO_WAY:
                return end
    return NO_WAY


def move_along(options: Options, held: Held, areas: Areas, need: int, end: int) -> None:
    """Move everybody on the way that ends so, from its end to its beginning."""
    loser = NOBODY if end >= 0 else _STANDS_BACK - end
    there, slot = end, 0
    if end >= 0:
        slot = options.slots[end] + held.used[end]
        held.used[end] += 1
    while True:
        if loser != NOBODY:
            there, slot = options.service[held.choice[loser]], held.slot[loser]
            held.choice[loser], held.slot[loser] = -1, -1
            areas.served[areas.area[loser]] -= 1
        each = held.who[there]
        now, left, loser = held.choice[each], held.slot[each], NOBODY
        held.choice[each], held.slot[each], held.need[slot] = held.by[there], slot, each
        if now >= 0:
            there, slot = options.service[now], left
            continue
        area = areas.area[each]
        areas.served[area] += 1
        if each == need:
            return
        loser = areas.loser[area]
