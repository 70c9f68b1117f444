"""The referrals' two boxes: those that came in for the own agency, and those it sent."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from resnet.graph.access_path import standing_receivers
from resnet.graph.elements import Node
from resnet.graph.reading import edges_in
from resnet.graph.store import GraphView
from resnet.web.desk import Asked
from resnet.web.pages.case import open_states
from resnet.web.pages.case_file import read_referrals
from resnet.web.render import REFERRAL_ROLES, page

_PAGE_SIZE: Final = 50


def show_referrals(asked: Asked) -> Response:
    """Both boxes, those that wait for something first."""
    desk = asked.desk
    desk.require(*REFERRAL_ROLES)
    view = desk.view()
    received, sent = read_box(view, "addressed_to"), read_box(view, "sent_by")
    return page(
        desk,
        "referrals.html",
        received=read_referrals(view, received[:_PAGE_SIZE], open_states(), desk.language),
        sent=read_referrals(view, sent[:_PAGE_SIZE], open_states(), desk.language),
        more_received=max(0, len(received) - _PAGE_SIZE),
        more_sent=max(0, len(sent) - _PAGE_SIZE),
    )


def read_box(view: GraphView, side: str) -> list[Node]:
    """Referrals that the visitor's agencies are on this side of; open ones first, then the newest."""
    own = standing_receivers(view, view.scope.actor)
    referrals = view.nodes({edge.start for edge in edges_in(view, own, side)})
    newest = sorted(referrals.values(), key=lambda each: (str(each.get("sent_at")), each.id), reverse=True)
    is_open = open_states()
    return sorted(newest, key=lambda each: each.text("state") not in is_open)
