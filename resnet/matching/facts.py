"""What matching may know of one need and its client: one small value, read through the caller's view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from resnet.graph.elements import NodeId
from resnet.ontology.category import Category

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The agreed need. What is absent was not asked."""

    id: NodeId
    category: Category
    domain: str = ""
    level: str = ""
    service_classes: tuple[str, ...] = ()
    weekdays: tuple[str, ...] | None = None
    from_minute: int | None = None
    until_minute: int | None = None
    cost_limit_won: int | None = None
    reach_km: float | None = None
    language: str = ""
    wanted_per_week: float | None = None
    preference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """The person, as far as the caller may see and services ask.

    ``ages`` are the youngest and oldest that the known birth allows; ``home`` is latitude and longitude.
    """

    id: NodeId
    ages: tuple[int, int] | None = None
    sex: str = ""
    benefit_class: str = ""
    household_type: str = ""
    disability_types: tuple[str, ...] | None = None
    languages: tuple[str, ...] | None = None
    documents: tuple[str, ...] | None = None
    home: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A service that the client receives now; ``service_class`` is ``""`` when nobody says."""

    service: NodeId
    service_class: str = ""
    per_week: float | None = None
    is_sufficient: bool | None = None
    amount: str = ""
    payer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supporter:
    """Somebody of the client's own network who helps already."""

    id: NodeId
    name: str = ""
    service_class: str = ""
    gives: str = ""
    per_week: float | None = None
    load: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """What keeps the client from these services, agencies or needs."""

    id: NodeId
    type: str
    text: str
    blocks: tuple[NodeId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Who starts a path, and who may be told of the client.

    ``managers`` are the workers of the case, else the one who asks; ``lead`` is the lead agency.
    ``consents`` are (receiver, category) pairs valid now. ``case_teams`` are the teams that only this case
    has, with their members.
    """

    managers: tuple[NodeId, ...] = ()
    lead: NodeId | None = None
    consents: frozenset[tuple[NodeId, str]] = frozenset()
    case_teams: tuple[tuple[NodeId, tuple[NodeId, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All of it, as it was at ``at``. ``client`` is None for a community-level need.

    ``place`` is the area that the client lives in, or that a community-level need is in, and all that it is
    part of, smallest first.
    """

    at: datetime
    wish: Wish
    client: Client | None = None
    place: tuple[NodeId, ...] = ()
    circle: Circle = Circle()
    received: tuple[Received, ...] = ()
    supporters: tuple[Supporter, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
