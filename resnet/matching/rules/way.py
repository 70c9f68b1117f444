"""Is there a way to it: people who know each other, and who may be told?"""

from __future__ import annotations

from resnet.graph.elements import NodeId
from resnet.matching.finding import Change, Finding, Source, no, unknown, yes
from resnet.matching.offer import Offer
from resnet.matching.paths import Path, Search, search
from resnet.matching.question import Question


def path_fits(offer: Offer, question: Question) -> Finding:
    """From the case manager or the lead agency at most three ties lead to somebody who runs the service.

    Ties are: an agreement valid today, a shared standing or case team, past success, a known contact, the
    same agency, a named contact. A path earns the more the cheaper its ties are by the policy. Whoever stands
    between may be told of the client only by the client's consent; the receiver is asked for when the
    referral is prepared. Consents still missing, a renewed or a new agreement would mend a no: the smallest
    of them that is enough. A need of no single client asks for no path.
    """
    if question.facts.client is None:
        return yes("path-not-asked")
    found = search_for(question)
    if not found.told.starts:
        return unknown("path-nobody-calls")
    if not offer.providers:
        return no(
            "path-no-provider",
            offer.source("offers"),
            changes=(Change("ask", (("code", "path-no-provider"),)),),
        )
    paths = paths_to(offer, question)
    if not paths:
        return no("path-none", changes=(Change("new-agreement", _between(offer, question, found)),))
    best = paths[0]
    if best.trail.change == 0:
        limit = question.policy.ties.cost_limit
        share = share_of(best.cost, limit)
        sources = (
            Source(element=tie.via or tie.end, fields=(tie.kind,)) for tie in best.trail.ties if tie.count
        )
        return yes("path-found", *sources, share=share, ties=best.trail.count, cost=best.cost, limit=limit)
    return _needs_change(best, question)


def share_of(cost: int, limit: int) -> int:
    """What a path of that cost earns, per mille of the rule's weight."""
    return max(0, limit - cost) * 1000 // limit


def search_for(question: Question) -> Search:
    """What the circle of the need's client can reach."""
    if question.search is not None:
        return question.search
    return search(question.network, question.moment, question.facts.circle, question.policy)


def paths_to(offer: Offer, question: Question) -> tuple[Path, ...]:
    """The paths to whoever runs the service, the best first; those that need changes are among them."""
    found = search_for(question)
    if len(offer.providers) == 1:
        return found.paths_to(offer.providers[0])
    return tuple(sorted(path for provider in offer.providers for path in found.paths_to(provider)))


def _needs_change(path: Path, question: Question) -> Finding:
    network = question.network
    consents = tuple(Change("consent", (("who", _name(question, each)),)) for each in path.trail.asks)
    renewals = tuple(
        Change("renew-agreement", (("agreement", network.text(each, "name")),)) for each in path.trail.renews
    )
    ties = path.trail.count
    if not renewals:
        return no("path-needs-consent", changes=consents, ties=ties)
    if not consents:
        return no("path-needs-renewal", changes=renewals, ties=ties)
    return no("path-needs-both", changes=(*consents, *renewals), ties=ties)


def _between(offer: Offer, question: Question, found: Search) -> tuple[tuple[str, str], ...]:
    lead = question.facts.circle.lead
    own = lead or next(iter((*sorted(found.told.own), *found.told.starts)))
    return (("one", _name(question, own)), ("other", _name(question, offer.providers[0])))


def _name(question: Question, node: NodeId) -> str:
    return question.network.text(node, "name") if node in question.network else ""
