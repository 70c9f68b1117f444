"""The rules by the name that policies call them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from resnet.matching.facts import Supporter
from resnet.matching.finding import Finding
from resnet.matching.offer import Offer
from resnet.matching.question import Question
from resnet.matching.rules import around, kind, person, preference, supply, use, way

Rule = Callable[[Offer, Question], Finding]
SupporterRule = Callable[[Supporter, Question], Finding]

RULES: Mapping[str, Rule] = {
    "class": kind.class_fits,
    "listed": supply.is_listed,
    "running": supply.is_running,
    "coverage": supply.coverage_fits,
    "age": person.age_fits,
    "benefit": person.benefit_fits,
    "household": person.household_fits,
    "disability": person.disability_fits,
    "sex": person.sex_fits,
    "language": person.language_fits,
    "weekdays": use.weekdays_fit,
    "hours": use.hours_fit,
    "cost": use.cost_fits,
    "reach": use.reach_fits,
    "documents": use.documents_fit,
    "received": around.is_not_received,
    "capacity": supply.has_room,
    "path": way.path_fits,
    "frequency": use.frequency_fits,
    "preference": preference.preference_fits,
    "obstacles": around.has_no_obstacle,
    "freshness": supply.is_fresh,
}
SUPPORTER_RULES: Mapping[str, SupporterRule] = {
    "class": kind.supporter_class_fits,
    "load": around.can_carry,
    "frequency": use.supporter_frequency_fits,
    "preference": preference.supporter_preference_fits,
    "obstacles": around.supporter_has_no_obstacle,
}
