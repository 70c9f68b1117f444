"""Standards: every number of the handbook and of today, where it is written, and when it falls due."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from resnet.errors import BadValueError
from resnet.ontology.clock import Clock, ClockKind
from resnet.ontology.standard import Limit, UnknownClockError
from resnet.ontology.standards import (
    BadStandardError,
    UnknownStandardError,
    load_standard,
    read_standard,
    standard_names,
)
from resnet.ontology.vocabulary import load_vocabulary

KOREA = ZoneInfo("Asia/Seoul")
HANDBOOK = load_standard("handbook_2011")
TODAY = load_standard("today_2026")
MINIMAL = """
id = "ours"
title = { ko = "우리 기준", en = "Our standard" }
version = "1"
source = "our meeting of May"
based_on = "today_2026"
[[clock]]
code = "intake-contact"
ko = "첫 접촉"
en = "First contact"
kind = "deadline"
from = "intake"
to = "first-contact"
count = 1
unit = "day"
source = "minutes"
[[limit]]
code = "needs-at-once"
ko = "한 번에 다루는 욕구"
en = "Needs at a time"
at_most = 2
unit = "need"
source = "minutes"
[[team]]
client_type = "disability"
seats = ["visiting-nurse"]
source = "minutes"
"""


def korean(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KOREA)


# Every clock of the domain


@pytest.mark.parametrize(
    ("code", "count", "unit", "kind"),
    [
        ("intake-contact", 3, "day", "deadline"),
        ("intake-plan", 3, "week", "deadline"),
        ("intake-action", 1, "month", "deadline"),
        ("reassessment", 3, "month", "interval"),
        ("short-goal", 3, "month", "deadline"),
        ("long-goal", 6, "month", "period"),
        ("contact-record", 24, "hour", "deadline"),
        ("minutes-shared", 1, "week", "deadline"),
        ("solution-notice", 1, "month", "notice"),
        ("solution-meeting", 3, "month", "interval"),
        ("follow-up", 6, "month", "period"),
        ("eco-map-period", 3, "month", "lookback"),
        ("case-conference", 1, "week", "interval"),
        ("integrated-conference", 1, "month", "interval"),
        ("expert-advice", 1, "month", "interval"),
        ("expert-term", 1, "year", "period"),
        ("secretariat-rotation", 1, "year", "interval"),
    ],
)
def test_every_clock_of_the_handbook_is_there_with_its_number(
    code: str, count: int, unit: str, kind: str
) -> None:
    clock = HANDBOOK.clock(code)

    assert (clock.count, clock.unit, clock.kind) == (count, unit, kind)


@pytest.mark.parametrize(
    ("code", "count", "unit", "is_approximate"),
    [
        ("intake-survey", 10, "day", True),
        ("conference-selection", 5, "day", True),
        ("selection-plan", 15, "day", True),
        ("intake-plan", 30, "day", True),
        ("care-first-review", 3, "month", False),
        ("care-review", 6, "month", False),
        ("right-to-see", 10, "day", False),
        ("retention", 5, "year", False),
        ("access-log", 2, "year", False),
    ],
)
def test_every_clock_of_today_is_there_with_its_number(
    code: str, count: int, unit: str, is_approximate: bool
) -> None:
    clock = TODAY.clock(code)

    assert (clock.count, clock.unit, clock.is_approximate) == (count, unit, is_approximate)


def test_the_committee_s_two_frequencies_are_both_kept() -> None:
    clock = HANDBOOK.clock("solution-meeting")

    # Quarterly in one place; three times a year, that is every four months, in another.
    assert [(span.count, span.unit) for span in (clock.span, *clock.alternatives)] == [
        (3, "month"),
        (4, "month"),
    ]
    assert clock.source != clock.alternatives[0].source


def test_what_today_does_not_say_goes_on_from_the_handbook_with_the_handbook_s_source() -> None:
    assert TODAY.clock("intake-contact") == HANDBOOK.clock("intake-contact")
    assert TODAY.clock("intake-plan") != HANDBOOK.clock("intake-plan")
    with pytest.raises(UnknownClockError, match="handbook_2011 has no clock 'intake-survey'"):
        HANDBOOK.clock("intake-survey")


def test_the_law_holds_whatever_standard_was_chosen() -> None:
    assert standard_names() == ("handbook_2011", "today_2026")
    for standard in (HANDBOOK, TODAY):
        assert standard.clock("access-log").count == 2
        assert standard.limit("own-consent-age").at_least == 14


@pytest.mark.parametrize("name", ["law_2026", *standard_names()])
def test_every_number_has_its_source_and_a_number_of_our_own_its_reason(name: str) -> None:
    standard = load_standard(name)

    numbers: list[Clock | Limit] = [*standard.clocks.values(), *standard.limits.values()]
    for each in numbers:
        assert each.source, each.code
        assert bool(each.reason) == each.is_ours == (each.source == "our own setting"), each.code
        assert any("가" <= letter <= "힣" for letter in each.label.ko)
        assert each.label.en.isascii()
    for criterion in (sign for level in standard.levels for sign in level.criteria):
        assert criterion.label.ko
        assert criterion.label.en.isascii()


# Numbers that are no clocks


@pytest.mark.parametrize(
    ("code", "low", "high"),
    [
        ("home-visits", 1, None),
        ("needs-at-once", None, 3),
        ("genogram-generations", 3, None),
        ("severity-points", 1, 10),
        ("achievement-points", 0, 10),
        ("case-conference-hours", None, 3),
        ("integrated-conference-hours", None, 3),
        ("supervisees", None, 3),
        ("good-experiences", 1, 2),
        ("signed-copies", 2, 2),
        ("disclosure-threshold", 5, None),
        ("own-consent-age", 14, None),
        ("integrated-care-age", 65, None),
    ],
)
def test_every_limit_is_there_with_its_bounds(code: str, low: int | None, high: int | None) -> None:
    limit = TODAY.limit(code)

    assert (limit.at_least, limit.at_most) == (low, high)


def test_a_limit_allows_what_lies_within_its_bounds() -> None:
    assert [TODAY.limit("needs-at-once").allows(count) for count in (0, 3, 4)] == [True, True, False]
    assert [TODAY.limit("disclosure-threshold").allows(count) for count in (4, 5)] == [False, True]


def test_caseloads_keep_both_sources_where_the_handbook_says_two_things() -> None:
    caseload = HANDBOOK.caseload("comprehensive")

    assert (caseload.at_least, caseload.at_most) == (10, 20)
    assert [(each.at_least, each.at_most) for each in caseload.alternatives] == [(15, 20)]
    assert HANDBOOK.caseload("simple").at_most is None
    assert HANDBOOK.caseload("basic").at_most == 30
    assert HANDBOOK.caseload("specialist").at_most == 9
    assert set(HANDBOOK.caseloads) == set(load_vocabulary("case_service_types").codes)


@pytest.mark.parametrize(("role", "years"), [("supervisor", [2, 4]), ("team-leader", [5, 3])])
def test_qualifications_say_the_years_of_practice(role: str, years: list[int]) -> None:
    assert [way.years for way in HANDBOOK.qualification(role).ways] == years


def test_levels_have_the_handbook_s_criteria() -> None:
    assert [len(HANDBOOK.level(code).criteria) for code in ("emergency", "intensive", "general")] == [
        7,
        10,
        1,
    ]
    assert TODAY.level("high-difficulty", "state_levels").label.ko == "고난도"
    assert TODAY.level("emergency") == HANDBOOK.level("emergency")


# Seats


def test_every_team_has_the_seven_seats_of_the_district_led_model() -> None:
    seats = TODAY.seats_for([])

    assert [seat.label.ko for seat in seats] == [
        *(
            "서비스연계팀장",
            "서비스연계팀원",
            "주사례관리자",
            "자원관리 담당",
            "긴급복지 담당",
            "자원봉사 담당",
        ),
        "거주지 읍면동 사회복지 담당",
    ]
    assert seats[-1].is_of_residence


@pytest.mark.parametrize(
    ("client_type", "count"),
    [("children-alone", 5), ("psychiatric", 3), ("disability", 3), ("older-people", 3)],
)
def test_a_client_type_adds_its_own_seats(client_type: str, count: int) -> None:
    assert len(TODAY.seats_for([client_type])) == 7 + count


def test_a_seat_that_two_client_types_need_stands_once() -> None:
    codes = [seat.code for seat in TODAY.seats_for(["disability", "older-people"])]

    assert codes.count("visiting-nurse") == 1
    assert len(codes) == 7 + 3 + 3 - 1


def test_seats_are_filled_by_known_types_of_agency() -> None:
    types = load_vocabulary("agency_types")

    for seat in TODAY.seats:
        assert all(code in types for code in seat.filled_by), seat.code
        assert seat.filled_by or seat.code == "lead-case-manager"


# When it is due


@pytest.mark.parametrize(
    ("code", "event", "due"),
    [
        pytest.param(
            "intake-contact", "2026-03-02T09:00", "2026-03-06T00:00", id="three days, first not counted"
        ),
        pytest.param(
            "intake-contact", "2026-03-02T23:59", "2026-03-06T00:00", id="late in the day is that day"
        ),
        pytest.param(
            "minutes-shared", "2026-12-28T15:00", "2027-01-05T00:00", id="a week over the year's end"
        ),
        pytest.param("intake-action", "2026-01-15T10:00", "2026-02-16T00:00", id="one month"),
        pytest.param("intake-action", "2026-01-30T10:00", "2026-03-01T00:00", id="no such day in February"),
        pytest.param(
            "intake-action", "2026-02-28T10:00", "2026-04-01T00:00", id="a whole month from its first day"
        ),
        pytest.param(
            "follow-up", "2026-08-31T10:00", "2027-03-01T00:00", id="half a year to the end of February"
        ),
        pytest.param("retention", "2024-02-29T10:00", "2029-03-01T00:00", id="five years from a leap day"),
        pytest.param("contact-record", "2026-03-02T09:30", "2026-03-03T09:30", id="hours by the minute"),
        pytest.param("solution-notice", "2026-05-20T14:00", "2026-04-20T00:00", id="a month's notice"),
        pytest.param("solution-notice", "2026-03-31T14:00", "2026-02-28T00:00", id="notice, no such day"),
        pytest.param("eco-map-period", "2026-06-10T14:00", "2026-03-10T00:00", id="three months back"),
    ],
)
def test_a_clock_falls_due_as_the_civil_act_counts(code: str, event: str, due: str) -> None:
    assert HANDBOOK.clock(code).due_at(korean(event)) == korean(due)


def test_a_day_is_a_korean_day_whatever_zone_the_instant_is_written_in() -> None:
    # 16:00 in UTC on the 2nd is one in the night of the 3rd in Korea.
    due = HANDBOOK.clock("intake-contact").due_at(datetime(2026, 3, 2, 16, tzinfo=UTC))

    assert due == korean("2026-03-07T00:00")
    assert due.tzinfo is UTC


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(BadValueError):
        HANDBOOK.clock("intake-contact").due_at(datetime(2026, 3, 2))  # noqa: DTZ001


def test_only_a_notice_and_a_lookback_count_backwards() -> None:
    event = korean("2026-06-10T14:00")

    for clock in TODAY.clocks.values():
        is_back = clock.kind in {ClockKind.NOTICE, ClockKind.LOOKBACK}
        assert (clock.due_at(event) < event) == is_back, clock.code


# Files


def write(folder: Path, text: str) -> Path:
    path = folder / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_agency_s_own_standard_says_only_what_differs(tmp_path: Path) -> None:
    ours = read_standard(write(tmp_path, MINIMAL))

    assert ours.clock("intake-contact").count == 1
    assert ours.clock("intake-plan") == TODAY.clock("intake-plan")
    assert ours.limit("needs-at-once").at_most == 2
    assert ours.clock("access-log") == TODAY.clock("access-log")
    assert len(ours.seats_for(["disability"])) == 8


@pytest.mark.parametrize(
    ("old", "new", "item", "field"),
    [
        pytest.param("count = 1", "count = 0", "clock intake-contact", "count", id="no time at all"),
        pytest.param("count = 1", "count = -1", "clock intake-contact", "count", id="negative"),
        pytest.param("count = 1", 'count = "1"', "clock intake-contact", "count", id="a text for a number"),
        pytest.param('"day"', '"fortnight"', "clock intake-contact", "unit", id="unknown unit"),
        pytest.param('"deadline"', '"dead line"', "clock intake-contact", "kind", id="unknown kind"),
        pytest.param('from = "intake"', 'from = "birth"', "clock intake-contact", "from", id="unknown event"),
        pytest.param('en = "First contact"', 'eng = "x"', "clock intake-contact", "eng", id="misspelt field"),
        pytest.param('source = "minutes"', "ours = true", "clock intake-contact", "source", id="no source"),
        pytest.param(
            "at_most = 2", "at_most = 2\nat_least = 3", "limit needs-at-once", "at_least", id="crossed"
        ),
        pytest.param("at_most = 2", "", "limit needs-at-once", "at_least, at_most", id="no bound"),
        pytest.param(
            "at_most = 2", "at_most = 2\nours = true", "limit needs-at-once", "reason", id="no reason"
        ),
        pytest.param('"visiting-nurse"', '"nurse"', "team disability", "seats", id="unknown seat"),
        pytest.param('"disability"', '"giants"', "team giants", "client_type", id="unknown client type"),
        pytest.param('"today_2026"', '"ours"', "", "based_on", id="based on itself"),
        pytest.param('"today_2026"', '"../x"', "", "based_on", id="based on nothing"),
        pytest.param('id = "ours"', 'id = "theirs"', "", "id", id="another name than the file"),
        pytest.param('version = "1"', "version = ", "", "the file", id="no TOML"),
    ],
)
def test_a_bad_file_is_refused_with_file_entry_and_field(
    tmp_path: Path, old: str, new: str, item: str, field: str
) -> None:
    assert old in MINIMAL

    with pytest.raises(BadStandardError) as caught:
        read_standard(write(tmp_path, MINIMAL.replace(old, new, 1)))

    assert (caught.value.file, caught.value.item, caught.value.field) == ("ours.toml", item, field)


@pytest.mark.parametrize("name", ["handbook_1999", "../vocabularies/levels", ""])
def test_an_unknown_standard_is_an_error(name: str) -> None:
    with pytest.raises(UnknownStandardError):
        load_standard(name)


def test_a_standard_that_is_based_on_itself_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "today_2026.toml"
    path.write_text(MINIMAL.replace('id = "ours"', 'id = "today_2026"'), encoding="utf-8")

    with pytest.raises(BadStandardError, match="no circle"):
        read_standard(path)
