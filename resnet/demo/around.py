"""What surrounds the client: informal supporters, services received, the eco-map then and now."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from resnet.casework.supporter import SupporterGiven, add_supporter
from resnet.casework.surroundings import ReceivedGiven, RelationGiven, no_longer, receive, relate
from resnet.demo.authored import maybe_moment, maybe_number, moment
from resnet.demo.clock import Event
from resnet.demo.people import facts_of
from resnet.demo.story import Story, numbered
from resnet.ontology.authored import Table


def around_events(story: Story) -> Iterator[Event]:
    """Supporters, services received and relations, from when they could be written down."""
    dates = story.table.table("ecomap")
    known = min(story.assessed_at, moment(dates, "then_at"))
    for place, supporter in numbered(story.table, "supporter"):
        yield Event(story.known_from(supporter, known), partial(_support, story, supporter, place))
    for place, received in numbered(story.table, "receives"):
        yield Event(story.known_from(received, known), partial(_receive, story, received, place))
        until = maybe_moment(received, "until")
        if until is not None:
            yield Event(until, partial(_end, story, "receives", received, place))
    for place, tie in numbered(story.table, "tie"):
        yield Event(moment(dates, f"{tie.text('when')}_at"), partial(_relate, story, tie, place))
        until = maybe_moment(tie, "until")
        if until is not None:
            yield Event(until, partial(_end, story, "relates_to", tie, place))


def _support(story: Story, supporter: Table, place: int) -> None:
    new = supporter.table("new")
    given = SupporterGiven(
        client=story.client,
        supporter=facts_of(new) if new.values else story.resource(supporter),
        gives=supporter.text("gives"),
        service_class=supporter.maybe_text("service_class"),
        per_week=maybe_number(supporter, "per_week"),
        load=supporter.maybe_text("load"),
    )
    name = story.commit("supporter", str(place))
    kept = add_supporter(story.stage.store, story.scope, given, commit=name)
    if new.values:
        story.people[new.text("key")] = kept.supporter
    story.stage.heard(kept.warnings)


def _receive(story: Story, received: Table, place: int) -> None:
    given = ReceivedGiven(
        client=story.client,
        service=story.resource(received),
        per_week=maybe_number(received, "per_week"),
        amount=received.text("amount"),
        payer=received.text("payer"),
        is_sufficient=received.flag("is_sufficient"),
    )
    name = story.commit("receives", str(place))
    story.stage.heard(receive(story.stage.store, story.scope, given, commit=name).warnings)


def _relate(story: Story, tie: Table, place: int) -> None:
    given = RelationGiven(
        client=story.client,
        system=story.resource(tie),
        nature=tie.maybe_text("nature"),
        flow=tie.maybe_text("flow"),
        importance=tie.maybe_whole("importance"),
        nearness=tie.maybe_whole("nearness"),
        words=tie.maybe_text("words") or "",
    )
    name = story.commit("tie", str(place))
    story.stage.heard(relate(story.stage.store, story.scope, given, commit=name).warnings)


def _end(story: Story, kind: str, table: Table, place: int) -> None:
    ends = (story.client, story.resource(table))
    name = story.commit("end", kind, str(place))
    story.stage.heard(no_longer(story.stage.store, story.scope, kind, ends, commit=name).warnings)
