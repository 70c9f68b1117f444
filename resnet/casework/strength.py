"""Strengths, and obstacles between the client and a resource."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.notice import Notice, refuse
from resnet.casework.open_case import work_in
from resnet.graph.elements import CommitId, NodeId
from resnet.graph.reading import get_node
from resnet.graph.store import GraphStore
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from resnet.ontology.vocabulary import load_vocabulary

# What a bodily or mental claim is about decides who may see it.
_CATEGORIES = {"bodily": Category.HEALTH, "mental": Category.MENTAL_HEALTH}


@dataclass(frozen=True, kw_only=True)
class StrengthGiven:
    """An inner or environmental resource; a former one says why it ended."""

    case: NodeId
    text: str
    type: str
    is_former: bool = False
    ended_why: str = ""


@dataclass(frozen=True, kw_only=True)
class ObstacleGiven:
    """What keeps the client from a RESOURCE; ``blocks`` are services, agencies or needs it stands before.

    ``evidence`` is the prescription or certificate of a bodily or mental claim.
    """

    case: NodeId
    type: str
    text: str
    blocks: tuple[NodeId, ...] = ()
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Assessed:
    """The strength or obstacle that was kept."""

    node: NodeId
    warnings: tuple[Notice, ...]


def note_strength(
    store: GraphStore, scope: Scope, given: StrengthGiven, *, commit: CommitId | None = None
) -> Assessed:
    """Keep a strength or resource of the client.

    Raises:
        RuleError: ``no-words`` or ``case-closed``.
    """
    act = Act(store, scope, commit)
    case = work_in(act, given.case)
    if not given.text.strip():
        raise refuse("no-words")
    if given.is_former and not given.ended_why.strip():
        act.warn("why-it-ended")
    fields: dict[str, Value | None] = {
        "text": given.text,
        "type": given.type,
        "is_former": given.is_former,
        "ended_why": given.ended_why,
    }
    strength = act.node("strength", fields, about=case.about)
    act.edge("in_case", strength, case.id)
    act.write("strength noted")
    return Assessed(strength, act.warnings)


def note_obstacle(
    store: GraphStore, scope: Scope, given: ObstacleGiven, *, commit: CommitId | None = None
) -> Assessed:
    """Keep an obstacle; a bodily or mental claim without evidence, or one before no resource, warns.

    Raises:
        RuleError: ``no-words`` or ``case-closed``.
        NodeNotFoundError: If something it blocks is missing or hidden.
    """
    act = Act(store, scope, commit)
    case = work_in(act, given.case)
    if not given.text.strip():
        raise refuse("no-words")
    term = load_vocabulary("obstacle_types").term(given.type)
    if term.flag("needs_evidence") and not given.evidence.strip():
        act.warn("evidence-missing", obstacle=term.label)
    if not given.blocks:
        act.warn("obstacle-before-nothing")
    obstacle = act.node(
        "obstacle",
        {"type": given.type, "text": given.text, "evidence": given.evidence},
        about=case.about,
        category=_CATEGORIES.get(given.type),
    )
    act.edge("in_case", obstacle, case.id)
    for resource in given.blocks:
        act.edge("blocks", obstacle, get_node(act.view, resource, "service", "agency", "agreed_need").id)
    act.write("obstacle noted")
    return Assessed(obstacle, act.warnings)
