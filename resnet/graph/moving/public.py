"""A second store that holds nothing personal, for those who query the graph without our guarded view.

What stands in the network's snapshot stands here, and nothing else: no client, household, case, referral or
account, no place of a protected agency, no history. It is made through the door of every write, so all that
holds of a store holds of it; ids stay, so that findings can be followed where it was made from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from resnet.access.scope import Scope
from resnet.graph.batches import in_batches
from resnet.graph.elements import Change, CommitId, Edge, Node, NodeId, Put
from resnet.graph.network.follow import make_network
from resnet.graph.network.public import public_fields
from resnet.graph.network.snapshot import Network
from resnet.graph.reading import AT_ONCE, edges_in
from resnet.graph.store import EVERY_MOMENT, GraphStore, GraphView
from resnet.ontology.registry import FOLDED

_IN_A_COMMIT: Final = 5_000
# Of a record only how much it is believed and when: not the row, nor the person who said it.
_OF_A_RECORD: Final = frozenset({"standing", "said_at", "said_how", "is_listed", "retracts", "denies"})


def copy_public(source: GraphStore, target: GraphStore) -> int:
    """Put everything public of one store into another, empty one; how many elements.

    Raises:
        StoreError: If either fails; what is in the target then is of no use.
    """
    scope = Scope.everything(reason="copy of what is public")
    view, network = source.view(scope, as_of=EVERY_MOMENT), make_network(source)
    count = 0
    for number, batch in enumerate(in_batches(_changes(view, network, target), _IN_A_COMMIT)):
        commit = CommitId(f"public copy {number}")
        count += target.write(batch, scope=scope, why="public copy", commit=commit).changed
    return count


def _changes(view: GraphView, network: Network, target: GraphStore) -> Iterator[Change]:
    """Nodes before the edges between them."""
    nodes = [network.node(each) for each in network.ids]
    # What is folded is said by its records, below.
    yield from (Put(replace(node, fields={}) if node.kind in FOLDED else node) for node in nodes)
    for ids in in_batches((node.id for node in nodes if node.kind in FOLDED), AT_ONCE):
        for edge in edges_in(view, ids, "describes"):
            if edge.until is None:
                record = target.ids.key("record", edge.start)
                yield Put(Node(id=record, kind="record"))
                yield Put(_said(edge, record, network.kind_of(edge.end)))
    for kind in network.edges:
        yield from map(Put, network.edges_of(kind))


def _said(edge: Edge, record: NodeId, kind: str) -> Edge:
    names = _OF_A_RECORD | {field.name for field in public_fields(kind)}
    fields = {name: value for name, value in edge.fields.items() if name in names}
    return Edge(id=edge.id, kind=edge.kind, start=record, end=edge.end, fields=fields)
