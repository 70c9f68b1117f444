"""What a partner may see of a client: each field as far as that client consents, the rest as if absent."""

from __future__ import annotations

from asyncio import gather

import strawberry

from resnet.graph.elements import Edge, Node
from resnet.graphql.context import Info
from resnet.graphql.derive import from_edge_kind, from_kind
from resnet.graphql.directory_types import Agency, Area, Service


@from_kind("agreed_need")
class AgreedNeed:
    """What client and case manager settled on."""

    node: strawberry.Private[Node]

    @strawberry.field
    def id(self) -> strawberry.ID:
        """Its id, stable across stores."""
        return strawberry.ID(self.node.id)


@from_edge_kind("receives")
class Received:
    """A service the client already receives: how much, how often, who pays."""

    edge: strawberry.Private[Edge]
    node: strawberry.Private[Node]

    @strawberry.field
    def service(self) -> Service:
        """The service."""
        return Service(node=self.node)


@from_kind("referral")
class Referral:
    """A closed loop from letter to outcome."""

    node: strawberry.Private[Node]

    @strawberry.field
    def id(self) -> strawberry.ID:
        """Its id, stable across stores."""
        return strawberry.ID(self.node.id)

    @strawberry.field
    async def service(self, info: Info) -> Service | None:
        """The service asked for."""
        rows = await info.context.out(self.node.id, "asks_for")
        return Service(node=rows[0][1]) if rows else None

    @strawberry.field
    async def agreed_need(self, info: Info) -> AgreedNeed | None:
        """The agreed need it is for, as far as the letter passes that on."""
        rows = await info.context.out(self.node.id, "for_need")
        return AgreedNeed(node=rows[0][1]) if rows else None

    @strawberry.field
    async def sender(self, info: Info) -> Agency | None:
        """The agency that sent it."""
        rows = await info.context.out(self.node.id, "sent_by")
        return Agency(node=rows[0][1]) if rows else None

    @strawberry.field
    async def receivers(self, info: Info) -> list[Agency]:
        """The agencies it is addressed to."""
        rows = await info.context.out(self.node.id, "addressed_to")
        return [Agency(node=node) for _, node in rows if node.kind == "agency"]

    @strawberry.field
    async def client(self, info: Info) -> Client | None:
        """The client, as far as the letter passes on who it is."""
        rows = await info.context.out(self.node.id, "about_client")
        return Client(node=rows[0][1]) if rows else None


@from_kind("person")
class Client:
    """A client."""

    node: strawberry.Private[Node]

    @strawberry.field
    def id(self) -> strawberry.ID:
        """The client's id, stable across stores."""
        return strawberry.ID(self.node.id)

    @strawberry.field
    async def areas(self, info: Info) -> list[Area]:
        """Where the client lives, to the neighbourhood."""
        rows = await info.context.out(self.node.id, "resides_in")
        return [Area(node=node) for _, node in rows]

    @strawberry.field
    async def needs(self, info: Info) -> list[AgreedNeed]:
        """The agreed needs of the client, by the case or by a referral, as far as either may be seen."""
        context = info.context
        cases, letters = await gather(
            context.into(self.node.id, "concerns"), context.into(self.node.id, "about_client")
        )
        filed, told = await gather(
            context.into_many([node.id for _, node in cases], "in_case"),
            context.out_many([node.id for _, node in letters], "for_need"),
        )
        needs = {node.id: node for _, node in (*filed, *told) if node.kind == "agreed_need"}
        return [AgreedNeed(node=node) for node in needs.values()]

    @strawberry.field
    async def receives(self, info: Info) -> list[Received]:
        """What the client already receives."""
        rows = await info.context.out(self.node.id, "receives")
        return [Received(edge=edge, node=node) for edge, node in rows]

    @strawberry.field
    async def referrals(self, info: Info) -> list[Referral]:
        """The client's referrals."""
        rows = await info.context.into(self.node.id, "about_client")
        return [Referral(node=node) for _, node in rows]
