"""What one request works with: who asks, in which language, over which store."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import ForbiddenError
from resnet.graph.elements import NodeId
from resnet.graph.store import GraphStore, GraphView, Moment


@dataclass(frozen=True)
class Visitor:
    """A signed-in person: the graph's person, the words on the page, the roles."""

    person: NodeId
    name: str
    roles: frozenset[Role]
    scope: Scope


@dataclass(frozen=True)
class Desk:
    """One request's place of work; ``visitor`` is None before signing in."""

    store: GraphStore
    visitor: Visitor | None
    language: str
    form_token: str
    path: str
    is_demo: bool

    @property
    def scope(self) -> Scope:
        """The visitor's scope.

        Raises:
            ForbiddenError: If nobody has signed in.
        """
        if self.visitor is None:
            raise ForbiddenError("read without signing in")
        return self.visitor.scope

    def view(self, as_of: Moment = None) -> GraphView:
        """The graph as the visitor may see it."""
        return self.store.view(self.scope, as_of=as_of)

    def require(self, *roles: Role) -> None:
        """Refuse a page that is not of this visitor's work.

        Raises:
            ForbiddenError: If the visitor has none of ``roles``.
        """
        if not self.scope.roles & set(roles):
            raise ForbiddenError(f"open {self.path}")
