"""What of the graph is public, and so may stand in memory for everyone."""

from __future__ import annotations

from functools import cache

from resnet.graph.elements import Edge, Node
from resnet.ontology.category import Category
from resnet.ontology.field import Field
from resnet.ontology.registry import edge_kind_named, kind_named

NODE_KINDS = ("agency", "agreement", "area", "group", "person", "place", "service", "team", "term")
EDGE_KINDS = (
    "broader",
    "covers",
    "crosswalk",
    "in_area",
    "knows",
    "located_at",
    "meets",
    "member_of",
    "neighbour_of",
    "offers",
    "part_of",
    "party_to",
    "works_for",
)
# Where something is; nothing of it is kept for an agency of a protected kind.
WHEREABOUTS = frozenset({"in_area", "located_at"})
# Of a worker only what one needs to call: birth, sex and languages are a person's, whoever employs them.
_WORK_CONTACT = frozenset({"name", "title", "work_phone"})


def is_public(element: Node | Edge) -> bool:
    """Whether the element is open to everyone and about nobody."""
    return element.category is Category.PUBLIC and not element.about


@cache
def public_fields(kind: str) -> tuple[Field, ...]:
    """The fields of a node kind that the snapshot keeps, in the ontology's order."""
    fields = (field for field in kind_named(kind).fields if field.category in (None, Category.PUBLIC))
    return tuple(field for field in fields if kind != "person" or field.name in _WORK_CONTACT)


@cache
def public_edge_fields(kind: str) -> tuple[Field, ...]:
    """The fields of an edge kind that the snapshot keeps, in the ontology's order."""
    return tuple(field for field in edge_kind_named(kind).fields if field.category in (None, Category.PUBLIC))
