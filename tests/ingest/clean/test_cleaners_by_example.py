"""Each cleaner, on the cells that real lists hold."""

from __future__ import annotations

from datetime import date

import pytest

from resnet.ingest.clean.address import clean_address
from resnet.ingest.clean.area import AreaIndex, entry_of
from resnet.ingest.clean.cleaned import Rule
from resnet.ingest.clean.coordinates import Point, clean_point
from resnet.ingest.clean.day import clean_day, clean_period
from resnet.ingest.clean.kind import KindSaid, clean_kind, is_protected, target_of_kind
from resnet.ingest.clean.link import Links, clean_links
from resnet.ingest.clean.name import clean_name, name_key
from resnet.ingest.clean.number import Money, clean_headcount, clean_money
from resnet.ingest.clean.opening_hours import clean_clock, clean_hours, clean_window
from resnet.ingest.clean.phone import clean_phones
from resnet.ingest.clean.status import clean_status
from resnet.ingest.clean.target import clean_target
from resnet.ingest.clean.weekday import clean_closing_days, clean_weekdays
from resnet.ingest.shipped_table import shipped_table
from resnet.ontology.vocabulary import load_vocabulary


@pytest.mark.parametrize(
    ("text", "numbers", "rule"),
    [
        (
            "032-426-1382~5",
            ("032-426-1382", "032-426-1383", "032-426-1384", "032-426-1385"),
            Rule.RANGE_EXPANDED,
        ),
        ("032-426-1382 ~ 1383", ("032-426-1382", "032-426-1383"), Rule.RANGE_EXPANDED),
        ("032-426-1382/3", ("032-426-1382", "032-426-1383"), Rule.RANGE_EXPANDED),
        ("02)- 868-3117", ("02-868-3117",), Rule.REFORMATTED),
        ("☎ 032.760.4975", ("032-760-4975",), Rule.REFORMATTED),
        ("+82-32-426-1382", ("032-426-1382",), Rule.REFORMATTED),
        ("0507-1308-7179", ("0507-1308-7179",), Rule.AS_SAID),
        ("129", ("129",), Rule.AS_SAID),
        ("032-1366", ("032-1366",), Rule.AS_SAID),
        ("1577-0199", ("1577-0199",), Rule.AS_SAID),
        ("080-555-0112", ("080-555-0112",), Rule.AS_SAID),
        (
            "032)467-3904(내선 2), 070-4522-8019 직통",
            ("032-467-3904 (내선 2)", "070-4522-8019"),
            Rule.REFORMATTED,
        ),
        ("032-236-9477 / 팩스: 032-236-9479", ("032-236-9477",), Rule.REFORMATTED),
        ("가족사업2팀 / 032-245-7775", ("032-245-7775",), Rule.REFORMATTED),
        ("032-547-1017(102,201)", ("032-547-1017",), Rule.PARTLY),
        ("032-426-1382, 1385", ("032-426-1382",), Rule.PARTLY),
        ("333-450-5550", None, Rule.UNSURE),
        ("032-000-0000", None, Rule.UNSURE),
        ("2634-1760", None, Rule.UNSURE),
        ("휴지 중", None, Rule.UNSURE),
        ("비공개", None, Rule.WITHHELD),
        (" ", None, Rule.EMPTY),
    ],
)
def test_a_phone_cell_gives_whole_numbers_or_says_why_not(
    text: str, numbers: tuple[str, ...] | None, rule: Rule
) -> None:
    cleaned = clean_phones(text)

    assert (cleaned.value, cleaned.rule, cleaned.raw) == (numbers, rule, text)


def test_a_local_number_gets_the_area_code_of_its_province_and_only_there() -> None:
    assert clean_phones("2634-1760", "서울특별시").value == ("02-2634-1760",)
    assert clean_phones("2634-1760", "서울특별시").rule is Rule.AREA_CODE_ADDED
    assert clean_phones("555-0132", "전남광주통합특별시").value is None


@pytest.mark.parametrize(
    ("text", "whole", "dong"),
    [
        ("부평구 경인로 701번길 26 (십정동)", "인천광역시 부평구 경인로701번길 26 (십정동)", "십정동"),
        ("인천 동구 솔빛로 22번길 2, 4층", "인천광역시 동구 솔빛로22번길 2, 4층", ""),
        ("마중1로 12", "인천광역시 마중1로 12", ""),
        ("승학로 506번안길 57,103동 203호", "인천광역시 승학로506번안길 57, 103동 203호", ""),
        ("강화군 강화읍 충렬사로 155 ", "인천광역시 강화군 강화읍 충렬사로 155", ""),
        ("경명대로 8,A동(공촌동,대국빌라)", "인천광역시 경명대로 8, A동 (공촌동, 대국빌라)", "공촌동"),
        ("서울특별시 종로구 필운대로9나길 15-4", "서울특별시 종로구 필운대로9나길 15-4", ""),
        ("경기도 수원시 장안구 파장천로44번길 27", "경기도 수원시 장안구 파장천로44번길 27", ""),
        ("전라남도 신안군 임자면 진리 475-1", "전라남도 신안군 임자면 진리 475-1", "진리"),
        ("가람도 나래시 해오름로 12,", "가람도 나래시 해오름로 12", ""),
    ],
)  # fmt: skip
def test_an_address_comes_out_in_one_spelling(text: str, whole: str, dong: str) -> None:
    cleaned = clean_address(text, "인천")

    assert cleaned.value is not None
    assert (str(cleaned.value), cleaned.value.dong) == (whole, dong)
    assert cleaned.value.is_located


