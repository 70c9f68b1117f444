"""The log as it is read: history of elements and the feed of commits, each cut to what may be seen now."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from resnet.graph.elements import Commit, Edge, ElementId, Entry, Node, NodeId, Version
from resnet.graph.protected import without_whereabouts
from resnet.graph.rows.body import read_body
from resnet.graph.rows.encode import category_of_field, decode_element
from resnet.graph.rows.guard import Guard
from resnet.graph.rows.layout import END, ID, START, Row, tables
from resnet.graph.rows.reader import Reader, by_kind
from resnet.graph.rows.refuge import OWNERS, is_refuge
from resnet.graph.rows.visible import visible_elements, visible_nodes
from resnet.graph.values import from_micros, kind_of


class KeptEntry(NamedTuple):
    """One entry as it is kept, with what its commit says."""

    version: int
    at: int
    actor: str
    why: str
    element: str
    body: str | None
    seq: int


def cut_entries(reader: Reader, guard: Guard, kept: list[KeptEntry]) -> list[Entry]:
    """The entries that the scope may see now, in the order given."""
    return _Cut(reader, guard).entries(kept)


def cut_commits(reader: Reader, guard: Guard, kept: list[KeptEntry]) -> list[Commit]:
    """The commits of which anything is visible."""
    grouped: dict[Version, list[Entry]] = {}
    for entry in cut_entries(reader, guard, kept):
        grouped.setdefault(entry.version, []).append(entry)
    return [Commit(version, entries[0].at, tuple(entries)) for version, entries in grouped.items()]


class _Cut:
    """Cuts entries down to what the scope may see of them now."""

    def __init__(self, reader: Reader, guard: Guard) -> None:
        self._reader, self._guard = reader, guard
        self._heads: dict[str, Row] = {}
        self._refuges: frozenset[str] = frozenset()

    def entries(self, rows: list[KeptEntry]) -> list[Entry]:
        """The visible ones, in order."""
        if not self._guard.is_open_to_all:
            self._heads = self._reader.heads({row.element for row in rows})
            visible = visible_elements(self._reader, self._guard, self._heads)
            rows = [row for row in rows if row.element in visible and row.body is not None]
            self._refuges = self._refuges_among(visible)
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

    def _refuges_among(self, visible: set[str]) -> frozenset[str]:
        """Those of which nobody is told today where they are: their past tells it no more."""
        owners = by_kind(each for each in visible if kind_of(each) in OWNERS)
        rows = self._reader.rows(owners) if owners else ()
        return frozenset(row[ID] for row in rows if is_refuge(row))

    def _ends(self, states: list[Row]) -> set[str]:
        """The visible ones among all ends that edges had once: an edge may have been moved since."""
        if self._guard.is_open_to_all:
            return set()
        edges = [state for state in states if not tables()[kind_of(state[0])].is_node]
        return visible_nodes(
            self._reader, self._guard, {str(s[p]) for s in edges for p in (START, END)}, None
        )

    def _was_open(self, row: KeptEntry, state: Row, ends: set[str]) -> bool:
        """What it was then must be open as well: a fact may have been about somebody else before."""
        if self._guard.is_open_to_all:
            return True
        is_node = tables()[kind_of(row.element)].is_node
        return self._guard.sees(state) and (is_node or (state[START] in ends and state[END] in ends))

    def _entry(self, row: KeptEntry, body: tuple[list[str], Row] | None) -> Entry:
        kind = kind_of(row.element)
        element: Node | Edge | None = None
        names: tuple[str, ...] = ()
        if body is not None:
            changed, state = body
            hidden = self._guard.hidden(state, kind)
            # Somebody who is in it now must let it be seen too, as with the element itself.
            if (head := self._heads.get(row.element)) is not None:
                hidden |= self._guard.hidden(head, kind)
            element = decode_element(state, kind, hidden)
            if row.element in self._refuges:
                element = replace(element, fields=without_whereabouts(element.fields))
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
