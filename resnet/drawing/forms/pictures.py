"""The drawings that stand in a record."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.drawing.ecomap.draw import draw_ecomap
from resnet.drawing.ecomap.from_view import Views
from resnet.drawing.forms.form import Part, Picture, Section, Space
from resnet.drawing.genogram.draw import draw_genogram
from resnet.graph.elements import NodeId
from resnet.graph.store import GraphView
from resnet.messages import Messages


@dataclass(frozen=True, slots=True)
class Pictures:
    """Genogram and eco-map as SVG; ``""`` leaves room to draw by hand."""

    genogram: str = ""
    ecomap: str = ""

    def sections(self, say: Messages) -> tuple[Section, ...]:
        """Both, each under its title."""
        return tuple(
            Section(say.text(f"form-{name}"), (_picture(svg, say.text(f"form-{name}")),))
            for name, svg in (("genogram", self.genogram), ("ecomap", self.ecomap))
        )


def draw_pictures(views: Views, always: GraphView, client: NodeId, language: str, standard: str) -> Pictures:
    """Both drawings of a client by the case's standard; the eco-map at the moments of ``views``.

    Raises:
        NodeNotFoundError: If the client is missing or hidden.
    """
    return Pictures(
        genogram=draw_genogram(always, client, language=language, standard=standard).svg,
        ecomap=draw_ecomap(views, client, language=language, standard=standard).svg,
    )


def _picture(svg: str, says: str) -> Part:
    return Picture(svg, says) if svg else Space(16, is_drawing=True)
