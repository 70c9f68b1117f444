"""The nine records: each against its list of contents, filled, blank, and as who may see less."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeVar

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.drawing.ecomap.draw import draw_ecomap
from resnet.drawing.ecomap.from_view import Views
from resnet.drawing.forms.form import Boxes, Form, Picture, Space, Table
from resnet.drawing.forms.make import FORMS, UnknownFormError, blank_form, make_form
from resnet.drawing.forms.papers import read_papers
from resnet.drawing.genogram.draw import draw_genogram
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import NodeId
from resnet.graph.store import EVERY_MOMENT
from resnet.messages import messages_for
from resnet.ontology.words import say_day
from tests.drawing.forms.case_told import CLINIC, HELPER, made, texts_of, told
from tests.matching.district import CLIENT, EVERYTHING, NOW, District, days

P = TypeVar("P")
SAY = messages_for("ko").text
# What domain.md §9 asks of each record: words of the form, and what the case told.
CONTENTS = {
    "intake": (
        ["장애 유형", "장애 정도", "가족 및 동거인", "말한 사람", "면접자 의견", "선정 결과", "긴급", "일반"],
        ["김한나", "마른 편", "밥 먹을 돈이 없어요", "본인", "한부모가구"],
    ),
    "consent": (
        ["목적", "항목", "받는 곳", "기간", "두 부를 작성하여 클라이언트와 기관이 한 부씩 보관합니다."],
        ["통합사례관리팀 공유", "clinic", "2026. 12. 31.", "김한나"],
    ),
    "assessment": (
        [
            "사례 번호",
            "사례관리자",
            "작성일",
            "신규 사정",
            "재사정",
            "정보 제공자",
            "제시된 욕구",
            "합의된 욕구 (개인 수준)",
            "강점과 자원",
            "내부 장애물",
            "외부 장애물",
            "척도",
            "사례관리 수준",
            "가계도",
            "생태도",
            "종합 의견 (반드시 적습니다)",
        ],
        ["하루 한 끼를 먹는다", "요리를 잘한다", "버스가 없다", "이차적으로 필요한 자원", "잦은 결식"],
    ),
    "plan": (
        [
            "우선순위",
            "심각도(전)",
            "심각도(후)",
            "장기 목표",
            "단기 목표",
            "장소·자원",
            "주당 횟수",
            "담당",
            "평가",
        ],
        ["혼자 장보기", "함께 장보기", "9/10", "3/10"],
    ),
    "process": (
        ["직접/연계", "접촉 방법", "S 주관적 정보", "O 객관적 정보", "A 사정", "P 계획", "시간"],
        ["D", "40분", "금요일에 다시 방문"],
    ),
    "referral": (
        ["받는 곳", "요약", "욕구", "목표", "의뢰 서비스", "점검 방법", "접수지 사본", "동의서 사본"],
        ["clinic", "끼니를 거름", "도시락"],
    ),
    "report": (["첫 보고", "후속 보고", "권고와 그 결과", "어떻게 되었나"], ["도시락부터 시작"]),
    "supervision": (["슈퍼바이저", "슈퍼비전을 구한 내용", "합의한 것"], ["2026-01-001"]),
    "closing": (
        ["종결 사유", "D 횟수", "D 시간(분)", "R 횟수", "척도", "생태도", "사후관리 계획"],
        ["하루 두 끼를 먹는다", "40", "9/10", "3/10"],
    ),
}


@pytest.fixture(scope="module")
def district() -> District:
    return told()


def test_the_nine_are_in_the_order_of_the_work() -> None:
    assert list(CONTENTS) == list(FORMS)


@pytest.mark.parametrize("name", FORMS)
def test_a_record_has_all_that_it_must_and_what_the_case_told(district: District, name: str) -> None:
    asked, filled = CONTENTS[name]

    said = texts_of(made(district, name))

    for each in (*asked, *filled):
        assert any(each in text for text in said), each


@pytest.mark.parametrize("name", FORMS)
def test_a_blank_record_asks_for_the_same_and_answers_nothing(name: str) -> None:
    said = texts_of(blank_form(name, "ko", NOW))

    asked, filled = CONTENTS[name]
    letters = {"D", "40", "9/10", "3/10"}
    for each in asked:
        assert any(each in text for text in said), each
    for each in set(filled) - letters - {"통합사례관리팀 공유"}:
        assert not any(each in text for text in said), each


@pytest.mark.parametrize("name", FORMS)
def test_nothing_is_ticked_beforehand(name: str) -> None:
    assert _ticked(blank_form(name, "ko", NOW)) == []


def test_every_purpose_of_consent_is_asked_for_itself() -> None:
    (table,) = _parts(blank_form("consent", "ko", NOW), Table)

    assert [row[-2:] for row in table.rows] == [("□", "□")] * len(table.rows)
    assert len({row[0] for row in table.rows}) == len(table.rows) == 9
    assert "생명·신체의 급박한 위험" not in {row[0] for row in table.rows}


def test_what_was_decided_is_ticked(district: District) -> None:
    closing, intake = made(district, "closing"), made(district, "intake")

    assert _ticked(closing) == ["목표 달성"]
    assert _ticked(intake) == ["사례관리가구", "일반"]


def test_an_assessment_carries_both_drawings_and_a_blank_one_room_for_them(district: District) -> None:
    drawn = _parts(made(district, "assessment"), Picture)
    blank = blank_form("assessment", "ko", NOW)

    assert [each.says for each in drawn] == ["가계도", "생태도"]
    assert all(each.svg.startswith("<svg") for each in drawn)
    assert _parts(blank, Picture) == []
    assert len(_parts(blank, Space)) == len(_parts(made(district, "assessment"), Space)) + 2


def test_obstacles_stand_on_their_side(district: District) -> None:
    inner, outer = "내부 장애물", "외부 장애물"

    (table,) = [each for each in _parts(made(district, "assessment"), Table) if inner in each.heads]

    (row,) = table.rows
    assert row[table.heads.index(inner)] == ""
    assert row[table.heads.index(outer)] == "이차적으로 필요한 자원"


@pytest.mark.parametrize("name", FORMS)
def test_people_are_called_by_name_and_never_by_id(district: District, name: str) -> None:
    assert not [text for text in texts_of(made(district, name)) if "person:" in text]


def test_a_closing_compares_two_moments_and_an_assessment_shows_one(district: District) -> None:
    now, always = district.store.view(EVERYTHING), district.store.view(EVERYTHING, as_of=EVERY_MOMENT)
    then = NOW - days(60)
    views = Views(now, now.now, district.store.view(EVERYTHING, as_of=then), then)

    def ecomap(name: str) -> str:
        return _parts(make_form(name, views, always, CLIENT, language="ko"), Picture)[1].svg

    assert say_day(then, "ko") in ecomap("closing")
    assert say_day(then, "ko") not in ecomap("assessment")


@pytest.mark.parametrize("standard", ["handbook_2011", "today_2026"])
def test_paper_carries_the_drawings_of_the_case_s_standard(standard: str) -> None:
    here = told()
    here.node("case:1", about=(CLIENT,), fields={"code": "2026-01-001", "standard": standard})
    here.commit()
    now, always = here.store.view(EVERYTHING), here.store.view(EVERYTHING, as_of=EVERY_MOMENT)

    family, around = _parts(made(here, "assessment"), Picture)

    assert family.svg == draw_genogram(always, CLIENT, standard=standard).svg
    assert around.svg == draw_ecomap(Views(now, now.now), CLIENT, standard=standard).svg


def test_contacts_are_summed_by_need_domain_and_kind(district: District) -> None:
    here = told()
    for number, (directness, minutes) in enumerate((("direct", 20), ("resource", 90)), start=2):
        contact = here.node(
            f"contact:{number}", about=(CLIENT,), fields={"directness": directness, "minutes": minutes}
        )
        here.edge("in_case", contact, "case:1")
    here.commit()

    (table,) = [each for each in _parts(made(here, "closing"), Table) if each.heads[1] == "D 횟수"]

    assert table.rows == (("일상생활유지", "1", "40", "0"), ("욕구를 적지 않음", "1", "20", "1"))


def test_rows_of_a_table_are_as_long_as_its_head(district: District) -> None:
    for name in FORMS:
        for form in (made(district, name), blank_form(name, "en", NOW)):
            for table in _parts(form, Table):
                assert {len(row) for row in table.rows} == {len(table.heads)} == {len(table.widths)}


@pytest.mark.parametrize("name", FORMS)
def test_both_languages_ask_for_the_same(district: District, name: str) -> None:
    korean, english = made(district, name), made(district, name, language="en")

    assert len(korean.sections) == len(english.sections)
    assert korean.title != english.title
    for one, other in zip(korean.sections, english.sections, strict=True):
        assert [type(part) for part in one.parts] == [type(part) for part in other.parts]


# -- who may see less --------------------------------------------------------------------------------


def test_who_does_not_see_the_client_gets_no_record(district: District) -> None:
    stranger = Scope.of(NodeId("person:stranger"), frozenset({Role.CASE_MANAGER}), reason="test")

    for name in FORMS:
        with pytest.raises(NodeNotFoundError, match=str(NodeNotFoundError())):
            made(district, name, scope=stranger)


@pytest.mark.parametrize("name", FORMS)
def test_what_a_partner_may_not_see_is_as_if_it_never_was(name: str) -> None:
    """The clinic is consented to the client's identity alone."""
    partner = Scope.of(HELPER, frozenset({Role.PARTNER}), reason="test")
    full, bare = told(), District()
    for agency in ("centre", "clinic"):
        bare.agency(agency)
    bare.worker("manager", "agency:centre")
    bare.worker("helper", "agency:clinic")
    bare.client(name="김한나", birth_year=None, sex="female")
    bare.edge("consents_to", CLIENT, CLINIC, fields={"category": "identity", "purpose": "sharing"})
    bare.commit()

    seen, absent = (texts_of(made(each, name, scope=partner)) for each in (full, bare))

    assert "김한나" in seen
    born, phone = "1985. 3. 2.", "010-0000-0001"
    for secret in (*CONTENTS[name][1], phone, "2026-01-001"):
        if secret not in {"김한나", "clinic", "통합사례관리팀 공유", "D"}:
            assert not any(secret in text for text in seen), secret
    assert [text for text in seen if text != born] == absent


def test_a_case_is_chosen_and_else_the_newest(district: District) -> None:
    here = told()
    here.node("case:2", about=(CLIENT,), fields={"code": "2026-02-001", "opened_at": NOW})
    here.edge("concerns", "case:2", CLIENT)
    here.commit()
    view = here.store.view(EVERYTHING)

    newest = read_papers(view, CLIENT, "ko").case
    asked = read_papers(view, CLIENT, "ko", NodeId("case:1")).case

    assert newest is not None
    assert asked is not None
    assert (newest.id, asked.id) == ("case:2", "case:1")


def test_a_record_that_is_none_is_refused() -> None:
    with pytest.raises(UnknownFormError, match="intake, consent"):
        blank_form("diary", "ko", NOW)


def test_widths_and_titles_differ_between_records() -> None:
    titles = [blank_form(name, "ko", NOW).title for name in FORMS]

    assert all(one != other for one, other in pairwise(titles))
    assert SAY("form-closing") in titles


def _parts(form: Form, kind: type[P]) -> list[P]:
    return [part for section in form.sections for part in section.parts if isinstance(part, kind)]


def _ticked(form: Form) -> list[str]:
    return [label for part in _parts(form, Boxes) for is_ticked, label in part.choices if is_ticked]
