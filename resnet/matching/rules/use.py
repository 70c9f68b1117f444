"""Can the client use it: days, hours, cost, way, papers, how often?"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from resnet.matching.facts import Point, Supporter
from resnet.matching.finding import Change, Clock, Codes, Distance, Finding, Often, Source, no, unknown, yes
from resnet.matching.offer import Offer
from resnet.matching.question import Question
from resnet.ontology.vocabulary import load_vocabulary

_DAY_MINUTES = 24 * 60
# Mean radius of the earth (IUGG), in metres.
EARTH_M = 6_371_008.8


def weekdays_fit(offer: Offer, question: Question) -> Finding:
    """It runs on a day that suits the client; another day would mend a no."""
    sources = (offer.source("weekdays"), question.by_need("weekdays"))
    suits, runs = question.facts.wish.weekdays, offer.node.texts("weekdays")
    if not suits:
        return yes("weekdays-not-asked", *sources)
    asked = Codes("weekdays", suits)
    if not runs:
        return unknown("weekdays-not-stated", *sources, suits=asked)
    shared = tuple(day for day in runs if day in suits)
    if shared:
        return yes("weekdays-fit", *sources, shared=Codes("weekdays", shared))
    other = Codes("weekdays", runs)
    return no(
        "weekdays-other",
        *sources,
        changes=(Change("another-day", (("days", other),)),),
        suits=asked,
        runs=other,
    )


def hours_fit(offer: Offer, question: Question) -> Finding:
    """Its hours and the client's overlap, also past midnight; another time would mend a no."""
    sources = (offer.source("opens_minute", "closes_minute"), question.by_need("from_minute", "until_minute"))
    wish = question.facts.wish
    if wish.from_minute is None and wish.until_minute is None:
        return yes("hours-not-asked", *sources)
    opens, closes = offer.node.get("opens_minute"), offer.node.get("closes_minute")
    if not isinstance(opens, int) or not isinstance(closes, int):
        return unknown("hours-not-stated", *sources)
    free = (wish.from_minute or 0, _DAY_MINUTES if wish.until_minute is None else wish.until_minute)
    if overlap((opens, closes), free):
        return yes("hours-fit", *sources, opens=Clock(opens), closes=Clock(closes))
    changes = (Change("another-time", (("opens", Clock(opens)), ("closes", Clock(closes)))),)
    return no("hours-other", *sources, changes=changes, opens=Clock(opens), closes=Clock(closes))


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans of minutes of a day share a minute.

    One that ends at or before its start goes on into the next day.

    >>> overlap((1320, 360), (0, 60)), overlap((540, 1080), (1080, 1200))
    (True, False)
    """
    spans = [(start, end if end > start else end + _DAY_MINUTES) for start, end in (one, other)]
    (first, last), (begin, end) = spans
    return any(first + shift < end and begin < last + shift for shift in (-_DAY_MINUTES, 0, _DAY_MINUTES))


def cost_fits(offer: Offer, question: Question) -> Finding:
    """It costs no more than the client can pay; somebody who pays the difference would mend a no."""
    sources = (offer.source("cost_won"), question.by_need("cost_limit_won"))
    cost, limit = offer.node.get("cost_won"), question.facts.wish.cost_limit_won
    if cost == 0:
        return yes("cost-free", *sources)
    if limit is None:
        return yes("cost-not-asked", *sources)
    if not isinstance(cost, int):
        return unknown("cost-not-stated", *sources, limit=limit)
    if cost <= limit:
        return yes("cost-fits", *sources, cost=cost, limit=limit)
    changes = (Change("cost-covered", (("won", cost - limit),)),)
    return no("cost-above", *sources, changes=changes, cost=cost, limit=limit)


def reach_fits(offer: Offer, question: Question) -> Finding:
    """It lies within the client's reach; transport would mend a no.

    Straight-line distance from the client's home, so a lower bound of the way. Unknown when either point is
    not known: that of a protected place never is.
    """
    sources = (offer.source("located_at"), question.by_need("reach_km"))
    reach_km = question.facts.wish.reach_km
    if reach_km is None:
        return yes("reach-not-asked", *sources)
    home = question.facts.client.home if question.facts.client else None
    reach = Distance(round(reach_km * 1000))
    if home is None or offer.point is None:
        return unknown("reach-unknown", *sources, reach=reach)
    distance = Distance(distance_m(home, offer.point))
    if distance.metres <= reach.metres:
        return yes("reach-within", *sources, distance=distance, reach=reach)
    changes = (Change("transport", (("distance", distance),)),)
    return no("reach-beyond", *sources, changes=changes, distance=distance, reach=reach)


def distance_m(one: Point, other: Point) -> int:
    """Whole metres between two points (latitude, longitude in degrees), on a sphere.

    >>> distance_m((37.0, 127.0), (37.0, 127.0)), distance_m((37.0, 127.0), (38.0, 127.0))
    (0, 111195)
    """
    (south, west), (north, east) = ((radians(a), radians(b)) for a, b in (one, other))
    height = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return round(2 * EARTH_M * asin(sqrt(height)))


def documents_fit(offer: Offer, question: Question) -> Finding:
    """The client has every document asked for that proves something; each missing one would mend a no.

    An application form, a consent form and the referral letter come with the referral and are not missed.
    """
    client = question.facts.client
    sources = (offer.source("documents"), question.by_client("documents"))
    needed = offer.node.texts("documents")
    if needed is None:
        return unknown("documents-not-stated", *sources)
    proofs = tuple(code for code in needed if _proves(code))
    if not proofs:
        return yes("documents-none", *sources)
    listed = Codes("documents", proofs)
    has = client.documents if client is not None else None
    if has is None:
        return unknown("documents-client-unknown", *sources, needed=listed)
    missing = tuple(code for code in proofs if code not in has)
    if not missing:
        return yes("documents-at-hand", *sources, needed=listed)
    changes = tuple(Change("document", (("document", Codes("documents", (code,))),)) for code in missing)
    return no("documents-missing", *sources, changes=changes, missing=Codes("documents", missing))


def _proves(code: str) -> bool:
    documents = load_vocabulary("documents")
    return code not in documents or bool(documents.term(code).text("proves"))


def frequency_fits(offer: Offer, question: Question) -> Finding:
    """It is given as often as the need asks; less meets the need only in part."""
    return _often(offer.node.get("per_week"), question, offer.source("per_week"))


def supporter_frequency_fits(supporter: Supporter, question: Question) -> Finding:
    """The supporter helps as often as the need asks; less meets the need only in part."""
    source = Source(element=supporter.id, fields=("supports.per_week",))
    return _often(supporter.per_week, question, source)


def _often(per_week: object, question: Question, source: Source) -> Finding:
    sources = (source, question.by_need("wanted_per_week"))
    wanted = question.facts.wish.wanted_per_week
    if wanted is None:
        return yes("frequency-not-asked", *sources)
    if not isinstance(per_week, int | float):
        return unknown("frequency-not-stated", *sources, wanted=Often(wanted))
    if per_week >= wanted:
        return yes("frequency-fits", *sources, given=Often(per_week), wanted=Often(wanted))
    return no("frequency-less", *sources, given=Often(per_week), wanted=Often(wanted))
