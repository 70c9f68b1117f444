"""What a change must look like before any store looks into itself, and the one form it is kept in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from resnet.errors import BadValueError, NodeNotFoundError
from resnet.graph.elements import Change, Edge, End, Erase, Fields, Move, Node, NodeId, Patch, Put
from resnet.graph.values import check_id, clean_time, clean_value, kind_of
from resnet.ontology.category import PERSONAL, Category
from resnet.ontology.field import Value
from resnet.ontology.registry import (
    EDGE_KINDS,
    FOLDED,
    KINDS,
    edge_field,
    edge_kind_named,
    kind_named,
    node_field,
)

SUBJECTS = 2


def shaped(change: Change) -> Change:
    """The change with clean values; raises as ``GraphStore.write`` does."""
    match change:
        case Put(element):
            clean = _node(element) if isinstance(element, Node) else _edge(element)
            if clean.fields and clean.kind in FOLDED:
                raise _says_folded(clean.kind, clean.fields)
            return Put(clean)
        case Patch(id, given):
            _known(id)
            if kind_of(id) in FOLDED:
                raise _says_folded(kind_of(id), given)
            return change
        case End(id, until):
            return End(id, clean_time(until, f"{_known(id)}.until"))
        case Erase(id):
            _known(id)
            return change
        case Move(id, start, end):
            clean = _edge(Edge(id=id, kind=_known(id), start=start, end=end))
            return Move(id, clean.start, clean.end)


def _known(element_id: str) -> str:
    kind = kind_of(element_id)
    if kind not in KINDS and kind not in EDGE_KINDS:
        raise NodeNotFoundError
    return kind


def _says_folded(kind: str, given: object) -> BadValueError:
    return BadValueError(f"{kind}.fields", given, "no fields: records that describe it say them")


def _time(moment: datetime | None, where: str) -> datetime | None:
    return None if moment is None else clean_time(moment, where)


def _category(kind: str, given: Category | None, allowed: tuple[Category, ...]) -> Category:
    if given is None:
        return allowed[0]
    if given not in allowed:
        raise BadValueError(f"{kind}.category", given, "a category of this kind")
    return given


def _node(node: Node) -> Node:
    kind = kind_named(node.kind)
    check_id(node.id, kind.name, f"{kind.name}.id")
    about = tuple(sorted(set(node.about)))
    since, until = _time(node.since, f"{kind.name}.since"), _time(node.until, f"{kind.name}.until")
    category = _category(kind.name, node.category, kind.categories)
    if len(about) > SUBJECTS:
        raise BadValueError(f"{kind.name}.about", node.about, "at most two data subjects")
    for subject in about:
        check_id(subject, "person", f"{kind.name}.about")
    if about and category not in PERSONAL:
        raise BadValueError(f"{kind.name}.about", node.about, "no data subject here")
    fields = clean_fields(node, node.fields)
    return replace(node, fields=fields, category=category, about=about, since=since, until=until)


def _edge(edge: Edge) -> Edge:
    kind = edge_kind_named(edge.kind)
    check_id(edge.id, kind.name, f"{kind.name}.id")
    since, until = _time(edge.since, f"{kind.name}.since"), _time(edge.until, f"{kind.name}.until")
    category = _category(kind.name, edge.category, kind.categories)
    for end, kinds in ((edge.start, kind.starts), (edge.end, kind.ends)):
        if kind_of(end) not in kinds:
            raise BadValueError(f"{kind.name} end", end, "the id of a " + " or ".join(kinds))
    fields = clean_fields(edge, edge.fields)
    return replace(edge, fields=fields, category=category, about=(), since=since, until=until)


def clean_fields(element: Node | Edge, given: Mapping[str, Value | None]) -> Fields:
    """The given fields of this element in the form they are kept in; what is None is left out."""
    found: dict[str, Value] = {}
    for name, value in given.items():
        if isinstance(element, Node):
            field = node_field(element.kind, name)
        else:
            field = edge_field(element.kind, name, kind_of(element.end))
        if value is not None:
            found[name] = clean_value(field, value, f"{element.kind}.{name}")
    return found


def union(*abouts: tuple[NodeId, ...], where: str) -> tuple[NodeId, ...]:
    """Whom an edge between these is about."""
    subjects = tuple(sorted({subject for about in abouts for subject in about}))
    if len(subjects) > SUBJECTS:
        raise BadValueError(where, subjects, "at most two data subjects")
    return subjects
