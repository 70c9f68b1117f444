"""The eco-map while it is gone over: as it stands, with what is said meanwhile and not yet kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from resnet.drawing.ecomap.from_view import Views, read_eco_map
from resnet.drawing.ecomap.layout import FURTHEST, NEAREST, lay_out, radius_of
from resnet.drawing.ecomap.model import Relation, System
from resnet.drawing.ecomap.svg import draw_map, first_middle
from resnet.drawing.ecomap.words import notes_of
from resnet.drawing.geometry import Point
from resnet.graph.elements import NodeId
from resnet.messages import messages_for

# A system that is around no more, among what is said meanwhile.
OVER = None
Meanwhile = Mapping[NodeId, Relation | None]


@dataclass(frozen=True, slots=True)
class EditedMap:
    """A picture that stands in a page, and what one must know to move things on it.

    ``systems`` are those drawn, in the order of the picture's groups. ``middle`` is the client's place;
    ``reaches`` are the distances of nearness 5 to 1, ``sizes`` the radii of importance 1 to 5, in pixels of
    the drawing.
    """

    svg: str
    systems: tuple[System, ...]
    middle: Point
    reaches: tuple[float, ...]
    sizes: tuple[float, ...]


def draw_edited(
    views: Views, client: NodeId, meanwhile: Meanwhile, *, language: str, standard: str
) -> EditedMap:
    """The eco-map of now with ``meanwhile`` in place of what holds; who is not around stays absent.

    Raises:
        NodeNotFoundError: If the client is missing or hidden.
    """
    words = messages_for(language)
    read = read_eco_map(replace(views, then=None, then_at=None), client, standard=standard)
    systems = tuple(replace(each, now=meanwhile.get(each.id, each.now)) for each in read.systems)
    eco_map = replace(read, systems=tuple(each for each in systems if each.now is not OVER))
    layout = lay_out(eco_map, notes_of(eco_map, words))
    return EditedMap(
        svg=draw_map(eco_map, layout, words, has_font=False),
        systems=tuple(each.system for each in layout.now),
        middle=first_middle(eco_map, layout, words),
        reaches=layout.reaches,
        sizes=tuple(radius_of(Relation(importance=each)) for each in range(FURTHEST, NEAREST + 1)),
    )
