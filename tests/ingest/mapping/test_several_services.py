"""Services that stand in one cell, under one name, or as marks: each is a row of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.graph.store import GraphStore
from resnet.ingest.mapping.mapping import Mapping, Told, find_mapping
from resnet.ingest.mapping.role import Role
from resnet.ingest.mapping.saved import SavedPresets
from resnet.ingest.tell import tell
from resnet.messages import messages_for
from tests.ingest.lists import book, plain_table
from tests.ingest.run.reading import EVERYTHING, ingest, ingest_whole

HEADS = ["번호", "기관명", "주소", "전화번호", "프로그램명", "대상"]
UNDER_ONE_NAME = [
    HEADS,
    ["1", "가온복지관", "나래구 해오름로 1", "032-555-0101", "한글교실", "만 60세 이상"],
    ["", "", "", "", "경로식당", "기초수급자"],
    ["2", "다솜복지관", "나래구 해오름로 2", "032-555-0102", "밑반찬", "독거노인"],
]
MARKS = [
    ["기관명", "전화번호", "제공서비스", "제공서비스", "제공서비스"],
    ["기관명", "전화번호", "주간보호", "활동지원", "상담"],
    ["가온복지관", "032-555-0101", "○", "×", "●"],
    ["다솜복지관", "032-555-0102", "", "✓", ""],
    ["두레복지관", "032-555-0103", "", "", "-"],
]
MERGED = {(1, 4), (1, 5), (2, 1), (2, 2)}


def services(mapping: Mapping) -> list[tuple[str, str]]:
    told = [mapping.cells(row) for row in mapping.rows]
    return [(each[Role.FACILITY_NAME], each.get(Role.SERVICE_NAME, "")) for each in told]


def test_a_row_without_a_name_belongs_to_the_agency_above_it() -> None:
    mapping = find_mapping(plain_table(UNDER_ONE_NAME))

    assert services(mapping) == [
        ("가온복지관", "한글교실"),
        ("가온복지관", "경로식당"),
        ("다솜복지관", "밑반찬"),
    ]
    assert mapping.carried == (3,)
    assert mapping.cells(mapping.rows[1])[Role.ADDRESS] == "나래구 해오름로 1"


def test_a_row_that_says_anything_of_an_agency_or_stands_below_a_gap_is_not_carried() -> None:
    own_phone = ["", "", "", "032-555-0109", "서예교실", ""]
    below_a_gap = [*UNDER_ONE_NAME[:2], [], UNDER_ONE_NAME[2]]

    assert find_mapping(plain_table([*UNDER_ONE_NAME, own_phone])).carried == (3,)
    assert find_mapping(plain_table(below_a_gap)).carried == ()


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("1. 무료급식\n2. 재가돌봄\n3) 상담", ["무료급식", "재가돌봄", "상담"]),
        ("① 자활근로 ② 직업훈련", ["자활근로", "직업훈련"]),
        ("- 상담\n- 급식", ["상담", "급식"]),
        ("상담, 급식 / 돌봄", [""]),
        ("2.5톤 차량\n2024. 3. 1.부터", [""]),
        (f"1. {'긴 설명 ' * 12}\n2. 급식", [""]),
    ],
)
def test_numbered_lines_are_services_and_prose_is_not(cell: str, names: list[str]) -> None:
    mapping = find_mapping(
        plain_table([["기관명", "전화번호", "주요사업"], ["가온복지관", "032-555-0101", cell]])
    )

    assert [name for _, name in services(mapping)] == names


def test_contents_in_rows_under_one_merged_name_are_its_services() -> None:
    rows = [
        ["기관명", "전화번호", "협력내용"],
        ["가온복지관", "032-555-0101", "무료급식"],
        ["가온복지관", "032-555-0101", "이동목욕"],
        ["다솜복지관", "032-555-0102", "상담"],
    ]
    mapping = find_mapping(plain_table(rows, filled={(3, 1), (3, 2)}))

    assert services(mapping) == [("가온복지관", "무료급식"), ("가온복지관", "이동목욕"), ("다솜복지관", "")]


def test_columns_of_marks_are_services_by_their_heads() -> None:
    mapping = find_mapping(plain_table(MARKS, filled=MERGED))

    assert services(mapping) == [
        ("가온복지관", "주간보호"),
        ("가온복지관", "상담"),
        ("다솜복지관", "활동지원"),
        ("두레복지관", ""),
    ]
    assert mapping.of_several == 1


def test_words_that_all_heads_of_marks_begin_with_are_of_the_head_above_them() -> None:
    heads = ["기관명", "전화", "급여 제공여부 방문요양", "급여 제공여부 주야간보호"]
    mapping = find_mapping(plain_table([heads, ["가온재가센터", "032-555-0101", "Y", "N"]]))

    assert services(mapping) == [("가온재가센터", "방문요양")]


def test_each_service_is_one_of_the_agency_and_the_same_file_again_changes_nothing(
    tmp_path: Path, district: GraphStore
) -> None:
    path = book(tmp_path, MARKS, ["C1:E1", "A1:A2", "B1:B2"])
    report = ingest_whole(district, path)

    view = district.view(EVERYTHING)
    names = sorted(node.text("name") for node in view.find("service").nodes)
    assert names == ["상담", "종합사회복지관", "주간보호", "활동지원"]
    assert len(view.find("agency").nodes) == 3
    assert any("나누어" in line for line in tell(report, messages_for("ko")))
    assert ingest(district, path).elements_changed == 0


def test_a_saved_layout_is_found_again_though_a_column_was_made(tmp_path: Path) -> None:
    mapping = find_mapping(plain_table(MARKS, filled=MERGED))
    saved = SavedPresets(tmp_path)
    saved.save(mapping, "표")

    again = find_mapping(plain_table(MARKS, filled=MERGED), Told(saved=saved.read()))

    assert again.preset is not None
    assert again.preset.is_saved
    assert services(again) == services(mapping)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("언어치료/놀이치료\n미술치료", ["언어치료", "놀이치료", "미술치료"]),
        ("사례관리; 독서 지도 등", ["사례관리", "독서 지도"]),
        ("통역·상담", ["통역·상담"]),
        ("건강·의료지원", ["건강·의료지원"]),
        ("책으로 놀며, 배우며 자라요", ["책으로 놀며, 배우며 자라요"]),
        ("상담(개인, 집단)", ["상담(개인, 집단)"]),
    ],
)
def test_services_one_behind_the_other_are_several_where_each_agency_has_one_row(
    cell: str, names: list[str]
) -> None:
    heads = ["기관명", "제공서비스", "전화"]
    rows = [["가온센터", cell, "032-555-0101"], ["다솜센터", "반찬", "032-555-0102"]]
    each = find_mapping(plain_table([heads, *rows]))
    again = find_mapping(plain_table([heads, *rows, ["가온센터", "교육", "032-555-0101"]]))

    said = [each.cells(row)[Role.SERVICE_NAME] for row in each.rows if row.number == 2]
    assert said == names
    assert [again.cells(row)[Role.SERVICE_NAME] for row in again.rows if row.number == 2] == [cell]


def test_marks_under_days_are_days_and_no_services() -> None:
    rows = [
        ["기관명", "전화번호", "월", "화", "수", "목", "금"],
        ["가온빨래방", "032-555-0101", "", "○", "", "○", ""],
        ["다솜상담소", "032-555-0102", "10:00~12:00", "", "10:00~12:00", "", ""],
    ]
    mapping = find_mapping(plain_table(rows))

    marked, timed = map(mapping.cells, mapping.rows)
    assert Role.SERVICE_NAME not in marked
    assert (marked[Role.WEEKDAYS], marked[Role.HOURS]) == ("화+목", "")
    assert timed[Role.HOURS] == "월 10:00~12:00, 수 10:00~12:00"


def test_a_number_behind_the_address_is_the_phone_where_the_head_says_so() -> None:
    rows = [["시설명", "소재지\n(전화번호)"], ["가온센터", "나래구 해오름로 1\n(032-555-0101)"]]
    mapping = find_mapping(plain_table(rows))

    cells = mapping.cells(mapping.rows[0])
    assert (cells[Role.ADDRESS], cells[Role.PHONE]) == ("나래구 해오름로 1", "032-555-0101")
