"""The sheets of an agency's workers: whom one calls there, and that one knows them from work."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final

from starlette.responses import Response

from resnet.casework.cooperation import WorkerGiven, add_worker, get_acquainted
from resnet.errors import ForbiddenError
from resnet.graph.elements import Node, NodeId
from resnet.graph.reading import edges_in, get_node
from resnet.ontology.words import KOREA
from resnet.web.desk import Asked, Desk
from resnet.web.entry import phones_of
from resnet.web.pages.sheets.around import field_ask, named
from resnet.web.render import LIST_ROLES, WORKERS, Onward, onward
from resnet.web.sheet import Ask, Filled, Group, Sheet, Way, show_sheet, take_sheet

NOTES_WORKERS: Final = (*LIST_ROLES, *WORKERS)
# The last part of a sheet's address → what its words are called.
_NAMES: Final = {"worker": "noted-worker", "acquainted": "acquainted"}


def show_worker(asked: Asked) -> Response:
    """The empty sheet of a worker."""
    return show_sheet(asked.desk, _worker_sheet(asked.desk, _agency(asked)))


def take_worker(asked: Asked) -> Response:
    """Keep a worker of the agency; one whom a list named already is the same person."""
    desk, agency = asked.desk, _agency(asked)

    def act(filled: Filled) -> Onward:
        given = WorkerGiven(
            name=filled.text("name"),
            agency=agency.id,
            title=filled.text("title"),
            work_phone=phones_of(phone) if (phone := filled.text("work_phone")) else "",
            is_contact=filled.is_ticked("is_contact"),
        )
        kept = add_worker(desk.store, desk.scope, given, commit=asked.commit("worker"))
        return onward(desk, f"/directory/{agency.id}", "sheet-noted-worker-kept", kept.warnings)

    return take_sheet(asked, _worker_sheet(desk, agency), act)


def show_acquainted(asked: Asked) -> Response:
    """The empty sheet of whom one knows at the agency."""
    asked.desk.require(*WORKERS)
    return show_sheet(asked.desk, _acquainted_sheet(asked.desk, _agency(asked)))


def take_acquainted(asked: Asked) -> Response:
    """Keep that the visitor knows a worker of the agency: a way by which a referral can go."""
    desk, agency = asked.desk, _agency(asked)
    desk.require(*WORKERS)

    def act(filled: Filled) -> Onward:
        day = filled.day("last_contact_at")
        kept = get_acquainted(
            desk.store,
            desk.scope,
            (_visitor(desk), NodeId(filled.text("who"))),
            datetime.combine(day, time.min, tzinfo=KOREA) if day else None,
            commit=asked.commit("acquainted"),
        )
        return onward(desk, f"/directory/{agency.id}", "sheet-acquainted-kept", kept.warnings)

    return take_sheet(asked, _acquainted_sheet(desk, agency), act)


def _agency(asked: Asked) -> Node:
    asked.desk.require(*NOTES_WORKERS)
    return get_node(asked.desk.view(), asked.node(), "agency")


def _visitor(desk: Desk) -> NodeId:
    """Who is signed in; every page behind a role has somebody."""
    if desk.scope.actor is None:
        raise ForbiddenError("know somebody without being anybody")
    return desk.scope.actor


def _worker_sheet(desk: Desk, agency: Node) -> Sheet:
    asks = (
        field_ask(desk, "person", "name", Way.LINE, is_required=True),
        field_ask(desk, "works_for", "title", Way.LINE),
        field_ask(desk, "person", "work_phone", Way.LINE),
        field_ask(desk, "works_for", "is_contact", Way.TICK),
    )
    return _sheet(desk, agency, "worker", asks, {"no-words": "name"})


def _acquainted_sheet(desk: Desk, agency: Node) -> Sheet:
    view = desk.view()
    workers = [edge.start for edge in edges_in(view, [agency.id], "works_for")]
    others = named(view, [each for each in workers if each != _visitor(desk)], "person")
    label = desk.words.text("sheet-acquainted-who")
    asks = (
        Ask(name="who", label=label, way=Way.PICK, options=others, is_required=True),
        field_ask(desk, "knows", "last_contact_at", Way.DAY),
    )
    return _sheet(desk, agency, "acquainted", asks, {"tie-to-oneself": "who", "not-yet": "last_contact_at"})


def _sheet(desk: Desk, agency: Node, address: str, asks: tuple[Ask, ...], amiss_at: dict[str, str]) -> Sheet:
    words, name = desk.words, _NAMES[address]
    return Sheet(
        title=words.text(f"sheet-{name}"),
        address=f"/directory/{agency.id}/{address}",
        back=f"/directory/{agency.id}",
        back_words=agency.text("name"),
        send=words.text("sheet-keep"),
        says=words.text(f"sheet-{name}-says"),
        at=amiss_at,
        groups=(Group("", asks),),
    )
