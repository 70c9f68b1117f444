"""A client's needs together, typed; its sentences come from the catalogue of the matching room."""

from __future__ import annotations

import strawberry

from resnet.matching.together.plan import PlannedNeed, Together
from resnet.matching.together.words import say_formula, say_need, say_sums
from resnet.messages import Messages, messages_for


@strawberry.type(name="PlannedNeed", description="What is proposed for one need within the whole.")
class PlannedNeedType:
    """``later`` is a stable code of why it should begin later, null when now; ``days`` are weekdays."""

    need: strawberry.ID
    text: str
    offer_id: strawberry.ID | None
    name: str
    agency: strawberry.ID | None
    score: int | None
    minutes: int | None
    visits: int | None
    days: list[str]
    later: str | None
    reason: str | None
    says: list[str]


@strawberry.type(name="NeedsTogether", description="All open needs of a client planned together.")
class TogetherType:
    """``minutes`` a week by the formula; ``apart_*`` is what each need's best by itself would ask."""

    policy: str
    formula: str
    formula_says: str
    needs: list[PlannedNeedType]
    minutes: int
    agencies: int
    apart_minutes: int
    apart_agencies: int
    says: list[str]


def write_together(plan: Together, language: str) -> TogetherType:
    """The plan in words of the language; blocks for a moment, so in a thread."""
    say = messages_for(language)
    return TogetherType(
        policy=plan.policy,
        formula=plan.table.formula,
        formula_says=". ".join(say_formula(plan, say)),
        needs=[_need(each, say) for each in plan.needs],
        minutes=plan.asks.minutes,
        agencies=len(plan.asks.agencies),
        apart_minutes=plan.apart.minutes,
        apart_agencies=len(plan.apart.agencies),
        says=say_sums(plan, say),
    )


def _need(need: PlannedNeed, say: Messages) -> PlannedNeedType:
    option = need.option
    return PlannedNeedType(
        need=strawberry.ID(need.need),
        text=need.text,
        offer_id=strawberry.ID(option.offer) if option else None,
        name=option.name if option else "",
        agency=strawberry.ID(option.agency) if option and option.agency else None,
        score=option.score if option else None,
        minutes=option.minutes if option else None,
        visits=option.visits if option else None,
        days=list(need.days),
        later=need.later or None,
        reason=need.reason or None,
        says=say_need(need, say),
    )
