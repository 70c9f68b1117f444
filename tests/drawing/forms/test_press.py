"""Records on paper: A4, tagged, the same bytes, readable in black and white, no letter without a shape."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pdfplumber
import pypdfium2
import pytest
from pdfplumber.page import Page

from resnet.drawing.font import missing_letters
from resnet.drawing.forms.form import Form, Pairs, Picture, Section, Signatures, Words
from resnet.drawing.forms.make import FORMS, blank_form
from resnet.drawing.forms.press import pdf, printable
from tests.drawing.forms.case_told import made, texts_of, told
from tests.matching.district import CLIENT, NOW, District

NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>'
A4 = {(595, 842), (842, 595)}


@pytest.fixture(scope="module")
def district() -> District:
    return told()


def text_of(content: bytes) -> str:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", FORMS)
def test_a_record_is_archivable_tagged_a4_and_the_same_bytes_again(district: District, name: str) -> None:
    first, second = pdf(made(district, name)), pdf(made(district, name))

    assert first == second
    assert b"<pdfaid:part>2</pdfaid:part>" in first
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in first
    assert b"<pdfuaid:part>1</pdfuaid:part>" in first
    document = pypdfium2.PdfDocument(first)
    assert {tuple(round(side) for side in page.get_size()) for page in document} <= A4


@pytest.mark.parametrize("name", FORMS)
def test_everything_that_a_record_says_stands_on_the_paper(district: District, name: str) -> None:
    form = made(district, name)

    printed = squeezed(text_of(pdf(form)))

    # Letter by letter: a narrow column breaks a word, and its lines stand between those of its neighbours.
    assert Counter(squeezed("".join(texts_of(form)))) <= Counter(printed)


@pytest.mark.parametrize("name", FORMS)
def test_every_letter_of_a_record_has_a_shape(district: District, name: str) -> None:
    for form in (made(district, name), blank_form(name, "ko", NOW), blank_form(name, "en", NOW)):
        assert missing_letters("".join(texts_of(form))) == ""


def test_the_frame_of_a_record_needs_no_colour() -> None:
    document = pypdfium2.PdfDocument(pdf(blank_form("assessment", "ko", NOW)))

    for page in document:
        seen = np.asarray(page.render(scale=1).to_pil().convert("RGB")).astype(int)
        assert np.ptp(seen, axis=2).max() <= 1


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", FORMS)
def test_no_letter_of_a_table_runs_over_the_line_beside_it(
    district: District, name: str, language: str
) -> None:
    for form in (_with(made(district, name, language=language), NOTHING), blank_form(name, language, NOW)):
        with pdfplumber.open(io.BytesIO(pdf(form))) as document:
            assert [char for page in document.pages for char in _chars_over_a_line(page)] == []


def _chars_over_a_line(page: Page) -> Iterator[str]:
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    for char in page.chars:
        middle = (char["top"] + char["bottom"]) / 2
        if any(
            edge["top"] < middle < edge["bottom"] and char["x0"] + 0.5 < edge["x0"] < char["x1"] - 0.5
            for edge in upright
        ):
            yield char["text"]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", [name for name in FORMS if name != "process"])
def test_nobody_signs_on_a_page_that_does_not_say_so(name: str, language: str) -> None:
    form = blank_form(name, language, NOW)
    last = form.sections[-1]

    with pdfplumber.open(io.BytesIO(pdf(form))) as document:
        pages = [squeezed(page.extract_text()) for page in document.pages]

    signing = [page for page in pages if squeezed(last.title) in page]
    (names,) = [part.names for part in last.parts if isinstance(part, Signatures)]
    assert all(squeezed(each) in signing[-1] for each in names)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", ["intake", "consent", "plan", "referral", "supervision"])
def test_what_is_signed_blank_is_one_sheet(name: str, language: str) -> None:
    assert len(pypdfium2.PdfDocument(pdf(blank_form(name, language, NOW)))) == 1


@pytest.mark.parametrize(
    ("width", "height", "is_on_its_side"), [(620, 300, False), (900, 850, False), (1100, 600, True)]
)
def test_a_broad_drawing_has_a_page_on_its_side_and_a_small_one_is_not_blown_up(
    district: District, width: int, height: int, *, is_on_its_side: bool
) -> None:
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><rect width="{width}" height="{height}" fill="#808080"/></svg>'
    )
    with pdfplumber.open(io.BytesIO(pdf(_with(made(district, "assessment"), drawn)))) as document:
        pages = [page for page in document.pages if _drawings(page)]
        breadths = {round(drawing["width"]) for page in pages for drawing in _drawings(page)}

    assert {page.width > page.height for page in pages} == {is_on_its_side}
    (breadth,) = breadths
    pixel = 0.26 * 72 / 25.4
    room = 265 if is_on_its_side else 178
    assert breadth == round(min(width * pixel, room * 72 / 25.4))


def _with(form: Form, drawn: str) -> Form:
    """The form with that for each of its drawings."""
    sections = (
        replace(
            each,
            parts=tuple(
                replace(part, svg=drawn) if isinstance(part, Picture) else part for part in each.parts
            ),
        )
        for each in form.sections
    )
    return replace(form, sections=tuple(sections))


def _drawings(page: Page) -> list[dict[str, Any]]:
    """What was drawn in that grey."""
    return [rect for rect in page.rects if rect["non_stroking_color"] == pytest.approx(0.502, abs=0.005)]


HOSTILE = [
    pytest.param("<script>alert(1)</script>", "<script>alert(1)</script>", id="markup"),
    pytest.param('#panic("x") $x^2$ *bold* _it_ @ref [b] \\ // /* */', '#panic("x")$x^2$*bold*', id="typst"),
    pytest.param("김\u202e민준\u200f\u0000", "김민준", id="direction marks"),
    pytest.param("한나 😀", "[U+1F600]", id="a letter that the font lacks"),
    pytest.param("&lt;b&gt; &#x41;", "&lt;b&gt;&#x41;", id="entities"),
    pytest.param("가" * 300, "가" * 40, id="300 letters"),
    pytest.param("a" * 300, "a" * 40, id="300 letters without a break"),
]


@pytest.mark.parametrize(("name", "shown"), HOSTILE)
def test_a_hostile_name_is_inert_and_readable_wherever_it_stands(name: str, shown: str) -> None:
    form = replace(
        blank_form("intake", "ko", NOW),
        sections=(Section(name, (Pairs(((name, name),)), Words(name))),),
        note=name,
    )

    printed = squeezed(text_of(pdf(form)))

    assert printed.count(squeezed(shown)) >= 4


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "김\u202e민준 😀", "가" * 300, "#panic()"])
@pytest.mark.parametrize("record", ["assessment", "closing"])
def test_a_hostile_name_in_a_drawing_still_prints(name: str, record: str) -> None:
    here = told("".join(letter for letter in name if letter != "\u0000"))

    assert pdf(made(here, record)).startswith(b"%PDF-")


def test_a_new_line_is_kept_and_what_is_not_seen_goes() -> None:
    assert printable("하나\n둘\u200b\u202d") == "하나\n둘"


def test_a_long_table_goes_on_over_pages_with_its_head_repeated(district: District) -> None:
    here = told()
    for number in range(2, 60):
        contact = here.node(
            f"contact:{number}",
            about=(CLIENT,),
            fields={"at": NOW, "directness": "direct", "plan": f"{number}번째 약속"},
        )
        here.edge("in_case", contact, "case:1")
    here.commit()

    with pdfplumber.open(io.BytesIO(pdf(made(here, "process")))) as document:
        pages = [page.extract_text() for page in document.pages]

    assert len(pages) > 1
    assert all("P 계획" in page for page in pages)
    assert "59번째약속" in squeezed("".join(pages))


def test_a_form_tells_its_title_to_a_screen_reader(district: District) -> None:
    form: Form = made(district, "intake")

    metadata = pypdfium2.PdfDocument(pdf(form)).get_metadata_dict()

    assert metadata["Title"] == form.title
