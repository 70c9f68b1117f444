"""Whether something runs, where a cell says so in so many words, and since when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from resnet.ingest.clean.cleaned import ONE_ROW, Cleaned, Rule
from resnet.ingest.clean.day import DAY_TEXT, clean_day
from resnet.ingest.clean.spacing import blank_of, collapse, narrow, spaceless
from resnet.ingest.shipped_table import shipped_table

# Without a letter no cell tells a state.
WORDS = re.compile("[가-힣ᄀ-ᇿA-Za-z]")
_DAYS = re.compile(DAY_TEXT)
# What stands around a state and its day and says no more.
_AROUND = re.compile(
    r"(?<=\s)(?:자|부로?)(?=\s)|[\s()\[\]{}<>.,:;/~∼～-]|부터|까지|자로|일자|으?로|예정일|처리|신고|됨|함"
)
# "~2026.12.31", "12월 31일까지": a day that ends the state.
_UNTIL = re.compile(rf"[~∼～]\s*{DAY_TEXT}|{DAY_TEXT}\s*까지")
_ENDED = frozenset({"closed", "suspended"})
_TO_COME = re.compile(r"예정|검토|문의|우려|가능|신청|계획|추진|않을|아님|시\s")
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_MONTH = re.compile(
    r"(?<![\d.])(?:['’‘`])?(\d{4}|\d{2})\s*(?:년|[.])\s*(\d{1,2})\s*(?:월|\.)(?!\s*\d)\s*[초중말경]?"
)
_WENT_INTO = re.compile(
    r"(?:\S+\s){0,3}\S*[가-힣○〇*](?:으로|로)\s*(?:흡수\s*)?통(?:합|폐합)\s*(?:됨|되었음|완료)?\.?"
)
# What a sub-heading says around a state: 폐지 시설 현황, 휴업된 기관, 운영 중인 곳.
_OF_PLACES = re.compile(r"(?:인|한|된|하는)?(?:시설|기관|업체|사업장|어린이집|곳)?(?:목록|현황|명단)?$")
_LONGEST_REMARK = 40
_TWO_DIGITS = 99


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
    if not WORDS.search(text):
        return Cleaned(None, text, Rule.UNSURE)
    states = shipped_table("name_parts")["states"]
    plain = spaceless(text).strip("()[].").lower()
    if plain in states:
        return Cleaned(State(states[plain]), text, Rule.BY_WORD)
    narrowed = collapse(narrow(text))
    code = states.get(_AROUND.sub("", _DAYS.sub(" ", narrowed)))
    days = [clean_day(found[0]).value for found in _DAYS.finditer(narrowed)]
    if code is None or not days or len(days) > 2 or None in days:
        return Cleaned(None, text, Rule.UNSURE)
    if len(days) == 1 and _UNTIL.search(narrowed):
        return Cleaned(State(code, None, days[0]), text, Rule.BY_WORD)
    return Cleaned(State(code, days[0], days[1] if len(days) == 2 else None), text, Rule.BY_WORD)


def clean_remark_on_state(text: str, on: date | None) -> Cleaned[State]:
    """The state that a remark tells of the whole place: that it ended or rests, and nothing that is to come.

    A remark may stand beside other words in brackets, tell only the month, or where the place went. ``on`` is
    the day of the list: a month is believed once it has come by then.

    >>> str(clean_remark_on_state("24.3.1.자 폐업", None).value.since)
    '2024-03-01'
    >>> clean_remark_on_state("가온센터로 통합", None).value.code
    'closed'
    >>> clean_remark_on_state("폐업 예정", None).value is None
    True
    """
    whole = clean_status(text)
    if whole.value is not None:
        return whole if _has_ended(whole.value, on) else Cleaned(None, text, Rule.UNSURE)
    narrowed = collapse(narrow(text))
    if len(narrowed) > _LONGEST_REMARK or _TO_COME.search(narrowed):
        return Cleaned(None, text, Rule.UNSURE)
    outside = _BRACKET.sub(" ", narrowed)
    parts = [outside, *_BRACKET.findall(narrowed)]
    months = [(int(found[1]), int(found[2])) for found in _MONTH.finditer(narrowed)]
    if months and on is not None and (_century(months[0][0]), months[0][1]) <= (on.year, on.month):
        parts.append(_MONTH.sub(" ", outside))
    for part in parts:
        found = clean_status(collapse(part)).value or _bare_state(part)
        if found is not None and _has_ended(found, on):
            return Cleaned(found, text, Rule.BY_WORD)
    if _WENT_INTO.fullmatch(_DAYS.sub(" ", outside).strip()):
        day = next((clean_day(found[0]).value for found in _DAYS.finditer(outside)), None)
        return Cleaned(State("closed", day), text, Rule.BY_WORD)
    return Cleaned(None, text, Rule.UNSURE)


def state_of_heading(text: str) -> str | None:
    """The state that a sub-heading tells of the places under it, as a cell would say it; None for any other.

    >>> state_of_heading("폐지 시설 현황"), state_of_heading("운영 중인 기관")
    ('폐지', '운영중')
    """
    plain = _OF_PLACES.sub("", spaceless(text))
    return plain if plain and clean_status(plain).value is not None else None


def may_tell_an_end(text: str) -> bool:
    """Whether ``clean_remark_on_state`` has to be asked: every letter of some word that it knows is there.

    >>> may_tell_an_end("한빛 누리 지원"), may_tell_an_end("24.3.1.자 폐 업")
    (False, True)
    """
    if not text:
        return False
    letters = set(collapse(narrow(text)).lower())
    return any(word <= letters for word in _letters_of_an_end())


@cache
def _letters_of_an_end() -> tuple[frozenset[str], ...]:
    """The letters of each word of an end; those that have all of another's are left out."""
    states = shipped_table("name_parts")["states"]
    words = {frozenset(word) for word, code in states.items() if code in _ENDED} | {frozenset("통합")}
    return tuple(sorted((each for each in words if not any(other < each for other in words)), key=sorted))


def is_of_ended(heading: str) -> bool:
    """Whether places under the sub-heading ended or rest.

    >>> is_of_ended("폐지 시설 현황"), is_of_ended("운영 중인 기관")
    (True, False)
    """
    state = clean_status(state_of_heading(heading) or "").value
    return state is not None and state.code in _ENDED


def _has_ended(state: State, on: date | None) -> bool:
    """Whether the place ended or rests, and does so still on the list's day."""
    is_over = state.until is not None and on is not None and state.until < on
    return state.code in _ENDED and not is_over


def _bare_state(text: str) -> State | None:
    """The state that the words tell beside what says no more: 폐쇄됨, 폐업 처리."""
    code = shipped_table("name_parts")["states"].get(_AROUND.sub("", text))
    return State(code) if code is not None else None


def _century(year: int) -> int:
    return year if year > _TWO_DIGITS else 2000 + year
