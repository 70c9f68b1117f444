"""Needs of the whole district, in people's words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.agreed_need import settle_need
from resnet.casework.statement import StatementGiven, take_statement
from resnet.demo.authored import moment
from resnet.demo.clock import Event
from resnet.demo.needs import need_given
from resnet.demo.stage import Stage, commit
from resnet.graph.elements import NodeId
from resnet.ontology.authored import Table


def community_events(stage: Stage, community: Table) -> Iterator[Event]:
    """What was said when it was said, what was agreed when it was agreed."""
    statements: dict[str, NodeId] = {}
    for need in community.tables("need"):
        yield Event(moment(need, "said_at"), partial(_take, stage, community, need, statements))
        yield Event(moment(need, "agreed_at"), partial(_settle, stage, community, need, statements))


def _take(stage: Stage, community: Table, need: Table, statements: dict[str, NodeId]) -> None:
    given = StatementGiven(
        words=need.text("words"),
        domain=need.text("domain"),
        level=need.text("level"),
        area=stage.area(need, "area"),
        spoken_by=need.text("spoken_by"),
        said_at=moment(need, "said_at"),
    )
    key = need.text("key")
    name = commit("community", "statement", key)
    kept = take_statement(stage.store, _scope(stage, community), given, commit=name)
    statements[key] = kept.statement
    stage.heard(kept.warnings)


def _settle(stage: Stage, community: Table, need: Table, statements: dict[str, NodeId]) -> None:
    key = need.text("key")
    given = need_given(need, (statements[key],), {"area": stage.area(need, "area")})
    name = commit("community", "need", key)
    stage.heard(settle_need(stage.store, _scope(stage, community), given, commit=name).warnings)


def _scope(stage: Stage, community: Table) -> Scope:
    return stage.scope_of(stage.worker(community, "taken_by", community.text("taken_by")), Role.CASE_MANAGER)
