"""Scarce places shared among all needs that the visitor may know of: a dry run, confirmed one at a time."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from resnet.access.role import Role
from resnet.casework.allotment import take_back_allotment
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.matching.allocation.held import Held
from resnet.matching.allocation.plan import Allocation, Allotted, allocate
from resnet.matching.allocation.words import (
    explain_to_client,
    say_allotted,
    say_area,
    say_change,
    say_held,
    say_level,
    say_prices,
    say_priority,
)
from resnet.matching.policy import STANDARD, load_policy, policy_names
from resnet.messages import Messages
from resnet.web.desk import Asked, Desk
from resnet.web.render import CASE_ROLES, REFERRAL_ROLES, WORKERS, Onward, onward, page

SHARERS = (*WORKERS, Role.COORDINATOR)


@dataclass(frozen=True)
class AllottedShown:
    """One need of the dry run in words."""

    need: NodeId
    text: str
    area: str
    level: str
    priority: str
    says: str
    change: str
    has_place: bool


@dataclass(frozen=True)
class HeldShown:
    """A need that has its referral; ``is_draft`` can still be taken back."""

    referral: NodeId
    says: str
    is_draft: bool


def show_allocation(asked: Asked) -> Response:
    """The dry run under the policy that was asked for; nothing is written."""
    desk = asked.desk
    found = read_allocation(asked)
    network = desk.network()
    prices, *floors = say_prices(found, network, desk.words)
    return page(
        desk,
        "allocation.html",
        policy=found.policy,
        policies=policies_shown(desk.language),
        prices=prices,
        floors=floors,
        needs=[_shown(each, network, desk.words) for each in found.needs],
        held=[_held(each, desk) for each in found.held],
        may_confirm=desk.has_role(*WORKERS),
        reads_needs=desk.has_role(*CASE_ROLES),
        reads_letters=desk.has_role(*REFERRAL_ROLES),
    )


def show_allotted(asked: Asked) -> Response:
    """Why one need has a place or none, from its own facts alone, to be read with the client."""
    desk = asked.desk
    found = read_allocation(asked)
    allotted = allotted_in(found, asked.node())
    return page(
        desk,
        "allotted.html",
        policy=found.policy,
        need=allotted.need,
        text=allotted.text,
        lines=explain_to_client(allotted, desk.language),
        may_confirm=allotted.service is not None and desk.has_role(*WORKERS),
        reads_needs=desk.has_role(*CASE_ROLES),
    )


def take_undo(asked: Asked) -> Onward:
    """Take a confirmation back; its letter must not have been sent."""
    desk = asked.desk
    desk.require(*WORKERS)
    done = take_back_allotment(desk.store, desk.scope, asked.node(), commit=asked.commit("allot-undo"))
    return onward(desk, "/allocation", "allot-undone", done.warnings)


def read_allocation(asked: Asked) -> Allocation:
    """The dry run as the visitor sees it, under the policy in the address.

    Raises:
        ForbiddenError: If sharing places is not the visitor's work.
        UnknownPolicyError: If there is no such policy.
    """
    desk = asked.desk
    desk.require(*SHARERS)
    name = asked.query.get("policy") or STANDARD
    return allocate(desk.network(), desk.view(), load_policy(name))


def allotted_in(found: Allocation, need: NodeId) -> Allotted:
    """The need in the dry run.

    Raises:
        NodeNotFoundError: If it asks for no place, is missing, or is hidden.
    """
    for each in found.needs:
        if each.need == need:
            return each
    raise NodeNotFoundError


def policies_shown(language: str) -> list[tuple[str, str]]:
    """The shipped policies with their titles."""
    return [(name, load_policy(name).title.of(language)) for name in policy_names()]


def _shown(each: Allotted, network: Network, words: Messages) -> AllottedShown:
    return AllottedShown(
        need=each.need,
        text=each.text,
        area=say_area(each.area, network, words),
        level=say_level(each, words),
        priority=say_priority(each, words),
        says=say_allotted(each, words),
        change=say_change(each, words),
        has_place=each.service is not None,
    )


def _held(held: Held, desk: Desk) -> HeldShown:
    return HeldShown(held.referral, say_held(held, desk.words), held.is_draft)
