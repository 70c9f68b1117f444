"""Names, numbers to call and places, out of the cells that real lists hold."""

from __future__ import annotations

from datetime import date

import pytest

from resnet.ingest.clean.address import clean_address
from resnet.ingest.clean.area import AreaIndex, entry_of
from resnet.ingest.clean.cleaned import Rule
from resnet.ingest.clean.coordinates import Point, clean_point
from resnet.ingest.clean.link import Links, clean_links
from resnet.ingest.clean.name import clean_name, name_key
from resnet.ingest.clean.phone import clean_phones
from resnet.ingest.shipped_table import shipped_table


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


def test_every_word_for_a_state_has_a_letter() -> None:
    """A cell without one is not asked for a state: most of those are telephone numbers."""
    for word in shipped_table("name_parts")["states"]:
        assert any(letter.isalpha() for letter in word), word
