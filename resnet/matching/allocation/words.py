"""The dry run in words; to one need nothing is said of any other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.matching.allocation.held import Held
from resnet.matching.allocation.plan import MOVES, UNKNOWN_AREA, Allocation, Allotted, AreaFloor
from resnet.messages import Messages, messages_for
from resnet.ontology.words import say_code

# A hundred years: a level that adds more stands before any wait, and its days say nothing to anybody.
_BEFORE_ANY_WAIT_DAYS: Final = 36_500


def explain_allocation(found: Allocation, network: Network, language: str) -> str:
    """Every need that asks, with its place or why it has none, and what would be otherwise than now."""
    return "\n".join(_all(found, network, messages_for(language))) + "\n"


def _all(found: Allocation, network: Network, say: Messages) -> Iterator[str]:
    yield say.text("allot-title")
    yield say.text("allot-policy-used", policy=found.policy)
    yield from say_prices(found, network, say)
    for number, each in enumerate(found.needs, start=1):
        level = say_level(each, say)
        priority = say_priority(each, say)
        yield say.text("allot-need", number=number, text=each.text, level=level, priority=priority)
        yield f"   {say_allotted(each, say)}"
        yield f"   {say_change(each, say)}"
    for held in found.held:
        yield say_held(held, say)
    yield say.text("allot-confirm")


def say_prices(found: Allocation, network: Network, say: Messages) -> Iterator[str]:
    """How many places there are, and what priority and the parts of the areas cost."""
    prices = found.prices
    yield say.text("allot-says", places=found.places, price=prices.priority)
    if any(each.floor for each in found.floors):
        yield say.text("allot-floor-price", displaced=prices.displaced, points=prices.floors)
        yield from (_floor(each, network, say) for each in found.floors)


def _floor(each: AreaFloor, network: Network, say: Messages) -> str:
    area = say_area(each.area, network, say)
    return say.text("allot-floor", area=area, asking=each.asking, floor=each.floor, served=each.served)


def say_area(area: str, network: Network, say: Messages) -> str:
    """The name of an area; one that nobody knows is said so."""
    if area == UNKNOWN_AREA or area not in network:
        return say.text("allot-area-unknown")
    node_id = NodeId(area)
    return network.text(node_id, "full_name") or network.text(node_id, "name")


def say_level(each: Allotted, say: Messages) -> str:
    """The level of the need's case."""
    return say_code("levels", each.level, say.language) if each.level else say.text("allot-level-unknown")


def say_priority(each: Allotted, say: Messages) -> str:
    """What the order goes by: days, or that the level stands before any wait."""
    if each.level_days > _BEFORE_ANY_WAIT_DAYS:
        return say.text("allot-before-any-wait", waited=each.waited)
    return say.text("allot-days", priority=each.priority)


def say_allotted(each: Allotted, say: Messages) -> str:
    """The place, or why there is none."""
    if each.service is not None:
        return say.text("allot-place", name=each.name, score=each.score)
    return say.text(f"allot-{each.reason}", options=len(each.options))


def say_change(each: Allotted, say: Messages) -> str:
    """What would be otherwise than now."""
    if each.change == MOVES:
        return say.text("allot-moves", name=each.waits_for)
    return say.text(f"allot-{each.change}")


def say_held(held: Held, say: Messages) -> str:
    """A need that has its referral already."""
    state = say_code("referral_states", held.state, say.language)
    return say.text("allot-held", text=held.text, name=held.name, state=state)


def explain_to_client(each: Allotted, language: str) -> tuple[str, ...]:
    """Why this need has a place or none, made of nothing but what is its own: to be read to the client."""
    say = messages_for(language)
    is_before = each.level_days > _BEFORE_ANY_WAIT_DAYS
    return (
        say_allotted(each, say),
        say.text(
            "allot-one-before" if is_before else "allot-one-priority",
            priority=each.priority,
            waited=each.waited,
            level=say_level(each, say),
            **{"level-days": each.level_days},
        ),
        say.text("allot-one-rule"),
        *(say.text("allot-one-option", name=option.name, score=option.score) for option in each.options),
        *(() if each.service is not None else (say.text("allot-one-next"),)),
    )
