"""Times, amounts, whom a service is for, kinds: out of the cells that real lists hold."""

from __future__ import annotations

from datetime import date

import pytest

from resnet.ingest.clean.cleaned import Rule
from resnet.ingest.clean.day import clean_day, clean_period
from resnet.ingest.clean.kind import KindSaid, clean_kind, is_protected, target_of_kind
from resnet.ingest.clean.number import Money, clean_headcount, clean_money
from resnet.ingest.clean.opening_hours import clean_clock, clean_hours, clean_window
from resnet.ingest.clean.status import clean_status
from resnet.ingest.clean.target import clean_target
from resnet.ingest.clean.weekday import clean_closing_days, clean_weekdays
from resnet.ingest.shipped_table import shipped_table
from resnet.ontology.vocabulary import load_vocabulary


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("2024-10-24", date(2024, 10, 24), Rule.AS_SAID),
        ("2024. 10. 4.", date(2024, 10, 4), Rule.REFORMATTED),
        ("2024년 1월 2일", date(2024, 1, 2), Rule.REFORMATTED),
        ("19880423", date(1988, 4, 23), Rule.REFORMATTED),
        ("2022-02-28 16:05:34.0", date(2022, 2, 28), Rule.REFORMATTED),
        ("2026. 11. 31.", None, Rule.IMPOSSIBLE),
        ("9999-12-31", None, Rule.OPEN_ENDED),
        ("Nov-20", None, Rule.UNSURE),
        ("23.5.1", date(2023, 5, 1), Rule.CENTURY_ADDED),
        ("'98. 12. 24.", date(1998, 12, 24), Rule.CENTURY_ADDED),
        ("24년 10월 4일(금)", date(2024, 10, 4), Rule.CENTURY_ADDED),
        ("45569", date(2024, 10, 4), Rule.SERIAL_DAY),
        ("4-Oct-2024", date(2024, 10, 4), Rule.REFORMATTED),
        ("Oct 4, 2024", date(2024, 10, 4), Rule.REFORMATTED),
        ("2024-10-04T00:00:00Z", date(2024, 10, 4), Rule.REFORMATTED),
        ("10/4/2024", None, Rule.UNSURE),
        ("-", None, Rule.EMPTY),
    ],
)
def test_a_day_is_read_or_left_unsure(text: str, value: date | None, rule: Rule) -> None:
    cleaned = clean_day(text)

    assert (cleaned.value, cleaned.rule) == (value, rule)


def test_a_period_needs_two_days_that_exist() -> None:
    assert clean_period("2026-02-01~2026-11-30").value is not None
    assert clean_period("2026. 04. 01. ~ 2026. 11. 31.").value is None
    assert clean_period("2026. 3. ~ 2026. 11.").value is None
    assert clean_period("연중").value is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("월+화+수", ("mon", "tue", "wed")),
        ("월~금(공휴일 제외)", ("mon", "tue", "wed", "thu", "fri")),
        ("주 5회(월~금)", ("mon", "tue", "wed", "thu", "fri")),
        ("월~금, 토(대체식)", ("mon", "tue", "wed", "thu", "fri")),
        ("매일 급식(토요일제외)/ 중식, 석식", ("mon", "tue", "wed", "thu", "fri", "sun")),
        ("일+화+목", ("tue", "thu", "sun")),
        ("경로식당(월+화)", ("mon", "tue")),
        ("미운영", ()),
        ("임시운영중단", ()),
        ("월2회(매월변동)", None),
        ("매월 3일+8일", None),
        ("일(둘째주+넷째주)", None),
        ("경로식당(월+화)+도시락배달(토)", None),
        ("주1회(6일분) 반찬배달", None),
        ("금~월", None),
    ],
)
def test_weekdays_are_certain_or_unsure(text: str, days: tuple[str, ...] | None) -> None:
    assert clean_weekdays(text).value == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("토+일+공휴일", ("mon", "tue", "wed", "thu", "fri")),
        ("매주 일요일+공휴일", ("mon", "tue", "wed", "thu", "fri", "sat")),
        ("연중무휴", ("mon", "tue", "wed", "thu", "fri", "sat", "sun")),
        ("법정공휴일", None),
        ("월 ~ 금 근무", None),
    ],
)
def test_closing_days_leave_the_other_days_open(text: str, days: tuple[str, ...] | None) -> None:
    assert clean_closing_days(text).value == days


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("중식(12:00-13:00)+석식(17:00-18:00)", ["12:00~13:00", "17:00~18:00"]),
        ("11시30분~12시30분", ["11:30~12:30"]),
        ("중식(11:30-12.30)", ["11:30~12:30"]),
        ("오전 10시 ~ 오후 5시 반", ["10:00~17:30"]),
        ("12시", ["12:00~"]),
        ("24시간", ["00:00~24:00"]),
        ("00:00~00:00", None),
        ("18:00~09:00", ["18:00~09:00"]),
        ("18:00~9:00", None),
        ("13:00~09:00", None),
        ("22:00~6:00", ["22:00~06:00"]),
        ("오후 10시~오전 6시", ["22:00~06:00"]),
        ("오후 10시~6시", None),
        ("밤 9시~새벽 2시", ["21:00~02:00"]),
        ("저녁 6시~8시", ["18:00~20:00"]),
        ("2시~6시", None),
        ("1:00~5:00", None),
        ("월~금 09:00~18:00, 토 10:00~13:00", ["09:00~18:00", "10:00~13:00"]),
        ("배달만 운영", None),
        ("점심시간(12:00~13:00) 제외", None),
    ],
)
def test_hours_are_windows_or_unsure(text: str, windows: list[str] | None) -> None:
    value = clean_hours(text).value

    assert (None if value is None else [str(window) for window in value]) == windows


