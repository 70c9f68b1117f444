"""What the passing of time alone changes of a network: what began, ended or got old between two instants."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from resnet.graph.elements import NodeId
from resnet.graph.network.columns import microseconds
from resnet.graph.network.difference import Difference
from resnet.graph.network.snapshot import EdgeTable, Network, NodeTable
from resnet.matching.kernel.moments import Moments, limits_of
from resnet.matching.policy import Policy


def find_passed(network: Network, moments: Moments, at: datetime, policy: Policy) -> Difference:
    """What began, ended or got old between the instants for which ``moments`` were found and a later one."""
    now = microseconds(at)
    nodes, edges = dict[str, frozenset[NodeId]](), dict[str, frozenset[tuple[NodeId, NodeId]]]()
    for kind, around in moments.items():
        # Most tables have nothing of the kind, and are not even read.
        if around.next > now:
            continue
        rows = _rows(around.table, around.next, now, policy)
        if isinstance(around.table, NodeTable):
            nodes[kind] = frozenset(around.table.ids[row] for row in rows)
        else:
            start, end, ids = around.table.start, around.table.end, network.ids
            edges[kind] = frozenset((ids[int(start[row])], ids[int(end[row])]) for row in rows)
    return Difference(nodes=nodes, edges=edges)


def _rows(table: NodeTable | EdgeTable, first: int, last: int, policy: Policy) -> list[int]:
    found = [rows[(first <= instants) & (instants <= last)] for instants, rows in limits_of(table, policy)]
    return [int(row) for row in np.unique(np.concatenate(found))]
