"""What one scope may see of a store that keeps rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Final, Protocol, TypeVar

from resnet.access.scope import Scope
from resnet.errors import ForbiddenError
from resnet.graph.bulk import AskedEnds, Bulk, Ends
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
    NodesWithEdges,
    Page,
    Version,
    Where,
)
from resnet.graph.rows.body import read_head
from resnet.graph.rows.cut import KeptEntry, cut_commits, cut_entries
from resnet.graph.rows.encode import decode_edges, decode_nodes
from resnet.graph.rows.guard import Guard
from resnet.graph.rows.layout import ID, SORT, Row, tables
from resnet.graph.rows.question import Question, check_where
from resnet.graph.rows.reach import Reach, reach_of
from resnet.graph.rows.reader import Reader, by_kind
from resnet.graph.store import EDGE_LIMIT, EVERY_MOMENT, START, Moment
from resnet.graph.touched import Touch
from resnet.graph.values import clean_time, kind_of, to_micros
from resnet.ontology.category import Category
from resnet.ontology.field import Field
from resnet.ontology.registry import KINDS, element_kind_named

# Commits the feed reads at a time, so that no read transaction stays open while a caller thinks.
_FEED_COMMITS: Final = 100
Answer = TypeVar("Answer")


class Reading(Reader, Protocol):
    """One call of a view while it runs; ``guard`` has the rules of its moment.

    Of every visible row the guard has learnt all consents of those whom it is about.
    """

    @property
    def guard(self) -> Guard:
        """Who may see what, in this call."""
        ...

    def visible_nodes(self, groups: Mapping[str, Collection[str]], moment: int | None) -> Iterable[Row]:
        """The rows of those of these nodes (by kind) that exist, hold and may be seen."""
        ...

    def visible_edges(self, ids: Iterable[str], reach: Reach, moment: int | None) -> Iterable[Row]:
        """The rows of the visible edges at these nodes, ordered by (kind, start, end, id), each once."""
        ...

    def visible_with_edges(
        self, ids: Iterable[str], reach: Reach, moment: int | None
    ) -> tuple[Iterable[Row], Iterable[Row]]:
        """The rows of ``visible_nodes`` and those of ``visible_edges`` at these nodes."""
        ...

    def page(self, question: Question) -> list[Row]:
        """At most one more than ``limit`` visible rows, in page order."""
        ...

    def opened_by(self, subjects: Collection[str]) -> tuple[str, ...]:
        """The receivers by whose consent these people's facts are open to the scope now, in order."""
        ...

    def entries_of(self, ids: Iterable[str]) -> list[KeptEntry]:
        """All entries of these elements, oldest first."""
        ...

    def entries_between(self, after: int, until: int) -> list[KeptEntry]:
        """All entries of the commits in (``after``, ``until``], in order."""
        ...

    def last_version(self) -> int:
        """The number of the newest commit, 0 in a new store."""
        ...

    def chain_at(self, version: int) -> bytes | None:
        """The link of the chain that a commit closed, None where there is no such commit."""
        ...

    def of_nobody(
        self, kind: str, fields: tuple[Field, ...], categories: tuple[Category, ...], after: str
    ) -> tuple[Bulk, str | None]:
        """The next elements of a kind and of these categories that are about nobody, after a mark.

        The mark after them comes too; None at the end.
        """
        ...

    def ends_of_nobody(self, asked: AskedEnds, after: str) -> tuple[Ends, str | None]:
        """The ends of the next such edges after a mark, and the mark after them; None at the end."""
        ...

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """As ``NumberedView.numbers``."""
        ...


class Source(Protocol):
    """What a view reads from: a store's transactions, its clock and the seal of its page marks."""

    @property
    def seal(self) -> CursorSeal:
        """Seals page marks."""
        ...

    @property
    def at_once(self) -> int:
        """As ``BulkView.at_once``."""
        ...

    def now(self) -> datetime:
        """The store's clock, UTC."""
        ...

    def read(self, scope: Scope, ask: Callable[[Reading], Answer]) -> Answer:
        """What ``ask`` answers inside one read transaction, judged as of the clock's now."""
        ...


