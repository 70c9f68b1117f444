"""Columns of one week: the hours of each day, or of workdays and weekend, in a column of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from resnet.ingest.clean.spacing import blank_of, collapse, spaceless
from resnet.ingest.mapping.marks import NO, YES
from resnet.ingest.mapping.synonym import spellings
from resnet.ingest.readers.table import RawRow

_LETTERS = "월화수목금토일"
_WORKDAYS, _WEEKEND = "평일", "주말"
_OF = r"(?:진료|운영|영업|이용|개방|상담|돌봄|개관)?(?:시간)?"
# Holidays are no day of the week: 일·공휴일 is Sunday, and 공휴일 alone none.
_DAY = re.compile(rf"{_OF}([{_LETTERS}]|평일|주중|주말|토일)(?:요일)?(?:공휴일|휴일)?{_OF}")
_FEWEST = 5
_CLOSED = re.compile(
    r"(?:정기)?\s*(?:휴무|휴진|휴관|휴원|휴일|미\s*운영|운영\s*(?:안\s*함|하지\s*않음)|없음)(?:일)?|[×✕xX]"
)
_NAMES_DAYS = re.compile(
    rf"평일|주중|주말|매일|[{_LETTERS}](?:요일|\s*[~∼\-,·]\s*[{_LETTERS}]|\s+\d)|^[{_LETTERS}]\s*:"
)


def columns_of_week(heads: Iterable[tuple[int, str]]) -> Mapping[str, int]:
    """The number of each day's column, by its number and head; nothing where fewer than five days have one.

    Workdays in one column and Saturday or the weekend in another are a week too.
    """
    found: dict[str, int] = {}
    for number, head in heads:
        day = _day_of(head)
        if day:
            found.setdefault(day, number)
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
    return day[1].replace("주중", _WORKDAYS).replace("토일", _WEEKEND) if day is not None else ""


def hours_of_week(row: RawRow, week: Mapping[str, int]) -> str:
    """The row's hours in words, days with the same hours together: 월~금 09:00~19:00, 토 09:00~14:00."""
    told = [(day, _hours(row.text(week[day]))) for day in (_WORKDAYS, *_LETTERS, _WEEKEND) if day in week]
    parts = []
    for hours, days in groupby(told, key=lambda each: each[1]):
        same = [day for day, _ in days]
        if hours and _NAMES_DAYS.search(hours):
            # 토 10:00~18:00 under 주말: the cell knows better than the head.
            parts.append(hours)
        elif hours:
            is_run = len(same) > 1 and not {_WORKDAYS, _WEEKEND} & set(same)
            days_said = f"{same[0]}~{same[-1]}" if is_run else "·".join(same)
            parts.append(f"{days_said} {hours}")
    return ", ".join(parts)


def _hours(cell: str) -> str:
    text = collapse(cell)
    is_mark = text in YES or text in NO
    return "" if is_mark or blank_of(text) is not None or _CLOSED.fullmatch(text) else text
