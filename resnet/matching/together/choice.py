"""What can be chosen for each need of a household, and what a choice costs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.matching.burden import BurdenTable
from resnet.matching.facts import Facts
from resnet.matching.matches import Match
from resnet.matching.offer import Offer
from resnet.matching.policy import Policy
from resnet.matching.rules.use import distance_m

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One alternative for one need.

    ``agency`` is with whom the family has to do; None for a supporter of its own network. ``days`` are those
    on which a visit can be, ``visits`` how many a week; ``minutes`` what they ask of the family a week.
    ``has_days`` and ``has_way`` are False where nobody says and the table's figure stands in.
    """

    offer: NodeId
    name: str
    tier: str
    agency: NodeId | None
    agency_name: str
    score: int
    classes: frozenset[str]
    days: tuple[str, ...]
    visits: int
    minutes: int
    has_days: bool = True
    has_way: bool = True

    @property
    def is_appointment(self) -> bool:
        """Whether it takes a place in the week; the client's own network does not."""
        return self.agency is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """The needs of one household in the order of their priority, each with its options, the best first.

    ``received`` counts, by class, the services that are received already; ``week`` is how many visits the
    week has left.
    """

    options: tuple[tuple[Option, ...], ...]
    received: Mapping[str, int]
    week: int
    table: BurdenTable

    def cost(self, need: int, place: int, *, is_later: bool) -> int:
        """Minutes a week of one choice: its burden, what it fits less, and that it has to wait."""
        option = self.options[need][place]
        less = (1000 - option.score) * self.table.fit_minutes // 1000
        wait = self.table.later_minutes * (len(self.options) - need) if is_later else 0
        return option.minutes + less + wait

    def at_once(self, code: str) -> int:
        """How many services of a class may begin beside those that are received."""
        return max(0, self.table.alike_at_once - self.received.get(code, 0))


def make_option(match: Match, offer: Offer | None, facts: Facts, under: tuple[Policy, Network]) -> Option:
    """The alternative as the household meets it; ``offer`` is None for a supporter."""
    policy, network = under
    table, wish = policy.together, facts.wish
    wanted = wish.wanted_per_week
    if offer is None:
        given = next((each.per_week for each in facts.supporters if each.id == match.offer), None)
        visits = _visits(given, wanted, len(DAYS))
        return Option(
            offer=match.offer,
            name=match.name,
            tier=match.tier,
            agency=None,
            agency_name="",
            score=match.score,
            classes=frozenset(),
            days=DAYS,
            visits=visits,
            minutes=visits * table.home_visit_minutes,
        )
    runs = offer.node.texts("weekdays") or ()
    suits = wish.weekdays or DAYS
    days = tuple(day for day in DAYS if day in suits and (not runs or day in runs)) or DAYS
    per_week = offer.node.get("per_week")
    visits = _visits(per_week if isinstance(per_week, int | float) else None, wanted, len(days))
    comes_home = offer.node.get("comes_home") is True
    home = facts.client.home if facts.client is not None else None
    metres = None if home is None or offer.point is None else distance_m(home, offer.point)
    agency = match.paths[0].provider if match.paths else next(iter(offer.providers), offer.id)
    return Option(
        offer=match.offer,
        name=match.name,
        tier=match.tier,
        agency=agency,
        agency_name=network.text(agency, "name"),
        score=match.score,
        classes=offer.classes,
        days=days,
        visits=visits,
        minutes=visits * table.visit(metres, is_at_home=comes_home),
        has_days=bool(runs),
        has_way=comes_home or metres is not None,
    )


def _visits(given: float | None, wanted: float | None, days: int) -> int:
    """Whole visits a week: what is given and asked for, whichever is less; once where nobody says."""
    said = [each for each in (given, wanted) if each is not None]
    return max(1, min(ceil(min(said)) if said else 1, days))
