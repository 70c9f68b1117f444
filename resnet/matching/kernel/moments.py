"""When something of a network begins, ends or gets old: looked for in a table once, until it is another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from resnet.graph.network.columns import AFTER_ALL, BEFORE_ALL, instant, microseconds
from resnet.graph.network.snapshot import EdgeTable, Network, NodeTable
from resnet.matching.policy import Policy

_DAY: Final = 24 * 60 * 60 * 1_000_000
Instants = NDArray[np.int64]


class Around(NamedTuple):
    """Of one table the last such instant that has come, and the next; microseconds, unlimited where none."""

    table: NodeTable | EdgeTable
    last: int
    next: int


Moments = Mapping[str, Around]


def moments_at(network: Network, at: datetime, policy: Policy, before: Moments | None = None) -> Moments:
    """The instants around ``at``, by kind; those ``before`` stay good for tables that are the same object."""
    known, now, found = before or {}, microseconds(at), {}
    tables: list[NodeTable | EdgeTable] = [*network.nodes.values(), *network.edges.values()]
    for table in tables:
        same = known.get(table.kind)
        is_same = same is not None and same.table is table and same.last <= now < same.next
        found[table.kind] = same if same is not None and is_same else _around(table, now, policy)
    return found


def between(moments: Moments) -> tuple[datetime, datetime | None]:
    """The last and the next instant at which something of the network begins, ends, or a tie gets old."""
    last = max(each.last for each in moments.values())
    following = min(each.next for each in moments.values())
    return (
        instant(last) if last > BEFORE_ALL else datetime.min.replace(tzinfo=instant(0).tzinfo),
        instant(following) if following < AFTER_ALL else None,
    )


def limits_of(table: NodeTable | EdgeTable, policy: Policy) -> list[tuple[Instants, Instants]]:
    """When elements of a table begin, end or get old: instants, and the rows of those elements."""
    every = np.arange(len(table.since), dtype=np.int64)
    limits = [(table.since, every), (table.until, every)]
    if table.kind == "knows":
        contact = table.columns["last_contact_at"]
        # As ``stale_at`` of each tie, all at once.
        old = contact.values[contact.known].astype(np.int64) + policy.ties.stale_days * _DAY
        limits.append((old, np.flatnonzero(contact.known)))
    return limits


def _around(table: NodeTable | EdgeTable, now: int, policy: Policy) -> Around:
    limits = [instants for instants, _ in limits_of(table, policy)]
    return Around(table, _last(limits, now), _next(limits, now))


def _last(limits: Sequence[Instants], now: int) -> int:
    return max(int(each[each <= now].max(initial=BEFORE_ALL)) for each in limits)


def _next(limits: Sequence[Instants], now: int) -> int:
    return min(int(each[each > now].min(initial=AFTER_ALL)) for each in limits)
