"""Hours of workdays, Saturday and the weekend in columns of their own; when nobody is there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from resnet.ingest.mapping.mapping import find_mapping
from resnet.ingest.mapping.preview import preview_columns
from resnet.ingest.mapping.role import Role
from resnet.messages import messages_for
from resnet.ontology.field import Value
from tests.ingest.lists import plain_table
from tests.ingest.run.test_parts_of_a_row import said

WEEK = ("mon", "tue", "wed", "thu", "fri")


def hours(heads: Sequence[str], cells: Sequence[str]) -> dict[str, Value]:
    row = said(["기관명", "주소", *heads], ["가온작은도서관", "나래구 해오름로 1", *cells])
    assert row.service is not None
    return row.service.saying.fields


@pytest.mark.parametrize(
    ("heads", "cells", "words", "days"),
    [
        (("평일시간", "주말시간"), ("09:00~18:00", "휴관"), "평일 09:00~18:00", WEEK),
        (
            ("평일시간", "주말시간", "공휴일"),
            ("24시간", "24시간", "휴무"),
            "평일·주말 24시간",
            (*WEEK, "sat", "sun"),
        ),
        (
            ("평일", "주말"),
            ("10:00~22:00", "토 10:00~18:00"),
            "평일 10:00~22:00, 토 10:00~18:00",
            (*WEEK, "sat"),
        ),
        (
            ("평일 운영시간", "토요일 운영시간", "일·공휴일 운영시간", "휴관일"),
            ("09:00~21:00", "09:00~17:00", "09:00~17:00", "매주 월요일"),
            "평일 09:00~21:00, 토~일 09:00~17:00",
            ("tue", "wed", "thu", "fri", "sat", "sun"),
        ),
        (("이용시간(평일)", "이용시간(토)"), ("09-18시", "휴무"), "평일 09-18시", WEEK),
    ],
)
def test_hours_of_workdays_are_not_those_of_the_weekend(
    heads: Sequence[str], cells: Sequence[str], words: str, days: tuple[str, ...]
) -> None:
    fields = hours(heads, cells)

    assert (fields["hours_said"], fields.get("weekdays")) == (words, days)
    assert ("opens_minute" in fields) is ("," not in words)


def test_the_preview_tells_which_columns_are_of_days() -> None:
    rows = [
        ["기관명", "전화", "평일시간", "주말시간", "공휴일"],
        ["가온관", "032-555-0112", "09:00~18:00", "휴관", "휴관"],
    ]

    mapping = find_mapping(plain_table(rows))

    labels = [column.role_label for column in preview_columns(mapping, messages_for("en"))]
    assert labels[2:] == ["opening hours of these days"] * 2 + ["not taken (kept in the record)"]
    assert [column.head for column in mapping.unmapped] == ["공휴일"]


@pytest.mark.parametrize("head", ["쉬는 요일", "휴진안내", "정기 휴무", "휴무 요일"])
def test_days_when_nobody_is_there_are_no_opening_days(head: str) -> None:
    rows = [["기관명", "전화", head, "점심시간"]]
    rows += [
        [f"{name}의원", f"032-555-011{n}", "일요일", "13:00~14:00"]
        for n, name in enumerate(("가온", "나온", "다온"))
    ]

    roles = [column.role for column in find_mapping(plain_table(rows)).columns]

    assert not {Role.WEEKDAYS, Role.HOURS} & set(roles)
