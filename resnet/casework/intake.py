"""Intake: a person, a household, a case and the consent to keep them, in one commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.capacity import NO_CUSTODY, Signers, signers_of
from resnet.casework.consent import ConsentGiven, record_consent
from resnet.casework.newcomer import take_in_client
from resnet.casework.notice import Notice, refuse
from resnet.casework.numbering import code_in_household, household_code
from resnet.casework.open_case import workplace
from resnet.casework.person_facts import PersonFacts
from resnet.casework.relatives import CLIENT, Kin, add_kin, household_of
from resnet.graph.access_path import standing_receivers
from resnet.graph.elements import CommitId, Node, NodeId
from resnet.graph.reading import get_node
from resnet.graph.store import GraphStore
from resnet.ontology.category import Category
from resnet.ontology.standards import DEFAULT_STANDARD, load_standard
from resnet.ontology.vocabulary import load_vocabulary

# Without these two there is nothing that could be kept: the person, and that there is a case.
_LEAST: Final = frozenset({Category.IDENTITY, Category.CASE})


@dataclass(frozen=True, kw_only=True)
class IntakeGiven:
    """The intake sheet.

    ``client`` are the facts of a newcomer, or the id of somebody already in the graph: a relative of another
    client, or a former client who comes again. ``household`` is one that is in the graph already;
    ``area`` is the neighbourhood of residence (needs consent to contact). ``view`` is the interviewer's.
    """

    client: PersonFacts | NodeId
    consents: tuple[ConsentGiven, ...]
    way_in: str
    verdict: str
    reason: str = ""
    view: str = ""
    referred_by: str = ""
    is_emergency: bool = False
    kin: Kin = field(default_factory=Kin)
    household: NodeId | None = None
    household_type: str | None = None
    income_won: int | None = None
    area: NodeId | None = None
    agency: NodeId | None = None
    standard: str = DEFAULT_STANDARD


@dataclass(frozen=True, slots=True)
class IntakeDone:
    """What came of it. ``household`` is None when the family may not be recorded."""

    client: NodeId
    household: NodeId | None
    case: NodeId
    code: str
    intake: NodeId
    consents: tuple[NodeId, ...]
    relatives: Mapping[str, NodeId]
    warnings: tuple[Notice, ...]


def take_in(
    store: GraphStore, scope: Scope, given: IntakeGiven, *, commit: CommitId | None = None
) -> IntakeDone:
    """Take somebody in: everything in one commit, or nothing.

    Raises:
        RuleError: ``intake-consent``, ``verdict-reason``, ``list-giver``, ``no-workplace``, or a rule of
            consent or family.
        ConsentMissingError: If something is given whose category was not agreed to.
    """
    act = Act(store, scope, commit)
    agency = workplace(act, given.agency)
    _check(given, agency)
    client = take_in_client(act, given.client)
    agreed = _open_own(act, client, given, agency)
    household, code = _place(act, client, given, agreed)
    ids = add_kin(act, client.id, given.kin, household)
    signers = _signers(act, client, given.kin, ids)
    consents = tuple(
        record_consent(act, client, replace(each, given_by=_signer(each, ids)), signers)
        for each in given.consents
    )
    case, intake = _open_case(act, client, given, agency, code)
    _warn(act, given, agreed)
    if act.write("intake").is_repeat:
        code = get_node(store.view(scope), case, "case").text("code")
    relatives = {key: person for key, person in ids.items() if key != CLIENT}
    return IntakeDone(client.id, household, case, code, intake, consents, relatives, act.warnings)


def _check(given: IntakeGiven, agency: NodeId) -> None:
    verdict = load_vocabulary("intake_verdicts").term(given.verdict)
    load_standard(given.standard)
    if not _asked_by(given, frozenset({agency})) >= _LEAST:
        raise refuse("intake-consent")
    if not verdict.flag("opens_case") and not given.reason.strip():
        raise refuse("verdict-reason")
    if given.way_in == "list" and not given.referred_by.strip():
        raise refuse("list-giver")


def _asked_by(given: IntakeGiven, receivers: frozenset[NodeId]) -> frozenset[Category]:
    return frozenset(
        category for each in given.consents if each.receiver in receivers for category in each.categories
    )


def _open_own(act: Act, client: Node, given: IntakeGiven, agency: NodeId) -> frozenset[Category]:
    """What this intake's consents open to the one who takes it down."""
    receivers = standing_receivers(act.view, act.actor) | {agency}
    agreed = _asked_by(given, frozenset(receivers))
    act.opens(client.id, agreed)
    return agreed | act.may_know(client.id)


