"""English days and halves of the day, as the cleaners of times read them."""

from __future__ import annotations

import re

_ENGLISH = re.compile(r"[A-Za-z]")
_DAYS = {"mon": "월", "tue": "화", "wed": "수", "thu": "목", "fri": "금", "sat": "토", "sun": "일"}
_DAY = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|day|sday|nesday|rsday|urs|r|rs|urday|days)?\b\.?", re.IGNORECASE
)
_HALF = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m\b\.?", re.IGNORECASE)
_WORDS = (
    (re.compile(r"\b(?:daily|every\s*day)\b", re.IGNORECASE), "매일"),
    (re.compile(r"\bweekdays\b", re.IGNORECASE), "평일"),
    (re.compile(r"(?<=\s)to(?=\s)|\buntil\b", re.IGNORECASE), "~"),
)


def in_korean(text: str) -> str:
    """The text with English days and times as Korean lists write them; any other word as it is.

    >>> in_korean("Mon-Fri 9am-6:30pm"), in_korean("월~금 09:00")
    ('월-금 오전 9:00-오후 6:30', '월~금 09:00')
    """
    if not _ENGLISH.search(text):
        return text
    text = _DAY.sub(lambda found: _DAYS[found[1].lower()], text)
    text = _HALF.sub(_clock, text)
    for pattern, word in _WORDS:
        text = pattern.sub(word, text)
    return text


def _clock(found: re.Match[str]) -> str:
    return f"{'오전' if found[3].lower() == 'a' else '오후'} {found[1]}:{found[2] or '00'}"
