"""Drawings in an agency's own template: where it asks for one it stands, as wide as its place at most."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from resnet.drawing.forms.make import blank_form
from resnet.drawing.forms.template.fill import Filled, fill_template
from resnet.drawing.forms.template.package import TemplateError
from resnet.ingest.bad_file import Where
from resnet.ingest.readers.hwpx import read_hwpx
from resnet.ingest.readers.limits import DEFAULT_LIMITS
from resnet.messages import say_error
from tests.drawing.forms.case_told import made, told
from tests.drawing.forms.hwpx_template import (
    LINES,
    PICTURE,
    click_here,
    paragraph,
    parts_of,
    run,
    section,
    table,
    template,
)
from tests.matching.district import NOW, District

BODY, LIST = "Contents/section0.xml", "Contents/content.hpf"
CORE = "{http://www.hancom.co.kr/hwpml/2011/core}"
PAGE = (
    '<hp:secPr><hp:pagePr landscape="{}" width="59528" height="84186"><hp:margin header="0" footer="0" '
    'gutter="0" left="5669" right="5669" top="4252" bottom="4252"/></hp:pagePr></hp:secPr>'
)


@pytest.fixture(scope="module")
def district() -> District:
    return told()


def filled(district: District, body: str, record: str = "assessment") -> Filled:
    return fill_template(template(body), made(district, record), "양식.hwpx")


def pictures(content: bytes) -> list[Element]:
    return [each for each in fromstring(parts_of(content)[BODY]).iter() if each.tag.endswith("}pic")]


def width_of(picture: Element) -> int:
    (size,) = (each for each in picture if each.tag.endswith("}sz"))
    return int(size.get("width", "0"))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_both_drawings_stand_where_their_marks_were(district: District, language: str) -> None:
    names = {"ko": ("가계도", "생태도"), "en": ("Genogram", "Eco-map")}[language]
    body = section(*(paragraph(run(f"{{{{{name}}}}}")) for name in names))

    content = fill_template(
        template(body), made(district, "assessment", language=language), "양식.hwpx"
    ).content

    parts = parts_of(content)
    shown = [each.get("binaryItemIDRef") for each in fromstring(parts[BODY]).iter(f"{CORE}img")]
    assert shown == ["image2", "image3"]
    assert "{{" not in parts[BODY].decode()
    for item in shown:
        assert parts[f"BinData/{item}.png"].startswith(b"\x89PNG")
        assert f'<opf:item id="{item}" href="BinData/{item}.png"' in parts[LIST].decode()
    assert parts["BinData/image1.png"] == PICTURE
    assert [each.tag.rpartition("}")[2] for each in pictures(content)[0]][:2] == ["offset", "orgSz"]


def test_a_named_cell_and_a_mark_broken_over_runs_hold_one_too(district: District) -> None:
    empty = '<hp:p id="0"><hp:run charPrIDRef="3"/></hp:p>'
    body = section(
        paragraph(table((paragraph(run("그림")), f"가계도|{empty}"))),
        paragraph(run("{{생", 1), run("태도}}", 2)),
    )

    content = filled(district, body).content

    assert len(pictures(content)) == 2
    (_, *_) = read_hwpx(content, Where("양식.hwpx"), DEFAULT_LIMITS)


@pytest.mark.parametrize(
    ("body", "width"),
    [
        pytest.param(
            paragraph(run("{{가계도}}"), lines=LINES.replace("37880", "20000")), 20_000, id="its line"
        ),
        pytest.param(
            paragraph(f"<hp:run>{PAGE.format('WIDELY')}</hp:run>", run("{{가계도}}"), lines=""),
            48_190,
            id="page",
        ),
        pytest.param(
            paragraph(
                table(
                    (f"가계도|{paragraph(run(''), lines='')}",),
                ).replace(
                    "</hp:tc>",
                    '<hp:cellSz width="12688" height="900"/><hp:cellMargin left="510" right="510"/></hp:tc>',
                )
            ),
            11_668,
            id="cell",
        ),
    ],
)
def test_a_drawing_is_as_wide_as_its_place_at_most(district: District, body: str, width: int) -> None:
    (picture,) = pictures(filled(district, section(body)).content)

    assert min(width, 46_500) <= width_of(picture) <= width


def test_the_same_data_and_template_give_the_same_bytes(district: District) -> None:
    body = section(paragraph(run("{{가계도}}")), paragraph(run("{{가계도}}")), paragraph(run("{{생태도}}")))

    content = filled(district, body).content

    assert content == filled(told(), body).content
    assert len([name for name in parts_of(content) if name.startswith("BinData/")]) == 3
    numbers = re.findall(rb'<hp:pic id="(\d+)"', parts_of(content)[BODY])
    assert len(set(numbers)) == 3


@pytest.mark.parametrize(
    ("body", "at"),
    [
        pytest.param(paragraph(run("가족: {{가계도}}")), "section0, 1번째 문단", id="among words"),
        pytest.param(paragraph(click_here("가계도")), "section0, 1번째 문단", id="in a field"),
        pytest.param(
            paragraph(table((paragraph(run("그림")), paragraph(run("{{가계도}} {{생태도}}"))))),
            "표 1의 1행 2열",
            id="two in one cell",
        ),
    ],
)
@pytest.mark.parametrize("is_blank", [True, False])
def test_a_mark_that_stands_wrong_is_refused_with_its_place(
    district: District, body: str, at: str, *, is_blank: bool
) -> None:
    form = blank_form("assessment", "ko", NOW) if is_blank else made(district, "assessment")

    with pytest.raises(TemplateError) as refused:
        fill_template(template(section(body)), form, "양식.hwpx")

    assert refused.value.variant == "drawing-place"
    assert at in say_error(refused.value, "ko")
    assert "가계도" in say_error(refused.value, "en")


def test_behind_every_page_no_drawing_stands(district: District) -> None:
    more = {"Contents/masterpage0.xml": section(paragraph(run("{{가계도}}")))}
    given = template(section(paragraph(run("{{클라이언트}}"))), more=more)

    with pytest.raises(TemplateError, match="masterpage0"):
        fill_template(given, made(district, "assessment"), "양식.hwpx")


def test_a_blank_record_leaves_room_and_a_record_without_drawings_knows_none(district: District) -> None:
    body = section(paragraph(run("{{가계도}}")))

    blank = fill_template(template(body), blank_form("assessment", "ko", NOW), "양식.hwpx").content

    assert pictures(blank) == []
    assert "{{" not in parts_of(blank)[BODY].decode()
    with pytest.raises(TemplateError) as refused:
        filled(district, body, "intake")
    assert refused.value.variant.startswith("unknown-mark")


def test_a_drawing_without_a_place_is_told(district: District) -> None:
    told_of = filled(district, section(paragraph(run("{{가계도}}")))).unasked

    assert "생태도" in told_of
    assert "가계도" not in told_of
