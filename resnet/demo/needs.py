"""What was said and what was agreed: statements, needs and how far they are met, strengths, obstacles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from resnet.casework.agreed_need import NeedGiven, settle_need, work_on_need
from resnet.casework.assignment import Judgement, judge
from resnet.casework.statement import StatementGiven, rate_after, take_statement
from resnet.casework.strength import ObstacleGiven, StrengthGiven, note_obstacle, note_strength
from resnet.demo.authored import maybe_minute, maybe_moment, maybe_number, maybe_texts, moment
from resnet.demo.clock import Event
from resnet.demo.story import Story, numbered, soon_after
from resnet.graph.elements import NodeId
from resnet.ontology.authored import Table


def need_events(story: Story) -> Iterator[Event]:
    """Statements when said, needs when agreed, what the assessment found with the first need."""
    for statement in story.table.tables("statement"):
        yield Event(max(story.intake_at, moment(statement, "said_at")), partial(_take, story, statement))
    yield Event(story.assessed_at, partial(_judge, story))
    for need in story.table.tables("need"):
        yield Event(moment(need, "agreed_at"), partial(_settle, story, need))
        state = need.text("state")
        if state == "open":
            continue
        yield Event(soon_after(moment(need, "agreed_at")), partial(_set_state, story, need, "in-work"))
        since = maybe_moment(need, "state_since")
        if since is not None:
            yield Event(since, partial(_set_state, story, need, state))
    for place, strength in numbered(story.table, "strength"):
        yield Event(story.assessed_at, partial(_note_strength, story, strength, place))
    for place, obstacle in numbered(story.table, "obstacle"):
        at = max([story.assessed_at, *_blocked_since(story, obstacle)])
        yield Event(at, partial(_note_obstacle, story, obstacle, place))
    if not story.table.table("closing").values:
        now_at = moment(story.table.table("ecomap"), "now_at")
        for statement in story.table.tables("statement"):
            if statement.maybe_whole("severity_after") is not None:
                yield Event(now_at, partial(_rate, story, statement))


def need_given(need: Table, statements: tuple[NodeId, ...], place: dict[str, NodeId]) -> NeedGiven:
    """A need of a story or of the community; ``place`` is its ``case`` or its ``area``."""
    return NeedGiven(
        text=need.text("text"),
        domain=need.text("domain"),
        level=need.text("level"),
        statements=statements,
        case=place.get("case"),
        area=place.get("area"),
        priority=need.maybe_whole("priority"),
        service_classes=need.texts("service_classes"),
        wanted_per_week=maybe_number(need, "wanted_per_week"),
        weekdays=maybe_texts(need, "weekdays"),
        from_minute=maybe_minute(need, "from"),
        until_minute=maybe_minute(need, "until"),
        cost_limit_won=need.maybe_whole("cost_limit_won"),
        language=need.maybe_text("language"),
        preferences=maybe_texts(need, "preferences"),
        preference=need.maybe_text("preference") or "",
    )


def _blocked_since(story: Story, obstacle: Table) -> Iterator[datetime]:
    agreed = {need.text("key"): moment(need, "agreed_at") for need in story.table.tables("need")}
    for blocked in obstacle.tables("blocks"):
        need = blocked.maybe_text("need")
        if need is not None:
            yield agreed[need]


def _take(story: Story, statement: Table) -> None:
    whose = statement.maybe_text("need_of")
    given = StatementGiven(
        words=statement.text("words"),
        need_of=story.person(statement, whose) if whose else "",
        domain=statement.text("domain"),
        level=statement.text("level"),
        case=story.open_case,
        spoken_by=statement.text("spoken_by"),
        severity=statement.maybe_whole("severity_before"),
        is_of_mind=statement.flag("is_of_mind"),
        said_at=moment(statement, "said_at"),
    )
    key = statement.text("key")
    kept = take_statement(story.stage.store, story.scope, given, commit=story.commit("statement", key))
    story.statements[key] = kept.statement
    story.stage.heard(kept.warnings)


def _judge(story: Story) -> None:
    case = story.table.table("case")
    given = Judgement(
        case=story.open_case,
        level=case.text("level"),
        reason=case.text("level_reason"),
        risk=case.text("risk"),
        service_type=case.text("service_type"),
    )
    kept = judge(story.stage.store, story.scope, given, commit=story.commit("judgement"))
    story.stage.heard(kept.warnings)


def _settle(story: Story, need: Table) -> None:
    key = need.text("key")
    statements = tuple(story.statements[each] for each in need.texts("statements"))
    given = need_given(need, statements, {"case": story.open_case})
    kept = settle_need(story.stage.store, story.scope, given, commit=story.commit("need", key))
    story.needs[key] = kept.need
    story.stage.heard(kept.warnings)


def _set_state(story: Story, need: Table, state: str) -> None:
    key = need.text("key")
    name = story.commit("need", key, state)
    kept = work_on_need(story.stage.store, story.scope, story.needs[key], state, commit=name)
    story.stage.heard(kept.warnings)


def _rate(story: Story, statement: Table) -> None:
    key, after = statement.text("key"), statement.whole("severity_after")
    name = story.commit("severity", key)
    kept = rate_after(story.stage.store, story.scope, story.statements[key], after, commit=name)
    story.stage.heard(kept.warnings)


def _note_strength(story: Story, strength: Table, place: int) -> None:
    given = StrengthGiven(
        case=story.open_case,
        text=strength.text("text"),
        type=strength.text("type"),
        is_former=strength.flag("is_former"),
        ended_why=strength.maybe_text("ended_why") or "",
    )
    name = story.commit("strength", str(place))
    story.stage.heard(note_strength(story.stage.store, story.scope, given, commit=name).warnings)


def _note_obstacle(story: Story, obstacle: Table, place: int) -> None:
    given = ObstacleGiven(
        case=story.open_case,
        type=obstacle.text("type"),
        text=obstacle.text("text"),
        blocks=tuple(story.resource(blocked) for blocked in obstacle.tables("blocks")),
        evidence=obstacle.maybe_text("evidence") or "",
    )
    name = story.commit("obstacle", str(place))
    story.stage.heard(note_obstacle(story.stage.store, story.scope, given, commit=name).warnings)
