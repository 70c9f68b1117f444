"""Who the family is: intake with its own consent, kin, later consents, what is corrected and withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from resnet.casework.assignment import AssignmentGiven, assign
from resnet.casework.consent import ConsentGiven, give_consent
from resnet.casework.family import add_family, correct_person
from resnet.casework.intake import IntakeGiven, take_in
from resnet.casework.person_facts import PersonFacts
from resnet.casework.relatives import CLIENT, Kin, Relative, Tie
from resnet.casework.triangle import TriangleGiven, tell_triangle
from resnet.casework.withdrawal import Withdrawal, withdraw_consent
from resnet.demo.authored import maybe_moment, maybe_texts, moment
from resnet.demo.clock import Event
from resnet.demo.story import Story, numbered
from resnet.graph.elements import NodeId
from resnet.ontology.authored import Table
from resnet.ontology.category import Category

# Consents of the intake itself: without them nothing may be written down at all.
_OWN = "own-"


def people_events(story: Story) -> Iterator[Event]:
    """Intake and everything about persons and consent, each at its moment."""
    yield Event(story.intake_at, partial(_take_in, story))
    for consent in story.table.tables("consent"):
        is_letters = consent.maybe_text("letter") is not None
        if not (is_letters or consent.text("key").startswith(_OWN)):
            yield Event(moment(consent, "since"), partial(_give, story, consent))
        withdrawn_at = maybe_moment(consent, "withdrawn_at")
        if withdrawn_at is not None:
            yield Event(withdrawn_at, partial(_withdraw, story, consent))
    for place, correction in numbered(story.table, "correction"):
        yield Event(moment(correction, "at"), partial(_correct, story, correction, place))
    turns = {at for tie in story.table.tables("feeling") if (at := _turn(tie)) is not None}
    for at in sorted(turns):
        yield Event(at, partial(_feelings_turned, story, at))
    for place, triangle in numbered(story.table, "triangle"):
        yield Event(moment(triangle, "at"), partial(_triangle, story, triangle, place))


def consent_given(story: Story, consent: Table, receiver: NodeId) -> ConsentGiven:
    """A consent of the story, to a receiver; whoever signs but the client is a relative by key or id."""
    signer = consent.maybe_text("given_by")
    return ConsentGiven(
        purpose=consent.text("purpose"),
        categories=frozenset(Category(code) for code in consent.texts("categories")),
        receiver=receiver,
        until=moment(consent, "until"),
        given_how=consent.text("given_how"),
        given_as=consent.text("given_as"),
        is_right_to_refuse_told=True,
        given_by=story.people.get(signer, signer) if signer else None,
        remarks=consent.maybe_text("remarks") or "",
    )


def facts_of(person: Table) -> PersonFacts:
    """What the story tells of a person."""
    return PersonFacts(
        name=person.maybe_text("name"),
        sex=person.maybe_text("sex"),
        born_on=person.maybe_day("born_on"),
        birth_year=_birth_year(person),
        death_year=person.maybe_whole("death_year"),
        phone=person.maybe_text("phone"),
        languages=maybe_texts(person, "languages"),
        benefit_class=person.maybe_text("benefit_class"),
        disability_types=maybe_texts(person, "disability_types"),
        disability_degree=person.maybe_text("disability_degree"),
        conditions=maybe_texts(person, "conditions"),
        documents=maybe_texts(person, "documents"),
    )


def _birth_year(person: Table) -> int | None:
    born_on = person.maybe_day("born_on")
    return born_on.year if born_on else person.maybe_whole("birth_year")


def _take_in(story: Story) -> None:
    table, intake, household = story.table, story.table.table("intake"), story.table.table("household")
    given = IntakeGiven(
        client=facts_of(_client(story)),
        consents=tuple(_own_consents(story)),
        way_in=intake.text("way_in"),
        verdict=intake.text("verdict"),
        reason=intake.text("reason"),
        view=intake.text("view"),
        referred_by=intake.text("referred_by"),
        is_emergency=intake.flag("is_emergency"),
        kin=_kin(story),
        household_type=household.text("type"),
        income_won=household.whole("income_won"),
        area=story.stage.area(household, "area"),
        standard=table.table("case").text("standard"),
    )
    done = take_in(story.stage.store, story.scope, given, commit=story.commit("intake"))
    story.case = done.case
    story.people = {table.text("client"): done.client, **done.relatives}
    story.stage.clients[story.key] = done.client
    own = [each.text("key") for each in table.tables("consent") if each.text("key").startswith(_OWN)]
    story.consents |= dict(zip(own, done.consents, strict=True))
    manager = story.stage.worker(table, "manager", table.text("manager"))
    assigned = assign(
        story.stage.store,
        story.scope,
        AssignmentGiven(case=done.case, worker=manager),
        commit=story.commit("assign"),
    )
    story.stage.heard((*done.warnings, *assigned.warnings))


def _client(story: Story) -> Table:
    wanted = story.table.text("client")
    return next(each for each in story.table.tables("person") if each.text("key") == wanted)


def _own_consents(story: Story) -> Iterator[ConsentGiven]:
    for consent in story.table.tables("consent"):
        if consent.text("key").startswith(_OWN):
            yield consent_given(story, consent, story.stage.provider(consent.table("to"), "agency"))


def _kin(story: Story) -> Kin:
    client = story.table.text("client")
    relatives = tuple(
        Relative(key=each.text("key"), facts=facts_of(each), is_resident=each.flag("lives_here"))
        for each in story.table.tables("person")
        if each.text("key") != client
    )
    return Kin(relatives, tuple(_ties(story, client)))


def _ties(story: Story, client: str) -> Iterator[Tie]:
    def end(key: str) -> str:
        return CLIENT if key == client else key

    for tie in story.table.tables("parent"):
        yield Tie(
            kind="parent_of",
            start=end(tie.text("parent")),
            end=end(tie.text("child")),
            nature=tie.text("nature"),
            birth_order=tie.maybe_whole("birth_order"),
        )
    for tie in story.table.tables("partner"):
        yield Tie(
            kind="partner_of",
            start=end(tie.text("a")),
            end=end(tie.text("b")),
            nature=tie.text("nature"),
            from_year=tie.maybe_whole("from_year"),
            to_year=tie.maybe_whole("to_year"),
        )
    for tie in story.table.tables("guardian"):
        start = end(tie.text("person"))
        yield Tie(kind="guardian_of", start=start, end=CLIENT, is_legal=tie.flag("is_legal"))
    for tie in story.table.tables("feeling"):
        if _turn(tie) is None:
            yield _feeling(tie, end(tie.text("from")), end(tie.text("to")))


def _feeling(tie: Table, start: str, end: str) -> Tie:
    return Tie(
        kind="feels_about",
        start=start,
        end=end,
        nature=tie.text("nature"),
        since=maybe_moment(tie, "since"),
        until=maybe_moment(tie, "until"),
    )


def _turn(tie: Table) -> datetime | None:
    """When a feeling turned into another: both, the old and the new, are learnt then."""
    return maybe_moment(tie, "since") or maybe_moment(tie, "until")


def _feelings_turned(story: Story, at: datetime) -> None:
    ties = tuple(
        _feeling(tie, story.person(tie, tie.text("from")), story.person(tie, tie.text("to")))
        for tie in story.table.tables("feeling")
        if _turn(tie) == at
    )
    name = story.commit("feelings", at.isoformat())
    kept = add_family(story.stage.store, story.scope, story.client, Kin(ties=ties), commit=name)
    story.stage.heard(kept.warnings)


def _triangle(story: Story, table: Table, place: int) -> None:
    """Three of the story, of whom every two have a feeling already."""
    first, second, third = (story.person(table, key) for key in table.texts("people"))
    given = TriangleGiven(people=(first, second, third), words=table.text("words"))
    name = story.commit("triangle", str(place))
    kept = tell_triangle(story.stage.store, story.scope, story.client, given, commit=name)
    story.stage.heard(kept.warnings)


def _give(story: Story, consent: Table) -> None:
    to, key = consent.table("to"), consent.text("key")
    team = to.maybe_text("team")
    receiver = story.stage.teams[team] if team else story.stage.provider(to, "agency")
    given = (consent_given(story, consent, receiver),)
    name = story.commit("consent", key)
    kept = give_consent(story.stage.store, story.scope, story.client, given, commit=name)
    story.consents[key] = kept.consents[0]
    story.stage.heard(kept.warnings)


def _withdraw(story: Story, consent: Table) -> None:
    key = consent.text("key")
    given = Withdrawal(client=story.client, consent=story.consents[key])
    name = story.commit("withdrawal", key)
    story.stage.heard(withdraw_consent(story.stage.store, story.scope, given, commit=name).warnings)


def _correct(story: Story, correction: Table, place: int) -> None:
    person = story.person(correction, correction.text("person"))
    name = story.commit("correction", str(place))
    kept = correct_person(story.stage.store, story.scope, person, facts_of(correction), commit=name)
    story.stage.heard(kept.warnings)
