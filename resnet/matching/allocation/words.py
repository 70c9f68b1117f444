"""The dry run in words; to one need nothing is said of any other."""

from __future__ import annotations

from collections.abc import Iterator

from resnet.matching.allocation.plan import Allocation, Allotted
from resnet.messages import Messages, messages_for
from resnet.ontology.words import say_code


def explain_allocation(found: Allocation, language: str) -> str:
    """Every need that asks, with its place or why it has none."""
    return "\n".join(_all(found, messages_for(language))) + "\n"


def _all(found: Allocation, say: Messages) -> Iterator[str]:
    yield say.text("allot-title")
    yield say.text("allot-says", policy=found.policy, places=found.places, price=found.price)
    for number, each in enumerate(found.needs, start=1):
        level = (
            say_code("levels", each.level, say.language) if each.level else say.text("allot-level-unknown")
        )
        yield say.text("allot-need", number=number, text=each.text, level=level, priority=each.priority)
        yield f"   {say_allotted(each, say)}"
    yield say.text("allot-confirm")


def say_allotted(each: Allotted, say: Messages) -> str:
    """The place, or why there is none."""
    if each.service is not None:
        return say.text("allot-place", name=each.name, score=each.score)
    return say.text(f"allot-{each.reason}", options=each.options)
