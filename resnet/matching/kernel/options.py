"""The options of many needs as arrays, and the room that sharing places needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from resnet.graph.elements import NodeId

Ints = NDArray[np.int64]
# More than any way costs; what no way costs; and more than the longest, which a closed service is away.
FAR: Final = 1 << 60
UNBOUND: Final = 1 << 57
CLOSED: Final = -(1 << 58)
# An array for compiled loops, a list for plain ones, which read single numbers faster.
Line = Ints | NDArray[np.int32] | NDArray[np.int8] | list[int]


class Options(NamedTuple):
    """The options of need ``n`` are ``first[n]`` to ``first[n + 1]``: a service by number, and what it costs.

    Of a need the cheapest stands first. The places of service ``s`` are ``slots[s]`` to ``slots[s + 1]``.
    """

    first: Line
    service: Line
    cost: Line
    slots: Line


class Held(NamedTuple):
    """Who holds what.

    ``choice`` is the option of each need and ``slot`` its place, ``need`` who holds a place. ``used`` are the
    places of a service that are held, ``price`` what one more there has cost the others, never above 0
    (``CLOSED`` where whoever holds a place has nowhere else to go). The rest is room for one search: how
    ``far`` a service is (``FAR`` before and after), by option ``by`` of need ``who``; a ``heap`` of the
    nearest, all that were ``reached``, those that were ``settled`` and at which ``length``.
    """

    choice: Line
    slot: Line
    need: Line
    used: Line
    price: Line
    far: Line
    by: Line
    who: Line
    heap: Line
    reached: Line
    settled: Line
    length: Line


def make_room(options: Options) -> Held:
    """Nobody holds anything yet."""
    needs, services = len(options.first) - 1, len(options.slots) - 1

    def line(count: int, value: int) -> Ints:
        return np.full(count, value, dtype=np.int64)

    return Held(
        choice=line(needs, -1),
        slot=line(needs, -1),
        need=line(int(options.slots[-1]), -1),
        used=line(services, 0),
        price=line(services, 0),
        far=line(services, FAR),
        by=line(services, -1),
        who=line(services, -1),
        # A search looks at an option once. Memory that is never touched is never given.
        heap=np.empty(len(options.service), dtype=np.int64),
        reached=line(services, -1),
        settled=line(services, -1),
        length=line(services, 0),
    )


def as_lists(options: Options, held: Held) -> tuple[Options, Held]:
    """The same for loops that are not compiled; their heap is a list that grows."""
    empty = held._replace(heap=np.empty(0, dtype=np.int64))
    return Options(*map(listed, options)), Held(*map(listed, empty))


def listed(line: Line) -> list[int]:
    """A line for loops that are not compiled."""
    return line if isinstance(line, list) else line.tolist()


def list_options(
    scores: Sequence[Mapping[NodeId, int]], places: Mapping[NodeId, int], *, going_without: int | None = None
) -> Options:
    """The options at services with places, which are numbered by their ids.

    ``going_without``, what no place costs, makes one more option for each need: a service of its own, beyond.
    """
    services = sorted(places)
    number = {service: at for at, service in enumerate(services)}
    absent = len(services)
    count, needs = np.array([len(each) for each in scores], dtype=np.int64), len(scores)
    named = chain.from_iterable(scores)
    service = np.fromiter((number.get(each, absent) for each in named), dtype=np.int64, count=count.sum())
    valued = chain.from_iterable(each.values() for each in scores)
    score = np.fromiter(valued, dtype=np.int64, count=count.sum())
    of_need = np.repeat(np.arange(needs, dtype=np.int64), count)
    is_there = service < absent
    of_need, service, cost = of_need[is_there], service[is_there], -score[is_there]
    sizes = np.array([places[each] for each in services], dtype=np.int64)
    if going_without is not None:
        of_need = np.concatenate([of_need, np.arange(needs, dtype=np.int64)])
        service = np.concatenate([service, absent + np.arange(needs, dtype=np.int64)])
        cost = np.concatenate([cost, np.full(needs, going_without, dtype=np.int64)])
        sizes = np.concatenate([sizes, np.ones(needs, dtype=np.int64)])
    first = _begins(np.bincount(of_need, minlength=needs))
    # The loops wait for memory, not for arithmetic: what is half as wide is read in half the time.
    order = _cheapest_first(of_need, service, cost)
    is_small = going_without is None or going_without < np.iinfo(np.int32).max
    costs = cost[order].astype(np.int32) if is_small else cost[order]
    return Options(first, service[order].astype(np.int32), costs, _begins(sizes))


def options_of(options: Options, is_one: NDArray[np.bool_]) -> Options:
    """The options of some of the needs, in their order."""
    count = np.diff(options.first)
    of_one = np.repeat(is_one, count)
    service, cost = np.asarray(options.service)[of_one], np.asarray(options.cost)[of_one]
    return Options(_begins(count[is_one]), service, cost, options.slots)


def _cheapest_first(of_need: Ints, service: Ints, cost: Ints) -> Ints:
    """The order of options by need, cost and service: the same, however scores are given."""
    if len(cost) == 0:
        return np.zeros(0, dtype=np.int64)
    least, services = int(cost.min()), int(service.max()) + 1
    costs = int(cost.max()) - least + 1
    if (int(of_need[-1]) + 1) * costs * services > np.iinfo(np.int64).max:
        return np.lexsort((service, cost, of_need))
    # One number that holds all three is sorted in a fifth of the time.
    return np.argsort((of_need * costs + (cost - least)) * services + service)


def _begins(sizes: Ints) -> Ints:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes, dtype=np.int64)])
