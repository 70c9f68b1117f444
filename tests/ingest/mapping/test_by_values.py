"""Columns whose heads say nothing, or the wrong thing, are known by their cells."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from resnet.ingest.bad_file import NoHeaderError, NotAResourceListError
from resnet.ingest.clean.target import Target, clean_target
from resnet.ingest.mapping.look import Look, look_of
from resnet.ingest.mapping.mapping import Mapping, Told, find_mapping
from resnet.ingest.mapping.role import Role
from resnet.ingest.mapping.synonym import Why
from resnet.ingest.readers.table import RawRow, RawTable
from tests.ingest.lists import plain_table

NAMES = ["가온노인복지관", "다솜노인복지관", "두레종합사회복지관", "라온지역아동센터"]
CELLS: dict[Look, Sequence[str]] = {
    Look.DISABILITY: ["지체", "시각장애", "중증", "지적·자폐성"],
    Look.EMAIL: ["a@example.org", "b@example.org", "c@example.org"],
    Look.HOMEPAGE: ["https://a.example.org", "www.b.example.org", "http://c.example.org/x"],
    Look.DAY: ["2024. 10. 4.", "2023-01-02", "24.5.1", "2022년 3월 4일"],
    Look.LATITUDE: ["37.45123", "37.51234", "35.12345"],
    Look.LONGITUDE: ["126.70512", "126.6", "129.312345", "127.001", "126.71234", "126.7412"],
    Look.POSTCODE: ["21345", "04512", "22001"],
    Look.PHONE: ["032-555-0112", "(02) 555-0113", "1588-0000", "555-0114", "032-555-0115~7"],
    Look.ADDRESS: ["나래구 해오름로 1", "가람도 나래구 물결동 3-1", "미르구 솔빛로 22, 3층"],
    Look.PROVINCE: ["인천광역시", "경기", "서울시"],
    Look.DISTRICT: ["나래구", "미르구", "다온군"],
    Look.TOWN: ["물결동", "솔빛1동", "해오름읍"],
    Look.SECTOR: ["공공", "민간", "민간"],
    Look.STATE: ["정상", "폐업", "2024. 3. 1. 휴업"],
    Look.KIND: ["노인복지관", "지역아동센터", "경로당"],
    Look.WEEKDAYS: ["월+화+수", "월~금", "토요일"],
    Look.HOURS: ["09:00~18:00", "9시~18시", "10:00-17:00"],
    Look.NAME: NAMES,
    Look.HEADCOUNT: ["20", "3,462", "13.0", "7"],
}


def table(rows: Sequence[Sequence[str]]) -> RawTable:
    return RawTable("list.csv", None, None, tuple(RawRow(n, tuple(row)) for n, row in enumerate(rows, 1)))


def columns(heads: Sequence[str], *cells: Sequence[str]) -> Mapping:
    return find_mapping(table([heads, *map(list, zip(*cells, strict=False))]))


@pytest.mark.parametrize(("look", "cells"), CELLS.items(), ids=[look.value for look in CELLS])
def test_cells_look_like_what_they_are_and_like_nothing_else(look: Look, cells: Sequence[str]) -> None:
    assert look_of([*cells, "", "-"]) is look


@pytest.mark.parametrize(
    "cells", [["아무 말", "다른 말", "셋째"], ["032-555-0112", "아무 말", "다른 말"], ["20", "30"]]
)
def test_what_is_of_no_kind_or_too_few_looks_like_nothing(cells: Sequence[str]) -> None:
    assert look_of(cells) is None


def test_columns_with_strange_heads_are_read_by_their_cells_and_say_so() -> None:
    phones = ["032-555-0112", "032-555-0113", "032-555-0114", "032-555-0115"]
    addresses = ["나래구 해오름로 1", "나래구 해오름로 2", "미르구 솔빛로 3", "미르구 솔빛로 4"]
    mapping = columns(["시설명", "거기", "부르는 곳", "몇"], NAMES, addresses, phones, ["1", "2", "3", "4"])

    assert [(column.role, column.why, column.look) for column in mapping.columns] == [
        (Role.FACILITY_NAME, Why.SYNONYM, None),
        (Role.ADDRESS, Why.VALUES, None),
        (Role.PHONE, Why.VALUES, None),
        (None, Why.UNKNOWN, Look.HEADCOUNT),
    ]


def test_a_list_without_one_known_head_is_found_by_the_cells_under_its_heads() -> None:
    phones = ["032-555-0112", "032-555-0113", "032-555-0114", "032-555-0115"]
    addresses = ["나래구 해오름로 1", "나래구 해오름로 2", "미르구 솔빛로 3", "미르구 솔빛로 4"]
    mapping = columns(["어디", "거기", "부르는 곳"], NAMES, addresses, phones)

    assert mapping.shape.header_rows == (1,)
    assert [column.role for column in mapping.columns] == [Role.FACILITY_NAME, Role.ADDRESS, Role.PHONE]


def test_rows_without_any_heads_are_refused_unless_somebody_looks() -> None:
    with pytest.raises(NoHeaderError) as caught:
        find_mapping(table(BARE))

    assert caught.value.variant == "by-values"


def test_a_head_that_its_cells_contradict_is_not_believed() -> None:
    mails = ["a@example.org", "b@example.org", "c@example.org", "d@example.org"]
    districts = ["나래구", "미르구", "나래구", "나래구"]
    mapping = columns(["시설명", "연락처", "구분"], NAMES, mails, districts)

    assert [(column.role, column.why) for column in mapping.columns[1:]] == [
        (Role.EMAIL, Why.VALUES),
        (Role.DISTRICT, Why.VALUES),
    ]


def test_mobile_numbers_under_an_unknown_head_are_nobodys_work_number() -> None:
    mobiles = ["010-0000-0000"] * 4
    mapping = columns(["시설명", "주소", "거기"], NAMES, ["나래구 해오름로 1"] * 4, mobiles)

    assert mapping.columns[2].role is None
    assert mapping.columns[2].look is Look.PHONE


def test_a_column_that_nothing_else_names_takes_no_role_that_is_taken() -> None:
    phones = ["032-555-0112", "032-555-0113", "032-555-0114", "032-555-0115"]
    mapping = columns(["시설명", "전화번호", "거기"], NAMES, phones, phones)

    assert [column.role for column in mapping.columns] == [Role.FACILITY_NAME, Role.PHONE, None]


def test_a_table_of_counts_stays_statistics() -> None:
    with pytest.raises(NotAResourceListError):
        columns(
            ["시군구", "시설수", "이용인원"],
            ["나래구", "미르구", "다온군"],
            ["1", "2", "3"],
            ["10", "20", "30"],
        )


@pytest.mark.parametrize(
    "heads", [["id", "name", "language"], ["name", "type", "description"], ["명칭", "설명", "비고"]]
)
def test_names_of_anything_are_no_agencies(heads: list[str]) -> None:
    with pytest.raises(NotAResourceListError) as refused:
        columns(heads, ["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"])

    assert refused.value.reason == "bare-names"


def test_a_name_with_a_way_to_reach_it_is_an_agencys() -> None:
    assert columns(["name", "phone"], NAMES, ["032-555-0112"] * 4).rows
    assert columns(["name", "type"], NAMES, ["노인복지관"] * 4).rows


def test_types_that_are_disabilities_tell_whom_they_serve_and_no_kind() -> None:
    rows = [["구분", "시설유형", "시설명", "소재지"]]
    rows += [
        ["생활시설", each, f"가온{each}집", "해오름로 1"]
        for each in ("지체", "시각", "중증", "청각", "영유아", "")
    ]
    mapping = find_mapping(plain_table(rows))

    assert [column.role for column in mapping.columns] == [
        Role.KIND,
        Role.TARGET,
        Role.FACILITY_NAME,
        Role.ADDRESS,
    ]
    assert clean_target("지체").value == Target("지체", disability_types=("physical",))


LOOKED_AT = Told(is_looked_at=True)
BARE = [
    ["가온노인복지관", "나래구 해오름로 1", "032-555-0112", "월~금 09:00~18:00"],
    ["다솜지역아동센터", "나래구 해오름로 2", "032-555-0113", "월~금 13:00~19:00"],
    ["두레종합사회복지관", "나래구 해오름로 3", "032-555-0114", "월~토 09:00~18:00"],
]


def test_a_list_without_heads_is_read_by_its_values_below_its_title() -> None:
    mapping = find_mapping(table([["우리 동네 기관"], *BARE]), LOOKED_AT)

    assert mapping.shape.head_row is None
    assert [row.number for row in mapping.rows] == [2, 3, 4]
    assert [(column.role, column.why) for column in mapping.columns] == [
        (Role.FACILITY_NAME, Why.VALUES),
        (Role.ADDRESS, Why.VALUES),
        (Role.PHONE, Why.VALUES),
        (Role.HOURS, Why.VALUES),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [["홍길동", "010-0000-0112"], ["김하나", "010-0000-0113"], ["이두리", "010-0000-0114"]],
            id="people",
        ),
        pytest.param([[row[0], "35", "12"] for row in BARE], id="counts"),
        pytest.param([row[1:] for row in BARE], id="no names"),
        pytest.param(BARE[:2], id="too few"),
    ],
)
def test_values_alone_that_tell_no_agencies_are_refused(rows: list[list[str]]) -> None:
    with pytest.raises(NoHeaderError) as caught:
        find_mapping(table(rows), LOOKED_AT)

    assert caught.value.variant == ""
