"""The day that a list says of itself: (2023. 12. 31. 현재), 기준일(20231130), 2024년 6월 말 기준."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from resnet.ingest.clean.day import DAY_TEXT, clean_day
from resnet.ingest.clean.spacing import collapse, narrow
from resnet.ingest.mapping.mapping import Mapping
from resnet.ingest.mapping.shape import NotARow

# Any other day in a title may be that of a law, a meeting or a building.
_ABOUT = r"(?:기준|현재|작성|갱신|조사|현행화|업데이트|수정)"
_BETWEEN = r"[\s:：()\[\]일자은는의말.]{0,6}"
_DAY = re.compile(rf"{_ABOUT}{_BETWEEN}(?P<after>{DAY_TEXT})|(?P<before>{DAY_TEXT}){_BETWEEN}{_ABOUT}")
_MONTH = re.compile(
    rf"(?P<year>(?:19|20)\d{{2}})\s*[년.]\s*(?P<month>1[0-2]|0?[1-9])\s*월?\s*(?P<end>말)?\s*{_ABOUT}"
)


def day_of_list(columns: Mapping, today: date) -> date | None:
    """The day in the name of the sheet or the lines above the header, None where none stands there.

    A month alone is its first day, with 말 its last: the list may not be taken for newer than it says. A day
    yet to come is none.
    """
    for text in (columns.table.sheet or "", *_titles(columns)):
        day = _day_in(collapse(narrow(text)))
        if day is not None and day <= today:
            return day
    return None


def _titles(columns: Mapping) -> list[str]:
    numbers = {line.number for line in columns.dropped if line.why is NotARow.TITLE}
    above = [row for row in columns.table.rows[: len(numbers)] if row.number in numbers]
    return [" ".join(dict.fromkeys(filter(None, row.cells))) for row in above]


def _day_in(text: str) -> date | None:
    for found in _DAY.finditer(text):
        day = clean_day((found["after"] or found["before"]).rstrip(".")).value
        if day is not None:
            return day
    month = _MONTH.search(text)
    if month is None:
        return None
    year, number = int(month["year"]), int(month["month"])
    return date(year, number, monthrange(year, number)[1] if month["end"] else 1)
