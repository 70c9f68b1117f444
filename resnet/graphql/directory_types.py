"""The directory's types: agencies, informal resources, services, places, areas, agreements."""

from __future__ import annotations

import strawberry

from resnet.graph.elements import Node
from resnet.graphql.context import Info
from resnet.graphql.derive import from_kind


@from_kind("area")
class Area:
    """Where people live and services reach."""

    node: strawberry.Private[Node]

    @strawberry.field
    def id(self) -> strawberry.ID:
        """Its id, stable across stores."""
        return strawberry.ID(self.node.id)


@from_kind("place")
class Place:
    """Where something is; never that of a protected agency."""

    node: strawberry.Private[Node]

    @strawberry.field
    def id(self) -> strawberry.ID:
        """Its id, stable across stores."""
        return strawberry.ID(self.node.id)

    @strawberry.field
    async def areas(self, info: Info) -> list[Area]:
        """The areas it lies in."""
        rows = await info.context.out(self.node.id, "in_area")
        return [Area(node=node) for _, node in rows]


@from_kind("service")
class Service:
    """What is there, for whom, how it is reached, is there a wait list."""

    node: strawberry.Private[Node]

    @strawberry.field
    def id(self) -> strawberry.ID:
        """Its id, stable across stores."""
        return strawberry.ID(self.node.id)

    @strawberry.field
    async def agencies(self, info: Info) -> list[Agency]:
        """Who offers it."""
        rows = await info.context.into(self.node.id, "offers")
        return [Agency(node=node) for _, node in rows if node.kind == "agency"]

    @strawberry.field
    async def groups(self, info: Info) -> list[Group]:
        """The informal resources that offer it."""
        rows = await info.context.into(self.node.id, "offers")
        return [Group(node=node) for _, node in rows if node.kind == "group"]

    @strawberry.field
    async def locations(self, info: Info) -> list[Place]:
        """Where it is given."""
        rows = await info.context.out(self.node.id, "located_at")
        return [Place(node=node) for _, node in rows]

    @strawberry.field
    async def covers(self, info: Info) -> list[Area]:
        """Whose residents it serves; none said means unknown."""
        rows = await info.context.out(self.node.id, "covers")
        return [Area(node=node) for _, node in rows]


@from_kind("group")
class Group:
    """A self-help group, church, corner shop, pharmacy."""

    node: strawberry.Private[Node]

    @strawberry.field
    def id(self) -> strawberry.ID:
        """Its id, stable across stores."""
        return strawberry.ID(self.node.id)

    @strawberry.field
    async def services(self, info: Info) -> list[Service]:
        """What it offers."""
        rows = await info.context.out(self.node.id, "offers")
        return [Service(node=node) for _, node in rows]


@from_kind("agreement")
class Agreement:
    """What agencies agreed on."""

    node: strawberry.Private[Node]

    @strawberry.field
    def id(self) -> strawberry.ID:
        """Its id, stable across stores."""
        return strawberry.ID(self.node.id)

    @strawberry.field
    async def parties(self, info: Info) -> list[Agency]:
        """The agencies that are party to it today."""
        rows = await info.context.into(self.node.id, "party_to")
        return [Agency(node=node) for _, node in rows if node.kind == "agency"]


@from_kind("agency")
class Agency:
    """A body that cooperates or offers services."""

    node: strawberry.Private[Node]

    @strawberry.field
    def id(self) -> strawberry.ID:
        """Its id, stable across stores."""
        return strawberry.ID(self.node.id)

    @strawberry.field
    async def services(self, info: Info) -> list[Service]:
        """What it offers."""
        rows = await info.context.out(self.node.id, "offers")
        return [Service(node=node) for _, node in rows]

    @strawberry.field
    async def locations(self, info: Info) -> list[Place]:
        """Where it is; empty for a protected agency."""
        rows = await info.context.out(self.node.id, "located_at")
        return [Place(node=node) for _, node in rows]

    @strawberry.field
    async def agreements(self, info: Info) -> list[Agreement]:
        """The agreements it is party to today."""
        rows = await info.context.out(self.node.id, "party_to")
        return [Agreement(node=node) for _, node in rows]
