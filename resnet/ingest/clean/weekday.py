"""Weekdays on which something runs."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from resnet.ingest.clean.cleaned import ONE_LIST, Cleaned, Rule
from resnet.ingest.clean.english_times import in_korean
from resnet.ingest.clean.opening_hours import written_out
from resnet.ingest.clean.spacing import blank_of, collapse, narrow

# Codes of the vocabulary `weekdays`, in the week's order.
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LETTERS = "월화수목금토일"
_EVERY_DAY = re.compile(r"(?:매일|연중\s*무휴|365일|주\s*7일)(?:\s*운영)?")
_STOPPED = re.compile(r"(?:임시|한시적?)?\s*(?:미\s*운영|운영\s*(?:을\s*)?(?:중단|중지)|휴관(?:\s*중)?)")
# What makes the days differ from week to week: then no weekday is certain. 월 is also "month".
_VARYING = re.compile(
    r"\d+\s*월|\d\s*주(?![가-힣])|월\s*\d+\s*회|매월|매달|분기|격주|째\s*주|번째|마지막|홀수|짝수|변동|별도|부정기|수시|휴무|휴관"
)
_HOLIDAY = re.compile(
    r"(?:법정|국정|임시|대체|국가\s*지정|기타\s*법령이\s*정하는|및|\s)*(?:공휴일|국경일|휴일)(?:\s*(?:은|에는)?\s*제외)?(?:\s*등)?"
    r"|(?:설|추석|명절)\s*(?:연휴|당일)?(?:\s*제외)?|근로자의\s*날"
)
_BRACKET = re.compile(r"\(([^()]*)\)")
# A replacement handed out on another day: the place is closed on this one.
_REPLACED = re.compile(rf"[+,\s]*[{_LETTERS}](?:요일)?\s*\(\s*대체식\s*\)")
_EXCLUDED = re.compile(rf"([{_LETTERS}])요일(?=[^월화수목금토일]*제외)")
_RANGE = re.compile(rf"([{_LETTERS}])(?:요일)?\s*[~∼\-]\s*([{_LETTERS}])(?:요일)?")
_ONE = re.compile(rf"([{_LETTERS}])(?:요일)?")
_TIMES = re.compile(
    r"\s*24\s*시간|(?:오전|오후|낮|밤|저녁|새벽|아침|익일)?\s*\d{1,2}\s*(?::\s*\d{2}|시\s*(?:\d{1,2}\s*분|반)?)|부터|까지|\d{1,2}\.\d{2}"
)
_AROUND_HOURS = re.compile(
    r"[(\[][^)\]]*(?:점심|휴게|중식|소독|청소|교대|정비)[^)\]]*[)\]]|(?<=\s)[~∼\-](?=\s|$)|[()\[\]:]|시간"
)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_HAS_DAY = re.compile(
    rf"평일|주중|주말|매일|연중\s*무휴|[{_LETTERS}]요일|[{_LETTERS}]\s*[~∼\-]\s*[{_LETTERS}]|(?<![가-힣])[{_LETTERS}](?![가-힣])"
)
_NOISE = re.compile(
    r"매주|주\s*\d+\s*[회일]|\d+\s*회|급식|중식|석식|조식|식사|운영|제공|[+,/·ㆍ&\s.]|및|와|과"
)


@lru_cache(maxsize=ONE_LIST)
def clean_weekdays(text: str) -> Cleaned[tuple[str, ...]]:
    """The weekdays in the week's order; ``()`` is "does not run", by the rule ``known-none``.

    Days that change from week to week, and words that are not understood, leave it unsure.

    >>> clean_weekdays("월~금(공휴일 제외)").value
    ('mon', 'tue', 'wed', 'thu', 'fri')
    >>> clean_weekdays("월2회(매월변동)").value, clean_weekdays("미운영").value
    (None, ())
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    plain = in_korean(collapse(narrow(text)))
    if _STOPPED.fullmatch(plain):
        return Cleaned((), text, Rule.KNOWN_NONE)
    if _VARYING.search(plain):
        return Cleaned(None, text, Rule.UNSURE)
    days = _days_of(plain)
    if not days:
        return Cleaned(None, text, Rule.UNSURE)
    value = _in_order(days)
    return Cleaned(value, text, Rule.AS_SAID if show_weekdays(value) == text else Rule.REFORMATTED)


