"""What one record says is copied cell by cell; it must be what folding makes of it."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest

from resnet.graph.elements import Edge, EdgeId, Node, NodeId
from resnet.graph.fold import fold
from resnet.graph.rows.encode import decode_fields, encode_edge, encode_node
from resnet.graph.rows.folding import fold_rows
from resnet.ontology.field import Value
from resnet.ontology.registry import EDGE_KINDS, FOLDED, KINDS
from resnet.ontology.vocabulary import load_vocabulary
from tests.store.random_values import value_of

NOW = datetime(2026, 11, 2, tzinfo=UTC)
EACH = 60


@pytest.mark.parametrize("kind", sorted(FOLDED))
def test_one_record_is_folded_as_fold_says(kind: str) -> None:
    chance = Random(kind)
    for _ in range(EACH):
        said = _said(chance, kind)
        edge = Edge(
            id=EdgeId("describes:1"),
            kind="describes",
            start=NodeId("record:1"),
            end=NodeId(f"{kind}:1"),
            fields=said,
        )
        row, *_ = encode_edge(edge)
        node = encode_node(Node(id=NodeId(f"{kind}:1"), kind=kind))
        kept = Edge(
            id=edge.id, kind=edge.kind, start=edge.start, end=edge.end, fields=decode_fields(row, "describes")
        )
        assert decode_fields(fold_rows(node, [row]), kind) == fold(kind, [kept])


def _said(chance: Random, kind: str) -> dict[str, Value]:
    fields = (*EDGE_KINDS["describes"].fields, *KINDS[kind].fields)
    said = {field.name: value_of(chance, field, NOW) for field in fields if chance.random() < 0.4}
    if chance.random() < 0.9:
        said["standing"] = chance.choice(load_vocabulary("standings").codes)
    if chance.random() < 0.8:
        said.pop("doubts", None)
    return said
