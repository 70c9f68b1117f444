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
from resnet.web.pages.look_words import say_look

_LOOKS_SHOWN: Final = 40
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
        until = say_last_day(each.until, desk.language) if each.until else ""
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
        reason = say_look(row.look.why, desk.words)
        groups.setdefault((say_day(row.at, desk.language), row.look.actor, reason), []).append(row)
    shown = list(groups.items())[:_LOOKS_SHOWN]
    names = view.nodes({actor for (_, actor, _), _ in shown if actor is not None})
    return [
        LookRow(
            day=day,
            who=names[actor].text("name") if actor in names else desk.words.text("web-look-somebody"),
            items=_items({each for row in rows for each in row.look.seen.get(client, ())}, desk.language),
            why=why,
            count=len(rows),
        )
        for (day, actor, why), rows in shown
    ]


def _items(categories: Iterable[str], language: str) -> str:
    return ", ".join(say_code("categories", each, language) for each in sorted(categories))
