"""The genogram of a client, from the graph to a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from time import perf_counter

from resnet.drawing.drawing import Drawing
from resnet.drawing.font import missing_letters
from resnet.drawing.genogram.branches import ALL_BRANCHES, Branch
from resnet.drawing.genogram.growth import read_growing, where_they_stood
from resnet.drawing.genogram.kin import Kin
from resnet.drawing.genogram.layout import lay_out
from resnet.drawing.genogram.measures import count_crossings, count_moved, count_order_errors
from resnet.drawing.genogram.svg import write_svg
from resnet.drawing.genogram.table import write_items, write_table
from resnet.drawing.text import plain
from resnet.graph.elements import NodeId
from resnet.graph.store import GraphView
from resnet.messages import messages_for
from resnet.ontology.clock import last_moment_of
from resnet.ontology.standards import DEFAULT_STANDARD, load_standard


@dataclass(frozen=True, slots=True)
class GenogramFacts:
    """What was drawn and what could not be.

    ``left_out`` counts recorded people who are not drawn, ``left_out_of`` those of each branch; ``crossings``
    are those of family lines, ``order_errors`` pairs of siblings against their birth. ``is_proven`` says that
    no left-right order is better; where it is not, ``gap`` is what share a better one could save at most
    (None: none was found in time). ``contradictions`` are children recorded as their own forebears;
    ``missing_letters`` are those that the shipped font lacks. ``triangles`` are emotional ones.
    ``drawn_before`` people were known on an earlier day, and ``moved`` of them stand further from where they
    stood then than a symbol is wide. ``seconds`` is how long reading, layout and drawing took.
    """

    people: int
    left_out: int
    left_out_of: dict[str, int]
    crossings: int
    order_errors: int
    is_proven: bool
    gap: float | None
    contradictions: int
    missing_letters: str
    triangles: int
    drawn_before: int
    moved: int
    seconds: float

    @property
    def recorded(self) -> int:
        """How many people of the family are recorded, as far as the caller may see."""
        return self.people + self.left_out


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for beyond the usual: other generations than the standard's, some branches only.

    ``then`` asks for the family as it was at the end of that Korean day, by what is known today: ties that
    ended since hold, who was born since is not there.
    """

    then: date | None = None
    generations: int | None = None
    branches: frozenset[Branch] = ALL_BRANCHES


AS_USUAL = Wanted()


def draw_genogram(
    view: GraphView,
    client: NodeId,
    *,
    language: str = "ko",
    standard: str = DEFAULT_STANDARD,
    wanted: Wanted = AS_USUAL,
) -> Drawing[GenogramFacts]:
    """The family around the client; ``view`` is of every moment, so that what ended is drawn as ended.

    Who was written down on an earlier day stands where they stood then, as far as no better drawing is lost.

    Raises:
        NodeNotFoundError: If the client is missing or hidden.
    """
    started = perf_counter()
    words = messages_for(language)
    usual = load_standard(standard).limit("genogram-generations").at_least or 3
    at = None if wanted.then is None else min(last_moment_of(wanted.then), view.now)
    family, stages = read_growing(
        view,
        Kin(view, client, at),
        generations=wanted.generations or usual,
        branches=wanted.branches,
    )
    stood = where_they_stood(stages, words)
    layout = lay_out(family, words, stood)
    drawn_before, moved = count_moved(layout, stood)
    svg, table = write_svg(layout, words), write_table(layout, words)
    facts = GenogramFacts(
        people=len(family.people),
        left_out=family.left_out,
        left_out_of={branch.value: count for branch, count in family.left_out_of},
        crossings=count_crossings(layout),
        order_errors=count_order_errors(layout),
        is_proven=layout.is_proven,
        gap=layout.gap,
        contradictions=sum(line.feeling is None for line in layout.feelings),
        missing_letters=missing_letters("".join(plain(person.name) for person in family.people)),
        triangles=len(family.triangles),
        drawn_before=drawn_before,
        moved=moved,
        seconds=perf_counter() - started,
    )
    return Drawing(svg, table, write_items(family, words), facts)
