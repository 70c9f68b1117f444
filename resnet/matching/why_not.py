"""Why these and not others: the services that one reason leaves out, each with what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.matching.facts import Facts
from resnet.matching.finding import Finding
from resnet.matching.judge import PROPOSED, Judged, judge
from resnet.matching.kernel.match import matcher_for
from resnet.matching.match import reason_of
from resnet.matching.offer import Offer
from resnet.matching.policy import Policy, load_policy
from resnet.matching.question import Question

# What a page can hold; all are counted on the need's own page.
SHOWN: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A service that is not proposed, by whom, and everything found against it."""

    offer: NodeId
    name: str
    providers: tuple[NodeId, ...]
    provider_names: tuple[str, ...]
    against: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Of one service: the reason that weighs first, ``proposed`` where nothing is found against it."""

    reason: str
    left_out: LeftOut


def find_why_not(
    network: Network, facts: Facts, service: NodeId, policy: Policy | None = None
) -> WhyNot | None:
    """Why this service is not proposed; None when there is no such service."""
    policy = policy or load_policy()
    offers = matcher_for(network, policy).catalogue(facts.at).offers
    offer = next((each for each in offers if each.id == service), None)
    if offer is None:
        return None
    judged = judge(offer, Question(facts, network, policy))
    reason = reason_of(judged.against[0], judged, policy) if judged.against else PROPOSED
    return WhyNot(reason=reason, left_out=_left(offer, judged, network))


def find_left_out(
    network: Network, facts: Facts, reason: str, policy: Policy | None = None
) -> tuple[LeftOut, ...]:
    """The first services by id that this reason leaves out: as many as ``reasons`` counts, at most ``SHOWN``.

    ``reason`` is a key of ``Matches.reasons``; of one that leaves nothing out there are none. People of the
    client's own network are not among them.
    """
    policy = policy or load_policy()
    question = Question(facts, network, policy)
    offers = matcher_for(network, policy).catalogue(facts.at).offers
    return tuple(islice(_left_out(offers, question, reason), SHOWN))


def _left_out(offers: Iterable[Offer], question: Question, reason: str) -> Iterator[LeftOut]:
    network = question.network
    for offer in offers:
        judged = judge(offer, question)
        if judged.against and reason_of(judged.against[0], judged, question.policy) == reason:
            yield _left(offer, judged, network)


def _left(offer: Offer, judged: Judged, network: Network) -> LeftOut:
    providers = (*offer.providers, *offer.closed)
    return LeftOut(
        offer=offer.id,
        name=offer.node.text("name"),
        providers=providers,
        provider_names=tuple(network.text(each, "name") for each in providers),
        against=judged.against,
    )
