"""What an eco-map shows: a client, the systems around, each as the client says it is on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import IntEnum

from resnet.graph.elements import NodeId


class Sector(IntEnum):
    """Where around the client a system stands, always in this order from the top: informal nearest."""

    PEOPLE = 0
    GROUPS = 1
    AGENCIES = 2
    SERVICES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How it is between client and system at one moment.

    ``importance`` and ``nearness`` are 1 to 5, None where the client was not asked; ``nature`` and ``flow``
    are codes of their vocabularies, ``""`` where nobody said. ``known`` is what the records know beside the
    client's words: help that comes, services received. ``planned`` is what a referral asks of a system that
    is not there yet (``""``: not said what); None of every other.
    """

    nature: str = ""
    flow: str = ""
    importance: int | None = None
    nearness: int | None = None
    words: str = ""
    known: str = ""
    planned: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A person, group, agency or service around the client; a relation is None at a moment without it.

    ``first_day`` is the Korean day of the first eco-map with it, None where it is in none.
    """

    id: NodeId
    name: str
    sector: Sector
    now: Relation | None
    then: Relation | None = None
    first_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EcoMap:
    """``then_at`` is None where only one moment is drawn. ``since`` is where the period begins.

    ``household`` are the names of those who live with the client now (``household_then`` lived there then):
    they are inside the circle.
    """

    client: NodeId
    name: str
    systems: tuple[System, ...]
    now_at: datetime
    since: datetime
    then_at: datetime | None = None
    household: tuple[str, ...] = ()
    household_then: tuple[str, ...] = ()

    @property
    def is_compared(self) -> bool:
        """Whether there is anything to compare with: of a day without record nothing is said."""
        return self.then_at is not None and any(each.then is not None for each in self.systems)

    @property
    def in_order(self) -> tuple[System, ...]:
        """The systems as they stand around the client, clockwise from the top."""
        return tuple(sorted(self.systems, key=lambda each: (each.sector, each.name, each.id)))


@dataclass(frozen=True, slots=True)
class Change:
    """What was said of a system then and now; ``""`` or None where nobody was asked."""

    field: str
    then: str | int | None
    now: str | int | None


def change_of(system: System) -> str:
    """What became of a system between the two moments, in one word.

    >>> change_of(System(id=NodeId("person:a"), name="", sector=Sector.PEOPLE, now=Relation(nearness=5),
    ...                  then=Relation(nearness=2)))
    'nearer'
    """
    now, then = system.now, system.then
    if now is not None and now.planned is not None:
        return "planned"
    if then is None:
        return "came"
    if now is None:
        return "went"
    if now.nature and not then.nature:
        return "asked"
    for before, after, (up, down) in (
        (then.nearness, now.nearness, ("nearer", "farther")),
        (then.importance, now.importance, ("more", "less")),
    ):
        if before is not None and after is not None and before != after:
            return up if after > before else down
    return "same" if (now.nature, now.flow) == (then.nature, then.flow) else "other"


def changes_of(system: System) -> Iterator[Change]:
    """Everything that differs between the two moments; nothing of a system that only one of them has."""
    if system.now is None or system.then is None:
        return
    if system.now.planned is not None:
        return
    for each in fields(Relation):
        then, now = getattr(system.then, each.name), getattr(system.now, each.name)
        if then != now:
            yield Change(each.name, then, now)
