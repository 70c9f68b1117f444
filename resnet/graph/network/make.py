"""From gathered elements to arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from resnet.graph.elements import Edge, EdgeId, Node, NodeId, Version
from resnet.graph.network.columns import AFTER_ALL, BEFORE_ALL, Column, make_column, rows, valid_times
from resnet.graph.network.gather import Gathered, for_everyone
from resnet.graph.network.public import EDGE_KINDS, NODE_KINDS, public_edge_fields, public_fields
from resnet.graph.network.snapshot import EdgeTable, Network, NodeTable, PastSuccess, adjacency
from resnet.graph.network.success import Successes
from resnet.ontology.field import Field


def make_arrays(gathered: Gathered, successes: Successes, version: Version, at: datetime) -> Network:
    """The network of what may stand in it; elements are ordered by kind and id."""
    kept = for_everyone(gathered)
    tables: dict[str, NodeTable] = {}
    ids: list[NodeId] = []
    for kind in NODE_KINDS:
        nodes = sorted((node for node in kept.nodes.values() if node.kind == kind), key=lambda node: node.id)
        tables[kind] = _node_table(kind, nodes, len(ids))
        ids += [node.id for node in nodes]
    row_of = {node_id: row for row, node_id in enumerate(ids)}
    edges = {
        kind: _edge_table(kind, [edge for edge in kept.edges.values() if edge.kind == kind], row_of)
        for kind in EDGE_KINDS
    }
    return Network(
        version=version,
        made_at=at,
        ids=tuple(ids),
        row_of=row_of,
        nodes=tables,
        edges=edges,
        successes=_success_table(successes, row_of),
    )


def _node_table(kind: str, nodes: list[Node], first: int) -> NodeTable:
    return NodeTable(
        kind=kind,
        first=first,
        ids=tuple(node.id for node in nodes),
        since=valid_times([node.since for node in nodes], unlimited=BEFORE_ALL),
        until=valid_times([node.until for node in nodes], unlimited=AFTER_ALL),
        columns=_columns(public_fields(kind), nodes),
    )


def _edge_table(kind: str, edges: list[Edge], row_of: Mapping[NodeId, int]) -> EdgeTable:
    ordered = sorted(edges, key=lambda edge: (row_of[edge.start], row_of[edge.end], edge.id))
    start = rows([row_of[edge.start] for edge in ordered])
    end = rows([row_of[edge.end] for edge in ordered])
    return EdgeTable(
        kind=kind,
        ids=tuple(EdgeId(edge.id) for edge in ordered),
        start=start,
        end=end,
        since=valid_times([edge.since for edge in ordered], unlimited=BEFORE_ALL),
        until=valid_times([edge.until for edge in ordered], unlimited=AFTER_ALL),
        columns=_columns(public_edge_fields(kind), ordered),
        outgoing=adjacency(start, len(row_of)),
        incoming=adjacency(end, len(row_of)),
    )


def _columns(fields: Iterable[Field], elements: list[Node] | list[Edge]) -> dict[str, Column]:
    return {
        field.name: make_column(field.type, [element.fields.get(field.name) for element in elements])
        for field in fields
    }


def _success_table(successes: Successes, row_of: Mapping[NodeId, int]) -> PastSuccess:
    pairs = sorted(
        (*sorted((row_of[one], row_of[other])), count)
        for (one, other), count in successes.items()
        if one in row_of and other in row_of
    )
    return PastSuccess(
        first=rows([pair[0] for pair in pairs]),
        second=rows([pair[1] for pair in pairs]),
        count=rows([pair[2] for pair in pairs]),
    )
