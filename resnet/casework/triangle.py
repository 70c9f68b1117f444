"""Emotional triangles: three of a family, the relations of every two, told as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Final

from resnet.access.scope import Scope
from resnet.casework.act import Act, Given
from resnet.casework.notice import Notice, refuse
from resnet.casework.relatives import Kin, Tie, add_kin
from resnet.graph.elements import CommitId, Direction, Node, NodeId
from resnet.graph.reading import edges_out, get_node, holds_at
from resnet.graph.store import GraphStore, GraphView
from resnet.ontology.category import Category
from resnet.ontology.vocabulary import load_vocabulary

# Whoever sees a family's facts sees these people; a triangle of others would tell that somebody is hidden.
_MEMBERS: Final = frozenset({Category.IDENTITY, Category.FAMILY})
# More subjects than these no fact has.
_MOST_SUBJECTS: Final = 2
_THREE: Final = 3


@dataclass(frozen=True, kw_only=True)
class TriangleGiven:
    """Three people, and what is new between first and second, second and third, first and third.

    ``natures`` are codes of ``emotional_relations``; None keeps to what is written down of the two already.
    """

    people: tuple[NodeId, NodeId, NodeId]
    natures: tuple[str | None, str | None, str | None] = (None, None, None)
    words: str = ""


@dataclass(frozen=True, slots=True)
class TriangleKept:
    """The triangle."""

    triangle: NodeId
    warnings: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A triangle as the caller sees it; of the same three the last words count."""

    people: frozenset[NodeId]
    words: str


def tell_triangle(
    store: GraphStore, scope: Scope, client: NodeId, given: TriangleGiven, *, commit: CommitId | None = None
) -> TriangleKept:
    """Write down an emotional triangle in the client's file, with those of its relations that are new.

    Where a relation of two tells of abuse and no other is known of them, the whole triangle is of safety.

    Raises:
        NodeNotFoundError: If the client or one of the three is missing or hidden.
        ConsentMissingError: If the client has not agreed that it be recorded.
        RuleError: ``triangle-of-three``, ``triangle-file`` or ``triangle-relations``.
    """
    act = Act(store, scope, commit)
    get_node(act.view, client, "person")
    if len(set(given.people)) != _THREE:
        raise refuse("triangle-of-three")
    members = [get_node(act.view, each, "person") for each in given.people]
    about = tuple(sorted({subject for each in members for subject in each.about}))
    is_family = all(each.category in _MEMBERS for each in members)
    if not is_family or client not in about or len(about) > _MOST_SUBJECTS:
        raise refuse("triangle-file")
    category = _category(act, given)
    ties = tuple(
        Tie(kind="feels_about", start=one, end=other, nature=nature)
        for (one, other), nature in zip(_pairs(given.people), given.natures, strict=True)
        if nature is not None
    )
    add_kin(act, client, Kin((), ties), None)
    fields: Given = {"words": given.words.strip(), "said_at": act.now}
    triangle = act.node("triangle", fields, about=about, category=category)
    for each in given.people:
        act.edge("in_triangle", each, triangle)
    act.write("emotional triangle")
    return TriangleKept(triangle, act.warnings)


def triangles_of(view: GraphView, people: Iterable[NodeId], at: datetime) -> tuple[Told, ...]:
    """The triangles that hold at that moment, with all three of them visible, the first told first.

    ``view`` is of every moment, or of that one.
    """
    ids = {edge.end for edge in edges_out(view, people, "in_triangle")}
    found = view.nodes_with_edges(sorted(ids), ("in_triangle",), direction=Direction.IN)
    members: dict[NodeId, set[NodeId]] = {each: set() for each in found.nodes}
    for edge in found.edges:
        if holds_at(edge, at):
            members[edge.end].add(edge.start)
    last: dict[frozenset[NodeId], Told] = {}
    for node in sorted(found.nodes.values(), key=_when):
        three = frozenset(members[node.id])
        if len(three) == _THREE:
            last[three] = Told(three, node.text("words"))
    return tuple(last.values())


def _when(node: Node) -> tuple[str, str]:
    return str(node.get("said_at")), node.id


def _pairs(people: Sequence[NodeId]) -> tuple[tuple[NodeId, NodeId], ...]:
    first, second, third = people
    return (first, second), (second, third), (first, third)


def _category(act: Act, given: TriangleGiven) -> Category:
    """Of safety where two of them are joined by nothing but what is.

    Raises:
        RuleError: ``triangle-relations`` if two have no relation.
    """
    known: dict[frozenset[NodeId], set[Category]] = {
        frozenset(pair): set() for pair in combinations(given.people, 2)
    }
    for edge in edges_out(act.view, given.people, "feels_about"):
        if edge.end in given.people and edge.start != edge.end:
            known[frozenset({edge.start, edge.end})].add(edge.category or Category.FAMILY)
    feelings = load_vocabulary("emotional_relations")
    for pair, nature in zip(_pairs(given.people), given.natures, strict=True):
        if nature is not None:
            is_sensitive = feelings.term(nature).flag("is_sensitive")
            known[frozenset(pair)].add(Category.SAFETY if is_sensitive else Category.FAMILY)
    if not all(known.values()):
        raise refuse("triangle-relations")
    is_safety = any(categories == {Category.SAFETY} for categories in known.values())
    return Category.SAFETY if is_safety else Category.FAMILY
