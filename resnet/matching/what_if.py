"""What would be reached if the client let more know: nothing is written, and the client decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.matching.facts import Facts
from resnet.matching.judge import judge
from resnet.matching.kernel.match import match_need, matcher_for
from resnet.matching.matches import Match, ReferralPath
from resnet.matching.policy import Policy, load_policy
from resnet.matching.question import Question
from resnet.matching.ties_near import near_ties
from resnet.matching.told import Told
from resnet.ontology.category import Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A service that a wider consent would open, and who would have to be told of the client on the way."""

    match: Match
    told: tuple[tuple[NodeId, str], ...]


def with_wider_consent(network: Network, facts: Facts) -> Facts:
    """The facts as if the client let every agency and group know who they are and what the need is."""
    told = {str(Category.IDENTITY), str(facts.wish.category)}
    receivers = (*network.ids_of("agency"), *network.ids_of("group"), *network.ids_of("person"))
    wider = frozenset((receiver, category) for receiver in receivers for category in told)
    return replace(facts, circle=replace(facts.circle, consents=facts.circle.consents | wider))


def opened_by_consent(network: Network, facts: Facts, policy: Policy | None = None) -> tuple[Opened, ...]:
    """The services that only a wider consent opens, the best first, each with whom it would have to name."""
    policy = policy or load_policy()
    catalogue = matcher_for(network, policy).catalogue(facts.at)
    question, now = Question(facts, network, policy), Told(facts.circle, near_ties(network, facts.at, policy))
    found = []
    for match in match_need(network, with_wider_consent(network, facts), policy).matches:
        row = catalogue.row_of.get(match.offer)
        if row is not None and match.paths and judge(catalogue.offers[row], question).against:
            path = min(match.paths, key=lambda each: each.cost)
            found.append(Opened(match=match, told=tuple(_told(path, now, network))))
    return tuple(found)


def _told(path: ReferralPath, now: Told, network: Network) -> Iterable[tuple[NodeId, str]]:
    """Whom the new consent would name: who stands between and may not be told today."""
    between = {step.called: None for step in path.steps[:-1]} | {step.caller: None for step in path.steps[1:]}
    receiver = {path.provider, path.person}
    named = {
        now.asked_for(each): None for each in between if not now.may_be_told(each) and each not in receiver
    }
    for node in named:
        yield node, network.text(node, "name") if node in network else ""
