"""The referral letter, prepared with the client out of a choice, and sent."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from starlette.responses import Response

from resnet.casework.circle import ConsentMissingError, granted
from resnet.casework.consent import ConsentGiven
from resnet.casework.referral import ReferralGiven, prepare_referral, send_referral
from resnet.errors import NodeNotFoundError, RuleError
from resnet.graph.elements import Node, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphView
from resnet.ontology.category import PERSONAL, SENSITIVE, Category
from resnet.ontology.clock import end_of
from resnet.ontology.words import KOREA
from resnet.web.desk import Asked
from resnet.web.entry import BadEntryError, day_of, number_of
from resnet.web.pages.sheets.draft import PURPOSE, addressee, show_left_behind
from resnet.web.problem import say_problem
from resnet.web.render import WORKERS, category_choices, onward, page

_REFUSED: Final = 422


def show_letter(asked: Asked) -> Response:
    """The empty letter of a choice; no box is ticked."""
    asked.desk.require(*WORKERS)
    return _shown(asked, "")


def _shown(asked: Asked, problem: str) -> Response:
    """The letter as far as it was typed, with what is amiss."""
    desk = asked.desk
    view = desk.view()
    choice = get_node(view, asked.node(), "choice")
    need, service = _ends(view, choice.id)
    client = get_node(view, choice.about[0], "person")
    known = granted(view, client.id) & PERSONAL - {Category.WORK_NOTES}
    providers = view.nodes(edge.start for edge in edges_in(view, [service.id], "offers"))
    return page(
        desk,
        "letter.html",
        status=_REFUSED if problem else 200,
        problem=problem or None,
        typed=asked.text,
        ticked=asked.lines,
        choice=choice,
        need=need,
        service=service,
        client=client,
        providers=list(providers.values()),
        ordinary=category_choices(known - SENSITIVE, desk.language),
        sensitive=category_choices(known & SENSITIVE, desk.language),
        earliest=(view.now.astimezone(KOREA) + timedelta(days=1)).date().isoformat(),
    )


def take_letter(asked: Asked) -> Response:
    """Prepare the letter and send it, with the consents that it needs; or show it again as it was typed."""
    asked.desk.require(*WORKERS)
    try:
        return _prepared_and_sent(asked)
    except BadEntryError as error:
        key = "sheet-bad-day" if error.field == "until" else "sheet-bad-number"
        return _shown(asked, asked.desk.words.text(key))
    except (RuleError, ConsentMissingError) as error:
        return _shown(asked, say_problem(asked.desk, error))


def _prepared_and_sent(asked: Asked) -> Response:
    desk = asked.desk
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
    last_day = day_of(asked.line("until"), "until")
    if last_day is None:
        # A consent without an end is none.
        raise BadEntryError("until")
    kept = prepare_referral(desk.store, desk.scope, letter, commit=asked.commit("letter"))
    to = receiver or addressee(desk.view(), kept.referral)
    consents = tuple(
        _consent(asked, frozenset(items), to, end_of(last_day))
        for items in (passed - SENSITIVE, passed & SENSITIVE)
        if items
    )
    try:
        sent = send_referral(desk.store, desk.scope, kept.referral, consents, commit=asked.commit("send"))
    except (RuleError, ConsentMissingError) as error:
        # The letter is written: it is sent from its own page.
        return show_left_behind(asked, kept.referral, say_problem(desk, error))
    warnings = (*kept.warnings, *sent.warnings)
    return onward(desk, f"/referrals/{sent.referral}", "web-letter-sent", warnings)


def _consent(asked: Asked, items: frozenset[Category], receiver: NodeId, until: datetime) -> ConsentGiven:
    return ConsentGiven(
        purpose=PURPOSE,
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
