"""Whole numbers: people and won."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from resnet.ingest.clean.cleaned import ONE_LIST, Cleaned, Rule
from resnet.ingest.clean.spacing import blank_of, collapse, narrow

_LARGEST = 10**12
_COUNT = re.compile(r"(?:총|약|정원)?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?\s*(?:명|인|개소|개|건|세대|가구)?")
# The number of places is the most that are taken: 20명 이내. What brackets break it down to adds nothing.
_AT_MOST = re.compile(
    r"\s*(?:이내|이하|까지|내외|안팎)$|(?<=[명인])\s*\((?:남|여|주간|야간|생활|이용)[^()]*\)$|\s*\(\s*(?:현원|대기)[^()]*\)$"
)
# 30/25, 30명 / 현원 25명, 30(25): the places, then how many are taken.
_AND_TAKEN = re.compile(r"(?P<places>[^/()]+?)\s*(?:/.*|\(.*\))")
# 3만 5천원, 5천원, 3,000원, 2만원, 50000; a leading word says per what.
_WON = re.compile(
    r"(?P<per>월|매월|1회|회당|1식|일|1일|연|1인)?\s*(?:(?P<man>\d+)만)?\s*(?:(?P<chon>\d+)천)?\s*"
    r"(?P<one>\d{1,3}(?:,\d{3})+|\d+)?(?:\.0+)?\s*(?P<unit>원)?\s*(?:/\s*(?P<after>월|회|식|일|년|인))?"
)
_FREE = re.compile(r"(?:전액\s*)?무료(?:\s*(?:이용|제공|급식|운영))?|본인\s*부담금?\s*없음|0\s*원?")
_NO_COST = re.compile(r"없음|free(?:\s+of\s+charge)?|no\s+(?:fee|charge|cost)", re.IGNORECASE)
_PER = {"월": "month", "매월": "month", "1회": "use", "회당": "use", "회": "use", "1식": "use", "식": "use"}
_PER |= {"일": "day", "1일": "day", "연": "year", "년": "year", "1인": "use", "인": "use"}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in won; ``per`` is use, day, month, year or ``""`` where the list does not say."""

    won: int
    per: str = ""

    def __str__(self) -> str:
        words = {"use": "1회 ", "day": "1일 ", "month": "월 ", "year": "연 "}
        return "무료" if self.won == 0 else f"{words.get(self.per, '')}{self.won}원"


@lru_cache(maxsize=ONE_LIST)
def clean_headcount(text: str) -> Cleaned[int]:
    """Persons (or other things counted), 0 or more.

    >>> clean_headcount("13.0").value, clean_headcount("7,176명").value, clean_headcount("해당 없음").value
    (13, 7176, None)
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    plain = _plain(text)
    bare = _AT_MOST.sub("", plain)
    found = _COUNT.fullmatch(bare)
    if not found:
        return Cleaned(None, text, Rule.UNSURE)
    value = int(found.group(1).replace(",", ""))
    if value > _LARGEST:
        return Cleaned(None, text, Rule.IMPOSSIBLE)
    if bare != plain:
        return Cleaned(value, text, Rule.PARTLY)
    return Cleaned(value, text, Rule.AS_SAID if plain == str(value) else Rule.REFORMATTED)


def clean_places(text: str) -> Cleaned[int]:
    """How many there is room for, in a cell that tells how many are taken too.

    >>> clean_places("30/25").value, clean_places("30(현원 25)").value, clean_places("20").value
    (30, 30, 20)
    """
    found = _AND_TAKEN.fullmatch(_plain(text))
    places = clean_headcount(found["places"] if found else text)
    if found is None or places.value is None:
        return places if found is None else Cleaned(None, text, places.rule)
    return Cleaned(places.value, text, Rule.PARTLY)


@lru_cache(maxsize=ONE_LIST)
def clean_money(text: str) -> Cleaned[Money]:
    """An amount in won; anything with conditions stays unsure.

    >>> clean_money("월 5만원").value, clean_money("실비").value
    (Money(won=50000, per='month'), None)
    """
    # "Not applicable" about a cost would be read as free: it is not.
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    plain = _plain(text)
    if _FREE.fullmatch(plain):
        return Cleaned(Money(0), text, Rule.KNOWN_NONE)
    found = _WON.fullmatch(plain)
    parts = found.groupdict() if found else {}
    if not found or not any(parts[name] for name in ("man", "chon", "one")):
        return Cleaned(None, text, Rule.UNSURE)
    won = int(parts["man"] or 0) * 10_000 + int(parts["chon"] or 0) * 1_000
    won += int((parts["one"] or "0").replace(",", ""))
    # "3천 5" without its won is no amount anybody can be held to.
    if won > _LARGEST or ((parts["man"] or parts["chon"]) and not parts["unit"]):
        return Cleaned(None, text, Rule.UNSURE)
    per = _PER.get(parts["per"] or parts["after"] or "", "")
    value = Money(won, per if won else "")
    return Cleaned(value, text, Rule.AS_SAID if plain == str(won) else Rule.REFORMATTED)


def clean_cost(text: str) -> Cleaned[Money]:
    """An amount in a column of costs, where 없음 is nothing to pay.

    >>> clean_cost("없음").value, clean_cost("해당 없음").value, clean_cost("Free").value
    (Money(won=0, per=''), None, Money(won=0, per=''))
    """
    if _NO_COST.fullmatch(_plain(text)):
        return Cleaned(Money(0), text, Rule.KNOWN_NONE)
    return clean_money(text)


def _plain(text: str) -> str:
    return collapse(narrow(text))
