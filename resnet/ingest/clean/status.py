"""Whether something runs, where a cell says so in so many words, and since when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from resnet.ingest.clean.cleaned import ONE_ROW, Cleaned, Rule
from resnet.ingest.clean.day import DAY_TEXT, clean_day
from resnet.ingest.clean.spacing import blank_of, collapse, narrow, spaceless
from resnet.ingest.shipped_table import shipped_table

_HANGUL = re.compile("[가-힣ᄀ-ᇿ]")
_DAYS = re.compile(DAY_TEXT)
# What stands around a state and its day and says no more.
_AROUND = re.compile(r"[\s()\[\]{}<>.,:;/~∼～-]|부터|까지|자로|일자|으?로|예정일|처리|신고|됨|함")


@dataclass(frozen=True, slots=True)
class State:
    """A code of ``operating_states``; ``since`` when, and ``until`` when if that is said."""

    code: str
    since: date | None = None
    until: date | None = None

    def __str__(self) -> str:
        return self.code


@lru_cache(maxsize=ONE_ROW)
def clean_status(text: str) -> Cleaned[State]:
    """The state that the whole cell names, with its days; any other text is unsure.

    >>> clean_status("휴지 중").value, clean_status("접수마감").value
    (State(code='suspended', since=None, until=None), None)
    >>> clean_status("2024. 3. 1. 폐업").value
    State(code='closed', since=datetime.date(2024, 3, 1), until=None)
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    if not _HANGUL.search(text):
        # No state is written without a word of the language: most cells asked are telephone numbers.
        return Cleaned(None, text, Rule.UNSURE)
    states = shipped_table("name_parts")["states"]
    plain = spaceless(text).strip("()[].")
    if plain in states:
        return Cleaned(State(states[plain]), text, Rule.BY_WORD)
    narrowed = collapse(narrow(text))
    code = states.get(_AROUND.sub("", _DAYS.sub(" ", narrowed)))
    days = [clean_day(found[0]).value for found in _DAYS.finditer(narrowed)]
    if code is None or not days or len(days) > 2 or None in days:
        return Cleaned(None, text, Rule.UNSURE)
    return Cleaned(State(code, days[0], days[1] if len(days) == 2 else None), text, Rule.BY_WORD)
