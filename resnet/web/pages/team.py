"""The proposed integrated team of a case: who could take each seat, whom to call, which seats stay empty."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from resnet.casework.open_case import ENDED
from resnet.graph.elements import Node
from resnet.matching.explain import say_step
from resnet.matching.finding import Answer
from resnet.matching.team.proposal import Candidate, SeatProposed
from resnet.matching.team.propose import propose_team
from resnet.matching.team.words import (
    say_committee,
    say_empty,
    say_lead,
    say_notes,
    say_seat,
    say_type,
    say_who,
)
from resnet.messages import Messages
from resnet.ontology.words import say_code, say_date
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import CaseDesk, Seated, case_desk
from resnet.web.render import CASE_ROLES, WORKERS, page


@dataclass(frozen=True)
class TeamShown:
    """A team of the case that was formed: who sits where, and who leads."""

    name: str
    type: str
    members: tuple[Seated, ...]


@dataclass(frozen=True)
class CandidateShown:
    """Somebody who could take the seat: who they are, who calls whom, what to know before."""

    who: str
    href: str
    phone: str
    steps: tuple[str, ...]
    notes: tuple[str, ...]
    is_seated: bool


@dataclass(frozen=True)
class SeatShown:
    """A seat in words; ``empty`` says why nobody can take it, and ``ask`` whom to ask then."""

    name: str
    why_needed: str
    empty: str
    candidates: tuple[CandidateShown, ...]
    more: int
    ask: tuple[tuple[str, str, str], ...]


def show_team(asked: Asked) -> Response:
    """The proposal, as far as the visitor may know of the client; nothing is written."""
    at = case_desk(asked, CASE_ROLES)
    desk, words, case = at.desk, at.desk.words, at.case
    found = propose_team(desk.network(), at.view, case.client.id)
    seats = [_seat(each, words) for each in found.seats]
    return page(
        desk,
        "team.html",
        case=case.node,
        client=case.client,
        types=[say_type(each, words) for each in found.types if each.answer is not Answer.NO],
        teams=[_formed(at, each) for each in at.teams()],
        may_form=desk.has_role(*WORKERS) and case.node.text("state") not in ENDED,
        seats=seats,
        empty_count=sum(1 for each in seats if each.empty),
        maybe=", ".join(say_seat(each, words) for each in found.maybe),
        leads=[(f"/directory/{each.agency}", say_lead(each, words)) for each in found.leads],
        committees=[tuple(say_committee(each, words)) for each in found.committees],
        meets_from=say_date(found.meets_from, desk.language),
    )


def _formed(at: CaseDesk, team: Node) -> TeamShown:
    type_ = say_code("team_types", team.text("type"), at.desk.language)
    return TeamShown(team.text("name"), type_, at.seated(team.id))


def _seat(proposed: SeatProposed, words: Messages) -> SeatShown:
    return SeatShown(
        name=say_seat(proposed.seat, words),
        why_needed=proposed.seat.source,
        empty="" if proposed.empty is None else say_empty(proposed.empty, words),
        candidates=tuple(_candidate(each, words) for each in proposed.candidates),
        more=proposed.considered - len(proposed.candidates),
        ask=tuple((each.name, f"/directory/{each.agency}", each.phone) for each in proposed.ask),
    )


def _candidate(candidate: Candidate, words: Messages) -> CandidateShown:
    return CandidateShown(
        who=say_who(candidate, words),
        href=f"/directory/{candidate.agency}",
        phone=candidate.phone,
        steps=tuple(say_step(each, words) for each in candidate.steps),
        notes=tuple(say_notes(candidate, words)),
        is_seated=candidate.is_seated,
    )
