"""What is no safe template for a record is refused whole, and says how it is mended."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from resnet.drawing.forms.make import blank_form
from resnet.drawing.forms.template.fill import fill_template
from resnet.drawing.forms.template.package import LIMITS, TemplateError
from resnet.ingest.bad_file import BadFileError, LockedFileError, OversizedFileError
from resnet.messages import say_error
from tests.drawing.forms.hwpx_template import ITEM, paragraph, parts_of, run, section, template
from tests.matching.district import NOW

MARK = section(paragraph(run("{{클라이언트}}")))
STUB = (
    "var Documents = XHwpDocuments;\nvar Document = Documents.Active_XHwpDocument;\n"
    "function OnDocument_New()\n{\n\t//todo : \n}\n"
)
LINKED = ITEM.format(id="image9", href="{href}", media="image/png", more=' isEmbeded="{is_in}"')
REFUSED = [
    pytest.param(b"", "not-hwpx", id="nothing"),
    pytest.param("이름: {{클라이언트}}".encode(), "not-hwpx", id="text"),
    pytest.param(b"%PDF-1.7", "not-hwpx", id="a PDF"),
    pytest.param(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "FileHeader\x00".encode("utf-16-le"),
        "hwp",
        id="an old document",
    ),
    pytest.param(template(section(paragraph(run("양식")))), "no-slot", id="no place to fill"),
    pytest.param(
        template(MARK, scripts=STUB + "function OnDocument_Open() { Run(); }"), "macro", id="a macro"
    ),
    pytest.param(template(MARK, more={"BinData/a.ole": b"\xd0\xcf"}), "macro", id="an object of a program"),
    pytest.param(
        template(MARK, items=LINKED.format(href="C:/그림.png", is_in="0")), "outside", id="a linked picture"
    ),
    pytest.param(
        template(MARK, items=LINKED.format(href="https://a.example/b.png", is_in="1")),
        "outside",
        id="an address",
    ),
    pytest.param(
        template(MARK, items=LINKED.format(href="../../b.png", is_in="1")), "outside", id="a path that climbs"
    ),
    pytest.param(
        template(MARK.replace("<hp:t>", '<hp:video href="http://a.example/"/><hp:t>', 1)),
        "outside",
        id="a film",
    ),
    pytest.param(template(MARK.replace("</hs:sec>", "")), "unreadable", id="cut off inside"),
    pytest.param(
        template(MARK.replace("<hs:sec", '<!DOCTYPE x SYSTEM "http://a.example/x.dtd"><hs:sec', 1)),
        "unreadable",
        id="a document type from elsewhere",
    ),
    pytest.param(
        template(MARK.replace("<hs:sec", '<!DOCTYPE x [<!ENTITY a "b">]><hs:sec', 1)),
        "unreadable",
        id="entities",
    ),
    pytest.param(template(MARK.encode("utf-16")), "unreadable", id="other letters"),
    pytest.param(template(MARK.replace('"UTF-8"', '"euc-kr"')), "unreadable", id="letters it is not in"),
    pytest.param(
        template(section(paragraph(run("<![CDATA[{{클라이언트}}]]>")))), "unreadable", id="raw characters"
    ),
    pytest.param(template(MARK, more={"Contents/section0.xml": b"\xff"}), "unreadable", id="no XML"),
]


@pytest.mark.parametrize(("given", "variant"), REFUSED)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_is_no_safe_template_is_refused_and_says_how_to_mend_it(
    given: bytes, variant: str, language: str
) -> None:
    with pytest.raises(TemplateError) as refused:
        fill_template(given, blank_form("intake", "ko", NOW), "양식.hwpx")

    assert refused.value.variant == variant
    assert say_error(refused.value, language).startswith("양식.hwpx")


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(
            lambda: template(MARK, more={"BinData/b.bmp": bytes(2 << 20)}), OversizedFileError, id="bomb"
        ),
        pytest.param(
            lambda: template(MARK, more={f"BinData/{n}": b"" for n in range(600)}),
            OversizedFileError,
            id="parts",
        ),
        pytest.param(lambda: bytes(LIMITS.file_bytes + 1), OversizedFileError, id="size"),
        pytest.param(lambda: template(MARK)[:-40], BadFileError, id="cut off"),
        pytest.param(
            lambda: template(MARK, more={"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
            LockedFileError,
            id="password",
        ),
    ],
)
def test_what_would_harm_or_cannot_be_opened_is_refused(
    make: Callable[[], bytes], error: type[BadFileError]
) -> None:
    with pytest.raises(error):
        fill_template(make(), blank_form("intake", "ko", NOW), "양식.hwpx")


def test_a_stub_of_a_script_and_a_hyperlink_to_click_are_no_harm() -> None:
    link = '<hp:run><hp:ctrl><hp:fieldBegin id="5" type="HYPERLINK" name="" command="https\\://a.example;1;"/></hp:ctrl></hp:run>'
    given = template(section(paragraph(link, run("{{클라이언트}}"))), scripts=STUB)

    filled = fill_template(given, blank_form("intake", "ko", NOW), "양식.hwpx").content

    assert "{{" not in parts_of(filled)["Contents/section0.xml"].decode()
