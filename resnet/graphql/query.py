"""What may be asked. A thing that is hidden answers null, as one that does not exist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

import strawberry

from resnet.errors import BadCursorError, BadInputError
from resnet.gaps.compared import read_comparison
from resnet.gaps.equity import read_equity
from resnet.graph.elements import EVERYWHERE, Cursor, Direction, Node, NodeId, Page, Version, Where
from resnet.graph.network.snapshot import Network
from resnet.graph.store import START, GraphView
from resnet.graphql.allocation_types import AllocationType, write_allocation
from resnet.graphql.asked_why import (
    OpenedType,
    WhyNotType,
    check_reason,
    write_left_out,
    write_opened,
    write_why_not,
)
from resnet.graphql.client_types import AgreedNeed, Client, Referral
from resnet.graphql.context import Context, Info, id_of
from resnet.graphql.council_types import ComparisonType, EquityType, write_comparison, write_equity
from resnet.graphql.derive import described
from resnet.graphql.directory_types import Agency, Group, Service
from resnet.graphql.find import find_in_directory
from resnet.graphql.limits import PAGE_LIMIT
from resnet.graphql.match_types import FactToAskType, Language, MatchesType, write_asks, write_matches
from resnet.graphql.team_types import TeamType, write_team
from resnet.graphql.together_types import TogetherType, write_together
from resnet.matching.allocation.plan import allocate
from resnet.matching.askable import check_askable, check_new_enough
from resnet.matching.kernel.asking import asks_for
from resnet.matching.kernel.match import match_one
from resnet.matching.policy import STANDARD, Policy, load_policy
from resnet.matching.team.propose import propose_team
from resnet.matching.together.plan import plan_together
from resnet.ontology.category import Category
from resnet.ontology.vocabulary import load_vocabulary
from resnet.serving.threads import in_thread

T = TypeVar("T")
Id = Annotated[strawberry.ID, strawberry.argument(name="id")]


@strawberry.type(name="Page", description="One page; next is null on the last. There are no totals.")
class PageOf(Generic[T]):
    """Nodes of one page and the mark of the next."""

    nodes: list[T]
    next: str | None


@strawberry.type(description="What a search of the directory found, best first.")
class Found:
    """Agencies, informal resources and services that fit."""

    agencies: list[Agency]
    groups: list[Group]
    services: list[Service]


@described
@strawberry.type(description="Everything that may be asked.")
class Query:
    """One field a question."""

    @strawberry.field
    async def search(
        self, info: Info, words: str = "", service_class: str | None = None, first: int = 20
    ) -> Found:
        """What holds every one of the words and is, or offers, a service of the class (or one under it)."""
        limit = page_size(first)
        if service_class is not None:
            load_vocabulary("service_classes").term(service_class)
        network = await info.context.network()
        ids = await in_thread(find_in_directory, network, words, service_class, limit)
        nodes = [node for node in await info.context.nodes(ids) if node is not None]
        return Found(
            agencies=[Agency(node=node) for node in nodes if node.kind == "agency"],
            groups=[Group(node=node) for node in nodes if node.kind == "group"],
            services=[Service(node=node) for node in nodes if node.kind == "service"],
        )

    @strawberry.field
    async def agency(self, info: Info, node_id: Id) -> Agency | None:
        """The agency of that id."""
        node = await read_one(info.context, node_id, "agency")
        return Agency(node=node) if node else None

    @strawberry.field
    async def service(self, info: Info, node_id: Id) -> Service | None:
        """The service of that id."""
        node = await read_one(info.context, node_id, "service")
        return Service(node=node) if node else None

    @strawberry.field
    async def agencies(self, info: Info, first: int = 20, after: str | None = None) -> PageOf[Agency]:
        """All agencies by name, page by page."""
        page = await read_page(info.context, "agency", EVERYWHERE, first, after)
        return PageOf(nodes=[Agency(node=node) for node in page.nodes], next=page.next)

    @strawberry.field
    async def client(self, info: Info, node_id: Id) -> Client | None:
        """The client of that id, as far as consent goes."""
        node = await read_client(info.context, node_id)
        return Client(node=node) if node else None

    @strawberry.field
    async def clients(self, info: Info, first: int = 20, after: str | None = None) -> PageOf[Client]:
        """The clients whose identity the caller may see, page by page."""
        page = await read_page(info.context, "person", Where(category=Category.IDENTITY), first, after)
        return PageOf(nodes=[Client(node=node) for node in page.nodes], next=page.next)

    @strawberry.field
    async def need(self, info: Info, node_id: Id) -> AgreedNeed | None:
        """The agreed need of that id."""
        node = await read_one(info.context, node_id, "agreed_need")
        return AgreedNeed(node=node) if node else None

    @strawberry.field
    async def need_matches(
        self,
        info: Info,
        need: strawberry.ID,
        first: int = 5,
        language: Language = Language.KO,
        not_before: int = 0,
    ) -> MatchesType | None:
        """Referral paths for an agreed need, with reasons, as far as the caller may know of it.

        ``not_before``: the commit that must be in the network that is searched, else it is refused.
        """
        limit = page_size(first)
        asked = await read_asked(info.context, need, Version(not_before))
        return None if asked is None else await in_thread(_match, *asked, language.value, limit)

    @strawberry.field
    async def facts_to_ask(
        self, info: Info, need: strawberry.ID, language: Language = Language.KO
    ) -> list[FactToAskType] | None:
        """What is worth asking of whom before somebody chooses, what settles most first."""
        asked = await read_asked(info.context, need)
        return None if asked is None else await in_thread(_ask, *asked, language.value)

    @strawberry.field
    async def why_not(
        self, info: Info, need: strawberry.ID, service: strawberry.ID, language: Language = Language.KO
    ) -> WhyNotType | None:
        """Why this service is not proposed for the need, as far as the caller may know of it."""
        asked = await read_asked(info.context, need)
        if asked is None:
            return None
        return await in_thread(write_why_not, *asked, id_of(service), language.value)

    @strawberry.field
    async def left_out(
        self, info: Info, need: strawberry.ID, reason: str, language: Language = Language.KO
    ) -> list[WhyNotType] | None:
        """The services that one of the reasons leaves out, the first sixty by id."""
        check_reason(reason)
        asked = await read_asked(info.context, need)
        if asked is None:
            return None
        return info.context.counted(await in_thread(write_left_out, *asked, reason, language.value))

    @strawberry.field
    async def opened_by_wider_consent(
        self, info: Info, need: strawberry.ID, first: int = 5, language: Language = Language.KO
    ) -> list[OpenedType] | None:
        """What would be reached if the client let more know, and who would be told; nothing is written."""
        limit = page_size(first)
        asked = await read_asked(info.context, need)
        if asked is None:
            return None
        return info.context.counted(await in_thread(write_opened, *asked, language.value, limit))

    @strawberry.field
    async def team_proposal(
        self, info: Info, client: strawberry.ID, language: Language = Language.KO
    ) -> TeamType | None:
        """An integrated team for the client, seat by seat, as far as the caller may know of the client."""
        network = await info.context.network()
        node = await read_client(info.context, client)
        if node is None:
            return None
        return await in_thread(_propose, network, info.context.view, node.id, language.value)

    @strawberry.field
    async def needs_together(
        self, info: Info, client: strawberry.ID, language: Language = Language.KO
    ) -> TogetherType | None:
        """All open needs of the client planned together, as far as the caller may know of them."""
        network = await info.context.network()
        node = await read_client(info.context, client)
        if node is None:
            return None
        return await in_thread(_together, network, info.context.view, node.id, language.value)

    @strawberry.field
    async def allocation(
        self, info: Info, policy: str = STANDARD, language: Language = Language.KO
    ) -> AllocationType:
        """Who could get which scarce place, of all needs that the caller may know of; nothing is written."""
        network, chosen = await info.context.network(), load_policy(policy)
        return await in_thread(_allocate, network, info.context.view, chosen, language.value)

    @strawberry.field
    async def equity(
        self, info: Info, policy: str = STANDARD, language: Language = Language.KO
    ) -> EquityType:
        """Options and ways by group, for who reads the council's tables; nobody is identified."""
        context, chosen = info.context, load_policy(policy)
        network = await context.network()
        report = await in_thread(read_equity, context.store, context.scope, network, chosen)
        return await in_thread(write_equity, report, network, language.value)

    @strawberry.field
    async def policy_comparison(
        self, info: Info, other: str, one: str = STANDARD, language: Language = Language.KO
    ) -> ComparisonType:
        """What another policy would change, by group, for who reads the council's tables."""
        context = info.context
        policies = load_policy(one), load_policy(other)
        network = await context.network()
        report = await in_thread(read_comparison, context.store, context.scope, network, *policies)
        return await in_thread(write_comparison, report, network, language.value)

    @strawberry.field
    async def referral(self, info: Info, node_id: Id) -> Referral | None:
        """The referral of that id."""
        node = await read_one(info.context, node_id, "referral")
        return Referral(node=node) if node else None

    @strawberry.field
    async def referrals(
        self, info: Info, state: str | None = None, first: int = 20, after: str | None = None
    ) -> PageOf[Referral]:
        """The referrals addressed to the caller's agency, newest first, in one state or in all."""
        limit = page_size(first)
        if state is not None:
            load_vocabulary("referral_states").term(state)
        nodes = await in_thread(_read_inbox, info.context.view)
        fitting = _after([node for node in nodes if state is None or node.text("state") == state], after)
        shown = fitting[:limit]
        info.context.budget.spend(len(shown))
        return PageOf(
            nodes=[Referral(node=node) for node in shown],
            next=shown[-1].id if len(fitting) > limit else None,
        )


