"""What a match comes to: values only, so that every window can show them in its own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from resnet.graph.elements import NodeId, Version
from resnet.matching.facts import Obstacle
from resnet.matching.finding import Arguments, Change, Finding


@dataclass(frozen=True, slots=True)
class Points:
    """What one rule earned, in milli-points: ``got`` out of ``of``."""

    rule: str
    got: int
    of: int


@dataclass(frozen=True, slots=True)
class Note:
    """A point for or against, or something to do; ``code`` names its sentence."""

    code: str
    args: Arguments = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Who calls whom, and by which tie.

    ``via`` is the agreement or team by name, ``agency`` where the called person works, ``phone`` the work
    phone, else the agency's. ``until`` is when an agreement ends.

    ``may_say`` are the categories that the client lets the called know something of, ``not_yet`` those that
    somebody would have to consent to first. ``fresh_at`` is when the tie was last used or made, where known;
    ``load`` how many agreements and standing teams lean on the called already.
    """

    tie: str
    caller: NodeId
    caller_name: str
    called: NodeId
    called_name: str
    title: str
    agency: str
    phone: str
    via: str
    until: datetime | None
    cost: int
    may_say: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()
    fresh_at: datetime | None = None
    load: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentNeed:
    """Whose knowing of which categories the client has not consented to yet."""

    receiver: NodeId
    receiver_name: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralPath:
    """A way to the provider that can be gone today. ``person`` takes over; None is a cold hand-over."""

    provider: NodeId
    provider_name: str
    person: NodeId | None
    steps: tuple[Step, ...]
    cost: int
    cold_extra: int
    consent_needed: ConsentNeed | None

    @property
    def is_warm(self) -> bool:
        """Whether a named person takes over."""
        return self.person is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Another service of the class that the client receives already."""

    service: NodeId
    name: str
    per_week: float | None
    amount: str
    payer: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that is asked for; ``is_at_hand`` None is unknown."""

    document: str
    is_at_hand: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One alternative: what fits, how it is reached, what speaks for and against it.

    ``offer`` is a service, or the person or group of the client's own network who helps. The score is the
    sum of ``points``; ``paths`` go by different people, a warm hand-over first; empty where none is needed.
    """

    offer: NodeId
    name: str
    tier: str
    provider_names: tuple[str, ...]
    score: int
    points: tuple[Points, ...]
    findings: tuple[Finding, ...]
    paths: tuple[ReferralPath, ...]
    pros: tuple[Note, ...]
    cons: tuple[Note, ...]
    overlaps: tuple[Overlap, ...]
    obstacles: tuple[Obstacle, ...]
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """What would fit but for a change that can be made. ``change`` is the sum of the policy's sizes."""

    offer: NodeId
    name: str
    tier: str
    provider_names: tuple[str, ...]
    against: tuple[Finding, ...]
    changes: tuple[Change, ...]
    change: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """How complete the search was: all that was considered, and who has nothing recorded."""

    services: int
    supporters: int
    agencies: int
    agencies_without: int
    groups: int
    groups_without: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """How old the services that were searched are: checked by a person, said by a list, old, undated."""

    version: Version
    made_at: datetime
    checked: int
    said: int
    old: int
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """The answer for one need. ``counts`` tell of everything considered, each once: proposed, or why not.

    ``reason`` is why nothing at all is proposed, in the words of the council's tables; ``""`` when something
    is. ``matches`` and ``misses`` are the first of ``counts["proposed"]`` and ``miss_count``. ``judged_for``
    names those whose facts were asked for where it is not the client alone.
    """

    need: NodeId
    client: NodeId | None
    at: datetime
    policy: str
    matches: tuple[Match, ...]
    misses: tuple[Miss, ...]
    miss_count: int
    counts: Mapping[str, int]
    reasons: Mapping[str, int]
    reason: str
    searched: Searched
    freshness: Freshness
    preference: str
    judged_for: tuple[str, ...] = ()
