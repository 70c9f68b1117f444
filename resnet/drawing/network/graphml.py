"""The map as GraphML, for programs that analyse networks."""

from __future__ import annotations

import io

import networkx as nx

from resnet.drawing.network.model import Arrangement, NetworkMap
from resnet.drawing.network.say import say_group_key, say_spot, say_type
from resnet.drawing.text import plain
from resnet.ontology.words import say_last_day


def map_graphml(shown: NetworkMap, language: str) -> bytes:
    """Spots and ties with what the map says of them; equal maps give equal bytes.

    Codes stand beside their words, days as a person reads them: the last one on which a tie holds.
    """
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for spot, (x, y) in zip(shown.spots, shown.places.tolist(), strict=True):
        graph.add_node(
            spot.id,
            name=say_spot(spot, language),
            kind=spot.kind,
            type=spot.type,
            type_words=say_type(spot, language),
            sector=spot.sector,
            area=say_group_key(spot.area, Arrangement.AREA, shown.areas, language) if spot.area else "",
            domains=",".join(sorted(spot.domains)),
            x=x,
            y=y,
        )
    for row, link in enumerate(shown.links):
        graph.add_edge(
            link.first,
            link.second,
            key=str(row),
            kind=link.kind,
            name=plain(link.name),
            state=str(link.state),
            until=say_last_day(link.until) if link.until is not None else "",
            why=",".join(link.why),
            parts=link.parts,
        )
    written = io.BytesIO()
    nx.write_graphml_xml(graph, written, encoding="utf-8", named_key_ids=True)
    return written.getvalue()
