"""Opening hours that break, rest or come every other week; ages by school class and month; nothing to pay."""

from __future__ import annotations

import pytest

from resnet.ingest.clean.number import Money, clean_cost
from resnet.ingest.clean.opening_hours import clean_hours
from resnet.ingest.clean.target import clean_target
from resnet.ingest.mapping.role import Role
from resnet.ingest.said.service_cells import _times_said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("24시간(연중무휴)", "00:00~24:00"),
        ("화~토 09:30-17:30(12:00-13:00 소독)", "09:30~17:30"),
        ("일 13:00~17:00 (첫째 주 휴진)", "13:00~17:00"),
        ("매월 둘째·넷째 주 목 14시~16시", "14:00~16:00"),
        ("매월 2째 주 수 13~17시", "13:00~17:00"),
        ("매월 1,3주 토 10~12시", "10:00~12:00"),
        ("격주 수 10:00~15:00", "10:00~15:00"),
        ("22:00~익일 06:00", "22:00~06:00"),
        ("22시-다음 날 오전 7시", "22:00~07:00"),
        ("평일 10~19시 / 주말 예약제", "10:00~19:00"),
    ],
)
def test_hours_are_those_outside_of_breaks_and_rests(text: str, said: str | None) -> None:
    windows = clean_hours(text).value

    assert (", ".join(map(str, windows)) if windows else None) == said


@pytest.mark.parametrize(
    ("hours", "closed", "days"),
    [
        ("격주 수 10:00~15:00", "일요일", None),
        ("월~금 22:00~익일 06:00", "", ("mon", "tue", "wed", "thu", "fri")),
        ("09:00~18:00(토 09:00~13:00)", "", None),
        ("09:00~18:00(월~금)", "", ("mon", "tue", "wed", "thu", "fri")),
        ("수 10:00~15:00", "일요일", ("wed",)),
        ("09:00~18:00", "토,일", ("mon", "tue", "wed", "thu", "fri")),
        ("매월 2째 주 수 13~17시", "공휴일", None),
        ("화~토 09:30-17:30(12:00-13:00 소독)", "일·월", ("tue", "wed", "thu", "fri", "sat")),
        ("매일 09:00~18:00", "일", ("mon", "tue", "wed", "thu", "fri", "sat")),
        ("평일 10~19시 / 주말 예약제", "월", ("tue", "wed", "thu", "fri", "sat", "sun")),
    ],
)
def test_days_that_are_left_open_are_no_opening_days_where_the_hours_name_fewer(
    hours: str, closed: str, days: tuple[str, ...] | None
) -> None:
    saying = _times_said({Role.HOURS: hours, Role.CLOSING_DAYS: closed}, None)

    assert saying.fields.get("weekdays") == days


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("초4~중3", (9, 15)),
        ("초1~초6 맞벌이가정", (6, 12)),
        ("중학교 1학년 ~ 고등학교 3학년", (12, 18)),
        ("36개월 미만 영유아", (None, 2)),
        ("12개월 이하 영아", (None, 1)),
        ("18개월 이하 영아", (None, None)),
        ("초9~중3", (None, None)),
    ],
)
def test_ages_by_class_and_month_are_whole_years(text: str, ages: tuple[int | None, int | None]) -> None:
    found = clean_target(text).value

    assert found is not None
    assert (found.age_from, found.age_to) == ages


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("없음", Money(0)),
        ("Free", Money(0)),
        ("해당 없음", None),
        ("본인부담 10%", None),
        ("5천원", Money(5000)),
    ],
)
def test_nothing_to_pay_is_said_in_a_column_of_costs(text: str, cost: Money | None) -> None:
    assert clean_cost(text).value == cost
