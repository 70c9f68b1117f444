"""Rows that lean on the row or the sub-heading above them: 〃, 상동, a block of closed places."""

from __future__ import annotations

import pytest

from resnet.ingest.mapping.mapping import Mapping, find_mapping
from resnet.ingest.mapping.role import Role
from tests.ingest.lists import plain_table

HEADS = ("기관명", "주소", "전화번호", "비고")
FIRST = ("가온복지관", "나래구 해오름로 12", "032-555-0101", "2026. 3. 1. 폐업")


def said(mapping: Mapping, role: Role) -> list[str]:
    return [mapping.cells(row).get(role, "") for row in mapping.rows]


@pytest.mark.parametrize("sign", ["〃", '"', "상동", "위와 같음", "위와동일", " 상  동 ", "same as above"])
def test_a_cell_that_is_as_above_says_what_the_one_above_says(sign: str) -> None:
    rows = [HEADS, FIRST, ("나온복지관", sign, sign, sign), ("다온복지관", sign, "032-555-0103", "")]

    mapping = find_mapping(plain_table(rows))

    assert said(mapping, Role.ADDRESS) == ["나래구 해오름로 12"] * 3
    assert said(mapping, Role.PHONE) == ["032-555-0101", "032-555-0101", "032-555-0103"]
    assert said(mapping, Role.REMARKS) == ["2026. 3. 1. 폐업"] * 2 + [""]
    assert mapping.as_above == 2


def test_a_neighbourhood_that_is_called_so_stays_and_in_the_first_row_nothing_is_above() -> None:
    rows = [
        ("기관명", "읍면동", "전화번호"),
        ("가온복지관", "물결동", "〃"),
        ("나온복지관", "상동", "032-555-0102"),
        ("다온복지관", "〃", "032-555-0103"),
    ]

    mapping = find_mapping(plain_table(rows))

    assert said(mapping, Role.TOWN) == ["물결동", "상동", "상동"]
    assert said(mapping, Role.PHONE)[0] == "〃"
    assert mapping.as_above == 1


@pytest.mark.parametrize("heading", ["□ 폐지 시설", "폐업 현황", "[휴업된 기관]"])
def test_places_under_a_heading_of_closed_ones_are_closed_and_those_above_it_are_not(heading: str) -> None:
    rows = [
        HEADS,
        ("□ 운영 시설", "", "", ""),
        ("가온복지관", "나래구 해오름로 12", "032-555-0101", ""),
        (heading, "", "", ""),
        ("나온복지관", "나래구 해오름로 14", "032-555-0102", ""),
    ]

    mapping = find_mapping(plain_table(rows))

    assert mapping.under_ended == 1
    assert said(mapping, Role.STATUS) == ["운영", "폐지" if "폐지" in heading else heading.strip("[ ")[:2]]
