"""Registration numbers are found wherever they stand, and never repeated."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet.ingest.bad_file import PersonNumberError
from resnet.ingest.readers.person_number import has_person_number
from resnet.ingest.readers.read import read_tables
from tests.ingest.lists import book, registration_number

NUMBER = registration_number("850312", "2")
ALIEN = registration_number("900704", "6")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(NUMBER, id="bare"),
        pytest.param(f"{NUMBER[:6]}-{NUMBER[6:]}", id="hyphen"),
        pytest.param(f"{NUMBER[:6]} - {NUMBER[6:]}", id="spaced hyphen"),
        pytest.param(f"{NUMBER[:6]} {NUMBER[6:]}", id="space"),
        pytest.param(" ".join(NUMBER), id="every digit apart"),
        pytest.param(f"{NUMBER[:6]}–{NUMBER[6:]}", id="en dash"),
        pytest.param("".join(chr(ord(digit) + 0xFEE0) for digit in NUMBER), id="full width"),
        pytest.param(f"{NUMBER[:6]}ㅡ{NUMBER[6:]}", id="the vowel for a dash"),
        pytest.param(f"{NUMBER[:6]}ー{NUMBER[6:]}", id="the long sound for a dash"),
        pytest.param(f"{NUMBER[:6]}--{NUMBER[6:]}", id="two hyphens"),
        pytest.param(f"{NUMBER[:6]} : {NUMBER[6:]}", id="colon"),
        pytest.param(f"{NUMBER[:6]}\u200b-\u2060{NUMBER[6:]}", id="with what cannot be seen"),
        pytest.param("\u200b".join(NUMBER), id="what cannot be seen between all digits"),
        pytest.param(f"{NUMBER[:6]}\u00ad{NUMBER[6:]}", id="soft hyphen"),
        pytest.param("".join(chr(0x660 + int(digit)) for digit in NUMBER), id="digits of another script"),
        pytest.param(f"담당 홍○○({NUMBER[:6]}-{NUMBER[6:]}) 문의", id="in a sentence"),
        pytest.param(ALIEN, id="alien"),
        pytest.param(f"{NUMBER[:6]}-{NUMBER[6]}******", id="the last digits hidden"),
        pytest.param(f"홍○○ {NUMBER[:6]} - {NUMBER[6]}●●●●●●", id="hidden by dots"),
        pytest.param("210305-3999999", id="since October 2020 there is no checksum"),
    ],
)
def test_a_number_is_found(text: str) -> None:
    assert has_person_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "032-426-1382",
        "2022-02-28 16:05:34.0",
        "A2026010200300000400100289",
        NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10),
        f"37.{NUMBER}",
        f"9{NUMBER}",
        f"{NUMBER}9",
        "131-86-12345",
        registration_number("851312", "2"),
        f"{NUMBER[:6]}----{NUMBER[6:]}",
        "851312-2******",
        "032555-0112*",
        "2021-03-05 12:30:39 3999999",
    ],
)
def test_what_only_looks_like_one_is_let_pass(text: str) -> None:
    assert not has_person_number(text)


@pytest.mark.parametrize("place", [(0, 0), (2, 1), (1, 3)])
def test_the_file_is_refused_with_the_place_and_without_a_digit(
    tmp_path: Path, place: tuple[int, int]
) -> None:
    rows = [["시설명", "주소", "전화번호", "비고"], ["가", "나", "다", "라"], ["마", "바", "사", "아"]]
    rows[place[0]][place[1]] = f"{NUMBER[:6]}-{NUMBER[6:]}"

    with pytest.raises(PersonNumberError) as caught:
        read_tables(book(tmp_path, rows))

    assert (caught.value.where.row, caught.value.where.column) == (place[0] + 1, place[1] + 1)
    assert NUMBER[:6] not in str(caught.value)
    assert NUMBER[6:] not in str(caught.value)


def test_a_number_in_the_name_of_the_file_is_not_repeated_either(tmp_path: Path) -> None:
    with pytest.raises(PersonNumberError) as caught:
        read_tables(book(tmp_path, [["시설명"], ["가"]], name=f"{NUMBER}.xlsx"))

    assert not any(letter.isdigit() for letter in str(caught.value))


@given(
    st.dates(min_value=date(1930, 1, 1), max_value=date(1999, 12, 31)),
    st.sampled_from("1256"),
    st.text(alphabet="가나다 ,.()", max_size=8),
)
def test_every_valid_number_is_found_in_any_text(born: date, seventh: str, around: str) -> None:
    number = registration_number(f"{born:%y%m%d}", seventh)

    assert has_person_number(f"{around}{number[:6]}-{number[6:]}{around}")


BORN_2002 = [registration_number("020304", "3"), registration_number("050607", "4")]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([[int(BORN_2002[0])], [int(BORN_2002[1])]], id="the zero lost"),
        pytest.param([[NUMBER[:6], NUMBER[6:]], [ALIEN[:6], int(ALIEN[6:])]], id="in two columns"),
        pytest.param([[int(BORN_2002[0][:6]), int(BORN_2002[0][6:])]], id="in two columns, the zero lost"),
    ],
)
def test_a_number_that_the_spreadsheet_changed_is_found(tmp_path: Path, rows: list[list[object]]) -> None:
    listed: list[list[object]] = [
        ["시설명", "앞", "뒤"],
        *([f"가온{number}", *row] for number, row in enumerate(rows)),
    ]

    with pytest.raises(PersonNumberError) as caught:
        read_tables(book(tmp_path, listed))

    assert (caught.value.where.row, caught.value.where.column) == (2, 2)


def test_columns_of_other_numbers_are_let_pass_though_one_fits_by_chance(tmp_path: Path) -> None:
    postcodes = [
        ["가", 21345, 5550112],
        ["나", int(BORN_2002[0][:6]), int(BORN_2002[0][6:])],
        ["다", 21001, 4123456],
    ]
    codes = [["라", 281777001234, ""], ["마", int(BORN_2002[0]), ""], ["바", 281777001236, ""]]

    assert read_tables(book(tmp_path, [["시설명", "우편번호", "전화"], *postcodes, *codes]))
