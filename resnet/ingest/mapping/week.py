"""Seven columns of one week: the hours of each day in a column of its own, as clinics list them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from resnet.ingest.clean.spacing import blank_of, collapse, spaceless
from resnet.ingest.mapping.column import Column
from resnet.ingest.mapping.marks import NO, YES
from resnet.ingest.mapping.synonym import Why, spellings
from resnet.ingest.readers.table import RawRow

_LETTERS = "월화수목금토일"
_WORKDAYS = "평일"
_DAY = re.compile(
    rf"(?:진료|운영|영업|이용)?(?:시간)?([{_LETTERS}]|평일|주중)(?:요일)?(?:진료|운영|영업|이용)?(?:시간)?"
)
_FEWEST = 5
_CLOSED = re.compile(r"(?:정기)?\s*(?:휴무|휴진|휴관|휴원|휴일|미운영)(?:일)?|[×✕xX]")


def columns_of_week(columns: Sequence[Column]) -> Mapping[str, int]:
    """The number of each weekday's column, nothing where fewer than five days have one."""
    found: dict[str, int] = {}
    for column in columns:
        if column.role is None and column.why is not Why.TOLD:
            day = _day_of(column.head)
            if day:
                found.setdefault(day, column.number)
    # Workdays in one column and Saturday in another are a week too.
    return found if len(found) >= _FEWEST or (_WORKDAYS in found and len(found) > 1) else {}


def days_marked(row: RawRow, week: Mapping[str, int]) -> str:
    """The days that have a mark and no hours, joined; nothing where a day says anything else.

    Whoever is there only on some days is marked on those: ○ under 화 and 목.
    """
    said = {day: text for day, number in week.items() if (text := spaceless(row.text(number)))}
    marked = [day for day, text in said.items() if text in YES]
    is_marked = bool(marked) and all(text in YES or text in NO for text in said.values())
    return "+".join(marked) if is_marked else ""


def names_a_day(header: str) -> bool:
    """Whether the head is a day of the week."""
    return bool(_day_of(header))


def _day_of(header: str) -> str:
    day = next(filter(None, map(_DAY.fullmatch, spellings(header))), None)
    return day[1].replace("주중", _WORKDAYS) if day is not None else ""


def hours_of_week(row: RawRow, week: Mapping[str, int]) -> str:
    """The row's hours in words, days with the same hours together: 월~금 09:00~19:00, 토 09:00~14:00."""
    told = [(day, _hours(row.text(week[day]))) for day in (_WORKDAYS, *_LETTERS) if day in week]
    parts = []
    for hours, days in groupby(told, key=lambda each: each[1]):
        same = [day for day, _ in days]
        if hours:
            is_run = len(same) > 1 and same[0] != _WORKDAYS
            days_said = f"{same[0]}~{same[-1]}" if is_run else "·".join(same)
            parts.append(f"{days_said} {hours}")
    return ", ".join(parts)


def _hours(cell: str) -> str:
    text = collapse(cell)
    is_mark = text in YES or text in NO
    return "" if is_mark or blank_of(text) is not None or _CLOSED.fullmatch(text) else text
