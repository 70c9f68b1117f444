"""The log as it lies in its table: the entries of elements, and those of a run of commits."""

from __future__ import annotations

from collections.abc import Iterable

import apsw

from resnet.graph.rows.cut import KeptEntry
from resnet.graph.sqlite.log import first_entry, last_entries, walk

_ENTRIES = (
    "SELECT c.version, c.at, c.actor, c.why, l.element, l.body, l.seq FROM log l "
    "JOIN commits c ON c.version = l.version"
)
_BY_NUMBER = f"{_ENTRIES} WHERE l.seq IN (SELECT value FROM json_each(?)) ORDER BY l.seq"
_BY_RANGE = f"{_ENTRIES} WHERE l.seq >= ? AND l.seq < ? ORDER BY l.seq"


def entries_of(db: apsw.Connection, ids: Iterable[str]) -> list[KeptEntry]:
    """The entries of these elements, oldest first."""
    lasts = last_entries(db, ids).values()
    numbers = [seq for last in lasts for seq, _, _ in walk(db, last)]
    return [KeptEntry(*row) for row in db.execute(_BY_NUMBER, (str(numbers),))]


def entries_between(db: apsw.Connection, after: int, until: int) -> list[KeptEntry]:
    """The entries of the commits in (``after``, ``until``]."""
    first, end = first_entry(db, after + 1), first_entry(db, until + 1)
    return [KeptEntry(*row) for row in db.execute(_BY_RANGE, (first, end))]
