"""A proposed team, typed; its sentences come from the catalogues of the matching room."""

from __future__ import annotations

import datetime as dt

import strawberry

from resnet.matching.finding import Answer
from resnet.matching.team.proposal import Candidate, SeatProposed, TeamProposal
from resnet.matching.team.words import say_empty, say_lead, say_notes, say_type, say_who
from resnet.messages import Messages, messages_for


@strawberry.type(name="SeatCandidate", description="Who could take a seat, and how they are reached.")
class CandidateType:
    """``steps`` count the calls on the way to them; 0 where no tie is needed."""

    person: strawberry.ID
    agency: strawberry.ID
    says: str
    phone: str
    is_seated: bool
    steps: int
    cost: int
    seats_held: int
    notes: list[str]


@strawberry.type(name="TeamSeat", description="A seat: who could take it, or why nobody can.")
class SeatType:
    """``seat`` is a code of team_seats; ``empty`` a stable code, null while somebody could take it."""

    seat: str
    name: str
    source: str
    is_if_there: bool
    candidates: list[CandidateType]
    considered: int
    empty: str | None
    says: str | None


@strawberry.type(name="LeadCandidate", description="An agency that works with the client and could lead.")
class LeadType:
    """Ordered: who does most for the client first."""

    agency: strawberry.ID
    is_lead: bool
    says: str


@strawberry.type(name="TeamProposal", description="A proposed integrated team. A conference decides.")
class TeamType:
    """``committee_from``: the first day on which a Solution committee may meet that is announced today."""

    client: strawberry.ID
    at: dt.datetime
    standard: str
    client_types: list[str]
    seats: list[SeatType]
    seats_that_may_be_needed: list[str]
    leads: list[LeadType]
    committee_from: dt.date


def write_team(found: TeamProposal, language: str) -> TeamType:
    """The proposal in words of the language; blocks for a moment, so in a thread."""
    say = messages_for(language)
    return TeamType(
        client=strawberry.ID(found.client),
        at=found.at,
        standard=found.standard,
        client_types=[say_type(each, say) for each in found.types if each.answer is not Answer.NO],
        seats=[_seat(each, say) for each in found.seats],
        seats_that_may_be_needed=[each.code for each in found.maybe],
        leads=[
            LeadType(agency=strawberry.ID(each.agency), is_lead=each.is_lead, says=say_lead(each, say))
            for each in found.leads
        ],
        committee_from=found.meets_from,
    )


def _seat(proposed: SeatProposed, say: Messages) -> SeatType:
    seat = proposed.seat
    return SeatType(
        seat=seat.code,
        name=seat.label.of(say.language),
        source=seat.source,
        is_if_there=seat.is_if_there,
        candidates=[_candidate(each, say) for each in proposed.candidates],
        considered=proposed.considered,
        empty=None if proposed.empty is None else proposed.empty.value,
        says=None if proposed.empty is None else say_empty(proposed.empty, say),
    )


def _candidate(candidate: Candidate, say: Messages) -> CandidateType:
    return CandidateType(
        person=strawberry.ID(candidate.person),
        agency=strawberry.ID(candidate.agency),
        says=say_who(candidate, say),
        phone=candidate.phone,
        is_seated=candidate.is_seated,
        steps=len(candidate.steps),
        cost=candidate.cost,
        seats_held=candidate.seats_held,
        notes=list(say_notes(candidate, say)),
    )
