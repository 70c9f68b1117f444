"""Records in an agency's own template: what it asks for is filled, nothing else is touched."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import product
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.drawing.forms.make import FORMS, blank_form
from resnet.drawing.forms.template.fill import Filled, fill_template
from resnet.drawing.forms.template.offered import Offers, offers_of, short_names
from resnet.drawing.forms.template.package import TemplateError
from resnet.ingest.bad_file import Where
from resnet.ingest.readers.hwpx import read_hwpx
from resnet.ingest.readers.limits import DEFAULT_LIMITS
from resnet.messages import say_error
from tests.drawing.forms.case_told import HELPER, made, texts_of, told
from tests.drawing.forms.hwpx_template import (
    LINES,
    click_here,
    paragraph,
    parts_of,
    run,
    section,
    table,
    template,
)
from tests.matching.district import CLIENT, NOW, District

BODY = "Contents/section0.xml"
EMPTY_CELL = '<hp:p id="0"><hp:run charPrIDRef="3"/></hp:p>'


@pytest.fixture(scope="module")
def district() -> District:
    return told()


def filled(district: District, body: str, record: str = "intake", language: str = "ko") -> Filled:
    return fill_template(template(body), made(district, record, language=language), "양식.hwpx")


def words(content: bytes) -> str:
    return "".join(_words(fromstring(parts_of(content)[BODY])))


def _words(root: Element) -> Iterator[str]:
    for each in root.iter():
        if each.tag.endswith("}t"):
            yield (each.text or "") + "".join("\n" + (inner.tail or "") for inner in each)


# -- what is filled ------------------------------------------------------------------------------------


def test_a_mark_in_a_text_is_filled_where_it_stands(district: District) -> None:
    body = section(paragraph(run("이름: {{클라이언트}} ({{ 사례 / 사례 번호 }})")))

    assert words(filled(district, body).content) == "이름: 김한나 (2026-01-001)"


def test_a_mark_that_is_broken_over_several_runs_is_one_mark(district: District) -> None:
    body = section(paragraph(run("{{클라", 1), run("이언", 2), run("트}} 님", 3)))

    content = filled(district, body).content

    assert words(content) == "김한나 님"
    assert '<hp:run charPrIDRef="1"><hp:t>김한나</hp:t></hp:run>' in parts_of(content)[BODY].decode()


def test_a_click_here_field_gets_its_words_in_the_look_of_the_text_around(district: District) -> None:
    body = section(paragraph(run("성명 "), click_here("클라이언트")))

    changed = parts_of(filled(district, body).content)[BODY].decode()

    assert 'dirty="1"' in changed
    assert '<hp:run charPrIDRef="0"><hp:t>김한나</hp:t></hp:run>' in changed
    # The field is there still: it can be filled again.
    assert changed.count("fieldBegin") == body.count("fieldBegin")


def test_a_field_without_a_prompt_is_filled(district: District) -> None:
    body = section(paragraph(click_here("클라이언트", prompt="")))

    assert words(filled(district, body).content) == "김한나"


@pytest.mark.parametrize("inside", [EMPTY_CELL, paragraph(run("")), paragraph(run("옛 내용"))])
def test_a_named_cell_is_filled(district: District, inside: str) -> None:
    body = section(paragraph(table((paragraph(run("이름")), f"클라이언트|{inside}"))))

    (found,) = read_hwpx(filled(district, body).content, Where("양식.hwpx"), DEFAULT_LIMITS)

    assert list(found.rows[0].cells) == ["이름", "김한나"]


def test_rows_of_a_column_go_into_numbered_places_and_all_into_one(district: District) -> None:
    rows = ((paragraph(run(f"{{{{표현(그대로) {row}}}}}")),) for row in (1, 2))
    body = section(paragraph(table(*rows)), paragraph(run("{{표현(그대로)}}")))

    assert words(filled(district, body).content) == "밥 먹을 돈이 없어요" * 2


def test_several_lines_become_line_breaks() -> None:
    here = told()
    more = {"words": "집세가 밀렸어요", "spoken_by": "본인"}
    here.node("statement:2", about=(CLIENT,), fields=more)
    here.edge("in_case", "statement:2", "case:1")
    here.commit()

    content = filled(here, section(paragraph(run("{{표현(그대로)}}")))).content

    assert b"<hp:lineBreak/>" in parts_of(content)[BODY]
    assert sorted(words(content).split("\n")) == ["밥 먹을 돈이 없어요", "집세가 밀렸어요"]


def test_choices_are_ticked_one_by_one_or_in_one_line(district: District) -> None:
    body = section(paragraph(run("{{선정 결과/사례관리가구}}{{미선정}}")), paragraph(run("{{선정 결과}}")))

    said = words(filled(district, body).content)

    assert said == "■□■ 사례관리가구 □ 서비스연계가구 □ 미선정"


def test_a_second_letter_has_places_of_its_own() -> None:
    here = told()
    fields = {"state": "requested", "summary": "집이 춥다", "sent_at": NOW}
    here.node("referral:2", about=(CLIENT,), fields=fields)
    here.edge("in_case", "referral:2", "case:1")
    here.commit()
    body = section(paragraph(run("{{의뢰/요약}}|{{의뢰 2/요약}}|{{의뢰 3/요약}}")))

    said = words(filled(here, body, "referral").content).split("|")

    assert sorted(said) == ["", "끼니를 거름", "집이 춥다"]
    assert said[2] == ""


def test_english_names_ask_for_english_words(district: District) -> None:
    name = next(offer.name for offer in offers_of("intake", "en") if offer.name.endswith("/Sex"))

    said = words(filled(district, section(paragraph(run(f"{{{{{name}}}}}"))), language="en").content)

    assert said == "Female"


RECORDS = list(product(FORMS, ("ko", "en")))
HOSTILE = [
    pytest.param("<hp:p>&amp;]]>", "<hp:p>&amp;]]>", id="markup"),
    pytest.param("{{사례 번호}}", "{{사례 번호}}", id="a mark"),
    pytest.param("김\u202e민준\u200f", "김민준", id="direction marks"),
    pytest.param("가" * 300, "가" * 300, id="300 letters"),
    pytest.param("한나 😀", "한나 😀", id="emoji"),
]


@pytest.mark.parametrize(("name", "shown"), HOSTILE)
def test_a_hostile_name_is_inert_and_readable(name: str, shown: str) -> None:
    body = section(paragraph(run("{{클라이언트}}")), paragraph(click_here("클라이언트")))

    assert words(filled(told(name), body).content) == shown * 2


# -- what is not touched -------------------------------------------------------------------------------


def test_every_other_part_and_all_around_a_place_are_the_template_s_own_bytes(district: District) -> None:
    before = paragraph(run("  그대로 &amp; &#xAC00; <hp:tab/> 둔다 "))
    given = template(section(before, paragraph(run("{{클라이언트}}"), lines=""), before))

    content = fill_template(given, made(district, "intake"), "양식.hwpx").content

    old, new = parts_of(given), parts_of(content)
    assert list(new) == list(old)
    assert {name for name in old if old[name] != new[name]} == {BODY}
    assert new[BODY] == old[BODY].replace("{{클라이언트}}".encode(), "김한나".encode())
    assert [_frame(info) for info in _infos(content)] == [_frame(info) for info in _infos(given)]


def _infos(content: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.infolist()


def _frame(info: zipfile.ZipInfo) -> tuple[object, ...]:
    return info.filename, info.date_time, info.compress_type, info.external_attr


def test_the_same_record_and_template_give_the_same_bytes(district: District) -> None:
    body = section(paragraph(run("{{클라이언트}}")), paragraph(click_here("사례 번호")))

    assert filled(district, body).content == filled(district, body).content


def test_lines_broken_before_go_only_where_words_changed(district: District) -> None:
    body = section(paragraph(run("{{클라이언트}}")), paragraph(run("그대로")))

    assert parts_of(filled(district, body).content)[BODY].decode().count(LINES) == 1


def test_what_is_not_known_stays_room_to_write(district: District) -> None:
    body = section(paragraph(click_here("언어"), run("{{의뢰한 곳}}")))

    done = filled(district, body)

    assert done.places == 0
    assert words(done.content) == "여기를 누르고 입력하세요"


def test_a_field_that_is_the_clerk_s_own_is_left_and_told_with_its_place(district: District) -> None:
    cell = paragraph(click_here("결재"))
    body = section(paragraph(run("{{클라이언트}}")), paragraph(table(("비고|" + EMPTY_CELL, cell))))

    done = filled(district, body)

    assert [each.of("ko") for each in done.left] == [
        "“비고”(section0, 표 1의 1행 1열)",
        "“결재”(section0, 표 1의 1행 2열)",
    ]
    assert "여기를 누르고 입력하세요" in words(done.content)


def test_a_field_that_ends_in_another_paragraph_is_left_and_told(district: District) -> None:
    begun = click_here("클라이언트").partition('<hp:run charPrIDRef="0"><hp:ctrl><hp:fieldEnd')[0]

    done = filled(district, section(paragraph(begun), paragraph(run("{{사례 번호}}"))))

    assert [each.name for each in done.left] == ["클라이언트"]
    assert "여기를 누르고 입력하세요" in words(done.content)


def test_what_has_no_place_in_the_template_is_told(district: District) -> None:
    told_all = filled(
        district, section(paragraph(run("{{클라이언트}} {{선정 결과}} {{표현(그대로) 1}}")))
    ).unasked

    assert "사례/사례 번호" in told_all
    assert "면접자 의견" in told_all
    assert not {"사례/클라이언트", "선정 결과", "선정 결과/긴급", "누가 무엇을 말했나/표현(그대로)"} & set(
        told_all
    )


def test_rows_beyond_the_template_s_are_told(district: District) -> None:
    body = section(paragraph(run("{{표현(그대로) 2}}")))

    assert "누가 무엇을 말했나/표현(그대로) 1" in filled(district, body).unasked


# -- what is refused -----------------------------------------------------------------------------------


def test_a_mark_that_the_record_does_not_know_is_refused_with_all_places(district: District) -> None:
    body = section(
        paragraph(run("머리")), paragraph(run("{{클라이엔트}}"), table((paragraph(run("{{x}}")),)))
    )

    with pytest.raises(TemplateError) as refused:
        filled(district, body)

    said = say_error(refused.value, "ko")
    assert "“클라이엔트”(section0, 2번째 문단)" in said
    assert "“x”(section0, 표 1의 1행 1열)" in said
    assert "비슷한 이름: 클라이언트" in said


# -- what a record offers ------------------------------------------------------------------------------


@pytest.mark.parametrize(("record", "language"), RECORDS)
def test_whatever_a_record_says_of_a_case_a_template_can_ask_for(record: str, language: str) -> None:
    here = told()
    form = made(here, record, language=language)
    blank = texts_of(blank_form(record, language, NOW))

    offers = Offers(form).by_name.values()
    offered = "\n".join(text for offer in offers for text in (offer.name, *offer.rows))

    assert [text for text in texts_of(form) if text not in blank and text not in offered] == []


@pytest.mark.parametrize(("record", "language"), RECORDS)
def test_every_name_is_one_offer_and_is_known_before_any_case_is(record: str, language: str) -> None:
    known = [offer.name for offer in offers_of(record, language)]
    filled_in = Offers(made(told(), record, language=language))

    assert len(known) == len(set(known))
    assert set(filled_in.by_name) == set(known)
    assert all(
        filled_in.answer(name) is not None for name in (*known, *short_names(record, language).values())
    )


@pytest.mark.parametrize("record", FORMS)
def test_both_languages_offer_as_much(record: str) -> None:
    korean, english = offers_of(record, "ko"), offers_of(record, "en")

    assert [each.is_column for each in korean] == [each.is_column for each in english]


def test_what_a_partner_may_not_see_is_not_in_the_document() -> None:
    partner = Scope.of(HELPER, frozenset({Role.PARTNER}), reason="test")
    marks = "".join(f"{{{{{offer.name}}}}}" for offer in offers_of("intake", "ko"))
    given = template(section(paragraph(run(marks))))

    said = words(fill_template(given, made(told(), "intake", scope=partner), "양식.hwpx").content)

    assert "김한나" in said
    assert "밥 먹을 돈이 없어요" not in said
    assert "010-0000-0001" not in said
