"""A scope limits every read and write. This is the only module that makes one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from resnet.access.role import Role
from resnet.errors import ForbiddenError
from resnet.ontology.category import PERSONAL, Category
from resnet.ontology.field import NodeId

# Categories that a role opens without any consent; personal ones are never among them.
_BY_ROLE: dict[Role, frozenset[Category]] = {
    Role.COORDINATOR: frozenset({Category.INTERNAL}),
    Role.SUPERVISOR: frozenset({Category.INTERNAL}),
    Role.ADMINISTRATOR: frozenset({Category.INTERNAL, Category.PROTECTED, Category.STAFF}),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Who asks, in which roles, and why.

    ``actor`` is a person (or an agency, for its program's key); None only with ``sees_everything``.
    What the actor may see of a client is NOT in here: the store asks the graph in the same read,
    always as of now: actor → (agency, team, accepted referral) → consent → category.
    """

    actor: NodeId | None
    roles: frozenset[Role]
    reason: str
    sees_everything: bool = False

    @classmethod
    def of(cls, actor: NodeId, roles: frozenset[Role], *, reason: str) -> Scope:
        """The scope of a signed-in actor; ``reason`` goes into the access log.

        Raises:
            ForbiddenError: If the actor has no role at all.
        """
        if not roles:
            raise ForbiddenError("sign in without a role")
        return cls(actor, roles, reason)

    @classmethod
    def everything(cls, *, reason: str) -> Scope:
        """For ingest and upkeep only; the reason is logged."""
        return cls(None, frozenset(), reason, sees_everything=True)

    @property
    def open_categories(self) -> frozenset[Category]:
        """Categories visible without asking for any consent."""
        return frozenset(Category) if self.sees_everything else _opened_by(self.roles)


@cache
def _opened_by(roles: frozenset[Role]) -> frozenset[Category]:
    opened = {Category.PUBLIC}.union(*(_BY_ROLE.get(role, frozenset()) for role in roles))
    return frozenset(opened - PERSONAL)
