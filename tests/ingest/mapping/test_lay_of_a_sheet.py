"""Lists that stand under each other, beside themselves or turned, and sub-headings of any kind."""

from __future__ import annotations

import pytest

from resnet.ingest.mapping.lay import lists_in
from resnet.ingest.mapping.mapping import find_mapping
from resnet.ingest.mapping.part import NoSuchPartError, Part
from resnet.ingest.mapping.role import Role
from tests.ingest.lists import plain_table

CENTRES = [
    ["1. 복지관 현황", "", "", ""],
    ["시설명", "주소", "전화번호", ""],
    ["가온복지관", "나래구 해오름로 1", "032-555-0101", ""],
    ["다솜복지관", "나래구 해오름로 2", "032-555-0102", ""],
]
MEALS = [
    ["2. 급식소 현황", "", "", ""],
    ["급식소명", "운영요일", "전화", "장소"],
    ["두레경로식당", "월~금", "032-555-0103", "다솜복지관 1층"],
]
HEADS = ["연번", "시설명", "전화번호"]


def test_lists_with_other_heads_under_each_other_are_each_a_list() -> None:
    (first, second) = lists_in(plain_table([*CENTRES, [], *MEALS], sheet="현황"))

    assert (first.sheet, second.sheet) == ("현황", "현황 #2")
    assert [row.number for row in find_mapping(first).rows] == [3, 4]
    mapping = find_mapping(second)
    assert [(row.number, mapping.cells(row)[Role.FACILITY_NAME]) for row in mapping.rows] == [
        (8, "두레경로식당")
    ]


@pytest.mark.parametrize(
    "below",
    [
        pytest.param([[], *CENTRES], id="the same heads again"),
        pytest.param([["소계", "2개소", "", ""]], id="a total"),
        pytest.param([["시설명", "연락처", "주소", "비고"]], id="other heads and nothing that parts them"),
        pytest.param([["두레복지관", "주소", "전화", "비고"]], id="a row of words"),
    ],
)
def test_what_goes_on_is_one_list(below: list[list[str]]) -> None:
    assert len(lists_in(plain_table([*CENTRES, *below]))) == 1


def test_lists_of_their_own_beside_each_other_are_each_a_list() -> None:
    rows = [
        ["관내 급식소", "", "", "", "푸드뱅크", ""],
        ["연번", "급식소명", "전화", "", "기관명", "전화번호"],
        ["1", "물결밥집", "032-555-0101", "", "나래푸드뱅크", "032-555-0103"],
        ["2", "햇살밥집", "032-555-0102", "", "", ""],
    ]
    table = plain_table(rows, sheet="현황 #2")
    lists = [find_mapping(each) for each in lists_in(table)]

    told = [[list(mapping.cells(row).values())[-2:] for row in mapping.rows] for mapping in lists]
    assert told == [
        [["물결밥집", "032-555-0101"], ["햇살밥집", "032-555-0102"]],
        [["나래푸드뱅크", "032-555-0103"]],
    ]
    (second,) = Part(sheet="현황 #2 #2").of([table], table.where())
    assert second.sheet == "현황 #2 #2"


def test_one_of_several_lists_on_a_sheet_is_read_by_the_name_it_is_told_by() -> None:
    table = plain_table([*CENTRES, [], *MEALS], sheet="현황")

    (second,) = Part(sheet="현황 #2").of([table], table.where())
    assert second.rows[0].number == 6
    with pytest.raises(NoSuchPartError):
        Part(sheet="현황 #3").of([table], table.where())


def test_a_list_of_which_half_the_heads_are_known_is_not_taken_for_a_title() -> None:
    rows = [
        ["기관명", "부서", "전화번호", "담당구간"],
        ["나래구청", "복지팀", "032-555-0101", "갑"],
        [],
        ["2. 민간"],
        ["기관명", "대표자", "주소", "연락처"],
        ["가온교회", "박○○", "나래구 해오름로 1", "032-555-0102"],
        ["작성자: 김○○   확인자: 이○○"],
    ]
    lists = [find_mapping(each) for each in lists_in(plain_table(rows))]

    assert [[row.number for row in mapping.rows] for mapping in lists] == [[2], [6]]


def test_units_under_the_heads_are_of_the_header_and_groups_are_counted_in_no_row() -> None:
    rows = [
        ["연번", "시설명", "전화번호", "정원"],
        ["", "", "", "(명)"],
        ["", "복지관 소계", "", "80"],
        ["1", "가온복지관", "032-555-0101", "80"],
        ["총 1개소", "", "", ""],
    ]
    mapping = find_mapping(plain_table(rows))

    assert mapping.shape.header_rows == (1, 2)
    assert [row.number for row in mapping.rows] == [4]


