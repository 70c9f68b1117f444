"""The log as it is read: history of elements and the feed of commits, each cut to what may be seen now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import apsw

from resnet.graph.elements import Commit, Edge, ElementId, Entry, Node, NodeId, Version
from resnet.graph.sqlite.body import read_body
from resnet.graph.sqlite.encode import category_of_field, decode_element
from resnet.graph.sqlite.fetch import fetch_heads, visible_elements, visible_nodes
from resnet.graph.sqlite.guard import Guard
from resnet.graph.sqlite.layout import END, START, Row, tables
from resnet.graph.sqlite.log import first_entry, last_entries, walk
from resnet.graph.values import from_micros, kind_of

_ENTRIES = (
    "SELECT c.version, c.at, c.actor, c.why, l.element, l.body, l.seq FROM log l "
    "JOIN commits c ON c.version = l.version"
)
_BY_NUMBER = f"{_ENTRIES} WHERE l.seq IN (SELECT value FROM json_each(?)) ORDER BY l.seq"
_BY_RANGE = f"{_ENTRIES} WHERE l.seq >= ? AND l.seq < ? ORDER BY l.seq"


class _Kept(NamedTuple):
    """One entry as it is kept."""

    version: int
    at: int
    actor: str
    why: str
    element: str
    body: str | None
    seq: int


def entries_of(db: apsw.Connection, guard: Guard, ids: Iterable[str]) -> list[Entry]:
    """The visible entries of these elements, oldest first."""
    lasts = last_entries(db, ids).values()
    numbers = [seq for last in lasts for seq, _, _ in walk(db, last)]
    rows = [_Kept(*row) for row in db.execute(_BY_NUMBER, (str(numbers),))]
    return _Cut(db, guard).entries(rows)


def commits_between(db: apsw.Connection, guard: Guard, after: int, until: int) -> list[Commit]:
    """The commits in (``after``, ``until``] of which anything is visible."""
    first, end = first_entry(db, after + 1), first_entry(db, until + 1)
    rows = [_Kept(*row) for row in db.execute(_BY_RANGE, (first, end))]
    grouped: dict[Version, list[Entry]] = {}
    for entry in _Cut(db, guard).entries(rows):
        grouped.setdefault(entry.version, []).append(entry)
    return [Commit(version, entries[0].at, tuple(entries)) for version, entries in grouped.items()]


class _Cut:
    """Cuts entries down to what the scope may see of them now."""

    def __init__(self, db: apsw.Connection, guard: Guard) -> None:
        self._db, self._guard = db, guard

    def entries(self, rows: list[_Kept]) -> list[Entry]:
        """The visible ones, in order."""
        if not self._guard.is_open_to_all:
            visible = visible_elements(
                self._db, self._guard, fetch_heads(self._db, {r.element for r in rows})
            )
            rows = [row for row in rows if row.element in visible and row.body is not None]
        read = [
            (row, read_body(row.body, row.element, (row.version, row.seq)) if row.body else None)
            for row in rows
        ]
        states = [body[1] for _, body in read if body is not None]
        self._guard.learn(states)
        ends = self._ends(states)
        return [
            self._entry(row, body) for row, body in read if body is None or self._was_open(row, body[1], ends)
        ]

    def _ends(self, states: list[Row]) -> set[str]:
        """The visible ones among all ends that edges had once: an edge may have been moved since."""
        if self._guard.is_open_to_all:
            return set()
        edges = [state for state in states if not tables()[kind_of(state[0])].is_node]
        return visible_nodes(self._db, self._guard, {str(s[p]) for s in edges for p in (START, END)}, None)

    def _was_open(self, row: _Kept, state: Row, ends: set[str]) -> bool:
        """What it was then must be open as well: a fact may have been about somebody else before."""
        if self._guard.is_open_to_all:
            return True
        is_node = tables()[kind_of(row.element)].is_node
        return self._guard.sees(state) and (is_node or (state[START] in ends and state[END] in ends))

    def _entry(self, row: _Kept, body: tuple[list[str], Row] | None) -> Entry:
        kind = kind_of(row.element)
        element: Node | Edge | None = None
        names: tuple[str, ...] = ()
        if body is not None:
            changed, state = body
            hidden = self._guard.hidden(state, kind)
            element = decode_element(state, kind, hidden)
            names = tuple(name for name in changed if _is_shown(kind, name, hidden))
        return Entry(
            version=Version(row.version),
            at=from_micros(row.at),
            actor=NodeId(row.actor) if row.actor else None,
            why=row.why,
            element=element,
            id=_element_id(row.element),
            fields=names,
        )


def _is_shown(kind: str, name: str, hidden: frozenset[str]) -> bool:
    category = category_of_field(kind, name)
    return category is None or category not in hidden


def _element_id(text: str) -> ElementId:
    return NodeId(text)
