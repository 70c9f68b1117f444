"""For whom a service is, out of prose: what is certain, the words beside it, unknown where unsure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from resnet.ingest.clean.cleaned import ONE_LIST, Cleaned, Rule
from resnet.ingest.clean.spacing import blank_of, collapse, narrow
from resnet.ingest.clean.terms import clean_terms
from resnet.ingest.shipped_table import shipped_table

_BRACKET = re.compile(r"\(([^()]*)\)")
_STANDS_FOR_A_BRACKET = "\x1a"
# Two spaces in a row stand where a list lost its commas. 과 joins two groups, 와 too; a department (소아과),
# what goes beyond (초과) and an outcome (효과, 결과) end in the same syllable.
_OR = re.compile(
    r"[+,/·ㆍ\n]|\s및\s|\s또는\s|\s{2,}"
    r"|(?<=[가-힣])(?<![치내외안아학효결교초경성])(?<!정신)과\s|(?<=[가-힣])와\s"
)
# "5세 이하 자녀를 둔 부모": age and disability before these words are the child's, not of those it is for.
_OF_A_CHILD = re.compile(
    r"^.*?(?:자녀|아동|아이|아기|영유아|손주|아들|딸)\s*(?:를|을|가|이)?\s*"
    r"(?:둔|가진|있는|키우는|기르는|돌보는|양육\s*(?:중인|하는))",
    re.DOTALL,
)
_AGE_RANGE = re.compile(
    r"(\d{1,3})\s*세?\s*(?:이상)?\s*[~∼\-]\s*(?:만\s*)?(\d{1,3})\s*세(?:\s*이하)?(?!\s*미만)"
)
_AGE_FROM = re.compile(r"(\d{1,3})\s*세\s*이상")
_AGE_TO = re.compile(r"(\d{1,3})\s*세\s*(이하|미만|까지)")
# 36개월 미만 is under three; in whole years only what twelve months divide is certain.
_MONTHS_TO = re.compile(r"(?<!\d)(\d{1,3})\s*개월\s*(이하|미만|까지)")
# 초4~중3: the ages that pupils of a class have in the year; 초1 is six or seven.
_CLASS = r"(초|중|고)(?:등(?:학교|학생)?|학교|학생)?\s*(\d)(?:\s*학년)?"
_CLASSES = re.compile(rf"{_CLASS}\s*[~∼\-]\s*{_CLASS}(?!\s*\d)")
_FIRST_CLASS = {"초": 6, "중": 12, "고": 15}
_LAST_CLASS = {"초": 6, "중": 3, "고": 3}
_AGE = re.compile(r"\d{1,3}\s*세")
_OLDER = re.compile(r"노인|어르신|고령")
_OPEN = re.compile(r"등\s*$|누구나|지역\s*주민|그\s*외|일반\s*회원|취약")
# Those who are left out, or named as some among others, tell nothing of all who are served.
_EXCEPT = re.compile(r"제외|불가|포함")
_PREFERRED = re.compile(r"우선|원칙")
_NOTE = re.compile(r"\s*[※*].*", re.DOTALL)
# Above it a text is a paragraph of conditions, exceptions and numbers of people.
_LONGEST = 80
_OLDEST = 120


@dataclass(frozen=True, slots=True)
class Target:
    """Who is served. None is unknown (not: everybody); a tuple lists codes of which one is enough.

    Ages in whole years, both included. ``said`` is the list's own wording.
    """

    said: str
    age_from: int | None = None
    age_to: int | None = None
    benefit_classes: tuple[str, ...] | None = None
    household_types: tuple[str, ...] | None = None
    disability_types: tuple[str, ...] | None = None

    def __str__(self) -> str:
        return self.said

    @property
    def tells_something(self) -> bool:
        """Whether anything beside the wording is known."""
        return any(
            each is not None
            for each in (
                self.age_from, self.age_to, self.benefit_classes, self.household_types, self.disability_types
            )
        )  # fmt: skip


# 초1~6 are classes of the primary school both; 65세↑ is how sheets save room.
_PRIMARY = re.compile(r"초\s*([1-6])\s*[~∼\-]\s*([1-6])(?![\d세])")
_SIGNS = (("↑", " 이상"), ("↓", " 이하"))


@lru_cache(maxsize=ONE_LIST)
def clean_target(text: str) -> Cleaned[Target]:
    """Whom the words name. Of several groups joined by ``+`` only what all of them share is certain.

    >>> found = clean_target("60세이상 기초수급자+차상위계층").value
    >>> found.age_from, found.benefit_classes
    (60, ('basic', 'near-poor'))
    >>> clean_target("독거노인+장애인").value.household_types is None
    True
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    said = collapse(text)
    listed = disability_types_in(text)
    if listed is not None:
        return Cleaned(Target(said, disability_types=listed), text, Rule.BY_WORD)
    plain = _PRIMARY.sub(r"초\1~초\2", _NOTE.sub("", narrow(text)).strip())
    for sign, word in _SIGNS:
        plain = plain.replace(sign, word)
    if len(plain) > _LONGEST or re.search(r"[①-⑳]|\d\)", text):
        return Cleaned(Target(said), text, Rule.UNSURE)
    target = replace(_groups(plain), said=said)
    return Cleaned(target, text, Rule.BY_WORD if target.tells_something else Rule.UNSURE)


