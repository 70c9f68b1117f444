"""Referral: prepared with the client, out of a choice; sent with no more than the client agreed to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from resnet.access.scope import Scope
from resnet.casework.act import Act, Given
from resnet.casework.capacity import Signers, is_under_age, signers_of
from resnet.casework.choice import case_of_need
from resnet.casework.circle import ConsentMissingError, consent_circle
from resnet.casework.consent import ConsentGiven, record_consent
from resnet.casework.notice import Notice, refuse
from resnet.casework.open_case import OpenCase, workplace
from resnet.graph.elements import CommitId, Edge, Node, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphStore
from resnet.ontology.category import PERSONAL, Category
from resnet.ontology.field import Value
from resnet.ontology.vocabulary import load_vocabulary

_PROVIDERS: Final = ("agency", "group", "person")
# Feelings and the mind: a child's therapy needs both parents (vocabulary consent_capacities).
_THERAPY: Final = ("4.3", "5")


@dataclass(frozen=True, kw_only=True)
class ReferralGiven:
    """The letter as it is prepared with the client (domain.md §7.5, §7.6).

    ``choice`` is what it carries out; ``receiver`` whom it goes to (None: the service's only provider).
    ``passes_on`` is what the letter may tell, as the client sets it. ``is_arranged`` says that the receiving
    worker was spoken to first.
    """

    choice: NodeId
    passes_on: frozenset[Category]
    summary: str
    goal: str
    receiver: NodeId | None = None
    per_week: float | None = None
    monitoring: str = ""
    is_arranged: bool = False
    agency: NodeId | None = None


@dataclass(frozen=True, slots=True)
class ReferralKept:
    """The referral and its state now."""

    referral: NodeId
    state: str
    warnings: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a letter carries out: what was taken for which need, and the case."""

    need: Node
    taken: Node
    case: OpenCase


def prepare_referral(
    store: GraphStore, scope: Scope, given: ReferralGiven, *, commit: CommitId | None = None
) -> ReferralKept:
    """A draft, seen by nobody else yet.

    Raises:
        RuleError: ``nothing-chosen``, ``service-not-formal``, ``which-receiver``, ``not-the-provider``,
            ``nothing-passed``, ``passes-own-notes`` or ``case-closed``.
        ConsentMissingError: If something is to be passed on that the sender may not know.
    """
    act = Act(store, scope, commit)
    referral = add_draft(act, given, _chosen(act, given.choice))
    act.write("referral prepared")
    return ReferralKept(referral, "draft", act.warnings)


def add_draft(act: Act, given: ReferralGiven, chosen: Chosen) -> NodeId:
    """The draft among an act's changes; raises as ``prepare_referral``."""
    need, taken, case = chosen.need, chosen.taken, chosen.case
    if taken.kind not in {"service", "group"}:
        # A neighbour is asked, not referred to: no letter about a client goes to a private person. A
        # self-help group or a church may have one, handed over by the sender, since nobody there signs in.
        raise refuse("service-not-formal")
    sender = workplace(act, given.agency)
    receiver = _receiver(act, taken, given.receiver)
    _check_passed(act, given, case)
    fields: Given = {
        "state": "draft",
        "summary": given.summary,
        "goal": given.goal,
        "service_asked": _asked(taken),
        "per_week": given.per_week,
        "monitoring": given.monitoring,
        "passes_on": tuple(sorted(given.passes_on)),
        "need": _told(act, need, given.passes_on),
    }
    # Of the case until it is sent: consent to services does not show what is only being drafted.
    referral = act.node("referral", fields, about=case.about, category=Category.CASE)
    act.edge("in_case", referral, case.id)
    act.edge("follows", referral, given.choice)
    act.edge("for_need", referral, need.id)
    if taken.kind == "service":
        act.edge("asks_for", referral, taken.id)
    act.edge("about_client", referral, case.client.id)
    act.edge("sent_by", referral, sender)
    act.edge("addressed_to", referral, receiver)
    _warn(act, given, taken, case)
    return referral


def send_referral(
    store: GraphStore,
    scope: Scope,
    referral: NodeId,
    consents: tuple[ConsentGiven, ...] = (),
    *,
    commit: CommitId | None = None,
) -> ReferralKept:
    """Send a draft: from now on the receiver reads what the client agreed to pass on, and nothing else.

    Each item passed on is covered by a consent of before to this receiver, or by one of ``consents``.

    Raises:
        RuleError: ``not-a-draft``, ``passed-without-consent``, ``other-receiver``, or a rule of consent.
    """
    act = Act(store, scope, commit)
    node = get_node(act.view, referral, "referral")
    if node.text("state") != "draft":
        if act.is_repeated():
            return ReferralKept(referral, node.text("state"), act.warnings)
        raise refuse("not-a-draft")
    client = _client_of(act, referral)
    receiver = _addressee(act, referral)
    passed = frozenset(Category(each) for each in node.texts("passes_on") or ())
    if any(each.receiver != receiver for each in consents):
        raise refuse("other-receiver")
    signers = signers_of(act.view, client.id)
    for each in consents:
        _pass_on_by(act, client, each, signers, (referral, passed))
    left = passed - frozenset(category for each in consents for category in each.categories)
    _pass_on_by_earlier(act, client, receiver, referral, left)
    said: dict[str, Value] = {"state": "requested", "sent_at": act.now}
    # Patched first, so that a draft somebody else sent or changed meanwhile is a conflict.
    act.patch(node, said)
    act.carry_over(replace(node, fields={**node.fields, **said}, category=Category.SERVICES))
    act.write("referral sent")
    return ReferralKept(referral, "requested", act.warnings)


def _chosen(act: Act, choice: NodeId) -> Chosen:
    get_node(act.view, choice, "choice")
    edges = edges_out(act.view, [choice], "chose", "chose_for")
    ends = act.view.nodes([edge.end for edge in edges])
    need = next((ends[edge.end] for edge in edges if edge.kind == "chose_for" and edge.end in ends), None)
    taken = next((ends[edge.end] for edge in edges if edge.kind == "chose" and edge.end in ends), None)
    if need is None or taken is None:
        raise refuse("nothing-chosen")
    return Chosen(need, taken, case_of_need(act, need.id))


def _asked(taken: Node) -> str:
    """What the letter asks for: the service, or what the group says it offers."""
    return (taken.text("offers_said") if taken.kind == "group" else "") or taken.text("name")


def _receiver(act: Act, taken: Node, asked: NodeId | None) -> NodeId:
    if taken.kind == "group":
        if asked not in {None, taken.id}:
            raise refuse("not-the-provider")
        return taken.id
    providers = [edge.start for edge in edges_in(act.view, [taken.id], "offers")]
    if asked is not None:
        if asked not in providers:
            raise refuse("not-the-provider")
        return get_node(act.view, asked, *_PROVIDERS).id
    if len(providers) != 1:
        raise refuse("which-receiver")
    return providers[0]


def _check_passed(act: Act, given: ReferralGiven, case: OpenCase) -> None:
    if given.passes_on - PERSONAL:
        raise refuse("not-a-clients-item")
    if Category.SERVICES not in given.passes_on:
        raise refuse("nothing-passed")
    if Category.WORK_NOTES in given.passes_on:
        raise refuse("passes-own-notes")
    missing = given.passes_on - act.may_know(case.client.id)
    if missing:
        raise ConsentMissingError(frozenset(missing))


def _told(act: Act, need: Node, passed: frozenset[Category]) -> str:
    """The need in the letter's words, only where its own category is passed on."""
    if need.category in passed:
        return need.text("text")
    act.warn("need-not-passed")
    return ""


def _warn(act: Act, given: ReferralGiven, service: Node, case: OpenCase) -> None:
    if not given.is_arranged:
        act.warn("speak-first")
    if Category.IDENTITY not in given.passes_on:
        act.warn("nobody-named")
    if not given.monitoring.strip():
        act.warn("monitoring-missing")
    service_class = service.text("service_class")
    is_therapy = any(service_class == each or service_class.startswith(f"{each}.") for each in _THERAPY)
    if (
        is_therapy
        and is_under_age(case.client, act)
        and len(signers_of(act.view, case.client.id).parents) > 1
    ):
        act.warn("both-parents")


def _client_of(act: Act, referral: NodeId) -> Node:
    for edge in edges_out(act.view, [referral], "about_client"):
        return get_node(act.view, edge.end, "person")
    raise refuse("not-in-this-case")


def _addressee(act: Act, referral: NodeId) -> NodeId:
    for edge in edges_out(act.view, [referral], "addressed_to"):
        return edge.end
    raise refuse("which-receiver")


def _pass_on_by(
    act: Act, client: Node, given: ConsentGiven, signers: Signers, letter: tuple[NodeId, frozenset[Category]]
) -> None:
    """A consent given for this letter opens what the letter passes on, to the letter's reader alone."""
    referral, passed = letter
    if given.categories - passed:
        raise refuse("more-than-passed")
    record_consent(act, client, given, signers, opens=referral)


def _pass_on_by_earlier(
    act: Act, client: Node, receiver: NodeId, referral: NodeId, left: frozenset[Category]
) -> None:
    """What a consent of before opens to this receiver, the letter may tell as long as that holds."""
    openings = {
        each.category: each
        for each in consent_circle(act.view, client.id).openings
        if each.receiver == receiver and each.basis == "consent"
    }
    missing = left - openings.keys()
    if missing:
        terms = load_vocabulary("categories")
        raise refuse(
            "passed-without-consent", items=tuple(terms.term(each).label for each in sorted(missing))
        )
    for category in sorted(left):
        earlier = openings[category]
        act.put_edge(
            Edge(
                id=act.edge_id("consents_to"),
                kind="consents_to",
                start=client.id,
                end=referral,
                fields={
                    "category": str(category),
                    "purpose": earlier.purpose,
                    "basis": "consent",
                    **({"consent": earlier.consent} if earlier.consent else {}),
                },
                since=act.now,
                until=earlier.until,
            )
        )
