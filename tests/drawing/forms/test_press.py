"""Records on paper: A4, tagged, the same bytes, readable in black and white, no letter without a shape."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace

import numpy as np
import pdfplumber
import pypdfium2
import pytest

from resnet.drawing.font import missing_letters
from resnet.drawing.forms.form import Form, Pairs, Section, Words
from resnet.drawing.forms.make import FORMS, blank_form
from resnet.drawing.forms.press import pdf, printable
from tests.drawing.forms.case_told import made, texts_of, told
from tests.matching.district import CLIENT, NOW, District

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