def disability_types_in(text: str) -> tuple[str, ...] | None:
    """The types that a text lists and nothing else, 지체·뇌병변; None where it says anything else."""
    return clean_terms(text.replace("·", ","), "disability_types").value


def _groups(plain: str) -> Target:
    """What the groups share, narrowed by what a bracket behind the last adds to all of them."""
    if any(_tells_ages(found[1]) and plain[found.end() :].strip() for found in _BRACKET.finditer(plain)):
        return _groups_with_own_brackets(plain)
    outside = _BRACKET.sub(" ", plain)
    parts = [part for part in _OR.split(outside) if part.strip()]
    shared = _either(_carry_age([_group(part) for part in parts], parts))
    for bracket in _BRACKET.findall(plain):
        if _EXCEPT.search(bracket):
            continue
        listed = disability_types_in(bracket)
        types = listed if shared.disability_types else None
        if types is not None:
            # 장애인(지체·뇌병변): the types stand in the brackets by their short names.
            shared = replace(shared, disability_types=types)
        elif not _PREFERRED.search(bracket) and "무료" not in bracket and "실비" not in bracket:
            shared = _both(shared, _inside(bracket))
    return replace(shared, benefit_classes=None) if _PREFERRED.search(outside) else shared


def _tells_ages(bracket: str) -> bool:
    return not _EXCEPT.search(bracket) and _ages(bracket) != (None, None)


def _groups_with_own_brackets(plain: str) -> Target:
    """``중장년(14~62세), 청년(38세 이하)``: each bracket is of the group before it, and of no other."""
    brackets = iter(_BRACKET.findall(plain))
    groups = []
    for part in _OR.split(_BRACKET.sub(_STANDS_FOR_A_BRACKET, plain)):
        group = _group(part.replace(_STANDS_FOR_A_BRACKET, " "))
        for _ in range(part.count(_STANDS_FOR_A_BRACKET)):
            bracket = next(brackets)
            if not _EXCEPT.search(bracket) and not _PREFERRED.search(bracket):
                group = _both(group, _inside(bracket))
        if part.strip():
            groups.append(group)
    shared = _either(groups)
    return replace(shared, benefit_classes=None) if _PREFERRED.search(plain) else shared


def _inside(bracket: str) -> Target:
    """Any one of the groups in a bracket."""
    return _either([_group(each) for each in _OR.split(bracket) if each.strip()])


def _group(words: str) -> Target:
    own = _OF_A_CHILD.sub(" ", words)
    age_from, age_to = _ages(own)
    if _OPEN.search(words) or _EXCEPT.search(words):
        return Target(words, age_from, age_to)
    return Target(
        words,
        age_from,
        age_to,
        _codes(words, "benefit_classes"),
        _codes(words, "household_types"),
        _codes(own, "disability_types"),
    )


