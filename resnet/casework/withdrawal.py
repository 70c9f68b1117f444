"""Withdrawal of consent: at once, of all or a part, and never together with anything new."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.notice import Notice, refuse
from resnet.graph.elements import CommitId, Edge, EdgeId, NodeId
from resnet.graph.reading import edges_out, get_node
from resnet.graph.store import GraphStore
from resnet.ontology.category import Category
from resnet.ontology.vocabulary import load_vocabulary


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """What is withdrawn; None means all of it.

    ``receiver`` an agency withdraws also what its referrals were given to read.
    """

    client: NodeId
    receiver: NodeId | None = None
    categories: frozenset[Category] | None = None
    consent: NodeId | None = None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The edges that ended; ``warnings`` name referrals under way that can no longer be read."""

    ended: tuple[EdgeId, ...]
    warnings: tuple[Notice, ...]


def withdraw_consent(
    store: GraphStore, scope: Scope, given: Withdrawal, *, commit: CommitId | None = None
) -> Withdrawn:
    """End the consent now: the next read of any receiver finds nothing.

    Referrals under way are not cancelled here, since a narrowing commit adds no facts: that is the next act.

    Raises:
        NodeNotFoundError: If the client is missing or hidden.
        RuleError: ``nothing-to-withdraw``.
    """
    act = Act(store, scope, commit)
    get_node(act.view, given.client, "person")
    edges = edges_out(act.view, [given.client], "consents_to")
    receivers = _receivers(act, given, edges)
    ended = [edge for edge in edges if edge.end in receivers and _is_meant(edge, given)]
    if not ended:
        raise refuse("nothing-to-withdraw")
    for edge in ended:
        act.end(edge.id)
    _close_documents(act, edges, ended)
    _warn_of_referrals(act, ended)
    act.write("consent withdrawn")
    return Withdrawn(tuple(edge.id for edge in ended), act.warnings)


def _receivers(act: Act, given: Withdrawal, edges: list[Edge]) -> set[NodeId]:
    ends = {edge.end for edge in edges}
    if given.receiver is None:
        return ends
    sent = edges_out(act.view, ends, "addressed_to")
    return {given.receiver} | {edge.start for edge in sent if edge.end == given.receiver}


def _is_meant(edge: Edge, given: Withdrawal) -> bool:
    is_item = given.categories is None or edge.text("category") in given.categories
    return is_item and (given.consent is None or edge.text("consent") == given.consent)


def _close_documents(act: Act, edges: list[Edge], ended: list[Edge]) -> None:
    """Note the day on every document of which nothing is open any more."""
    gone = {edge.id for edge in ended}
    still_open = {edge.text("consent") for edge in edges if edge.id not in gone}
    closed = {NodeId(document) for edge in ended if (document := edge.text("consent"))} - still_open
    for node in act.view.nodes(sorted(closed)).values():
        act.patch(node, {"withdrawn_at": act.now})


def _warn_of_referrals(act: Act, ended: list[Edge]) -> None:
    states = load_vocabulary("referral_states")
    referrals = act.view.nodes({edge.end: None for edge in ended})
    under_way = [
        node
        for node in referrals.values()
        if node.kind == "referral" and states.term(node.text("state")).flag("is_open")
    ]
    if under_way:
        act.warn("referral-without-consent", count=len(under_way))