def test_a_head_that_is_merged_into_a_third_row_makes_it_one_of_the_header() -> None:
    rows = [
        ["시설명", "연락처", "연락처", "정원"],
        ["시설명", "전화", "팩스", "정원"],
        ["시설명", "전화", "팩스", "(명)"],
        ["가온복지관", "032-555-0101", "032-555-0109", "80"],
    ]
    filled = [(2, 1), (3, 1), (1, 3), (3, 2), (3, 3), (2, 4)]

    assert find_mapping(plain_table(rows, filled)).shape.header_rows == (1, 2, 3)


def test_a_list_that_goes_on_beside_itself_is_one_list() -> None:
    rows = [
        [*HEADS, "", *HEADS],
        ["1", "가온경로당", "032-555-0101", "", "3", "다솜경로당", "032-555-0103"],
        ["2", "나온경로당", "032-555-0102", "", "4", "두레경로당", "032-555-0104"],
        ["계", "2", "", "", "", "", ""],
    ]
    mapping = find_mapping(plain_table(rows))

    names = [mapping.cells(row)[Role.FACILITY_NAME] for row in mapping.rows]
    assert names == ["가온경로당", "나온경로당", "다솜경로당", "두레경로당"]


def test_two_columns_of_one_name_are_not_a_list_beside_itself() -> None:
    heads = ["시설명", "Latitude", "Longitude", "Latitude", "Longitude"]
    mapping = find_mapping(plain_table([heads, ["가", "37.1", "126.1", "37.5", "126.7"]]))

    assert len(mapping.rows) == 1
    assert len(mapping.columns) == 5


def test_a_turned_list_is_turned_back_and_its_places_are_the_sheets() -> None:
    rows = [
        ["기관 현황", "기관 현황", "기관 현황"],
        ["기관명", "가온복지관", "다솜복지관"],
        ["주소", "나래구 해오름로 1", "나래구 해오름로 2"],
        ["전화번호", "032-555-0101", "032-555-0102"],
    ]
    (turned,) = Part().of([plain_table(rows)], plain_table(rows).where())
    mapping = find_mapping(turned)

    told = [(cells[Role.FACILITY_NAME], cells[Role.PHONE]) for cells in map(mapping.cells, mapping.rows)]
    assert told == [("가온복지관", "032-555-0101"), ("다솜복지관", "032-555-0102")]
    where = turned.where(mapping.rows[1].number, mapping.column_of(Role.PHONE))
    assert (where.row, where.column) == (4, 3)


def test_heads_and_words_in_two_columns_are_one_agency() -> None:
    rows = [["구분", "내용"], ["기관명", "가온센터"], ["주소", "해오름로 1"], ["전화", "032-555-0101"]]
    (turned,) = lists_in(plain_table(rows))

    (row,) = find_mapping(turned).rows
    assert row.cells[1:] == ("가온센터", "해오름로 1", "032-555-0101")


@pytest.mark.parametrize(
    ("districts", "said", "grouped"),
    [
        (["나래구", "", "미르구", ""], ["나래구", "나래구", "미르구", "미르구"], 2),
        (["나래구", "나래구", "", "미르구"], ["나래구", "나래구", "", "미르구"], 0),
        (["", "나래구", "", "미르구"], ["", "나래구", "", "미르구"], 0),
    ],
    ids=["once for each group", "in each row of its own", "the first row says none"],
)
def test_a_word_that_stands_once_before_several_rows_is_of_them_all(
    districts: list[str], said: list[str], grouped: int
) -> None:
    rows = [[each, f"가온{number}", f"해오름로 {number}"] for number, each in enumerate(districts, start=1)]
    mapping = find_mapping(plain_table([["자치구", "시설명", "주소"], *rows]))

    assert [mapping.cells(row).get(Role.DISTRICT, "") for row in mapping.rows] == said
    assert mapping.grouped == grouped


def test_years_over_columns_of_counts_are_heads() -> None:
    rows = [["자치구", "시설명", "2022", "2023년"], ["나래구", "가온복지관", "100", "120"]]

    assert find_mapping(plain_table(rows)).shape.header_rows == (1,)


@pytest.mark.parametrize(
    ("heading", "role", "said"),
    [
        ("□ 물결1동 (3개소)", Role.TOWN, "물결1동"),
        ("1. 경로당", Role.KIND, "경로당"),
        ("○ 나래구", Role.DISTRICT, "나래구"),
        ("가. 지역아동센터(2)", Role.KIND, "지역아동센터"),
    ],
)
def test_a_subheading_in_plain_text_tells_of_the_rows_under_it(heading: str, role: Role, said: str) -> None:
    rows = [
        ["연번", "기관명", "소재지", "비고"],
        [heading, "", "", ""],
        ["1", "가온관", "해오름로 1", ""],
        ["소계", "1개소", "", ""],
    ]
    mapping = find_mapping(plain_table(rows))

    assert [row.number for row in mapping.rows] == [3]
    assert mapping.cells(mapping.rows[0])[role] == said
