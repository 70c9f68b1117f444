"""The review of an emergency access: was it justified, and what follows. Nobody reviews the own one."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.dated import time_of
from resnet.casework.notice import Notice, refuse
from resnet.graph.access_path import EMERGENCY
from resnet.graph.elements import CommitId, Edge, EdgeId, NodeId, Patch
from resnet.graph.reading import edges_out, get_node
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.ontology.vocabulary import load_vocabulary


@dataclass(frozen=True, kw_only=True)
class ReviewGiven:
    """What the reviewer makes of who opened (``opened_by``) a person's facts.

    ``verdict`` is a code of ``review_verdicts``; ``consequence`` is what follows from it, in words.
    """

    subject: NodeId
    opened_by: NodeId
    verdict: str
    consequence: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The accesses that were reviewed."""

    edges: tuple[EdgeId, ...]
    warnings: tuple[Notice, ...]


def review_access(
    store: GraphStore, scope: Scope, given: ReviewGiven, *, commit: CommitId | None = None
) -> Reviewed:
    """Keep the verdict on every access that the actor was named the reviewer of and has not reviewed.

    The reviewer reads the access as anybody who may see the client's circle does, and nothing is opened for
    the review: whoever was named without seeing the case cannot review. One that is found not justified and
    still runs is ended first, in a commit of its own: what narrows adds no facts.

    Raises:
        NodeNotFoundError: If the subject is missing or hidden.
        RuleError: ``nothing-to-review`` or ``review-consequence``.
    """
    act = Act(store, scope, commit)
    get_node(act.view, given.subject, "person")
    term = load_vocabulary("review_verdicts").term(given.verdict)
    if term.flag("needs_words") and not given.consequence.strip():
        raise refuse("review-consequence")
    own = [each for each in _accesses(store, scope, given) if each.text("reviewer") == act.actor]
    waiting = [each for each in own if time_of(each, "reviewed_at") is None]
    if not waiting:
        if own and act.is_repeated():
            return Reviewed(tuple(each.id for each in own), act.warnings)
        raise refuse("nothing-to-review")
    if term.flag("needs_words"):
        _end(Act(store, scope, CommitId(f"{act.commit}-end")), waiting)
    said = {"review": given.verdict, "consequence": given.consequence.strip() or None, "reviewed_at": act.now}
    act.changes += [Patch(each.id, said) for each in waiting]
    act.write("emergency access reviewed")
    return Reviewed(tuple(each.id for each in waiting), act.warnings)


def waiting_accesses(store: GraphStore, scope: Scope, subject: NodeId) -> list[Edge]:
    """The accesses to a person's facts that the actor was named to review and has not reviewed."""
    return [
        each
        for each in _opened(store, scope, subject)
        if each.text("reviewer") == scope.actor and time_of(each, "reviewed_at") is None
    ]


def _accesses(store: GraphStore, scope: Scope, given: ReviewGiven) -> list[Edge]:
    """Every access of that person to those facts because of danger to life, also those that are over."""
    return [each for each in _opened(store, scope, given.subject) if each.end == given.opened_by]


def _opened(store: GraphStore, scope: Scope, subject: NodeId) -> list[Edge]:
    view = store.view(scope, as_of=EVERY_MOMENT)
    return [each for each in edges_out(view, [subject], "consents_to") if each.text("basis") == EMERGENCY]


def _end(act: Act, edges: list[Edge]) -> None:
    running = [each for each in edges if each.until is None or each.until > act.now]
    for each in running:
        act.end(each.id)
    if running:
        act.write("emergency access ended by its reviewer")