def test_clock_times_of_two_columns_make_a_window() -> None:
    assert str(clean_window("1000", "1900").value) == "10:00~19:00"
    assert clean_window("1400", "0730").rule is Rule.PARTLY
    assert str(clean_window("22:00", "06:00").value) == "22:00~06:00"
    assert clean_clock("25:00").rule is Rule.IMPOSSIBLE


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("무료", Money(0)),
        ("0", Money(0)),
        ("50000", Money(50_000)),
        ("월 5만원", Money(50_000, "month")),
        ("1회 5,000원", Money(5_000, "use")),
        ("3만 5천원", Money(35_000)),
        ("실비", None),
        ("기초수급자 무료/그외 실비", None),
        ("", None),
    ],
)
def test_an_amount_is_whole_won_or_unsure(text: str, value: Money | None) -> None:
    assert clean_money(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("35", 35),
        ("13.0", 13),
        ("7,176명", 7176),
        ("해당 없음", None),
        ("군구별 4개 내외", None),
        ("-5", None),
    ],
)
def test_a_headcount_is_a_whole_number_or_unsure(text: str, value: int | None) -> None:
    assert clean_headcount(text).value == value


@pytest.mark.parametrize(
    ("text", "code"), [("휴지 중", "suspended"), ("폐지", "closed"), ("정상", "open"), ("?", None)]
)
def test_a_state_is_one_of_its_words_or_unsure(text: str, code: str | None) -> None:
    state = clean_status(text).value

    assert (state.code if state else None) == code


def test_what_all_groups_share_is_certain_and_the_rest_is_not() -> None:
    carried = clean_target("60세이상 기초수급자+차상위계층+저소득 독거노인").value
    assert carried is not None
    assert (carried.age_from, carried.household_types) == (60, None)

    mixed = clean_target("65세 이상 어르신+ 65세 이하 취약계층").value
    assert mixed is not None
    assert (mixed.age_from, mixed.age_to) == (None, None)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("중장년 1인가구(만40세 이상 ~ 만65세 이하)", (40, 65)),
        ("1인가구(30세~64세)", (30, 64)),
        ("65세 미만 1인가구", (None, 64)),
        ("결식아동", (None, 17)),
        ("65세 저소득층 노인", (None, None)),
        ("노인", (None, None)),
        ("60세 이상 저소득노인+노숙자", (None, None)),
    ],
)
def test_ages_come_out_of_words_only_where_they_are_certain(
    text: str, ages: tuple[int | None, int | None]
) -> None:
    target = clean_target(text).value

    assert target is not None
    assert (target.age_from, target.age_to) == ages
    assert target.said == text


@pytest.mark.parametrize(
    ("text", "ages", "disabilities"),
    [
        ("5세 이하 자녀를 둔 부모", (None, None), None),
        ("부모(5세 이하 자녀를 둔)", (None, None), None),
        ("만 18세 미만 자녀가 있는 30세 이상 부모", (30, None), None),
        ("발달장애 자녀를 키우는 가족", (None, None), None),
        ("아동을 양육하는 한부모", (None, None), None),
        ("5세 이하 아동", (None, 5), None),
        ("청각장애 부모", (None, None), ("hearing",)),
    ],
)
def test_age_and_disability_of_the_child_are_no_limits_of_the_parent(
    text: str, ages: tuple[int | None, int | None], disabilities: tuple[str, ...] | None
) -> None:
    target = clean_target(text).value

    assert target is not None
    assert (target.age_from, target.age_to) == ages
    assert target.disability_types == disabilities


