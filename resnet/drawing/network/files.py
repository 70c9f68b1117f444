"""The network map as files: still pictures, what analysis programs read, a page that opens by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from resnet.drawing.network.graphml import map_graphml
from resnet.drawing.network.groups import Grouped
from resnet.drawing.network.model import NetworkMap
from resnet.drawing.network.svg import caption, group_svg, map_svg
from resnet.drawing.network.vis import map_file
from resnet.drawing.output import picture_pdf, png

FILES: Final[Mapping[str, str]] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "graphml": "application/xml",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
}
# A picture with longer sides opens in few programs and fills the memory of many.
_LONGEST_SIDE: Final = 8000.0
_ZOOM: Final = 2.0


def written_map(shown: NetworkMap, grouped: Grouped | None, form: str, language: str) -> bytes:
    """The map as a file of a form of ``FILES``; pictures are of the groups where there are any."""
    if form == "graphml":
        return map_graphml(shown, language)
    if form == "html":
        return map_file(shown, language)
    svg = map_svg(shown, language) if grouped is None else group_svg(grouped, shown, language)
    if form == "png":
        return png(svg, zoom=min(_ZOOM, _LONGEST_SIDE / _longest_side(svg)))
    return picture_pdf(svg, caption(shown, language).title) if form == "pdf" else svg.encode()


def _longest_side(svg: str) -> float:
    sides = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    return max(map(float, sides.groups())) if sides else 1.0
