"""The end of the loop: what the client says, shared credit, and an agreement that suggests itself."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.notice import Notice, refuse
from resnet.casework.referral_answer import SENDER, sides_at
from resnet.errors import ForbiddenError
from resnet.graph.elements import CommitId, Node, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphStore
from resnet.ontology.standards import DEFAULT_STANDARD, load_standard
from resnet.ontology.vocabulary import load_vocabulary


@dataclass(frozen=True, kw_only=True)
class FeedbackGiven:
    """What the client says of a referral that ended; ``need_state`` is how far the need is met now."""

    referral: NodeId
    feedback: str
    need_state: str | None = None


@dataclass(frozen=True, slots=True)
class FeedbackKept:
    """The referral."""

    referral: NodeId
    warnings: tuple[Notice, ...]


def take_feedback(
    store: GraphStore, scope: Scope, given: FeedbackGiven, *, commit: CommitId | None = None
) -> FeedbackKept:
    """Close the loop on the sender's side; a receiver that did its part shares the credit of the case.

    Raises:
        NodeNotFoundError: If the referral is missing or hidden.
        ForbiddenError: If the actor is not of the sender.
        RuleError: ``not-ended`` or ``no-words``.
    """
    act = Act(store, scope, commit)
    node = get_node(act.view, given.referral, "referral")
    if SENDER not in sides_at(act.view, node.id) and not scope.sees_everything:
        raise ForbiddenError("close a referral that another agency sent")
    if not load_vocabulary("referral_states").term(node.text("state")).flag("is_final"):
        raise refuse("not-ended")
    if not given.feedback.strip():
        raise refuse("no-words")
    act.patch(node, {"feedback": given.feedback})
    if node.text("state") == "completed":
        _share_credit(act, node)
    if given.need_state is not None:
        for edge in edges_out(act.view, [node.id], "for_need"):
            act.patch(get_node(act.view, edge.end, "agreed_need"), {"state": given.need_state})
    act.write("feedback of the client")
    return FeedbackKept(node.id, act.warnings)


def _share_credit(act: Act, referral: Node) -> None:
    edges = edges_out(act.view, [referral.id], "addressed_to", "in_case", "sent_by")
    ends = {
        kind: [edge.end for edge in edges if edge.kind == kind]
        for kind in ("addressed_to", "in_case", "sent_by")
    }
    agencies = [node.id for node in act.view.nodes(ends["addressed_to"]).values() if node.kind == "agency"]
    for agency in agencies:
        for case in ends["in_case"]:
            act.once("took_part", agency, case)
        for sender in ends["sent_by"]:
            _suggest_agreement(act, sender, agency)


def _suggest_agreement(act: Act, sender: NodeId, receiver: NodeId) -> None:
    """One or two good experiences are commonly turned into an agreement (domain.md §7.4)."""
    if sender == receiver or _agreements(act, sender) & _agreements(act, receiver):
        return
    sent = {edge.start for edge in edges_in(act.view, [sender], "sent_by")}
    shared = {edge.start for edge in edges_in(act.view, [receiver], "addressed_to")} & sent
    outcomes = load_vocabulary("referral_outcomes")
    good = [
        node
        for node in act.view.nodes(sorted(shared)).values()
        if (outcome := node.text("outcome")) and outcomes.term(outcome).flag("is_good")
    ]
    least = load_standard(DEFAULT_STANDARD).limit("good-experiences").at_least or 1
    if len(good) >= least:
        act.warn("suggest-agreement", agency=get_node(act.view, receiver).text("name"), count=len(good))


def _agreements(act: Act, agency: NodeId) -> set[NodeId]:
    return {edge.end for edge in edges_out(act.view, [agency], "party_to")}
