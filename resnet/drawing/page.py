"""A drawing as one page that opens without a net: whoever is pointed at or focused is told of.

Everything stands inside: picture, font, table, our own small script. Its policy lets that very script run and
nothing else, asks nobody for anything, and no name is ever markup.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from importlib import resources
from typing import Any, Final

from markupsafe import Markup

from resnet.drawing.drawing import Drawing
from resnet.drawing.font import FAMILY, Weight, font_faces
from resnet.drawing.offline import offline_page
from resnet.messages import messages_for

_POLICY: Final = (
    "default-src 'none'; script-src 'sha256-{script}'; style-src 'unsafe-inline'; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_STYLE: Final = re.compile("<style>.*?</style>", re.DOTALL)
_KEYS: Final = (
    "drawing-page-larger",
    "drawing-page-smaller",
    "drawing-page-whole",
    "drawing-page-says",
    "drawing-page-told",
    "drawing-page-nobody",
    "drawing-page-table",
)


def drawing_page(drawing: Drawing[Any], title: str, language: str) -> bytes:
    """The page in UTF-8; equal drawings give equal bytes."""
    words = messages_for(language)
    items = [{"name": each.name, "said": each.said} for each in drawing.items]
    said = [words.text(key) for key in _KEYS]
    # One font for picture and page: where no Korean one is installed, both are read all the same.
    letters = "".join([title, drawing.svg.split("</style>")[-1], drawing.table, str(items), *said])
    return offline_page(
        "page.html",
        language=language,
        title=title,
        policy=page_policy(),
        # Written by this room, which escapes every word; and our own script.
        svg=Markup(_STYLE.sub("", drawing.svg, count=1)),  # noqa: S704
        table=Markup(drawing.table),  # noqa: S704
        script=Markup(_file("page.js")),  # noqa: S704
        faces=Markup(font_faces(dict.fromkeys(Weight, letters))),  # noqa: S704
        family=Markup(FAMILY),  # noqa: S704
        items=items,
        t=words.text,
    )


def page_policy() -> str:
    """The content policy of every such page."""
    made = hashlib.sha256(_file("page.js").encode()).digest()
    return _POLICY.format(script=b64encode(made).decode("ascii"))


def _file(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
