"""The sheets of a case's own team: forming it out of the proposal, taking a seat, leaving it."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from resnet.casework.cooperation import Seat, TeamGiven, form_team, leave_team, seat_member
from resnet.graph.elements import NodeId
from resnet.matching.team.proposal import SeatProposed
from resnet.matching.team.propose import propose_team
from resnet.matching.team.words import say_seat, say_who
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import CaseDesk, case_desk, case_sheet, field_ask, what_ended
from resnet.web.render import Onward, onward
from resnet.web.sheet import Ask, Filled, Group, Options, RefusedAtError, Sheet, Way, show_sheet, take_sheet

_SEAT: Final = "seat-"
# Between the two parts of a code that is picked.
_OF: Final = " "


def show_forming(asked: Asked) -> Response:
    """The empty sheet of a new team: each proposed seat with who could take it."""
    at = case_desk(asked)
    return show_sheet(at.desk, _forming_sheet(at))


def take_forming(asked: Asked) -> Response:
    """Form the team of this case; what it may read is still the client's to consent to."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        leads = filled.text("leads")
        taken = {
            name.removeprefix(_SEAT): who
            for name in filled.entries
            if name.startswith(_SEAT) and (who := filled.text(name))
        }
        if leads and leads not in taken:
            raise RefusedAtError("leads", at.desk.words.text("sheet-team-leads-empty"))
        seats = tuple(
            Seat(member=NodeId(who), seat=seat, is_leader=seat == leads) for seat, who in taken.items()
        )
        given = TeamGiven(name=filled.text("name"), type=filled.text("type"), seats=seats, case=at.case.id)
        kept = form_team(at.desk.store, at.desk.scope, given, commit=asked.commit("team"))
        return onward(at.desk, f"{at.href}/team", "sheet-team-kept", kept.warnings)

    return take_sheet(asked, _forming_sheet(at), act)


def show_seat(asked: Asked) -> Response:
    """The empty sheet of a seat."""
    at = case_desk(asked)
    return show_sheet(at.desk, _seat_sheet(at))


def take_seat(asked: Asked) -> Response:
    """Give somebody a seat from now on."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        team = NodeId(filled.text("team"))
        seat, _, who = filled.text("who").partition(_OF)
        given = Seat(member=NodeId(who), seat=seat, is_leader=filled.is_ticked("leads"))
        kept = seat_member(at.desk.store, at.desk.scope, team, given, commit=asked.commit("seat"))
        return onward(at.desk, f"{at.href}/team", "sheet-seat-kept", kept.warnings)

    return take_sheet(asked, _seat_sheet(at), act)


def show_leaving(asked: Asked) -> Response:
    """Who sits in the case's teams, one to be picked."""
    at = case_desk(asked)
    return show_sheet(at.desk, _leaving_sheet(at))


def take_leaving(asked: Asked) -> Response:
    """End a membership now, and with it what the member read as one of the team."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        team, _, member = filled.text("what").partition(_OF)
        kept = leave_team(
            at.desk.store, at.desk.scope, NodeId(team), NodeId(member), commit=asked.commit("leaving")
        )
        return onward(at.desk, f"{at.href}/team", "sheet-seat-left-kept", kept.warnings)

    return take_sheet(asked, _leaving_sheet(at), act)


def _forming_sheet(at: CaseDesk) -> Sheet:
    desk, words = at.desk, at.desk.words
    seats = [each for each in _proposed(at) if each.candidates]
    about = (
        field_ask(desk, "team", "name", Way.LINE, is_required=True),
        field_ask(desk, "team", "type", Way.PICK, is_required=True),
    )
    taken = tuple(
        Ask(
            name=f"{_SEAT}{each.seat.code}",
            label=say_seat(each.seat, words),
            way=Way.PICK,
            options=tuple((who.person, say_who(who, words)) for who in each.candidates),
        )
        for each in seats
    )
    leads = Ask(
        name="leads",
        label=words.text("sheet-team-leads"),
        way=Way.PICK,
        options=tuple((each.seat.code, say_seat(each.seat, words)) for each in seats),
    )
    groups = (Group("", about), Group(words.text("team-seats"), (*taken, leads)))
    first = taken[0].name if taken else ""
    return case_sheet(at, "team-form", groups, {"nobody-attended": first})


def _seat_sheet(at: CaseDesk) -> Sheet:
    desk, words = at.desk, at.desk.words
    teams = tuple((each.id, each.text("name")) for each in at.teams())
    team = Ask(
        name="team", label=words.text("sheet-seat-team"), way=Way.PICK, options=teams, is_required=True
    )
    who = Ask(
        name="who",
        label=words.text("sheet-seat-who"),
        way=Way.PICK,
        options=tuple(
            (f"{each.seat.code}{_OF}{who.person}", f"{say_seat(each.seat, words)} · {say_who(who, words)}")
            for each in _proposed(at)
            for who in each.candidates
            # A seat opens what the team may read: nobody gives one to themselves.
            if not who.is_seated and who.person != desk.scope.actor
        ),
        is_required=True,
    )
    leads = field_ask(desk, "member_of", "leads", Way.TICK)
    return case_sheet(at, "seat", (Group("", (team, who, leads)),), {})


def _leaving_sheet(at: CaseDesk) -> Sheet:
    return case_sheet(
        at, "seat-left", (Group("", (what_ended(at, _sitting(at)),)),), {"nothing-ends": "what"}
    )


def _proposed(at: CaseDesk) -> tuple[SeatProposed, ...]:
    return propose_team(at.desk.network(), at.view, at.case.client.id).seats


def _sitting(at: CaseDesk) -> Options:
    """Each member of each team of the case, with the seat."""
    return tuple(
        (f"{team.id}{_OF}{each.member}", " · ".join(filter(None, (team.text("name"), each.seat, each.name))))
        for team in at.teams()
        for each in at.seated(team.id)
    )