def page_size(first: int) -> int:
    """How many are given.

    Raises:
        BadInputError: If it is none, or more than a page holds.
    """
    if not 1 <= first <= PAGE_LIMIT:
        raise BadInputError(f"first: {first} is no page size: ask for 1 to {PAGE_LIMIT}.")
    return first


async def read_one(context: Context, node_id: str, kind: str) -> Node | None:
    """The node of that kind, None when it is missing, hidden or something else."""
    node = await context.node(id_of(node_id))
    return node if node is not None and node.kind == kind else None


async def read_asked(
    context: Context, need: str, not_before: Version = START
) -> tuple[Network, GraphView, NodeId] | None:
    """The network and the view to match a need over; None when the need is missing, hidden or something else.

    Raises:
        OldNetworkError: If the commit ``not_before`` is not in the network yet.
        BadInputError: If it is a need that cannot be matched (``check_askable``).
    """
    network, newest = await in_thread(context.follower.followed)
    check_new_enough(newest, not_before)
    await in_thread(check_askable, network, context.view, id_of(need))
    node = await read_one(context, need, "agreed_need")
    return None if node is None else (network, context.view, node.id)


async def read_client(context: Context, node_id: str) -> Node | None:
    """The client, None when it is missing, hidden or no client."""
    node = await read_one(context, node_id, "person")
    return node if node is not None and node.category is Category.IDENTITY else None


