"""What services ask of a family: a formula of the policy, in minutes a week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from resnet.ontology.authored import Table

# What ``BurdenTable.visit`` and an agency's minutes come to; words: ``together-formula-`` and the name.
FORMULA: Final = "visits-travel-stay-1"
_NUMBERS = (
    "options",
    "visit_minutes",
    "home_visit_minutes",
    "stay_minutes",
    "minutes_per_km",
    "travel_unknown_minutes",
    "agency_minutes",
    "fit_minutes",
    "later_minutes",
    "visits_a_day",
    "visits_a_week",
    "needs_at_once",
    "alike_at_once",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BurdenTable:
    """The formula by its name, and the limits of a week; see the policy's ``[together]``."""

    formula: str
    options: int
    visit_minutes: int
    home_visit_minutes: int
    stay_minutes: int
    minutes_per_km: int
    travel_unknown_minutes: int
    agency_minutes: int
    fit_minutes: int
    later_minutes: int
    visits_a_day: int
    visits_a_week: int
    needs_at_once: int
    alike_at_once: int

    def visit(self, metres: int | None, *, is_at_home: bool) -> int:
        """The minutes of one visit: getting ready, the way there and back, the stay."""
        if is_at_home:
            return self.home_visit_minutes + self.stay_minutes
        way = self.travel_unknown_minutes if metres is None else 2 * metres * self.minutes_per_km // 1000
        return self.visit_minutes + way + self.stay_minutes


def read_burden(table: Table) -> BurdenTable:
    """The table of a policy.

    Raises:
        BadPolicyError: If an entry is missing or none that can be, or the formula is not the one there is.
    """
    table.only(("formula", *_NUMBERS))
    if table.text("formula") != FORMULA:
        raise table.fail("formula", FORMULA)
    return BurdenTable(formula=FORMULA, **{name: table.whole(name) for name in _NUMBERS})
