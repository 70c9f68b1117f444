"""Times of the day at which something runs, in minutes since midnight."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from resnet.ingest.clean.cleaned import ONE_LIST, Cleaned, Rule
from resnet.ingest.clean.english_times import in_korean
from resnet.ingest.clean.spacing import blank_of, collapse, narrow

_HOURS = 24
_EARLY, _MORNING, _NOON = 6, 9, 12
_HALF_DAY = _NOON * 60
_DAY = _HOURS * 60
# From the evening to the next morning; 14:00~07:30 is sooner a slip than a night.
_LONGEST_NIGHT = 16 * 60
_AFTERNOON, _EVENING, _BEFORE_NOON = ("오후", "PM"), ("저녁", "밤"), ("오전", "AM", "새벽", "아침", "익일")
# The day after: 다음 날 7시, 익일 오전 6시.
_NEXT_DAY = re.compile(r"(?:(?:그\s*)?다음\s*날|익일|명일|이튿날)\s*(?:오전|새벽|아침)?\s*|당일\s*(?=\d)")
# What stands before the hours of days of their own.
_OF_DAYS = re.compile(r"(?:[월화수목금토일](?:요일)?|평일|주중|주말|공휴일)(?:은|:|\()?\s*$")
_HALF = r"(오전|오후|AM|PM|낮|밤|저녁|새벽|아침|익일)?"
_TIME = rf"{_HALF}\s*(\d{{1,2}})\s*(?::\s*(\d{{2}})|\.(\d{{2}})(?!\d)|시\s*(?:(\d{{1,2}})\s*분|(반))?)"
# "9:00 AM": as people write it who put it behind, before the clock is read.
_HALF_BEHIND = re.compile(r"(\d{1,2}:\d{2})\s*(AM|PM)")
# "9~18시", "0900~1800": as people write both ends.
_BOTH_HOURS = re.compile(r"(?<![\d:.])(\d{1,2})\s*[~∼\-]\s*(\d{1,2})\s*시(?!\s*간)")
# "평일 9-18": behind a day of the week two bare numbers are hours.
_BARE_HOURS = re.compile(
    r"(평일|주중|매일|주말|[월화수목금토일](?:요일)?)\s*(\d{1,2})\s*[~∼\-]\s*(\d{1,2})(?![\d:.]|\s*[시일월회주])"
)
_LUNCH = re.compile(r"(점심|중식|휴게)(?:시간)?\s*(\d{1,2})\s*[~∼\-]\s*(\d{1,2})(?![\d:.]|\s*[시일월회주])")
# "…, 토 격주": other days, and no hours of theirs.
_DAYS_WITHOUT_HOURS = re.compile(r"[,/·]\s*(?:[토일](?:요일)?|주말|공휴일|휴일)[^\d,/]*$")
_PACKED_SPAN = re.compile(r"(?<!\d)([01]\d|2[0-4])([0-5]\d)\s*[~∼\-]\s*([01]\d|2[0-4])([0-5]\d)(?!\d)")
_OF_OTHER_DAYS = re.compile(
    r"[(\[][^()\[\]]*(?:점심|휴게|중식|브레이크|[토일]|주말|휴일|방학|회당|\d\s*분)[^()\[\]]*[)\]]"
)
# A bracket that tells when nothing runs, or on which days: (12:00-13:00 소독), (첫째 주 휴진), (연중무휴).
_BREAK = re.compile(
    r"[(\[][^()\[\]]*(?:소독|청소|교대|브리핑|정비|휴진|휴무|휴관|휴원|무휴|째\s*주|예약제|접수)[^()\[\]]*[)\]]"
)
_FROM_TO = re.compile(r"(시|분|반|\d{2})\s*부터\s*|\s*까지")
_CLOCK = re.compile(_TIME)
_SPAN = re.compile(rf"{_TIME}(?:\s*[~∼\-–]\s*(?:{_TIME})?)?")
_PACKED = re.compile(r"(\d{2})(\d{2})")
_ALL_DAY = re.compile(
    r"(?:(?:매일|평일|주중|주말|[월화수목금토일](?:요일)?(?=[\s~·,/]))[\s~·,/]*)*(?:연중\s*)?(?:상시\s*)?24\s*시간(?:\s*(?:운영|상담))?"
)
# Words that only name the meal or the part of the day; with any other word the hours are not certain.
_LABEL = re.compile(
    r"(?:매월|매달)?\s*(?:(?:[첫둘셋넷]|\d\s*번?)째|\d)(?:[,·・ㆍ]\s*(?:(?:[첫둘셋넷]|\d\s*번?)째|\d))*\s*주(?:차)?|격주|매월|매달|매주|휴게|조식|중식|석식|아침|점심|저녁|급식|일반식|대체식|도시락|식사|운영|평일|주중|주말|매일|시간|요일|[월화수목금토일]"
    r"|[()\[\]+,/·ㆍ&\s:.~-]|및|와|과"
)


@dataclass(frozen=True, slots=True)
class Window:
    """From ``opens`` to ``closes`` in minutes since midnight; None when only the start is said."""

    opens: int
    closes: int | None

    def __str__(self) -> str:
        closes = "" if self.closes is None else show_minute(self.closes)
        return f"{show_minute(self.opens)}~{closes}"


@lru_cache(maxsize=ONE_LIST)
def clean_hours(text: str) -> Cleaned[tuple[Window, ...]]:
    """The windows in the order said; several are several meals, not one long day.

    >>> [str(each) for each in clean_hours("중식(12:00-13:00)+석식(17:00-18:00)").value]
    ['12:00~13:00', '17:00~18:00']
    >>> clean_hours("11시30분~12시30분").value, clean_hours("배달만 운영").value
    ((Window(opens=690, closes=750),), None)
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    plain = written_out(text)
    outside = plain
    for apart in (_BREAK, _OF_OTHER_DAYS, _DAYS_WITHOUT_HOURS):
        outside = apart.sub(" ", outside)
    outside = collapse(outside)
    if outside != plain and (_CLOCK.search(outside) or _ALL_DAY.fullmatch(outside)):
        # The hours of most days stand outside; a bracket tells those of others, or of lunch.
        first = _windows(outside, text)
        return Cleaned(first.value, text, Rule.PARTLY) if first.value else _windows(plain, text)
    return _windows(plain, text)


