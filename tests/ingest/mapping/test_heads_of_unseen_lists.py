"""Heads as cities, registers and agencies write them, in lists that no layout describes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from resnet.ingest.clean.status import State, clean_status
from resnet.ingest.mapping.mapping import Mapping, find_mapping
from resnet.ingest.mapping.role import Role
from resnet.ingest.mapping.synonym import Why
from tests.ingest.lists import plain_table


def roles(heads: Sequence[str], *rows: Sequence[str]) -> list[Role | None]:
    return [column.role for column in mapped(heads, *rows).columns]


def mapped(heads: Sequence[str], *rows: Sequence[str]) -> Mapping:
    return find_mapping(plain_table([heads, *rows]))


def test_the_heads_of_the_register_of_licences_are_known() -> None:
    heads = [
        "사업장명",
        "업태구분명",
        "영업상태명",
        "인허가일자",
        "소재지전화",
        "소재지전체주소",
        "도로명전체주소",
    ]
    row = ["가온약국", "약국", "영업/정상", "20150503", "032 5550703", "나래구 물결동 1", "나래구 해오름로 1"]

    assert roles(heads, row) == [
        Role.FACILITY_NAME,
        Role.KIND,
        Role.STATUS,
        Role.FOUNDED_ON,
        Role.PHONE,
        Role.ADDRESS_LOT,
        Role.ADDRESS,
    ]


@pytest.mark.parametrize("head", ["약국명", "지역아동센터 이름", "학원명", "급식소명", "상호", "사업장명"])
def test_the_name_of_a_kind_of_facility_names_the_facility(head: str) -> None:
    assert (
        roles([head, "주소", "전화"], ["가온", "나래구 해오름로 1", "032-555-0101"])[0] is Role.FACILITY_NAME
    )


def test_a_kind_at_the_head_stands_over_names_where_no_other_head_names_them() -> None:
    bare = mapped(["연번", "경로당", "소재지"], ["1", "가온경로당", "나래구 해오름로 1"])
    beside = mapped(["시설명", "경로당", "소재지"], ["가온복지관", "3", "나래구 해오름로 1"])

    assert (bare.columns[1].role, bare.columns[1].why) == (Role.FACILITY_NAME, Why.ENDING)
    assert beside.columns[1].role is None


def test_names_under_a_head_of_kinds_are_names() -> None:
    names = ["가온노인복지관", "다솜노인복지관", "두레종합사회복지관"]
    rows = [[name, f"나래구 해오름로 {number}", f"032-555-010{number}"] for number, name in enumerate(names)]

    assert roles(["구분", "주소", "전화"], *rows)[0] is Role.FACILITY_NAME


def test_eight_digits_that_are_days_are_no_phones() -> None:
    days = ["20100503", "19990101", "20150504"]
    rows = [[f"가온{number}복지관", f"나래구 해오름로 {number}", day] for number, day in enumerate(days)]

    assert roles(["기관명", "주소", "받은 날"], *rows) == [Role.FACILITY_NAME, Role.ADDRESS, None]


def test_one_word_over_five_columns_is_one_head() -> None:
    top = ["기관명", "전화번호", "제공서비스", "제공서비스", "제공서비스"]
    mapping = find_mapping(
        plain_table(
            [
                top,
                ["기관명", "전화번호", "주간보호", "상담", "이동"],
                ["가온관", "032-555-0101", "○", "", "○"],
            ],
            filled={(1, 4), (1, 5), (2, 1), (2, 2)},
        )
    )

    assert mapping.shape.header_rows == (1, 2)
    assert mapping.shape.heads[2:5] == ("제공서비스 주간보호", "제공서비스 상담", "제공서비스 이동")


def test_who_gives_a_resource_and_whether_a_licence_holds_is_known() -> None:
    heads = ["자원제공처", "자원내용", "지정상태", "연락처"]
    rows = [["가온재단", "생계비", "지정취소(2024.6.1.)", "032-555-0101"]]

    assert roles(heads, *rows) == [Role.FACILITY_NAME, Role.SERVICE_CONTENT, Role.STATUS, Role.PHONE]
    said = clean_status("지정취소(2024.6.1.)").value
    assert said == State("closed", date(2024, 6, 1))
