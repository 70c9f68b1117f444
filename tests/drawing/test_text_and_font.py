"""Letters: measured, wrapped, made harmless, embedded."""

from __future__ import annotations

import base64
import io
import re

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from PIL import ImageFont

from resnet.drawing.font import Weight, advance, font_faces, missing_letters
from resnet.drawing.text import Style, plain, wrap
from resnet.shipped import shipped
from tests.drawing.families import HOSTILE_NAMES


@pytest.mark.parametrize("text", HOSTILE_NAMES)
@pytest.mark.parametrize("lines", [1, 3])
def test_no_label_is_wider_or_longer_than_its_room(text: str, lines: int) -> None:
    label = wrap(text, Style(12), width=92, lines=lines)

    assert label.width <= 92
    assert len(label.lines) <= lines


def test_korean_breaks_at_spaces_first_and_inside_a_word_only_where_it_must() -> None:
    label = wrap("한결구 건강가정다문화가족지원센터", Style(12), width=80, lines=3)

    assert label.lines == ("한결구", "건강가정다문화", "가족지원센터")


@pytest.mark.parametrize("name", ["Lawrence Knight", "Dominique Weasley"])
def test_lines_are_made_even_without_breaking_a_word_that_fits(name: str) -> None:
    assert wrap(name, Style(12), width=92, lines=3).lines == tuple(name.split())


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert wrap("가나다라마바사아자차카타파하" * 3, Style(12), width=60, lines=2).lines[-1].endswith("…")


def test_invisible_letters_and_piled_accents_are_gone() -> None:
    assert plain("a\u202eb\u200fc\x00d\ufeff") == "abcd"
    assert len(plain("e" + "\u0301" * 200)) == 3


def test_a_wide_letter_the_font_lacks_counts_as_a_square() -> None:
    assert advance("💥") == 1.0
    assert missing_letters("가💥a") == "💥"


def test_the_embedded_font_has_the_letters_used_no_others_and_a_name_of_its_own() -> None:
    faces = font_faces({Weight.REGULAR: "가족 3", Weight.BOLD: ""})

    (encoded,) = re.findall(r"base64,([A-Za-z0-9+/=]+)", faces)
    font = TTFont(io.BytesIO(base64.b64decode(encoded)))
    assert {chr(code) for code in font.getBestCmap()} == set("가족 3")
    assert "Nanum" not in str(font["name"].getDebugName(1))
    assert faces == font_faces({Weight.REGULAR: "3 족가"})


def test_measured_widths_are_those_of_the_embedded_font() -> None:
    faces = font_faces({Weight.BOLD: "가A1"})
    (encoded,) = re.findall(r"base64,([A-Za-z0-9+/=]+)", faces)
    font = TTFont(io.BytesIO(base64.b64decode(encoded)))
    widths = [font["hmtx"][font.getBestCmap()[ord(letter)]][0] / font["head"].unitsPerEm for letter in "가A1"]

    assert sum(widths) == pytest.approx(advance("가A1", Weight.BOLD))


@pytest.mark.parametrize("weight", Weight)
def test_the_letters_of_the_embedded_font_have_the_shapes_of_the_shipped_one(weight: Weight) -> None:
    letters = "가뷁한A&é?0"
    (encoded,) = re.findall(r"base64,([A-Za-z0-9+/=]+)", font_faces({weight: letters}))
    kept = base64.b64decode(encoded)

    part, whole = TTFont(io.BytesIO(kept)), TTFont(io.BytesIO(shipped(weight.file).read_bytes()))

    for letter in letters:
        assert _drawn(part, letter) == _drawn(whole, letter) != []
    # Another engine than the one that wrote it opens it.
    assert ImageFont.truetype(io.BytesIO(kept), 64).getbbox("한")[2] > 40


def _drawn(font: TTFont, letter: str) -> list[object]:
    shapes = font.getGlyphSet()
    pen = DecomposingRecordingPen(shapes)
    shapes[font.getBestCmap()[ord(letter)]].draw(pen)
    return list(pen.value)
