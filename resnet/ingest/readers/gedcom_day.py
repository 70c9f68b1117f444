"""Days of family files: 1 APR 1911, ABT 1890, @#DJULIAN@ 25 DEC 1691/92."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_CALENDAR: Final = re.compile(r"@#D([A-Z ]+)@\s*|(GREGORIAN|JULIAN|FRENCH_R|HEBREW)\s+")
_ABOUT: Final = re.compile(r"(?:ABT|ABOUT|CAL|EST|INT|CIRCA|CA|C)\.?\s+")
# As programs of today write days, against the standard: the year first, so that no month can be a day.
_NUMBERS: Final = re.compile(r"(\d{4})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{1,2})\.?")
_DAY: Final = re.compile(r"(?:(?:(\d{1,2})\s+)?([A-Z]{3})\s+)?(\d{3,4})(?:/\d{2})?(?:\s*\(.*\))?")


@dataclass(frozen=True, slots=True)
class Day:
    """``on`` where the whole day is said, ``year`` where at least that is; None is unknown."""

    on: date | None
    year: int | None


def day_of(text: str) -> Day:
    """The day; of a range, another calendar or a phrase nothing that could be relied on.

    >>> day_of("2 OCT 1822"), day_of("ABT 1890"), day_of("BEF 1828").year
    (Day(on=datetime.date(1822, 10, 2), year=1822), Day(on=None, year=1890), None)
    >>> day_of("1970-05-03").on, day_of("circa 1890").year, day_of("03/05/1970").year
    (datetime.date(1970, 5, 3), 1890, None)
    """
    plain = " ".join(text.upper().split())
    calendar = _CALENDAR.match(plain)
    system = (calendar[1] or calendar[2]) if calendar else "GREGORIAN"
    if system not in {"GREGORIAN", "JULIAN"}:
        return Day(None, None)
    plain = plain[calendar.end() :] if calendar else plain
    if numbers := _NUMBERS.fullmatch(plain):
        plain = f"{numbers[3]} {_month(int(numbers[2]))} {numbers[1]}"
    about = _ABOUT.match(plain)
    found = _DAY.fullmatch(plain[about.end() :] if about else plain)
    if found is None or (found[2] and found[2] not in _MONTHS):
        return Day(None, None)
    year = int(found[3])
    # A day of the Julian calendar is another one of ours; its year is near enough.
    if about or system == "JULIAN" or not found[1]:
        return Day(None, year)
    try:
        return Day(date(year, _MONTHS.index(found[2]) + 1, int(found[1])), year)
    except ValueError:
        return Day(None, year)


def _month(number: int) -> str:
    return _MONTHS[number - 1] if 1 <= number <= len(_MONTHS) else ""
