"""A proposed team in words: seat by seat, so that a reader can call the next person."""

from __future__ import annotations

from collections.abc import Iterator

from resnet.matching.explain import say_step
from resnet.matching.finding import Answer, Codes
from resnet.matching.team.client_type import TypeFound
from resnet.matching.team.proposal import (
    Candidate,
    Committee,
    Empty,
    LeadProposed,
    SeatProposed,
    TeamProposal,
)
from resnet.matching.words import say_codes, say_consent_needed
from resnet.messages import Messages, messages_for
from resnet.ontology.standard import Seat
from resnet.ontology.words import say_code, say_date


def explain_team(proposal: TeamProposal, language: str) -> str:
    """The whole proposal, a line a fact."""
    return "\n".join(_lines(proposal, messages_for(language)))


def say_type(found: TypeFound, say: Messages) -> str:
    """Whether the client is of a client type, and what says so or would have to be asked."""
    name = say_code("client_types", found.code, say.language)
    signs = ", ".join(say.text(f"team-sign-{sign}") for sign in found.signs)
    return say.text(f"team-type-{found.answer}", name=name, signs=signs)


def say_seat(seat: Seat, say: Messages) -> str:
    """What the seat is called, and that it is asked for only where there is such an agency."""
    name = seat.label.of(say.language)
    return say.text("team-seat-if-there", name=name) if seat.is_if_there else name


def say_empty(empty: Empty, say: Messages) -> str:
    """Why nobody can take a seat."""
    return say.text(f"team-empty-{empty}")


def say_notes(candidate: Candidate, say: Messages) -> Iterator[str]:
    """What a reader should know of a candidate before calling, a sentence a fact."""
    if candidate.is_seated:
        yield say.text("team-sits")
    if candidate.has_the_client:
        yield say.text("team-works-with")
    if candidate.holds_it_in:
        yield say.text("team-holds", team=candidate.holds_it_in)
    if candidate.is_of_the_area is None:
        yield say.text("team-area-unknown")
    if candidate.seats_held:
        yield say.text("team-load", count=candidate.seats_held)
    yield from (say_consent_needed(need, say) for need in candidate.consents)


def say_who(candidate: Candidate, say: Messages) -> str:
    """Name, title and agency of a candidate."""
    key = "match-who-titled" if candidate.title else "match-who"
    return say.text(key, name=candidate.name, title=candidate.title, agency=candidate.agency_name)


def say_lead(lead: LeadProposed, say: Messages) -> str:
    """An agency that could lead, and what it does for the client already."""
    why = [
        say.text(key)
        for key, holds in (
            ("team-lead-now", lead.is_lead),
            ("team-lead-works", lead.has_manager),
            ("team-lead-took-part", lead.has_taken_part),
        )
        if holds
    ]
    if lead.services:
        why.append(say.text("team-lead-gives", services=", ".join(lead.services)))
    return say.text("team-lead", name=lead.name, why=", ".join(why))


def say_committee(committee: Committee, say: Messages) -> Iterator[str]:
    """A Solution committee with who sits there, and its empty seats."""
    members = ", ".join(
        f"{say_code('team_seats', seat, say.language)} {name}" for seat, name in committee.filled
    )
    yield say.text("team-committee", name=committee.name, members=members or say.text("team-nobody"))
    if committee.empty:
        empty = say_codes(Codes("team_seats", committee.empty), say)
        yield say.text("team-committee-empty", seats=empty)


def _lines(proposal: TeamProposal, say: Messages) -> Iterator[str]:
    yield say.text("team-title")
    yield say.text("team-decides")
    yield ""
    yield say.text("team-types")
    yield from (f"  {say_type(each, say)}" for each in proposal.types if each.answer is not Answer.NO)
    yield ""
    for each in proposal.seats:
        yield from _seat(each, say)
    if proposal.maybe:
        seats = ", ".join(say_seat(each, say) for each in proposal.maybe)
        yield say.text("team-maybe", seats=seats)
    yield ""
    yield say.text("team-leads")
    yield from (f"  {say_lead(each, say)}" for each in proposal.leads)
    if not proposal.leads:
        yield f"  {say.text('team-leads-none')}"
    yield ""
    yield say.text("team-committees", day=say_date(proposal.meets_from, say.language))
    for committee in proposal.committees:
        yield from (f"  {line}" for line in say_committee(committee, say))
    if not proposal.committees:
        yield f"  {say.text('team-committees-none')}"


def _seat(proposed: SeatProposed, say: Messages) -> Iterator[str]:
    seat = say_seat(proposed.seat, say)
    if proposed.empty is not None:
        yield say.text("team-seat-empty", seat=seat, why=say_empty(proposed.empty, say))
        for ask in proposed.ask:
            yield "  " + say.text("team-ask", name=ask.name, phone=ask.phone or say.text("team-no-phone"))
        return
    yield say.text("team-seat", seat=seat, count=proposed.considered)
    for candidate in proposed.candidates:
        phone = "" if candidate.steps else candidate.phone
        who = say_who(candidate, say)
        yield f"  {who} · {say.text('match-phone', phone=phone)}" if phone else f"  {who}"
        yield from (f"    {say_step(step, say)}" for step in candidate.steps)
        yield from (f"    {note}" for note in say_notes(candidate, say))
