"""The cases that consent shows, in the order of their codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from starlette.responses import Response

from resnet.casework.potential_client import potential_clients
from resnet.graph.elements import Cursor, Edge, Node, NodeId
from resnet.graph.store import GraphView
from resnet.ontology.words import say_day, say_last_day
from resnet.web.desk import Asked
from resnet.web.render import CASE_ROLES, WORKERS, page

_PAGE_SIZE: Final = 40
_TIES: Final = ("concerns", "assigned_to", "leads")
# They advise on a case; whose it is, the others say.
_ADVISING: Final = frozenset({"supervisor", "expert-supervisor"})


@dataclass(frozen=True)
class CaseRow:
    """One case of the list; a name that is hidden is empty."""

    id: NodeId
    code: str
    client: str
    lead: str
    manager: str
    level: str
    state: str
    since: str


@dataclass(frozen=True)
class PotentialRow:
    """Somebody of a list handed over for outreach; what is unknown is empty."""

    name: str
    birth: str
    phone: str
    giver: str
    until: str


def show_cases(asked: Asked) -> Response:
    """One page of the list."""
    desk = asked.desk
    desk.require(*CASE_ROLES)
    view = desk.view()
    mark = asked.query.get("after", "")
    found = view.find("case", after=Cursor(mark) if mark else None, limit=_PAGE_SIZE)
    return page(
        desk,
        "cases.html",
        rows=read_rows(view, found.nodes, desk.language),
        may_take_in=desk.has_role(*WORKERS),
        may_share=desk.has_role(*WORKERS),
        # People of a list come before the cases, on the first page.
        potential=read_potential(view, desk.language) if desk.has_role(*WORKERS) and not mark else [],
        before="",
        after=f"/cases?{urlencode({'after': found.next})}" if found.next else "",
    )


def read_potential(view: GraphView, language: str) -> list[PotentialRow]:
    """Those of outreach lists whom the visitor may go and see."""
    found = potential_clients(view)
    givers = view.nodes([each.giver for each in found if each.giver is not None])
    return [
        PotentialRow(
            name=each.person.text("name"),
            birth=str(each.person.get("born_on") or each.person.get("birth_year") or ""),
            phone=each.person.text("phone"),
            giver=givers[each.giver].text("name") if each.giver in givers else "",
            until=say_last_day(each.until, language),
        )
        for each in found
    ]


def read_rows(view: GraphView, cases: tuple[Node, ...], language: str) -> list[CaseRow]:
    """The rows of these cases, read in two calls."""
    edges = view.edges([case.id for case in cases], _TIES)
    names = view.nodes({edge.start if edge.kind == "leads" else edge.end for edge in edges})

    def name(case: Node, kind: str) -> str:
        own = (edge for edge in edges if edge.kind == kind and _is_of(edge, case))
        ends = (edge.start if kind == "leads" else edge.end for edge in own)
        return ", ".join(dict.fromkeys(names[each].text("name") for each in ends if each in names))

    return [
        CaseRow(
            id=case.id,
            code=case.text("code"),
            client=name(case, "concerns"),
            lead=name(case, "leads"),
            manager=name(case, "assigned_to"),
            level=case.text("level"),
            state=case.text("state"),
            since=_day(case, language),
        )
        for case in cases
    ]


def _is_of(edge: Edge, case: Node) -> bool:
    return case.id in (edge.start, edge.end) and edge.text("role") not in _ADVISING


def _day(case: Node, language: str) -> str:
    opened = case.get("opened_at")
    return say_day(opened, language) if isinstance(opened, datetime) else ""
