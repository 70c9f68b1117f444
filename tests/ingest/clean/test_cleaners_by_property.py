"""What holds for every cleaner and any text."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet.ingest.clean.address import clean_address
from resnet.ingest.clean.cleaned import Cleaned
from resnet.ingest.clean.coordinates import clean_point
from resnet.ingest.clean.day import clean_day, clean_period
from resnet.ingest.clean.kind import KindSaid, clean_kind
from resnet.ingest.clean.link import clean_links
from resnet.ingest.clean.name import clean_name
from resnet.ingest.clean.number import clean_headcount, clean_money
from resnet.ingest.clean.opening_hours import clean_clock, clean_hours, show_minute
from resnet.ingest.clean.phone import clean_phones
from resnet.ingest.clean.spacing import clean_text, narrow
from resnet.ingest.clean.status import clean_remark_on_state, clean_status, may_tell_an_end
from resnet.ingest.clean.target import clean_target
from resnet.ingest.clean.weekday import clean_closing_days, clean_weekdays, show_weekdays

Cleaner = Callable[[str], Cleaned[Any]]


def joined(value: tuple[object, ...]) -> str:
    return ", ".join(map(str, value))


# Each with how its value is written in a cell.
CLEANERS: dict[str, tuple[Cleaner, Callable[[Any], str]]] = {
    "text": (clean_text, str),
    "phone": (clean_phones, joined),
    "address": (clean_address, str),
    "day": (clean_day, str),
    "period": (clean_period, str),
    "weekday": (clean_weekdays, lambda days: show_weekdays(days) if days else "미운영"),
    "hours": (clean_hours, joined),
    "clock": (clean_clock, show_minute),
    "money": (clean_money, str),
    "headcount": (clean_headcount, str),
    "name": (clean_name, str),
    "target": (clean_target, str),
    "links": (clean_links, str),
}
WORDS = """
032-426-1382 02) ~5 / , ( ) 내선2 0507-1308-7179 129 1366 월 화 수~금 토+일 매주 공휴일 제외 미운영
등 중식(11:30~12:30) 12시30분 오후 2024-01-02 2024. 1. 9999-12-31 3만 5천원 무료 1회 13.0 7,176 명
해당없음 비공개 - 60세 이상 65세 미만 ~ 기초수급자 차상위 독거노인 부평구 인천 경인로 701번길 26
지하 1층 (십정동) 강화읍 진리 475-1 (사) 사회복지법인 (폐지) (구 갈산복지관) 복지관 a@b.kr www.b.kr
37.5 126.9 ①
"""
PIECES = st.sampled_from(WORDS.split())
CELLS = st.one_of(
    st.text(max_size=40),
    st.lists(PIECES, max_size=7).map(" ".join),
    st.lists(PIECES, max_size=7).map("".join),
)


@pytest.mark.parametrize("name", CLEANERS)
@given(text=CELLS)
@settings(max_examples=150, deadline=None)
def test_any_text_is_cleaned_and_what_is_clean_stays_so(name: str, text: str) -> None:
    clean, show = CLEANERS[name]

    first = clean(text)

    assert first.raw == text
    if first.value is not None:
        again = clean(show(first.value))
        assert again.value is not None
        assert show(again.value) == show(first.value)


@pytest.mark.parametrize("clean", [clean_status, clean_closing_days, lambda text: clean_kind(KindSaid(text))])
@given(text=CELLS)
@settings(max_examples=100, deadline=None)
def test_a_cell_of_codes_never_fails(clean: Cleaner, text: str) -> None:
    assert clean(text).raw == text


@given(CELLS, CELLS)
@settings(max_examples=100, deadline=None)
def test_a_pair_of_cells_never_fails_as_a_point(latitude: str, longitude: str) -> None:
    value = clean_point(latitude, longitude).value

    assert value is None or 33 <= value.latitude <= 39


@given(CELLS)
@settings(max_examples=400, deadline=None)
def test_a_number_without_a_range_has_only_digits_that_were_said(text: str) -> None:
    value = clean_phones(text).value
    if value is None or any(sign in text for sign in "~∼,/;·+"):
        return

    digits = Counter(letter for number in value for letter in number if letter.isdecimal())

    # A leading zero may have been 82.
    assert "82" in narrow(text) or digits <= Counter(narrow(text))


@given(CELLS)
@settings(max_examples=300, deadline=None)
def test_an_address_has_only_digits_that_were_said(text: str) -> None:
    value = clean_address(text, "인천", "부평구").value
    if value is None:
        return

    said = sorted(letter for letter in narrow(text) if letter.isdecimal())
    assert sorted(letter for letter in str(value) if letter.isdecimal()) == said


WORDS_OF_REMARKS = (
    "폐 업 휴 관 말 소 지정 취 소 운 영 중 단 함 가온센터로 통합 통폐 합 2024.3.1. 자 ( ) 예정 closed 지원"
)
REMARK_PIECES = st.sampled_from([*WORDS_OF_REMARKS.split(), " "])


@given(st.lists(REMARK_PIECES, max_size=6).map("".join))
@settings(max_examples=300, deadline=None)
def test_no_remark_that_tells_an_end_is_passed_over(text: str) -> None:
    """Most remarks are passed by after a look at their letters."""
    decomposed = unicodedata.normalize("NFD", text)

    assert clean_remark_on_state(text, None).value is None or may_tell_an_end(text)
    assert clean_remark_on_state(decomposed, None).value is None or may_tell_an_end(decomposed)


AREA_WORDS = """
인천 인천광역시 가람도 부 평구 부평구 부평 구 시 수원시 장안구 장안 강화군 강화읍 3읍 신도 중구, 백령면
"""
HINTS = [("", ""), ("인천", "부평구"), ("", "수원시 장안구"), ("가람도", "시흥시"), ("경기도", "수원시")]


@given(st.lists(st.sampled_from(AREA_WORDS.split()), max_size=6), st.sampled_from(HINTS))
@settings(max_examples=300, deadline=None)
def test_where_an_address_lies_does_not_hang_on_its_road(words: list[str], hint: tuple[str, str]) -> None:
    """The words of areas are read once for a list; a road that begins like the district is read with them."""
    head = " ".join(words)

    found = [
        clean_address(f"{head} {road} 22".strip(), *hint).value
        for road in ("솔빛로", f"{hint[1][:1] or '솔'}빛로")
    ]

    one, other = ((each.province, each.district, each.town) for each in found if each is not None)
    assert one == other


def test_a_known_district_is_found_though_its_last_letters_end_no_area() -> None:
    address = clean_address("시 흥 시 솔빛로 22", "경기도", "시흥시").value

    assert address is not None
    assert (address.district, address.text) == ("시흥시", "경기도 시흥시 솔빛로 22")
