"""What is asked of a need's answer: why not this one, what is left out, what a wider consent would open."""

from __future__ import annotations

import strawberry

from resnet.errors import BadInputError
from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.store import GraphView
from resnet.graphql.match_types import MatchType, reason_said, write_match
from resnet.matching.policy import REASONS
from resnet.matching.read import read_facts
from resnet.matching.what_if import Opened, opened_by_consent
from resnet.matching.why_not import LeftOut, find_left_out, find_why_not
from resnet.matching.words import finding_words


@strawberry.type(name="WhyNot", description="Why a service is not proposed: everything found against it.")
class WhyNotType:
    """``reason`` is a stable code, of what weighs first; ``proposed`` where nothing speaks against it."""

    offer_id: strawberry.ID
    name: str
    provider_names: list[str]
    reason: str
    says: str
    against: list[str]


@strawberry.type(name="WouldBeTold", description="Who would have to be told of the client on the way.")
class WouldBeToldType:
    """An agency, group or person of the public directory."""

    who: strawberry.ID
    name: str


@strawberry.type(name="OpenedByConsent", description="A service that only a wider consent would open.")
class OpenedType:
    """Nothing is written, and the client decides."""

    match: MatchType
    would_be_told: list[WouldBeToldType]


def check_reason(reason: str) -> None:
    """Returns when something may be left out for that reason.

    Raises:
        BadInputError: If it is none of the codes of ``reasons``.
    """
    if reason not in REASONS:
        raise BadInputError(f"reason: this is none. Ask for one of {', '.join(REASONS)}.")


def write_left_out(
    network: Network, view: GraphView, need: NodeId, reason: str, language: str
) -> list[WhyNotType]:
    """The services that the reason leaves out; blocks for a moment, so in a thread."""
    found = find_left_out(network, read_facts(view, need), reason)
    return [_said(each, reason, language) for each in found]


def write_why_not(
    network: Network, view: GraphView, need: NodeId, service: NodeId, language: str
) -> WhyNotType | None:
    """Why that service is not proposed; None when there is no such service."""
    found = find_why_not(network, read_facts(view, need), service)
    return _said(found.left_out, found.reason, language) if found is not None else None


def write_opened(
    network: Network, view: GraphView, need: NodeId, language: str, first: int
) -> list[OpenedType]:
    """The first services that a wider consent would open."""
    return [_opened(each, language) for each in opened_by_consent(network, read_facts(view, need))[:first]]


def _said(found: LeftOut, reason: str, language: str) -> WhyNotType:
    return WhyNotType(
        offer_id=strawberry.ID(found.offer),
        name=found.name,
        provider_names=list(found.provider_names),
        reason=reason,
        says=reason_said(reason, language),
        against=[finding_words(finding, language) for finding in found.against],
    )


def _opened(opened: Opened, language: str) -> OpenedType:
    return OpenedType(
        match=write_match(opened.match, language),
        would_be_told=[WouldBeToldType(who=strawberry.ID(node), name=name) for node, name in opened.told],
    )
