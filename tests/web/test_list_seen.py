"""A list before it is taken: what is shown of it to whoever brought it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ingest.lists import book_bytes
from tests.web.handing_in import done, hand_in, words_of
from tests.web.town import Town, post


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A town of this test's own: files that are handed in change it."""
    made = Town(tmp_path)
    yield made
    made.close()


def test_what_could_not_be_read_is_shown_as_it_stands_but_in_columns_that_name_people(town: Town) -> None:
    book = book_bytes(
        [
            ["시설명", "주소", "전화", "담당자"],
            ["하늘빛지역아동센터", "가람도 나래구 해오름로 12", "032-555-01", "해빛 담당 외 3명"],
            ["별빛지역아동센터", "가람도 나래구 해오름로 14", "032-555-0142", ""],
        ]
    )
    with town.signed_in("coordinator") as browser:
        page = words_of(hand_in(browser, "odd.xlsx", book))

    assert "2행 C열: 전화 032-555-01" in page
    assert "해빛" not in page


def test_a_column_of_parted_services_is_told_to_be_in_no_sheet(town: Town) -> None:
    heads, row = ["기관명", "주소", "지원내용"], ["하늘빛지역아동센터", "해오름로 12", "1. 급식\n2. 학습"]
    with town.signed_in("coordinator") as browser:
        page = words_of(hand_in(browser, "parted.xlsx", book_bytes([heads, row])))

    assert "파일에 없는 열: 다른 열의 내용을 나눔" in page


def test_columns_of_days_are_shown_as_such_and_left_out_where_somebody_says_so(town: Town) -> None:
    heads = ["시설명", "주소", "평일시간", "주말시간"]
    row = ["하늘빛지역아동센터", "해오름로 12", "09:00~18:00", "10:00~15:00"]
    with town.signed_in("coordinator") as browser:
        seen = hand_in(browser, "days.xlsx", book_bytes([heads, row]))
        again = done(browser, post(browser, f"{seen.url.path}/look", seen, **{"role-주말시간": "none"}))

    assert words_of(seen).count("그 요일의 운영 시간") == 2
    assert words_of(again).count("그 요일의 운영 시간") == 0