async def read_page(context: Context, kind: str, where: Where, first: int, after: str | None) -> Page:
    """One page of a kind."""
    mark = Cursor(after) if after else None
    page = await in_thread(context.view.find, kind, where, after=mark, limit=page_size(first))
    context.budget.spend(len(page.nodes))
    return page


def _propose(network: Network, view: GraphView, client: NodeId, language: str) -> TeamType:
    return write_team(propose_team(network, view, client), language)


def _match(network: Network, view: GraphView, need: NodeId, language: str, first: int) -> MatchesType:
    return write_matches(match_one(network, view, need), language, first)


def _allocate(network: Network, view: GraphView, policy: Policy, language: str) -> AllocationType:
    return write_allocation(allocate(network, view, policy), network, language)


def _ask(network: Network, view: GraphView, need: NodeId, language: str) -> list[FactToAskType]:
    return write_asks(asks_for(network, view, need), language)


def _together(network: Network, view: GraphView, client: NodeId, language: str) -> TogetherType:
    return write_together(plan_together(network, view, client), language)


def _read_inbox(view: GraphView) -> list[Node]:
    actor = view.scope.actor
    if actor is None:
        return []
    own = [actor, *(edge.end for edge in view.edges([actor], ("works_for",), direction=Direction.OUT))]
    ids = {edge.start for edge in view.edges(own, ("addressed_to",), direction=Direction.IN)}
    return sorted(
        view.nodes(ids).values(), key=lambda node: (str(node.get("sent_at")), node.id), reverse=True
    )


def _after(nodes: Sequence[Node], mark: str | None) -> Sequence[Node]:
    if not mark:
        return nodes
    places = [place for place, node in enumerate(nodes) if node.id == mark]
    if not places:
        raise BadCursorError
    return nodes[places[0] + 1 :]
