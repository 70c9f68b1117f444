"""A judged offer as a person needs it: names on the path, consents, papers, overlap, pros and cons."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network, is_valid
from resnet.matching.alternatives import ways_to
from resnet.matching.facts import Supporter
from resnet.matching.finding import Answer, Codes, Finding
from resnet.matching.judge import Judged
from resnet.matching.matches import ConsentNeed, Match, Miss, Overlap, Paper, ReferralPath, Step
from resnet.matching.offer import CLASSES, Offer
from resnet.matching.paths import Path
from resnet.matching.question import Question
from resnet.matching.rules.around import obstacles_to
from resnet.matching.rules.codes import serves
from resnet.matching.rules.way import search_for
from resnet.matching.ties import ACTS_FOR, Tie, Ties, fresh_at
from resnet.matching.weigh import cons_of, pros_of
from resnet.ontology.category import PERSONAL, Category


def present_match(judged: Judged, question: Question) -> Match:
    """The match that a person reads."""
    offer = judged.offer
    paths = _paths(offer, question) if isinstance(offer, Offer) else ()
    overlaps = _overlaps(offer, question) if isinstance(offer, Offer) else ()
    elements = {offer.id, *(offer.providers if isinstance(offer, Offer) else ())}
    return Match(
        offer=offer.id,
        name=name_of(offer),
        tier=judged.tier,
        provider_names=provider_names(offer, question),
        score=judged.score,
        points=judged.points,
        findings=judged.findings,
        paths=paths,
        pros=pros_of(judged, paths),
        cons=cons_of(judged, paths, overlaps, question),
        overlaps=overlaps,
        obstacles=obstacles_to(question, elements),
        papers=_papers(judged.findings, question),
    )


def present_miss(judged: Judged, question: Question) -> Miss:
    """The near miss that a person reads, its changes smallest first."""
    sizes = question.policy.changes
    return Miss(
        offer=judged.id,
        name=name_of(judged.offer),
        tier=judged.tier,
        provider_names=provider_names(judged.offer, question),
        against=judged.against,
        changes=tuple(sorted(judged.changes, key=lambda change: sizes[change.kind])),
        change=judged.change_size(question.policy) or 0,
    )


def name_of(offer: Offer | Supporter) -> str:
    """What the service or supporter is called."""
    return offer.name if isinstance(offer, Supporter) else offer.node.text("name")


def provider_names(offer: Offer | Supporter, question: Question) -> tuple[str, ...]:
    """Who runs the service, by id."""
    providers = offer.providers if isinstance(offer, Offer) else ()
    return tuple(question.network.text(each, "name") for each in providers)


def _paths(offer: Offer, question: Question) -> tuple[ReferralPath, ...]:
    """The ways of today through different people, a warm hand-over first."""
    if question.facts.client is None:
        return ()
    shown = ways_to(search_for(question), offer.providers, most=question.policy.paths_shown)
    return tuple(_path(path, question) for path in shown)


def _path(path: Path, question: Question) -> ReferralPath:
    told = search_for(question).told
    receiver = [path.provider] if path.person is None else [path.provider, path.person]
    missing = () if told.has_case(path.provider) else told.missing(receiver, _told_of(question))
    name = question.network.text(path.provider, "name")
    steps = steps_of(path, question.network, search_for(question).ties, question.at)
    return ReferralPath(
        provider=path.provider,
        provider_name=name,
        person=path.person,
        steps=tuple(_with_what_may_be_said(step, question) for step in steps),
        cost=path.cost,
        cold_extra=path.cold_extra,
        consent_needed=ConsentNeed(receiver=path.provider, receiver_name=name, categories=missing)
        if missing
        else None,
    )


def steps_of(path: Path, network: Network, ties: Ties, at: datetime) -> tuple[Step, ...]:
    """Who calls whom on the path; a worker who speaks for the own agency is no step."""
    return tuple(_step(tie, network, ties, at) for tie in path.trail.ties if tie.kind != ACTS_FOR)


def _told_of(question: Question) -> tuple[str, ...]:
    """The categories that whoever helps has to know something of."""
    category = question.facts.wish.category
    return tuple(dict.fromkeys([Category.IDENTITY, *([category] if category in PERSONAL else [])]))


def _with_what_may_be_said(step: Step, question: Question) -> Step:
    told, asked = search_for(question).told, _told_of(question)
    not_yet = () if told.has_case(step.called) else told.missing([step.called], asked)
    return replace(step, may_say=tuple(each for each in asked if each not in not_yet), not_yet=not_yet)


def _step(tie: Tie, network: Network, ties: Ties, at: datetime) -> Step:
    known = network.node(tie.end) if tie.end in network else None
    agencies = ties.agencies_of.get(tie.end, ())
    phone = "" if known is None else known.text("work_phone") or known.text("phone")
    via = network.node(tie.via) if tie.via in network else None
    return Step(
        tie=tie.kind,
        caller=tie.start,
        caller_name=name_in(network, tie.start),
        called=tie.end,
        called_name=name_in(network, tie.end),
        title="" if known is None else known.text("title"),
        agency=name_in(network, agencies[0]) if agencies else "",
        phone=phone or (network.text(agencies[0], "phone") if agencies else ""),
        via="" if via is None else via.text("name"),
        until=via.until if via is not None and is_valid(via, at) else None,
        cost=tie.cost,
        fresh_at=fresh_at(tie, network, at),
        load=ties.load_of.get(tie.end, 0),
    )


def name_in(network: Network, node: NodeId) -> str:
    """What a node of the network is called, ``""`` for one that is not in it."""
    return network.text(node, "name") if node in network else ""


def _overlaps(offer: Offer, question: Question) -> tuple[Overlap, ...]:
    network = question.network
    found: list[Overlap] = []
    for each in question.facts.received:
        own = each.service_class or (
            network.text(each.service, "service_class") if each.service in network else ""
        )
        if (each.service != offer.id or not each.is_own) and own and _are_alike(own, offer.classes):
            found.append(
                Overlap(
                    service=each.service,
                    name=name_in(network, each.service),
                    per_week=each.per_week,
                    amount=each.amount,
                    payer=each.payer,
                )
            )
    return tuple(found)


def _are_alike(own: str, classes: frozenset[str]) -> bool:
    return any(serves(CLASSES, own, [code]) is not Answer.NO for code in sorted(classes))


def _papers(findings: tuple[Finding, ...], question: Question) -> tuple[Paper, ...]:
    client = question.facts.client
    at_hand = client.documents if client is not None else None
    needed = [
        code
        for finding in findings
        if finding.rule == "documents"
        for name, value in finding.args
        if name == "needed" and isinstance(value, Codes)
        for code in value.codes
    ]
    return tuple(Paper(code, None if at_hand is None else code in at_hand) for code in needed)
