"""What a team is proposed from: one value, read through the caller's view."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from resnet.graph.elements import NodeId
from resnet.matching.facts import Circle


@dataclass(frozen=True, slots=True)
class Seated:
    """Who sits where in a team of this case; ``seat`` is ``""`` for a member without one."""

    member: NodeId
    seat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFacts:
    """The client as far as the caller sees, and who has the case.

    ``ages`` are the youngest and oldest that the known birth allows; None, ``()`` and ``""`` are unknown but
    for ``service_classes``, those of the agreed needs that are not withdrawn, and ``received``, the services
    received now. ``place`` is where the client lives and all that it is part of, smallest first.
    ``took_part`` are the agencies that share the case. ``standard`` is the one the case was opened under.
    """

    at: datetime
    client: NodeId
    case: NodeId | None = None
    standard: str = ""
    ages: tuple[int, int] | None = None
    household_types: tuple[str, ...] = ()
    disability_types: tuple[str, ...] | None = None
    service_classes: tuple[str, ...] = ()
    place: tuple[NodeId, ...] = ()
    circle: Circle = field(default_factory=Circle)
    received: tuple[NodeId, ...] = ()
    seated: tuple[Seated, ...] = ()
    took_part: tuple[NodeId, ...] = ()
