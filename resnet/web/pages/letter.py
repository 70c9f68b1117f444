"""The referral letter, prepared with the client out of a choice, and sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from starlette.responses import Response

from resnet.access.role import Role
from resnet.casework.circle import granted
from resnet.casework.consent import ConsentGiven
from resnet.casework.referral import ReferralGiven, prepare_referral, send_referral
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import Node, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphView
from resnet.ontology.category import PERSONAL, SENSITIVE, Category
from resnet.ontology.words import KOREA, say_code
from resnet.web.desk import Asked, Desk
from resnet.web.entry import BadEntryError, day_of, number_of
from resnet.web.render import Onward, page

WRITERS = (Role.CASE_MANAGER, Role.SUPERVISOR)
_PURPOSE = "referral"


def show_letter(asked: Asked) -> Response:
    """The empty letter of a choice; no box is ticked."""
    desk = asked.desk
    desk.require(*WRITERS)
    view = desk.view()
    choice = get_node(view, asked.node(), "choice")
    need, service = _ends(view, choice.id)
    client = get_node(view, choice.about[0], "person")
    known = granted(view, client.id) & PERSONAL - {Category.WORK_NOTES}
    providers = view.nodes(edge.start for edge in edges_in(view, [service.id], "offers"))
    return page(
        desk,
        "letter.html",
        choice=choice,
        need=need,
        service=service,
        client=client,
        providers=list(providers.values()),
        ordinary=_items(known - SENSITIVE, desk),
        sensitive=_items(known & SENSITIVE, desk),
        earliest=(view.now.astimezone(KOREA) + timedelta(days=1)).date().isoformat(),
    )


def take_letter(asked: Asked) -> Response:
    """Prepare the letter and send it, with the consents that it needs."""
    desk = asked.desk
    desk.require(*WRITERS)
    passed = frozenset(Category(each) for each in asked.lines("passes_on") if each in set(PERSONAL))
    receiver = NodeId(asked.line("receiver")) if asked.line("receiver") else None
    letter = ReferralGiven(
        choice=asked.node(),
        passes_on=passed,
        summary=asked.text("summary"),
        goal=asked.text("goal"),
        receiver=receiver,
        per_week=number_of(asked.line("per_week"), "per_week"),
        monitoring=asked.text("monitoring"),
        is_arranged=asked.is_ticked("is_arranged"),
    )
    until = _end_of(day_of(asked.line("until"), "until"))
    kept = prepare_referral(desk.store, desk.scope, letter, commit=asked.commit("letter"))
    to = receiver or _addressee(desk.view(), kept.referral)
    consents = tuple(
        _consent(asked, frozenset(items), to, until)
        for items in (passed - SENSITIVE, passed & SENSITIVE)
        if items
    )
    sent = send_referral(desk.store, desk.scope, kept.referral, consents, commit=asked.commit("send"))
    warnings = dict.fromkeys(each.says(desk.language) for each in (*kept.warnings, *sent.warnings))
    return Onward(f"/referrals/{sent.referral}", [desk.words.text("web-letter-sent"), *warnings])


def _consent(asked: Asked, items: frozenset[Category], receiver: NodeId, until: datetime) -> ConsentGiven:
    return ConsentGiven(
        purpose=_PURPOSE,
        categories=items,
        receiver=receiver,
        until=until,
        given_how=asked.line("given_how"),
        given_as=asked.line("given_as"),
        given_by=asked.line("given_by") or None,
        is_right_to_refuse_told=asked.is_ticked("told_right_to_refuse"),
    )


def _ends(view: GraphView, choice: NodeId) -> tuple[Node, Node]:
    edges = edges_out(view, [choice], "chose_for", "chose")
    nodes = view.nodes(edge.end for edge in edges)
    need = next((node for node in nodes.values() if node.kind == "agreed_need"), None)
    service = next((node for node in nodes.values() if node.kind == "service"), None)
    if need is None or service is None:
        raise NodeNotFoundError
    return need, service


def _addressee(view: GraphView, referral: NodeId) -> NodeId:
    for edge in edges_out(view, [referral], "addressed_to"):
        return edge.end
    raise NodeNotFoundError


def _items(categories: Iterable[Category], desk: Desk) -> list[tuple[str, str]]:
    order = list(Category)
    return [
        (str(each), say_code("categories", each, desk.language))
        for each in sorted(categories, key=order.index)
    ]


def _end_of(day: date | None) -> datetime:
    """The end of a Korean day; a consent without an end is none."""
    if day is None:
        raise BadEntryError("until")
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=KOREA)
