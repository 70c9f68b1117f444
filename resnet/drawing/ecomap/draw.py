"""The eco-map of a client, from the graph to a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

from resnet.drawing.drawing import Drawing
from resnet.drawing.ecomap.from_view import Views, read_eco_map
from resnet.drawing.ecomap.layout import lay_out
from resnet.drawing.ecomap.measures import count_crossings, count_order_errors
from resnet.drawing.ecomap.svg import draw_map
from resnet.drawing.ecomap.table import written_items, written_table
from resnet.drawing.ecomap.words import notes_of
from resnet.graph.elements import NodeId
from resnet.messages import messages_for
from resnet.ontology.standards import DEFAULT_STANDARD


@dataclass(frozen=True, slots=True)
class EcoMapFacts:
    """What was drawn.

    How many systems stand around the client now, and stood then (None: only now was drawn), and how many of
    now are only proposed. ``crossings`` are circles, names and lines on each other, ``order_errors`` systems
    of one moment out of their constant order, both of which the layout rules out; ``is_proven`` says that
    there is none, so that no other map is better. ``seconds`` is how long reading, layout and drawing took.
    """

    systems_now: int
    systems_then: int | None
    proposed: int
    crossings: int
    order_errors: int
    is_proven: bool
    seconds: float


def draw_ecomap(
    views: Views, client: NodeId, *, language: str = "ko", standard: str = DEFAULT_STANDARD
) -> Drawing[EcoMapFacts]:
    """The eco-map now, or then and now from one layout.

    Raises:
        NodeNotFoundError: If the client is missing or hidden.
    """
    started = perf_counter()
    words = messages_for(language)
    eco_map = read_eco_map(views, client, standard=standard)
    layout = lay_out(eco_map, notes_of(eco_map, words))
    then = len(layout.then) if eco_map.then_at is not None else None
    svg, table = draw_map(eco_map, layout, words), written_table(eco_map, words)
    # The earlier moment is drawn first.
    drawn = [*(layout.then if eco_map.then_at is not None else ()), *layout.now]
    items = written_items(eco_map, [(each.system, each.relation) for each in drawn], words)
    crossings, order_errors = count_crossings(layout), count_order_errors(eco_map, layout)
    facts = EcoMapFacts(
        systems_now=len(layout.now),
        systems_then=then,
        proposed=sum(each.relation.planned is not None for each in layout.now),
        crossings=crossings,
        order_errors=order_errors,
        is_proven=crossings == order_errors == 0,
        seconds=perf_counter() - started,
    )
    return Drawing(svg, table, items, facts)
