"""Matching: plain, slow and readable, the measure of every faster one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from resnet.graph.elements import NodeId
from resnet.graph.network.columns import Rows
from resnet.graph.network.snapshot import Network, NodeTable
from resnet.graph.store import GraphView
from resnet.matching.facts import Facts
from resnet.matching.finding import Finding, rule_of
from resnet.matching.judge import PROPOSED, Judged, judge, judge_supporter
from resnet.matching.kept import kept_with_network
from resnet.matching.matches import Freshness, Matches, Searched
from resnet.matching.offer import offers_of
from resnet.matching.policy import Policy, Row, load_policy
from resnet.matching.present import present_match, present_miss
from resnet.matching.question import Question
from resnet.matching.read import read_each, read_facts
from resnet.matching.rules.supply import freshness

NO_SERVICE = "no-service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """What was considered, in order. ``proposed`` and ``missed`` may end with the last that is shown.

    ``miss_count`` is then how many near misses there are in all.
    """

    proposed: Sequence[Judged]
    missed: Sequence[Judged]
    counts: Mapping[str, int]
    reasons: Mapping[str, int]
    miss_count: int | None = None


def match_need(network: Network, facts: Facts, policy: Policy | None = None) -> Matches:
    """Referral paths for one need, with reasons; proposed to a person, who chooses.

    Every service of the network and every supporter of the client is considered and counted. Informal support
    comes first, then the higher score, then the smaller id. Equal questions have equal answers.
    """
    question = Question(facts, network, policy or load_policy())
    policy = question.policy
    judged = [judge_supporter(each, question) for each in facts.supporters]
    judged += [judge(offer, question) for offer in offers_of(network, facts.at)]
    ranked = Ranked(
        proposed=sorted((each for each in judged if not each.against), key=lambda each: rank(each, question)),
        missed=sorted(
            (each for each in judged if is_near(each, policy)), key=lambda each: nearness(each, policy)
        ),
        counts=Counter(each.outcome for each in judged),
        reasons=Counter(_reason(each, policy) for each in judged),
    )
    ages = _ages(network, facts.at, policy)
    return present(question, ranked, ages, "" if ranked.proposed else why_nothing(judged, policy))


def present(question: Question, ranked: Ranked, ages: Mapping[str, int], reason: str) -> Matches:
    """The answer that a person reads; ``ages`` counts services by how old the word on them is."""
    facts, network, policy = question.facts, question.network, question.policy
    return Matches(
        need=facts.wish.id,
        client=None if facts.client is None else facts.client.id,
        at=facts.at,
        policy=policy.name,
        matches=tuple(present_match(each, question) for each in ranked.proposed[: policy.matches_shown]),
        misses=tuple(present_miss(each, question) for each in ranked.missed[: policy.misses_shown]),
        miss_count=len(ranked.missed) if ranked.miss_count is None else ranked.miss_count,
        counts=dict(sorted(ranked.counts.items())),
        reasons=dict(sorted(ranked.reasons.items())),
        reason=reason,
        searched=replace(_searched(network), supporters=len(facts.supporters)),
        freshness=_how_fresh(network, ages),
        preference=facts.wish.preference,
        judged_for=() if facts.client is None else facts.client.names,
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
    return (match_need(network, facts, policy) for facts in read_each(view, needs))


def rank(judged: Judged, question: Question) -> tuple[int, int, NodeId]:
    """The place among what is proposed; the smallest comes first."""
    place = 0 if is_professional(question) else question.policy.tiers.index(judged.tier)
    return (place, -judged.score, judged.id)


def is_professional(question: Question) -> bool:
    """Whether a professional works better, so that nobody goes first (domain.md §7.2)."""
    return works_best(question.facts.wish.service_classes, question.policy)


def works_best(wanted: Sequence[str], policy: Policy) -> bool:
    """Whether a professional works better for these classes."""
    return bool(wanted) and set(wanted) <= policy.professional_classes


def is_near(judged: Judged, policy: Policy) -> bool:
    """Whether changes that are not too large would make it fit."""
    size = judged.change_size(policy)
    return bool(judged.against) and size is not None and size <= policy.change_limit


def nearness(judged: Judged, policy: Policy) -> tuple[bool, int, NodeId]:
    """The place among near misses; the smallest comes first."""
    # What is known to be the right kind of help first: lists are full of services without a class.
    return (not judged.is_of_kind, judged.change_size(policy) or 0, judged.id)


def _reason(judged: Judged, policy: Policy) -> str:
    return reason_of(judged.against[0], judged, policy) if judged.against else PROPOSED


def reason_of(finding: Finding, judged: Judged, policy: Policy) -> str:
    """What the council's tables call the finding."""
    rows = policy.rules if judged.tier != "own-network" else policy.supporter_rules
    return reason_of_code(finding.code, rows, policy)


def reason_of_code(code: str, rows: Sequence[Row], policy: Policy) -> str:
    """What the council's tables call a code of one of the rules."""
    row = next(row for row in rows if row.name == rule_of(code))
    return policy.reason_of.get(code, row.reason)


def why_nothing(judged: Iterable[Judged], policy: Policy) -> str:
    """The reason of the service that came nearest; there is no such service when none is of the kind.

    Nearest: the smallest change, then the smaller id; where nothing can be changed, the one that passed most
    rules, then the smaller id.
    """
    listed = [each for each in judged if each.tier != "own-network"]
    of_kind = [each for each in listed if each.is_of_kind]
    if not of_kind:
        return no_kind({each.outcome for each in listed}, policy)

    def distance(each: Judged) -> tuple[bool, int, NodeId]:
        size = each.change_size(policy)
        return (size is None, -len(each.findings) if size is None else size, each.id)

    return _reason(min(of_kind, key=distance), policy)


def no_kind(outcomes: Collection[str], policy: Policy) -> str:
    """The reason where no service is of the kind."""
    return policy.reason_of["class-need-without"] if "class-need-without" in outcomes else NO_SERVICE


@kept_with_network(4)
def _searched(network: Network) -> Searched:
    offering = np.unique(network.edges["offers"].start)
    agencies, groups = network.nodes["agency"], network.nodes["group"]
    return Searched(
        services=len(network.ids_of("service")),
        supporters=0,
        agencies=len(agencies.ids),
        agencies_without=len(agencies.ids) - _count_of(offering, agencies),
        groups=len(groups.ids),
        groups_without=len(groups.ids) - _count_of(offering, groups),
    )


def _count_of(rows: Rows, table: NodeTable) -> int:
    """How many of the rows are of a table."""
    return int(((table.first <= rows) & (rows < table.first + len(table.ids))).sum())


def _how_fresh(network: Network, ages: Mapping[str, int]) -> Freshness:
    return Freshness(
        version=network.version,
        made_at=network.made_at,
        checked=ages.get("freshness-checked", 0),
        said=ages.get("freshness-said", 0),
        old=ages.get("freshness-old", 0),
        undated=ages.get("freshness-unknown", 0),
    )


@kept_with_network(4)
def _ages(network: Network, at: datetime, policy: Policy) -> Counter[str]:
    return Counter(freshness(offer, network, at, policy).code for offer in offers_of(network, at))
