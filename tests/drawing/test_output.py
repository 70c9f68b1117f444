"""A drawing as a file: the format its name's ending asks for, the same bytes again."""

from __future__ import annotations

import pypdfium2
import pytest

from resnet.drawing.output import FORMATS, UnknownFormatError, encoded

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">'
    '<text x="5" y="20" font-family="NanumGothic" font-size="10">김한나 😀</text></svg>'
)
BEGINNINGS = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF-"}


@pytest.mark.parametrize("ending", FORMATS)
def test_the_ending_chooses_the_format_and_the_bytes_are_the_same_again(ending: str) -> None:
    first, second = encoded(SVG, f"family.{ending}"), encoded(SVG, f"family.{ending.upper()}")

    assert first == second
    assert first.startswith(BEGINNINGS[ending])


def test_a_pdf_has_the_drawing_on_one_page_with_its_letters() -> None:
    document = pypdfium2.PdfDocument(encoded(SVG, "family.pdf"))

    assert len(document) == 1
    assert document.get_metadata_dict()["Title"] == "family"
    # A letter without a shape has a square of its size, not the font's own box for what is missing.
    assert document[0].get_textpage().get_text_bounded().split() == ["김한나", "□"]


@pytest.mark.parametrize("name", ["family", "family.jpg", "family.svg.txt", ".svg"])
def test_another_ending_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(UnknownFormatError, match=r"\.svg, \.png, \.pdf"):
        encoded(SVG, name)
