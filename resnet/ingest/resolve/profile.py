"""What is compared of an entry, whatever it was read from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache

from resnet.ingest.resolve.name_words import name_words

_SIGNS = re.compile(r"[\W_]+")
_UNIT = re.compile(r"(지하|b)?\s*(\d+)\s*(층|호|동)|(\d{3,4})(?=$|[\s,)])", re.IGNORECASE)
# 2차, 제3관, and what was a Roman numeral before its width was narrowed.
_NUMBER = re.compile(r"\d+|(?<![a-z])i{1,3}(?![a-z])")
_ROMAN = {"i": "1", "ii": "2", "iii": "3"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An entry as far as identity asks for it; ``""`` and ``()`` are unknown.

    ``name`` and ``former`` are without legal form, ``site`` is district to road or lot number, ``unit`` what
    stands behind it; ``phones`` are digits with signs as cleaned; ``kind`` is a code of ``agency_types``.
    ``sources`` are the lists that tell of it; ``state`` is a code of ``operating_states`` that holds since
    ``state_since``, as said on ``said_on``.
    """

    key: str
    name: str
    former: str = ""
    form: str = ""
    phones: tuple[str, ...] = ()
    site: str = ""
    unit: str = ""
    province: str = ""
    district: str = ""
    latitude: float | None = None
    longitude: float | None = None
    operator: str = ""
    kind: str = ""
    sources: tuple[str, ...] = ()
    state: str = ""
    state_since: date | None = None
    said_on: date | None = None


def plain(text: str) -> str:
    """The letters and digits of a text, in one width and case.

    >>> plain("우성 (1차)·요양원")
    '우성1차요양원'
    """
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())


@cache
def _kinds() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(name_words().kinds, key=len, reverse=True)))
    return re.compile(f"(?<=.)(?:{words})+$")


def brand_of(name: str) -> str:
    """A plain name without the words for its kind of facility; the whole name where nothing else is left.

    >>> brand_of("효사랑노인요양원"), brand_of("요양원")
    ('효사랑', '요양원')
    """
    return _kinds().sub("", name)


def numbers_in(name: str) -> tuple[str, ...]:
    """The numbers of a plain name, in order, without zeros before them.

    >>> numbers_in("우성02차3호")
    ('2', '3')
    """
    return tuple(_ROMAN.get(each) or each.lstrip("0") or "0" for each in _NUMBER.findall(name))


def unit_of(detail: str) -> str:
    """Floor, unit and block of what stands behind the number, in one spelling and order.

    >>> unit_of("B1층 102호"), unit_of("3층, 302"), unit_of("(주안동)")
    ('-1층 102호', '302호 3층', '')
    """
    found = set()
    for below, number, word, bare in _UNIT.findall(unicodedata.normalize("NFKC", detail)):
        digits = (number or bare).lstrip("0") or "0"
        found.add(f"{'-' if below else ''}{digits}{word or '호'}")
    return " ".join(sorted(found))
