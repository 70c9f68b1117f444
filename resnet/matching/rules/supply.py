"""Is it there: still listed, running, for this area, with room, and how old is what is known?"""

from __future__ import annotations

from datetime import date, datetime

from resnet.graph.network.snapshot import Network
from resnet.matching.finding import Change, Codes, Finding, Source, no, unknown, yes
from resnet.matching.offer import Offer, source_of
from resnet.matching.policy import Policy
from resnet.matching.question import Question, chain_of, neighbours_of
from resnet.ontology.vocabulary import load_vocabulary


def is_listed(offer: Offer, question: Question) -> Finding:  # noqa: ARG001 (one signature for all rules)
    """It still stands in a list that told of it, or a person has checked it.

    Gone from its lists is a no that a call would mend: lists drop what still exists.
    """
    source = offer.source("is_listed")
    listed = offer.node.get("is_listed")
    if listed is True:
        return yes("listed-still", source)
    if listed is False:
        return no("listed-gone", source, changes=(Change("ask", (("code", "listed-gone"),)),))
    if source.is_verified:
        return yes("listed-verified", source)
    return unknown("listed-not-stated", source)


def is_running(offer: Offer, question: Question) -> Finding:
    """It is open, today lies between its first and last day, and somebody who runs it is open.

    Waiting would mend a no when it is suspended, planned or begins later.
    """
    source = offer.source("status", "runs_from", "runs_until")
    status = offer.node.text("status")
    begins, ends = offer.node.get("runs_from"), offer.node.get("runs_until")
    if not offer.is_valid or status == "closed" or (isinstance(ends, date) and ends < question.today):
        return no("running-ended", source)
    if offer.closed and not offer.providers:
        return no("running-provider-closed", source)
    if isinstance(begins, date) and begins > question.today:
        return no("running-later", source, changes=(Change("wait-until", (("day", begins),)),), day=begins)
    states = load_vocabulary("operating_states")
    if status in states and not states.term(status).flag("is_usable"):
        state = Codes("operating_states", (status,))
        return no("running-not-now", source, changes=(Change("wait-reopen"),), state=state)
    if status or isinstance(begins, date) or isinstance(ends, date):
        return yes("running-now", source)
    return unknown("running-not-stated", source)


def coverage_fits(offer: Offer, question: Question) -> Finding:
    """The client's area, or one that it is part of, is served by the service, else by who runs it.

    Unknown when nobody says whom it serves or where the client lives, or the residence is known only more
    coarsely than what is served. An exception of the provider would mend a no.
    """
    sources = (offer.source("covers"), question.by_client("resides_in"))
    place = question.facts.place
    if not offer.covers:
        return unknown("coverage-not-stated", *sources)
    if not place:
        return unknown("coverage-client-unknown", *sources)
    network = question.network
    served = [area for area in place if area in offer.covers]
    if served:
        return yes("coverage-fits", *sources, area=network.text(served[0], "name"))
    if any(place[0] in chain_of(network, area, question.moment) for area in offer.covers):
        return unknown("coverage-coarse", *sources)
    names = ", ".join(network.text(area, "name") for area in offer.covers)
    changes = (Change("area-opened", (("areas", names),)),)
    is_near = any(not neighbours_of(network, area).isdisjoint(offer.covers) for area in place)
    return no("coverage-neighbour" if is_near else "coverage-other", *sources, changes=changes, areas=names)


def has_room(offer: Offer, question: Question) -> Finding:
    """It has places open to referrals, by the provider's own word (domain.md §7.8).

    Places in all say nothing of that. What was stated longer ago than the policy's ``capacity_days``, or
    contradicts itself, is unknown. A wait list, else a place that opens, would mend a no.
    """
    fields = ("places_open", "capacity_state")
    source = offer.source(*fields)
    if isinstance(offer.node.get("capacity_stated_at"), datetime):
        source = Source(
            element=offer.id,
            fields=fields,
            stated_at=room_stated_at(offer),
            is_disputed=source.is_disputed,
        )
    state, places = offer.node.text("capacity_state"), offer.node.get("places_open")
    if not state and not isinstance(places, int):
        return unknown("capacity-not-stated", source)
    if source.stated_at is not None and (question.at - source.stated_at).days > question.policy.capacity_days:
        return unknown("capacity-stale", source, days=(question.at - source.stated_at).days)
    return _room(state, places if isinstance(places, int) else None, offer.node.get("waiting"), source)


def room_stated_at(offer: Offer) -> datetime | None:
    """When the capacity was stated; where nobody says, when anything of the service was."""
    stated_at = offer.node.get("capacity_stated_at")
    return stated_at if isinstance(stated_at, datetime) else offer.source().stated_at


def _room(state: str, places: int | None, waiting: object, source: Source) -> Finding:
    is_full = state in {"no-capacity", "no-capacity-with-waitlist"}
    if state == "additional-assessment-required":
        return unknown("capacity-assessment", source)
    if places is not None and state and is_full != (places == 0):
        return unknown("capacity-contradicts", source, places=places)
    if not is_full and places != 0:
        return yes("capacity-said", source) if places is None else yes("capacity-open", source, places=places)
    if state == "no-capacity-with-waitlist":
        people = waiting if isinstance(waiting, int) else 0
        return no("capacity-waitlist", source, changes=(Change("wait-list"),), waiting=people)
    return no("capacity-full", source, changes=(Change("place-opened"),))


def is_fresh(offer: Offer, question: Question) -> Finding:
    """What is known of it was checked or said within the policy's ``fresh_days``.

    Where nothing is dated on the service, the latest word on who runs it counts. Checked by a person and
    said by a list are two things and are told apart.
    """
    return freshness(offer, question.network, question.at, question.policy)


def freshness(offer: Offer, network: Network, at: datetime, policy: Policy) -> Finding:
    """How old what is known of a service is; the same for every need."""
    source = dated(offer, network)
    if source.stated_at is None:
        return unknown("freshness-unknown", source)
    days = (at - source.stated_at).days
    if days > policy.fresh_days:
        return no("freshness-old", source, days=days)
    return yes("freshness-checked" if source.is_verified else "freshness-said", source, days=days)


def dated(offer: Offer, network: Network) -> Source:
    """The latest word on a service; where nothing is dated on it, the latest on who runs it."""
    source = offer.source()
    if source.stated_at is not None:
        return source
    theirs = [source_of(network.node(each)) for each in offer.providers]
    known = [(each.stated_at, each) for each in theirs if each.stated_at is not None]
    return max(known, key=lambda pair: (pair[0], pair[1].element))[1] if known else source
