"""Addresses: what they say of the place, in one spelling."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from resnet.ingest.clean.cleaned import ONE_LIST, ONE_ROW, Cleaned, Rule
from resnet.ingest.clean.province import province_at_start, province_of
from resnet.ingest.clean.spacing import blank_of, collapse, narrow, spaceless

# A province that no table knows, before a district: invented ones, and those still to come.
_ANY_PROVINCE = re.compile(
    r"([가-힣]{2,}(?:특별시|광역시|자치시|자치도|도))\s+(?=[가-힣]{1,5}[시군구](?:\s|$))"
)
_DISTRICT = re.compile(r"([가-힣]{1,5}[시군구])(?=\s|$)\s*")
_TOWN = re.compile(r"([가-힣0-9]{1,6}[읍면])(?=\s|$)\s*")
# 경인로701번길 26-1, 경인로 701번길26, 계양대로120번길 10, 매소홀로10, 마분로 8: the name, then the number.
_ROAD = re.compile(
    r"(?P<road>[가-힣A-Za-z][가-힣A-Za-z0-9·.]*?(?:대로|로|길|거리)(?![가-힣])"
    r"(?:\s*(?:[동서남북]\s*)?\d+\s*(?:번\s*)?[가-힣]?안?길)?(?:\s*\d+\s*안길)?)"
    r"\s*(?P<number>(?:지하\s*)?\d+(?:\s*-\s*\d+)?)(?!\s*번?길)(?:번지)?"
)
_LOT = re.compile(
    r"(?P<dong>[가-힣]+[0-9]*(?:동|가|리|로\d가))\s*(?P<number>(?:산\s*)?\d+(?:\s*-\s*\d+)?)(?:번지)?(?=$|[\s,(])"
)
# (21500) 인천…, 우)21500 인천…: the postcode that stands before an address.
POSTCODE_BEFORE = re.compile(r"\A(?:우\s*[)편]?\s*)?[(\[]?\s*(\d{5}|\d{3}-\d{3})\s*[)\]]?[\s,]*(?=[가-힣])")
_BRACKET = re.compile(r"\(([^()]*)\)")
_LEGAL_DONG = re.compile(r"[가-힣]+\d*(?:동\d*가?|\d가|리)")
_COMMA, _OPENING, _CLOSING = re.compile(r"\s*,[\s,]*"), re.compile(r"\s*\(\s*"), re.compile(r"\s*\)")
_WORD_END = re.compile(r"[,\s]")
_EDGE = " ,.·"
# How every word ends that the patterns of province, district and town take.
_ENDS_AREAS = frozenset("시도군구읍면")
# Stands where an address goes on: nothing of an area.
_ANY_WORD = "※"


class Address(NamedTuple):
    """``text`` is province, district, town, road or lot; ``detail`` what stands behind (floor, building).

    Parts that the address does not say are ``""``. ``dong`` is the legal dong (법정동) in brackets or of the
    lot; ``is_located`` says whether a road or lot number was found.
    """

    text: str
    detail: str = ""
    province: str = ""
    district: str = ""
    town: str = ""
    dong: str = ""
    is_located: bool = False

    def __str__(self) -> str:
        if not self.detail:
            return self.text
        return f"{self.text}{' ' if self.detail.startswith('(') else ', '}{self.detail}"


def clean_address(text: str, province: str = "", district: str = "") -> Cleaned[Address]:
    """The address, with ``province`` and ``district`` (from other columns) put before it where it lacks them.

    >>> clean_address("부평구 경인로 701번길 26 (십정동)", "인천", "부평구").value.text
    '인천광역시 부평구 경인로701번길 26'
    >>> str(clean_address("비공개").rule)
    'withheld'
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    plain = collapse(narrow(text))
    if may_begin_with_postcode(plain):
        plain = POSTCODE_BEFORE.sub("", plain)
    head, rest = _head(plain.strip(_EDGE), province, district)
    own = _own(rest)
    behind = own.text if own is not None else rest
    whole = f"{head.text} {behind}" if head.text and behind else head.text or behind
    # What has a number says something.
    if own is None and blank_of(whole) is not None:
        return Cleaned(None, text, Rule.UNSURE)
    address = Address(
        whole,
        own.detail if own is not None else "",
        head.province,
        head.district,
        head.town,
        own.dong if own is not None else "",
        own is not None,
    )
    if head.is_added:
        return Cleaned(address, text, Rule.DISTRICT_ADDED)
    return Cleaned(address, text, Rule.AS_SAID if str(address) == text else Rule.REFORMATTED)


def may_begin_with_postcode(text: str) -> bool:
    """Whether ``POSTCODE_BEFORE`` has to be asked: hardly any address begins with what is no syllable."""
    return not "가" <= text[:1] <= "힣" or text[0] == "우"


class _Head(NamedTuple):
    """What stands before road or lot, ``left`` of it what is no part of the address's head.

    ``is_added`` where a hint told some of it.
    """

    text: str
    province: str
    district: str
    town: str
    is_added: bool
    left: str


