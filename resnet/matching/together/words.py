"""A plan of all needs in words, with the formula by which it was reckoned."""

from __future__ import annotations

from collections.abc import Iterator

from resnet.matching.finding import Codes
from resnet.matching.together.plan import Load, PlannedNeed, Together
from resnet.matching.words import say_codes
from resnet.messages import Messages, messages_for
from resnet.ontology.words import say_moment


def explain_together(plan: Together, language: str) -> str:
    """The whole plan: the formula, each need, what it asks of the family and what the needs apart would."""
    say = messages_for(language)
    return "\n".join(_all(plan, say)) + "\n"


def _all(plan: Together, say: Messages) -> Iterator[str]:
    yield say.text("together-title")
    yield say.text("match-asked-at", at=say_moment(plan.at, say.language), policy=plan.policy)
    yield from say_formula(plan, say)
    if not plan.needs:
        yield say.text("together-none")
    for number, need in enumerate(plan.needs, start=1):
        yield f"{number}. {need.text}"
        yield from (f"   {line}" for line in say_need(need, say))
    yield from say_sums(plan, say)
    yield say.text("match-chooses")


def say_formula(plan: Together, say: Messages) -> tuple[str, str]:
    """What the formula is called, and how it counts, with every figure of it."""
    table = plan.table
    named = say.text("together-by", formula=say.text(f"together-formula-{table.formula}"))
    return named, say.text(
        "together-formula",
        visit=table.visit_minutes,
        home=table.home_visit_minutes,
        stay=table.stay_minutes,
        km=table.minutes_per_km,
        unknown=table.travel_unknown_minutes,
        agency=table.agency_minutes,
    )


def say_need(need: PlannedNeed, say: Messages) -> list[str]:
    """What is proposed for one need, when, what it asks, and why not what is best by itself."""
    option = need.option
    if option is None:
        return [say.text("together-nothing", reason=say.text(f"match-reason-{need.reason}"))]
    who = option.agency_name or say.text(f"match-tier-{option.tier}")
    lines = [
        say.text("together-option", name=option.name, who=who, score=option.score, minutes=option.minutes)
    ]
    if need.later:
        lines.append(say.text("together-later", why=say.text(f"together-why-{need.later}")))
    elif need.days:
        days = say_codes(Codes("weekdays", need.days), say)
        lines.append(say.text("together-days", days=days, visits=option.visits))
    if not option.has_days:
        lines.append(say.text("together-days-unknown"))
    if option.is_appointment and not option.has_way:
        lines.append(say.text("together-way-unknown"))
    if need.place > 1:
        lines.append(say.text("together-not-first", place=need.place))
    return lines


def say_sums(plan: Together, say: Messages) -> list[str]:
    """What the whole asks of the family, and what each need's best by itself would."""
    if not any(need.option for need in plan.needs):
        return []
    lines = [_load("together-asks", plan.asks, say), _load("together-apart", plan.apart, say)]
    if plan.shared:
        lines.append(say.text("together-shared", names=", ".join(plan.shared)))
    if plan.received:
        lines.append(say.text("together-received", visits=plan.received))
    return lines


def _load(key: str, load: Load, say: Messages) -> str:
    return say.text(
        key, minutes=load.minutes, count=len(load.agencies), names=", ".join(load.agencies) or "–"
    )
