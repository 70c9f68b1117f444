"""The whole ontology, looked up by name."""

from __future__ import annotations

from resnet.errors import UnknownKindError
from resnet.ontology.edges import DIRECTORY_EDGES
from resnet.ontology.field import EdgeKind, Field, Kind
from resnet.ontology.judgement_edges import EDGES as JUDGEMENT_EDGES
from resnet.ontology.kinds import case, consent, directory, judgement, need, person, place, plan, record
from resnet.ontology.people_edges import EDGES as PEOPLE_EDGES

KINDS: dict[str, Kind] = {
    kind.name: kind
    for module in (place, directory, person, case, need, plan, consent, record, judgement)
    for kind in module.KINDS
}
EDGE_KINDS: dict[str, EdgeKind] = {
    kind.name: kind for kind in DIRECTORY_EDGES + PEOPLE_EDGES + JUDGEMENT_EDGES
}
FOLDED = frozenset(name for name, kind in KINDS.items() if kind.folded)


def kind_named(name: str) -> Kind:
    """The node kind of that name.

    Raises:
        UnknownKindError: If there is none.
    """
    try:
        return KINDS[name]
    except KeyError:
        raise UnknownKindError("kind", name) from None


def edge_kind_named(name: str) -> EdgeKind:
    """The edge kind of that name.

    Raises:
        UnknownKindError: If there is none.
    """
    try:
        return EDGE_KINDS[name]
    except KeyError:
        raise UnknownKindError("edge kind", name) from None


def element_kind_named(name: str) -> Kind | EdgeKind:
    """The kind of nodes or of edges of that name; no two have one name.

    Raises:
        UnknownKindError: If there is none.
    """
    return KINDS[name] if name in KINDS else edge_kind_named(name)


def node_field(kind: str, name: str) -> Field:
    """The field ``name`` of node kind ``kind``.

    Raises:
        UnknownKindError: If the kind or the field is unknown.
    """
    field = kind_named(kind).field(name)
    if field is None:
        raise UnknownKindError(f"field of {kind}", name)
    return field


def edge_field(kind: str, name: str, end_kind: str | None = None) -> Field:
    """The field ``name`` of edge kind ``kind``; for edges that carry their end's fields, of ``end_kind`` too.

    Raises:
        UnknownKindError: If the kind or the field is unknown.
    """
    edge = edge_kind_named(kind)
    field = edge.field(name)
    if field is None and edge.carries_end and end_kind is not None:
        field = kind_named(end_kind).field(name)
    if field is None:
        raise UnknownKindError(f"field of {kind}", name)
    return field
