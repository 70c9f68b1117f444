"""What one scope may see of the file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import apsw

from resnet.access.scope import Scope
from resnet.graph.cursor import CursorSeal, question_of
from resnet.graph.elements import (
    EVERYWHERE,
    Commit,
    Cursor,
    Direction,
    Edge,
    ElementId,
    Entry,
    Node,
    NodeId,
    Page,
    Version,
    Where,
)
from resnet.graph.sqlite.connection import Pool
from resnet.graph.sqlite.encode import decode_element
from resnet.graph.sqlite.feed import commits_between, entries_of
from resnet.graph.sqlite.fetch import by_kind, fetch_rows, holds
from resnet.graph.sqlite.find import check_where, find_page
from resnet.graph.sqlite.guard import Guard
from resnet.graph.sqlite.layout import ID, SORT, Row, tables
from resnet.graph.sqlite.log import last_version
from resnet.graph.sqlite.opened import opened_by
from resnet.graph.sqlite.question import Question
from resnet.graph.sqlite.reach import find_edges, reach_of
from resnet.graph.store import EDGE_LIMIT, EVERY_MOMENT, START, Moment
from resnet.graph.values import clean_time, kind_of, to_micros
from resnet.ontology.registry import KINDS

# Commits the feed reads at a time, so that no read transaction stays open while a caller thinks.
_FEED_COMMITS = 100


@dataclass(frozen=True, slots=True)
class Source:
    """What a view reads from: the file, the clock and the seal of page marks."""

    pool: Pool
    clock: Callable[[], datetime]
    seal: CursorSeal


@dataclass(frozen=True, slots=True)
class _Asking:
    """One call while it runs: a connection in a read transaction, and the rules of its moment."""

    db: apsw.Connection
    guard: Guard
    moment: int | None

    def show(self, row: Row) -> Node | Edge:
        """The row as the scope sees it."""
        kind = kind_of(row[ID])
        return decode_element(row, kind, self.guard.hidden(row, kind))

    def node(self, row: Row) -> Node:
        """A node's row as the scope sees it."""
        shown = self.show(row)
        assert isinstance(shown, Node)  # noqa: S101
        return shown

    def edge(self, row: Row) -> Edge:
        """An edge's row as the scope sees it."""
        shown = self.show(row)
        assert isinstance(shown, Edge)  # noqa: S101
        return shown


class SqliteView:
    """A GraphView over the file; cheap, so make one for each request or act."""

    def __init__(self, source: Source, scope: Scope, as_of: Moment) -> None:
        self._source, self._scope = source, scope
        self._as_of = as_of if as_of in (None, EVERY_MOMENT) else clean_time(as_of, "as_of")
        self._now = source.clock()

    @property
    def scope(self) -> Scope:
        """Whose view it is."""
        return self._scope

    @property
    def now(self) -> datetime:
        """The store's clock when the view was made, UTC."""
        return self._now

    @contextmanager
    def _asking(self) -> Iterator[_Asking]:
        now = to_micros(self._source.clock())
        moment = now if self._as_of is None else None
        if isinstance(self._as_of, datetime):
            moment = to_micros(self._as_of)
        with self._source.pool.reading() as db:
            yield _Asking(db, Guard(db, self._scope, now), moment)

    def opened_by(self, subjects: Collection[NodeId]) -> tuple[str, ...]:
        """The receivers by whose consent these people's facts are open to the scope, for the access log."""
        with self._asking() as call:
            return opened_by(call.db, call.guard, subjects)

    def nodes(self, ids: Iterable[NodeId]) -> dict[NodeId, Node]:
        """The nodes that exist and may be seen, in the order asked; others are absent."""
        asked = list(dict.fromkeys(each for each in ids if kind_of(each) in KINDS))
        with self._asking() as call:
            rows = {row[ID]: row for row in fetch_rows(call.db, by_kind(asked))}
            call.guard.learn(rows.values())
            return {
                each: call.node(row)
                for each in asked
                if (row := rows.get(each)) is not None and holds(row, call.moment) and call.guard.sees(row)
            }

    def edges(
        self,
        ids: Iterable[NodeId],
        kinds: Collection[str] = (),
        *,
        direction: Direction = Direction.BOTH,
        limit_each: int = EDGE_LIMIT,
    ) -> list[Edge]:
        """The edges at these nodes (of these kinds, or all), both ends visible, each once.

        Raises:
            UnknownKindError: If the ontology has no such kind of edge.
        """
        reach = reach_of(kinds, direction, limit_each)
        with self._asking() as call:
            found = find_edges(call.db, call.guard, ids, reach, call.moment)
            return [call.edge(row) for _, row in found]

    def find(
        self, kind: str, where: Where = EVERYWHERE, *, after: Cursor | None = None, limit: int = 100
    ) -> Page:
        """One page of the visible nodes of ``kind``.

        Raises:
            UnknownKindError: If kind or field is unknown, or the field is not indexed.
            BadCursorError: If ``after`` was not given for this question and scope.
            BadValueError: If an asked value is of another type, or the limit is below one.
        """
        values = check_where(kind, where, limit)
        asked_by = question_of(self._scope, kind, where, self._as_of)
        mark = None if after is None else self._source.seal.open(after, asked_by)
        with self._asking() as call:
            question = Question(
                tables()[kind],
                tuple(values),
                values,
                about=where.about,
                category=where.category,
                after=mark,
                limit=limit,
                moment=call.moment,
            )
            rows = find_page(call.db, call.guard, question)
            page = rows[:limit]
            call.guard.learn(page)
            nodes = tuple(call.node(row) for row in page)
        if len(rows) <= limit:
            return Page(nodes, None)
        return Page(nodes, self._source.seal.seal(str(page[-1][SORT]), str(page[-1][ID]), asked_by))

    def history(self, ids: Iterable[ElementId]) -> list[Entry]:
        """The log of these elements, oldest first, as far as they may be seen now."""
        with self._asking() as call:
            return entries_of(call.db, call.guard, ids)

    def feed(self, after: Version = START) -> Iterator[Commit]:
        """The commits after a version, in order, each cut down to what may be seen now."""
        while True:
            with self._asking() as call:
                newest = last_version(call.db)
                until = min(newest, after + _FEED_COMMITS)
                commits = commits_between(call.db, call.guard, after, until)
            yield from commits
            after = Version(until)
            if until >= newest:
                return
