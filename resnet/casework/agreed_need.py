"""Agreed needs: what client and case manager settle on, out of what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.need_category import need_category
from resnet.casework.notice import Notice, refuse
from resnet.casework.open_case import OpenCase, work_in
from resnet.casework.statement import check_level
from resnet.graph.elements import CommitId, Node, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphStore
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from resnet.ontology.vocabulary import load_vocabulary

# Worked on now: on its way, or met in part. An open need waits for its turn.
WORKED_ON: Final = frozenset({"in-work", "under-met"})


@dataclass(frozen=True, kw_only=True)
class NeedGiven:
    """A need as agreed. ``statements`` are those it was settled out of.

    ``service_classes`` are what would meet it; none is allowed: a need that no service meets is a need, and
    is counted. ``case`` None is a need of the community in ``area``. ``preferences`` are the conditions that
    matching can answer, ``preference`` the client's own words.
    """

    text: str
    domain: str
    level: str
    statements: tuple[NodeId, ...] = ()
    case: NodeId | None = None
    area: NodeId | None = None
    priority: int | None = None
    service_classes: tuple[str, ...] | None = None
    wanted_per_week: float | None = None
    weekdays: tuple[str, ...] | None = None
    from_minute: int | None = None
    until_minute: int | None = None
    cost_limit_won: int | None = None
    reach_km: float | None = None
    language: str | None = None
    preferences: tuple[str, ...] | None = None
    preference: str = ""

    def fields(self) -> dict[str, Value | None]:
        """As fields of the need's node."""
        return {
            "text": self.text,
            "domain": self.domain,
            "level": self.level,
            "priority": self.priority,
            "service_classes": self.service_classes,
            "wanted_per_week": self.wanted_per_week,
            "weekdays": self.weekdays,
            "from_minute": self.from_minute,
            "until_minute": self.until_minute,
            "cost_limit_won": self.cost_limit_won,
            "reach_km": self.reach_km,
            "language": self.language,
            "preferences": self.preferences,
            "preference": self.preference,
        }


@dataclass(frozen=True, slots=True)
class NeedSettled:
    """The agreed need."""

    need: NodeId
    warnings: tuple[Notice, ...]


def settle_need(
    store: GraphStore, scope: Scope, given: NeedGiven, *, commit: CommitId | None = None
) -> NeedSettled:
    """Settle one need out of several statements.

    Raises:
        RuleError: ``no-words``, ``where-is-it``, ``not-in-this-case`` or ``case-closed``.
        ConsentMissingError: If needs of this domain may not be recorded.
        NodeNotFoundError: If a statement is missing or hidden.
    """
    act = Act(store, scope, commit)
    case = work_in(act, given.case) if given.case is not None else None
    if not given.text.strip():
        raise refuse("no-words")
    check_level(given.level, case, given.area)
    if case is not None:
        _check_statements(act, given, case)
    need = _make(act, given, case)
    _warn(act, given, case)
    act.write("need agreed")
    return NeedSettled(need, act.warnings)


def work_on_need(
    store: GraphStore, scope: Scope, need: NodeId, state: str, *, commit: CommitId | None = None
) -> NeedSettled:
    """Set how far a need is: open, in work, under-met, met, withdrawn. Too many in work at once warns.

    Raises:
        NodeNotFoundError: If the need is missing or hidden.
    """
    act = Act(store, scope, commit)
    node = get_node(act.view, need, "agreed_need")
    act.patch(node, {"state": state})
    if state in WORKED_ON and node.text("state") not in WORKED_ON:
        for edge in edges_out(act.view, [need], "in_case"):
            _warn_of_too_many(act, work_in(act, edge.end))
    act.write("state of a need")
    return NeedSettled(need, act.warnings)


def needs_of(act: Act, case: OpenCase) -> tuple[Node, ...]:
    """The agreed needs of the case that the caller sees."""
    found = act.view.nodes([edge.start for edge in edges_in(act.view, [case.id], "in_case")])
    return tuple(node for node in found.values() if node.kind == "agreed_need")


def _check_statements(act: Act, given: NeedGiven, case: OpenCase) -> None:
    for statement in given.statements:
        get_node(act.view, statement, "statement")
    in_case = {edge.start for edge in edges_out(act.view, given.statements, "in_case") if edge.end == case.id}
    if in_case != set(given.statements):
        raise refuse("not-in-this-case")


def _make(act: Act, given: NeedGiven, case: OpenCase | None) -> NodeId:
    classes = given.service_classes or ()
    category = need_category(given.domain, classes) if case is not None else Category.PUBLIC
    fields = {**given.fields(), "state": "open", "agreed_at": act.now}
    need = act.node("agreed_need", fields, about=case.about if case else (), category=category)
    for statement in given.statements:
        act.edge("settled_into", statement, need, category=None if case else Category.PUBLIC)
    if case is not None:
        act.edge("in_case", need, case.id)
        if case.node.text("state") == "intake":
            act.patch(case.node, {"state": "assessment"})
    elif given.area is not None:
        act.edge("needed_in", need, get_node(act.view, given.area, "area").id)
    return need


def _warn(act: Act, given: NeedGiven, case: OpenCase | None) -> None:
    if not given.statements:
        act.warn("need-without-words")
    if not given.service_classes:
        act.warn("need-without-service")
    if case is not None and given.priority is None:
        act.warn("priority-not-asked")
    for code in given.service_classes or ():
        load_vocabulary("service_classes").term(code)


def _warn_of_too_many(act: Act, case: OpenCase) -> None:
    limit = case.standard.limit("needs-at-once")
    at_once = 1 + sum(node.text("state") in WORKED_ON for node in needs_of(act, case))
    if not limit.allows(at_once):
        act.warn("needs-at-once", count=at_once, limit=limit.at_most or 0)
