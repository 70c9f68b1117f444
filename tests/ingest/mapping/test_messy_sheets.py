"""Sheets as offices make them: titles, notes, headers of several rows, sub-headings, repeated headers."""

from __future__ import annotations

from pathlib import Path

from resnet.graph.store import GraphStore
from resnet.ingest.mapping.mapping import find_mapping
from resnet.ingest.mapping.role import Role
from resnet.ingest.mapping.shape import NotARow
from resnet.ingest.readers.read import read_tables
from tests.ingest.lists import book, plain_table
from tests.ingest.run.reading import EVERYTHING, ingest

SHEET: list[list[object]] = [
    ["2026년 가람도 자원목록", None, None, None, None],
    ["(2026. 9. 30. 기준)", None, None, None, None],
    ["연번", "기관", None, "연락처", None],
    [None, "시설명", "시설종류", "전화번호", "이메일"],
    ["□ 나래구 (2개소)", None, None, None, None],
    [1, "가온관", "노인복지관", "032-555-0112", "a@example.org"],
    [2, "다솜관", "노인복지관", "032-555-0113", ""],
    ["연번", "시설명", "시설종류", "전화번호", "이메일"],
    ["미르구", None, None, None, None],
    [3, "두레관", "종합사회복지관", "032-555-0114", ""],
    ["합계", None, None, 3, None],
    ["※ 문의: 가람도 복지과", None, None, None, None],
]
MERGES = ["A1:E1", "A2:E2", "A3:A4", "B3:C3", "D3:E3", "A5:E5", "A12:E12"]


def test_the_list_is_found_between_titles_headers_subheadings_totals_and_notes(tmp_path: Path) -> None:
    (table,) = read_tables(book(tmp_path, SHEET, MERGES))

    mapping = find_mapping(table)

    assert mapping.shape.header_rows == (3, 4)
    assert [row.number for row in mapping.rows] == [6, 7, 10]
    assert {line.number: line.why for line in mapping.dropped} == {
        1: NotARow.TITLE,
        2: NotARow.TITLE,
        5: NotARow.SECTION,
        8: NotARow.REPEATED_HEADER,
        9: NotARow.SECTION,
        11: NotARow.TOTAL,
        12: NotARow.NOTE,
    }


def test_a_subheading_of_a_district_becomes_the_district_of_the_rows_under_it(
    tmp_path: Path, district: GraphStore
) -> None:
    path = book(tmp_path, SHEET, MERGES)
    (table,) = read_tables(path)
    mapping = find_mapping(table)

    assert [mapping.cells(row).get(Role.DISTRICT) for row in mapping.rows] == ["나래구", "나래구", "미르구"]
    ingest(district, path)
    view = district.view(EVERYTHING)
    areas = {
        view.nodes([edge.end])[edge.end].text("name")
        for node in view.find("agency").nodes
        for edge in view.edges([node.id], ("in_area",))
    }
    assert areas == {"나래구", "미르구"}


def test_a_subheading_of_a_kind_becomes_the_kind_and_any_other_is_only_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["시설명", "주소", "전화번호"],
        ["노인복지관 (1개소)", None, None],
        ["가온관", "나래구 해오름로 1", "032-555-0112"],
        ["기타 참고할 곳", None, None],
        ["다솜관", "나래구 해오름로 2", "032-555-0113"],
    ]
    (table,) = read_tables(book(tmp_path, rows, ["A2:C2", "A4:C4"]))

    mapping = find_mapping(table)

    assert [mapping.cells(row).get(Role.KIND) for row in mapping.rows] == ["노인복지관", None]


def test_a_cell_of_the_list_wins_over_its_subheading(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["시설명", "시군구", "전화번호"],
        ["나래구", None, None],
        ["가온관", "미르구", "032-555-0112"],
        ["다솜관", "", "032-555-0113"],
    ]
    (table,) = read_tables(book(tmp_path, rows, ["A2:C2"]))

    mapping = find_mapping(table)

    assert [mapping.cells(row)[Role.DISTRICT] for row in mapping.rows] == ["미르구", "나래구"]


def test_a_header_is_repeated_where_four_of_five_cells_are_its_words() -> None:
    heads = ["시설명", "시설종류", "주소", "전화번호", "비고"]
    table = plain_table(
        [
            heads,
            ["햇살경로당", "경로당", "나래구 솔빛로 22", "032-555-0101", "-"],
            ["계속", *heads[1:]],
            ["계속", "경로당", *heads[2:]],
        ]
    )

    dropped = {line.number: line.why for line in find_mapping(table).dropped}

    assert dropped == {3: NotARow.REPEATED_HEADER}


def test_a_counted_subtotal_and_a_word_alone_above_the_heads_once_more_are_no_agencies() -> None:
    heads = ["기관명", "내용", "전화"]
    rows = [
        heads,
        ["가온관", "도배", "032-555-0112"],
        ["소계(1개소)", "", "1"],
        ["의료"],
        heads,
        ["다솜관", "틀니", "032-555-0113"],
        ["3. 고용"],
        ["두레관", "일자리", "032-555-0114"],
        ["라온관"],
    ]

    mapping = find_mapping(plain_table(rows))

    assert [row.cells[0] for row in mapping.rows] == ["가온관", "다솜관", "두레관", "라온관"]
    assert {line.number: line.why for line in mapping.dropped} == {
        3: NotARow.TOTAL,
        4: NotARow.SECTION,
        5: NotARow.REPEATED_HEADER,
        7: NotARow.SECTION,
    }


def test_a_name_alone_is_a_row_where_names_are_numbered() -> None:
    rows = [["기관명", "내용", "전화"], ["1. 가온관", "도배", "032-555-0112"], ["2. 다솜관"]]

    assert len(find_mapping(plain_table(rows)).rows) == 2
