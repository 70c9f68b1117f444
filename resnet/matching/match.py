"""Matching: plain, slow and readable, the measure of every faster one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.store import GraphView
from resnet.matching.facts import Facts
from resnet.matching.finding import Finding
from resnet.matching.judge import PROPOSED, Judged, judge, judge_supporter
from resnet.matching.matches import Freshness, Matches, Searched
from resnet.matching.offer import offers_of
from resnet.matching.policy import Policy, load_policy
from resnet.matching.present import present_match, present_miss
from resnet.matching.question import Question
from resnet.matching.read import read_facts, read_many
from resnet.matching.rules.supply import freshness

NO_SERVICE = "no-service"
_READ_AT_ONCE = 500


def match_need(network: Network, facts: Facts, policy: Policy | None = None) -> Matches:
    """Referral paths for one need, with reasons; proposed to a person, who chooses.

    Every service of the network and every supporter of the client is considered and counted. Informal support
    comes first, then the higher score, then the smaller id. Equal questions have equal answers.
    """
    question = Question(facts, network, policy or load_policy())
    policy = question.policy
    judged = [judge_supporter(each, question) for each in facts.supporters]
    judged += [judge(offer, question) for offer in offers_of(network, facts.at)]
    proposed = sorted((each for each in judged if not each.against), key=lambda each: _rank(each, question))
    missed = sorted(
        (each for each in judged if _is_near(each, policy)), key=lambda each: _nearness(each, policy)
    )
    return Matches(
        need=facts.wish.id,
        client=None if facts.client is None else facts.client.id,
        at=facts.at,
        policy=policy.name,
        matches=tuple(present_match(each, question) for each in proposed[: policy.matches_shown]),
        misses=tuple(present_miss(each, question) for each in missed[: policy.misses_shown]),
        miss_count=len(missed),
        counts=dict(sorted(Counter(each.outcome for each in judged).items())),
        reasons=dict(sorted(Counter(_reason(each, policy) for each in judged).items())),
        reason="" if proposed else why_nothing(judged, policy),
        searched=_searched(network, len(facts.supporters)),
        freshness=_how_fresh(question),
        preference=facts.wish.preference,
    )


def match_one(network: Network, view: GraphView, need: NodeId, policy: Policy | None = None) -> Matches:
    """Referral paths for the agreed need, as far as the caller of the view may know of it.

    Raises:
        NodeNotFoundError: If there is no such agreed need, or it or its client is hidden from the caller.
    """
    return match_need(network, read_facts(view, need), policy)


def match_all(
    network: Network, view: GraphView, needs: Iterable[NodeId], policy: Policy | None = None
) -> Iterator[Matches]:
    """The same for many needs, in the order asked.

    Raises:
        NodeNotFoundError: As ``match_one``, when it comes to the need.
    """
    wanted = list(needs)
    for first in range(0, len(wanted), _READ_AT_ONCE):
        facts = read_many(view, wanted[first : first + _READ_AT_ONCE])
        for need in wanted[first : first + _READ_AT_ONCE]:
            yield match_need(network, facts[need], policy)


def _rank(judged: Judged, question: Question) -> tuple[int, int, NodeId]:
    tiers, wanted = question.policy.tiers, question.facts.wish.service_classes
    # Where a professional works better, nobody goes first (domain.md §7.2).
    is_professional = bool(wanted) and set(wanted) <= question.policy.professional_classes
    return (0 if is_professional else tiers.index(judged.tier), -judged.score, judged.id)


def _is_near(judged: Judged, policy: Policy) -> bool:
    size = judged.change_size(policy)
    return bool(judged.against) and size is not None and size <= policy.change_limit


def _nearness(judged: Judged, policy: Policy) -> tuple[bool, int, NodeId]:
    # What is known to be the right kind of help first: lists are full of services without a class.
    return (not judged.is_of_kind, judged.change_size(policy) or 0, judged.id)


def _reason(judged: Judged, policy: Policy) -> str:
    return reason_of(judged.against[0], judged, policy) if judged.against else PROPOSED


def reason_of(finding: Finding, judged: Judged, policy: Policy) -> str:
    """What the council's tables call the finding."""
    rows = policy.rules if judged.tier != "own-network" else policy.supporter_rules
    row = next(row for row in rows if row.name == finding.rule)
    return policy.reason_of.get(finding.code, row.reason)


def why_nothing(judged: Iterable[Judged], policy: Policy) -> str:
    """The reason of the service that came nearest; there is no such service when none is of the kind.

    Nearest: the smallest change, then the smaller id; where nothing can be changed, the one that passed most
    rules, then the smaller id.
    """
    listed = [each for each in judged if each.tier != "own-network"]
    of_kind = [each for each in listed if each.is_of_kind]
    if not of_kind:
        is_unclear = any(each.outcome == "class-need-without" for each in listed)
        return policy.reason_of["class-need-without"] if is_unclear else NO_SERVICE

    def nearness(each: Judged) -> tuple[bool, int, NodeId]:
        size = each.change_size(policy)
        return (size is None, -len(each.findings) if size is None else size, each.id)

    return _reason(min(of_kind, key=nearness), policy)


def _searched(network: Network, supporters: int) -> Searched:
    offering = {edge.start for edge in network.edges_of("offers")}
    agencies, groups = network.ids_of("agency"), network.ids_of("group")
    return Searched(
        services=len(network.ids_of("service")),
        supporters=supporters,
        agencies=len(agencies),
        agencies_without=sum(1 for each in agencies if each not in offering),
        groups=len(groups),
        groups_without=sum(1 for each in groups if each not in offering),
    )


def _how_fresh(question: Question) -> Freshness:
    ages = _ages(question.network, question.at, question.policy)
    return Freshness(
        version=question.network.version,
        made_at=question.network.made_at,
        checked=ages["freshness-checked"],
        said=ages["freshness-said"],
        old=ages["freshness-old"],
        undated=ages["freshness-unknown"],
    )


@lru_cache(maxsize=4)
def _ages(network: Network, at: datetime, policy: Policy) -> Counter[str]:
    return Counter(freshness(offer, network, at, policy).code for offer in offers_of(network, at))
