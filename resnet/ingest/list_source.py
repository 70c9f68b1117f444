"""Which list a file is: its name without its date, and the day it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unicodedata import normalize

_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH = re.compile(r"(?<!\d)(?:19|20)\d{2}[-_.]?(?:0[1-9]|1[0-2])(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_EDGE = " _-.()"


@dataclass(frozen=True, slots=True)
class ListName:
    """``name`` is the same for every issue of a list; ``day`` is the issue's, None when it is not said."""

    name: str
    day: date | None


def list_name(path: Path) -> ListName:
    """The list's name and day, out of the file's name.

    >>> list_name(Path("incheon_welfare_facilities_20250131.csv"))
    ListName(name='incheon_welfare_facilities', day=datetime.date(2025, 1, 31))
    """
    stem = normalize("NFC", path.stem)
    found = _DATE.search(stem)
    day = _day(found) if found else None
    bare = stem
    for pattern in (_DATE, _MONTH, _YEAR):
        bare = pattern.sub(" ", bare)
    name = re.sub(r"[\s_-]{2,}|\s+", " ", bare).strip(_EDGE)
    return ListName(name or stem, day)


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
