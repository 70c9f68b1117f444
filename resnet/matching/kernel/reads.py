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
from enum import StrEnum
from operator import attrgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from resnet.graph.elements import NodeId
from resnet.matching.facts import Facts
from resnet.matching.kernel.traits import NEVER, Told, Traits, joined
from resnet.matching.offer import Offer
from resnet.matching.policy import Policy
from resnet.matching.question import Question, neighbours_of, parts_of
from resnet.matching.rules.supply import dated, freshness, room_stated_at
from resnet.matching.rules.way import search_for
from resnet.ontology.words import KOREA

Profile = Callable[[Offer, Question], Hashable]
Trait = Callable[[Traits, Policy], NDArray[np.integer]]
Request = Callable[[Facts], Hashable]
_NOBODY: Final[frozenset[NodeId]] = frozenset()


class Part(StrEnum):
    """The part of the facts that a request is read of, so that many needs of one client read it once.

    ``NONE`` is the instant alone.
    """

    WISH = "wish"
    CLIENT = "client"
    PLACE = "place"
    CIRCLE = "circle"
    NONE = "none"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """What one rule reads. ``turns_at`` is when time alone changes the profile of an offer.

    ``trait`` tells services apart: those with the same number have the same profile. ``told`` has what each
    says where that is the profile; ``turn`` is ``turns_at`` of all services, ``NEVER`` where nothing turns.

    ``seen`` are, of a rule whose profile is a list, all whom one request looks for on it: lists on which the
    same of them stand are answered alike, empty ones by themselves. A large network has many more lists.
    """

    profile: Profile
    trait: Trait
    request: Request
    part: Part
    told: Callable[[Traits], Told[tuple[NodeId, ...]]] | None = None
    turn: Trait | None = None
    turns_at: Callable[[Offer, Question], datetime | None] | None = None
    seen: Callable[[Question], frozenset[NodeId]] | None = None


def _fields(*names: str) -> Profile:
    return lambda offer, _: tuple(offer.node.get(name) for name in names)


def _same(*names: str) -> Trait:
    return lambda traits, _: traits.fields(*names)


def _wish(*names: str) -> Request:
    return attrgetter(*(f"wish.{name}" for name in names))


def _client(*names: str) -> Request:
    read = attrgetter(*names)
    return lambda facts: None if facts.client is None else (read(facts.client),)


def _nothing(_: Facts) -> Hashable:
    return ()


def _today(facts: Facts) -> Hashable:
    return facts.at.astimezone(KOREA).date()


def _running(offer: Offer, _: Question) -> Hashable:
    dates = (offer.node.get("runs_from"), offer.node.get("runs_until"))
    return (offer.is_valid, offer.node.text("status"), *dates, bool(offer.closed and not offer.providers))


def _runs_the_same(traits: Traits, _: Policy) -> NDArray[np.integer]:
    said = traits.fields("status", "runs_from", "runs_until")
    is_closed = (
        traits.has_closed
        & np.array([not each for each in traits.providers.values] or [True])[traits.providers.number]
    )
    return joined(said, traits.is_valid, is_closed)


def _languages(facts: Facts) -> Hashable:
    return (facts.wish.language, None if facts.client is None else facts.client.languages)


def _room(offer: Offer, question: Question) -> Hashable:
    said = (offer.node.text("capacity_state"), offer.node.get("places_open"))
    return (*said, _days_since(room_stated_at(offer), question) > question.policy.capacity_days)


def _room_turns_at(offer: Offer, question: Question) -> datetime | None:
    return _after(room_stated_at(offer), question.policy.capacity_days)


def _same_room(traits: Traits, policy: Policy) -> NDArray[np.integer]:
    is_old = traits.days_since(traits.room_stated) > policy.capacity_days
    return joined(traits.fields("capacity_state", "places_open"), is_old)


def _room_turn(traits: Traits, policy: Policy) -> NDArray[np.integer]:
    return _turn(traits.room_stated, policy.capacity_days)


def _as_fresh(traits: Traits, policy: Policy) -> NDArray[np.integer]:
    stated, is_checked = traits.dated
    return joined(stated == NEVER, traits.days_since(stated) > policy.fresh_days, is_checked)


def _fresh_turn(traits: Traits, policy: Policy) -> NDArray[np.integer]:
    return _turn(traits.dated[0], policy.fresh_days)


