"""One act of a person: what it reads, what it writes in one commit, what it warns of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime

from resnet.access.scope import Scope
from resnet.casework.circle import ConsentMissingError, granted
from resnet.casework.notice import Fact, Notice
from resnet.casework.repeat import is_done
from resnet.errors import BadValueError
from resnet.graph.elements import (
    Change,
    CommitId,
    Edge,
    EdgeId,
    ElementId,
    End,
    Node,
    NodeId,
    Patch,
    Put,
    Receipt,
)
from resnet.graph.store import GraphStore
from resnet.ontology.category import PERSONAL, Category
from resnet.ontology.field import Field, Value
from resnet.ontology.registry import FOLDED, KINDS, edge_field, edge_kind_named, kind_named, node_field
from resnet.ontology.vocabulary import load_vocabulary

Given = Mapping[str, Value | None]
FieldOf = Callable[[str, str], Field]


class Act:
    """Collects the changes of one act and writes them once.

    Ids of what the act makes are keyed by its commit, so that a repeated act answers with the same ids.
    """

    def __init__(self, store: GraphStore, scope: Scope, commit: CommitId | None) -> None:
        self.store, self.scope = store, scope
        self._is_named = commit is not None
        self.commit = commit if commit is not None else CommitId(store.ids.mint("commit"))
        self.view = store.view(scope)
        self.now: datetime = self.view.now
        self.changes: list[Change] = []
        self._notices: list[Notice] = []
        self._made: dict[NodeId, Node] = {}
        self._counts: dict[str, int] = {}
        self._opened: dict[NodeId, frozenset[Category]] = {}

    @property
    def actor(self) -> NodeId | None:
        """Who acts; None for the program's own upkeep."""
        return self.scope.actor

    @property
    def warnings(self) -> tuple[Notice, ...]:
        """What the act warned of so far, each once."""
        return tuple({(each.code, str(each.facts)): each for each in self._notices}.values())

    def warn(self, code: str, **facts: Fact) -> None:
        """Note something that somebody should look at; the act goes on."""
        self._notices.append(Notice(code, facts))

    def node(
        self,
        kind: str,
        fields: Given,
        *,
        about: tuple[NodeId, ...] = (),
        category: Category | None = None,
        known_as: NodeId | None = None,
    ) -> NodeId:
        """Make a node; unknown (None) and empty texts are left out. Its id."""
        node = Node(
            id=known_as or self.new_id(kind),
            kind=kind,
            fields={name: value for name, value in fields.items() if value is not None},
            about=about,
            category=category or kind_named(kind).category,
        )
        self.put(node)
        return node.id

    def put(self, node: Node) -> Node:
        """Make or replace a node that the act built itself."""
        kept = replace(node, fields=_kept(node.kind, node.fields, node_field))
        self._made[kept.id] = kept
        self.changes.append(Put(kept))
        return kept

    def carry_over(self, node: Node) -> Node:
        """Write a node again as it was read, under another subject or category."""
        self._made[node.id] = replace(node, fields={})
        self.changes.append(Put(node))
        return node

    def new_id(self, kind: str) -> NodeId:
        """An id for a node that the act builds itself."""
        return NodeId(self._own_id(kind))

    def edge(
        self,
        kind: str,
        start: NodeId,
        end: NodeId,
        fields: Given | None = None,
        *,
        category: Category | None = None,
    ) -> EdgeId:
        """Make an edge that begins now and has no end yet. Its id."""
        known = {name: value for name, value in (fields or {}).items() if value is not None}
        return self.put_edge(
            Edge(
                id=self.edge_id(kind),
                kind=kind,
                start=start,
                end=end,
                fields=known,
                category=category,
                since=self.now,
            )
        )

    def put_edge(self, edge: Edge) -> EdgeId:
        """Make an edge that the act built itself, with times or an id of its own."""
        category = edge.category or edge_kind_named(edge.kind).category
        fields = _kept(edge.kind, edge.fields, edge_field)
        self.changes.append(Put(replace(edge, fields=fields, category=category)))
        return edge.id

    def once(self, kind: str, start: NodeId, end: NodeId) -> EdgeId:
        """Make the edge that these two ends have at most once."""
        key = self.store.ids.edge_key(kind, start, end)
        return self.put_edge(Edge(id=key, kind=kind, start=start, end=end))

    def edge_id(self, kind: str) -> EdgeId:
        """An id for an edge that the act builds itself."""
        return EdgeId(self._own_id(kind))

    def patch(self, node: Node, fields: Given) -> None:
        """Set fields of a node that was read; a change made by somebody else meanwhile is a conflict."""
        _check_codes(node.kind, fields, node_field)
        self._made.setdefault(node.id, node)
        self.changes.append(Patch(node.id, dict(fields), node.version))

    def end(self, element: ElementId, until: datetime | None = None) -> None:
        """The fact stops being true, now unless a time is given."""
        self.changes.append(End(element, until or self.now))

    def opens(self, subject: NodeId, categories: Collection[Category]) -> None:
        """This act's own consent opens these categories to the one who acts."""
        self._opened[subject] = self._opened.get(subject, frozenset()) | frozenset(categories)

    def may_know(self, subject: NodeId) -> frozenset[Category]:
        """What of ``subject`` is open to the one who acts, by consent of before or of this act."""
        return granted(self.view, subject) | self._opened.get(subject, frozenset())

    def is_repeated(self) -> bool:
        """Whether this very commit was done before; asked only where a new one would be refused."""
        return self._is_named and is_done(self.store, self.scope, self.commit)

    def write(self, why: str) -> Receipt:
        """Keep everything in one commit.

        Raises:
            ConsentMissingError: If a category of what is written was not agreed to.
            ForbiddenError, NodeNotFoundError, ConflictError, BadValueError: As the store says.
        """
        self._refuse_unconsented()
        return self.store.write(self.changes, scope=self.scope, why=why, commit=self.commit)

    def _own_id(self, kind: str) -> str:
        number = self._counts[kind] = self._counts.get(kind, 0) + 1
        return self.store.ids.key(kind, "act", str(self.actor), self.commit, str(number))

    def _refuse_unconsented(self) -> None:
        if self.scope.sees_everything:
            return
        asked: dict[NodeId, set[Category]] = {}
        for change in self.changes:
            for subject, categories in self._touched(change):
                asked.setdefault(subject, set()).update(categories & PERSONAL)
        missing: set[Category] = set()
        for subject, categories in asked.items():
            known = self.may_know(subject)
            # Of somebody whose identity is hidden nothing is said here: the store answers as for nobody.
            if Category.IDENTITY in known:
                missing |= categories - known
        if missing:
            raise ConsentMissingError(frozenset(missing))

    def _touched(self, change: Change) -> list[tuple[NodeId, set[Category]]]:
        match change:
            case Put(Node() as node):
                said = self._made[node.id].fields
                return [(subject, _categories(node, said)) for subject in node.about]
            case Patch(element, fields, _) if element in self._made:
                node = self._made[NodeId(element)]
                return [(subject, _categories(node, fields)) for subject in node.about]
            case Put(Edge() as edge) if edge.kind != "consents_to" and edge.category in PERSONAL:
                ends = self.view.nodes([edge.start, edge.end]) | self._made
                about = {s for end in (edge.start, edge.end) if end in ends for s in ends[end].about}
                return [(subject, {edge.category}) for subject in about if edge.category]
            case _:
                return []


def _categories(node: Node, fields: Given) -> set[Category]:
    found = {node.category} if node.category else set()
    own = {name: field.category for name in fields if (field := KINDS[node.kind].field(name)) is not None}
    return found | {category for category in own.values() if category is not None}


def _kept(kind: str, fields: Given, field_of: FieldOf) -> dict[str, Value]:
    _check_codes(kind, fields, field_of)
    return {name: value for name, value in fields.items() if value is not None and value != ""}


def _check_codes(kind: str, fields: Given, field_of: FieldOf) -> None:
    if kind in FOLDED and fields:
        raise BadValueError(f"{kind}.fields", dict(fields), "a record that says them")
    for name, value in fields.items():
        if value is None or value == "":
            continue
        field = field_of(kind, name)
        if field.vocabulary is not None:
            vocabulary = load_vocabulary(field.vocabulary)
            for code in value if isinstance(value, tuple) else (value,):
                vocabulary.term(str(code))
