"""The network map as an interactive page, by pyvis: positions given, physics off, nothing from outside.

pyvis' own template loads scripts from elsewhere and runs its heading as HTML: it is not used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from jinja2 import Template
from pyvis.network import Network as Export

from resnet.drawing.network_map import Link, NetworkMap, Spot
from resnet.messages import messages_for
from resnet.ontology.vocabulary import load_vocabulary
from resnet.ontology.words import say_code, say_last_day

_TYPES: Final = {"agency": "agency_types", "group": "group_types"}
# Shape and colour both tell the sector, for those who do not see colours.
_LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    "public": ("square", "#14507a"),
    "private": ("dot", "#2f7d4f"),
    "group": ("diamond", "#8a5300"),
}
_LINES: Final = {"agreement": "#14507a", "team": "#2f7d4f", "contact": "#8a5300"}
_LABEL_SIZE: Final = 15


def network_page(shown: NetworkMap, template: Template, language: str, **given: object) -> str:
    """``template`` filled with ``nodes`` and ``edges`` as pyvis makes them, and with ``given``.

    The template writes them as JSON that cannot end a script; nothing in it is HTML.
    """
    export = Export(height="100%", width="100%", cdn_resources="local")
    export.toggle_physics(status=False)
    for spot in shown.spots:
        _add_spot(export, spot, language)
    beside: Counter[tuple[str, str]] = Counter()
    for link in shown.links:
        _add_link(export, link, beside[link.first, link.second], language)
        beside[link.first, link.second] += 1
    return template.render(nodes=export.nodes, edges=export.edges, language=language, **given)


def _add_spot(export: Export, spot: Spot, language: str) -> None:
    shape, colour = _LOOKS[_sector(spot)]
    type_words = say_code(_TYPES[spot.kind], spot.type, language) if spot.type else ""
    ties = messages_for(language).text("drawing-map-ties", count=spot.link_count)
    export.add_node(
        spot.id,
        label=spot.name,
        title="\n".join(filter(None, (spot.name, type_words, ties))),
        x=spot.x,
        y=spot.y,
        shape=shape,
        color=colour,
        size=9 + min(spot.link_count, 10),
        physics=False,
        font={"size": _LABEL_SIZE, "face": "Resnet Screen", "strokeWidth": 4, "strokeColor": "#ffffff"},
    )


def _sector(spot: Spot) -> str:
    if spot.kind == "group":
        return "group"
    types = load_vocabulary("agency_types")
    is_public = spot.type in types and types.term(spot.type).text("sector") == "public"
    return "public" if is_public else "private"


def _add_link(export: Export, link: Link, place: int, language: str) -> None:
    """``place`` is how many lines join the two already: each bends more than the one before."""
    words = messages_for(language)
    said = words.text(f"drawing-map-{link.kind}", name=link.name)
    if link.until is not None:
        key = "drawing-map-ended" if link.is_over else "drawing-map-until"
        said = f"{said} · {words.text(key, day=say_last_day(link.until))}"
    export.add_edge(
        link.first,
        link.second,
        title=said,
        color=_LINES[link.kind],
        dashes=link.is_over,
        width=2,
        smooth={"enabled": place > 0, "type": "curvedCW", "roundness": 0.12 * place},
    )
