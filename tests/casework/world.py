"""A small district to play stories in: agencies, workers, services, and a clock that can be moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.consent import ConsentGiven
from resnet.casework.cooperation import WorkerGiven, add_worker
from resnet.casework.intake import IntakeDone, IntakeGiven, take_in
from resnet.casework.person_facts import PersonFacts
from resnet.casework.relatives import Kin
from resnet.graph.elements import CommitId, Edge, Node, NodeId, Put
from resnet.graph.store import GraphStore, GraphView
from resnet.ontology.category import PERSONAL, SENSITIVE, Category
from resnet.ontology.field import Value

KEEPER = Scope.everything(reason="test")
START = datetime(2026, 11, 2, 0, tzinfo=UTC)
ORDINARY = PERSONAL - SENSITIVE


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> datetime:
        """On by so many days, hours, minutes."""
        self.now += timedelta(**span)
        return self.now


class World:
    """One store, the directory in it, and who asks."""

    def __init__(self, store: GraphStore, clock: Clock) -> None:
        self.store, self.clock = store, clock

    def directory(self, kind: str, key: str, **fields: Value) -> NodeId:
        """A directory thing as an official list says it."""
        thing = self.store.ids.key(kind, "test", key)
        record = self.store.ids.key("record", "test", key)
        said = {"standing": "official-list", "said_at": self.clock.now, "is_listed": True, **fields}
        edge = Edge(
            id=self.store.ids.edge_key("describes", record, thing),
            kind="describes",
            start=record,
            end=thing,
            fields=said,
        )
        self.write(Put(Node(id=thing, kind=kind)), Put(Node(id=record, kind="record")), Put(edge))
        return thing

    def agency(self, name: str, agency_type: str = "welfare-centre") -> NodeId:
        return self.directory("agency", name, name=name, type=agency_type)

    def service(self, name: str, provider: NodeId, service_class: str) -> NodeId:
        service = self.directory("service", name, name=name, service_class=service_class)
        self.join("offers", provider, service)
        return service

    def area(self, name: str) -> NodeId:
        area = self.store.ids.key("area", name)
        self.write(Put(Node(id=area, kind="area", fields={"name": name, "full_name": name})))
        return area

    def worker(self, name: str, agency: NodeId) -> NodeId:
        given = WorkerGiven(name=name, agency=agency, work_phone="032-000-0000", is_contact=True)
        return add_worker(self.store, KEEPER, given, commit=CommitId(f"worker:{name}")).node

    def case_manager(self, name: str, agency: NodeId) -> Scope:
        return scope_of(self.worker(name, agency))

    def join(self, kind: str, start: NodeId, end: NodeId) -> None:
        self.write(Put(Edge(id=self.store.ids.edge_key(kind, start, end), kind=kind, start=start, end=end)))

    def write(self, *changes: Put) -> None:
        self.store.write(changes, scope=KEEPER, why="test", commit=CommitId(self.store.ids.mint("commit")))

    def view(self, scope: Scope) -> GraphView:
        return self.store.view(scope)

    def consents(
        self,
        agency: NodeId,
        categories: frozenset[Category] = PERSONAL,
        given_as: str = "self",
        given_by: str | None = None,
        purpose: str = "case-management",
    ) -> tuple[ConsentGiven, ...]:
        """Consent to these categories, ordinary and sensitive apart, for a year."""
        groups = [group for group in (categories - SENSITIVE, categories & SENSITIVE) if group]
        return tuple(
            ConsentGiven(
                purpose=purpose,
                categories=group,
                receiver=agency,
                until=self.clock.now + timedelta(days=365),
                given_how="signed",
                given_as=given_as,
                given_by=given_by,
                is_right_to_refuse_told=True,
            )
            for group in groups
        )

    def client(
        self,
        scope: Scope,
        agency: NodeId,
        *,
        facts: PersonFacts | None = None,
        categories: frozenset[Category] = PERSONAL,
        kin: Kin | None = None,
    ) -> IntakeDone:
        """Somebody taken in with consent to ``categories`` for ``agency``."""
        given = IntakeGiven(
            client=facts or PersonFacts(name="이가람", sex="female", birth_year=1980),
            consents=self.consents(agency, categories),
            way_in="visit",
            verdict="case-management",
            agency=agency,
            kin=kin or Kin(),
        )
        return take_in(self.store, scope, given)


def scope_of(person: NodeId, *roles: Role, reason: str = "test") -> Scope:
    """A person's scope, as a case manager unless said otherwise."""
    return Scope.of(person, frozenset(roles or {Role.CASE_MANAGER}), reason=reason)


def codes(warnings: tuple[object, ...]) -> set[str]:
    """The codes of notices."""
    return {str(getattr(warning, "code", "")) for warning in warnings}
