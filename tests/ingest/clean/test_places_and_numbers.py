"""Postcodes, points, phones by district, head counts, times: read by a rule that says so, or left unsure."""

from __future__ import annotations

import phonenumbers
import pytest

from resnet.ingest.clean.cleaned import Rule
from resnet.ingest.clean.coordinates import clean_point
from resnet.ingest.clean.kind import kind_of_name
from resnet.ingest.clean.number import clean_headcount
from resnet.ingest.clean.opening_hours import clean_hours
from resnet.ingest.clean.phone import clean_phones
from resnet.ingest.clean.postcode import clean_postcode
from resnet.ingest.clean.weekday import weekdays_of_hours

WEEK = ("mon", "tue", "wed", "thu", "fri")


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("21345", "21345", Rule.AS_SAID),
        ("4512", "04512", Rule.ZEROS_ADDED),
        ("32,236", "32236", Rule.REFORMATTED),
        ("21345.0", "21345", Rule.REFORMATTED),
        ("(21345)", "21345", Rule.REFORMATTED),
        ("405-220", "405-220", Rule.AS_SAID),
        ("405220", "405-220", Rule.REFORMATTED),
        ("999", None, Rule.IMPOSSIBLE),
        ("98101", "98101", Rule.AS_SAID),
        ("20001-1234", "20001-1234", Rule.AS_SAID),
        ("SW1A 1AA", "SW1A 1AA", Rule.AS_SAID),
        ("12", None, Rule.UNSURE),
        ("나래구", None, Rule.UNSURE),
        ("-", None, Rule.EMPTY),
    ],
)
def test_a_postcode_gets_back_the_zeros_it_lost(text: str, value: str | None, rule: Rule) -> None:
    cleaned = clean_postcode(text)

    assert (cleaned.value, cleaned.rule) == (value, rule)


# Worked out by PROJ 9 from 37.45123, 126.70512: UTM-K, and the central zone on the old and the new datum.
@pytest.mark.parametrize(
    ("latitude", "longitude", "grid"),
    [
        ("1939412.2", "929694.2", None),
        ("929694.2", "1939412.2", None),
        ("438827.2", "173838.1", 5174),
        ("439132.1", "173908.1", 5181),
        ("539132.1", "173908.1", 5186),
    ],
)
def test_metres_of_a_grid_that_is_certain_become_degrees(
    latitude: str, longitude: str, grid: int | None
) -> None:
    cleaned = clean_point(latitude, longitude, grid)

    assert cleaned.rule is Rule.PROJECTED
    assert cleaned.value is not None
    assert cleaned.value.latitude == pytest.approx(37.45123, abs=2e-5)
    assert cleaned.value.longitude == pytest.approx(126.70512, abs=2e-5)


def test_metres_of_a_grid_that_nobody_names_stay_unsure() -> None:
    assert clean_point("439132.1", "173908.1").rule is Rule.UNSURE
    assert clean_point("9999999", "9", 5181).rule is Rule.UNSURE
    assert clean_point("0", "0", 5181).rule is Rule.IMPOSSIBLE


@pytest.mark.parametrize(
    ("text", "district", "value"),
    [
        ("555-0112", "수원시", ("031-555-0112",)),
        ("555-0112", "과천시", ("02-555-0112",)),
        ("555-0112", "부천시 원미구", ("032-555-0112",)),
        ("T.031-555-0112 F.031-555-0113", "", ("031-555-0112",)),
        ("031-555-0112(팩스 031-555-0113)", "", ("031-555-0112",)),
        ("031-555-0112 / FAX : 555-0113", "", ("031-555-0112",)),
        ("팩스 031-555-0113", "", None),
    ],
)
def test_a_local_number_gets_the_code_of_its_district_and_a_fax_is_no_phone(
    text: str, district: str, value: tuple[str, ...] | None
) -> None:
    assert clean_phones(text, "경기도", district).value == value


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("20명 이내", 20, Rule.PARTLY),
        ("정원 20명 이하", 20, Rule.PARTLY),
        ("20명(남10, 여10)", 20, Rule.PARTLY),
        ("20~30명", None, Rule.UNSURE),
        ("재가서비스", None, Rule.UNSURE),
        ("20/18", None, Rule.UNSURE),
    ],
)
def test_the_most_that_are_taken_are_the_places(text: str, value: int | None, rule: Rule) -> None:
    cleaned = clean_headcount(text)

    assert (cleaned.value, cleaned.rule) == (value, rule)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9:00 AM - 6:00 PM", ["09:00~18:00"]),
        ("09시부터 18시까지", ["09:00~18:00"]),
        ("오전 9시부터 오후 6시까지", ["09:00~18:00"]),
        ("09:00-18:00 (점심시간 12:00-13:00)", ["09:00~18:00"]),
        ("중식(12:00-13:00)+석식(17:00-18:00)", ["12:00~13:00", "17:00~18:00"]),
    ],
)
def test_hours_are_read_and_the_hour_for_lunch_is_none_of_its_own(text: str, value: list[str]) -> None:
    assert [str(each) for each in clean_hours(text).value or ()] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("평일 09:00~18:00", WEEK),
        ("주중 9시~18시", WEEK),
        ("월~금 09:00~18:00, 토 09:00~13:00", (*WEEK, "sat")),
        ("월~금 09:00~18:00 (점심 12:00~13:00)", WEEK),
        ("매일 10:00-17:00", (*WEEK, "sat", "sun")),
        ("09:00~18:00", None),
        ("격주 토요일 09:00~13:00", None),
        ("예약제", None),
    ],
)
def test_days_that_stand_beside_the_hours_are_days(text: str, value: tuple[str, ...] | None) -> None:
    assert weekdays_of_hours(text).value == value


@pytest.mark.parametrize("area", ["02", "031", "032", "051", "064", "070", "080", "010", "011", "060"])
def test_whether_a_number_is_in_the_plan_does_not_hang_on_its_last_four_digits(area: str) -> None:
    """Ranges are asked of the plan once: an answer that differed within one would be given to all of it."""
    for middle in ("000", "100", "210", "555", "999", "0000", "1588", "2345", "9999"):
        asked = {
            phonenumbers.is_valid_number(phonenumbers.parse(f"{area}{middle}{last:04}", "KR"))
            for last in (0, 1, 1199, 5000, 7777, 9999)
        }
        found = {clean_phones(f"{area}-{middle}-{last:04}").value is not None for last in (0, 5000, 9999)}
        assert asked == found, (area, middle)
        assert len(asked) == 1


@pytest.mark.parametrize(
    ("name", "code"), [("나래시보건소", "health-centre"), ("소", None), ("햇살요양원", "nursing-home")]
)
def test_a_kind_is_known_by_the_longest_name_at_the_end(name: str, code: str | None) -> None:
    kind = kind_of_name(name).value
    assert (kind and kind.type_code) == code
