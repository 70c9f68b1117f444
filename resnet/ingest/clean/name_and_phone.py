"""A cell of prose that names an agency before its phone number: 가온가족센터 사업팀 / 032-000-0000."""

from __future__ import annotations

import re
from dataclasses import dataclass

from resnet.ingest.clean.cleaned import Cleaned, Rule
from resnet.ingest.clean.spacing import blank_of, collapse

_PHONE = re.compile(
    r"\(?0\d{1,3}\s*[-).]{1,2}\s*\d{3,4}(?:\s*[-.]\s*\d{3,4})?(?:~\d+)?|1[568]\d{2}-\d{4}|\d{3,4}-\d{4}"
)
_SIGNS = " /,.:·()[]☎☏-"
# Where in the agency somebody sits, and what a phone is for: no part of the name.
_UNIT = re.compile(
    r"\S*(?:팀|과|실|담당|담당자)$|프로그램$|찾아가는$|전화$|(?:[Tt][Ee][Ll]|[Tt]|대표전화|연락처)[.:]?$"
)
_ABOUT_PHONES = re.compile(r"내선|직통|담당자|전화|팩스|이메일|번|대표|휴대폰|\(.*?\)|[^가-힣]")
_SEVERAL = re.compile(r"[,，]|\s및\s|\s또는\s|[/]\s*[가-힣]")
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class NameAndPhone:
    """The agency, and the cell from its first number on."""

    name: str
    phone: str


def clean_name_and_phone(text: str) -> Cleaned[NameAndPhone]:
    """The one agency that the cell names; nothing when it names several, or none before a number.

    >>> clean_name_and_phone("가온가족센터 사업2팀 / 032-555-0175").value
    NameAndPhone(name='가온가족센터', phone='032-555-0175')
    >>> clean_name_and_phone("가온센터 032-555-0175, 다솜센터 032-555-0176").value is None
    True
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    plain = collapse(text)
    found = _PHONE.search(plain)
    name = _without_unit(plain[: found.start()].strip(_SIGNS)) if found else ""
    after = _ABOUT_PHONES.sub("", plain[found.end() :]) if found else ""
    if found is None or len(name) < _FEWEST or _SEVERAL.search(name) or len(after) >= _FEWEST:
        return Cleaned(None, text, Rule.UNSURE)
    phone = plain[found.start() :]
    # The bracket that opened before the number belongs to neither: 가온센터(555-0175).
    phone = phone.removesuffix(")") if phone.count(")") > phone.count("(") else phone
    return Cleaned(NameAndPhone(name, phone), text, Rule.BY_WORD)


def _without_unit(name: str) -> str:
    words = name.split()
    while len(words) > 1 and _UNIT.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)