def _carry_age(groups: list[Target], parts: list[str]) -> list[Target]:
    """``60세이상 수급자+차상위``: the age leads all that follow, unless the first is whole by itself."""
    if len(groups) < 2 or groups[0].age_from is None or not re.match(r"\s*(?:관내\s*)?만?\s*\d", parts[0]):
        return groups
    is_whole = bool(_OLDER.search(parts[0]))
    carried = [groups[0]]
    for group, part in zip(groups[1:], parts[1:], strict=True):
        is_older = bool(_OLDER.search(part))
        is_means_only = group.household_types is None and group.disability_types is None
        takes = not _AGE.search(part) and (
            is_older or (is_means_only and group.benefit_classes and not is_whole)
        )
        # "0~12세 수급자·차상위": an age that ends is the second's too; 노인 behind it may be older.
        age_to = group.age_to if is_older else groups[0].age_to
        carried.append(replace(group, age_from=groups[0].age_from, age_to=age_to) if takes else group)
    return carried


def _either(groups: list[Target]) -> Target:
    """What is certain when any one of the groups will do."""
    if not groups:
        return Target("")
    froms = [group.age_from for group in groups]
    tos = [group.age_to for group in groups]
    return Target(
        "",
        None if None in froms else min(age for age in froms if age is not None),
        None if None in tos else max(age for age in tos if age is not None),
        _union(group.benefit_classes for group in groups),
        _union(group.household_types for group in groups),
        _union(group.disability_types for group in groups),
    )


def _both(wide: Target, narrow: Target) -> Target:
    """What is certain when both must hold; the narrower word counts."""
    return Target(
        "",
        narrow.age_from if narrow.age_from is not None else wide.age_from,
        narrow.age_to if narrow.age_to is not None else wide.age_to,
        narrow.benefit_classes or wide.benefit_classes,
        narrow.household_types or wide.household_types,
        narrow.disability_types or wide.disability_types,
    )


def _union(codes: Iterable[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    found: dict[str, None] = {}
    for each in codes:
        if each is None:
            return None
        found |= dict.fromkeys(each)
    return tuple(found)


def _ages(words: str) -> tuple[int | None, int | None]:
    if found := _AGE_RANGE.search(words):
        return _plausible(int(found[1]), int(found[2]))
    lower, upper = _AGE_FROM.search(words), _AGE_TO.search(words)
    if lower or upper:
        above = int(upper[1]) - (upper[2] == "미만") if upper else None
        return _plausible(int(lower[1]) if lower else None, above)
    told = _by_class_or_month(words)
    if told is not None or _AGE.search(words):
        # "65세 저소득층 노인": from 65, or of that very age.
        return told if told is not None else (None, None)
    for each in shipped_table("target_words")["ages"].values():
        if any(word in words for word in each["words"]):
            return each.get("from"), each.get("to")
    return None, None


def _by_class_or_month(words: str) -> tuple[int | None, int | None] | None:
    if classes := _CLASSES.search(words):
        return _of_classes(classes[1], int(classes[2]), classes[3], int(classes[4]))
    months = _MONTHS_TO.search(words)
    if months is None or int(months[1]) % 12:
        return None
    years = int(months[1]) // 12
    return None, years - 1 if months[2] == "미만" else years


def _of_classes(first: str, lower: int, last: str, upper: int) -> tuple[int | None, int | None]:
    if not (1 <= lower <= _LAST_CLASS[first] and 1 <= upper <= _LAST_CLASS[last]):
        return None, None
    return _plausible(_FIRST_CLASS[first] + lower - 1, _FIRST_CLASS[last] + upper)


def _plausible(age_from: int | None, age_to: int | None) -> tuple[int | None, int | None]:
    if age_from is not None and age_from > _OLDEST:
        return None, None
    if age_from is not None and age_to is not None and age_to < age_from:
        return None, None
    return age_from, age_to


def _codes(words: str, field: str) -> tuple[str, ...] | None:
    found: dict[str, None] = {}
    for word, codes in _words(field):
        if word in words:
            found |= dict.fromkeys(codes)
            words = words.replace(word, " ")
    return tuple(found) or None


@cache
def _words(field: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    table = shipped_table("target_words")[field]
    return tuple(
        sorted(((word, tuple(codes)) for word, codes in table.items()), key=lambda pair: -len(pair[0]))
    )
