"""A place of the dry run confirmed by a person: the client's choice and a letter not sent yet, in one act."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.choice import ChoiceGiven, add_choice
from resnet.casework.draft import DRAFT
from resnet.casework.notice import refuse
from resnet.casework.referral import Chosen, ReferralGiven, ReferralKept, add_draft
from resnet.casework.referral_answer import Answered, AnswerGiven, answer_referral
from resnet.graph.elements import CommitId, NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.reading import get_node
from resnet.graph.store import GraphStore
from resnet.matching.allocation.held import left_of
from resnet.matching.allocation.plan import Allocation, Allotted, allocate
from resnet.matching.policy import load_policy
from resnet.ontology.category import Category


@dataclass(frozen=True, kw_only=True)
class AllotmentGiven:
    """The place that was proposed to a need, and what the client said of it.

    ``policy`` shared the places. ``passes_on`` and ``receiver`` are those of the letter, ``decided_by``,
    ``reason`` and ``override_ground`` those of the choice.
    """

    need: NodeId
    service: NodeId
    policy: str
    decided_by: str
    passes_on: frozenset[Category]
    goal: str = ""
    summary: str = ""
    reason: str = ""
    override_ground: str | None = None
    receiver: NodeId | None = None


def confirm_allotment(
    store: GraphStore,
    scope: Scope,
    network: Network,
    given: AllotmentGiven,
    *,
    commit: CommitId | None = None,
) -> ReferralKept:
    """Keep the choice and the draft of its letter: nobody else sees it yet, and the place is held.

    The places are shared again first, so that nothing is confirmed that is no longer so. Of two people who
    confirm the last place in the same moment, whoever comes second is warned (``place-held-twice``): the
    provider says who gets it, and a draft can be taken back.

    Raises:
        UnknownPolicyError: If there is no such policy.
        NodeNotFoundError: If the need is missing or hidden.
        RuleError: ``allotment-changed``, or a rule of the choice or the letter.
    """
    act = Act(store, scope, commit)
    need = get_node(act.view, given.need, "agreed_need")
    found = allocate(network, act.view, load_policy(given.policy))
    allotted = _allotted(found, given)
    if allotted is None:
        earlier = _held(found, given)
        if earlier is not None and act.is_repeated():
            return ReferralKept(earlier, DRAFT, act.warnings)
        raise refuse("allotment-changed")
    choice, case = add_choice(
        act,
        ChoiceGiven(
            need=given.need,
            options=tuple(each.service for each in allotted.options),
            chosen=given.service,
            decided_by=given.decided_by,
            reason=given.reason,
            override_ground=given.override_ground,
            policy=found.policy,
        ),
    )
    letter = ReferralGiven(
        choice=choice,
        passes_on=given.passes_on,
        summary=given.summary,
        goal=given.goal or need.text("text"),
        receiver=given.receiver,
    )
    chosen = Chosen(need, get_node(act.view, given.service, "service"), case)
    referral = add_draft(act, letter, chosen)
    act.write("allotment confirmed")
    _warn_if_held_twice(act, network, given.service)
    return ReferralKept(referral, DRAFT, act.warnings)


def take_back_allotment(
    store: GraphStore, scope: Scope, referral: NodeId, *, commit: CommitId | None = None
) -> Answered:
    """Undo a confirmation before its letter is sent: the place is free again, and both acts are history.

    Raises:
        NodeNotFoundError, ForbiddenError: As ``answer_referral``.
        RuleError: ``not-a-draft`` when the letter was sent: it is then answered as any other.
    """
    node = get_node(store.view(scope), referral, "referral")
    if node.get("sent_at") is not None:
        raise refuse("not-a-draft")
    return answer_referral(
        store, scope, AnswerGiven(referral=referral, state="entered-in-error"), commit=commit
    )


def _warn_if_held_twice(act: Act, network: Network, service: NodeId) -> None:
    """A store keeps two drafts of the same moment; people sort it out when they are told."""
    said = network.get(service, "places_open")
    if not isinstance(said, int):
        return
    # One more than there are: when none of those is left, somebody holds a place that there is not.
    one_more = left_of(act.store.view(act.scope), network, {service: said + 1}, [service])
    if one_more[service] == 0:
        act.warn("place-held-twice")


def _allotted(found: Allocation, given: AllotmentGiven) -> Allotted | None:
    for each in found.needs:
        if each.need == given.need and each.service == given.service:
            return each
    return None


def _held(found: Allocation, given: AllotmentGiven) -> NodeId | None:
    for each in found.held:
        if each.need == given.need and each.service == given.service:
            return each.referral
    return None
