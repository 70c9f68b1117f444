"""Who may see what, in the model: each rule of access asked of every element, in one place to read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache, cached_property

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import ForbiddenError
from resnet.graph.elements import Edge, Node, NodeId
from resnet.ontology.category import Category
from resnet.ontology.registry import EDGE_KINDS, KINDS

Element = Node | Edge
State = Mapping[str, Element]
OPEN_REFERRAL = {"requested", "accepted", "in-progress", "on-hold", "completed"}
BREAK_GLASS = timedelta(hours=24)


@cache
def own_category(kind: str, name: str) -> Category | None:
    """The category of its own that a field has: of a node, or of an edge (none that is carried has one)."""
    field = (KINDS[kind] if kind in KINDS else EDGE_KINDS[kind]).field(name)
    return field.category if field is not None else None


def holds_at(element: Element, moment: datetime) -> bool:
    """Whether valid time covers the moment; its end is exclusive."""
    return (element.since is None or element.since <= moment) and (
        element.until is None or moment < element.until
    )


class Rules:
    """The rules of one scope over one state, as of now."""

    def __init__(self, state: State, scope: Scope, now: datetime) -> None:
        self.state, self.scope, self.now = state, scope, now
        self._granted: dict[str, frozenset[Category]] = {}

    def _links(self, kind: str, starts: set[str]) -> set[str]:
        return {
            edge.end
            for edge in self.state.values()
            if isinstance(edge, Edge)
            and edge.kind == kind
            and edge.start in starts
            and holds_at(edge, self.now)
        }

    @cached_property
    def standing(self) -> frozenset[str]:
        """The actor, the agencies it works for, the teams that it or they belong to."""
        return frozenset(self._own | self._links("member_of", self._own))

    @cached_property
    def _own(self) -> set[str]:
        if self.scope.actor is None:
            return set()
        return {str(self.scope.actor)} | self._links("works_for", {str(self.scope.actor)})

    @cached_property
    def receivers(self) -> frozenset[str]:
        """Whom a consent must be given to so that it reaches the actor."""
        sent = {
            edge.start
            for edge in self.state.values()
            if isinstance(edge, Edge)
            and edge.kind == "addressed_to"
            and edge.end in self._own
            and holds_at(edge, self.now)
            and self.state[edge.start].fields.get("state") in OPEN_REFERRAL
        }
        return self.standing | sent

    def granted(self, category: Category, subject: str) -> bool:
        """Whether this subject lets the actor see this category."""
        if subject == self.scope.actor and category is not Category.WORK_NOTES:
            return True
        if subject not in self._granted:
            self._granted[subject] = frozenset(
                Category(str(edge.fields["category"]))
                for edge in self.state.values()
                if isinstance(edge, Edge)
                and edge.kind == "consents_to"
                and edge.start == subject
                and edge.end in self.receivers
                and "category" in edge.fields
                and holds_at(edge, self.now)
            )
        return category in self._granted[subject]

    def may_see(self, category: Category, about: tuple[NodeId, ...]) -> bool:
        """Whether something of this category about these people is open to the actor."""
        if category in self.scope.open_categories:
            return True
        return bool(about) and all(self.granted(category, subject) for subject in about)

    def is_open(self, element: Element) -> bool:
        """Whether the element alone is open, whatever its ends are."""
        assert element.category is not None
        return self.may_see(element.category, element.about)

    def sees(self, element: Element) -> bool:
        """Whether the element is visible: an edge only with both its ends."""
        if not self.is_open(element) or isinstance(element, Node):
            return self.is_open(element)
        ends = [self.state.get(end) for end in (element.start, element.end)]
        return all(end is not None and self.is_open(end) for end in ends)

    def hides(self, element: Element, name: str) -> bool:
        """Whether this field of the element is hidden."""
        category = own_category(element.kind, name)
        if category is None or self.may_see(category, element.about):
            return False
        return not (bool(element.about) and all(self._lets_read(who, element) for who in element.about))

    def _lets_read(self, subject: NodeId, letter: Element) -> bool:
        """Whether the subject consents that this very referral be read by the actor it is addressed to."""
        return letter.id in self.receivers - self.standing and any(
            isinstance(edge, Edge)
            and edge.kind == "consents_to"
            and (edge.start, edge.end) == (subject, letter.id)
            and edge.fields.get("category") == letter.category
            and holds_at(edge, self.now)
            for edge in self.state.values()
        )

    def may_break_glass(self, consent: Edge) -> bool:
        """Whether the caller may open a hidden file by this edge: to themselves, in an emergency."""
        return (
            consent.get("basis") == "danger-to-life"
            and bool(self.scope.roles & {Role.CASE_MANAGER, Role.SUPERVISOR})
            and consent.end in self.receivers
        )


def refuse_endless_emergency(consent: Edge, now: datetime) -> None:
    """An emergency access names its reason, its reviewer and an end within a day."""
    if consent.get("basis") != "danger-to-life":
        return
    is_complete = consent.get("reason") and consent.get("reviewer")
    if not is_complete or consent.until is None or consent.until > now + BREAK_GLASS:
        raise ForbiddenError("open a file in an emergency without reason, reviewer and end")


def refuse_outlasting_emergency(old: Element, new: Edge) -> None:
    """An emergency access stays one, with its end or an earlier one."""
    if old.get("basis") != "danger-to-life":
        return
    is_longer = new.until is None or (old.until is not None and new.until > old.until)
    if new.get("basis") != "danger-to-life" or is_longer:
        raise ForbiddenError("make an emergency access longer, or something else")
