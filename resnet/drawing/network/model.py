"""What the network map holds: spots, what ties them, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from resnet.graph.elements import NodeId

Places = NDArray[np.float64]
PROVIDERS: Final = ("agency", "group")
# Ties of cooperation, then what a provider offers.
COOPERATION: Final = ("agreement", "team", "contact", "success")
OFFER: Final = "offer"
TIE_KINDS: Final = (*COOPERATION, OFFER)


class Arrangement(StrEnum):
    """What decides where things stand: who is tied to whom, or where or what each is."""

    TIES = "ties"
    AREA = "area"
    TYPE = "type"


class State(StrEnum):
    """How a tie is: it holds, it holds and may soon not, it has ended."""

    VALID = "valid"
    FRAGILE = "fragile"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Spot:
    """An agency, informal ``group``, team or service; ``type`` is its code in the vocabulary of its kind.

    ``sector`` is what was said of this very provider, ``area`` where it lies (of a service, its provider),
    ``""`` where nobody said, or nobody may know. ``domains`` are the need domains that it, or a service of
    it, meets.
    """

    id: NodeId
    kind: str
    name: str
    type: str
    sector: str
    area: str
    domains: frozenset[str]


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two spots, by their ids in order, and what ties them, by its name.

    A ``team`` joins a provider and the team; of ``success`` the name is how often. ``until`` is when it
    ended or will end; ``why`` says what makes it fragile: ``ends-soon``, ``nominal``, ``stale``.
    ``parts`` is how many its end would cut off from the rest, 0 where nobody.
    """

    first: NodeId
    second: NodeId
    kind: str
    name: str
    state: State
    until: datetime | None = None
    why: tuple[str, ...] = ()
    parts: int = 0

    def other(self, end: NodeId) -> NodeId:
        """The end that is not this one."""
        return self.second if end == self.first else self.first


@dataclass(frozen=True, slots=True)
class Area:
    """An area's name, and the id of the larger one that it lies in, ``""`` where none is known."""

    name: str
    part_of: str


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """All that can be on the map, by kind and id; ``areas`` are those where something is and those around."""

    spots: tuple[Spot, ...]
    links: tuple[Link, ...]
    areas: Mapping[str, Area]


@dataclass(frozen=True, slots=True, eq=False)
class NetworkMap:
    """Spots, each with its row of ``places`` (pixels, y grows downwards), and the ties among them."""

    arrangement: Arrangement
    spots: tuple[Spot, ...]
    links: tuple[Link, ...]
    places: Places
    areas: Mapping[str, Area]

    def group_of(self, spot: Spot) -> str:
        """What a spot stands with where the map is arranged by it, ``""`` where nobody said."""
        return group_of(spot, self.arrangement)


def group_of(spot: Spot, arrangement: Arrangement) -> str:
    """The area, or the kind and type, by which a spot is arranged; by ties, the area as well."""
    if arrangement is not Arrangement.TYPE:
        return spot.area
    return f"{spot.kind}:{spot.type}" if spot.type else ""


def area_chain(areas: Mapping[str, Area], area: str) -> tuple[str, ...]:
    """An area and those that it lies in, the smallest first; of ``""``, none."""
    chain: list[str] = []
    while area in areas and area not in chain:
        chain.append(area)
        area = areas[area].part_of
    return tuple(chain)