def _place(
    act: Act, client: Node, given: IntakeGiven, agreed: frozenset[Category]
) -> tuple[NodeId | None, str]:
    """Where the client lives, as far as it may be kept, and the case's code."""
    if given.area is not None:
        act.edge("resides_in", client.id, get_node(act.view, given.area, "area").id)
    known = given.household or household_of(act, client.id)
    if known is not None:
        household = get_node(act.view, known, "household")
        if household_of(act, client.id) != household.id:
            act.edge("lives_in", client.id, household.id)
        return household.id, code_in_household(act, household.text("code"))
    code = household_code(act)
    if Category.FAMILY not in agreed:
        act.warn("household-not-kept")
        return None, code
    fields = {"code": code, "type": given.household_type, "income_won": given.income_won}
    made = act.node("household", fields, about=(client.id,))
    act.edge("lives_in", client.id, made)
    return made, code


def _signers(act: Act, client: Node, kin: Kin, ids: Mapping[str, NodeId]) -> Signers:
    known = signers_of(act.view, client.id)
    ties = [tie for tie in kin.ties if ids.get(tie.end, NodeId(tie.end)) == client.id]
    start = {tie: ids.get(tie.start, NodeId(tie.start)) for tie in ties}
    parents = {start[tie] for tie in ties if tie.kind == "parent_of" and tie.nature not in NO_CUSTODY}
    guardians = {start[tie] for tie in ties if tie.kind == "guardian_of" and tie.is_legal}
    return Signers(known.parents | parents, known.legal_guardians | guardians, frozenset(ids.values()))


def _signer(consent: ConsentGiven, ids: Mapping[str, NodeId]) -> str | None:
    return ids.get(consent.given_by, consent.given_by) if consent.given_by else None


def _open_case(
    act: Act, client: Node, given: IntakeGiven, agency: NodeId, code: str
) -> tuple[NodeId, NodeId]:
    is_selected = given.verdict != "not-selected"
    case = act.node(
        "case",
        {
            "code": code,
            "standard": given.standard,
            "state": "intake" if is_selected else "not-selected",
            "level": "emergency" if given.is_emergency else None,
            "level_reason": given.reason if given.is_emergency else None,
            "opened_at": act.now,
            "closed_at": None if is_selected else act.now,
        },
        about=(client.id,),
    )
    intake = act.node(
        "intake",
        {
            "at": act.now,
            "way_in": given.way_in,
            "referred_by": given.referred_by,
            "verdict": given.verdict,
            "reason": given.reason,
            "view": given.view,
            "is_emergency": given.is_emergency,
        },
        about=(client.id,),
    )
    act.edge("concerns", case, client.id)
    act.edge("in_case", intake, case)
    act.once("took_part", agency, case)
    return case, intake


def _warn(act: Act, given: IntakeGiven, agreed: frozenset[Category]) -> None:
    if given.is_emergency:
        act.warn("emergency-now")
    if given.verdict == "not-selected":
        act.warn("link-elsewhere")
        return
    if Category.WORK_NOTES not in agreed:
        act.warn("no-process-record")
    due = load_standard(given.standard).clocks.get("intake-contact")
    if due is not None:
        act.warn("first-contact-due", until=due.due_at(act.now))