def test_a_district_with_spaces_inside_is_known_by_its_column() -> None:
    cleaned = clean_address("중   구 제물량로 132-2", "인천광역시", "중   구").value

    assert cleaned is not None
    assert (cleaned.district, cleaned.text) == ("중구", "인천광역시 중구 제물량로 132-2")


def test_a_column_that_repeats_the_province_is_no_district() -> None:
    cleaned = clean_address("토정로 148-14", "서울특별시", "서울특별시").value

    assert cleaned is not None
    assert cleaned.district == ""


def test_an_address_without_a_number_stays_as_said() -> None:
    cleaned = clean_address("나래역 앞 광장").value

    assert cleaned is not None
    assert (cleaned.text, cleaned.is_located) == ("나래역 앞 광장", False)


AREAS = AreaIndex.of(
    entry
    for entry in (
        entry_of("9900000000", ("가람도", "", ""), None, None),
        entry_of("9911000000", ("가람도", "나래시", ""), None, None),
        entry_of("9911051000", ("가람도", "나래시", "물결동"), date(2010, 1, 1), None),
        entry_of("9911052000", ("가람도", "나래시", "샘터1동"), date(2010, 1, 1), date(2026, 7, 1)),
        entry_of("9800000000", ("해들도", "", ""), None, None),
        entry_of("9811000000", ("해들도", "중구", ""), None, None),
        entry_of("9911100000", ("가람도", "중구", ""), None, None),
    )
    if entry
)


@pytest.mark.parametrize(
    ("names", "code", "rule"),
    [
        (("가람도", "나래시", "물결동"), "9911051000", Rule.AS_SAID),
        (("", "나래시", ""), "9911000000", Rule.AS_SAID),
        (("가람도", "나래시", "달빛동"), "9911000000", Rule.DISTRICT_ONLY),
        (("해들도", "중 구", ""), "9811000000", Rule.AS_SAID),
        (("", "중구", ""), None, Rule.UNSURE),
        (("가람도", "없는군", ""), None, Rule.UNSURE),
    ],
)
def test_an_area_is_found_by_code_only_where_its_name_is_certain(
    names: tuple[str, str, str], code: str | None, rule: Rule
) -> None:
    found = AREAS.find(*names)

    assert (found.value and found.value.code, found.rule) == (code, rule)


def test_an_ended_code_is_not_found_after_its_end() -> None:
    before = AREAS.find("가람도", "나래시", "샘터1동", on=date(2026, 6, 30)).value
    after = AREAS.find("가람도", "나래시", "샘터1동", on=date(2026, 7, 1)).value

    assert (before and before.name, after and after.name) == ("샘터1동", "나래시")


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
        ("23.5.1", None, Rule.UNSURE),
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
        ("18:00~09:00", None),
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


def test_names_lose_their_legal_form_and_state_but_nothing_that_tells_them_apart() -> None:
    found = clean_name("사)○○복지회 나래구지회(구 한울회)(휴업)").value
    assert found is not None
    assert (found.text, found.legal_form, found.former, found.state) == (
        "○○복지회 나래구지회",
        "사단법인",
        "한울회",
        "suspended",
    )
    branch = clean_name("청소년단기쉼터 하모니(여)").value
    assert branch is not None
    assert branch.text == "청소년단기쉼터 하모니(여)"


def test_two_spacings_of_a_name_have_one_key() -> None:
    assert name_key("한울 경로식당") == name_key("한울경로식당 ")
    assert name_key("한울1경로식당") != name_key("한울2경로식당")


@pytest.mark.parametrize(
    ("text", "code"), [("휴지 중", "suspended"), ("폐지", "closed"), ("정상", "open"), ("?", None)]
)
def test_a_state_is_one_of_its_words_or_unsure(text: str, code: str | None) -> None:
    assert clean_status(text).value == code


def test_a_homepage_and_an_address_come_out_of_one_cell() -> None:
    assert clean_links("www.gaon.example.org / office@gaon.example.org").value == Links(
        "https://www.gaon.example.org", "office@gaon.example.org"
    )


@pytest.mark.parametrize(
    ("pair", "point", "rule"),
    [
        (("37.5", "126.9"), Point(37.5, 126.9), Rule.AS_SAID),
        (("126.9", "37.5"), Point(37.5, 126.9), Rule.SWAPPED),
        (("0", "0"), None, Rule.IMPOSSIBLE),
        (("196340.1", "550320.7"), None, Rule.UNSURE),
        (("", "126.9"), None, Rule.EMPTY),
    ],
)
def test_a_point_lies_in_the_country_or_is_none(
    pair: tuple[str, str], point: Point | None, rule: Rule
) -> None:
    cleaned = clean_point(*pair)

    assert (cleaned.value, cleaned.rule) == (point, rule)


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
    "text", ["누구나", "60세이상 기초수급자+차상위 등", "기초생활수급자+일반회원(실비)", "노인 등"]
)
def test_open_groups_exclude_nobody(text: str) -> None:
    target = clean_target(text).value

    assert target is not None
    assert target.benefit_classes is None


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