class RowView:
    """A GraphView over rows; cheap, so make one for each request or act."""

    def __init__(self, source: Source, scope: Scope, as_of: Moment) -> None:
        self._source, self._scope = source, scope
        self._as_of = as_of if as_of in (None, EVERY_MOMENT) else clean_time(as_of, "as_of")
        self._now = source.now()
        # By which paths the last answer was open, as far as its own read found them.
        self._paths: Mapping[str, frozenset[str]] = {}

    @property
    def scope(self) -> Scope:
        """Whose view it is."""
        return self._scope

    @property
    def now(self) -> datetime:
        """The store's clock when the view was made, UTC."""
        return self._now

    def _moment(self, reading: Reading) -> int | None:
        if self._as_of is None:
            return reading.guard.now
        return to_micros(self._as_of) if isinstance(self._as_of, datetime) else None

    def opened_by(self, subjects: Collection[NodeId]) -> tuple[str, ...]:
        """The receivers by whose consent these people's facts are open to the scope, for the access log."""
        known, self._paths = self._paths, {}
        found = {path for subject in subjects for path in known.get(subject, ())}
        if missing := [subject for subject in subjects if subject not in known]:
            found.update(self._source.read(self._scope, lambda reading: reading.opened_by(missing)))
        return tuple(sorted(found))

    def _read(self, ask: Callable[[Reading], Answer]) -> Answer:
        def told(reading: Reading) -> Answer:
            answer = ask(reading)
            self._paths = reading.guard.paths
            return answer

        return self._source.read(self._scope, told)

    def nodes(self, ids: Iterable[NodeId]) -> dict[NodeId, Node]:
        """The nodes that exist and may be seen, in the order asked; others are absent."""
        asked = _nodes_among(ids)

        def ask(reading: Reading) -> dict[NodeId, Node]:
            found = reading.visible_nodes(by_kind(asked), self._moment(reading))
            return _in_order(asked, decode_nodes(found, reading.guard.hidden))

        return self._read(ask)

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
        reach, asked = reach_of(kinds, direction, limit_each), list(ids)

        def ask(reading: Reading) -> list[Edge]:
            found = reading.visible_edges(asked, reach, self._moment(reading))
            return decode_edges(found, reading.guard.hidden)

        return self._read(ask)

    def nodes_with_edges(
        self,
        ids: Iterable[NodeId],
        kinds: Collection[str] = (),
        *,
        direction: Direction = Direction.BOTH,
        limit_each: int = EDGE_LIMIT,
    ) -> NodesWithEdges:
        """What ``nodes`` and ``edges`` answer of these nodes, read and judged together.

        Raises:
            UnknownKindError: If the ontology has no such kind of edge.
        """
        reach, asked = reach_of(kinds, direction, limit_each), _nodes_among(ids)

        def ask(reading: Reading) -> NodesWithEdges:
            nodes, edges = reading.visible_with_edges(asked, reach, self._moment(reading))
            hidden = reading.guard.hidden
            return NodesWithEdges(_in_order(asked, decode_nodes(nodes, hidden)), decode_edges(edges, hidden))

        return self._read(ask)

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
        if where.about is not None and not by_kind([where.about]):
            return Page((), None)

        def ask(reading: Reading) -> Page:
            question = Question(
                tables()[kind],
                values,
                about=where.about,
                category=where.category,
                after=mark,
                limit=limit,
                moment=self._moment(reading),
            )
            rows = reading.page(question)
            page = rows[:limit]
            nodes = tuple(decode_nodes(page, reading.guard.hidden))
            if len(rows) <= limit:
                return Page(nodes, None)
            return Page(nodes, self._source.seal.seal(str(page[-1][SORT]), str(page[-1][ID]), asked_by))

        return self._read(ask)

    def history(self, ids: Iterable[ElementId]) -> list[Entry]:
        """The log of these elements, oldest first, as far as they may be seen now."""
        asked = list(ids)
        return self._read(lambda reading: cut_entries(reading, reading.guard, reading.entries_of(asked)))

    def _refuse_in_part(self, act: str) -> None:
        if not self._scope.sees_everything:
            raise ForbiddenError(act)

    def newest(self) -> Version:
        """As ``BulkView.newest``."""
        self._refuse_in_part("count commits")
        return Version(self._source.read(self._scope, lambda reading: reading.last_version()))

    def mark(self, version: Version) -> str:
        """As ``BulkView.mark``: the chain over all that was logged until then."""
        self._refuse_in_part("read the chain")
        chain = self._source.read(self._scope, lambda reading: reading.chain_at(version))
        return "" if chain is None else chain.hex()

    def at_once(self) -> int:
        """As ``BulkView.at_once``."""
        return self._source.at_once

    def public(self, kind: str, fields: tuple[Field, ...]) -> Iterator[Bulk]:
        """As ``BulkView.public``."""
        return self._bulk(kind, fields, (Category.PUBLIC,))

    def of_nobody(self, kind: str, fields: tuple[Field, ...]) -> Iterator[Bulk]:
        """As ``BulkView.of_nobody``."""
        return self._bulk(kind, fields, element_kind_named(kind).categories)

    def _bulk(self, kind: str, fields: tuple[Field, ...], categories: tuple[Category, ...]) -> Iterator[Bulk]:
        self._refuse_in_part(f"read every {kind}")
        yield from self._runs(lambda after, reading: reading.of_nobody(kind, fields, categories, after))

    def _runs(self, ask: Callable[[str, Reading], tuple[Answer, str | None]]) -> Iterator[Answer]:
        """What is told from each mark to the next, each run read by itself."""
        after: str | None = ""
        while after is not None:
            found, after = self._source.read(self._scope, partial(ask, after))
            yield found

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """As ``NumberedView.numbers``."""
        self._refuse_in_part("number nodes")
        asked = list(ids)
        return self._source.read(self._scope, lambda reading: reading.numbers(asked))

    def ends_of_nobody(
        self, kind: str, between: tuple[str, str], fields: tuple[Field, ...] = ()
    ) -> Iterator[Ends]:
        """As ``NumberedView.ends_of_nobody``."""
        self._refuse_in_part(f"read every {kind}")
        asked = AskedEnds(kind, between, fields, element_kind_named(kind).categories)
        yield from self._runs(lambda after, reading: reading.ends_of_nobody(asked, after))

    def touched(self, after: Version) -> Iterator[Touch]:
        """As ``TouchedView.touched``."""
        self._refuse_in_part("read what was changed")
        while True:
            kept, until, newest = self._source.read(self._scope, partial(_kept_after, after))
            for each in kept:
                category, ends = read_head(each.body) if each.body is not None else ("", ())
                yield Touch(each.element, each.why, ends, category)
            after = Version(until)
            if until >= newest:
                return

    def feed(self, after: Version = START) -> Iterator[Commit]:
        """The commits after a version, in order, each cut down to what may be seen now."""
        while True:
            commits, until, newest = self._read(_feed_after(after))
            yield from commits
            after = Version(until)
            if until >= newest:
                return


def _nodes_among(ids: Iterable[NodeId]) -> list[NodeId]:
    """Each id of a kind of node once, in the order asked."""
    return list(dict.fromkeys(each for each in ids if kind_of(each) in KINDS))


def _in_order(asked: Iterable[NodeId], found: Iterable[Node]) -> dict[NodeId, Node]:
    nodes = {node.id: node for node in found}
    return {each: nodes[each] for each in asked if each in nodes}


def _feed_after(after: int) -> Callable[[Reading], tuple[list[Commit], int, int]]:
    def ask(reading: Reading) -> tuple[list[Commit], int, int]:
        kept, until, newest = _kept_after(after, reading)
        return cut_commits(reading, reading.guard, kept), until, newest

    return ask


def _kept_after(after: int, reading: Reading) -> tuple[list[KeptEntry], int, int]:
    newest = reading.last_version()
    until = min(newest, after + _FEED_COMMITS)
    return reading.entries_between(after, until), until, newest
