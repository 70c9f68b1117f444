"""One thing in several columns, and several in one: what a row says of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from resnet.ingest.clean.area import AreaIndex
from resnet.ingest.mapping.mapping import find_mapping
from resnet.ingest.readers.hsds_rows import HEADS, row_of
from resnet.ingest.said.row import Reading, RowSaid
from tests.ingest.lists import plain_table


def said(heads: Sequence[str], row: Sequence[str]) -> RowSaid:
    mapping = find_mapping(plain_table([heads, row]))
    return Reading(mapping, AreaIndex.of(()), date(2026, 8, 8)).row(mapping.rows[0])


@pytest.mark.parametrize(
    ("heads", "cells", "address"),
    [
        (
            ["시도", "시군구", "도로명", "건물번호"],
            ["가람도", "나래구", "해오름로", "100-1"],
            "가람도 나래구 해오름로 100-1",
        ),
        (
            ["시도 시군구 법정동명", "상세 주소"],
            ["인천광역시 남동구 만수동", "인주대로 1"],
            "인천광역시 남동구 인주대로 1",
        ),
        (
            ["시도 시군구 법정동명", "상세 주소"],
            ["인천광역시 남동구 만수동", "12-3"],
            "인천광역시 남동구 만수동 12-3",
        ),
    ],
)
def test_an_address_in_several_columns_is_one(heads: list[str], cells: list[str], address: str) -> None:
    row = said(["기관명", "비고", *heads], ["가온관", "", *cells])

    assert row.where.saying.fields["address"] == address


@pytest.mark.parametrize(
    ("head", "cell", "phone", "contact"),
    [
        ("담당자(연락처)", "김하나 팀장(032-555-0402)", "032-555-0402", "김하나"),
        ("담당자(연락처)", "박세찬/010-0000-0405", None, "박세찬"),
        ("전화/팩스", "032-555-0403 / 032-555-0409", "032-555-0403", None),
        ("전화번호", "032-555-0404\n(담당 홍길동)", "032-555-0404", "홍길동"),
        ("전화번호", "복지과 032-555-0404", "032-555-0404", None),
    ],
)
def test_a_cell_of_numbers_and_names_is_parted(
    head: str, cell: str, phone: str | None, contact: str | None
) -> None:
    row = said(["기관명", "주소", head], ["가온관", "나래구 해오름로 1", cell])

    assert row.provider.saying.fields.get("phone") == phone
    assert (row.contact.name if row.contact else None) == contact


def test_seven_columns_of_hours_are_one_week() -> None:
    week = [f"{day}요일" for day in "월화수목금토일"]
    cells = [*["09:00~19:00"] * 5, "09:00~14:00", "휴무"]
    row = said(["약국명", "주소", *week], ["가온약국", "나래구 해오름로 1", *cells])

    assert row.service is not None
    assert row.service.saying.fields["hours_said"] == "월~금 09:00~19:00, 토 09:00~14:00"
    assert row.service.saying.fields["weekdays"] == ("mon", "tue", "wed", "thu", "fri", "sat")


def test_workdays_and_saturday_in_two_columns_are_a_week() -> None:
    row = said(
        ["구분", "의료기관", "진료시간 평일", "진료시간 토요일", "주소"],
        ["의원", "가온의원", "09:00~18:00", "09:00~13:00", "나래구 해오름로 1"],
    )

    assert row.provider.name.text == "가온의원"
    assert row.service is not None
    assert row.service.saying.fields["hours_said"] == "평일 09:00~18:00, 토 09:00~13:00"
    assert row.service.saying.fields["weekdays"] == ("mon", "tue", "wed", "thu", "fri", "sat")


def test_whose_shop_it_is_stands_in_brackets_and_is_no_part_of_its_name() -> None:
    row = said(
        ["가게명\n(대표자)", "주소", "전화"], ["가온떡집\n(김○○)", "나래구 해오름로 1", "032-555-0101"]
    )

    assert row.provider.name.text == "가온떡집"
    assert row.provider.saying.fields["head"] == "김○○"


def test_places_and_taken_ones_in_one_cell_and_how_a_place_is_run() -> None:
    row = said(
        ["센터명", "정원/현원", "운영주체(위탁)", "주소"],
        ["가온다함께돌봄센터", "20/18", "직영", "나래구 해오름로 1"],
    )

    assert row.service is not None
    assert row.service.saying.fields["places"] == 20
    assert "operator" not in row.provider.saying.fields


def test_a_korean_address_of_a_standard_file_goes_downwards() -> None:
    place = {"address_1": "해오름로 1", "city": "나래구", "state_province": "가람도"}
    service = {"name": "돌봄", "eligibilitys": [{"minimum_age": 65}], "cost_options": [{"option": "무료"}]}
    row = dict(zip(HEADS, row_of({"name": "가온관"}, service, {"addresses": [place]}, {}), strict=True))

    assert row["address"] == "가람도 나래구 해오름로 1"
    assert (row["minimum_age"], row["fees_description"]) == ("65", "무료")


@pytest.mark.parametrize(
    ("remark", "state"),
    [
        ("휴관", "suspended"),
        ("2024. 3. 1. 폐업", "closed"),
        ("운영", None),
        ("개소 예정", None),
        ("폐업 후 이전함", None),
    ],
)
def test_a_remark_that_is_a_state_and_nothing_else_is_the_state(remark: str, state: str | None) -> None:
    row = said(["경로당명", "주소", "비고"], ["가온경로당", "나래구 해오름로 1", remark])

    assert row.provider.saying.fields.get("status") == state
