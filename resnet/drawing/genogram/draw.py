"""The genogram of a client, from the graph to a drawing."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.drawing.drawing import Drawing
from resnet.drawing.font import missing_letters
from resnet.drawing.genogram.from_view import read_genogram
from resnet.drawing.genogram.layout import lay_out
from resnet.drawing.genogram.svg import write_svg
from resnet.drawing.genogram.table import write_table
from resnet.drawing.text import plain
from resnet.graph.elements import NodeId
from resnet.graph.store import GraphView
from resnet.messages import messages_for
from resnet.ontology.standards import load_standard


@dataclass(frozen=True, slots=True)
class GenogramFacts:
    """What was drawn and what could not be.

    ``left_out`` counts recorded people beyond the generations; ``is_proven`` says that no left-right order
    is better; ``contradictions`` are children recorded as their own forebears; ``missing_letters`` are those
    that the shipped font lacks.
    """

    people: int
    left_out: int
    is_proven: bool
    contradictions: int
    missing_letters: str


def draw_genogram(
    view: GraphView, client: NodeId, *, language: str = "ko", standard: str = "today_2026"
) -> Drawing[GenogramFacts]:
    """The family around the client; ``view`` is of every moment, so that what ended is drawn as ended.

    Raises:
        NodeNotFoundError: If the client is missing or hidden.
    """
    words = messages_for(language)
    generations = load_standard(standard).limit("genogram-generations").at_least or 3
    family = read_genogram(view, client, generations=generations)
    layout = lay_out(family, words)
    facts = GenogramFacts(
        people=len(family.people),
        left_out=family.left_out,
        is_proven=layout.is_proven,
        contradictions=sum(line.feeling is None for line in layout.feelings),
        missing_letters=missing_letters("".join(plain(person.name) for person in family.people)),
    )
    return Drawing(write_svg(layout, words), write_table(layout, words), facts)
