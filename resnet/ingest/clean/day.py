"""Calendar days and periods."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from resnet.ingest.clean.cleaned import Cleaned, Rule
from resnet.ingest.clean.spacing import blank_of, collapse, narrow

_CLOCK = r"(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_DAY = re.compile(
    rf"(\d{{4}})\s*(?:[-./]\s*(\d{{1,2}})\s*[-./]\s*(\d{{1,2}})\.?|년\s*(\d{{1,2}})월\s*(\d{{1,2}})일)"
    rf"(?:\s*\([월화수목금토일]\))?{_CLOCK}"
)
_PACKED = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
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


def clean_day(text: str) -> Cleaned[date]:
    """A calendar day; two-digit years, months alone and names of months are not guessed at.

    >>> clean_day("2024. 10. 4.").value, str(clean_day("9999-12-31").rule), clean_day("Nov-20").value
    (datetime.date(2024, 10, 4), 'open-ended', None)
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    plain = collapse(narrow(text))
    found = _DAY.fullmatch(plain) or _PACKED.fullmatch(plain)
    if not found:
        return Cleaned(None, text, Rule.UNSURE)
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        value = date(year, month, day)
    except ValueError:
        return Cleaned(None, text, Rule.IMPOSSIBLE)
    if value >= _OPEN_FROM:
        return Cleaned(None, text, Rule.OPEN_ENDED)
    if value < _FIRST:
        return Cleaned(None, text, Rule.IMPOSSIBLE)
    return Cleaned(value, text, Rule.AS_SAID if plain == value.isoformat() else Rule.REFORMATTED)


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
