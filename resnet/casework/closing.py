"""Closing: why, what changed, how it is followed up; the sums are computed, never typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from resnet.access.scope import Scope
from resnet.casework.act import Act, Given
from resnet.casework.notice import Notice, refuse
from resnet.casework.open_case import OpenCase, read_case, work_in
from resnet.casework.statement import check_severity
from resnet.graph.elements import CommitId, Node, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphStore, GraphView
from resnet.ontology.vocabulary import load_vocabulary


@dataclass(frozen=True, kw_only=True)
class ClosingGiven:
    """The closing report. ``severity_after`` is the client's rating now, by statement."""

    case: NodeId
    reason: str
    change: str
    reason_said: str = ""
    follow_up: str = ""
    severity_after: Mapping[NodeId, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Closed:
    """The closing."""

    closing: NodeId
    warnings: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class ContactSum:
    """Contacts for needs of one domain (``None``: for no need in particular).

    ``direct`` and ``resource`` count entries D and R; ``minutes`` are of D alone.
    """

    domain: str | None
    direct: int
    resource: int
    minutes: int


def close_case(
    store: GraphStore, scope: Scope, given: ClosingGiven, *, commit: CommitId | None = None
) -> Closed:
    """End the case; follow-up runs for as long as its standard says.

    Raises:
        RuleError: ``no-words``, ``reason-in-words``, ``severity`` or ``case-closed``.
    """
    act = Act(store, scope, commit)
    case = work_in(act, given.case)
    term = load_vocabulary("closing_reasons").term(given.reason)
    if not given.change.strip():
        raise refuse("no-words")
    if term.flag("needs_words") and not given.reason_said.strip():
        raise refuse("reason-in-words")
    until = case.standard.clock("follow-up").due_at(act.now)
    fields: Given = {
        "at": act.now,
        "reason": given.reason,
        "reason_said": given.reason_said,
        "change": given.change,
        "follow_up": given.follow_up,
        "follow_up_until": until,
    }
    closing = act.node("closing", fields, about=case.about)
    act.edge("in_case", closing, case.id)
    _rate(act, given, case)
    act.patch(case.node, {"state": "closed", "closed_at": act.now})
    _warn(act, given, case)
    act.write("case closed")
    return Closed(closing, act.warnings)


def contact_sums(view: GraphView, case: NodeId) -> tuple[ContactSum, ...]:
    """The contacts of a case by type of need, as the closing report shows them.

    A contact for needs of two domains counts in both.
    """
    found = view.nodes([edge.start for edge in edges_in(view, [read_case(view, case).id], "in_case")])
    contacts = {node.id: node for node in found.values() if node.kind == "contact"}
    pursued = edges_out(view, contacts, "pursues")
    needs = view.nodes({edge.end: None for edge in pursued})
    domains: dict[NodeId, set[str | None]] = {}
    for edge in pursued:
        if edge.end in needs:
            domains.setdefault(edge.start, set()).add(needs[edge.end].text("domain"))
    grouped: dict[str | None, list[Node]] = {}
    for contact in contacts.values():
        for domain in domains.get(contact.id, {None}):
            grouped.setdefault(domain, []).append(contact)
    return tuple(_sum(domain, grouped[domain]) for domain in sorted(grouped, key=str))


def _sum(domain: str | None, contacts: list[Node]) -> ContactSum:
    direct = [contact for contact in contacts if contact.text("directness") == "direct"]
    minutes = [value for contact in direct if isinstance(value := contact.get("minutes"), int)]
    return ContactSum(domain, len(direct), len(contacts) - len(direct), sum(minutes))


def _rate(act: Act, given: ClosingGiven, case: OpenCase) -> None:
    for statement, severity in given.severity_after.items():
        check_severity(severity, case)
        act.patch(get_node(act.view, statement, "statement"), {"severity_after": severity})


def _warn(act: Act, given: ClosingGiven, case: OpenCase) -> None:
    file = act.view.nodes([edge.start for edge in edges_in(act.view, [case.id], "in_case")])
    states = load_vocabulary("referral_states")
    under_way = [
        node
        for node in file.values()
        if node.kind == "referral" and states.term(node.text("state")).flag("is_open")
    ]
    if under_way:
        act.warn("referrals-under-way", count=len(under_way))
    unrated = [
        node
        for node in file.values()
        if node.kind == "statement"
        and node.get("severity_after") is None
        and node.id not in given.severity_after
    ]
    if unrated:
        act.warn("severity-after-missing", count=len(unrated))
    if not given.follow_up.strip():
        act.warn("follow-up-missing")
