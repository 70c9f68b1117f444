"""Who may see what of the client, what was passed on, and who looked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from resnet.access.look import LogRow
from resnet.access.role import Role
from resnet.access.trail import looks_at
from resnet.casework.circle import Opening, consent_circle
from resnet.graph.elements import NodeId
from resnet.graph.store import GraphView
from resnet.ontology.words import say_code, say_day, say_last_day
from resnet.web.desk import Desk

_LOOKS_SHOWN: Final = 40
# What the reason of a look is called on screen; a reason of another room is shown as it stands.
_PAGES: Final = {
    "page /": "web-home",
    "page /cases": "web-menu-cases",
    "page /cases/{id}": "web-page-case",
    "page /cases/{id}/genogram.svg": "web-genogram",
    "page /cases/{id}/ecomap.svg": "web-ecomap",
    "page /cases/{id}/team": "team-title",
    "page /cases/{id}/forms/{name}": "web-forms",
    "page /intake": "sheet-intake",
    "page /cases/{id}/acts": "sheet-acts",
    "page /cases/{id}/statement": "sheet-statement",
    "page /cases/{id}/need": "sheet-need",
    "page /cases/{id}/plan": "sheet-plan",
    "page /cases/{id}/conference": "sheet-conference",
    "page /cases/{id}/consent": "sheet-consent",
    "page /cases/{id}/withdraw": "sheet-withdrawal",
    "page /cases/{id}/closing": "sheet-closing",
    "page /referrals/{id}/send": "sheet-draft",
    "page /needs/{id}": "web-paths",
    "page /needs/{id}/choose": "web-choose-title",
    "page /choices/{id}": "web-referral-letter",
    "page /choices/{id}/letter": "web-referral-letter",
    "page /referrals": "web-menu-referrals",
    "page /referrals/{id}": "web-referral",
    "page /referrals/{id}/answer": "web-referral-answer",
    "page /referrals/{id}/feedback": "web-referral-feedback",
    "program /graphql": "web-look-program",
}
# Who may see the trail: the person it is about, and who answers for the case.
_TRAIL_ROLES: Final = (Role.CASE_MANAGER, Role.SUPERVISOR)


@dataclass(frozen=True)
class CircleRow:
    """What one receiver may see, for what, until when."""

    receiver: str
    items: str
    purpose: str
    basis: str
    until: str


@dataclass(frozen=True)
class LookRow:
    """Looks of one person on one day, by the same kind of page."""

    day: str
    who: str
    items: str
    why: str
    count: int


def read_circle(desk: Desk, view: GraphView, client: NodeId) -> list[CircleRow]:
    """The client's circle, one row a receiver, purpose and period."""
    circle = consent_circle(view, client)
    groups: dict[tuple[NodeId, str, str, str], list[Opening]] = {}
    for each in circle.openings:
        until = say_last_day(each.until) if each.until else ""
        groups.setdefault((each.receiver, each.purpose, each.basis, until), []).append(each)
    rows = []
    for (receiver, purpose, basis, until), openings in groups.items():
        node = circle.receivers.get(receiver)
        if node is not None:
            is_letter = node.kind == "referral"
            name = desk.words.text("web-circle-letter", service=node.text("service_asked"))
            rows.append(
                CircleRow(
                    receiver=name if is_letter else node.text("name"),
                    items=_items((each.category for each in openings), desk.language),
                    purpose=say_code("consent_purposes", purpose, desk.language) if purpose else "",
                    basis=say_code("consent_bases", basis, desk.language) if basis else "",
                    until=until,
                )
            )
    return sorted(rows, key=lambda row: (row.receiver, row.until, row.items))


def may_see_looks(desk: Desk, client: NodeId) -> bool:
    """Whether the visitor may see who looked at this client."""
    return desk.scope.actor == client or desk.has_role(*_TRAIL_ROLES)


def read_looks(desk: Desk, view: GraphView, client: NodeId) -> list[LookRow]:
    """The newest looks first; looks of one person, day and page together."""
    looks = [row for row in looks_at(desk.store.log, client) if not row.is_for_anybody]
    groups: dict[tuple[str, NodeId | None, str], list[LogRow]] = {}
    for row in reversed(looks):
        groups.setdefault((say_day(row.at), row.look.actor, row.look.why), []).append(row)
    shown = list(groups.items())[:_LOOKS_SHOWN]
    names = view.nodes({actor for (_, actor, _), _ in shown if actor is not None})
    return [
        LookRow(
            day=day,
            who=names[actor].text("name") if actor in names else desk.words.text("web-look-somebody"),
            items=_items({each for row in rows for each in row.look.seen.get(client, ())}, desk.language),
            why=desk.words.text(_PAGES[why]) if why in _PAGES else why,
            count=len(rows),
        )
        for (day, actor, why), rows in shown
    ]


def _items(categories: Iterable[str], language: str) -> str:
    return ", ".join(say_code("categories", each, language) for each in sorted(categories))
