"""The public network as columns and adjacency arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from resnet.errors import NodeNotFoundError
from resnet.graph.elements import Edge, EdgeId, Node, NodeId, Version
from resnet.graph.network.columns import AFTER_ALL, BEFORE_ALL, Column, Rows, frozen, instant, microseconds
from resnet.ontology.category import Category
from resnet.ontology.field import Value


@dataclass(frozen=True, slots=True, eq=False)
class Csr:
    """Which edges a node has: those of node ``r`` are ``order[offsets[r]:offsets[r + 1]]``."""

    offsets: Rows
    order: Rows

    def of(self, row: int) -> Rows:
        """The edge rows of a node row."""
        return self.order[self.offsets[row] : self.offsets[row + 1]]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class NodeTable:
    """All nodes of one kind, ordered by id; node row ``first + r`` is row ``r`` here.

    ``since`` and ``until`` are microseconds, UTC; nobody's limit is ``BEFORE_ALL``, ``AFTER_ALL``.
    """

    kind: str
    first: int
    ids: Sequence[NodeId]
    since: Rows
    until: Rows
    columns: Mapping[str, Column]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class EdgeTable:
    """All edges of one kind, ordered by start row, end row and id; ends are node rows."""

    kind: str
    ids: Sequence[EdgeId]
    start: Rows
    end: Rows
    since: Rows
    until: Rows
    columns: Mapping[str, Column]
    outgoing: Csr
    incoming: Csr


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PastSuccess:
    """How often two agencies ended a referral well, either way round; only pairs that may be told.

    ``first`` and ``second`` are node rows, the smaller first.
    """

    first: Rows
    second: Rows
    count: Rows


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, weakref_slot=True)
class Network:
    """The public part of the graph: agencies, services, places, areas, terms, ties.

    ``version`` is the last commit that was in when it was made; none since has changed anything in it.
    Nothing personal and no protected place is in it, so it is read without a scope. Valid time is kept, not
    applied: an agreement that ended is here with its ``until``. Equal stores give equal arrays.
    """

    version: Version
    made_at: datetime
    ids: Sequence[NodeId]
    row_of: Mapping[NodeId, int]
    nodes: Mapping[str, NodeTable]
    edges: Mapping[str, EdgeTable]
    successes: PastSuccess

    def __contains__(self, node_id: object) -> bool:
        return node_id in self.row_of

    def ids_of(self, kind: str) -> Sequence[NodeId]:
        """The ids of all nodes of a kind, in order."""
        return self.nodes[kind].ids

    def kind_of(self, node_id: NodeId) -> str:
        """The kind of a node.

        Raises:
            NodeNotFoundError: If it is not in the network.
        """
        return self._place(node_id)[0].kind

    def get(self, node_id: NodeId, name: str) -> Value | None:
        """One field of a node, None when unknown.

        Raises:
            NodeNotFoundError: If the node is not in the network.
        """
        table, row = self._place(node_id)
        column = table.columns.get(name)
        return None if column is None else column.at(row)

    def text(self, node_id: NodeId, name: str) -> str:
        """A text field of a node, ``""`` when unknown.

        Raises:
            NodeNotFoundError: If the node is not in the network.
        """
        value = self.get(node_id, name)
        return value if isinstance(value, str) else ""

    def node(self, node_id: NodeId) -> Node:
        """The node with all its public fields.

        Raises:
            NodeNotFoundError: If it is not in the network.
        """
        table, row = self._place(node_id)
        since, until = _limits(table.since, table.until, row)
        return Node(
            id=node_id,
            kind=table.kind,
            fields=_fields(table.columns, row),
            category=Category.PUBLIC,
            since=since,
            until=until,
        )

    def edges_out(self, node_id: NodeId, kind: str) -> list[Edge]:
        """The edges of a kind that start at the node, by end and id; none when the node is not here."""
        row = self.row_of.get(node_id)
        table = self.edges[kind]
        return [] if row is None else [self.edge(table, int(at)) for at in table.outgoing.of(row)]

    def edges_in(self, node_id: NodeId, kind: str) -> list[Edge]:
        """The edges of a kind that end at the node, by start and id; none when the node is not here."""
        row = self.row_of.get(node_id)
        table = self.edges[kind]
        return [] if row is None else [self.edge(table, int(at)) for at in table.incoming.of(row)]

    def ends_of(self, node_id: NodeId, kind: str, at: datetime) -> list[NodeId]:
        """Where the edges of a kind end that start at the node and hold at an instant, by end and id."""
        table = self.edges[kind]
        return [self.ids[int(table.end[row])] for row in self.rows_out(node_id, kind, at)]

    def starts_of(self, node_id: NodeId, kind: str, at: datetime) -> list[NodeId]:
        """Where the edges of a kind start that end at the node and hold at an instant, by start and id."""
        table = self.edges[kind]
        return [self.ids[int(table.start[row])] for row in self.rows_in(node_id, kind, at)]

    def rows_out(self, node_id: NodeId, kind: str, at: datetime) -> list[int]:
        """The rows of the edges of a kind that start at the node and hold at an instant, in order."""
        row, table = self.row_of.get(node_id), self.edges[kind]
        return [] if row is None else _holding(table, table.outgoing.of(row), at)

    def rows_in(self, node_id: NodeId, kind: str, at: datetime) -> list[int]:
        """The rows of the edges of a kind that end at the node and hold at an instant, in order."""
        row, table = self.row_of.get(node_id), self.edges[kind]
        return [] if row is None else _holding(table, table.incoming.of(row), at)

    def edges_of(self, kind: str) -> list[Edge]:
        """All edges of a kind, by start, end and id."""
        table = self.edges[kind]
        return [self.edge(table, row) for row in range(len(table.ids))]

    def edge(self, table: EdgeTable, row: int) -> Edge:
        """The edge in a row of a table."""
        since, until = _limits(table.since, table.until, row)
        return Edge(
            id=table.ids[row],
            kind=table.kind,
            start=self.ids[int(table.start[row])],
            end=self.ids[int(table.end[row])],
            fields=_fields(table.columns, row),
            category=Category.PUBLIC,
            since=since,
            until=until,
        )

    def past_successes(self) -> list[tuple[NodeId, NodeId, int]]:
        """The pairs of agencies with past success, and how often."""
        three = zip(self.successes.first, self.successes.second, self.successes.count, strict=True)
        return [(self.ids[int(one)], self.ids[int(other)], int(count)) for one, other, count in three]

    def _place(self, node_id: NodeId) -> tuple[NodeTable, int]:
        row = self.row_of.get(node_id)
        if row is None:
            raise NodeNotFoundError
        # Nine kinds: looking through them costs less than one more array.
        for table in self.nodes.values():
            if row < table.first + len(table.ids):
                return table, row - table.first
        raise NodeNotFoundError


def _fields(columns: Mapping[str, Column], row: int) -> dict[str, Value]:
    found = ((name, column.at(row)) for name, column in columns.items())
    return {name: value for name, value in found if value is not None}


def _limits(since: Rows, until: Rows, row: int) -> tuple[datetime | None, datetime | None]:
    first, last = int(since[row]), int(until[row])
    return (
        None if first == BEFORE_ALL else instant(first),
        None if last == AFTER_ALL else instant(last),
    )


def _holding(table: EdgeTable, rows: Rows, at: datetime) -> list[int]:
    now = microseconds(at)
    return [row for row in rows.tolist() if table.since[row] <= now < table.until[row]]


def adjacency(ends: Rows, node_count: int) -> Csr:
    """The edges of each node, by edge row; ``ends`` is the node row of each edge."""
    offsets = np.zeros(node_count + 1, dtype=np.int64)
    np.cumsum(np.bincount(ends, minlength=node_count), out=offsets[1:])
    order = np.argsort(ends, kind="stable").astype(np.int64)
    return Csr(frozen(offsets), frozen(order))


def is_valid(element: Node | Edge, at: datetime) -> bool:
    """Whether the fact holds at an instant."""
    return (element.since is None or element.since <= at) and (element.until is None or at < element.until)


def valid(elements: Sequence[Edge], at: datetime) -> list[Edge]:
    """Those edges that hold at an instant."""
    return [edge for edge in elements if is_valid(edge, at)]
