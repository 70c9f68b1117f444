"""The shipped font: how wide its letters are, and the part of it that a drawing carries inside.

One font measures, prints and is embedded, so that a label fits wherever the drawing is looked at.
The font is NanumGothic (SIL Open Font License 1.1, ``data/fonts/OFL.txt``). A part of it is a modified
version in the sense of that licence, so it goes under a name of its own.
"""

from __future__ import annotations

import io
import unicodedata
from base64 import b64encode
from collections.abc import Mapping
from enum import Enum
from functools import cache, lru_cache

from fontTools import subset
from fontTools.ttLib import TTFont

from resnet.shipped import shipped

EMBEDDED_FAMILY = "Resnet Drawing"
FAMILY = f"'{EMBEDDED_FAMILY}', NanumGothic, 'Nanum Gothic', sans-serif"
# Shares of the font size, from the font's own hhea table (920 and 230 of 1000 units).
ASCENT = 0.92
DESCENT = 0.23


class Weight(Enum):
    """The two weights that are shipped: file below ``data/fonts`` and CSS weight."""

    REGULAR = ("NanumGothic.ttf", 400)
    BOLD = ("NanumGothicBold.ttf", 700)

    @property
    def file(self) -> str:
        """Path below ``data/``."""
        return f"fonts/{self.value[0]}"

    @property
    def css(self) -> int:
        """The CSS ``font-weight``."""
        return self.value[1]


def advance(text: str, weight: Weight = Weight.REGULAR) -> float:
    """Width of ``text`` as a share of the font size; a letter the font lacks counts as a full square.

    >>> advance("가족") > advance("가")
    True
    """
    widths = _widths(weight)
    return sum(widths.get(letter, 0.0 if unicodedata.combining(letter) else 1.0) for letter in text)


def without_lost_marks(text: str) -> str:
    """``text`` without accents that the font lacks: it would draw each as a box on the letter below."""
    known = _widths(Weight.REGULAR)
    return "".join(letter for letter in text if letter in known or not unicodedata.combining(letter))


def missing_letters(text: str) -> str:
    """The letters of ``text`` that the shipped font cannot draw, each once, in code order."""
    return "".join(sorted(set(text) - _widths(Weight.REGULAR).keys() - {"\n"}))


def font_faces(texts: Mapping[Weight, str]) -> str:
    """CSS ``@font-face`` rules with just the letters of ``texts`` inside, the same bytes every time.

    A weight without letters has no rule.
    """
    return "".join(
        _font_face(weight, "".join(sorted(set(texts[weight])))) for weight in Weight if texts.get(weight)
    )


# Bounded: the letters of a family's names are not to be kept for ever.
@lru_cache(maxsize=32)
def _font_face(weight: Weight, letters: str) -> str:
    font = b64encode(_part_of(weight, letters)).decode("ascii")
    return (
        f"@font-face{{font-family:'{EMBEDDED_FAMILY}';font-weight:{weight.css};"
        f"src:url(data:font/ttf;base64,{font})format('truetype')}}"
    )


def _part_of(weight: Weight, letters: str) -> bytes:
    options = subset.Options()
    # Hints, kerning and names are of no use here; uncompressed, because zlib's bytes differ by version.
    options.hinting = False
    options.legacy_kern = False
    options.layout_features = []
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.name_IDs = []
    options.drop_tables = [*options.drop_tables, "TSI0", "TSI1", "TSI2", "TSI3", "TSI5", "gasp", "kern"]
    with _open(weight) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=letters)
        subsetter.subset(font)
        font["name"].names = []
        for name_id, name in (
            (1, EMBEDDED_FAMILY),
            (2, weight.name.title()),
            (13, "SIL Open Font License 1.1"),
        ):
            font["name"].setName(name, name_id, 3, 1, 0x409)
        kept = io.BytesIO()
        font.save(kept)
    return kept.getvalue()


@cache
def _widths(weight: Weight) -> dict[str, float]:
    with _open(weight) as font:
        em = font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        return {chr(code): metrics[glyph][0] / em for code, glyph in font.getBestCmap().items()}


def _open(weight: Weight) -> TTFont:
    return TTFont(io.BytesIO(shipped(weight.file).read_bytes()), lazy=True, recalcTimestamp=False)
