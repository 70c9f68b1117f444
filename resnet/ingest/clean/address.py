"""Addresses: what they say of the place, in one spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from resnet.ingest.clean.cleaned import ONE_LIST, Cleaned, Rule
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


@dataclass(frozen=True, slots=True)
class Address:
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
    plain = POSTCODE_BEFORE.sub("", collapse(narrow(text))).strip(_EDGE)
    said, rest = province_at_start(plain)
    rest = _without(rest, said)
    if not said:
        said, rest = _take(_ANY_PROVINCE, rest)
    own_district, rest = _district(rest, district)
    while own_district and rest.startswith(f"{own_district} "):
        rest = rest.removeprefix(f"{own_district} ")
    known = _Known(
        said or province_of(province) or collapse(province),
        own_district or _hint(district),
        is_added=not (said and own_district),
    )
    town, rest = _take(_TOWN, rest)
    head = " ".join(filter(None, (known.province, known.district, town)))
    address = _located(rest, head, Address("", province=known.province, district=known.district, town=town))
    if blank_of(address.text) is not None:
        return Cleaned(None, text, Rule.UNSURE)
    added = known.is_added and head != " ".join(filter(None, (said, own_district, town)))
    if added:
        return Cleaned(address, text, Rule.DISTRICT_ADDED)
    return Cleaned(address, text, Rule.AS_SAID if str(address) == text else Rule.REFORMATTED)


@dataclass(frozen=True, slots=True)
class _Known:
    province: str
    district: str
    is_added: bool


def _located(rest: str, head: str, address: Address) -> Address:
    """The address with its road or lot and what stands behind it; with the words as they are, else."""
    found = _ROAD.match(rest)
    is_road = found is not None
    found = found or _LOT.match(rest)
    if not found:
        return replace(address, text=" ".join(filter(None, (head, rest))))
    number = spaceless(found["number"]).replace("지하", "지하 ")
    detail, dong = _detail(rest[found.end() :])
    if is_road:
        own = f"{spaceless(found['road'])} {number}"
    else:
        own, dong = f"{found['dong']} {number}", found["dong"]
    text = f"{head} {own}" if head else own
    return Address(text, detail, address.province, address.district, address.town, dong, is_located=True)


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
