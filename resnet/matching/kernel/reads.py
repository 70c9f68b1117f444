"""What each rule reads: the only thing that the fast matcher knows of rules.

A rule is a function of an offer and a question. Two offers that agree in what the rule reads of an offer get
the same answer, whatever else differs; so do two questions. Hence a rule has to be asked once for each pair
of *profile* (what it reads of the offer) and *request* (what it reads of the question), and its meaning stays
where it is written: in ``resnet.matching.rules``. A rule that is not named here is taken to read everything.

The idea is memoisation by projection; a relation is joined through its distinct keys in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from resnet.graph.elements import NodeId
from resnet.matching.offer import Offer
from resnet.matching.question import Question
from resnet.matching.rules.supply import dated, freshness, room_stated_at

Profile = Callable[[Offer, Question], Hashable]
Request = Callable[[Question], Hashable]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """What one rule reads. ``turns_at`` is when time alone changes the profile of an offer."""

    profile: Profile
    request: Request
    turns_at: Callable[[Offer, Question], datetime | None] | None = None


def _fields(*names: str) -> Profile:
    return lambda offer, _: tuple(offer.node.get(name) for name in names)


def _wish(*names: str) -> Request:
    return lambda question: tuple(getattr(question.facts.wish, name) for name in names)


def _client(*names: str) -> Request:
    def read(question: Question) -> Hashable:
        client = question.facts.client
        return None if client is None else tuple(getattr(client, name) for name in names)

    return read


def _nothing(_: Question) -> Hashable:
    return ()


def _running(offer: Offer, _: Question) -> Hashable:
    dates = (offer.node.get("runs_from"), offer.node.get("runs_until"))
    return (offer.is_valid, offer.node.text("status"), *dates, bool(offer.closed and not offer.providers))


def _languages(question: Question) -> Hashable:
    client = question.facts.client
    return (question.facts.wish.language, None if client is None else client.languages)


def _room(offer: Offer, question: Question) -> Hashable:
    said = (offer.node.text("capacity_state"), offer.node.get("places_open"))
    return (*said, _days_since(room_stated_at(offer), question) > question.policy.capacity_days)


def _room_turns_at(offer: Offer, question: Question) -> datetime | None:
    return _after(room_stated_at(offer), question.policy.capacity_days)


def _fresh(offer: Offer, question: Question) -> Hashable:
    return freshness(offer, question.network, question.at, question.policy).code


def _fresh_turns_at(offer: Offer, question: Question) -> datetime | None:
    return _after(dated(offer, question.network).stated_at, question.policy.fresh_days)


def _days_since(stated_at: datetime | None, question: Question) -> int:
    return 0 if stated_at is None else (question.at - stated_at).days


def _after(stated_at: datetime | None, days: int) -> datetime | None:
    """When more than so many whole days will have passed."""
    return None if stated_at is None else stated_at + timedelta(days=days + 1)


def _preferred(offer: Offer, question: Question) -> Hashable:
    sectors = frozenset(question.network.text(each, "sector") for each in offer.providers)
    return (sectors, offer.node.get("comes_home"), offer.node.texts("worker_sexes"))


def _preferences(question: Question) -> Hashable:
    wish = question.facts.wish
    return (wish.preferences, bool(wish.preference))


def _calling(question: Question) -> Hashable:
    # A need of nobody in particular asks for no path, whoever is in its circle.
    return (question.facts.client is None, question.facts.circle)


READS: Final[Mapping[str, Reads]] = {
    "class": Reads(
        profile=lambda offer, _: (offer.classes, offer.domains), request=_wish("service_classes", "domain")
    ),
    "listed": Reads(
        profile=lambda offer, _: (offer.node.get("is_listed"), offer.source().is_verified), request=_nothing
    ),
    "running": Reads(profile=_running, request=lambda question: question.today),
    "coverage": Reads(profile=lambda offer, _: offer.covers, request=lambda question: question.facts.place),
    "age": Reads(profile=_fields("age_from", "age_to"), request=_client("ages")),
    "benefit": Reads(profile=_fields("benefit_classes"), request=_client("benefit_class")),
    "household": Reads(profile=_fields("household_types"), request=_client("household_type")),
    "disability": Reads(profile=_fields("disability_types"), request=_client("disability_types")),
    "sex": Reads(profile=_fields("sex"), request=_client("sex")),
    "language": Reads(profile=_fields("languages"), request=_languages),
    "weekdays": Reads(profile=_fields("weekdays"), request=_wish("weekdays")),
    "hours": Reads(
        profile=_fields("opens_minute", "closes_minute"), request=_wish("from_minute", "until_minute")
    ),
    "cost": Reads(profile=_fields("cost_won"), request=_wish("cost_limit_won")),
    "documents": Reads(profile=_fields("documents"), request=_client("documents")),
    "capacity": Reads(profile=_room, request=_nothing, turns_at=_room_turns_at),
    "frequency": Reads(profile=_fields("per_week"), request=_wish("wanted_per_week")),
    "preference": Reads(profile=_preferred, request=_preferences),
    "freshness": Reads(profile=_fresh, request=_nothing, turns_at=_fresh_turns_at),
    "path": Reads(profile=lambda offer, _: offer.providers, request=_calling),
}


def _received(question: Question) -> frozenset[NodeId]:
    return frozenset(each.service for each in question.facts.received)


def _blocked(question: Question) -> frozenset[NodeId]:
    return frozenset(each for obstacle in question.facts.obstacles for each in obstacle.blocks)


# Rules that tell apart only the few services that the facts name, by themselves or by who runs them.
NAMED: Final[Mapping[str, Callable[[Question], frozenset[NodeId]]]] = {
    "received": _received,
    "obstacles": _blocked,
}
