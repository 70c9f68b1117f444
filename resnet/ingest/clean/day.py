"""Calendar days and periods."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from resnet.ingest.clean.cleaned import ONE_LIST, Cleaned, Rule
from resnet.ingest.clean.spacing import blank_of, collapse, narrow

_CLOCK = r"(?:[T\s]+(?:오전|오후|AM|PM)?\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:AM|PM)?Z?)?"
_WEEKDAY = r"(?:\s*\([월화수목금토일](?:요일)?\))?"
_DAY = re.compile(
    rf"(\d{{4}})\s*(?:[-./]\s*(\d{{1,2}})\s*[-./]\s*(\d{{1,2}})\.?|년\s*(\d{{1,2}})월\s*(\d{{1,2}})일)"
    rf"{_WEEKDAY}{_CLOCK}"
)
_PACKED = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
# Two digits for the year: only where Korean documents write them, year first with dots or an apostrophe.
_SHORT_YEAR = re.compile(
    rf"(?:['’‘`]\s*(\d{{2}})\s*[-./]\s*(\d{{1,2}})\s*[-./]\s*(\d{{1,2}})"
    rf"|(\d{{2}})\s*\.\s*(\d{{1,2}})\s*\.\s*(\d{{1,2}})|(\d{{2}})년\s*(\d{{1,2}})월\s*(\d{{1,2}})일)\.?{_WEEKDAY}"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    r"(\d{1,2})[-\s]+([A-Za-z]{3,9})\.?,?[-\s]+(\d{4})|([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})"
)
# Days since 30 December 1899, as spreadsheets count them: here 1950 to 2064.
_SERIAL = re.compile(r"([1-5]\d{4})(?:\.0+)?")
_SERIALS = (18_264, 60_000)
_SERIAL_ZERO = date(1899, 12, 30)
# A day inside other text, for those who look for one.
DAY_TEXT = (
    r"(?:(?:\d{4}|['’‘`]?\d{2})\s*[-./]\s*\d{1,2}\s*[-./]\s*\d{1,2}\.?|(?:\d{4}|\d{2})년\s*\d{1,2}월\s*\d{1,2}일"
    r"|(?<!\d)(?:19|20)\d{6}(?!\d))"
)
_PERIOD = re.compile(r"\s*[~∼～]\s*|\s+-\s+")
# "Until further notice" as lists write it; the present century's far ends are the same answer.
_OPEN_FROM = date(2099, 1, 1)
_FIRST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included; None is open or unknown."""

    first: date | None
    last: date | None

    def __str__(self) -> str:
        first = self.first.isoformat() if self.first else ""
        return f"{first} ~ {self.last.isoformat() if self.last else ''}"


@lru_cache(maxsize=ONE_LIST)
def clean_day(text: str) -> Cleaned[date]:
    """A calendar day; months alone, and days whose order is anybody's guess, are not guessed at.

    Read are ``2024-10-04``, ``2024.10.4``, ``2024/10/4``, ``2024년 10월 4일``, ``20241004``, each with a time
    of the day or a weekday; ``'24. 10. 4.``, ``24.10.4`` and ``24년 10월 4일`` by the rule ``century-added``;
    ``4-Oct-2024`` and ``Oct 4, 2024``; the number a spreadsheet keeps (``45569``) by the rule ``serial-day``.

    >>> clean_day("2024. 10. 4.").value, str(clean_day("9999-12-31").rule), clean_day("Nov-20").value
    (datetime.date(2024, 10, 4), 'open-ended', None)
    >>> clean_day("'24. 10. 4.").value, str(clean_day("45569").rule), clean_day("04/10/2024").value
    (datetime.date(2024, 10, 4), 'serial-day', None)
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    plain = collapse(narrow(text))
    parts, rule = _parts(plain)
    if parts is None:
        return Cleaned(None, text, Rule.UNSURE)
    try:
        value = date(*parts)
    except ValueError:
        return Cleaned(None, text, Rule.IMPOSSIBLE)
    if value >= _OPEN_FROM:
        return Cleaned(None, text, Rule.OPEN_ENDED)
    if value < _FIRST:
        return Cleaned(None, text, Rule.IMPOSSIBLE)
    return Cleaned(value, text, Rule.AS_SAID if plain == value.isoformat() else rule)


def _parts(plain: str) -> tuple[tuple[int, int, int] | None, Rule]:
    """Year, month and day of any spelling, and the rule that reads it so."""
    if found := _DAY.fullmatch(plain) or _PACKED.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups() if part is not None)
        return (year, month, day), Rule.REFORMATTED
    if found := _SHORT_YEAR.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups() if part is not None)
        return (_with_century(year), month, day), Rule.CENTURY_ADDED
    if found := _NAMED.fullmatch(plain):
        named = (found[3], found[2], found[1]) if found[1] else (found[6], found[4], found[5])
        month_name = named[1][:3].lower()
        if month_name in _MONTHS:
            return (int(named[0]), _MONTHS.index(month_name) + 1, int(named[2])), Rule.REFORMATTED
    if (found := _SERIAL.fullmatch(plain)) and _SERIALS[0] <= int(found[1]) <= _SERIALS[1]:
        value = _SERIAL_ZERO + timedelta(days=int(found[1]))
        return (value.year, value.month, value.day), Rule.SERIAL_DAY
    return None, Rule.UNSURE


def _with_century(year: int) -> int:
    """The present century up to its middle, else the one before: facilities are founded, not foretold."""
    return 2000 + year if year < 50 else 1900 + year


@lru_cache(maxsize=ONE_LIST)
def clean_period(text: str) -> Cleaned[Period]:
    """A period written as two days; one that cannot be read, or two of them, leaves it unsure.

    >>> clean_period("2026. 3. 1. ~ 2026. 11. 30.").value.last
    datetime.date(2026, 11, 30)
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    ends = _PERIOD.split(collapse(narrow(text)))
    if len(ends) != 2:
        return Cleaned(None, text, Rule.UNSURE)
    first, last = clean_day(ends[0]), clean_day(ends[1])
    unread = {Rule.UNSURE, Rule.IMPOSSIBLE, Rule.WITHHELD, Rule.NOT_APPLICABLE}
    if {first.rule, last.rule} & unread or not (first.value or last.value):
        return Cleaned(None, text, Rule.UNSURE)
    if first.value and last.value and last.value < first.value:
        return Cleaned(None, text, Rule.IMPOSSIBLE)
    return Cleaned(Period(first.value, last.value), text, Rule.REFORMATTED)