def written_out(text: str) -> str:
    """The text with both ends of each span as a clock shows them: 9-18시 and, behind a day, 9-18.

    >>> written_out("평일 9-18"), written_out("0900~1800"), written_out("22시-다음 날 7시")
    ('평일 9시~18시', '09:00~18:00', '22시-익일 7시')
    """
    text = _NEXT_DAY.sub(lambda found: "" if found[0].startswith("당") else "익일 ", text)
    plain = _HALF_BEHIND.sub(r"\2 \1", in_korean(collapse(narrow(text))).upper())
    plain = _BOTH_HOURS.sub(r"\1시~\2시", _PACKED_SPAN.sub(r"\1:\2~\3:\4", plain))
    for bare in (_BARE_HOURS, _LUNCH):
        plain = bare.sub(_as_hours, plain)
    return _FROM_TO.sub(lambda found: f"{found[1]}~" if found[1] else "", plain)


def _as_hours(found: re.Match[str]) -> str:
    day, first, last = found.groups()
    opens, closes = int(first), int(last)
    # "수 2-4" may be of the afternoon, and "화 7-9" of the evening.
    is_certain = opens >= _MORNING or (opens >= _EARLY and closes >= _NOON)
    return f"{day} {first}시~{last}시" if is_certain and opens < closes <= _HOURS else found[0]


def _windows(plain: str, text: str) -> Cleaned[tuple[Window, ...]]:
    if _ALL_DAY.fullmatch(plain):
        return Cleaned((Window(0, _DAY),), text, Rule.REFORMATTED)
    found = list(_SPAN.finditer(plain))
    if not found or _LABEL.sub("", _SPAN.sub("", plain)):
        return Cleaned(None, text, Rule.UNSURE)
    windows: list[Window] = []
    of_days: set[Window] = set()
    for each in found:
        window = _window(each.groups())
        if window is None:
            return Cleaned(None, text, Rule.IMPOSSIBLE)
        windows.append(window)
        if _OF_DAYS.search(plain[: each.start()]):
            of_days.add(window)
    value = tuple(dict.fromkeys(windows))
    # Shorter hours of Saturday are no break in those of the other days.
    outer = tuple(
        each for each in value if each in of_days or not any(_is_within(each, other) for other in value)
    )
    if outer != value:
        # The hour for lunch in the middle of the day is no time of its own.
        return Cleaned(outer, text, Rule.PARTLY)
    return Cleaned(value, text, Rule.AS_SAID if ", ".join(map(str, value)) == text else Rule.REFORMATTED)