@pytest.mark.parametrize(
    ("text", "ages", "benefits"),
    [
        pytest.param("결식아동과 저소득 주민", (None, None), None, id="either of two groups"),
        pytest.param(
            "60세 이상 수급자와 65세 이상 차상위", (60, None), ("basic", "near-poor"), id="both old"
        ),
        pytest.param("소아과 환자 저소득층", (None, None), ("basic", "near-poor", "low-income"), id="소아과"),
        pytest.param("정신과 치료 수급자", (None, None), ("basic",), id="정신과"),
    ],
)
def test_two_groups_joined_by_and_are_either_of_the_two(
    text: str, ages: tuple[int | None, int | None], benefits: tuple[str, ...] | None
) -> None:
    target = clean_target(text).value

    assert target is not None
    assert (target.age_from, target.age_to) == ages
    assert target.benefit_classes == benefits


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("혼자 지내는 청소년·중장년(14~62세), 식구를 돌보는 청소년·청년(38세이하)", (None, 62)),
        ("중장년(40~64세), 청년(19~39세)", (19, 64)),
        ("수급자(65세 이상)+차상위(60세 이상)", (60, None)),
        ("노인(65세 이상), 장애인(나이 제한 없음)", (None, None)),
        ("기초수급자+차상위(60세 이상)", (60, None)),
    ],
)
def test_ages_in_brackets_are_of_the_group_before_them_where_others_follow(
    text: str, ages: tuple[int | None, int | None]
) -> None:
    target = clean_target(text).value

    assert target is not None
    assert (target.age_from, target.age_to) == ages


@pytest.mark.parametrize(
    "text",
    [
        "누구나",
        "취약한 이웃(청년 1인가구 포함)",
        "60세이상 기초수급자+차상위 등",
        "기초생활수급자+일반회원(실비)",
        "노인 등",
    ],
)
def test_open_groups_exclude_nobody(text: str) -> None:
    target = clean_target(text).value

    assert target is not None
    assert (target.benefit_classes, target.household_types) == (None, None)


def test_every_word_for_a_target_means_a_code_of_its_vocabulary() -> None:
    words = shipped_table("target_words")
    for name in ("benefit_classes", "household_types", "disability_types"):
        assert {code for codes in words[name].values() for code in codes} <= set(load_vocabulary(name).codes)
    kinds = shipped_table("kind_words")
    types = set(load_vocabulary("agency_types").codes)
    assert set(kinds["ages"]) | set(kinds["disability"]["types"]) <= types
    assert set(shipped_table("name_parts")["states"].values()) <= set(
        load_vocabulary("operating_states").codes
    )


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (KindSaid("지역아동센터"), "child-centre"),
        (KindSaid("노인여가복지시설", "경로당"), "senior-hall"),
        (KindSaid("성매매피해지원기관", form="이용"), "prostitution-victim-counselling"),
        (KindSaid("성매매피해지원기관", form="생활"), "prostitution-victim-shelter"),
        (KindSaid("청소년복지시설", form="생활"), "youth-welfare-facility"),
        (KindSaid("달나라여행사"), None),
    ],
)
def test_a_kind_is_a_type_of_the_vocabulary_or_unsure(said: KindSaid, code: str | None) -> None:
    kind = clean_kind(said).value

    assert (kind and kind.type_code) == code


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("학대피해아동쉼터",), True),
        # By its type alone: no word of it speaks of harm.
        (("아동일시보호시설",), True),
        (("생활시설", "○○ 가정폭력 피해자 쉼터"), True),
        (("긴급 폭력피해여성 피난처",), True),
        (("가정폭력상담소",), False),
        (("청소년쉼터",), False),
        (("아동보호전문기관",), False),
    ],
)
def test_a_refuge_is_protected_by_its_kind_or_words(words: tuple[str, ...], expected: bool) -> None:
    assert is_protected(clean_kind(KindSaid(words[0])).value, *words) is expected


def test_the_law_says_whom_a_kind_serves() -> None:
    kind = clean_kind(KindSaid("지역아동센터")).value

    assert kind is not None
    assert target_of_kind(kind).age_to == 17
