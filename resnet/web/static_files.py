"""Files that pages need, all from this machine: the sheet, the font, the map's script."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from resnet.shipped import shipped

_HEADERS: Final = {"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"}
_TYPES: Final = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "ttf": "font/ttf"}
_VIS: Final = ("templates", "lib", "vis-9.1.2")


def _files() -> dict[str, Traversable]:
    own, vis = resources.files("resnet.web").joinpath("static"), resources.files("pyvis").joinpath(*_VIS)
    return {
        "style.css": own.joinpath("style.css"),
        "map.css": own.joinpath("map.css"),
        "map.js": own.joinpath("map.js"),
        "vis-network.min.js": vis.joinpath("vis-network.min.js"),
        "vis-network.css": vis.joinpath("vis-network.css"),
        "NanumGothic.ttf": shipped("fonts/NanumGothic.ttf"),
        "NanumGothicBold.ttf": shipped("fonts/NanumGothicBold.ttf"),
    }


async def send_static(request: Request) -> Response:
    """A file of the fixed list, by its name; no path of the request reaches the file system."""
    name = request.path_params["name"]
    content = _read(name) if name in _files() else None
    if content is None:
        return Response(status_code=404, headers=_HEADERS)
    return Response(content, media_type=_TYPES[name.rpartition(".")[2]], headers=_HEADERS)


@cache
def _read(name: str) -> bytes:
    return _files()[name].read_bytes()