@lru_cache(maxsize=ONE_LIST)
def clean_closing_days(text: str) -> Cleaned[tuple[str, ...]]:
    """The weekdays left open by a list of closing days; holidays alone tell nothing of the week.

    >>> clean_closing_days("매주 토요일+일요일+공휴일").value
    ('mon', 'tue', 'wed', 'thu', 'fri')
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    plain = collapse(narrow(text))
    if _EVERY_DAY.fullmatch(plain):
        return Cleaned(WEEKDAYS, text, Rule.BY_COMPLEMENT)
    closed = _letters(re.sub(r"\s*(?:휴무|휴관)\s*$", "", plain))
    if not closed or len(closed) == len(WEEKDAYS):
        return Cleaned(None, text, Rule.UNSURE)
    return Cleaned(_in_order(set(_LETTERS) - closed), text, Rule.BY_COMPLEMENT)


@lru_cache(maxsize=ONE_LIST)
def weekdays_of_hours(text: str) -> Cleaned[tuple[str, ...]]:
    """The weekdays that a cell of opening hours names beside its times: all of them, whatever the times.

    >>> weekdays_of_hours("월~금 09:00~18:00, 토 09:00~13:00").value
    ('mon', 'tue', 'wed', 'thu', 'fri', 'sat')
    >>> weekdays_of_hours("09:00~18:00").value is None
    True
    """
    plain = in_korean(written_out(text))
    if _TIMES.search(outside := _BRACKETS.sub(" ", plain)) and not _HAS_DAY.search(outside):
        # 09:00~18:00(토 09:00~13:00): the bracket tells the hours of other days, and no day of these.
        bare = " ".join(inside for inside in _BRACKETS.findall(plain) if not _TIMES.search(inside))
    else:
        bare = plain
    bare = _AROUND_HOURS.sub(" ", _TIMES.sub(" ", bare))
    if blank_of(text) is not None or _VARYING.search(bare) or not _HAS_DAY.search(bare):
        return Cleaned(None, text, Rule.EMPTY)
    days = _letters(bare)
    if not days:
        return Cleaned(None, text, Rule.EMPTY)
    return Cleaned(_in_order(days), text, Rule.BY_WORD)


@lru_cache(maxsize=ONE_LIST)
def days_left_open(closed: str, hours: str) -> Cleaned[tuple[str, ...]]:
    """The weekdays that closing days leave open, as far as the opening hours agree.

    Hours that differ from week to week leave none certain; of days that they name only those count.

    >>> days_left_open("일요일", "격주 수 10시").value, days_left_open("일요일", "수 10시").value
    (None, ('wed',))
    """
    left = clean_closing_days(closed)
    bare = _AROUND_HOURS.sub(" ", _TIMES.sub(" ", in_korean(written_out(hours))))
    if left.value is None or _VARYING.search(bare):
        return Cleaned(None, closed, left.rule if left.value is None else Rule.UNSURE)
    named = weekdays_of_hours(hours).value
    both = tuple(day for day in left.value if named is None or day in named)
    return Cleaned(both or None, closed, left.rule if both else Rule.UNSURE)


def show_weekdays(days: Collection[str]) -> str:
    """The days as lists write them: ``월+화``; nothing for none.

    >>> show_weekdays(("sat", "mon"))
    '월+토'
    """
    return "+".join(letter for letter, code in zip(_LETTERS, WEEKDAYS, strict=True) if code in days)


def _days_of(text: str) -> set[str] | None:
    text = _REPLACED.sub("", text)
    outside = _BRACKET.sub(" ", text)
    excluded = set(_EXCLUDED.findall(" ".join(_BRACKET.findall(text))))
    if (days := _letters(outside)) is not None and days:
        return days - excluded
    inside = [found for bracket in _BRACKET.findall(text) if (found := _letters(bracket))]
    # Several meals on different days: no one set of days is the place's.
    if not inside or any(found != inside[0] for found in inside):
        return None
    return inside[0] - excluded


def _letters(text: str) -> set[str] | None:
    """The weekday letters a text consists of, None when anything else is in it."""
    rest = _HOLIDAY.sub(" ", text)
    days: set[str] = set()
    for words, letters in (
        (_EVERY_DAY.pattern, _LETTERS),
        ("평일|주중", _LETTERS[:5]),
        ("주말", _LETTERS[5:]),
    ):
        if re.search(words, rest):
            days |= set(letters)
            rest = re.sub(words, " ", rest)
    for first, last in _RANGE.findall(rest):
        start, end = _LETTERS.index(first), _LETTERS.index(last)
        if end <= start:
            return None
        days |= set(_LETTERS[start : end + 1])
    rest = _NOISE.sub(" ", _RANGE.sub(" ", rest))
    days |= set(_ONE.findall(rest))
    return None if _ONE.sub("", rest).strip() else days


def _in_order(days: Collection[str]) -> tuple[str, ...]:
    return tuple(code for letter, code in zip(_LETTERS, WEEKDAYS, strict=True) if letter in days)
