"""What a proposed team comes to: values only, so that every window can show them in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from resnet.graph.elements import NodeId
from resnet.matching.matches import ConsentNeed, Step
from resnet.matching.team.client_type import TypeFound
from resnet.ontology.standard import Seat


class Empty(StrEnum):
    """Why nobody can take a seat: the first of these that holds, and no other reason is given."""

    NO_MANAGER = "no-manager"
    NO_AGENCY = "no-agency"
    AREA_UNKNOWN = "area-unknown"
    NOT_HERE = "not-here"
    NO_WORKER = "no-worker"
    NO_ROLE = "no-role"
    NO_TIE = "no-tie"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who could take a seat.

    ``is_seated`` in a team of this case; ``has_the_client`` says that their agency does;
    ``holds_it_in`` names a standing team in which they have this very seat. ``steps`` are who calls whom to
    ask them, empty where no tie is needed; ``cost`` is what they cost by the policy. ``is_of_the_area`` None
    says that nobody knows whether the agency is there for the client's residence. ``seats_held`` counts the
    standing teams they sit in: their load as far as it is public. ``consents`` are what the client has not
    consented to yet for them to know.
    """

    person: NodeId
    name: str
    title: str
    agency: NodeId
    agency_name: str
    phone: str = ""
    is_of_the_area: bool | None = True
    is_seated: bool = False
    has_the_client: bool = False
    holds_it_in: str = ""
    steps: tuple[Step, ...] = ()
    cost: int = 0
    seats_held: int = 0
    consents: tuple[ConsentNeed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Askable:
    """Whom to ask about a seat nobody can take: an agency, at its number."""

    agency: NodeId
    name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatProposed:
    """A seat with whoever could take it, the first by rank; else ``empty`` and whom to ask.

    ``considered`` counts everybody who could.
    """

    seat: Seat
    candidates: tuple[Candidate, ...]
    considered: int = 0
    empty: Empty | None = None
    ask: tuple[Askable, ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether somebody sits there already."""
        return any(each.is_seated for each in self.candidates)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadProposed:
    """An agency that could lead: what it does for the client already decides (domain.md §8)."""

    agency: NodeId
    name: str
    is_lead: bool
    has_manager: bool
    has_taken_part: bool
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """A Solution committee: who sits in which seat (seat, name), and which seats are empty."""

    team: NodeId
    name: str
    filled: tuple[tuple[str, str], ...]
    empty: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamProposal:
    """The whole proposal; a person decides. ``types`` are all client types, those that may hold included.

    ``maybe`` are the seats that would come with a type nobody knows to hold. ``meets_from`` is the first day
    on which a Solution committee may meet that is announced today.
    """

    client: NodeId
    case: NodeId | None
    at: datetime
    standard: str
    types: tuple[TypeFound, ...]
    seats: tuple[SeatProposed, ...]
    maybe: tuple[Seat, ...]
    leads: tuple[LeadProposed, ...]
    committees: tuple[Committee, ...]
    meets_from: date
