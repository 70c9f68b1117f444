"""Codes that a list explains are read as what they mean, and marks that nobody can read are told."""

from __future__ import annotations

import pytest

from resnet.ingest.mapping.mapping import find_mapping
from resnet.ingest.mapping.role import Role
from tests.ingest.lists import plain_table

HEADS = ["기관명", "전화번호", "이용방법", "비고"]
ROWS = [
    ["가온관", "032-555-0112", "A", "A동"],
    ["다솜관", "032-555-0113", "B", ""],
    ["두레관", "032-555-0114", "", "B동"],
]


@pytest.mark.parametrize("note", ["※ A: 상시, B: 예약", "* A=상시 / B=예약 (전화)", "※ A : 상시 B : 예약"])
def test_codes_are_read_as_the_list_explains_them(note: str) -> None:
    mapping = find_mapping(plain_table([HEADS, *ROWS, [note]]))

    assert mapping.legend == {"A": "상시", "B": "예약"}
    assert [mapping.cells(row)[Role.APPLY_HOW] for row in mapping.rows] == ["상시", "예약", ""]
    assert [mapping.cells(row)[Role.REMARKS] for row in mapping.rows] == ["A동", "", "B동"]


@pytest.mark.parametrize("note", ["※ A: 상시", "※ 문의: 복지과", "※ C: 상시, D: 예약"])
def test_codes_that_are_not_explained_stay_as_they_are(note: str) -> None:
    mapping = find_mapping(plain_table([HEADS, *ROWS, [note]]))

    assert mapping.legend == {}
    assert mapping.cells(mapping.rows[0])[Role.APPLY_HOW] == "A"


def test_a_mark_that_is_neither_yes_nor_no_is_told() -> None:
    heads = ["기관명", "전화번호", "밑반찬", "이동지원"]
    rows = [["가온관", "032-555-0112", "●", "△"], ["다솜관", "032-555-0113", "●", "V"]]

    mapping = find_mapping(plain_table([heads, *rows]))

    assert mapping.unclear == (2,)
    assert [mapping.cells(row)[Role.SERVICE_NAME] for row in mapping.rows] == ["밑반찬", "밑반찬", "이동지원"]
