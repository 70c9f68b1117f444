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
from copy import deepcopy
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from resnet.shipped import shipped

EMBEDDED_FAMILY = "Resnet Drawing"
FAMILY = f"'{EMBEDDED_FAMILY}', NanumGothic, 'Nanum Gothic', sans-serif"
# Shares of the font size, from the font's own hhea table (920 and 230 of 1000 units).
ASCENT = 0.92
DESCENT = 0.23
# What is drawn for a letter that the font lacks.
_NO_SHAPE = ".notdef"


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
    known = _widths(Weight.REGULAR)
    return "".join(sorted({letter for letter in text if letter not in known} - {"\n"}))


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
    """A font with the shapes of these letters and no other; equal letters give equal bytes.

    Made of the shapes themselves: taking all others away asks for the whole font each time (0.3 s).
    """
    whole = _whole(weight)
    known, shapes, widths = whole.getBestCmap(), whole["glyf"], whole["hmtx"].metrics
    coded = {ord(letter): known[ord(letter)] for letter in letters if ord(letter) in known}
    names = sorted(_with_components({_NO_SHAPE, *coded.values()}, shapes), key=whole.getGlyphID)
    part = TTFont(recalcTimestamp=False)
    part.setGlyphOrder(names)
    # Hints, kerning and names are of no use here.
    for tag in ("head", "hhea", "maxp", "OS/2", "post"):
        part[tag] = deepcopy(whole[tag])
    part["post"].formatType = 3.0
    part["cmap"] = _character_map(coded)
    part["loca"], part["glyf"] = newTable("loca"), newTable("glyf")
    part["glyf"].glyphs, part["glyf"].glyphOrder = {}, names
    for name in names:
        shape = deepcopy(shapes[name])
        shape.removeHinting()
        part["glyf"].glyphs[name] = shape
    part["hmtx"] = newTable("hmtx")
    part["hmtx"].metrics = {name: widths[name] for name in names}
    part["name"] = newTable("name")
    part["name"].names = []
    for name_id, name in ((1, EMBEDDED_FAMILY), (2, weight.name.title()), (13, "SIL Open Font License 1.1")):
        part["name"].setName(name, name_id, 3, 1, 0x409)
    kept = io.BytesIO()
    part.save(kept)
    return kept.getvalue()


def _with_components(names: set[str], shapes: Mapping[str, Any]) -> set[str]:
    """The shapes, and those that they are put together of."""
    found, asked = set(names), list(names)
    while asked:
        shape = shapes[asked.pop()]
        more = {each.glyphName for each in shape.components} if shape.isComposite() else set()
        asked += more - found
        found |= more
    return found


def _character_map(coded: Mapping[int, str]) -> DefaultTable:
    table = newTable("cmap")
    table.tableVersion = 0
    # Format 4 holds the letters of the basic plane, which are all that the font has.
    within = CmapSubtable.newSubtable(4)
    within.platformID, within.platEncID, within.language, within.cmap = 3, 1, 0, dict(coded)
    table.tables = [within]
    return table


@cache
def _whole(weight: Weight) -> TTFont:
    """The font with its tables read: reading them takes longer than all that is asked of them."""
    font = _open(weight)
    for tag in ("head", "hhea", "maxp", "OS/2", "post", "hmtx", "cmap", "glyf"):
        font[tag].tableTag  # noqa: B018 (tables are read when first asked for)
    font.getReverseGlyphMap()
    return font


@cache
def _widths(weight: Weight) -> dict[str, float]:
    font = _whole(weight)
    em, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
    return {chr(code): metrics[glyph][0] / em for code, glyph in font.getBestCmap().items()}


def _open(weight: Weight) -> TTFont:
    return TTFont(io.BytesIO(shipped(weight.file).read_bytes()), lazy=True, recalcTimestamp=False)
