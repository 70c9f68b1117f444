"""What matching comes to, typed; its sentences come from the catalogues of the matching room."""

from __future__ import annotations

import datetime as dt
from enum import Enum

import strawberry

from resnet.graph.elements import NodeId
from resnet.graphql.context import Info
from resnet.graphql.derive import described
from resnet.graphql.directory_types import Service
from resnet.matching.asking import Asks
from resnet.matching.finding import Finding
from resnet.matching.judge import PROPOSED
from resnet.matching.matches import Freshness, Match, Matches, Miss, Points, ReferralPath, Searched, Step
from resnet.matching.words import ask_words, change_words, finding_words, note_words, reason_words
from resnet.messages import messages_for
from resnet.ontology.vocabulary import load_vocabulary


@strawberry.enum(description="The language of sentences.")
class Language(Enum):
    """Korean or English."""

    KO = "ko"
    EN = "en"


@strawberry.type(name="Point", description="What one rule earned, in milli-points, and why.")
class PointType:
    """``got`` out of ``of``."""

    rule: str
    answer: str
    got: int
    of: int
    why: str


@strawberry.type(name="Step", description="Who calls whom, and by which tie.")
class StepType:
    """``tie`` is a code of tie_kinds, ``says`` its words; ``may_say`` and ``not_yet`` are categories."""

    caller: strawberry.ID
    caller_name: str
    called: strawberry.ID
    called_name: str
    title: str
    agency: str
    phone: str
    tie: str
    says: str
    via: str
    until: dt.datetime | None
    cost: int
    may_say: list[str]
    not_yet: list[str]
    fresh_at: dt.datetime | None
    load: int


@strawberry.type(name="ReferralPath", description="A way to the provider that can be gone today.")
class PathType:
    """``is_warm``: a named person takes over. ``consent_needed``: categories (codes) to be agreed to."""

    provider: strawberry.ID
    provider_name: str
    is_warm: bool
    cost: int
    steps: list[StepType]
    consent_needed_for: str | None
    consent_needed: list[str]


@described
@strawberry.type(name="Match", description="One alternative. The program proposes; a person chooses.")
class MatchType:
    """What fits, how it is reached, what speaks for and against it."""

    offer_id: strawberry.ID
    name: str
    tier: str
    provider_names: list[str]
    score: int
    points: list[PointType]
    paths: list[PathType]
    pros: list[str]
    cons: list[str]
    documents: list[str]

    @strawberry.field
    async def service(self, info: Info) -> Service | None:
        """The service; null where the offer is a person or group of the client's own network."""
        node = await info.context.node(NodeId(self.offer_id))
        return Service(node=node) if node is not None and node.kind == "service" else None


@strawberry.type(name="NearMiss", description="What would fit but for changes that can be made.")
class MissType:
    """``change`` is the size of all changes together, as the policy counts."""

    offer_id: strawberry.ID
    name: str
    provider_names: list[str]
    against: list[str]
    changes: list[str]
    change: int


@strawberry.type(description="How many of everything considered came to this reason.")
class ReasonCount:
    """``reason`` is a stable code; ``proposed`` for what is proposed."""

    reason: str
    says: str
    count: int


@strawberry.type(name="Searched", description="How complete the search was.")
class SearchedType:
    """``*_without`` have no service recorded."""

    services: int
    supporters: int
    agencies: int
    agencies_without: int
    groups: int
    groups_without: int


@strawberry.type(name="Freshness", description="How old what was searched is.")
class FreshnessType:
    """Services checked by a person, dated by a list, old, without a date."""

    checked: int
    said: int
    old: int
    undated: int
    made_at: dt.datetime


@strawberry.type(name="Matches", description="Referral paths for one agreed need, with reasons.")
class MatchesType:
    """``reason`` and ``says`` are null while something is proposed; ``reasons`` add up to all considered."""

    need: strawberry.ID
    at: dt.datetime
    policy: str
    preference: str
    matches: list[MatchType]
    near_misses: list[MissType]
    near_miss_count: int
    reason: str | None
    says: str | None
    reasons: list[ReasonCount]
    searched: SearchedType
    freshness: FreshnessType


@strawberry.type(name="FactToAsk", description="What to ask of whom, and how many services hang on it.")
class FactToAskType:
    """``whom`` is case, client, supporter or provider; ``opens`` would be proposed, ``closes`` ruled out."""

    whom: str
    who: strawberry.ID | None
    name: str
    phone: str
    rules: list[str]
    says: str
    opens: int
    closes: int


