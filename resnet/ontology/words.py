"""Values in words for people: codes by their vocabulary, instants in Korean time, money, hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta
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
    "per week": Label("회/주", "a week"),
    "km": Label("km", "km"),
    "point of 10": Label("/10", "/10"),
    "point of 5": Label("/5", "/5"),
    "rank": Label("순위", ""),
    "degree": Label("°", "°"),
}


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
    if isinstance(value, datetime):
        return say_moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _say_text(field, value, language)
    return _say_number(field, value, language)


def _say_text(field: Field, value: str, language: str) -> str:
    return say_code(field.vocabulary, value, language) if field.vocabulary else value


def _say_number(field: Field, value: float, language: str) -> str:
    if field.unit == "minute of the day":
        return say_minute(int(value))
    if field.name.endswith("_year"):
        return str(value)
    unit = _UNITS.get(field.unit or "", Label(field.unit or "", field.unit or "")).of(language)
    shown = f"{value:,}" if isinstance(value, int) else f"{value:g}"
    glue = "" if language == "ko" or unit.startswith(("/", "°")) else " "
    return f"{shown}{glue}{unit}".strip()


def say_minute(minute: int) -> str:
    """A minute of the day as a clock shows it.

    >>> say_minute(570)
    '09:30'
    """
    return f"{minute // 60:02d}:{minute % 60:02d}"


def say_day(moment: datetime) -> str:
    """The Korean calendar day of an instant."""
    return f"{moment.astimezone(KOREA):%Y-%m-%d}"


def say_moment(moment: datetime) -> str:
    """Day and time of an instant in Korea."""
    return f"{moment.astimezone(KOREA):%Y-%m-%d %H:%M}"


def say_last_day(until: datetime) -> str:
    """The last Korean calendar day on which something that ends at ``until`` still holds.

    >>> from datetime import UTC
    >>> say_last_day(datetime(2026, 12, 31, 15, tzinfo=UTC))
    '2026-12-31'
    """
    return say_day(until - timedelta(microseconds=1))
