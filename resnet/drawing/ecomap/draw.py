"""The eco-map of a client, from the graph to a drawing."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.drawing.drawing import Drawing
from resnet.drawing.ecomap.from_view import Views, read_eco_map
from resnet.drawing.ecomap.layout import lay_out
from resnet.drawing.ecomap.svg import draw_map
from resnet.drawing.ecomap.table import written_table
from resnet.drawing.ecomap.words import notes_of
from resnet.graph.elements import NodeId
from resnet.messages import messages_for


@dataclass(frozen=True, slots=True)
class EcoMapFacts:
    """How many systems stand around the client now, and stood then (None: only now was drawn)."""

    systems_now: int
    systems_then: int | None


def draw_ecomap(
    views: Views, client: NodeId, *, language: str = "ko", standard: str = "today_2026"
) -> Drawing[EcoMapFacts]:
    """The eco-map now, or then and now from one layout.

    Raises:
        NodeNotFoundError: If the client is missing or hidden.
    """
    words = messages_for(language)
    eco_map = read_eco_map(views, client, standard=standard)
    layout = lay_out(eco_map, notes_of(eco_map, words))
    then = len(layout.then) if eco_map.then_at is not None else None
    facts = EcoMapFacts(len(layout.now), then)
    return Drawing(draw_map(eco_map, layout, words), written_table(eco_map, words), facts)
