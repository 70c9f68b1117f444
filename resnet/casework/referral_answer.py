"""What becomes of a referral: who may say so, what needs a reason, and the loop that closes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from resnet.access.scope import Scope
from resnet.casework.act import Act, Given
from resnet.casework.dated import time_of
from resnet.casework.evidence import note_evidence
from resnet.casework.notice import Notice, refuse
from resnet.errors import ForbiddenError
from resnet.graph.access_path import standing_receivers
from resnet.graph.elements import CommitId, Node, NodeId
from resnet.graph.reading import edges_out, get_node
from resnet.graph.store import GraphStore, GraphView
from resnet.graph.values import kind_of
from resnet.ontology.field import Value
from resnet.ontology.standards import DEFAULT_STANDARD, load_standard
from resnet.ontology.term import Term
from resnet.ontology.vocabulary import load_vocabulary

SENDER: Final = "sender"
RECEIVER: Final = "receiver"

# The reason that says nothing by itself: whoever means it writes words in its place.
_IN_WORDS: Final = "other"


@dataclass(frozen=True, kw_only=True)
class AnswerGiven:
    """The next state of a referral (vocabulary ``referral_states``).

    ``reason`` is a code of ``referral_reasons`` or words. Done says ``outcome``; a wait list is ``on-hold``
    with the enrolment ``on-waitlist``.
    """

    referral: NodeId
    state: str
    reason: str = ""
    enrolment: str | None = None
    outcome: str | None = None
    outcome_said: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The referral and its state now."""

    referral: NodeId
    state: str
    warnings: tuple[Notice, ...]


def answer_referral(
    store: GraphStore, scope: Scope, given: AnswerGiven, *, commit: CommitId | None = None
) -> Answered:
    """Set the next state, as the side that may.

    Raises:
        NodeNotFoundError: If the referral is missing or hidden.
        ForbiddenError: If the actor is on neither side, or this side may not set that state.
        RuleError: ``sent-by-its-door``, ``state-order``, ``state-reason``, ``reason-in-words``,
            ``reason-of-state`` or ``outcome-missing``.
    """
    act = Act(store, scope, commit)
    node = get_node(act.view, given.referral, "referral")
    sides = sides_at(act.view, node.id)
    if node.text("state") != given.state or not act.is_repeated():
        _check(act, node, given, sides)
        act.patch(node, _fields(act, node, given, sides))
        if given.state != "entered-in-error":
            note_evidence(act, node.id, given.reason, is_receiver=_speaks_for_itself(act, node.id, sides))
        _warn(act, node, sides)
        act.write(f"referral {given.state}")
    return Answered(node.id, given.state, act.warnings)


def sides_at(view: GraphView, referral: NodeId) -> frozenset[str]:
    """On which sides of the referral the view's actor is; none when it is hidden.

    Both where a department refers to another, and where the receiver is a group: nobody signs in for a
    self-help group or a church, so the sender writes down what they say.
    """
    own = standing_receivers(view, view.scope.actor)
    edges = edges_out(view, [referral], "addressed_to", "sent_by")
    names = {"addressed_to": RECEIVER, "sent_by": SENDER}
    sides = {names[edge.kind] for edge in edges if edge.end in own}
    is_to_group = any(edge.kind == "addressed_to" and kind_of(edge.end) == "group" for edge in edges)
    return frozenset(sides | ({RECEIVER} if is_to_group and SENDER in sides else set()))


def _speaks_for_itself(act: Act, referral: NodeId, sides: frozenset[str]) -> bool:
    """Whether the actor is of the receiver; a sender writes down what a group says, who is not."""
    edges = edges_out(act.view, [referral], "addressed_to")
    return RECEIVER in sides and all(kind_of(edge.end) != "group" for edge in edges)


def _check(act: Act, node: Node, given: AnswerGiven, sides: frozenset[str]) -> None:
    states = load_vocabulary("referral_states")
    wanted, now = states.term(given.state), states.term(node.text("state"))
    if not sides and not act.scope.sees_everything:
        raise ForbiddenError("answer a referral between other agencies")
    if given.state == "requested":
        raise refuse("sent-by-its-door")
    if wanted.code not in now.texts("next"):
        raise refuse("state-order", now=now.label, wanted=wanted.label)
    if not sides & set(wanted.texts("set_by")) and not act.scope.sees_everything:
        raise ForbiddenError(f"set a referral to {given.state} from this side")
    _check_reason(given, wanted)
    if given.state == "completed" and given.outcome is None:
        raise refuse("outcome-missing")


def _check_reason(given: AnswerGiven, wanted: Term) -> None:
    if not wanted.flag("needs_reason"):
        return
    if not given.reason.strip():
        raise refuse("state-reason", wanted=wanted.label)
    if given.reason == _IN_WORDS:
        raise refuse("reason-in-words")
    reasons = load_vocabulary("referral_reasons")
    if given.reason in reasons and wanted.code not in reasons.term(given.reason).texts("states"):
        raise refuse("reason-of-state", reason=reasons.term(given.reason).label, wanted=wanted.label)


def _fields(act: Act, node: Node, given: AnswerGiven, sides: frozenset[str]) -> Given:
    fields: dict[str, Value | None] = {"state": given.state, "reason": given.reason or None}
    if RECEIVER in sides and node.get("answered_at") is None:
        fields["answered_at"] = act.now
    if load_vocabulary("referral_states").term(given.state).flag("is_final"):
        fields["ended_at"] = act.now
    said = {
        "enrolment": given.enrolment,
        "outcome": given.outcome,
        "outcome_said": given.outcome_said,
    }
    fields |= {name: value for name, value in said.items() if value}
    return fields


def _warn(act: Act, node: Node, sides: frozenset[str]) -> None:
    sent_at = time_of(node, "sent_at")
    if RECEIVER not in sides or sent_at is None or node.get("answered_at") is not None:
        return
    # The receiver does not see the case, so the answer is timed by the common standard.
    due = load_standard(DEFAULT_STANDARD).clock("referral-answer").due_at(sent_at)
    if act.now >= due:
        act.warn("answer-late", until=due)
