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
    preferences: tuple[str, ...] = ()
    preference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """The client, and the facts that services ask for of whoever has the need, as far as the caller sees.

    ``whose`` are the people who have it, such as a child of the client; ``()`` when it is somebody whom the
    file does not know, of whom nothing is known. Of several only what holds for all is known. ``ages`` are
    the youngest and oldest that each one's known birth allows, ``()`` when one is not known; ``home`` is
    latitude and longitude.
    """

    id: NodeId
    whose: tuple[NodeId, ...] = ()
    names: tuple[str, ...] = ()
    ages: tuple[tuple[int, int], ...] = ()
    sex: str = ""
    benefit_class: str = ""
    household_type: str = ""
    disability_types: tuple[str, ...] | None = None
    languages: tuple[str, ...] | None = None
    documents: tuple[str, ...] | None = None
    home: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A service received now; ``service_class`` is ``""`` when nobody says.

    ``is_own`` says that whoever has the need receives it; else the client does, for somebody else's need.
    """

    service: NodeId
    is_own: bool = True
    service_class: str = ""
    per_week: float | None = None
    is_sufficient: bool | None = None
    amount: str = ""
    payer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supporter:
    """Somebody of the client's own network who helps already; ``sex`` is a person's, where known."""

    id: NodeId
    name: str = ""
    sex: str = ""
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
