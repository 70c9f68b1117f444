"""How a family grew in the record: what was known of it on earlier days, and where people stood then.

No picture is kept. What could be drawn on an earlier day is made again from what was written down by its end,
and where people stood then decides what nothing else does: a small change moves few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import Final

from resnet.drawing.genogram.branches import ALL_BRANCHES, Branch
from resnet.drawing.genogram.from_view import family_of
from resnet.drawing.genogram.kin import Kin
from resnet.drawing.genogram.layout import NOWHERE, stand
from resnet.drawing.genogram.model import Genogram
from resnet.drawing.genogram.order_search import Limits
from resnet.drawing.genogram.unions import unions_of
from resnet.graph.elements import Edge, ElementId, NodeId
from resnet.graph.store import GraphView
from resnet.messages import Messages
from resnet.ontology.words import KOREA

# So many people are placed for earlier days, the last days first: the best order of many takes seconds.
_MOST_PLACED: Final = 240
# An earlier drawing only breaks ties of today's: nobody waits for its proof.
_EARLIER: Final = Limits(relaxations=60, seconds=3.0)


def read_growing(
    view: GraphView, kin: Kin, *, generations: int, branches: AbstractSet[Branch] = ALL_BRANCHES
) -> tuple[Genogram, tuple[Genogram, ...]]:
    """The family of these kin as ``family_of`` reads it, and what was known of it on earlier days."""
    family = family_of(view, kin, generations=generations, branches=branches)
    return family, stages_of(view, kin, family)


def stages_of(view: GraphView, kin: Kin, family: Genogram) -> tuple[Genogram, ...]:
    """The family as it was known at the ends of the days before the last on which it grew, oldest first.

    Only who is drawn now is in them, with today's facts. Who is hidden makes no stage: the log, too, is
    read as far as the caller may see.
    """
    people = [each for each in kin.people if each in family.by_id]
    edges = [edge for edge in kin.edges.values() if {edge.start, edge.end} <= family.by_id.keys()]
    known = _first_known(view, [*people, *(edge.id for edge in edges)])
    stages: list[Genogram] = []
    placed = 0
    for day in sorted(set(known.values()), reverse=True)[1:]:
        there = {each for each in people if known.get(each, day) <= day}
        placed += len(there)
        if family.index not in there or placed > _MOST_PLACED:
            break
        stages.append(_stage(family, there, [edge for edge in edges if known.get(edge.id, day) <= day]))
    return tuple(reversed(stages))


def where_they_stood(stages: Iterable[Genogram], messages: Messages) -> Mapping[str, float]:
    """Where everybody stood in the last stage's drawing, in pixels; each is drawn after the one before."""
    stood: Mapping[str, float] = NOWHERE
    for stage in stages:
        stood = stand(stage, messages, stood, _EARLIER).x
    return stood


def _first_known(view: GraphView, ids: Iterable[ElementId]) -> dict[ElementId, date]:
    """The Korean day on which each was first written down; of what the log may not tell, nothing."""
    days: dict[ElementId, date] = {}
    for entry in view.history(ids):
        day = entry.at.astimezone(KOREA).date()
        days[entry.id] = min(day, days.get(entry.id, day))
    return days


def _stage(family: Genogram, there: set[NodeId], edges: Iterable[Edge]) -> Genogram:
    return replace(
        family,
        people=tuple(person for person in family.people if person.id in there),
        unions=unions_of(edges, there, family.drawn_on.year if family.is_past and family.drawn_on else None),
        twins=tuple(each for each in family.twins if {each.a, each.b} <= there),
        feelings=(),
        triangles=(),
        household=frozenset(),
        households=(),
    )
