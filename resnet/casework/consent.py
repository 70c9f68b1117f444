"""Consent: each purpose asked for itself, sensitive items apart, withdrawn at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.capacity import Signers, check_capacity, signers_of
from resnet.casework.notice import Notice, refuse
from resnet.graph.elements import CommitId, Edge, Node, NodeId
from resnet.graph.reading import get_node
from resnet.graph.store import GraphStore
from resnet.ontology.category import PERSONAL, SENSITIVE, Category
from resnet.ontology.vocabulary import load_vocabulary

RECEIVERS: Final = ("agency", "team", "person", "referral")
# Without consent, so not by this door: casework/emergency_access.py.
_NO_CONSENT: Final = "emergency"


@dataclass(frozen=True, kw_only=True)
class ConsentGiven:
    """One consent as it was given: one purpose, one receiver, ordinary or sensitive items but not both.

    Nothing has a default that the client would have to undo: what is not named was not agreed to.
    ``given_by`` is None for the client; else a person's id, a name, or in an intake a relative's key.
    """

    purpose: str
    categories: frozenset[Category]
    receiver: NodeId
    until: datetime
    given_how: str
    given_as: str
    is_right_to_refuse_told: bool
    given_by: str | None = None
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class ConsentKept:
    """The consent documents that were made, in the order given."""

    consents: tuple[NodeId, ...]
    warnings: tuple[Notice, ...]


def give_consent(
    store: GraphStore,
    scope: Scope,
    client: NodeId,
    given: tuple[ConsentGiven, ...],
    *,
    commit: CommitId | None = None,
) -> ConsentKept:
    """Record what the client, or who signs for the client, agreed to.

    Raises:
        NodeNotFoundError: If client or receiver is missing or hidden.
        RuleError: ``nothing-asked``, ``not-a-clients-item``, ``sensitive-apart``, ``right-to-refuse``,
            ``consent-period``, ``no-consent-purpose``, or one of ``capacity``.
    """
    act = Act(store, scope, commit)
    person = get_node(act.view, client, "person")
    signers = signers_of(act.view, client)
    made = tuple(record_consent(act, person, each, signers) for each in given)
    act.write("consent given")
    return ConsentKept(made, act.warnings)


def record_consent(
    act: Act, client: Node, given: ConsentGiven, signers: Signers, opens: NodeId | None = None
) -> NodeId:
    """The consent's document and the edges it opens, as part of ``act``. The document's id.

    ``opens`` is the receiver of the edges where it is narrower than the one named: a referral.

    Raises:
        RuleError: If the consent breaks a rule.
    """
    check_consent(given, act.now)
    signer = check_capacity(act, client, given.given_as, given.given_by, signers)
    if opens is None:
        get_node(act.view, given.receiver, *RECEIVERS)
    consent = act.node(
        "consent",
        {
            "purpose": given.purpose,
            "categories": tuple(sorted(given.categories)),
            "given_how": given.given_how,
            "given_by": signer,
            "given_as": given.given_as,
            "given_at": act.now,
            "told_right_to_refuse": True,
            "remarks": given.remarks,
        },
        about=(client.id,),
    )
    for category in sorted(given.categories):
        act.put_edge(
            Edge(
                id=act.edge_id("consents_to"),
                kind="consents_to",
                start=client.id,
                end=opens or given.receiver,
                fields={
                    "category": str(category),
                    "purpose": given.purpose,
                    "basis": "consent",
                    "consent": consent,
                },
                since=act.now,
                until=given.until,
            )
        )
    return consent


def check_consent(given: ConsentGiven, now: datetime) -> None:
    """Whether a consent was asked for as the law wants it.

    Raises:
        RuleError: If not.

    Source: Personal Information Protection Act, arts. 15, 17, 22 and 23; domain.md §15.
    """
    load_vocabulary("consent_purposes").term(given.purpose)
    if given.purpose == _NO_CONSENT:
        raise refuse("no-consent-purpose")
    if not given.categories:
        raise refuse("nothing-asked")
    if given.categories - PERSONAL:
        raise refuse("not-a-clients-item")
    if given.categories & SENSITIVE and given.categories - SENSITIVE:
        raise refuse("sensitive-apart")
    if not given.is_right_to_refuse_told:
        raise refuse("right-to-refuse")
    if given.until <= now:
        raise refuse("consent-period")
