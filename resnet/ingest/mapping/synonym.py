"""The word at the head of a column to its role."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from resnet.ingest.clean.kind import KindSaid, clean_kind, kind_of_name
from resnet.ingest.mapping.role import Role
from resnet.ingest.shipped_table import shipped_table

_BRACKET = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_INSIDE = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_GRID = re.compile(r"epsg(\d{4,5})")
_DAY = re.compile(r"_(?:19|20)\d{6}$")
_AND = re.compile(r"\s+및\s+|\s*[/·,&+\n]\s*|\s*및\s*")
_WITH_NAME = (Role.FACILITY_NAME, Role.PHONE)
_JOINED: dict[tuple[Role | None, ...], Role] = {
    _WITH_NAME: Role.NAME_AND_PHONE,
    (Role.FACILITY_NAME, Role.HEAD): Role.NAME_AND_HEAD,
}
_REST = re.compile(
    r"휴|쉬는|닫|점심|브레이크|접수|마감|제외|미\s*운영|차량|셔틀|배차|lunch|break|clos", re.IGNORECASE
)
_OF_TIMES = frozenset({Role.WEEKDAYS, Role.HOURS})
# 3월, 2026년, 1분기, 2026년3월: what was counted in it.
_SPAN = re.compile(r"(?:(?:19|20)?\d{2}년)?(?:\d{1,2}월|[1-4]/?4?분기|[상하]반기)?(?:누계|계)?(?<=.)")
_SIGNS = re.compile(r"[\s()\[\]\"'※*·.,:]+")
# 약국명, 학원이름: the name of what a kind of facility is called.
_NAME_OF = re.compile(r"(.+?)(?:명칭|이름|명)")


class Why(StrEnum):
    """Why a column has its role, or none.

    ``told``: a person said so, now or in a saved layout. ``contradicted``: the head names something that
    its cells are not. ``parted``: it stands in no sheet, its cells are parts of another column's.
    """

    TOLD = "told"
    PRESET = "preset"
    SYNONYM = "synonym"
    ENDING = "ending"
    VALUES = "values"
    DUPLICATE = "duplicate"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"
    PARTED = "parted"


@dataclass(frozen=True, slots=True)
class Guess:
    """A role and why."""

    role: Role
    why: Why


def header_key(text: str) -> str:
    """How heads of columns are compared: no spaces, signs or capitals.

    >>> header_key("  소 재 지 "), header_key("공공/민간")
    ('소재지', '공공/민간')
    """
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).lower()


def spellings(header: str) -> tuple[str, ...]:
    """The keys a head may be known by: whole, without its brackets, the last of several joined words."""
    whole, bare = header_key(header), header_key(_BRACKET.sub(" ", unicodedata.normalize("NFKC", header)))
    # Joined heads of two rows ("소재지 도로명주소"): the last part may be a word of its own.
    words = _BRACKET.sub(" ", header).split()
    last = header_key(words[-1]) if len(words) > 1 else ""
    # "admin_dong_code_20260701": the day of the issue is no part of the head.
    undated = _DAY.sub("", whole)
    # The first of several of a kind is the one that is asked for first: 전화1, 주소 ①.
    first = whole.removesuffix("1") if not whole[-2:].isdecimal() else ""
    return tuple(key for key in dict.fromkeys((whole, bare, last, undated, first)) if key)


def guess_role(header: str) -> Guess | None:
    """The role the head names; with its bracket, without it, then by its ending.

    >>> guess_role("정원(명)").role.value, guess_role("시설 주소").why.value, guess_role("층수")
    ('capacity', 'synonym', None)
    """
    words = _words()
    if (both := _joined(header)) is not None:
        return Guess(both, Why.SYNONYM)
    guess = _guess(header, words)
    if guess is None or guess.role not in _OF_TIMES or not tells_of_rest(header):
        return guess
    # 휴무 요일 ends as 운영 요일 does.
    return Guess(Role.CLOSING_DAYS, guess.why) if guess.role is Role.WEEKDAYS else None


def tells_of_rest(header: str) -> bool:
    """Whether the head is of days or times when nobody is there, or when something else runs.

    >>> tells_of_rest("휴무 요일"), tells_of_rest("점심시간"), tells_of_rest("운영 요일")
    (True, True, False)
    """
    return _REST.search(_BRACKET.sub(" ", header)) is not None


def _guess(header: str, words: Mapping[str, Role]) -> Guess | None:
    for key in spellings(header):
        if key in words:
            return Guess(_with_bracket(words[key], header), Why.SYNONYM)
    for key in spellings(header):
        for ending, role in _endings():
            if key.endswith(ending) and len(key) > len(ending):
                return Guess(role, Why.ENDING)
        named = _NAME_OF.fullmatch(key)
        if named and kind_of_name(named[1]).value is not None:
            return Guess(Role.FACILITY_NAME, Why.ENDING)
    return None


def _joined(header: str) -> Role | None:
    """The role of a head that names two things in words: 기관명 및 연락처, 시설명/전화번호."""
    words = [header_key(each) for each in _AND.split(header) if each.strip()]
    roles = tuple(_words().get(word) for word in words)
    return _JOINED.get(roles) if len(roles) == len(_WITH_NAME) else None


def roles_inside(header: str) -> frozenset[Role]:
    """The roles that the head names in brackets.

    >>> [role.value for role in roles_inside("소재지(전화번호)")]
    ['phone']
    """
    words = _words()
    said = (words.get(header_key(each)) for each in _INSIDE.findall(header))
    return frozenset(role for role in said if role is not None)


def _with_bracket(role: Role, header: str) -> Role:
    """The role of a column that holds two things, the second in brackets: 가게명(대표자), 전화(담당자)."""
    inside = roles_inside(header)
    if role is Role.FACILITY_NAME and Role.HEAD in inside:
        return Role.NAME_AND_HEAD
    if role is Role.FACILITY_NAME and Role.PHONE in inside:
        return Role.NAME_AND_PHONE
    return Role.PHONE_AND_CONTACT if role is Role.PHONE and Role.CONTACT_PERSON in inside else role


def names_a_kind(header: str) -> bool:
    """Whether the head is a kind of facility: the column of its names, where no other head names any.

    >>> names_a_kind("약국"), names_a_kind("층수")
    (True, False)
    """
    endings = tuple(shipped_table("synonyms")["of_names"]["endings"])
    is_of_such = any(key.endswith(endings) for key in spellings(header))
    return is_of_such or clean_kind(KindSaid(header)).value is not None


def grid_of(header: str) -> int | None:
    """The EPSG code of the grid that the head of a column of metres names, None when it names none.

    >>> grid_of("좌표정보X(EPSG5174)"), grid_of("경도")
    (5174, None)
    """
    named = _GRID.search(header_key(header))
    if named:
        return int(named[1])
    grids: dict[str, int] = shipped_table("synonyms")["grids"]
    return next((grids[key] for key in spellings(header) if key in grids), None)


def names_anything(header: str) -> bool:
    """Whether the head is used for names of anything, not of agencies only."""
    return header_key(header) in map(header_key, shipped_table("synonyms")["of_anything"]["names"])


def is_statistic(header: str) -> bool:
    """Whether the head counts things."""
    table = _statistics()
    return any(
        key in table[0] or any(part in key for part in table[1]) or _SPAN.fullmatch(key)
        for key in spellings(header)
    )


def person_words(header: str, group: str) -> bool:
    """Whether the head is one of the ``names``, ``facts`` or ``numbers`` of persons."""
    keys, parts = spellings(header), _persons(f"{group}_parts")
    return any(key in _persons(group) or any(part in key for part in parts) for key in keys)


def role_named(word: str) -> Role | None:
    """The role that a person means by its code or by a word for it, None when it is none.

    >>> role_named("phone"), role_named("전화번호"), role_named("아무것")
    (<Role.PHONE: 'phone'>, <Role.PHONE: 'phone'>, None)
    """
    code = header_key(word).replace("-", "_")
    return next((role for role in Role if role.value == code), None) or _words().get(header_key(word))


@cache
def _words() -> dict[str, Role]:
    table = shipped_table("synonyms")["roles"]
    return {header_key(word): Role(role) for role, words in table.items() for word in words}


@cache
def _endings() -> tuple[tuple[str, Role], ...]:
    table = shipped_table("synonyms")["endings"]
    return tuple((header_key(word), Role(role)) for role, words in table.items() for word in words)


@cache
def _statistics() -> tuple[frozenset[str], tuple[str, ...]]:
    table = shipped_table("synonyms")["statistics"]
    return frozenset(map(header_key, table["words"])), tuple(map(header_key, table["parts"]))


@cache
def _persons(group: str) -> frozenset[str]:
    return frozenset(map(header_key, shipped_table("synonyms")["persons"].get(group, ())))
