"""The network map as an interactive page, by pyvis: positions given, physics off, nothing from outside.

pyvis' own template loads scripts from elsewhere and runs its heading as HTML: it is not used.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from jinja2 import Template
from pyvis.network import Network as Export

from resnet.drawing.network_looks import LOOKS, legend, line_of, sector_of
from resnet.drawing.network_map import Link, NetworkMap, Spot
from resnet.messages import messages_for
from resnet.ontology.words import say_code, say_last_day

_TYPES: Final = {"agency": "agency_types", "group": "group_types"}
_LABEL_SIZE: Final = 15
_MARK_SIZE: Final = 12


def network_page(shown: NetworkMap, template: Template, language: str, **given: object) -> str:
    """``template`` filled with ``nodes`` and ``edges`` as pyvis makes them, ``legend``, and with ``given``.

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
    return template.render(
        nodes=export.nodes,
        edges=export.edges,
        language=language,
        legend=legend(shown, language),
        **given,
    )


def _add_spot(export: Export, spot: Spot, language: str) -> None:
    look = LOOKS[sector_of(spot)]
    type_words = say_code(_TYPES[spot.kind], spot.type, language) if spot.type else ""
    ties = messages_for(language).text("drawing-map-ties", count=spot.link_count)
    export.add_node(
        spot.id,
        label=spot.name,
        title="\n".join(filter(None, (spot.name, type_words, ties))),
        x=spot.x,
        y=spot.y,
        shape=look.shape,
        color=look.colour,
        size=9 + min(spot.link_count, 10),
        physics=False,
        font=_font(_LABEL_SIZE),
    )


def _font(size: int) -> dict[str, object]:
    return {"size": size, "face": "Resnet Screen", "strokeWidth": 4, "strokeColor": "#ffffff"}


def _add_link(export: Export, link: Link, place: int, language: str) -> None:
    """``place`` is how many lines join the two already: each bends more than the one before."""
    words, look = messages_for(language), line_of(link)
    said = words.text(f"drawing-map-{link.kind}", name=link.name)
    if link.until is not None:
        key = "drawing-map-ended" if link.is_over else "drawing-map-until"
        said = f"{said} · {words.text(key, day=say_last_day(link.until))}"
    export.add_edge(
        link.first,
        link.second,
        title=said,
        color=look.colour,
        dashes=list(look.dashes) or False,
        width=look.width,
        label=words.text("drawing-map-over") if link.is_over else "",
        font=_font(_MARK_SIZE),
        smooth={"enabled": place > 0, "type": "curvedCW", "roundness": 0.12 * place},
    )
