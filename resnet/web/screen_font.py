"""The shipped font as browsers take it.

Browsers refuse the shipped file for its leftover hinting sources (``TSI*`` tables). Without them it is a
modified version in the sense of the Open Font License, so it goes under a name of its own.
"""

from __future__ import annotations

import io
from typing import Final

from fontTools.ttLib import TTFont

from resnet.shipped import shipped

FAMILY: Final = "Resnet Screen"
_REFUSED: Final = ("TSI0", "TSI1", "TSI2", "TSI3", "TSI5", "TSIV")
# Family, unique name, full name, PostScript name, typographic family.
_NAMES: Final = {1: FAMILY, 3: FAMILY, 4: FAMILY, 6: FAMILY.replace(" ", ""), 16: FAMILY}


def screen_font(file: str) -> bytes:
    """The font at ``data/fonts/FILE`` as WOFF."""
    with shipped(f"fonts/{file}").open("rb") as source:
        font = TTFont(source, lazy=True)
        for table in _REFUSED:
            if table in font:
                del font[table]
        for record in font["name"].names:
            if record.nameID in _NAMES:
                record.string = _NAMES[record.nameID]
        font.flavor = "woff"
        written = io.BytesIO()
        font.save(written)
    return written.getvalue()