def write_asks(asks: Asks, language: str) -> list[FactToAskType]:
    """The facts worth asking, those that settle most first."""
    return [
        FactToAskType(
            whom=ask.whom,
            who=strawberry.ID(ask.who) if ask.who else None,
            name=ask.name,
            phone=ask.phone,
            rules=list(ask.rules),
            says=ask_words(ask, asks.names, language),
            opens=ask.opens,
            closes=ask.closes,
        )
        for ask in asks.asks
    ]


def write_matches(found: Matches, language: str, first: int) -> MatchesType:
    """The first matches and near misses in words of the language; blocks for a moment, so in a thread."""
    return MatchesType(
        need=strawberry.ID(found.need),
        at=found.at,
        policy=found.policy,
        preference=found.preference,
        matches=[write_match(each, language) for each in found.matches[:first]],
        near_misses=[_miss(each, language) for each in found.misses[:first]],
        near_miss_count=found.miss_count,
        reason=found.reason or None,
        says=reason_words(found.reason, language) if found.reason else None,
        reasons=[
            ReasonCount(reason=key, says=reason_said(key, language), count=count)
            for key, count in found.reasons.items()
        ],
        searched=_searched(found.searched),
        freshness=_fresh(found.freshness),
    )


def write_match(match: Match, language: str) -> MatchType:
    """One alternative in words of the language."""
    return MatchType(
        offer_id=strawberry.ID(match.offer),
        name=match.name,
        tier=match.tier,
        provider_names=list(match.provider_names),
        score=match.score,
        points=[
            _point(points, finding, language)
            for points, finding in zip(match.points, match.findings, strict=True)
        ],
        paths=[_path(path, language) for path in match.paths],
        pros=[note_words(note, language) for note in match.pros],
        cons=[note_words(note, language) for note in match.cons],
        documents=[paper.document for paper in match.papers],
    )


def _point(points: Points, finding: Finding, language: str) -> PointType:
    return PointType(
        rule=points.rule,
        answer=finding.answer.value,
        got=points.got,
        of=points.of,
        why=finding_words(finding, language),
    )


def _path(path: ReferralPath, language: str) -> PathType:
    needed = path.consent_needed
    return PathType(
        provider=strawberry.ID(path.provider),
        provider_name=path.provider_name,
        is_warm=path.is_warm,
        cost=path.cost,
        steps=[_step(step, language) for step in path.steps],
        consent_needed_for=needed.receiver_name if needed else None,
        consent_needed=list(needed.categories) if needed else [],
    )


def _step(step: Step, language: str) -> StepType:
    ties = load_vocabulary("tie_kinds")
    return StepType(
        caller=strawberry.ID(step.caller),
        caller_name=step.caller_name,
        called=strawberry.ID(step.called),
        called_name=step.called_name,
        title=step.title,
        agency=step.agency,
        phone=step.phone,
        tie=step.tie,
        says=ties.term(step.tie).label.of(language) if step.tie in ties else step.tie,
        via=step.via,
        until=step.until,
        cost=step.cost,
        may_say=list(step.may_say),
        not_yet=list(step.not_yet),
        fresh_at=step.fresh_at,
        load=step.load,
    )


def _miss(miss: Miss, language: str) -> MissType:
    return MissType(
        offer_id=strawberry.ID(miss.offer),
        name=miss.name,
        provider_names=list(miss.provider_names),
        against=[finding_words(finding, language) for finding in miss.against],
        changes=[change_words(change, language) for change in miss.changes],
        change=miss.change,
    )


def reason_said(reason: str, language: str) -> str:
    """The reason in words; what is proposed has none against it."""
    return (
        messages_for(language).text("match-proposed")
        if reason == PROPOSED
        else reason_words(reason, language)
    )


def _searched(searched: Searched) -> SearchedType:
    return SearchedType(
        services=searched.services,
        supporters=searched.supporters,
        agencies=searched.agencies,
        agencies_without=searched.agencies_without,
        groups=searched.groups,
        groups_without=searched.groups_without,
    )


def _fresh(freshness: Freshness) -> FreshnessType:
    return FreshnessType(
        checked=freshness.checked,
        said=freshness.said,
        old=freshness.old,
        undated=freshness.undated,
        made_at=freshness.made_at,
    )
