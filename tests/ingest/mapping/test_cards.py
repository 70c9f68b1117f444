"""Cards down a sheet: a block of labels and what is said for each agency."""

from __future__ import annotations

import pytest

from resnet.ingest.mapping.mapping import find_mapping
from resnet.ingest.mapping.part import Part
from resnet.ingest.mapping.role import Role
from tests.ingest.lists import plain_table

PAIRS = [
    ["자원카드", "", "", ""],
    ["기관명", "가온목욕센터", "전화번호", "032-555-0101"],
    ["주소", "나래구 해오름로 1", "", ""],
    ["지원내용", "이동목욕", "대상", "누구나"],
    [],
    ["기관명", "다솜반찬가게", "전화번호", "032-555-0102"],
    ["주소", "나래구 해오름로 2", "", ""],
    ["지원내용", "반찬 나눔", "대상", ""],
]
COLUMNS = [
    ["기관명", "가온목욕센터"],
    ["주소", "나래구 해오름로 1"],
    ["전화번호", "032-555-0101"],
    ["비고", ""],
    [],
    ["기관명", "다솜반찬가게"],
    ["주소", "나래구 해오름로 2"],
    ["전화번호", "032-555-0102"],
]


@pytest.mark.parametrize(
    ("rows", "lines"), [(PAIRS, [2, 6]), (COLUMNS, [1, 6])], ids=["labels beside each other", "one column"]
)
def test_each_card_is_a_row_with_the_number_of_its_first_line(
    rows: list[list[str]], lines: list[int]
) -> None:
    table = plain_table(rows)
    (cards,) = Part().of([table], table.where())
    mapping = find_mapping(cards)

    told = [(row.number, mapping.cells(row)[Role.FACILITY_NAME]) for row in mapping.rows]
    assert told == list(zip(lines, ["가온목욕센터", "다솜반찬가게"], strict=True))
    assert [mapping.cells(row)[Role.PHONE] for row in mapping.rows] == ["032-555-0101", "032-555-0102"]
    where = cards.where(lines[1], mapping.column_of(Role.PHONE))
    assert (where.row, where.column) == (lines[1], None)


def test_one_card_with_labels_beside_each_other_is_a_row() -> None:
    table = plain_table(PAIRS[:4])
    (card,) = Part().of([table], table.where())

    (row,) = find_mapping(card).rows
    assert row.cells == ("가온목욕센터", "032-555-0101", "나래구 해오름로 1", "이동목욕", "누구나")


def test_a_list_is_no_cards() -> None:
    rows = [["시설명", "주소", "전화"], ["가온", "나래구 해오름로 1", "032-555-0101"], ["주소", "전화", ""]]
    table = plain_table(rows)

    (found,) = Part().of([table], table.where())
    assert found is table
