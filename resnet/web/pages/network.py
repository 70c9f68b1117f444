"""The network map, in a frame of its own, and the same as a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.responses import HTMLResponse, Response

from resnet.drawing.network_looks import legend
from resnet.drawing.network_map import Link, NetworkMap, map_network
from resnet.drawing.network_page import network_page
from resnet.graph.elements import NodeId
from resnet.ontology.words import say_last_day
from resnet.web.desk import Asked, Desk
from resnet.web.render import PAGES, SECURITY, page

# The one place where script runs: the shipped one, over public data only, in a frame that is all its own.
_FRAME: Final = SECURITY | {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
}


@dataclass(frozen=True)
class Tied:
    """One tie of a provider in words."""

    words: str
    id: NodeId
    name: str
    until: str
    is_over: bool


def show_network(asked: Asked) -> Response:
    """The frame and the list."""
    desk = asked.desk
    shown = map_network(desk.network())
    return page(
        desk,
        "network.html",
        rows=[(spot, _ties(desk, shown, spot.id)) for spot in shown.spots],
        loner_count=len(shown.loners),
        legend=legend(shown, desk.language),
    )


def show_map(asked: Asked) -> Response:
    """The page in the frame."""
    desk = asked.desk
    title = desk.words.text("web-menu-network")
    template = PAGES.get_template("network_map.html")
    html = network_page(map_network(desk.network()), template, desk.language, title=title)
    return HTMLResponse(html, headers=_FRAME)


def _ties(desk: Desk, shown: NetworkMap, provider: NodeId) -> list[Tied]:
    names = {spot.id: spot.name for spot in shown.spots}
    return [
        _tied(desk, link, provider, names) for link in shown.links if provider in (link.first, link.second)
    ]


def _tied(desk: Desk, link: Link, provider: NodeId, names: dict[NodeId, str]) -> Tied:
    other = link.second if link.first == provider else link.first
    words = desk.words.text(f"drawing-map-{link.kind}", name=link.name)
    return Tied(words, other, names[other], say_last_day(link.until) if link.until else "", link.is_over)
