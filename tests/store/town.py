"""A small town for the contract tests: two agencies, their workers, two clients, a clock that is moved."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from itertools import count

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId, Edge, EdgeId, Node, NodeId, Put, Receipt
from resnet.graph.store import GraphStore, GraphView, Moment
from resnet.ontology.category import Category
from resnet.ontology.field import Value

BEGIN = datetime(2026, 11, 2, 3, tzinfo=UTC)
KEEPER = Scope.everything(reason="test")

CENTRE, CLINIC = NodeId("agency:centre"), NodeId("agency:clinic")
AREA = NodeId("area:east")
# A worker of the centre, whom the client consents to; one of the clinic, whom nobody consents to.
MEMBER, STRANGER = NodeId("person:member"), NodeId("person:stranger")
HANA, DURI = NodeId("person:hana"), NodeId("person:duri")


def scope_of(actor: NodeId, *roles: Role) -> Scope:
    """The scope of somebody, a case manager unless said otherwise."""
    return Scope.of(actor, frozenset(roles or {Role.CASE_MANAGER}), reason="test")


AS_MEMBER, AS_STRANGER = scope_of(MEMBER), scope_of(STRANGER)
AS_PARTNER = scope_of(STRANGER, Role.PARTNER)
AS_HANA, AS_DURI = scope_of(HANA, Role.CLIENT), scope_of(DURI, Role.CLIENT)
AS_COORDINATOR = scope_of(NodeId("person:coordinator"), Role.COORDINATOR)
AS_ADMINISTRATOR = scope_of(NodeId("person:administrator"), Role.ADMINISTRATOR)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> datetime:
        """On by so many days, hours, minutes."""
        self.now += timedelta(**span)
        return self.now


def node(node_id: str, *about: NodeId, category: Category | None = None, **fields: Value) -> Node:
    """A node; its kind stands in its id."""
    kind = node_id.partition(":")[0]
    return Node(id=NodeId(node_id), kind=kind, fields=fields, category=category, about=about)


def edge(kind: str, start: str, end: str, *, category: Category | None = None, **fields: Value) -> Edge:
    """The one edge of this kind between these two."""
    return Edge(
        id=edge_id(kind, start, end),
        kind=kind,
        start=NodeId(start),
        end=NodeId(end),
        category=category,
        fields=fields,
    )


def edge_id(kind: str, start: str, end: str) -> EdgeId:
    """The id that ``edge`` gives."""
    return EdgeId(f"{kind}:{start}>{end}")


def consent_id(subject: str, receiver: str, category: Category) -> EdgeId:
    """The id that ``consent`` gives."""
    return EdgeId(f"consents_to:{subject}>{receiver}>{category}")


def consent(
    subject: str, receiver: str, category: Category, *, until: datetime | None = None, **fields: Value
) -> Edge:
    """The subject lets the receiver see this category."""
    return Edge(
        id=consent_id(subject, receiver, category),
        kind="consents_to",
        start=NodeId(subject),
        end=NodeId(receiver),
        until=until,
        fields={"category": category.value, "basis": "consent"} | fields,
    )


def client(person: NodeId, **fields: Value) -> Node:
    """A person as a client."""
    return node(person, person, category=Category.IDENTITY, **fields)


def worker(person: NodeId, **fields: Value) -> Node:
    """A person as a worker."""
    return node(person, category=Category.PUBLIC, **fields)


class Town:
    """A store with the town in it."""

    def __init__(self, store: GraphStore, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self._number = count(1)
        self.put(
            node(CENTRE),
            node(CLINIC),
            node(AREA, name="동구", code="28140"),
            worker(MEMBER, name="복지사"),
            worker(STRANGER, name="간호사"),
            edge("works_for", MEMBER, CENTRE),
            edge("works_for", STRANGER, CLINIC),
            client(HANA, name="김하나", phone="010-0000-0000", conditions=("당뇨",)),
            client(DURI, name="이두리"),
        )

    def write(self, *changes: Change, scope: Scope = KEEPER, commit: str = "") -> Receipt:
        """One commit, with a name of its own unless one is given."""
        name = CommitId(commit or f"commit {next(self._number)}")
        return self.store.write(changes, scope=scope, why="test", commit=name)

    def put(self, *elements: Node | Edge, scope: Scope = KEEPER) -> Receipt:
        """Put these in one commit."""
        return self.write(*map(Put, elements), scope=scope)

    def consents(self, subject: NodeId, receiver: str, categories: Collection[Category]) -> None:
        """The subject consents, as the keeper writes it."""
        self.put(*(consent(subject, receiver, each) for each in sorted(categories)))

    def view(self, scope: Scope, *, as_of: Moment = None) -> GraphView:
        """What the scope sees."""
        return self.store.view(scope, as_of=as_of)

    def sees(self, scope: Scope, element: str, *, as_of: Moment = None) -> bool:
        """Whether the scope sees a node."""
        return bool(self.view(scope, as_of=as_of).nodes([NodeId(element)]))

    def names(self, scope: Scope, kind: str) -> list[str]:
        """The ids of all nodes of a kind that the scope finds."""
        return [str(each.id) for each in self.view(scope).find(kind, limit=1000).nodes]


def emergency(town: Town, receiver: str = STRANGER, *, hours: float = 24, **fields: str) -> Edge:
    """Hana's identity, opened because of danger to life."""
    given = {"basis": "danger-to-life", "reason": "쓰러짐", "reviewer": MEMBER} | fields
    until = town.clock.now + timedelta(hours=hours)
    return consent(HANA, receiver, Category.IDENTITY, until=until, **given)
