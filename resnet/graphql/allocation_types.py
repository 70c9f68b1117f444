"""The sharing of scarce places, typed; its sentences come from the catalogue of the matching room."""

from __future__ import annotations

import datetime as dt

import strawberry

from resnet.casework.allotment import AllotmentGiven
from resnet.errors import BadInputError
from resnet.graph.network.snapshot import Network
from resnet.graphql.context import id_of
from resnet.graphql.match_types import Language
from resnet.matching.allocation.held import Held
from resnet.matching.allocation.plan import UNKNOWN_AREA, Allocation, Allotted
from resnet.matching.allocation.words import explain_to_client, say_allotted, say_area, say_change
from resnet.messages import Messages, messages_for
from resnet.ontology.category import PERSONAL, Category


@strawberry.type(name="OpenPlace", description="A service that would fit and has a place open to referrals.")
class OpenPlaceType:
    """``score`` in milli-points."""

    service: strawberry.ID
    name: str
    score: int


@strawberry.type(name="Allotted", description="One need in the dry run.")
class AllottedType:
    """``service`` null: no place, ``reason`` (a stable code) says why. ``change``: gains, moves or stays.

    ``priority`` in days = ``waited`` + ``level_days``. ``explained`` tells the client from its own facts.
    """

    need: strawberry.ID
    text: str
    level: str
    area: strawberry.ID | None
    priority: int
    waited: int
    level_days: int
    options: list[OpenPlaceType]
    service: strawberry.ID | None
    name: str
    score: int
    reason: str | None
    says: str
    change: str
    change_says: str
    explained: list[str]


@strawberry.type(name="HeldPlace", description="A need whose letter holds a place: nothing takes it away.")
class HeldType:
    """``state`` is a code of referral_states; a draft can be taken back."""

    need: strawberry.ID
    text: str
    service: strawberry.ID
    name: str
    referral: strawberry.ID
    state: str


@strawberry.type(
    name="AreaFloor", description="How many needs of an area are to get a place at least, and do."
)
class AreaFloorType:
    """``area`` null: of nobody known where."""

    area: strawberry.ID | None
    name: str
    asking: int
    floor: int
    served: int


@strawberry.type(
    name="Allocation", description="Who could get which scarce place. A dry run; a person confirms."
)
class AllocationType:
    """``price_of_*`` are milli-points of fit; ``displaced``: needs that go without for an area's floor."""

    at: dt.datetime
    policy: str
    places: int
    needs: list[AllottedType]
    held: list[HeldType]
    floors: list[AreaFloorType]
    price_of_priority: int
    price_of_floors: int
    displaced: int


@strawberry.input(description="A place of the dry run confirmed, after the client was asked.")
class AllotmentInput:
    """``policy`` shared the places; ``passes_on`` are categories that the letter may tell."""

    need: strawberry.ID
    service: strawberry.ID
    policy: str
    decided_by: str
    passes_on: list[str]
    commit: str
    goal: str = ""
    summary: str = ""
    reason: str = ""
    override_ground: str | None = None
    receiver: strawberry.ID | None = None
    language: Language = Language.KO


def allotment_given(given: AllotmentInput) -> AllotmentGiven:
    """The input as casework takes it.

    Raises:
        BadInputError: If something to pass on is no category of a client's facts.
    """
    known = {str(each) for each in PERSONAL}
    if unknown := sorted(set(given.passes_on) - known):
        raise BadInputError(f"passesOn: {unknown[0]!r} is none of {', '.join(sorted(known))}.")
    return AllotmentGiven(
        need=id_of(given.need),
        service=id_of(given.service),
        policy=given.policy,
        decided_by=given.decided_by,
        passes_on=frozenset(Category(each) for each in given.passes_on),
        goal=given.goal,
        summary=given.summary,
        reason=given.reason,
        override_ground=given.override_ground,
        receiver=id_of(given.receiver) if given.receiver is not None else None,
    )


def write_allocation(found: Allocation, network: Network, language: str) -> AllocationType:
    """The dry run in words of the language; blocks for a moment, so in a thread."""
    say = messages_for(language)
    return AllocationType(
        at=found.at,
        policy=found.policy,
        places=found.places,
        needs=[_allotted(each, say) for each in found.needs],
        held=[_held(each) for each in found.held],
        floors=[
            AreaFloorType(
                area=_area(each.area),
                name=say_area(each.area, network, say),
                asking=each.asking,
                floor=each.floor,
                served=each.served,
            )
            for each in found.floors
        ],
        price_of_priority=found.prices.priority,
        price_of_floors=found.prices.floors,
        displaced=found.prices.displaced,
    )


def _area(area: str) -> strawberry.ID | None:
    return None if area == UNKNOWN_AREA else strawberry.ID(area)


def _allotted(each: Allotted, say: Messages) -> AllottedType:
    return AllottedType(
        need=strawberry.ID(each.need),
        text=each.text,
        level=each.level,
        area=_area(each.area),
        priority=each.priority,
        waited=each.waited,
        level_days=each.level_days,
        options=[
            OpenPlaceType(service=strawberry.ID(option.service), name=option.name, score=option.score)
            for option in each.options
        ],
        service=strawberry.ID(each.service) if each.service else None,
        name=each.name,
        score=each.score,
        reason=each.reason or None,
        says=say_allotted(each, say),
        change=each.change,
        change_says=say_change(each, say),
        explained=list(explain_to_client(each, say.language)),
    )


def _held(held: Held) -> HeldType:
    return HeldType(
        need=strawberry.ID(held.need),
        text=held.text,
        service=strawberry.ID(held.service),
        name=held.name,
        referral=strawberry.ID(held.referral),
        state=held.state,
    )
