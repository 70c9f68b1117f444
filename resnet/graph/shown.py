"""Whose facts, of which categories, an answer shows."""

from __future__ import annotations

from resnet.graph.elements import Edge, Node, NodeId
from resnet.ontology.category import PERSONAL, Category
from resnet.ontology.field import Field
from resnet.ontology.registry import EDGE_KINDS, KINDS

# Fields that are more sensitive than the element that carries them, by kind.
_FIELDS: dict[str, tuple[Field, ...]] = {
    **{kind.name: kind.fields for kind in KINDS.values()},
    **{kind.name: kind.fields for kind in EDGE_KINDS.values()},
}
_OWN_CATEGORIES: dict[str, dict[str, Category]] = {
    name: {field.name: field.category for field in fields if field.category in PERSONAL}
    for name, fields in _FIELDS.items()
}


class Shown:
    """Collects, element by element; what is open to everyone and about nobody leaves no trace."""

    def __init__(self) -> None:
        self.seen: dict[NodeId, frozenset[Category]] = {}
        # Most edges of an answer say of the same people what another said already.
        self._counted: set[tuple[tuple[NodeId, ...], Category | None]] = set()

    def add(self, element: Node | Edge) -> None:
        """Count an element of the answer: its subjects, and a person read as such, by category.

        Accounts are staff data, also a client's own: else every sign-in would be a look at somebody.
        """
        if isinstance(element, Edge) and not _OWN_CATEGORIES[element.kind]:
            mark = element.about, element.category
            if mark in self._counted:
                return
            self._counted.add(mark)
        is_staff = element.category is Category.STAFF
        if element.category not in PERSONAL and (is_staff or not element.about):
            return
        categories = self._categories(element)
        for subject in element.about:
            self._count(subject, categories)
        # A relative or supporter in somebody's file is a data subject too (domain.md §15).
        if isinstance(element, Node) and element.kind == "person":
            self._count(element.id, categories)

    @property
    def subjects(self) -> frozenset[NodeId]:
        """Everybody whose facts were counted."""
        return frozenset(self.seen)

    def _count(self, subject: NodeId, categories: frozenset[Category]) -> None:
        known = self.seen.get(subject)
        if known is None:
            self.seen[subject] = categories
        elif not categories <= known:
            self.seen[subject] = known | categories

    @staticmethod
    def _categories(element: Node | Edge) -> frozenset[Category]:
        found = {element.category} if element.category is not None else set()
        own = _OWN_CATEGORIES[element.kind]
        if own:
            found |= {category for name, category in own.items() if name in element.fields}
        return frozenset(found)
