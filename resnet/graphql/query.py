"""What may be asked. A thing that is hidden answers null, as one that does not exist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

import strawberry

from resnet.errors import BadInputError
from resnet.graph.elements import EVERYWHERE, Cursor, Direction, Node, NodeId, Page, Where
from resnet.graph.network.search import search_directory
from resnet.graph.store import GraphView
from resnet.graphql.client_types import Client, Referral
from resnet.graphql.context import Info
from resnet.graphql.directory_types import Agency, Service
from resnet.graphql.limits import PAGE_LIMIT
from resnet.ontology.category import Category
from resnet.serving.threads import in_thread

T = TypeVar("T")
Id = Annotated[strawberry.ID, strawberry.argument(name="id")]


@strawberry.type(description="One page; next is null on the last. There are no totals.")
class PageOf(Generic[T]):
    """Nodes of one page and the mark of the next."""

    nodes: list[T]
    next: str | None


@strawberry.type(description="What a search of the directory found, best first.")
class Found:
    """Agencies and services that hold every word."""

    agencies: list[Agency]
    services: list[Service]


@strawberry.type
class Query:
    """Everything that may be asked."""

    @strawberry.field
    async def search(self, info: Info, words: str, first: int = 20) -> Found:
        """Agencies and services of the directory that hold every one of the words."""
        limit = page_size(first)
        hits = await in_thread(search_directory, info.context.network, words, limit=limit)
        nodes = await read_many(info, [hit.id for hit in hits])
        return Found(
            agencies=[Agency(node=node) for node in nodes if node.kind == "agency"],
            services=[Service(node=node) for node in nodes if node.kind == "service"],
        )

    @strawberry.field
    async def agency(self, info: Info, node_id: Id) -> Agency | None:
        """The agency of that id."""
        node = await read_one(info, node_id, "agency")
        return Agency(node=node) if node else None

    @strawberry.field
    async def service(self, info: Info, node_id: Id) -> Service | None:
        """The service of that id."""
        node = await read_one(info, node_id, "service")
        return Service(node=node) if node else None

    @strawberry.field
    async def agencies(self, info: Info, first: int = 20, after: str | None = None) -> PageOf[Agency]:
        """All agencies by name, page by page."""
        page = await read_page(info, "agency", EVERYWHERE, first, after)
        return PageOf(nodes=[Agency(node=node) for node in page.nodes], next=page.next)

    @strawberry.field
    async def client(self, info: Info, node_id: Id) -> Client | None:
        """The client of that id, as far as consent goes."""
        node = await read_one(info, node_id, "person")
        return Client(node=node) if node and node.category is Category.IDENTITY else None

    @strawberry.field
    async def clients(self, info: Info, first: int = 20, after: str | None = None) -> PageOf[Client]:
        """The clients whose identity the caller may see, page by page."""
        page = await read_page(info, "person", Where(category=Category.IDENTITY), first, after)
        return PageOf(nodes=[Client(node=node) for node in page.nodes], next=page.next)

    @strawberry.field
    async def referral(self, info: Info, node_id: Id) -> Referral | None:
        """The referral of that id."""
        node = await read_one(info, node_id, "referral")
        return Referral(node=node) if node else None

    @strawberry.field
    async def referrals(self, info: Info, state: str | None = None, first: int = 20) -> list[Referral]:
        """The referrals addressed to the caller's agency, newest first, in one state or in all."""
        nodes = await in_thread(_read_inbox, info.context.view)
        fitting = [node for node in nodes if state is None or node.text("state") == state]
        return [Referral(node=node) for node in fitting[: page_size(first)]]


def page_size(first: int) -> int:
    """How many are given.

    Raises:
        BadInputError: If it is none, or more than a page holds.
    """
    if not 1 <= first <= PAGE_LIMIT:
        raise BadInputError(f"first: {first} is no page size: ask for 1 to {PAGE_LIMIT}.")
    return first


async def read_one(info: Info, node_id: str, kind: str) -> Node | None:
    """The node of that kind, None when it is missing, hidden or something else."""
    node = await info.context.nodes.load(NodeId(node_id))
    return node if node is not None and node.kind == kind else None


async def read_many(info: Info, ids: Sequence[NodeId]) -> list[Node]:
    """The nodes that are there, in order."""
    return [node for node in await info.context.nodes.load_many(list(ids)) if node is not None]


async def read_page(info: Info, kind: str, where: Where, first: int, after: str | None) -> Page:
    """One page of a kind."""
    mark = Cursor(after) if after else None
    return await in_thread(info.context.view.find, kind, where, after=mark, limit=page_size(first))


def _read_inbox(view: GraphView) -> list[Node]:
    actor = view.scope.actor
    if actor is None:
        return []
    own = [actor, *(edge.end for edge in view.edges([actor], ("works_for",), direction=Direction.OUT))]
    ids = {edge.start for edge in view.edges(own, ("addressed_to",), direction=Direction.IN)}
    return sorted(
        view.nodes(ids).values(), key=lambda node: (str(node.get("sent_at")), node.id), reverse=True
    )
