"""Presented needs: what was said, word for word, by whom, and of whose need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.need_category import need_category
from resnet.casework.notice import Notice, refuse
from resnet.casework.open_case import OpenCase, work_in
from resnet.graph.elements import CommitId, NodeId
from resnet.graph.reading import get_node
from resnet.graph.store import GraphStore
from resnet.ontology.category import Category
from resnet.ontology.standards import DEFAULT_STANDARD, load_standard
from resnet.ontology.vocabulary import load_vocabulary


@dataclass(frozen=True, kw_only=True)
class StatementGiven:
    """Words as spoken. ``case`` None is a need of the community: ``area`` says where, nobody is named.

    ``spoken_by`` and ``need_of`` are a person's id or words (``""``: the client; the worker's own
    observation is the worker's statement). ``severity`` is the client's own rating, before help.
    ``is_of_mind`` tells mental from bodily health.
    """

    words: str
    domain: str
    level: str
    case: NodeId | None = None
    area: NodeId | None = None
    spoken_by: str = ""
    need_of: str = ""
    severity: int | None = None
    is_of_mind: bool = False
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StatementKept:
    """The statement that was kept."""

    statement: NodeId
    warnings: tuple[Notice, ...]


def take_statement(
    store: GraphStore, scope: Scope, given: StatementGiven, *, commit: CommitId | None = None
) -> StatementKept:
    """Keep a presented need.

    Raises:
        RuleError: ``no-words``, ``where-is-it``, ``severity``, ``community-names-nobody`` or ``case-closed``.
        ConsentMissingError: If needs of this domain may not be recorded.
    """
    act = Act(store, scope, commit)
    case = work_in(act, given.case) if given.case is not None else None
    if not given.words.strip():
        raise refuse("no-words")
    check_severity(given.severity, case)
    statement = _keep(act, given, case)
    if given.severity is None and case is not None:
        act.warn("severity-not-asked")
    act.write("statement taken")
    return StatementKept(statement, act.warnings)


def rate_after(
    store: GraphStore, scope: Scope, statement: NodeId, severity: int, *, commit: CommitId | None = None
) -> StatementKept:
    """Keep how severe the client finds the presented need now, after help.

    Raises:
        RuleError: ``severity``.
    """
    act = Act(store, scope, commit)
    node = get_node(act.view, statement, "statement")
    check_severity(severity, None)
    act.patch(node, {"severity_after": severity})
    act.write("severity after help")
    return StatementKept(statement, act.warnings)


def check_severity(severity: int | None, case: OpenCase | None) -> None:
    """Whether a rating is on the scale of the case's standard.

    Raises:
        RuleError: ``severity``.
    """
    scale = (case.standard if case else load_standard(DEFAULT_STANDARD)).limit("severity-points")
    if severity is not None and not scale.allows(severity):
        raise refuse("severity", low=scale.at_least or 0, high=scale.at_most or 0)


def check_level(level: str, case: OpenCase | None, area: NodeId | None) -> None:
    """Whether the level of a need goes with where it belongs: to a client, or to a community.

    Raises:
        RuleError: ``where-is-it`` or ``community-names-nobody``.
    """
    is_public = load_vocabulary("need_levels").term(level).flag("is_public")
    if case is None and (area is None or not is_public):
        raise refuse("where-is-it")


def _keep(act: Act, given: StatementGiven, case: OpenCase | None) -> NodeId:
    check_level(given.level, case, given.area)
    if case is None and given.need_of:
        raise refuse("community-names-nobody")
    fields = {
        "words": given.words,
        "spoken_by": given.spoken_by,
        "need_of": given.need_of,
        "domain": given.domain,
        "level": given.level,
        "severity_before": given.severity,
        "said_at": given.said_at or act.now,
    }
    mind = ("5",) if given.is_of_mind else ()
    category = need_category(given.domain, mind) if case is not None else Category.PUBLIC
    statement = act.node("statement", fields, about=case.about if case else (), category=category)
    if case is not None:
        act.edge("in_case", statement, case.id)
    elif given.area is not None:
        act.edge("needed_in", statement, get_node(act.view, given.area, "area").id)
    return statement