def _head(plain: str, province: str, district: str) -> tuple[_Head, str]:
    """The head of an address, and the rest of it.

    The words that end as areas do are the same few down a whole list; they are read without what follows.
    """
    words = plain.split(" ")
    count = 0
    while count < len(words) and _may_be_area(words[count]):
        count += 1
    head = None
    if count < len(words) and words[count][0] != _hint(district)[:1]:
        head = _head_of_words(" ".join(words[:count]), province, district)
    if head is None:
        head = _read_head(plain, province, district)
        return head, head.left
    return head, head.left.removesuffix(_ANY_WORD) + " ".join(words[count:])


@lru_cache(maxsize=ONE_LIST)
def _may_be_area(word: str) -> bool:
    return word == "" or word[-1] in _ENDS_AREAS or province_of(word) is not None


@lru_cache(maxsize=ONE_LIST)
def _head_of_words(words: str, province: str, district: str) -> _Head | None:
    """The head that these words are, whatever follows; None where what follows may be a part of it."""
    wanted = _hint(district)
    # A known district is found with spaces between its letters too: it may begin here and end there.
    if any(wanted.startswith(word) and word != wanted for word in words.split(" ") if word):
        return None
    return _read_head(f"{words} {_ANY_WORD}".lstrip(), province, district)


def _read_head(plain: str, province: str, district: str) -> _Head:
    said, rest = province_at_start(plain)
    rest = _without(rest, said)
    if not said:
        said, rest = _take(_ANY_PROVINCE, rest)
    own_district, rest = _district(rest, district)
    while own_district and rest.startswith(f"{own_district} "):
        rest = rest.removeprefix(f"{own_district} ")
    whole = (said or province_of(province) or collapse(province), own_district or _hint(district))
    town, rest = _take(_TOWN, rest)
    head = " ".join(filter(None, (*whole, town)))
    is_added = not (said and own_district) and head != " ".join(filter(None, (said, own_district, town)))
    return _Head(head, *whole, town, is_added, rest)


class _Own(NamedTuple):
    """Road or lot with its number, and what stands behind it."""

    text: str
    detail: str
    dong: str


@lru_cache(maxsize=ONE_ROW)
def _own(rest: str) -> _Own | None:
    """The road or lot that the rest of an address begins with, None for other words."""
    if found := _ROAD.match(rest):
        detail, dong = _detail(rest[found.end() :])
        return _Own(f"{spaceless(found['road'])} {_number(found['number'])}", detail, dong)
    if found := _LOT.match(rest):
        return _Own(
            f"{found['dong']} {_number(found['number'])}", _detail(rest[found.end() :])[0], found["dong"]
        )
    return None


def _number(text: str) -> str:
    return text if text.isdecimal() else spaceless(text).replace("지하", "지하 ")


@lru_cache(maxsize=ONE_LIST)
def _detail(rest: str) -> tuple[str, str]:
    """What stands behind the number, and the legal dong its first brackets name."""
    dong = ""
    if not rest:
        return "", dong
    for bracket in _BRACKET.findall(rest):
        first = _WORD_END.split(bracket.strip(), maxsplit=1)[0]
        if not dong and _LEGAL_DONG.fullmatch(first):
            dong = first
    tidy = _COMMA.sub(", ", rest)
    tidy = _OPENING.sub(" (", _CLOSING.sub(")", tidy)) if "(" in tidy or ")" in tidy else tidy
    return collapse(tidy).strip(_EDGE), dong


def _district(rest: str, hint: str) -> tuple[str, str]:
    """District at the start (with the city's own 구), and the rest; a hint finds it through odd spaces."""
    wanted = _hint(hint)
    if wanted:
        found = _spaced(wanted).match(rest)
        if found:
            ward, after = _take(_DISTRICT, rest[found.end() :])
            is_ward = wanted.endswith("시") and ward.endswith("구")
            return (f"{wanted} {ward}", after) if is_ward else (wanted, rest[found.end() :])
    first, rest = _take(_DISTRICT, rest)
    if first.endswith("시"):
        second, after = _take(_DISTRICT, rest)
        if second.endswith("구"):
            return f"{first} {second}", after
    return first, rest


@lru_cache(maxsize=ONE_LIST)
def _spaced(district: str) -> re.Pattern[str]:
    """The district at a start, with any spaces between its letters."""
    return re.compile(r"\s*".join(map(re.escape, district)) + r"(?=\s|$)\s*")


@lru_cache(maxsize=ONE_LIST)
def _hint(district: str) -> str:
    """The district column's word where it is one: a province's name or ``시`` alone is none."""
    plain = spaceless(district)
    if " " in collapse(district) and not province_of(plain):
        words = collapse(district).split(" ")
        if all(len(word) > 1 and word[-1] in "시군구" for word in words):
            return " ".join(words)
    return plain if len(plain) > 1 and plain[-1] in "시군구" and not province_of(plain) else ""


def _without(rest: str, province: str) -> str:
    """The rest without the province said a second time."""
    again, after = province_at_start(rest)
    while province and again == province:
        rest = after
        again, after = province_at_start(rest)
    return rest


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)
