"""A second store that holds nothing personal, for those who query the graph without our guarded view.

What may stand in the network's snapshot may stand here, and nothing else: no client, household, case,
referral or account, no place of a protected agency, no history. It is made through the door of every write,
so all that holds of a store holds of it; ids stay, so that findings can be followed where it was made from.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId, Edge, EdgeId, Node, NodeId, Put
from resnet.graph.network.gather import Gathered, for_everyone, gather, in_batches
from resnet.graph.network.public import public_edge_fields, public_fields
from resnet.graph.reading import edges_in
from resnet.graph.store import EVERY_MOMENT, GraphStore, GraphView
from resnet.ontology.registry import FOLDED

_AT_ONCE: Final = 5_000
# Of a record only how much it is believed and when: not the row, nor the person who said it.
_OF_A_RECORD: Final = frozenset({"standing", "said_at", "said_how", "is_listed", "retracts"})


def copy_public(source: GraphStore, target: GraphStore) -> int:
    """Put everything public of one store into another, empty one; how many elements.

    Raises:
        StoreError: If either fails; what is in the target then is of no use.
    """
    view = source.view(Scope.everything(reason="copy of what is public"), as_of=EVERY_MOMENT)
    kept = for_everyone(gather(view))
    scope = Scope.everything(reason="copy of what is public")
    count = 0
    for number, batch in enumerate(_in_commits(_changes(view, kept, target))):
        commit = CommitId(f"public copy {number}")
        count += target.write(batch, scope=scope, why="public copy", commit=commit).changed
    return count


def _in_commits(changes: Iterator[Change]) -> Iterator[list[Change]]:
    batch: list[Change] = []
    for change in changes:
        batch.append(change)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _changes(view: GraphView, kept: Gathered, target: GraphStore) -> Iterator[Change]:
    """Nodes before the edges between them, in the order of ids."""
    nodes = sorted(kept.nodes.values(), key=lambda node: node.id)
    yield from (Put(_bare(node)) for node in nodes)
    folded = [node.id for node in nodes if node.kind in FOLDED]
    for ids in in_batches(folded):
        for edge in edges_in(view, ids, "describes"):
            if edge.until is None:
                record = target.ids.key("record", edge.start)
                yield Put(Node(id=record, kind="record"))
                yield Put(_said(edge, record, kept.nodes[edge.end].kind))
    yield from (Put(_open(edge)) for edge in sorted(kept.edges.values(), key=lambda edge: edge.id))


def _bare(node: Node) -> Node:
    names = () if node.kind in FOLDED else (field.name for field in public_fields(node.kind))
    fields = {name: node.fields[name] for name in names if name in node.fields}
    return Node(
        id=node.id, kind=node.kind, fields=fields, category=node.category, since=node.since, until=node.until
    )


def _said(edge: Edge, record: NodeId, kind: str) -> Edge:
    names = _OF_A_RECORD | {field.name for field in public_fields(kind)}
    fields = {name: value for name, value in edge.fields.items() if name in names}
    return Edge(id=EdgeId(edge.id), kind=edge.kind, start=record, end=edge.end, fields=fields)


def _open(edge: Edge) -> Edge:
    names = {field.name for field in public_edge_fields(edge.kind)}
    fields = {name: value for name, value in edge.fields.items() if name in names}
    return Edge(
        id=EdgeId(edge.id),
        kind=edge.kind,
        start=edge.start,
        end=edge.end,
        fields=fields,
        since=edge.since,
        until=edge.until,
    )
