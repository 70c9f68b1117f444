"""The network map as one file that opens without a net, by pyvis: positions given, physics off.

pyvis' own template loads scripts from elsewhere and runs its heading as HTML: it is not used. The library's
script and sheet stand inside the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any, Final

from markupsafe import Markup
from pyvis.edge import Edge
from pyvis.node import Node

from resnet.drawing.font import FAMILY, Weight, font_faces
from resnet.drawing.network.looks import LOOKS, PARTING, legend, legend_entries, line_of, look_name, spot_size
from resnet.drawing.network.model import Link, NetworkMap, State
from resnet.drawing.network.say import label_of, link_counts, say_link, say_spot, say_tie_count, say_type
from resnet.drawing.offline import offline_page
from resnet.messages import messages_for

Options = dict[str, Any]
# The library writes styles of its own, and is no script whose every byte is ours.
_POLICY: Final = Markup(
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:"
)
_LABEL_SIZE: Final = 15
_MARK_SIZE: Final = 12
_OVER: Final = {State.ENDED: "map-over", State.FRAGILE: "map-weak"}


def map_file(shown: NetworkMap, language: str) -> bytes:
    """The map as one HTML page with everything inside; what is written in it as data cannot end a script."""
    vis = resources.files("pyvis").joinpath("templates", "lib", "vis-9.1.2")
    script = vis.joinpath("vis-network.min.js").read_text(encoding="utf-8")
    sheet = vis.joinpath("vis-network.css").read_text(encoding="utf-8")
    nodes, edges = exported(shown, language)
    return offline_page(
        "network/file.html",
        nodes=nodes,
        edges=edges,
        language=language,
        policy=_POLICY,
        legend=legend(shown, language),
        title=messages_for(language).text("map-title"),
        # The library's own files, not anybody's words: they may stand unescaped.
        script=Markup(script),  # noqa: S704
        sheet=Markup(sheet),  # noqa: S704
        # A part of the shipped font: not every machine has Korean letters.
        faces=Markup(font_faces({Weight.REGULAR: "".join(_letters(nodes, edges, shown, language))})),  # noqa: S704
    )


def _letters(
    nodes: Iterable[Options], edges: Iterable[Options], shown: NetworkMap, language: str
) -> Iterator[str]:
    """Everything that is read in the file."""
    for each in (*nodes, *edges):
        yield f"{each['label']}{each['title']}"
    for entry in legend_entries(shown, messages_for(language)):
        yield entry.says


def exported(shown: NetworkMap, language: str) -> tuple[list[Options], list[Options]]:
    """Nodes and edges of the map as pyvis writes them: nothing in them is HTML.

    pyvis' own network looks through all edges for each new one, and drops a second tie of the same two: its
    nodes and edges are made one by one.
    """
    counts = link_counts(shown)
    nodes = [
        Node(
            spot.id,
            LOOKS[look_name(spot)].shape,
            label_of(name),
            title="\n".join(filter(None, (name, say_type(spot, language), say_tie_count(count, language)))),
            x=x,
            y=y,
            color=LOOKS[look_name(spot)].colour,
            size=spot_size(count),
            physics=False,
            font=_font(_LABEL_SIZE),
        ).options
        for spot, (x, y) in zip(shown.spots, shown.places.tolist(), strict=True)
        for name, count in [(say_spot(spot, language), counts.get(spot.id, 0))]
    ]
    beside: Counter[tuple[str, str]] = Counter()
    edges = []
    for link in shown.links:
        edges.append(_edge(link, beside[link.first, link.second], language))
        beside[link.first, link.second] += 1
    return nodes, edges


def _font(size: int) -> Options:
    return {"size": size, "face": FAMILY, "strokeWidth": 4, "strokeColor": "#ffffff"}


def _edge(link: Link, place: int, language: str) -> Options:
    """``place`` is how many lines join the two already: each bends more than the one before."""
    look = line_of(link)
    mark = _OVER.get(link.state)
    background = {"background": {"enabled": True, "color": PARTING.colour, "size": PARTING.width}}
    made: Options = Edge(
        link.first,
        link.second,
        title=say_link(link, language),
        color=look.colour,
        dashes=list(look.dashes) or False,
        width=look.width,
        label=messages_for(language).text(mark) if mark else "",
        font=_font(_MARK_SIZE),
        smooth={"enabled": place > 0, "type": "curvedCW", "roundness": 0.12 * place},
        **(background if link.parts else {}),
    ).options
    return made
