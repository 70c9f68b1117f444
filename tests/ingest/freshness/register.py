"""A directory for the tests of freshness: providers, services, and what lists and people said of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId, Edge, Node, NodeId, Put
from resnet.graph.store import GraphStore
from resnet.ontology.category import Category
from resnet.ontology.field import Value

KEEPER = Scope.everything(reason="test")
TODAY = datetime(2026, 11, 2, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = TODAY

    def __call__(self) -> datetime:
        return self.now


def ago(days: float) -> datetime:
    return TODAY - timedelta(days=days)


class Register:
    """Writes what tests need into a store."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self._count = 0

    def write(self, *changes: Change) -> None:
        self._count += 1
        self.store.write(changes, scope=KEEPER, why="test", commit=CommitId(f"test {self._count}"))

    def thing(self, kind: str, name: str, *, category: Category | None = None) -> NodeId:
        made = self.store.ids.key(kind, name)
        self.write(Put(Node(id=made, kind=kind, category=category)))
        return made

    def says(
        self, thing: NodeId, source: str, at: datetime, standing: str = "list", /, **said: Value
    ) -> NodeId:
        """What a source says of a thing; the same source again is its next issue."""
        record = self.store.ids.key("record", source, thing)
        fields: dict[str, Value] = {"standing": standing, "said_at": at, "said_by": source}
        if standing in {"list", "official-list"}:
            fields["is_listed"] = True
        edge = Edge(
            id=self.store.ids.edge_key("describes", record, thing),
            kind="describes",
            start=record,
            end=thing,
            fields=fields | said,
        )
        self.write(Put(Node(id=record, kind="record")), Put(edge))
        return record

    def joins(self, kind: str, start: NodeId, end: NodeId, **fields: Value) -> None:
        key = self.store.ids.edge_key(kind, start, end)
        self.write(Put(Edge(id=key, kind=kind, start=start, end=end, fields=fields)))

    def agency(self, name: str, days: float = 30, **said: Value) -> NodeId:
        """An agency as a list told it so many days ago."""
        agency = self.thing("agency", name)
        self.says(agency, "list", ago(days), name=name, **said)
        return agency

    def service(self, agency: NodeId, name: str, days: float = 30, **said: Value) -> NodeId:
        service = self.thing("service", name)
        self.says(service, "list", ago(days), name=name, **said)
        self.joins("offers", agency, service)
        return service

    def worker(self, agency: NodeId, *roles: Role) -> Scope:
        person = self.store.ids.key("person", agency, *roles)
        self.write(Put(Node(id=person, kind="person", category=Category.PUBLIC, fields={"name": "한소라"})))
        self.joins("works_for", person, agency)
        return Scope.of(person, frozenset(roles), reason="test")

    def needs(self, count: int, service: NodeId, state: str = "open", referral: str = "requested") -> None:
        """So many needs of as many clients, each with a referral that asks for the service."""
        for _ in range(count):
            self._count += 1
            client = self.store.ids.key("person", f"client {self._count}")
            need = self.store.ids.key("agreed_need", client)
            letter = self.store.ids.key("referral", client)
            self.write(
                Put(Node(id=client, kind="person", category=Category.IDENTITY, about=(client,))),
                Put(Node(id=need, kind="agreed_need", fields={"state": state}, about=(client,))),
                Put(Node(id=letter, kind="referral", fields={"state": referral}, about=(client,))),
            )
            self.joins("for_need", letter, need)
            self.joins("asks_for", letter, service)