@lru_cache(maxsize=ONE_LIST)
def clean_clock(text: str) -> Cleaned[int]:
    """One time of the day, in minutes since midnight.

    >>> clean_clock("0930").value, clean_clock("9:00").value, clean_clock("오후 3시").value
    (570, 540, 900)
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    plain = collapse(narrow(text)).upper()
    if packed := _PACKED.fullmatch(plain):
        minute = _minute(("", packed[1], packed[2], None, None, None))
    elif clock := _CLOCK.fullmatch(plain):
        minute = _minute(clock.groups())
    else:
        return Cleaned(None, text, Rule.UNSURE)
    if minute is None:
        return Cleaned(None, text, Rule.IMPOSSIBLE)
    return Cleaned(minute, text, Rule.AS_SAID if plain == show_minute(minute) else Rule.REFORMATTED)


def clean_window(opens: str, closes: str) -> Cleaned[Window]:
    """A window from two cells; an end that is not after the start is dropped, by the rule ``partly``."""
    raw = f"{opens}~{closes}"
    start, end = clean_clock(opens), clean_clock(closes)
    if start.value is None:
        return Cleaned(None, raw, start.rule)
    is_written_out = closes.strip().startswith("0")
    if end.value is not None and _is_after(start.value, end.value, is_written_out=is_written_out):
        return Cleaned(Window(start.value, end.value), raw, Rule.REFORMATTED)
    return Cleaned(Window(start.value, None), raw, Rule.AS_SAID if end.rule is Rule.EMPTY else Rule.PARTLY)


def show_minute(minute: int) -> str:
    """A minute of the day as ``09:30``.

    >>> show_minute(570)
    '09:30'
    """
    return f"{minute // 60:02}:{minute % 60:02}"


def _is_within(inner: Window, outer: Window) -> bool:
    if inner.closes is None or outer.closes is None or inner.closes <= inner.opens:
        return False
    return outer.opens < inner.opens and inner.closes < outer.closes


def _is_after(opens: int, closes: int, *, is_written_out: bool) -> bool:
    """Whether the end is after the start: on the same day, or for certain on the next.

    18:00~9:00 may end in the evening; 22:00~6:00 cannot, and 18:00~09:00 is written by a clock of 24 hours.
    """
    if closes > opens:
        return True
    is_night = opens > _HALF_DAY and closes + _DAY - opens <= _LONGEST_NIGHT
    return is_night and (is_written_out or closes + _HALF_DAY <= opens)


def _window(parts: tuple[str | None, ...]) -> Window | None:
    opens = _minute(parts[:6])
    if opens is None or _may_be_afternoon(parts[0], parts[1] or ""):
        return None
    if parts[7] is None:
        return Window(opens, None)
    half = parts[6] or (parts[0] if parts[0] in (*_AFTERNOON, *_EVENING) else None)
    closes = _minute((half, *parts[7:]))
    # 00:00~00:00 stands where nobody filled it in.
    if closes is None or closes == opens:
        return None
    is_said = parts[6] in _BEFORE_NOON and (opens > _HALF_DAY or parts[6] == "익일")
    is_after = is_said or _is_after(opens, closes, is_written_out=(parts[7] or "").startswith("0"))
    return Window(opens, closes) if is_after else None


def _may_be_afternoon(half: str | None, hour: str) -> bool:
    """Whether nobody can say which half of the day is meant: 2시~5시, 1:00~6:00, and no 02:00."""
    return half is None and len(hour) == 1 and 0 < int(hour) < _EARLY


def _minute(parts: tuple[str | None, ...]) -> int | None:
    half, hour_text, *rest = parts
    hour, minute = int(hour_text or 0), int(next(filter(None, rest[:3]), 0))
    if rest[3]:
        minute = 30
    if hour < _NOON and (half in _AFTERNOON or (half in _EVENING and hour >= _EARLY - 1)):
        hour += _NOON
    if hour == _NOON and half in (*_BEFORE_NOON, "밤"):
        hour = 0 if half != "밤" else _HOURS
    total = hour * 60 + minute
    return total if minute < 60 and total <= _DAY else None
