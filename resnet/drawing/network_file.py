"""The network map as one file that opens without a net: the library's script and sheet stand inside."""

from __future__ import annotations

from importlib import resources

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from resnet.drawing.network_map import NetworkMap
from resnet.drawing.network_page import network_page
from resnet.messages import messages_for


def map_file(shown: NetworkMap, language: str) -> bytes:
    """The network map as one HTML page with everything inside."""
    page = Environment(autoescape=True, undefined=StrictUndefined).from_string(
        resources.files("resnet.drawing").joinpath("network_file.html").read_text(encoding="utf-8")
    )
    vis = resources.files("pyvis").joinpath("templates", "lib", "vis-9.1.2")
    script = vis.joinpath("vis-network.min.js").read_text(encoding="utf-8")
    sheet = vis.joinpath("vis-network.css").read_text(encoding="utf-8")
    title = messages_for(language).text("drawing-map-title")
    # The library's own files, not anybody's words: they may stand unescaped.
    given = {"title": title, "script": Markup(script), "sheet": Markup(sheet)}  # noqa: S704
    return network_page(shown, page, language, **given).encode()
