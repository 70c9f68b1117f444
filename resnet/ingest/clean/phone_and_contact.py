"""A cell with telephone numbers and whom one asks for: 담당 홍길동 032-000-0000, 김○○ 팀장(032-000-0000)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from resnet.ingest.clean.spacing import collapse, narrow

_NUMBER = re.compile(
    r"\(?\+?(?:0\d{1,3}\s*[-.)]\s*)?\(?\d{3,4}\s*[-.)]\s*\d{4}(?:\s*[~∼,]\s*\d{1,4}(?!\d))*|\d{7,11}|\d{3,4}-\d{4}"
)
_EXTENSION = re.compile(r"(?:내선|구내|ext\.?|#)\s*:?\s*\d{1,5}\s*번?", re.IGNORECASE)
_AROUND = re.compile(
    r"[☎☏✆()\[\]/,:;|\n]|\b(?:tel|fax|h\.?p|t|f|m)\b\.?|전화(?:번호)?|연락처|직통|휴대폰|핸드폰|팩스",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"01[016789]\D?\d{3,4}\D?\d{4}")
# 0 at its start, or brackets around it: a number at the end of an address is its own.
_BEHIND = re.compile(
    r"[\s,/]*[(\[]?\s*(?:☎|tel\.?|전화)?\s*:?\s*(?P<number>\(?0\d{1,3}\s*[-.)]\s*\d{3,4}\s*[-.]\s*\d{4}(?:\s*[~∼,]\s*\d{1,4})*)"
    r"\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(r"담당(?:자)?\s*[:：]?\s*\S")


@dataclass(frozen=True, slots=True)
class PhoneAndContact:
    """The words beside the numbers, ``""`` for none; whether they name somebody to be asked for."""

    words: str
    is_asked_for: bool
    has_mobile: bool


def part_contact(text: str) -> PhoneAndContact:
    """What the cell says beside its numbers.

    >>> part_contact("담당 홍길동 032-000-0000").words, part_contact("032-000-0000~3").words
    ('담당 홍길동', '')
    """
    plain = narrow(text)
    words = collapse(_AROUND.sub(" ", _EXTENSION.sub(" ", _NUMBER.sub(" ", plain))))
    return PhoneAndContact(words, bool(_ASKED_FOR.search(words)), bool(_MOBILE.search(plain)))


def part_address(text: str) -> tuple[str, str]:
    """An address and the telephone number behind it, ``""`` for none.

    >>> part_address("나래구 해오름로 1 (032-555-0101)"), part_address("나래구 해오름로 1")
    (('나래구 해오름로 1', '032-555-0101'), ('나래구 해오름로 1', ''))
    """
    found = _BEHIND.search(narrow(text))
    if found is None:
        return text, ""
    return narrow(text)[: found.start()].strip(" ,/\n"), found["number"].strip()
