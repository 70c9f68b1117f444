"""Cells as spreadsheets and working files leave them: zeros lost, several things in one cell."""

from __future__ import annotations

from datetime import date

import pytest

from resnet.ingest.clean.address import clean_address
from resnet.ingest.clean.area import AreaEntry, AreaIndex
from resnet.ingest.clean.cleaned import Rule
from resnet.ingest.clean.number import clean_headcount, clean_places
from resnet.ingest.clean.opening_hours import clean_hours
from resnet.ingest.clean.phone import clean_phones
from resnet.ingest.clean.phone_and_contact import part_contact
from resnet.ingest.clean.status import State, clean_remark_on_state, clean_status
from resnet.ingest.clean.target import clean_target
from resnet.ingest.clean.weekday import weekdays_of_hours

WEEK = ("mon", "tue", "wed", "thu", "fri")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("325550501", "032-555-0501"),
        ("325550501.0", "032-555-0501"),
        ("32-555-0503", "032-555-0503"),
        ("1012341101", "010-1234-1101"),
        ("225551102", "02-2555-1102"),
        ("25551102", None),
        ("3.2555E+08", None),
        ("333-450-5550", None),
        ("1234567890", None),
    ],
)
def test_a_phone_that_lost_its_zero_gets_it_back_where_it_can_be_no_other(
    text: str, number: str | None
) -> None:
    cleaned = clean_phones(text)

    assert cleaned.value == ((number,) if number else None)
    assert cleaned.rule is (Rule.ZEROS_ADDED if number else Rule.UNSURE)


@pytest.mark.parametrize(
    ("text", "words", "is_asked_for", "has_mobile"),
    [
        ("담당 홍길동 032-555-0401", "담당 홍길동", True, False),
        ("김하나 팀장(032-555-0402)", "김하나 팀장", False, False),
        ("방문보건팀 이두리 ☎032-555-0403, 0404", "방문보건팀 이두리", False, False),
        ("박세찬/010-0000-0405", "박세찬", False, True),
        ("032)555-0406 (내선 2)", "", False, False),
        ("T. 032-555-0407 / F. 032-555-0408", "", False, False),
        ("02-555-0409~11", "", False, False),
    ],
)
def test_who_is_asked_for_stands_beside_the_number(
    text: str, words: str, is_asked_for: bool, has_mobile: bool
) -> None:
    found = part_contact(text)

    assert (found.words, found.is_asked_for, found.has_mobile) == (words, is_asked_for, has_mobile)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("30/25", 30),
        ("30 / 미정", 30),
        ("30명(현원 25명)", 30),
        ("30(25)", 30),
        ("30", 30),
        ("미정/25", None),
    ],
)
def test_the_places_stand_before_how_many_are_taken(text: str, places: int | None) -> None:
    assert clean_places(text).value == places


def test_a_head_count_beside_the_taken_ones_is_partly_read_and_other_pairs_are_not() -> None:
    assert (clean_headcount("30(현원 25)").value, clean_headcount("30(현원 25)").rule) == (30, Rule.PARTLY)
    assert clean_headcount("30/25").value is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("평일 09~18시(토 13시, 점심 12-13)", "09:00~18:00"),
        ("매주 화,목 10:00~12:00", "10:00~12:00"),
        ("0900~2100", "09:00~21:00"),
        ("Mon-Fri 9am-6:30pm", "09:00~18:30"),
        ("(학기중) 13:00~19:00 (방학중) 09:00~18:00", None),
        ("24시간", "00:00~24:00"),
        ("평일 9-18 (점심 12-13)", "09:00~18:00"),
        ("주중 09-13시", "09:00~13:00"),
        ("10:00~18:00 (회당 40분)", "10:00~18:00"),
        ("평일 09:00~18:00, 토 격주", "09:00~18:00"),
        ("수 2-4", None),
        ("월 2-3회", None),
    ],
)
def test_hours_of_most_days_stand_outside_the_brackets(text: str, said: str | None) -> None:
    windows = clean_hours(text).value

    assert (", ".join(map(str, windows)) if windows else None) == said


@pytest.mark.parametrize(
    ("text", "ages", "classes", "types"),
    [
        ("만 65세 이상 기초연금 수급자", (65, None), None, None),
        ("실업급여 수급자", (None, None), None, None),
        ("생계급여 수급자", (None, None), ("livelihood",), None),
        ("60세 이상(장기요양 수급자 제외)", (60, None), None, None),
        ("수급자 제외 저소득층", (None, None), None, None),
        ("0~12세 기초수급·차상위", (0, 12), ("basic", "near-poor"), None),
        ("장애인(지체·뇌병변)", (None, None), None, ("physical", "brain-lesion")),
    ],
)
def test_who_receives_something_else_or_is_left_out_is_of_no_class(
    text: str, ages: object, classes: object, types: object
) -> None:
    found = clean_target(text).value

    assert found is not None
    assert ((found.age_from, found.age_to), found.benefit_classes, found.disability_types) == (
        ages,
        classes,
        types,
    )


@pytest.mark.parametrize(
    ("remark", "state"),
    [
        ("24.3.1.자 폐업", State("closed", date(2024, 3, 1))),
        ("2025년 2월 폐쇄됨", State("closed")),
        ("2027.1월 폐업", None),
        ("2024. 5. 1. 미르노인복지관으로 통합", State("closed", date(2024, 5, 1))),
        ("본관과 통합 운영", None),
        ("2024.12.31. 위탁종료(폐소)", State("closed")),
        ("휴관(리모델링) ~2026.12.31", State("suspended", None, date(2026, 12, 31))),
        ("휴업 (2025.1.1.~2026.1.1.)", None),
        ("폐업 예정(2027.1)", None),
        ("폐업(2027년 예정)", None),
        ("운영 중", None),
    ],
)
def test_a_remark_closes_a_place_that_ended_and_no_other(remark: str, state: State | None) -> None:
    assert clean_remark_on_state(remark, date(2026, 11, 1)).value == state


def test_states_of_open_referral_are_known() -> None:
    said = ["active", "inactive", "defunct", "Temporarily Closed"]

    codes = [state.code for each in said if (state := clean_status(each).value)]
    assert codes == ["open", "suspended", "closed", "suspended"]


def test_english_days_are_days() -> None:
    assert weekdays_of_hours("Mon-Fri 9am-6pm").value == WEEK
    assert weekdays_of_hours("Tue/Thu 10:00-12:00").value == ("tue", "thu")


def test_a_postcode_before_an_address_is_no_part_of_it() -> None:
    address = clean_address("(21500) 인천 남동구 인주대로 1").value

    assert address is not None
    assert address.text == "인천광역시 남동구 인주대로 1"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("미르구 전역", "미르구"),
        ("나래구 물결동", "물결동"),
        ("가람도 나래구", "나래구"),
        ("나래구 없는동", None),
        ("없는구 물결동", None),
    ],
)
def test_an_area_served_may_stand_behind_the_wider_one(said: str, name: str | None) -> None:
    names = [("", ""), ("나래구", ""), ("나래구", "물결동"), ("미르구", "")]
    codes = ["9900000000", "9911000000", "9911051000", "9912000000"]
    areas = AreaIndex.of(AreaEntry(code, "가람도", *each) for code, each in zip(codes, names, strict=True))

    found = areas.named(said)

    assert (found.name if found else None) == name
