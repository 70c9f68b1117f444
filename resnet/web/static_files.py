"""Files that pages need, all from this machine: the sheet, the font, the map's scripts."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from resnet.serving.threads import in_thread
from resnet.web.screen_font import screen_font

_HEADERS: Final = {"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"}
_TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "woff": "font/woff",
    "svg": "image/svg+xml",
}
_FONTS: Final = {"regular.woff": "NanumGothic.ttf", "bold.woff": "NanumGothicBold.ttf"}
_NAMES: Final = frozenset(
    {
        "style.css",
        "icon.svg",
        "map.css",
        "map.js",
        "progress.js",
        "ecomap.js",
        "map-signs.js",
        "sigma.min.js",
        "graphology.umd.min.js",
        *_FONTS,
    }
)
# Libraries as their makers released them: which, and under which licence, stands beside them.
_VENDOR: Final = "vendor"


def _files() -> dict[str, Traversable]:
    own = resources.files("resnet.web").joinpath("static")
    return {
        "style.css": own.joinpath("style.css"),
        "icon.svg": own.joinpath("icon.svg"),
        "map.css": own.joinpath("map.css"),
        "map.js": own.joinpath("map.js"),
        "progress.js": own.joinpath("progress.js"),
        "ecomap.js": own.joinpath("ecomap.js"),
        "map-signs.js": own.joinpath("map-signs.js"),
        "sigma.min.js": own.joinpath(_VENDOR, "sigma.min.js"),
        "graphology.umd.min.js": own.joinpath(_VENDOR, "graphology.umd.min.js"),
    }


async def send_static(request: Request) -> Response:
    """A file of the fixed list, by its name; no path of the request reaches the file system."""
    name = request.path_params["name"]
    if name not in _NAMES:
        return Response(status_code=404, headers=_HEADERS)
    content = await in_thread(_read, name)
    return Response(content, media_type=_TYPES[name.rpartition(".")[2]], headers=_HEADERS)


@cache
def _read(name: str) -> bytes:
    return screen_font(_FONTS[name]) if name in _FONTS else _files()[name].read_bytes()
