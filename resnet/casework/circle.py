"""The circle of consent: who may see what of a client, for what, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from resnet.errors import ForbiddenError
from resnet.graph.access_path import receivers_among, standing_receivers
from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphView
from resnet.ontology.category import PERSONAL, Category
from resnet.ontology.vocabulary import load_vocabulary


class ConsentMissingError(ForbiddenError):
    """The client has not agreed that these categories be kept or seen by the one who acts."""

    code: ClassVar[str] = "consent-missing"

    def __init__(self, categories: frozenset[Category]) -> None:
        self.categories = categories
        terms = load_vocabulary("categories")
        names = ", ".join(terms.term(category).en for category in sorted(categories))
        super().__init__(f"record what the client has not agreed to ({names})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One receiver and one category: the smallest piece of a circle."""

    receiver: NodeId
    category: Category
    purpose: str
    basis: str
    since: datetime | None
    until: datetime | None
    consent: NodeId | None
    edge: Edge


@dataclass(frozen=True, slots=True)
class Handover:
    """A referral that passed facts on: to whom, which items, when. The ledger of provision."""

    referral: NodeId
    receivers: tuple[NodeId, ...]
    categories: tuple[Category, ...]
    at: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class Circle:
    """Everyone to whom a client's facts are open, and what was passed on to whom."""

    client: NodeId
    openings: tuple[Opening, ...]
    receivers: dict[NodeId, Node]
    handovers: tuple[Handover, ...]

    def categories_of(self, receiver: NodeId) -> frozenset[Category]:
        """What is open to one receiver."""
        return frozenset(each.category for each in self.openings if each.receiver == receiver)


def consent_circle(view: GraphView, client: NodeId) -> Circle:
    """The circle of a client, as far as the caller sees it; of the view's moment.

    Who may see nothing of the case sees nobody in it: whom else the client trusts says much of the client.

    Raises:
        NodeNotFoundError: If the client is missing or hidden.
    """
    get_node(view, client, "person")
    openings = tuple(_opening(edge) for edge in edges_out(view, [client], "consents_to"))
    receivers = view.nodes({opening.receiver: None for opening in openings})
    return Circle(client, openings, receivers, _handovers(view, client))


def granted(view: GraphView, subject: NodeId) -> frozenset[Category]:
    """The categories of ``subject`` that are open to the caller now, where identity and case are among them.

    Who may not see the circle gets none here; the store still opens to them what they were consented to.
    """
    scope = view.scope
    if scope.sees_everything:
        return PERSONAL
    own = frozenset(PERSONAL - {Category.WORK_NOTES}) if subject == scope.actor else frozenset()
    edges = edges_out(view, [subject], "consents_to")
    standing = standing_receivers(view, scope.actor)
    open_to_us = receivers_among(view, standing, {edge.end for edge in edges})
    return own | {Category(edge.text("category")) for edge in edges if edge.end in open_to_us}


def _opening(edge: Edge) -> Opening:
    consent = edge.text("consent")
    return Opening(
        receiver=edge.end,
        category=Category(edge.text("category")),
        purpose=edge.text("purpose"),
        basis=edge.text("basis"),
        since=edge.since,
        until=edge.until,
        consent=NodeId(consent) if consent else None,
        edge=edge,
    )


def _handovers(view: GraphView, client: NodeId) -> tuple[Handover, ...]:
    referrals = view.nodes([edge.start for edge in edges_in(view, [client], "about_client")])
    to: dict[NodeId, list[NodeId]] = {}
    for edge in edges_out(view, referrals, "addressed_to"):
        to.setdefault(edge.start, []).append(edge.end)
    found = [
        Handover(
            referral=node.id,
            receivers=tuple(to.get(node.id, ())),
            categories=tuple(Category(each) for each in node.texts("passes_on") or ()),
            at=sent if isinstance(sent := node.get("sent_at"), datetime) else None,
            state=node.text("state"),
        )
        for node in referrals.values()
        if node.text("state") != "draft"
    ]
    return tuple(sorted(found, key=lambda each: (str(each.at), each.referral)))
