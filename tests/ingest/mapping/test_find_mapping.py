"""Tables to lists whose columns have roles, and tables that are no list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from resnet.ingest.bad_file import NoHeaderError, NotAResourceListError
from resnet.ingest.mapping.mapping import Mapping, Told, find_mapping
from resnet.ingest.mapping.preset import Subject, UnknownPresetError, presets
from resnet.ingest.mapping.role import Role
from resnet.ingest.mapping.shape import NotARow
from resnet.ingest.mapping.synonym import Why, header_key
from resnet.ingest.readers.read import read_tables
from resnet.ingest.readers.table import RawRow, RawTable
from resnet.ingest.shipped_table import shipped_table
from tests.ingest.lists import book, text_list


def table(rows: Sequence[Sequence[str]]) -> RawTable:
    """A table without merges, its rows counted from 1."""
    return RawTable(
        "list.csv", None, "utf-8", tuple(RawRow(n, tuple(row)) for n, row in enumerate(rows, start=1))
    )


def roles(mapping: Mapping) -> list[Role | None]:
    return [column.role for column in mapping.columns]


HEADS = ["시설명", "시설종류", "주소", "전화번호"]
ROW = ["가온복지관", "종합사회복지관", "나래구 해오름로 12", "032-555-0112"]


@pytest.mark.parametrize(
    ("name", "preset", "subject"),
    [
        ("facilities.csv", "district_facilities", Subject.FACILITY),
        ("free_meals.csv", "free_meals", Subject.OFFER),
        ("child_centres.csv", "child_centres_seoul", Subject.FACILITY),
    ],
)
def test_a_known_layout_is_recognised_by_its_heads(
    tmp_path: Path, name: str, preset: str, subject: Subject
) -> None:
    mapping = find_mapping(read_tables(text_list(tmp_path, name))[0])

    assert mapping.preset is not None
    assert (mapping.preset.name, mapping.subject) == (preset, subject)


def test_a_layout_of_a_city_fits_only_where_most_rows_name_its_districts() -> None:
    heads = ["시설종류", "시설형태", "시설명", "군구명", "주소", "연락처"]
    row = ["지역아동센터", "이용", "햇살", "부평구", "해오름로 1", ""]
    other = ["지역아동센터", "이용", "햇살", "나래구", "해오름로 1", ""]

    of_the_city = find_mapping(table([heads, *[row] * 9, other]))
    elsewhere = find_mapping(table([heads, *[other] * 9, row]))

    assert of_the_city.preset is not None
    assert of_the_city.cells(of_the_city.rows[0])[Role.PROVINCE] == "인천광역시"
    assert elsewhere.preset is not None
    assert Role.PROVINCE not in elsewhere.cells(elsewhere.rows[0])


def test_the_header_is_found_under_titles_and_notes_below_are_no_rows(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["2026년 나래구 복지시설 현황", None, None, None],
        ["(2026. 9. 30. 기준)", None, None, None],
        HEADS,
        ROW,
        HEADS,
        ROW,
        ["합계", "2", None, None],
        ["※ 휴지 시설은 뺌", None, None, None],
    ]

    mapping = find_mapping(read_tables(book(tmp_path, rows, ["A1:D1", "A2:D2", "A8:D8"]))[0])

    assert mapping.shape.header_rows == (3,)
    assert [row.number for row in mapping.rows] == [4, 6]
    assert [(line.number, line.why) for line in mapping.dropped] == [
        (1, NotARow.TITLE),
        (2, NotARow.TITLE),
        (5, NotARow.REPEATED_HEADER),
        (7, NotARow.TOTAL),
        (8, NotARow.NOTE),
    ]


def test_merged_header_rows_are_joined(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["시설명", "소재지", None, "연락처"],
        [None, "도로명주소", "지번주소", None],
        ["가온복지관", "나래구 해오름로 12", "물결동 3-1", "032-555-0112"],
    ]

    mapping = find_mapping(read_tables(book(tmp_path, rows, ["A1:A2", "B1:C1", "D1:D2"]))[0])

    assert mapping.shape.heads == ("시설명", "소재지 도로명주소", "소재지 지번주소", "연락처")
    assert roles(mapping) == [Role.FACILITY_NAME, Role.ADDRESS, Role.ADDRESS_LOT, Role.PHONE]


def test_a_header_whose_merges_were_lost_is_joined_all_the_same() -> None:
    mapping = find_mapping(
        table(
            [
                ["시설명", "소재지", "", "연락처"],
                ["", "도로명주소", "지번주소", ""],
                ["가", "나로 1", "다동 2", ""],
            ]
        )
    )

    assert mapping.shape.header_rows == (1, 2)
    assert roles(mapping) == [Role.FACILITY_NAME, Role.ADDRESS, Role.ADDRESS_LOT, Role.PHONE]


def test_kinds_merged_downwards_reach_every_row_of_the_handbooks_list(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        [
            "구분",
            None,
            "기관명\n(기관장)",
            "연락처\n(담당자)",
            "홈페이지\n/이메일",
            "협력내용",
            "특이사항",
            "비고",
        ],
        ["복지자원", "공공", "나래구청(구청장 ○○○)", "032-555-0101(담당 △△△)", "", "긴급지원", "", ""],
        [None, "민간", "가온복지관(관장 □□□)", "032-555-0102", "", "밑반찬", "", ""],
    ]

    mapping = find_mapping(read_tables(book(tmp_path, rows, ["A1:B1", "A2:A3"]))[0])

    assert mapping.preset is not None
    assert mapping.preset.name == "handbook_resource_list"
    said = mapping.cells(mapping.rows[1])
    assert (said[Role.KIND], said[Role.SECTOR]) == ("복지자원", "민간")


@pytest.mark.parametrize(
    ("head", "role"),
    [
        (" 시설명", Role.FACILITY_NAME),
        ("소 재 지", Role.ADDRESS),
        ("정원(명)", Role.CAPACITY),
        ("생활인수(명)", Role.OCCUPANCY),
        ("기관 대표전화", Role.PHONE),
        ("어린이집전화번호", Role.PHONE),
        ("운영주체(법인명)", Role.OPERATOR_NAME),
        ("Phone Number", Role.PHONE),
        ("Opening hours", Role.HOURS),
    ],
)
def test_a_head_is_known_by_its_synonyms(head: str, role: Role) -> None:
    mapping = find_mapping(
        table(
            [["기관명" if role is not Role.FACILITY_NAME else "비고", "우편번호", head], ["가", "나", "다"]]
        )
    )

    assert mapping.columns[2].role is role


def test_no_synonym_belongs_to_two_roles() -> None:
    seen: dict[str, str] = {}
    for role, words in shipped_table("synonyms")["roles"].items():
        for word in words:
            assert seen.setdefault(header_key(word), role) == role, (
                f"{word} is of {seen[header_key(word)]} and {role}"
            )


def test_of_two_columns_with_one_role_the_one_that_says_something_is_taken() -> None:
    mapping = find_mapping(
        table([["시설명", "Latitude", "Longitude", "Latitude", "Longitude"], ["가", "", "", "37.5", "126.7"]])
    )

    assert roles(mapping) == [Role.FACILITY_NAME, None, None, Role.LATITUDE, Role.LONGITUDE]
    assert mapping.columns[1].why is Why.DUPLICATE


def test_coordinates_are_told_apart_by_their_values() -> None:
    mapping = find_mapping(
        table([["시설명", "위도", "경도"], ["가", "126.9", "37.5"], ["나", "126.8", "37.4"]])
    )

    assert roles(mapping) == [Role.FACILITY_NAME, Role.LONGITUDE, Role.LATITUDE]
    assert mapping.columns[1].why is Why.VALUES


def test_what_is_not_understood_is_shown_with_samples() -> None:
    mapping = find_mapping(
        table([["시설명", "주소", "건물연식"], ["가", "나", "1998"], ["다", "라", "2004"]])
    )

    (left,) = mapping.unmapped
    assert (left.head, left.why, left.samples) == ("건물연식", Why.UNKNOWN, ("1998", "2004"))


def test_names_of_workers_are_not_shown_as_samples() -> None:
    mapping = find_mapping(table([["시설명", "주소", "담당자"], ["가", "나", "○○○"]]))

    assert mapping.columns[2].role is Role.CONTACT_PERSON
    assert mapping.columns[2].samples == ()


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param(["연번", "성명", "생년월일", "주소"], id="name and birth date"),
        pytest.param(["대상자", "성별", "나이", "이용시설명"], id="with a facility's name beside"),
        pytest.param(["기관명", "주민등록번호", "주소"], id="the number's column, though empty"),
        pytest.param(["Client name", "Date of birth", "Agency"], id="English"),
        pytest.param(["순", "자원봉사자명", "소속", "핸드폰", "활동분야"], id="volunteers"),
        pytest.param(["번호", "대상자 성명", "주소", "보호구분"], id="a joined head"),
        pytest.param(["시설명", "대표자", "주민번호 앞", "주민번호 뒤"], id="the number in two columns"),
        pytest.param(["이름", "주소", "전화"], id="a name and no agency"),
    ],
)
def test_a_list_of_persons_is_refused(heads: list[str]) -> None:
    with pytest.raises(NotAResourceListError) as caught:
        find_mapping(table([heads, ["1"] * len(heads)]))

    assert caught.value.reason == "persons"


def test_members_of_a_committee_with_their_own_numbers_are_persons() -> None:
    rows = [[f"가온{number}복지관", "관장", "○○○", f"010-0000-010{number}"] for number in range(4)]

    with pytest.raises(NotAResourceListError) as caught:
        find_mapping(table([["소속 기관명", "직위", "성명", "연락처"], *rows]))

    assert caught.value.reason == "persons"


def test_the_name_of_a_worker_does_not_make_a_list_of_persons() -> None:
    assert find_mapping(table([["기관명", "성명", "전화번호"], ["가", "○○○", "02-555-0101"]])).rows


def test_statistics_are_refused(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["자치구", "합계", None, "방문요양", None],
        [None, "시설수 (개소)", "종사자수 (명)", "시설수 (개소)", "종사자수 (명)"],
        ["나래구", 27, 310, 13, "-"],
        ["미르구", 34, 594, 14, "-"],
    ]

    with pytest.raises(NotAResourceListError) as caught:
        find_mapping(read_tables(book(tmp_path, rows, ["A1:A2", "B1:C1", "D1:E1"]))[0])

    assert caught.value.reason == "statistics"


def test_other_code_lists_are_refused_by_their_name() -> None:
    heads = ["법정동코드", "시도명", "시군구명", "읍면동명", "동리명", "생성일자", "말소일자"]

    with pytest.raises(NotAResourceListError, match="법정동"):
        find_mapping(table([heads, ["9900000000", "가람도", "", "", "", "19880423", ""]]))


def test_a_table_without_names_says_which_heads_it_found() -> None:
    with pytest.raises(NotAResourceListError, match="'우편번호'") as caught:
        find_mapping(table([["시도", "우편번호", "주소"], ["가람도", "01234", "나"]]))

    assert caught.value.reason == "no-names"


def test_services_that_nobody_offers_are_refused() -> None:
    with pytest.raises(NotAResourceListError) as caught:
        find_mapping(table([["프로그램명", "대상", "신청방법"], ["독서교실", "아동", "전화"]]))

    assert caught.value.reason == "no-provider"


def test_heads_without_a_row_under_them_are_refused() -> None:
    with pytest.raises(NotAResourceListError) as caught:
        find_mapping(table([HEADS]))

    assert (caught.value.reason, caught.value.where.row) == ("no-rows", 1)


def test_a_table_without_a_header_is_refused() -> None:
    with pytest.raises(NoHeaderError):
        find_mapping(table([["가온복지관", "해오름로 12"], ["다솜센터", "달빛로 3"]]))


def test_an_asked_layout_must_fit_and_exist() -> None:
    with pytest.raises(NotAResourceListError, match="급식요일"):
        find_mapping(table([HEADS, ROW]), Told(preset="free_meals"))
    with pytest.raises(UnknownPresetError, match="free_meals"):
        find_mapping(table([HEADS, ROW]), Told(preset="nothing"))


def test_every_layout_reads_and_says_what_it_is() -> None:
    assert len(presets()) >= 8
    for preset in presets().values():
        assert preset.title.ko
        assert preset.title.en
        assert preset.source, f"{preset.name} does not say where its definition comes from"
