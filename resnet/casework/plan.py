"""Plan items: an action towards a goal, where, by whom, how often, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.notice import Notice, refuse
from resnet.casework.open_case import OpenCase, work_in
from resnet.graph.elements import CommitId, Node, NodeId
from resnet.graph.reading import edges_out, get_node
from resnet.graph.store import GraphStore
from resnet.ontology.field import Value
from resnet.ontology.vocabulary import load_vocabulary
from resnet.ontology.words import KOREA

_RESOURCES = ("service", "person", "group")
_BEFORE_PLAN = frozenset({"intake", "waiting", "assessment"})


@dataclass(frozen=True, kw_only=True)
class PlanItemGiven:
    """One line of the plan. ``responsible`` are the client and the family too, in words.

    ``needs`` are the agreed needs it works on, ``uses`` the services, people and groups it relies on.
    """

    case: NodeId
    needs: tuple[NodeId, ...]
    action: str
    short_goal: str
    long_goal: str = ""
    uses: tuple[NodeId, ...] = ()
    place: str = ""
    per_week: float | None = None
    responsible: str = ""
    begins_on: date | None = None
    ends_on: date | None = None

    def fields(self) -> dict[str, Value | None]:
        """As fields of the item's node."""
        return {
            "action": self.action,
            "short_goal": self.short_goal,
            "long_goal": self.long_goal,
            "place": self.place,
            "per_week": self.per_week,
            "responsible": self.responsible,
            "begins_on": self.begins_on,
            "ends_on": self.ends_on,
        }


@dataclass(frozen=True, kw_only=True)
class ItemEvaluation:
    """What became of a plan item; ``score`` is how far it was achieved, by the client."""

    item: NodeId
    verdict: str
    score: int | None = None


@dataclass(frozen=True, slots=True)
class PlanItemKept:
    """The plan item."""

    item: NodeId
    warnings: tuple[Notice, ...]


def plan_item(
    store: GraphStore, scope: Scope, given: PlanItemGiven, *, commit: CommitId | None = None
) -> PlanItemKept:
    """Add an item to the plan of a case.

    Raises:
        RuleError: ``no-words``, ``no-need``, ``period`` or ``case-closed``.
        NodeNotFoundError: If a need or resource is missing or hidden.
    """
    act = Act(store, scope, commit)
    case = work_in(act, given.case)
    if not given.action.strip():
        raise refuse("no-words")
    if not given.needs:
        raise refuse("no-need")
    if given.begins_on and given.ends_on and given.ends_on < given.begins_on:
        raise refuse("period")
    _warn_of_period(act, given, case)
    item = act.new_id("plan_item")
    fields = {name: value for name, value in given.fields().items() if value is not None}
    # Since when it is planned is the valid time of the node: the clocks read it.
    act.put(Node(id=item, kind="plan_item", fields=fields, about=case.about, category=None, since=act.now))
    act.edge("in_case", item, case.id)
    for need in given.needs:
        act.edge("pursues", item, get_node(act.view, need, "agreed_need").id)
    for resource in given.uses:
        act.edge("uses", item, get_node(act.view, resource, *_RESOURCES).id)
    if case.node.text("state") in _BEFORE_PLAN:
        act.patch(case.node, {"state": "plan"})
    act.write("plan item")
    return PlanItemKept(item, act.warnings)


def evaluate_item(
    store: GraphStore, scope: Scope, given: ItemEvaluation, *, commit: CommitId | None = None
) -> PlanItemKept:
    """Keep what became of a plan item.

    Raises:
        RuleError: ``score-asked`` or ``points``.
    """
    act = Act(store, scope, commit)
    node, score = get_node(act.view, given.item, "plan_item"), given.score
    case = _case_of(act, node.id)
    scale = case.standard.limit("achievement-points")
    if load_vocabulary("plan_verdicts").term(given.verdict).flag("has_score") and score is None:
        raise refuse("score-asked")
    if score is not None and not scale.allows(score):
        raise refuse("points", low=scale.at_least or 0, high=scale.at_most or 0)
    act.patch(node, {"verdict": given.verdict, "score": score})
    act.write("plan item evaluated")
    return PlanItemKept(node.id, act.warnings)


def _case_of(act: Act, element: NodeId) -> OpenCase:
    for edge in edges_out(act.view, [element], "in_case"):
        return work_in(act, edge.end)
    raise refuse("not-in-this-case")


def _warn_of_period(act: Act, given: PlanItemGiven, case: OpenCase) -> None:
    if given.ends_on is None:
        act.warn("goal-without-end")
        return
    due = case.standard.clock("short-goal").due_at(act.now)
    if given.ends_on >= due.astimezone(KOREA).date():
        act.warn("short-goal-long", until=due)
