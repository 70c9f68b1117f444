"""Values in words for people: codes by their vocabulary, instants in Korean time, money, hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from resnet.ontology.field import Field, Label, Value
from resnet.ontology.term import UnknownTermError
from resnet.ontology.vocabulary import UnknownVocabularyError, load_vocabulary

KOREA = ZoneInfo("Asia/Seoul")
_YES, _NO = Label("예", "yes"), Label("아니요", "no")
_NONE = Label("없음", "none")
# Units as they stand behind a number; a unit that is not here is written as the ontology names it.
_UNITS = {
    "year": Label("세", "years"),
    "person": Label("명", "people"),
    "minute": Label("분", "minutes"),
    "won per use": Label("원", "won"),
    "won per month": Label("원/월", "won a month"),
    "km": Label("km", "km"),
    "point of 10": Label("/10", "/10"),
    "point of 5": Label("/5", "/5"),
    "rank": Label("순위", ""),
    "degree": Label("°", "°"),
}


_MOST_WEEKS = 4
# Lists write a third as 0.33.
_NEARLY = Fraction(1, 100)


def say_code(vocabulary: str, code: str, language: str) -> str:
    """The word for a code; the code itself when the vocabulary does not know it.

    >>> say_code("weekdays", "mon", "en")
    'Monday'
    """
    try:
        return load_vocabulary(vocabulary).term(code).label.of(language)
    except (UnknownTermError, UnknownVocabularyError):
        # A list may hold a code of a later version: a strange word is better than a page that fails.
        return code


def say_value(field: Field, value: Value, language: str) -> str:
    """What a person reads for ``value`` of ``field``."""
    if isinstance(value, tuple):
        return ", ".join(_say_text(field, each, language) for each in value) or _NONE.of(language)
    if isinstance(value, bool):
        return (_YES if value else _NO).of(language)
    if isinstance(value, date):
        return say_when(value, language)
    if isinstance(value, str):
        return _say_text(field, value, language)
    return _say_number(field, value, language)


def _say_text(field: Field, value: str, language: str) -> str:
    return say_code(field.vocabulary, value, language) if field.vocabulary else value


def _say_number(field: Field, value: float, language: str) -> str:
    if field.unit == "minute of the day":
        return say_minute(int(value))
    if field.unit == "per week":
        return say_times_a_week(value, language)
    if field.name.endswith("_year"):
        return str(value)
    unit = _UNITS.get(field.unit or "", Label(field.unit or "", field.unit or "")).of(language)
    shown = f"{value:,}" if isinstance(value, int) else f"{value:g}"
    glue = "" if language == "ko" or unit.startswith(("/", "°")) else " "
    return f"{shown}{glue}{unit}".strip()


def say_times_a_week(times: float, language: str) -> str:
    """How often something is, in whole times: what is not weekly is so often in some weeks.

    >>> say_times_a_week(2, "ko"), say_times_a_week(0.5, "ko"), say_times_a_week(1.5, "en")
    ('주 2회', '2주에 1회', '3 times in 2 weeks')
    """
    # Up to four weeks, a month nearly: nobody plans in fifths of a week.
    share = Fraction(times).limit_denominator(_MOST_WEEKS)
    count, weeks = share.numerator, share.denominator
    if count < 1 or abs(share - Fraction(times)) > _NEARLY:
        return Label(f"주 {times:g}회", f"{times:g} times a week").of(language)
    often = {1: "once", 2: "twice"}.get(count, f"{count} times")
    if weeks == 1:
        return Label(f"주 {count}회", f"{often} a week").of(language)
    return Label(f"{weeks}주에 {count}회", f"{often} in {weeks} weeks").of(language)


def say_ages(youngest: float | None, oldest: float | None, language: str) -> str:
    """From which age to which, both included; ``""`` when there is no limit.

    >>> say_ages(None, 17, "ko"), say_ages(65, None, "en"), say_ages(6, 17, "ko")
    ('17세까지', '65 and older', '6–17세')
    """
    if youngest is None and oldest is None:
        return ""
    if youngest is None:
        return Label(f"{oldest:g}세까지", f"up to {oldest:g}").of(language)
    if oldest is None:
        return Label(f"{youngest:g}세부터", f"{youngest:g} and older").of(language)
    return Label(f"{youngest:g}–{oldest:g}세", f"{youngest:g}–{oldest:g}").of(language)


def say_minute(minute: int) -> str:
    """A minute of the day as a clock shows it.

    >>> say_minute(570)
    '09:30'
    """
    return f"{minute // 60:02d}:{minute % 60:02d}"


def say_date(day: date, language: str = "") -> str:
    """A calendar day as the language writes it; without one, and in English, as ISO 8601 does.

    >>> say_date(date(2026, 11, 9), "ko"), say_date(date(2026, 11, 9))
    ('2026. 11. 9.', '2026-11-09')
    """
    return f"{day.year}. {day.month}. {day.day}." if language == "ko" else day.isoformat()


def say_day(moment: datetime, language: str = "") -> str:
    """The Korean calendar day of an instant, written as ``say_date`` does."""
    return say_date(moment.astimezone(KOREA).date(), language)


def say_moment(moment: datetime, language: str = "") -> str:
    """Day and time of an instant in Korea."""
    return f"{say_day(moment, language)} {moment.astimezone(KOREA):%H:%M}"


def say_when(value: date, language: str = "") -> str:
    """A day, or an instant with its time."""
    return say_moment(value, language) if isinstance(value, datetime) else say_date(value, language)


def say_last_day(until: datetime, language: str = "") -> str:
    """The last Korean calendar day on which something that ends at ``until`` still holds.

    >>> from datetime import UTC
    >>> say_last_day(datetime(2026, 12, 31, 15, tzinfo=UTC))
    '2026-12-31'
    """
    return say_day(until - timedelta(microseconds=1), language)
