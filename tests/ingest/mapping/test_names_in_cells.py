"""Names that share their cell, stand at the side, or are people's."""

from __future__ import annotations

import pytest

from resnet.ingest.bad_file import NotAResourceListError
from resnet.ingest.clean.name import clean_name
from resnet.ingest.clean.spacing import blank_of
from resnet.ingest.mapping.lay import lists_in
from resnet.ingest.mapping.mapping import find_mapping
from resnet.ingest.mapping.role import Role
from resnet.ingest.mapping.synonym import guess_role
from tests.ingest.lists import plain_table


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("기관명 및 연락처", "햇살밥집\n☎ 032-555-4402"),
        ("기관명(연락처)", "햇살밥집(032-555-4402)"),
        ("시설명/전화번호", "햇살밥집 032-555-4402"),
    ],
)
def test_a_name_is_parted_from_the_number_in_its_cell_and_one_without_a_number_stays(
    head: str, cell: str
) -> None:
    rows = [(head, "지원내용"), (cell, "저녁"), ("나래교회", "쌀")]

    mapping = find_mapping(plain_table(rows))
    told = [mapping.cells(row) for row in mapping.rows]

    assert [each[Role.FACILITY_NAME] for each in told] == ["햇살밥집", "나래교회"]
    assert "032-555-4402" in told[0][Role.PHONE]
    assert told[1][Role.PHONE] == ""


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("전화1", Role.PHONE),
        ("주소 1", Role.ADDRESS),
        ("전화2", None),
        ("Opening times", Role.HOURS),
        ("쉼터명", Role.FACILITY_NAME),
        ("Name / 기관명", Role.FACILITY_NAME),
    ],
)
def test_heads_that_are_numbered_or_english(head: str, role: Role | None) -> None:
    guess = guess_role(head)

    assert (guess.role if guess else None) is role


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("1) 가온센터", "가온센터"),
        ("(12) 가온센터", "가온센터"),
        ("② 가온센터", "가온센터"),
        ("3. 가온센터", "가온센터"),
        ("3·1문화관", "3·1문화관"),
        ("119안전센터", "119안전센터"),
        ("(사)가온회", "가온회"),
    ],
)
def test_what_counts_the_rows_is_no_part_of_a_name(said: str, name: str) -> None:
    cleaned = clean_name(said).value

    assert cleaned is not None
    assert cleaned.text == name


def test_an_address_that_is_called_confidential_is_withheld() -> None:
    assert str(blank_of("Confidential address")) == "withheld"


@pytest.mark.parametrize("corner", ["항목", "구분", ""])
def test_in_a_list_with_an_agency_a_column_the_names_may_stand_beside_an_empty_word(corner: str) -> None:
    rows = [
        (corner, "나래활동지원센터", "미르활동지원센터"),
        ("소재지", "나래구 해오름로 21", "미르구 달빛로 22"),
        ("전화번호", "032-555-4301", "032-555-4302"),
        ("운영시간", "평일 9~18시", "24시간"),
    ]

    (table,) = lists_in(plain_table(rows))
    mapping = find_mapping(table)

    assert [mapping.cells(row)[Role.FACILITY_NAME] for row in mapping.rows] == list(rows[0][1:])


PEOPLE = [("김가온", "010-5555-6501"), ("이나래", "010-5555-6502"), ("박다솜", "010-5555-6503")]
SHOPS = [("가온약국", "010-5555-6501"), ("이나래미용실", "010-5555-6502"), ("박다솜", "010-5555-6503")]
COUNTED = [("가온복지관", "120", "110"), ("나온복지관", "90", "95"), ("다온복지관", "60", "55")]


@pytest.mark.parametrize(
    ("heads", "rows", "reason"),
    [
        (("명칭", "연락처"), PEOPLE, "persons"),
        (("시설명", "전화번호"), PEOPLE, "persons"),
        (("시설명", "전화번호"), SHOPS, None),
        (("기관명", "1월", "2월"), COUNTED, "statistics"),
        (("기관명", "2025년", "2026년 상반기"), COUNTED, "statistics"),
    ],
    ids=["people", "people under a harmless head", "shops", "months", "years"],
)
def test_people_and_counts_are_no_agencies_under_any_head(
    heads: tuple[str, ...], rows: list[tuple[str, ...]], reason: str | None
) -> None:
    table = plain_table([heads, *rows])

    if reason is None:
        assert len(find_mapping(table).rows) == len(rows)
        return
    with pytest.raises(NotAResourceListError) as caught:
        find_mapping(table)
    assert caught.value.reason == reason
