"""The process record: one contact, D or R, as SOAP, with its next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from resnet.access.scope import Scope
from resnet.casework.act import Act, Given
from resnet.casework.notice import Notice, refuse
from resnet.casework.open_case import read_case
from resnet.graph.elements import CommitId, NodeId
from resnet.graph.reading import get_node
from resnet.graph.store import GraphStore


@dataclass(frozen=True, kw_only=True)
class ContactGiven:
    """One entry. ``next_step`` (P) says when, where, what; ``minutes`` are of direct contacts.

    ``needs`` are the agreed needs it was for: the closing report sums by them.
    """

    case: NodeId
    at: datetime
    directness: str
    way: str
    next_step: str
    subjective: str = ""
    objective: str = ""
    assessment: str = ""
    minutes: int | None = None
    needs: tuple[NodeId, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactKept:
    """The entry of the process record."""

    contact: NodeId
    warnings: tuple[Notice, ...]


def record_contact(
    store: GraphStore, scope: Scope, given: ContactGiven, *, commit: CommitId | None = None
) -> ContactKept:
    """Keep a contact; follow-up after the closing is recorded in the same way.

    Raises:
        RuleError: ``next-step``, ``not-yet`` or ``minutes``.
        ConsentMissingError: If work notes may not be kept.
    """
    act = Act(store, scope, commit)
    case = read_case(act.view, given.case)
    if not given.next_step.strip():
        raise refuse("next-step")
    if given.at > act.now:
        raise refuse("not-yet")
    if given.minutes is not None and given.minutes < 0:
        raise refuse("minutes")
    if given.directness == "direct" and given.minutes is None:
        act.warn("minutes-missing")
    due = case.standard.clock("contact-record").due_at(given.at)
    if act.now >= due:
        act.warn("record-late", until=due)
    fields: Given = {
        "at": given.at,
        "written_at": act.now,
        "directness": given.directness,
        "way": given.way,
        "subjective": given.subjective,
        "objective": given.objective,
        "assessment": given.assessment,
        "plan": given.next_step,
        "minutes": given.minutes,
    }
    contact = act.node("contact", fields, about=case.about)
    act.edge("in_case", contact, case.id)
    for need in given.needs:
        act.edge("pursues", contact, get_node(act.view, need, "agreed_need").id)
    act.write("contact recorded")
    return ContactKept(contact, act.warnings)