def _turn(stated: NDArray[np.int64], days: int) -> NDArray[np.integer]:
    """As ``_after``, of all services."""
    return np.where(stated == NEVER, NEVER, stated + timedelta(days=days + 1) // timedelta(microseconds=1))


def _fresh(offer: Offer, question: Question) -> Hashable:
    return freshness(offer, question.network, question.at, question.policy).code


def _fresh_turns_at(offer: Offer, question: Question) -> datetime | None:
    return _after(dated(offer, question.network).stated_at, question.policy.fresh_days)


def _days_since(stated_at: datetime | None, question: Question) -> int:
    return 0 if stated_at is None else (question.at - stated_at).days


def _after(stated_at: datetime | None, days: int) -> datetime | None:
    """When more than so many whole days will have passed."""
    return None if stated_at is None else stated_at + timedelta(days=days + 1)


def _near_home(question: Question) -> frozenset[NodeId]:
    """The client's areas, those in them and those around."""
    place, network = question.facts.place, question.network
    if not place:
        return _NOBODY
    around = (area for each in place for area in neighbours_of(network, each))
    return frozenset([*place, *parts_of(network, place[0], question.moment), *around])


def _within_reach(question: Question) -> frozenset[NodeId]:
    """Whoever the circle may have a way to."""
    return _NOBODY if question.facts.client is None else search_for(question).may_reach()


def _preferred(offer: Offer, question: Question) -> Hashable:
    sectors = frozenset(question.network.text(each, "sector") for each in offer.providers)
    return (sectors, offer.node.get("comes_home"), offer.node.texts("worker_sexes"))


def _preferences(facts: Facts) -> Hashable:
    return (facts.wish.preferences, bool(facts.wish.preference))


def _calling(facts: Facts) -> Hashable:
    # A need of nobody in particular asks for no path, whoever is in its circle.
    return (facts.client is None, facts.circle)


READS: Final[Mapping[str, Reads]] = {
    "class": Reads(
        part=Part.WISH,
        profile=lambda offer, _: (offer.classes, offer.domains),
        trait=lambda traits, _: joined(traits.field("service_class"), traits.meets),
        request=_wish("service_classes", "domain"),
    ),
    "listed": Reads(
        part=Part.NONE,
        profile=lambda offer, _: (offer.node.get("is_listed"), offer.source().is_verified),
        trait=lambda traits, _: joined(traits.field("is_listed"), traits.field("verified_at") > 0),
        request=_nothing,
    ),
    "running": Reads(part=Part.NONE, profile=_running, trait=_runs_the_same, request=_today),
    "coverage": Reads(
        part=Part.PLACE,
        profile=lambda offer, _: offer.covers,
        trait=lambda traits, _: traits.covers.number,
        told=lambda traits: traits.covers,
        request=lambda facts: facts.place,
        seen=_near_home,
    ),
    "age": Reads(
        part=Part.CLIENT,
        profile=_fields("age_from", "age_to"),
        trait=_same("age_from", "age_to"),
        request=_client("ages"),
    ),
    "benefit": Reads(
        part=Part.CLIENT,
        profile=_fields("benefit_classes"),
        trait=_same("benefit_classes"),
        request=_client("benefit_class"),
    ),
    "household": Reads(
        part=Part.CLIENT,
        profile=_fields("household_types"),
        trait=_same("household_types"),
        request=_client("household_type"),
    ),
    "disability": Reads(
        part=Part.CLIENT,
        profile=_fields("disability_types"),
        trait=_same("disability_types"),
        request=_client("disability_types"),
    ),
    "sex": Reads(part=Part.CLIENT, profile=_fields("sex"), trait=_same("sex"), request=_client("sex")),
    "language": Reads(
        part=Part.ALL, profile=_fields("languages"), trait=_same("languages"), request=_languages
    ),
    "weekdays": Reads(
        part=Part.WISH, profile=_fields("weekdays"), trait=_same("weekdays"), request=_wish("weekdays")
    ),
    "hours": Reads(
        part=Part.WISH,
        profile=_fields("opens_minute", "closes_minute"),
        trait=_same("opens_minute", "closes_minute"),
        request=_wish("from_minute", "until_minute"),
    ),
    "cost": Reads(
        part=Part.WISH, profile=_fields("cost_won"), trait=_same("cost_won"), request=_wish("cost_limit_won")
    ),
    "documents": Reads(
        part=Part.CLIENT, profile=_fields("documents"), trait=_same("documents"), request=_client("documents")
    ),
    "capacity": Reads(
        part=Part.NONE,
        profile=_room,
        trait=_same_room,
        request=_nothing,
        turns_at=_room_turns_at,
        turn=_room_turn,
    ),
    "frequency": Reads(
        part=Part.WISH, profile=_fields("per_week"), trait=_same("per_week"), request=_wish("wanted_per_week")
    ),
    "preference": Reads(
        part=Part.WISH,
        profile=_preferred,
        trait=lambda traits, _: joined(traits.sectors, traits.fields("comes_home", "worker_sexes")),
        request=_preferences,
    ),
    "freshness": Reads(
        part=Part.NONE,
        profile=_fresh,
        trait=_as_fresh,
        request=_nothing,
        turns_at=_fresh_turns_at,
        turn=_fresh_turn,
    ),
    "path": Reads(
        part=Part.CIRCLE,
        profile=lambda offer, _: offer.providers,
        trait=lambda traits, _: traits.providers.number,
        told=lambda traits: traits.providers,
        request=_calling,
        seen=_within_reach,
    ),
}


def _received(facts: Facts) -> frozenset[NodeId]:
    return frozenset(each.service for each in facts.received) if facts.received else _NOBODY


def _blocked(facts: Facts) -> frozenset[NodeId]:
    return (
        frozenset(each for obstacle in facts.obstacles for each in obstacle.blocks)
        if facts.obstacles
        else _NOBODY
    )


# Rules that tell apart only the few services that the facts name, by themselves or by who runs them.
NAMED: Final[Mapping[str, Callable[[Facts], frozenset[NodeId]]]] = {
    "received": _received,
    "obstacles": _blocked,
}


def asks_no_reach(facts: Facts) -> Hashable:
    """All that a common need asks of a rule that is not looked up by profile."""
    return facts.wish.reach_km is None
