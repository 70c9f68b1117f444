"""The work: plan and its evaluation, conferences, contacts, advocacy, closing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from resnet.casework.advocacy import AdvocacyGiven, advocate
from resnet.casework.closing import ClosingGiven, close_case
from resnet.casework.conference import ConferenceGiven, hold_conference, share_minutes
from resnet.casework.contact import ContactGiven, record_contact
from resnet.casework.plan import ItemEvaluation, PlanItemGiven, evaluate_item, plan_item
from resnet.demo.authored import maybe_number, moment
from resnet.demo.clock import Event
from resnet.demo.story import Story, numbered
from resnet.ontology.authored import Table
from resnet.ontology.words import KOREA

# An item is planned when its need is agreed, or two weeks before it begins where that is later.
_AHEAD = timedelta(days=14)
_MORNING, _EVENING = time(9, 30), time(17, 30)


def work_events(story: Story) -> Iterator[Event]:
    """Everything that the manager does for the case, each at its moment."""
    agreed = {need.text("key"): moment(need, "agreed_at") for need in story.table.tables("need")}
    for place, item in numbered(story.table, "plan"):
        begins_on, ends_on = item.maybe_day("begins_on"), item.maybe_day("ends_on")
        ahead = [_at(begins_on, _MORNING) - _AHEAD] if begins_on else []
        yield Event(max([agreed[item.text("need")], *ahead]), partial(_plan, story, item, place))
        if ends_on is not None and item.maybe_text("verdict") is not None:
            yield Event(_at(ends_on, _EVENING), partial(_evaluate, story, item, place))
    for conference in story.table.tables("conference"):
        yield Event(moment(conference, "at"), partial(_confer, story, conference))
        yield Event(moment(conference, "minutes_shared_at"), partial(_share, story, conference))
    for place, contact in numbered(story.table, "contact"):
        yield Event(moment(contact, "written_at"), partial(_record, story, contact, place))
    for place, advocacy in numbered(story.table, "advocacy"):
        yield Event(moment(advocacy, "at"), partial(_advocate, story, advocacy, place))
    closing = story.table.table("closing")
    if closing.values:
        yield Event(moment(closing, "at"), partial(_close, story, closing))


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=KOREA)


def _plan(story: Story, item: Table, place: int) -> None:
    given = PlanItemGiven(
        case=story.open_case,
        needs=(story.need(item, item.text("need")),),
        action=item.text("action"),
        short_goal=item.text("short_goal"),
        long_goal=item.text("long_goal"),
        uses=(story.resource(item.table("uses")),),
        place=item.text("place"),
        per_week=maybe_number(item, "per_week"),
        responsible=item.text("responsible"),
        begins_on=item.maybe_day("begins_on"),
        ends_on=item.maybe_day("ends_on"),
    )
    kept = plan_item(story.stage.store, story.scope, given, commit=story.commit("plan", str(place)))
    story.items[place] = kept.item
    story.stage.heard(kept.warnings)


def _evaluate(story: Story, item: Table, place: int) -> None:
    given = ItemEvaluation(
        item=story.items[place], verdict=item.text("verdict"), score=item.maybe_whole("score")
    )
    name = story.commit("evaluation", str(place))
    story.stage.heard(evaluate_item(story.stage.store, story.scope, given, commit=name).warnings)


def _confer(story: Story, conference: Table) -> None:
    attended = conference.texts("attended")
    given = ConferenceGiven(
        case=story.open_case,
        type=conference.text("type"),
        at=moment(conference, "at"),
        decided=conference.text("decided"),
        attended=tuple(story.stage.worker(conference, "attended", each) for each in attended),
        lead=story.stage.provider(conference, "lead") if conference.maybe_text("lead") else None,
    )
    key = conference.text("key")
    name = story.commit("conference", key)
    kept = hold_conference(story.stage.store, story.scope, given, commit=name)
    story.conferences[key] = kept.conference
    story.stage.heard(kept.warnings)


def _share(story: Story, conference: Table) -> None:
    key = conference.text("key")
    name = story.commit("minutes", key)
    kept = share_minutes(story.stage.store, story.scope, story.conferences[key], commit=name)
    story.stage.heard(kept.warnings)


def _record(story: Story, contact: Table, place: int) -> None:
    given = ContactGiven(
        case=story.open_case,
        at=moment(contact, "at"),
        directness=contact.text("directness"),
        way=contact.text("way"),
        next_step=contact.text("plan"),
        subjective=contact.text("subjective"),
        objective=contact.text("objective"),
        assessment=contact.text("assessment"),
        minutes=contact.maybe_whole("minutes"),
        needs=tuple(story.need(contact, each) for each in contact.texts("needs")),
    )
    name = story.commit("contact", str(place))
    story.stage.heard(record_contact(story.stage.store, story.scope, given, commit=name).warnings)


def _advocate(story: Story, advocacy: Table, place: int) -> None:
    given = AdvocacyGiven(
        case=story.open_case,
        type=advocacy.text("type"),
        target=advocacy.text("target"),
        power=advocacy.text("power"),
        method=advocacy.text("method"),
        result=advocacy.text("result"),
    )
    name = story.commit("advocacy", str(place))
    story.stage.heard(advocate(story.stage.store, story.scope, given, commit=name).warnings)


def _close(story: Story, closing: Table) -> None:
    after = {
        story.statements[statement.text("key")]: severity
        for statement in story.table.tables("statement")
        if (severity := statement.maybe_whole("severity_after")) is not None
    }
    given = ClosingGiven(
        case=story.open_case,
        reason=closing.text("reason"),
        change=closing.text("change"),
        follow_up=closing.text("follow_up"),
        severity_after=after,
    )
    kept = close_case(story.stage.store, story.scope, given, commit=story.commit("closing"))
    story.stage.heard(kept.warnings)
