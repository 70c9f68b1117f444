"""A case's page: household, needs, deadlines, drawings, circle of consent, who looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from resnet.casework.clocks import Due, clocks_of
from resnet.casework.emergency_review import waiting_accesses
from resnet.casework.household import read_household
from resnet.casework.open_case import ENDED, read_case
from resnet.casework.values import values_of
from resnet.drawing.forms.make import FORMS
from resnet.graph.elements import Node, NodeId
from resnet.graph.store import GraphView
from resnet.matching.read import is_unmet
from resnet.ontology.registry import node_field
from resnet.ontology.vocabulary import load_vocabulary
from resnet.ontology.words import say_code, say_day, say_last_day
from resnet.web.desk import Asked, Desk
from resnet.web.pages.case_file import read_file, read_referrals, say_statement
from resnet.web.pages.circle import may_see_looks, read_circle, read_looks
from resnet.web.pages.drawings import read_drawings
from resnet.web.render import CASE_ROLES, CONSENTERS, WORKERS, page

_FACTS: Final = (
    "state",
    "level",
    "level_reason",
    "risk",
    "service_type",
    "opened_at",
    "closed_at",
)
_STATE_TONES: Final = {"met": "good", "in-work": "", "withdrawn": ""}


@dataclass(frozen=True)
class ClockRow:
    """One deadline in words; ``tone`` colours it. A day it is due by is the last that is in time."""

    name: str
    words: str
    tone: str
    is_done: bool


def show_case(asked: Asked) -> Response:
    """The whole page, as far as consent shows it."""
    desk = asked.desk
    desk.require(*CASE_ROLES)
    view = desk.view()
    found = read_case(view, asked.node())
    client, file = found.client, read_file(desk, view, found.id)
    sees_looks = may_see_looks(desk, client.id)
    return page(
        desk,
        "case.html",
        case=found.node,
        may_record=desk.has_role(*CONSENTERS),
        may_work=desk.has_role(*WORKERS) and found.node.text("state") not in ENDED,
        client=client,
        has_to_review=desk.has_role(*WORKERS) and bool(waiting_accesses(desk.store, desk.scope, client.id)),
        facts=(
            *_workers(desk, view, found.id),
            *values_of(found.node, _FACTS, desk.language),
            (node_field("case", "standard").label.of(desk.language), found.standard.title.of(desk.language)),
        ),
        drawings=read_drawings(asked, found),
        household=read_household(view, client, desk.language),
        statements=[say_statement(each, desk.language) for each in file.statements],
        needs=[_need(each, desk) for each in file.needs],
        clocks=[_clock(each, desk, view) for each in clocks_of(view, found.id)],
        referrals=read_referrals(view, file.referrals, open_states(), desk.language),
        entries=file.entries,
        forms=FORMS,
        circle=read_circle(desk, view, client.id),
        sees_looks=sees_looks,
        looks=read_looks(desk, view, client.id) if sees_looks else [],
    )


def open_states() -> frozenset[str]:
    """States of referrals that are sent and not yet ended."""
    return frozenset(term.code for term in load_vocabulary("referral_states").terms if term.flag("is_open"))


def _workers(desk: Desk, view: GraphView, case: NodeId) -> list[tuple[str, str]]:
    edges = view.edges([case], ("assigned_to", "leads", "took_part"))
    names = view.nodes({edge.other(case) for edge in edges})
    rows: dict[str, list[str]] = {}
    for edge in sorted(edges, key=lambda each: ("leads", "assigned_to", "took_part").index(each.kind)):
        role = edge.text("role")
        label = (
            say_code("case_roles", role, desk.language)
            if role
            else desk.words.text(f"web-case-{edge.kind.replace('_', '-')}")
        )
        if edge.other(case) in names:
            rows.setdefault(label, []).append(names[edge.other(case)].text("name"))
    return [(label, ", ".join(people)) for label, people in rows.items()]


def _need(need: Node, desk: Desk) -> dict[str, object]:
    state = need.text("state")
    return {
        "id": need.id,
        "text": need.text("text"),
        "priority": need.get("priority"),
        "domain": say_code("need_domains_2026", need.text("domain"), desk.language),
        "state": say_code("need_states", state, desk.language) if state else "",
        "tone": _STATE_TONES.get(state, "warn"),
        "is_closed": not is_unmet(need),
    }


def _clock(due: Due, desk: Desk, view: GraphView) -> ClockRow:
    words, name = desk.words, due.clock.label.of(desk.language)
    if due.done_at is not None:
        key = "web-clock-done-late" if due.is_late(view.now) else "web-clock-done"
        tone = "warn" if due.is_late(view.now) else "good"
        return ClockRow(name, words.text(key, day=say_day(due.done_at, desk.language)), tone, is_done=True)
    if due.is_late(view.now):
        days = (view.now - due.due_at).days + 1
        return ClockRow(name, words.text("web-clock-late", days=days), "bad", is_done=False)
    last = say_last_day(due.due_at, desk.language)
    return ClockRow(name, words.text("web-clock-due", day=last), "", is_done=False)
