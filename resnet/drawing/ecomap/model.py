"""What an eco-map shows: a client, the systems around, each as the client says it is on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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
    are codes of their vocabularies, ``""`` where nobody said.
    """

    nature: str = ""
    flow: str = ""
    importance: int | None = None
    nearness: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A person, group, agency or service around the client; a relation is None at a moment without it."""

    id: NodeId
    name: str
    sector: Sector
    now: Relation | None
    then: Relation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EcoMap:
    """``then_at`` is None where only one moment is drawn. ``since`` is where the period begins."""

    client: NodeId
    name: str
    systems: tuple[System, ...]
    now_at: datetime
    since: datetime
    then_at: datetime | None = None


def change_of(system: System) -> str:
    """What became of a system between the two moments: its place in the table of changes.

    >>> change_of(System(id=NodeId("person:a"), name="", sector=Sector.PEOPLE, now=Relation(nearness=5),
    ...                  then=Relation(nearness=2)))
    'nearer'
    """
    now, then = system.now, system.then
    if then is None:
        return "came"
    if now is None:
        return "went"
    near = (now.nearness or 0) - (then.nearness or 0)
    if now.nearness is not None and then.nearness is not None and near:
        return "nearer" if near > 0 else "farther"
    return "same" if (now.nature, now.flow) == (then.nature, then.flow) else "other"
