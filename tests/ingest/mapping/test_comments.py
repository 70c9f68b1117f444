"""What people noted at the cells of a workbook."""

from __future__ import annotations

from dataclasses import replace

import pytest

from resnet.ingest.bad_file import PersonNumberError
from resnet.ingest.mapping.mapping import Mapping, find_mapping
from resnet.ingest.mapping.role import Role
from resnet.ingest.readers.person_number import refuse_person_numbers
from resnet.ingest.readers.table import RawTable
from tests.ingest.lists import plain_table, registration_number

ROWS = [["시설명", "주소"], ["가온복지관", "나래구 해오름로 1"], ["다솜복지관", "나래구 해오름로 2"]]


def noted(*comments: tuple[int, int, str]) -> RawTable:
    return replace(plain_table(ROWS), comments=comments)


def phones(mapping: Mapping) -> list[str]:
    return [mapping.cells(row).get(Role.PHONE, "") for row in mapping.rows]


def test_comments_that_are_telephone_numbers_are_the_agencies() -> None:
    mapping = find_mapping(noted((2, 1, "032-555-0101"), (3, 1, "032-555-0102")))

    assert phones(mapping) == ["032-555-0101", "032-555-0102"]


@pytest.mark.parametrize("words", ["김○○ 팀장과 통화함", "010-0000-0101"])
def test_other_comments_are_kept_and_nothing_is_taken_from_them(words: str) -> None:
    mapping = find_mapping(noted((2, 1, words)))

    assert phones(mapping) == ["", ""]
    assert [column.head for column in mapping.unmapped] == ["시설명메모"]
    assert mapping.rows[0].cells[2] == words


def test_a_registration_number_in_a_comment_stops_the_file() -> None:
    with pytest.raises(PersonNumberError) as refused:
        refuse_person_numbers([noted((2, 1, f"주민번호 {registration_number('900101', '1')}"))])

    assert (refused.value.where.row, refused.value.where.column) == (2, 1)
