"""Clocks: what is due when, by the standard the case was opened under. They warn, they never block."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from resnet.casework.circle import granted
from resnet.casework.dated import time_of
from resnet.casework.notice import Notice
from resnet.casework.open_case import ENDED, OpenCase, read_case
from resnet.graph.elements import Node, NodeId
from resnet.graph.reading import edges_in
from resnet.graph.store import GraphView
from resnet.ontology.category import Category
from resnet.ontology.clock import Clock, ClockKind

# One event in the life of a case, timed by its first occurrence.
_ONCE: Final = (
    "intake-contact",
    "intake-survey",
    "conference-selection",
    "selection-plan",
    "intake-plan",
    "intake-action",
)
# One event of its own for each contact, conference or referral.
_EACH: Final = {"contact-record": "contact", "minutes-shared": "conference", "referral-answer": "referral"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that is due: of the case, or of one ``element`` of its file.

    ``due_at`` is the first instant that is too late, UTC; ``done_at`` None means not done yet.
    """

    clock: Clock
    element: NodeId
    due_at: datetime
    done_at: datetime | None

    def is_late(self, now: datetime) -> bool:
        """Whether it was done too late, or is not done and it is too late now."""
        return (self.done_at or now) >= self.due_at

    def notice(self) -> Notice:
        """The warning of a late one."""
        return Notice("clock-late", {"clock": self.clock.label, "until": self.due_at})


# What the events of the clocks are written in.
_READ: Final = frozenset({Category.CASE, Category.WORK_NOTES})


def clocks_of(view: GraphView, case: NodeId) -> tuple[Due, ...]:
    """Every clock of the case that has begun, earliest due first.

    None for a caller who may not read the whole process record: what is hidden would read as not done, and
    somebody as late who is not.

    Raises:
        NodeNotFoundError: If the case is missing or hidden.
    """
    found = read_case(view, case)
    if not granted(view, found.client.id) >= _READ:
        return ()
    file = view.nodes([edge.start for edge in edges_in(view, [case], "in_case")])
    events = _events(found, file.values())
    due = [*_once(found, events), *_each(found, file.values()), *_again(found, events)]
    return tuple(sorted(due, key=lambda each: (each.due_at, each.clock.code, each.element)))


def late_clocks(view: GraphView, case: NodeId) -> tuple[Notice, ...]:
    """Warnings of everything in the case that is not done and is too late now."""
    return tuple(
        due.notice() for due in clocks_of(view, case) if due.done_at is None and due.is_late(view.now)
    )


def _events(case: OpenCase, file: Iterable[Node]) -> Mapping[str, list[datetime]]:
    """Code of an event (vocabulary ``case_events``) → when it happened, in order."""
    found: dict[str, list[datetime]] = {}
    for event, at in [("intake", time_of(case.node, "opened_at")), *_events_of(file)]:
        if at is not None:
            found.setdefault(event, []).append(at)
    return {event: sorted(times) for event, times in found.items()}


def _events_of(file: Iterable[Node]) -> Iterable[tuple[str, datetime | None]]:
    for node in file:
        match node.kind:
            case "contact":
                yield "first-contact", time_of(node, "at")
            case "statement":
                yield "survey", time_of(node, "said_at")
            case "intake":
                yield "selection", time_of(node, "at") if node.text("verdict") else None
            case "conference":
                yield "conference", time_of(node, "at")
            case "agreed_need":
                yield "assessment", time_of(node, "agreed_at")
            case "plan_item":
                yield "plan", node.since
            case "referral":
                yield "action", time_of(node, "sent_at")


def _once(case: OpenCase, events: Mapping[str, list[datetime]]) -> Iterable[Due]:
    for code in _ONCE:
        clock = case.standard.clocks.get(code)
        begun = events.get(clock.from_event) if clock else None
        if clock is None or not begun:
            continue
        done = [at for at in events.get(clock.to_event, ()) if at >= begun[0]]
        yield Due(
            clock=clock,
            element=case.id,
            due_at=clock.due_at(begun[0]),
            done_at=done[0] if done else None,
        )


def _each(case: OpenCase, file: Iterable[Node]) -> Iterable[Due]:
    begins = {"contact": "at", "conference": "at", "referral": "sent_at"}
    ends = {"contact": "written_at", "conference": "minutes_shared_at", "referral": "answered_at"}
    clocks = {kind: case.standard.clocks.get(code) for code, kind in _EACH.items()}
    for node in file:
        clock = clocks.get(node.kind)
        begun = time_of(node, begins[node.kind]) if clock else None
        if clock is None or begun is None or _is_exempt(node):
            continue
        done_at = time_of(node, ends[node.kind])
        yield Due(clock=clock, element=node.id, due_at=clock.due_at(begun), done_at=done_at)


def _is_exempt(node: Node) -> bool:
    """Only minutes of an integrated conference are shared; a referral taken back waits for no answer."""
    is_other = node.kind == "conference" and node.text("type") != "integrated"
    return is_other or node.text("state") in {"cancelled", "entered-in-error"}


def _again(case: OpenCase, events: Mapping[str, list[datetime]]) -> Iterable[Due]:
    """Reassessment: again after its interval, as long as the case runs."""
    clock = case.standard.clocks.get("reassessment")
    begun = events.get("assessment")
    if clock is None or clock.kind is not ClockKind.INTERVAL or not begun:
        return
    if case.node.text("state") not in ENDED:
        yield Due(clock=clock, element=case.id, due_at=clock.due_at(begun[-1]), done_at=None)
