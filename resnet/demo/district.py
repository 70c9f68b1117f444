"""The district's people and promises: workers, teams, agreements, accounts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from hashlib import sha256

from resnet.access.role import Role
from resnet.casework.account import AccountGiven, make_account, make_agency_key
from resnet.casework.cooperation import (
    AgreementGiven,
    Party,
    Seat,
    TeamGiven,
    WorkerGiven,
    add_worker,
    conclude_agreement,
    form_team,
    get_acquainted,
    seat_member,
)
from resnet.demo.authored import maybe_moment, moment
from resnet.demo.clock import Event
from resnet.demo.stage import Stage, commit
from resnet.ontology.authored import Table


def district_events(stage: Stage, district: Table) -> Iterator[Event]:
    """Everything of the district that is no list, each at its moment."""
    start = moment(district, "people_at")
    yield Event(start, stage.learn)
    for worker in district.tables("worker"):
        yield Event(start, partial(_add_worker, stage, worker))
    for team in district.tables("team"):
        yield Event(start, partial(_form_team, stage, team))
        for place, seat in enumerate(team.tables("member")):
            if moment(seat, "since") > start:
                yield Event(
                    moment(seat, "since"),
                    partial(_seat, stage, team, seat, place),
                )
    for agreement in district.tables("agreement"):
        at = max(start, moment(agreement, "since"))
        yield Event(at, partial(_conclude, stage, agreement))
    for pair in district.tables("knows"):
        yield Event(moment(pair, "last_contact_at"), partial(_acquaint, stage, pair))


def make_accounts(stage: Stage, district: Table) -> None:
    """The accounts of workers and of a client, all with the demo's password."""
    for account in district.tables("account"):
        story = account.maybe_text("story")
        owner = stage.clients[story] if story else stage.worker(account, "worker", account.text("worker"))
        login = account.text("login")
        given = AccountGiven(
            owner=owner,
            login=login,
            password=district.text("password"),
            roles=frozenset(Role(role) for role in account.texts("roles")),
            language=account.text("language"),
            salt=sha256(f"demo salt of {login}".encode()).digest()[:16],
        )
        make_account(stage.store, stage.scope, given, commit=commit("account", login))


def make_keys(stage: Stage, district: Table) -> dict[str, str]:
    """The keys of agencies' programs by login, the same in every run."""
    keys: dict[str, str] = {}
    for program in district.tables("program"):
        login, agency = program.text("login"), stage.provider(program, "agency")
        material = sha256(f"demo key of {login}".encode()).digest()
        kept = make_agency_key(stage.store, stage.scope, agency, login, material=material)
        keys[login] = kept.key or ""
    return keys


def _add_worker(stage: Stage, worker: Table) -> None:
    given = WorkerGiven(
        name=worker.text("name"),
        agency=stage.provider(worker, "agency"),
        title=worker.text("title"),
        work_phone=worker.text("work_phone"),
        is_contact=worker.flag("is_contact"),
    )
    key = worker.text("key")
    kept = add_worker(stage.store, stage.scope, given, commit=commit("worker", key))
    stage.workers[key] = kept.node
    stage.heard(kept.warnings)


def _form_team(stage: Stage, team: Table) -> None:
    now = stage.store.now()
    seats = tuple(_seat_given(stage, seat) for seat in team.tables("member") if moment(seat, "since") <= now)
    given = TeamGiven(name=team.text("name"), type=team.text("type"), seats=seats)
    key = team.text("key")
    kept = form_team(stage.store, stage.scope, given, commit=commit("team", key))
    stage.teams[key] = kept.node
    stage.heard(kept.warnings)


def _seat(stage: Stage, team: Table, seat: Table, place: int) -> None:
    key = team.text("key")
    name = commit("seat", key, str(place))
    kept = seat_member(stage.store, stage.scope, stage.teams[key], _seat_given(stage, seat), commit=name)
    stage.heard(kept.warnings)


def _seat_given(stage: Stage, seat: Table) -> Seat:
    worker = seat.maybe_text("worker")
    return Seat(
        member=stage.worker(seat, "worker", worker) if worker else stage.provider(seat, "agency"),
        seat=seat.text("seat"),
        is_leader=seat.flag("leads"),
        since=moment(seat, "since"),
        until=maybe_moment(seat, "until"),
    )


def _conclude(stage: Stage, agreement: Table) -> None:
    given = AgreementGiven(
        name=agreement.text("name"),
        purpose=agreement.text("purpose"),
        parties=tuple(_party(stage, party) for party in agreement.tables("party")),
        since=moment(agreement, "since"),
        until=maybe_moment(agreement, "until"),
    )
    name = commit("agreement", agreement.text("key"))
    stage.heard(conclude_agreement(stage.store, stage.scope, given, commit=name).warnings)


def _party(stage: Stage, party: Table) -> Party:
    worker = party.maybe_text("worker")
    return Party(
        agency=stage.provider(party, "group" if party.maybe_text("group") else "agency"),
        duties=party.maybe_text("duties") or "",
        rights=party.maybe_text("rights") or "",
        named_worker=stage.worker(party, "worker", worker) if worker else None,
    )


def _acquaint(stage: Stage, pair: Table) -> None:
    first, second = pair.texts("workers")
    workers = (stage.worker(pair, "workers", first), stage.worker(pair, "workers", second))
    last = moment(pair, "last_contact_at")
    kept = get_acquainted(stage.store, stage.scope, workers, last, commit=commit("knows", first, second))
    stage.heard(kept.warnings)
